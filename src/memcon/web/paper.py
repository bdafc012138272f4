"""Record -> a page of its paper: where its statements stand on it, and on which page each begins. Pure functions of a record."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from memcon import places, voices
from memcon.model import Record, Statement
from memcon.places import Spot


class Written(msgspec.Struct, frozen=True):
    """A statement on the page: its id, who is heard, its rectangles, one a line, and whether it is lit."""

    id: str
    speaker: str
    spots: tuple[Spot, ...]
    lit: bool


class Sheet(msgspec.Struct, frozen=True):
    """One page of a record's paper; lengths in points. ``begins`` says on which page each statement of the record begins."""

    number: int
    count: int
    width: float
    height: float
    recognised: bool
    written: tuple[Written, ...]
    begins: dict[str, int]


def sheet(record: Record, number: int, lit: str = "") -> Sheet | None:
    """The page of a number, counted from 1, with one statement lit; None where the record has no such page."""
    page = next((page for page in record.pages if page.number == number), None)
    if page is None:
        return None
    called = voices.names(record)
    found = ((statement, places.where((page,), statement.start, statement.end)) for statement in record.statements)
    return Sheet(
        page.number, len(record.pages), page.width, page.height, page.recognised,
        tuple(Written(s.id, voices.speaker_of(s, record, called), spots, s.id == lit) for s, spots in found if spots), begins(record),
    )


def begins(record: Record) -> dict[str, int]:
    """The page on which each statement begins; one that stands nowhere on paper is left out."""
    words = sorted((place.end, place.start, page.number) for page in record.pages for place in page.places)
    ends = [end for end, _, _ in words]
    found = {}
    for statement in record.statements:
        at = bisect_right(ends, statement.start)
        if at < len(words) and words[at][1] < statement.end:
            found[statement.id] = words[at][2]
    return found


def page_of(record: Record, statement: Statement) -> int:
    """The page on which a statement begins; 0 where it stands nowhere on paper."""
    spots = places.where(record.pages, statement.start, statement.end)
    return spots[0].page if spots else 0
