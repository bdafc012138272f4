"""What stands on a page before it is text: words with their rectangles, and the lines they form.

Lengths are points (1/72 inch) from the upper left corner of the upright page.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Literal

import msgspec

SAME_LINE = 0.45
"""Words are on one line where their middles lie closer than this share of the height of a word."""

WordKind = Literal["text", "stamp", "excision"]


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word on a page. ``size`` is that of its type; a stamp stands across the text, an excision is a box in its place."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float = 1.0
    kind: WordKind = "text"

    @property
    def middle(self) -> float:
        """Height of the word's middle."""
        return (self.top + self.bottom) / 2


class Sheet(msgspec.Struct, frozen=True):
    """The words of one page in no order, and the page's size. ``skew`` (radians, clockwise) has been taken out of their places."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    recognised: bool = False
    turned: int = 0
    note: str = ""
    skew: float = 0.0


class Line(msgspec.Struct, frozen=True):
    """The words of one line from left to right."""

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """The words with a space between two."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Height of the line's middle."""
        return (self.top + self.bottom) / 2


def line(words: Sequence[Word]) -> Line:
    """The line that words form."""
    ordered = tuple(sorted(words, key=lambda word: word.left))
    return Line(
        ordered,
        ordered[0].left,
        min(word.top for word in ordered),
        max(word.right for word in ordered),
        max(word.bottom for word in ordered),
        statistics.median(word.size for word in ordered),
    )


def lines(words: Sequence[Word]) -> list[Line]:
    """The words in lines from the top of the page to its foot."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        first = rows[-1][0] if rows else None
        if first and word.middle - first.middle < SAME_LINE * max(min(word.bottom - word.top, first.bottom - first.top), 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line(row) for row in rows]
