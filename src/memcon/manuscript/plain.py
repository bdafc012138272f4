"""Plain text as a manuscript: paragraphs parted by empty lines, or by lines where there is none; notes under their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.manuscript.pages import Manuscript, Note
from memcon.model import Range

GAP = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+")
HEADING = re.compile(r"^\s*(?:notes|footnotes|endnotes|references)\s*:?\s*$", re.IGNORECASE | re.MULTILINE)
NOTE = re.compile(r"^[ \t]*\[?(?P<mark>\d{1,3})[\].)]?[ \t]+(?=\S)", re.MULTILINE)
LONG_LINE = 200
"""Characters of a line that is a paragraph of its own in a text without empty lines."""


def read(text: str, source: str) -> Manuscript:
    """The manuscript in a plain text; its offsets are those of the file's own text."""
    heading = next((m for m in HEADING.finditer(text) if NOTE.search(text, m.end())), None)
    end = heading.start() if heading else len(text)
    found = tuple(paragraphs(text, 0, end))
    notes = tuple(notes_of(text, heading.end(), end)) if heading else ()
    return Manuscript(source, "txt", text, text, found, (), notes)


def paragraphs(text: str, start: int, end: int) -> Iterator[Range]:
    """The paragraphs of a stretch, without the white space around them."""
    body = text[start:end]
    by_line = not GAP.search(body.strip()) and any(len(line) > LONG_LINE for line in body.split("\n"))
    parting = re.compile(r"\n") if by_line else GAP
    at = start
    for gap in [*parting.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        inner = text[at:stop]
        if inner.strip():
            yield at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip())
        at = gap.end() if gap else end


def notes_of(text: str, start: int, body: int) -> Iterator[Note]:
    """The numbered notes behind their heading, each tied to the first place of the body that bears its number."""
    found = list(NOTE.finditer(text, start))
    for match, following in zip(found, [*found[1:], None], strict=True):
        stop = following.start() if following else len(text)
        number = match["mark"]
        anchor = re.compile(rf"\[{number}\]|(?<=[.,;:!?”\"’)]){number}(?=\s|$)").search(text, 0, body)
        yield Note(number, match.end(), match.end() + len(text[match.end() : stop].rstrip()), anchor.start() if anchor else -1)
