"""What a manuscript is made of, whatever file it came in: text, paragraphs, quotations set off as blocks, notes."""

from __future__ import annotations

import sys
from bisect import bisect_right

import msgspec

from memcon.model import Range


class Note(msgspec.Struct, frozen=True):
    """A footnote or endnote: its mark, its own stretch of the text, and where the text refers to it (offset; -1: nowhere found).

    A note to which the text refers twice is there twice.
    """

    mark: str
    start: int
    end: int
    anchor: int = -1


class Manuscript(msgspec.Struct, frozen=True):
    """A writer's text. Offsets count characters of ``text``; ``clean`` has the same length, with markup made spaces.

    ``paragraphs`` are those of the body; notes stand apart. ``pages`` holds, for a file that has any, the offsets from which on the words
    stand on another page, with its number.
    """

    source: str
    kind: str
    text: str
    clean: str
    paragraphs: tuple[Range, ...]
    blocks: tuple[Range, ...] = ()
    notes: tuple[Note, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()

    def page(self, offset: int) -> int:
        """The number of the page on which an offset stands, from 1; 0 for a manuscript without pages."""
        at = bisect_right(self.pages, (offset, sys.maxsize)) - 1
        return self.pages[max(at, 0)][1] if self.pages else 0

    @property
    def note_stretches(self) -> tuple[Range, ...]:
        """The stretch of each note, each once."""
        return tuple(dict.fromkeys((note.start, note.end) for note in self.notes))

    def note_at(self, offset: int) -> Note | None:
        """The note in which an offset stands, the one that the text refers to first; None in the body."""
        return next((note for note in self.notes if note.start <= offset < note.end), None)

    def line(self, offset: int) -> int:
        """The number of the line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def column(self, offset: int) -> int:
        """The place of an offset in its line, from 1."""
        return offset - (self.text.rfind("\n", 0, offset) + 1) + 1


class Draft:
    """A text in the making, for formats whose text is rendered: paragraphs are added one by one."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs: list[Range] = []
        self.blocks: list[Range] = []
        self.anchors: dict[str, int] = {}
        self.notes: list[Note] = []

    def add(self, text: str, block: bool = False, note: str = "") -> int:
        """Adds a paragraph, a block quotation or the words of a note; returns the offset where it begins."""
        if self.length:
            self.parts.append("\n\n")
            self.length += 2
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if note:
            self.notes.append(Note(note, start, self.length))
        else:
            self.paragraphs.append((start, self.length))
        if block:
            self.blocks.append((start, self.length))
        return start

    def done(self, source: str, kind: str) -> Manuscript:
        """The manuscript, each note tied to where it is referred to."""
        text = "".join(self.parts)
        notes = tuple(msgspec.structs.replace(note, anchor=self.anchors.get(note.mark, -1)) for note in self.notes)
        return Manuscript(source, kind, text, text, tuple(self.paragraphs), tuple(self.blocks), notes)
