"""Happenings and their place before, at or after the meeting."""

from __future__ import annotations

import pytest

from memcon.events import clauses, date
from memcon.model import Document, Event
from parsing import say

DAY = "1963-05-04"


def dated(text: str, day: str = DAY, mode: str = "reported") -> list[tuple[str, str]]:
    found = date((say(1, text, "p1", mode=mode),), Document(text=text, date=day))
    return [(e.when, e.relation) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He recalled the meeting of April 12.", [("1963-04-12", "before")]),
        ("The conference opens on 3 June 1964.", [("1964-06-03", "after")]),
        ("He spoke of the meeting on December 30.", [("1962-12-30", "before")]),
        ("The talks began two weeks ago.", [("1963-04-20", "before")]),
        ("The vote is three days from now.", [("1963-05-07", "after")]),
        ("The visit was two months ago.", [("", "before")]),
        ("The vote was yesterday.", [("1963-05-03", "before")]),
        ("The meeting is today.", [(DAY, "at")]),
        ("The election of 1961 was fair.", [("1961", "before")]),
        ("The vote is due in June.", [("1963-06", "after")]),
        ("The visit of last November was short.", [("1962-11", "before")]),
        ("The forthcoming vote worried him.", [("", "after")]),
        ("The recent vote worried him.", [("", "before")]),
        ("The vote worried him.", []),
        ("It rained in April.", []),
        ("The meeting of February 30, 1963 never was.", []),
    ],
)
def test_a_happening_with_a_time_is_an_event(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


def test_without_a_date_of_the_record_only_full_words_settle_a_time() -> None:
    assert dated("The talks began two weeks ago.", day="") == [("", "before")]
    assert dated("The vote was yesterday.", day="") == [("", "before")]
    assert dated("The meeting of April 12 was short.", day="1963-05") == []


def test_a_leap_day_is_the_nearest_there_is() -> None:
    assert dated("The meeting of February 29 was long.", day="1964-05-04") == [("1964-02-29", "before")]


def test_acts_tell_of_no_event() -> None:
    assert dated("He left for the meeting of April 12.", mode="act") == []


def test_the_event_is_the_clause_that_tells_of_it() -> None:
    text = "He was glad; the meeting of April 12 had gone well."
    found = date((say(4, text, "p1"),), Document(text=text, date=DAY))
    what = "the meeting of April 12 had gone well"
    assert found == (Event(text.index(what), text.index(what) + len(what), what, "1963-04-12", "before", "s4"),)


def test_clauses_are_cut_and_trimmed() -> None:
    text = "He spoke; I left, and they stayed — all of them."
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["He spoke", "I left", "and they stayed", "all of them"]


@pytest.mark.parametrize("text", ["The meeting was 0 days ago.", "The vote of May 99.", "The visit 99 weeks hence.", "meeting in 1999."])
def test_odd_numbers_raise_nothing(text: str) -> None:
    assert len(dated(text, day="0001-01-01")) <= 1
    assert len(dated(text, day="9999-12-31")) <= 1
    assert len(dated(text)) <= 1


@pytest.mark.parametrize("text", ["The talks were 90 weeks ago.", "The vote was yesterday.", "The meeting of December 1 was long."])
def test_dates_before_the_calendar_begins_are_left_out(text: str) -> None:
    assert {relation for _, relation in dated(text, day="0001-01-01")} <= {"before", "after"}
