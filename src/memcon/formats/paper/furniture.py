"""What stands on every page and is no part of the text: running heads, page numbers, classification lines at the edge.

A line at the head or foot of a page is such furniture where its form says so (a page number, a classification), where a page
near by has the same words, digits apart, at the same height, or, at the head, where it stands in smaller type well above the text.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from memcon.dates import DATE
from memcon.formats.paper.columns import Gap, Zone, best, zones
from memcon.formats.paper.joints import captioned
from memcon.formats.paper.words import Line, Sheet, Word, lines
from memcon.layout import CLASSIFIED, PAGE

EDGE = 0.13
"""The share of a page's height, at its head and foot, in which furniture stands."""
MOST_LINES = 4
"""So many lines at each edge can be furniture."""
NEAR = 2
"""How many pages before and behind are looked at for the same line: heads of left and right pages differ."""
SAME_HEIGHT = 14.0
LONGEST = 140
SMALL = 0.9
"""Type of less than this share of the page's own is that of running heads and footnotes."""
ALOOF = 2.0
"""The white space below a running head is at least so many heights of its line."""
NUMBER = re.compile(r"(?:page |p\. ?)?[-–—\[(]? ?(?:\d{1,4}|[ivxl]{1,6}) ?[-–—\])]?(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)


class Laid(msgspec.Struct, frozen=True):
    """A page laid out: zones of text in reading order, and the lines that are no part of it."""

    sheet: Sheet
    zones: tuple[Zone, ...]
    furniture: tuple[Line, ...] = ()


class Edged(msgspec.Struct, frozen=True):
    """A page with the lines at its edges, and those of its head that stand above the text in small type."""

    sheet: Sheet
    edge: tuple[Line, ...]
    small: tuple[Line, ...]


def lay(sheets: Iterable[Sheet]) -> Iterator[Laid]:
    """Lays out page after page; holds no more than a few pages at a time."""
    usual: Gap | None = None
    for window, at in windows(sheets):
        page, rest = parted(window, at)
        run = best(lines(rest), usual)
        yield msgspec.structs.replace(page, zones=tuple(zones(rest, usual=usual)))
        usual = run.gutter if run else usual


def windows(sheets: Iterable[Sheet]) -> Iterator[tuple[list[Edged], int]]:
    """Each page among those near by, and which of them it is."""
    window: list[Edged] = []
    waiting = 0
    for sheet in sheets:
        window.append(edged(sheet))
        waiting += 1
        if waiting > NEAR:
            yield window, len(window) - waiting
            waiting -= 1
        del window[: len(window) - 2 * NEAR - 1]
    while waiting:
        yield window, len(window) - waiting
        waiting -= 1


def edged(sheet: Sheet) -> Edged:
    """A page with the lines at its head and at its foot."""
    found = lines([word for word in sheet.words if word.kind == "text"])
    head = [row for row in found[:MOST_LINES] if row.bottom < EDGE * sheet.height]
    foot = [row for row in found[len(head) :][-MOST_LINES:] if row.top > (1 - EDGE) * sheet.height]
    usual = statistics.median(word.size for row in found for word in row.words) if found else 0.0
    return Edged(sheet, (*head, *foot), tuple(small(found[: len(head) + 1], usual)))


def small(rows: Sequence[Line], usual: float) -> Iterator[Line]:
    """The lines at the head of a page that are smaller than its usual type and aloof from what follows; a date or the label of a
    caption is the paper's own."""
    held: list[Line] = []
    for row, below in pairwise(rows):
        if row.size >= SMALL * usual or DATE.search(row.text) or captioned(row.text):
            return
        held.append(row)
        if below.top - row.bottom > ALOOF * (row.bottom - row.top):
            yield from held
            held = []


def parted(window: Sequence[Edged], at: int) -> tuple[Laid, list[Word]]:
    """One page of the window with what is no part of its text, and the words that are."""
    page = window[at]
    others = [other.edge for other in (*window[max(0, at - NEAR) : at], *window[at + 1 : at + 1 + NEAR])]
    apart = [row for row in page.edge if row in page.small or formal(row.text) or any(repeated(row, lines_) for lines_ in others)]
    taken = {word for row in apart for word in row.words}
    stamps = lines([word for word in page.sheet.words if word.kind == "stamp"])
    rest = [word for word in page.sheet.words if word.kind != "stamp" and word not in taken]
    return Laid(page.sheet, (), (*apart, *stamps)), rest


def formal(text: str) -> bool:
    """Whether a line at the edge is furniture by its form alone."""
    return bool(NUMBER.fullmatch(text) or PAGE.fullmatch(text) or CLASSIFIED.fullmatch(text))


def repeated(row: Line, others: Sequence[Line]) -> bool:
    """Whether another page has the line too, digits apart."""
    words = bare(row.text)
    return 0 < len(words) <= LONGEST and any(abs(row.middle - other.middle) < SAME_HEIGHT and bare(other.text) == words for other in others)


def bare(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.lower()).split())
