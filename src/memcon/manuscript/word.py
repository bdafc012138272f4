"""A Word file as a manuscript: its paragraphs and tables in order, block quotations by style, footnotes and endnotes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from memcon.errors import UnreadableError
from memcon.manuscript.pages import Draft, Manuscript

KINDS = ("footnote", "endnote")
BREAKS = (qn("w:tab"), qn("w:br"), qn("w:cr"))
MOST_SWELLING = 200
"""A file that swells to more than this many times its size is refused."""


def read(data: bytes, source: str) -> Manuscript:
    """The manuscript in the bytes of a .docx file; raises UnreadableError."""
    document = opened(data, source)
    draft = Draft()
    for paragraph in paragraphs(document):
        words, anchors = text_of(paragraph)
        if words.strip():
            start = draft.add(words, block=is_block(paragraph))
            draft.anchors.update({mark: start + at for mark, at in anchors.items()})
    for mark, words in notes(document):
        draft.add(words, note=mark)
    return draft.done(source, "docx")


def opened(data: bytes, source: str) -> Document:
    """The document in the bytes; raises UnreadableError where they are none, or would swell beyond measure."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > max(MOST_SWELLING * len(data), 50_000_000):
                raise UnreadableError(f"{source}: the Word file swells beyond measure when opened; save it again.")
        return docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"{source}: this is no Word file that can be opened ({error}); save it again as .docx.") from error


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the body in order, those of tables cell by cell."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def text_of(paragraph: Paragraph) -> tuple[str, dict[str, int]]:
    """The words of a paragraph, and where it refers to which note; what a reviser deleted is left out."""
    words: list[str] = []
    anchors: dict[str, int] = {}
    for node in paragraph._p.iter():
        if node.tag == qn("w:t"):
            words.append(node.text or "")
        elif node.tag in BREAKS and (parent := node.getparent()) is not None and parent.tag == qn("w:r"):
            words.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            words.append("-")
        for kind in KINDS:
            if node.tag == qn(f"w:{kind}Reference"):
                anchors[f"{kind} {node.get(qn('w:id'))}"] = sum(map(len, words))
    return "".join(words), anchors


def is_block(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set off as a quotation, by the name of its style."""
    name = (paragraph.style.name or "") if paragraph.style else ""
    return "quot" in name.lower()


def notes(document: Document) -> Iterator[tuple[str, str]]:
    """The mark and words of each footnote and endnote."""
    for part in document.part.package.iter_parts():
        for kind in KINDS:
            if str(part.partname) == f"/word/{kind}s.xml":
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(part.blob, parser).iter(qn(f"w:{kind}")):
                    words = " ".join("".join(t.text or "" for t in note.iter(qn("w:t"))).split())
                    if words:
                        yield f"{kind} {note.get(qn('w:id'))}", words
