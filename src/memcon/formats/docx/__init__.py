"""Word (.docx): paragraphs, tables, footnotes; tracked changes as Word shows them when all are accepted, and said.

Macros, fields that fetch, and linked files are not looked at; external entities are not resolved.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from memcon.errors import UnreadableError
from memcon.formats import binary, blocks, faults
from memcon.formats.blocks import Block
from memcon.formats.docx.content import Content
from memcon.layout import CLASSIFIED, level
from memcon.model import Document, Rendered

LARGEST = 300_000_000
"""Bytes of the unpacked file, at most."""
SWELLING = 300
"""How many times its own size a file may unpack to."""
ALLOWANCE = 20_000_000


def sniff(data: bytes) -> bool:
    """Whether the bytes are a Word document."""
    return data.startswith(binary.PACKED) and binary.holds(data, b"word/document")


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields the file as one document; raises FormatError where it is broken, UnreadableError where it holds no text."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml import etree

    own = (PythonDocxError, OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
    with faults.broken(f"{source}: the Word file is broken and cannot be opened; open it in Word and save it again.", *own):
        rendered = found(opened(data, source), data, source)
    yield rendered


def found(file: Any, data: bytes, source: str) -> Rendered:
    """The document that an open file holds."""
    content = Content(file)
    sha = hashlib.sha256(data).hexdigest()
    document = Document(id=sha[:16], source=source, sha256=sha, format="docx", text="")
    told = [*content.body(), *content.footnotes()]
    edges = list(edge_lines(file))
    rendered = blocks.render(document, [*told, *(Block(text, "boilerplate") for text in edges)], tuple(content.remarks()))
    classified = next((level(text) for text in edges if CLASSIFIED.fullmatch(text)), "")
    named = rendered.document.classification or classified
    return msgspec.structs.replace(rendered, document=msgspec.structs.replace(rendered.document, classification=named))


def opened(data: bytes, source: str) -> Any:
    """The file as python-docx opens it, once it is known not to swell beyond reason."""
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(member.file_size for member in packed.infolist())
    if size > min(LARGEST, max(ALLOWANCE, SWELLING * len(data))):
        raise UnreadableError(f"{source}: the Word file would unpack to {size // 1_000_000} MB; it is not read.")
    return docx.Document(io.BytesIO(data))


def edge_lines(file: Any) -> Iterator[str]:
    """The lines of the running heads and feet, each once."""
    seen: set[str] = set()
    for section in file.sections:
        for edge in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in edge.paragraphs:
                text = " ".join(paragraph.text.split())
                if text and text not in seen:
                    seen.add(text)
                    yield text
