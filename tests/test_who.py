"""Naming words in a manuscript: whom of a record they can mean."""

from __future__ import annotations

import pytest

from memcon.model import Document, Person, Record
from memcon.quotes import who

RECORD = Record(
    document=Document(text=""),
    people=(
        Person(id="p1", name="Tomas Oreil", role="Secretary of State", side="Valmora"),
        Person(id="p2", name="Lindqvist", role="Ambassador", side="Tessaly", aliases=("the Tessalian Ambassador",)),
        Person(id="p3", name="", role="", author=True),
    ),
)


@pytest.mark.parametrize(
    ("phrase", "people", "by"),
    [
        ("Oreil", {"p1"}, "name"),
        ("Secretary Oreil", {"p1"}, "name"),
        ("Oreil’s", {"p1"}, "name"),
        ("the Secretary of State", {"p1"}, "office"),
        ("Ambassador Lindquist", {"p2"}, "name"),
        ("the ambassador", {"p2"}, "office"),
        ("the Harbours Secretary", {"p1"}, "office"),
        ("Oreil’s adviser", set(), "none"),
        ("Marran", set(), "none"),
    ],
)
def test_a_phrase_means_who_bears_the_name_or_holds_the_office(phrase: str, people: set[str], by: str) -> None:
    found = who.meant(phrase, RECORD)
    assert (set(found.people), found.by) == (people, by)


def test_a_surname_that_nobody_bears_is_a_stranger() -> None:
    assert who.meant("Marran", RECORD).stranger
    assert not who.meant("the Consul", RECORD).stranger


def test_what_may_mean_a_person_is_judged_in_favour() -> None:
    secretary, ambassador, writer = RECORD.people
    assert who.may_mean("Oreil", secretary)
    assert not who.may_mean("Marran", ambassador)
    assert who.may_mean("Marran", writer)
