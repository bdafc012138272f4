"""A mention while the cast is being found."""

from __future__ import annotations

import msgspec

from memcon.people.cast import Entry


class Span(msgspec.Struct):
    """A mention under construction: offsets, whom it means so far, and its rank where two overlap (higher wins)."""

    start: int
    end: int
    entry: Entry
    rank: int


def covered(spans: list[Span], at: int) -> bool:
    """Whether a mention stands over an offset already."""
    return any(s.start <= at < s.end for s in spans)
