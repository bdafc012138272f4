"""FRUS volumes in TEI P5: every document of a volume, footnotes and editor's insertions apart from the text.

The text is rendered the same way for ever (the annotated corpus stands on its offsets): blocks are separated by an
empty line, list items and signatures by a line break, white space inside a block is one space, ``lb`` is a line break.
Footnotes follow the body. Entities are not resolved and nothing is fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from memcon import edition
from memcon.errors import FormatError
from memcon.layout import insertions
from memcon.model import Document, Identity, Part, PartKind, Rendered

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SPACE = re.compile(r"\s+")

LINES = {"item", "closer", "signed", "row", "l", "salute", "postscript"}
BLOCKS = {"p", "head", "dateline", "opener", "list", "table", "quote", "div", "lg", "ab", "sp", "epigraph", "floatingText"}
SKIPPED = {"note", "fw", "figure", "graphic", "pb", "milestone"}


def sniff(data: bytes) -> bool:
    """Whether the bytes are a TEI file: its namespace or root stands near the head."""
    head = data[:4096]
    return b"<TEI" in head or b"tei-c.org/ns/1.0" in head


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields each document of the volume in print order, or the record of an edition that memcon wrote itself.

    Raises FormatError on XML that is not well formed.
    """
    root = parse(data, source)
    if edition.is_edition(root):
        yield edition.rendered_of(root, source)
        return
    names = people_of_volume(root)
    found = [div for div in root.iter(f"{TEI}div") if div.get("type") == "document"]
    if not found:
        raise FormatError(f"{source}: the TEI file holds no <div type=\"document\">; nothing to read.")
    sha = hashlib.sha256(data).hexdigest()
    seen: dict[str, int] = {}
    for div in found:
        label = div.get(XML_ID) or "d" + (div.get("n") or "?")
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            label = f"{label}-{seen[label]}"
        yield render(div, label, names, source, sha)


def parse(data: bytes, source: str) -> etree._Element:
    """The root element; entities stay unresolved, the network and DTDs are never touched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False, remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise FormatError(
            f"{source}: the XML is broken at line {line} ({(error.msg or '').strip()}); mend the file and read it again."
        ) from error
    return root


def people_of_volume(root: etree._Element) -> dict[str, str]:
    """Names by key from the list of persons at the volume's front; an id given twice keeps its first name."""
    names: dict[str, str] = {}
    for person in root.iter(f"{TEI}persName"):
        key = person.get(XML_ID)
        if key and key not in names:
            names[key] = SPACE.sub(" ", "".join(map(str, person.itertext()))).strip()
    return names


class Writer:
    """Collects the rendered text block by block, with the spans that the markup names."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.text: list[str] = []
        self.length = 0
        self.gap = ""
        self.parts: list[Part] = []
        self.identities: list[Identity] = []
        self.notes: list[etree._Element] = []

    def put(self, piece: str) -> None:
        """Adds running text with white space collapsed; a pending block break is written first."""
        piece = SPACE.sub(" ", piece)
        if self.gap or not self.length or self.text[-1][-1] in " \n":
            piece = piece.lstrip(" ")
        if not piece:
            return
        if self.gap and self.length:
            self.trim()
            self.text.append(self.gap)
            self.length += len(self.gap)
        self.gap = ""
        self.text.append(piece)
        self.length += len(piece)

    def trim(self) -> None:
        """Takes the spaces at the end of what was written away."""
        while self.text and self.text[-1].endswith(" "):
            written = self.text.pop()
            last = written.rstrip(" ")
            self.length -= len(written) - len(last)
            if last:
                self.text.append(last)

    def break_(self, gap: str) -> None:
        """Asks for a break before the next text; the wider of two wins."""
        if len(gap) > len(self.gap):
            self.gap = gap

    def here(self) -> int:
        """Offset at which the next text will stand; a break takes the space before it away."""
        dropped = 1 if self.gap and self.text and self.text[-1].endswith(" ") else 0
        return self.length - dropped + (len(self.gap) if self.length else 0)


def render(div: etree._Element, label: str, names: dict[str, str], source: str, sha: str) -> Rendered:
    """One document of a volume as text, parts and identities."""
    writer = Writer(names)
    walk(div, writer)
    writer.trim()
    for note in writer.notes:
        writer.break_("\n\n")
        footnote(note, writer)
    text = "".join(writer.text)
    parts = sorted({*writer.parts, *insertions(text)}, key=lambda p: (p.start, -p.end))
    parts = [part for part in parts if part.start < part.end <= len(text)]
    head = div.find(f"{TEI}head")
    title = SPACE.sub(" ", "".join(own_text(head))).strip() if head is not None else ""
    document = Document(
        id=f"{volume_of(source)}-{label}", source=source, sha256=sha, format="tei", title=title, number=div.get("n") or "",
        text=text,
    )
    return Rendered(document, tuple(parts), tuple(writer.identities))


def volume_of(source: str) -> str:
    """The volume's name, taken from its file name: "frus/frus1964-68v14.xml" -> "frus1964-68v14"."""
    name = re.split(r"[\\/]", source)[-1]
    return re.sub(r"\.(xml|tei)$", "", name, flags=re.IGNORECASE)


def own_text(element: etree._Element) -> Iterator[str]:
    """The text of an element without its notes."""
    if element.text:
        yield element.text
    for child in element:
        if name_of(child) == "lb":
            yield " "
        elif name_of(child) not in SKIPPED:
            yield from own_text(child)
        if child.tail:
            yield child.tail


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def walk(element: etree._Element, writer: Writer) -> None:
    """Renders the element's content in document order."""
    name = name_of(element)
    if name == "note":
        writer.notes.append(element)
        return
    if name in SKIPPED or not name:
        return
    if name == "lb":
        writer.break_("\n")
        return
    gap = "\n" if name in LINES or in_list(element, name) else "\n\n" if name in BLOCKS else ""
    if name in {"cell"} and element.getprevious() is not None:
        writer.put(" ")
    writer.break_(gap)
    start = writer.here()
    if element.text:
        writer.put(element.text)
    for child in element:
        walk(child, writer)
        if child.tail:
            writer.put(child.tail)
    label(element, name, start, writer)
    writer.break_(gap)


def in_list(element: etree._Element, name: str) -> bool:
    """A list's head and a list inside an item stand on lines of their own, not in paragraphs of their own."""
    parent = element.getparent()
    above = name_of(parent) if parent is not None else ""
    return (name in {"head", "p"} and above in {"list", "item"}) or (name == "list" and above == "item")


KINDS: dict[str, PartKind] = {
    "head": "heading", "dateline": "heading", "opener": "heading", "closer": "signature", "signed": "signature",
}


def label(element: etree._Element, name: str, start: int, writer: Writer) -> None:
    """Keeps the span of what was just written where its element names a part or a person."""
    end = writer.length - (1 if writer.text and writer.text[-1].endswith(" ") else 0)
    if end <= start:
        return
    if name == "persName":
        key = (element.get("corresp") or "").lstrip("#")
        if key:
            writer.identities.append(Identity(start, end, key, writer.names.get(key, "")))
    elif name == "list" and element.get("type") in {"participants", "subject"}:
        writer.parts.append(Part(start, end, "heading"))
    elif name in KINDS:
        writer.parts.append(Part(start, end, KINDS[name]))


def footnote(note: etree._Element, writer: Writer) -> None:
    """A footnote as a part behind the body, without notes of its own."""
    start = writer.here()
    number = note.get("n") or ""
    writer.put(f"[{number}] " if number else "")
    writer.put("".join(own_text(note)))
    writer.trim()
    if writer.length > start:
        writer.parts.append(Part(start, writer.length, "footnote", number or None))
