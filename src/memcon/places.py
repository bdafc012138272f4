"""Where the words of a record stand on paper, and which words stand at a point of a page.

Pure functions of ``Record.pages``; lengths are points (1/72 inch) from the upper left corner of the page. A document that did not
come on pages has none, and every answer about it is empty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from memcon.model import Page, Place, Range

DOUBTFUL = 0.8
"""A recognised word of less confidence than this is doubtful."""
Box = tuple[float, float, float, float]


class Spot(msgspec.Struct, frozen=True):
    """One rectangle of a page: its number, and left, top, right, bottom."""

    page: int
    box: Box


def where(pages: Sequence[Page], start: int, end: int) -> tuple[Spot, ...]:
    """The rectangles that a stretch of the text covers, one a line of paper, in reading order."""
    found: list[Spot] = []
    for page in pages:
        for place in between(page.places, start, end):
            box = (place.left, place.top, place.right, place.bottom)
            if found and found[-1].page == page.number and beside(found[-1].box, box):
                found[-1] = Spot(page.number, around(found[-1].box, box))
            else:
                found.append(Spot(page.number, box))
    return tuple(found)


def between(places: Sequence[Place], start: int, end: int) -> Iterator[Place]:
    """The places, in the order of the text, that have a character in the stretch."""
    at = bisect_right(places, start, key=lambda place: place.end)
    while at < len(places) and places[at].start < end:
        yield places[at]
        at += 1


def beside(before: Box, after: Box) -> bool:
    """Whether a rectangle goes on where another ends, on the same line."""
    middle = (after[1] + after[3]) / 2
    return before[1] < middle < before[3] and after[0] >= before[0] and after[0] - before[2] < 4 * (before[3] - before[1])


def around(one: Box, other: Box) -> Box:
    """The smallest rectangle around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def at(pages: Sequence[Page], number: int, left: float, top: float) -> Range | None:
    """The offsets of the word at a point of a page; ``None`` where no word stands there."""
    page = next((page for page in pages if page.number == number), None)
    for place in page.places if page else ():
        if place.left <= left <= place.right and place.top <= top <= place.bottom:
            return place.start, place.end
    return None


def doubtful(pages: Sequence[Page], least: float = DOUBTFUL) -> tuple[Range, ...]:
    """The offsets of every recognised word of less confidence than ``least``."""
    return tuple((p.start, p.end) for page in pages if page.recognised for p in page.places if p.confidence < least)


def alike(one: Box, other: Box) -> float:
    """How much of the smaller of two rectangles both cover, from 0 to 1."""
    wide, tall = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * tall / least if wide > 0 and tall > 0 and least > 0 else 0.0


def box_of(place: Place) -> Box:
    """The rectangle of a word."""
    return place.left, place.top, place.right, place.bottom


class Edit(msgspec.Struct, frozen=True, order=True):
    """The characters ``start`` to ``end`` of a text, and what shall stand in their place: nothing where they are struck out. On the way
    back from there it is the characters that are none."""

    start: int
    end: int
    words: str


class Shift:
    """How offsets into a text move when edits are made, none of which overlaps another."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(sorted(edits))
        self.ends = [edit.end for edit in self.edits]
        self.sums = list(accumulate((len(edit.words) - (edit.end - edit.start) for edit in self.edits), initial=0))

    def text(self, text: str) -> str:
        """The text with the edits made."""
        pieces, at = [], 0
        for edit in self.edits:
            pieces += [text[at : edit.start], edit.words]
            at = edit.end
        return "".join([*pieces, text[at:]])

    def at(self, offset: int, closing: bool = False) -> int:
        """Where an offset comes to stand; one inside an edit goes to its beginning, one that closes a stretch to its end."""
        passed = bisect_right(self.ends, offset)
        while closing and passed and self.edits[passed - 1].start == offset:
            passed -= 1  # what comes back behind a stretch is not part of it
        moved = self.sums[passed]
        if passed == len(self.edits) or offset <= self.edits[passed].start:
            return offset + moved
        edit = self.edits[passed]
        return edit.start + moved + (len(edit.words) if closing else 0)

    def span(self, start: int, end: int) -> Range:
        """Where a stretch comes to stand."""
        return self.at(start), self.at(end, closing=True)

    def back(self, text: str) -> Shift:
        """The way back, for offsets into the text with the edits made; ``text`` is the one without them."""
        return Shift(Edit(*self.span(edit.start, edit.end), text[edit.start : edit.end]) for edit in self.edits)
