"""The XML of a Word document -> blocks: what Word shows with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from memcon.formats.blocks import Block
from memcon.formats.docx.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTES = "/footnotes", "/endnotes"
GONE = {f"{W}{name}" for name in ("del", "moveFrom")}
ADDED = {f"{W}{name}" for name in ("ins", "moveTo")}
UNSHOWN = {f"{W}{name}" for name in ("instrText", "delText", "pPr", "rPr", "sectPr", "footnoteRef", "endnoteRef")} | {FALLBACK}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


class Content:
    """What is in the file, and what was met on the way that a user should know."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.numbering = Numbering(file)
        self.added = self.removed = self.hidden = 0
        self.comments: set[str] = set()

    def body(self) -> Iterator[Block]:
        """Paragraphs and rows of tables, in order."""
        yield from self.blocks(self.file.element.body)

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self.paragraph(child)
                for box in child.iter(f"{W}txbxContent"):
                    if not any(ancestor.tag == FALLBACK for ancestor in box.iterancestors()):
                        yield from self.blocks(box)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in GONE:
                self.removed += 1
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", *ADDED}:
                yield from self.blocks(child)

    def table(self, table: Any) -> Iterator[Block]:
        """A row as a line, its cells parted by tabs; a table inside a cell follows the row."""
        for index, row in enumerate(table.iter(f"{W}tr")):
            if row.getparent() is not table and row.getparent().getparent() is not table:
                continue
            cells = [" ".join(block.text for block in self.blocks(cell)) for cell in row.iter(f"{W}tc")
                     if not any(up.tag == f"{W}tc" for up in cell.iterancestors())]
            yield Block("\t".join(" ".join(cell.split()) for cell in cells).strip(), close=index > 0)

    def paragraph(self, paragraph: Any) -> Block:
        """A paragraph with the number that Word would print before it."""
        text = "".join(self.text(paragraph))
        label = self.numbering.label(paragraph) if text.strip() else ""
        styled = self.style(paragraph)
        heading = styled.startswith("heading") or styled in {"title", "subtitle"}
        return Block(f"{label} {text}" if label else text, "heading" if heading and len(text) < 200 else None, close="list" in styled)

    def style(self, paragraph: Any) -> str:
        """The name of a paragraph's style, small."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is None:
            return ""
        ids = {style.style_id: style.name for style in self.file.styles}
        return (ids.get(named.get(f"{W}val")) or "").lower()

    def text(self, node: Any) -> Iterator[str]:
        """The words shown under a node."""
        for child in node:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag in GONE:
                self.removed += 1
            elif child.tag == f"{W}commentReference":
                self.comments.add(child.get(f"{W}id", ""))
            elif child.tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
                self.hidden += 1
            elif child.tag not in UNSHOWN and child.tag != f"{W}txbxContent":
                self.added += child.tag in ADDED
                yield from self.text(child)

    def footnotes(self) -> Iterator[Block]:
        """Footnotes and endnotes, numbered as they stand in the file."""
        from docx.oxml import parse_xml

        number = 0
        for relation in self.file.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(NOTES):
                continue
            root = parse_xml(relation.target_part.blob)
            for note in root:
                if note.get(f"{W}type") in SEPARATORS:
                    continue
                number += 1
                text = " ".join("".join(self.text(paragraph)) for paragraph in note.iter(f"{W}p"))
                yield Block(f"{number} {' '.join(text.split())}", "footnote", str(number))

    def remarks(self) -> Iterator[str]:
        """What a user should know: changes, comments and hidden words."""
        if self.added or self.removed:
            yield (
                f"The file tracks changes ({self.added} insertions, {self.removed} deletions): it was read as if all were accepted."
            )
        if self.comments:
            yield f"The file has {len(self.comments)} comment{'s' if len(self.comments) > 1 else ''} in its margin, which are not read."
        if self.hidden:
            yield "The file has words that Word hides; they are not read."
