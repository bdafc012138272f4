"""A PDF file as a manuscript: its text in reading order with the page of every word, running heads passed over, footnotes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.formats import apart
from memcon.manuscript import plain
from memcon.manuscript.pages import Manuscript, Note
from memcon.model import Rendered

MARK = re.compile(r"(?P<mark>\d{1,3}|[*†‡])[.)]?\s+(?=\S)")


def read(data: bytes, source: str) -> Manuscript:
    """The manuscript in the bytes of a PDF file, read with bounds of time and memory; raises UnreadableError."""
    (rendered,) = apart.read_bytes(data, source, "pdf")
    text = rendered.document.text
    letters = list(text)
    for part in rendered.parts:
        if part.kind in {"boilerplate", "footnote"}:
            letters[part.start : part.end] = " " * (part.end - part.start)
    found = plain.read("".join(letters), source)
    clean = list("".join(letters))
    notes = [*found.notes, *footnotes(rendered)]
    for note in notes:
        clean[note.start : note.end] = text[note.start : note.end]
    return Manuscript(source, "pdf", text, "".join(clean), found.paragraphs, (), tuple(notes), tuple(turns(rendered)))


def turns(rendered: Rendered) -> Iterator[tuple[int, int]]:
    """Each offset from which on the words stand on another page, with the page's number: a note at the foot of one page may stand behind
    words of the next."""
    before = 0
    for start, number in sorted((place.start, page.number) for page in rendered.pages for place in page.places):
        if number != before:
            yield start, number
            before = number


def footnotes(rendered: Rendered) -> Iterator[Note]:
    """The notes at the foot of pages, each tied to the last place before it that bears its number."""
    text = rendered.document.text
    for part in rendered.parts:
        match = MARK.match(text, part.start, part.end) if part.kind == "footnote" else None
        if match is None:
            continue
        anchors = list(re.finditer(rf"(?<=[^\W\d]|[.,;:!?”\"’)]){re.escape(match['mark'])}(?=\s|$)", text[: part.start]))
        yield Note(match["mark"], match.end(), part.end, anchors[-1].start() if anchors else -1)
