"""Words of a page -> zones in reading order: stretches of one column each, found by the white space between columns.

A gutter is white space that many lines in a row share. What stands above it over the full width comes first, then the left
column, then the right one, then what follows below. A short label beside its value ("TO: the Department") is no column.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from memcon.formats.paper.words import Line, Word, lines

GUTTER = 0.9
"""Least width of a gutter, in sizes of the type."""
LEAST_LINES = 4
"""Columns share a gutter over at least so many lines."""
SHORTEST = 2
"""Fewer lines than this on one side are no column: the last page's right one may be short."""
LEAST_WORDS = 2.0
"""Fewer words a line than this on one side are labels or a table, no column."""
LEAST_SHARE = 0.2
"""A column takes at least this share of the width of the text."""
DEEPEST = 3
Gap = tuple[float, float]


class Zone(msgspec.Struct, frozen=True):
    """Lines of one column, and how many columns stand side by side there."""

    lines: tuple[Line, ...]
    columns: int = 1


class Run(msgspec.Struct, frozen=True):
    """Lines from ``first`` up to ``last`` that share the gutter."""

    first: int
    last: int
    gutter: Gap


def zones(words: Sequence[Word], columns: int = 1, usual: Gap | None = None) -> Iterator[Zone]:
    """The words in zones, in the order in which they are read. ``usual`` is the gutter of the page before: where this page leaves
    it free too, a single word beyond it is a column, as on a last page."""
    rows = lines(words)
    run = best(rows, usual) if columns <= DEEPEST else None
    if run is None:
        if rows:
            yield Zone(tuple(rows), columns)
        return
    yield from zones(held(rows[: run.first]), columns, usual)
    middle = sum(run.gutter) / 2
    inside = held(rows[run.first : run.last])
    yield from zones([word for word in inside if word.right <= middle], columns + 1)
    yield from zones([word for word in inside if word.right > middle], columns + 1)
    yield from zones(held(rows[run.last :]), columns, usual)


def held(rows: Sequence[Line]) -> list[Word]:
    return [word for row in rows for word in row.words]


def best(rows: Sequence[Line], usual: Gap | None = None) -> Run | None:
    """The longest run of lines that two columns form; None where there is no second column."""
    runs = (run for at in range(len(rows)) for gap in gaps(rows[at]) if (run := extended(rows, at, gap)))
    found = [run for run in runs if parted(rows, run) or (usual and same(run.gutter, usual))]
    return max(found, key=lambda run: (run.last - run.first, run.gutter[1] - run.gutter[0]), default=None)


def same(gutter: Gap, usual: Gap) -> bool:
    """Whether a gutter holds the middle of the usual one."""
    return gutter[0] <= sum(usual) / 2 <= gutter[1]


def gaps(row: Line) -> list[Gap]:
    """The white stretches inside a line that are wide enough for a gutter."""
    return [(a.right, b.left) for a, b in pairwise(row.words) if b.left - a.right >= GUTTER * row.size]


def extended(rows: Sequence[Line], at: int, gutter: Gap) -> Run | None:
    """The run of lines around one that leave the gutter free, the gutter narrowed to what all leave free."""
    first = at
    while first > 0 and (narrowed := free(rows[first - 1], gutter)):
        first, gutter = first - 1, narrowed
    last = at + 1
    while last < len(rows) and (narrowed := free(rows[last], gutter)):
        last, gutter = last + 1, narrowed
    return Run(first, last, gutter) if last - first >= LEAST_LINES else None


def free(row: Line, gutter: Gap) -> Gap | None:
    """What of the gutter a line leaves free; None where that is too narrow."""
    edges = [float("-inf"), *(edge for word in row.words for edge in (word.left, word.right)), float("inf")]
    open_ = ((max(a, gutter[0]), min(b, gutter[1])) for a, b in zip(edges[::2], edges[1::2], strict=True))
    widest = max(open_, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] >= GUTTER * row.size else None


def parted(rows: Sequence[Line], run: Run) -> bool:
    """Whether what stands on both sides of the gutter is text in columns."""
    middle = sum(run.gutter) / 2
    inside = rows[run.first : run.last]
    left = [side for row in inside if (side := [word for word in row.words if word.right <= middle])]
    right = [side for row in inside if (side := [word for word in row.words if word.right > middle])]
    width = max(row.right for row in inside) - min(row.left for row in inside)
    return all(
        len(side) >= SHORTEST
        and statistics.mean(len(row) for row in side) >= LEAST_WORDS
        and max(row[-1].right for row in side) - min(row[0].left for row in side) >= LEAST_SHARE * width
        for side in (left, right)
    )
