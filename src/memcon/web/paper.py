"""Record -> a page of its paper: where its statements and words stand on it, on which page each begins. Pure functions of a record."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from memcon import places, voices
from memcon.model import Page, Record, Statement
from memcon.places import DOUBTFUL, Box, Spot, box_of


class Written(msgspec.Struct, frozen=True):
    """A statement on the page: its id, who is heard, its rectangles, one a line, and whether it is lit."""

    id: str
    speaker: str
    spots: tuple[Spot, ...]
    lit: bool


class Word(msgspec.Struct, frozen=True):
    """One word on the page: its place among those of the page, its offsets, its statement ("" where it is in none), its rectangle."""

    index: int
    start: int
    end: int
    text: str
    statement: str
    box: Box
    doubtful: bool


class Sheet(msgspec.Struct, frozen=True):
    """One page of a record's paper; lengths in points. ``begins`` says on which page each statement of the record begins; ``words``
    are there where words are to be corrected, ``chosen`` is the one that is."""

    number: int
    count: int
    width: float
    height: float
    recognised: bool
    written: tuple[Written, ...]
    begins: dict[str, int]
    words: tuple[Word, ...] = ()
    chosen: Word | None = None


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


def with_words(sheet: Sheet, record: Record, chosen: int | None = None) -> Sheet:
    """The page with its words, the one of a number among them chosen; a number that no word has chooses none."""
    found = words(record, next(page for page in record.pages if page.number == sheet.number))
    return msgspec.structs.replace(sheet, words=found, chosen=found[chosen] if chosen is not None and chosen < len(found) else None)


def words(record: Record, page: Page) -> tuple[Word, ...]:
    """The words of a page as they stand in the text."""
    starts = [statement.start for statement in record.statements]
    found = []
    for index, place in enumerate(page.places):
        at = bisect_right(starts, place.start) - 1
        told = record.statements[at] if at >= 0 and place.start < record.statements[at].end else None
        text = record.document.text[place.start : place.end]
        doubtful = page.recognised and place.confidence < DOUBTFUL
        found.append(Word(index, place.start, place.end, text, told.id if told else "", box_of(place), doubtful))
    return tuple(found)


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
