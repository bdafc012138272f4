"""On which side somebody stands where neither the list nor a phrase says so."""

from __future__ import annotations

import pytest

from memcon import sentences
from memcon.people import People, find
from parsing import outline


def read(text: str, **fields: str) -> People:
    """The people of a text, parsed in full."""
    return find(outline(text, **fields), sentences.parse(text, ((0, len(text)),)))


def side_of(found: People, name: str) -> str:
    return next(p.side for p in found.people if p.name == name)


def test_an_office_that_one_country_has_tells_the_side() -> None:
    found = read("Mr. Falk, Assistant Secretary of State for Island Affairs, said that the Foreign Minister was ill.")
    assert side_of(found, "Falk") == "United States"


@pytest.mark.parametrize(
    ("title", "side"),
    [
        ("Norwegian Diplomatic Cable (Transcription)", "Norway"),
        ("May 3, 1964 Swiss Embassy Record of Conversation", "Switzerland"),
        ("Record of a Conversation with the Swiss Minister", ""),
        ("", ""),
    ],
)
def test_the_writer_stands_on_the_side_whose_record_it_is(title: str, side: str) -> None:
    found = read("I told Mr. Falk that the ferries would sail.", title=title)
    assert next(p.side for p in found.people if p.author) == side


def test_who_comes_with_somebody_stands_on_his_side() -> None:
    text = "I met the Norwegian Minister, Mr. Falk, today. He was accompanied by Counselor Marran. Attaché Oreil joined me."
    found = read(text, title="Swiss Telegram")
    assert side_of(found, "Falk") == side_of(found, "Marran") == "Norway"
    assert side_of(found, "Oreil") == "Switzerland"


def test_nobody_gets_a_side_from_somebody_far_before() -> None:
    text = "The Norwegian Minister, Mr. Falk, left. Counselor Marran was accompanied by Miss Oreil."
    assert side_of(read(text), "Oreil") == ""
