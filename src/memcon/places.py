"""Where the words of a record stand on paper, and which words stand at a point of a page.

Pure functions of ``Record.pages``; lengths are points (1/72 inch) from the upper left corner of the page. A document that did not
come on pages has none, and every answer about it is empty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

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
