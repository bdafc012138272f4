"""The day and hours of a talk, and whether two records' headings allow one talk."""

from __future__ import annotations

import pytest

from memcon.compare import kinship, occasion
from memcon.model import Document, Part, Person, Record


def headed(kind: str, date: str, heading: str) -> Record:
    """A record of one heading."""
    document = Document(kind=kind, date=date, place="Port Serel", text=heading)
    return Record(document=document, parts=(Part(0, len(heading), "heading"),), people=(Person(id="p1", name="Oreil", participant=True),))


MEMO = "memorandum of conversation"


@pytest.mark.parametrize(
    ("heading", "hours"),
    [("Port Serel, 2:15–4 p.m.", (855, 960)), ("11:20 a.m.", (680, None)), ("11–1 p.m.", (660, 780)), ("noon", (720, None)),
     ("March 9", None)],
)
def test_hours_are_read_from_the_heading(heading: str, hours: occasion.Hours | None) -> None:
    assert occasion.hours(headed(MEMO, "1966-03-09", heading)) == hours


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [
        ((MEMO, "1966-03-09", "3 p.m."), (MEMO, "1966-03-09", "3:30 p.m."), 1.0),
        ((MEMO, "1966-03-09", "3 p.m."), (MEMO, "1966-03-09", "6 p.m."), 0.5),
        ((MEMO, "1966-03-09", "3 p.m."), ("telegram", "1966-03-09", "1 p.m."), 0.5),
        ((MEMO, "1966-03-09", "The Breakfast Meeting"), (MEMO, "1966-03-09", "The Luncheon Meeting"), 0.5),
        ((MEMO, "1966-03-09", "The Luncheon Meeting"), (MEMO, "1966-03-09", "1 p.m."), 1.0),
        ((MEMO, "1966-03-09", ""), (MEMO, "1966-03-10", ""), 0.2),
        ((MEMO, "1966-03-09", ""), ("telegram", "1966-03-08", ""), 0.2),
        ((MEMO, "1966-03-09", ""), ("telegram", "1966-03-10", ""), 0.9),
    ],
)
def test_day_and_hour_bar_what_cannot_be_one_talk(first: tuple[str, str, str], second: tuple[str, str, str], score: float) -> None:
    found = kinship(headed(*first), headed(*second)).score
    assert found <= score if score < 0.9 else found >= score
