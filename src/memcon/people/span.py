"""A mention while the cast is being found."""

from __future__ import annotations

import msgspec

from memcon.people.cast import Entry


class Span(msgspec.Struct, eq=False):
    """A mention under construction: offsets, whom it means so far, and its rank where two overlap (higher wins)."""

    start: int
    end: int
    entry: Entry
    rank: int

    def strength(self) -> tuple[int, int]:
        """What decides between two that overlap: the rank, then the length."""
        return self.rank, self.end - self.start


class Ground:
    """The mentions over a text so far, and at each character the strongest of them."""

    def __init__(self, size: int) -> None:
        self.spans: list[Span] = []
        self.of: dict[Entry, list[Span]] = {}
        self.at: list[Span | None] = [None] * size

    def add(self, span: Span) -> None:
        """Takes a mention in."""
        self.spans.append(span)
        self.of.setdefault(span.entry, []).append(span)
        for place in range(span.start, span.end):
            before = self.at[place]
            if before is None or before.strength() < span.strength():
                self.at[place] = span

    def covered(self, at: int) -> bool:
        """Whether a mention stands over an offset already."""
        return self.at[at] is not None

    def over(self, start: int, end: int) -> list[Span]:
        """The strongest mentions over a stretch, each once, from left to right."""
        found: list[Span] = []
        for span in self.at[start:end]:
            if span is not None and (not found or found[-1] is not span):
                found.append(span)
        return found

    def merge(self, first: Entry, other: Entry) -> None:
        """Gives the mentions of one entry, with its offices, to another."""
        if first is other:
            return
        for span in self.of.pop(other, []):
            span.entry = first
            self.of.setdefault(first, []).append(span)
        first.take(other)

    def standing(self) -> list[Span]:
        """The mentions that remain where no two overlap, the stronger first, in text order."""
        kept: list[Span] = []
        taken = bytearray(len(self.at))
        for span in sorted(self.spans, key=lambda s: (-s.rank, s.start - s.end, s.start)):
            if span.start < span.end and not any(taken[span.start : span.end]):
                kept.append(span)
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
        return sorted(kept, key=lambda s: s.start)
