"""Happenings and their place before, at or after the meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.events import date
from memcon.events.times import Time, anchor, times
from memcon.model import Document, Event, Parsed
from parsing import say

DAY = "1963-05-04"
Parse = Callable[[str], Parsed]


def told(parse: Parse, text: str, day: str = DAY, mode: str = "reported") -> tuple[Event, ...]:
    return date((say(1, text, "p1", mode=mode),), Document(text=text, date=day), parse(text))


@pytest.mark.parametrize(
    ("text", "when", "relation"),
    [
        ("on April 12", "1963-04-12", "before"),
        ("on the 12th of April", "1963-04-12", "before"),
        ("on 3 June 1964", "1964-06-03", "after"),
        ("ON DECEMBER 30", "1962-12-30", "before"),
        ("on February 29", "1964-02-29", "after"),
        ("on May 4", "1963-05-04", "at"),
        ("two weeks ago", "1963-04-20", "before"),
        ("two months ago", "1963-03", "before"),
        ("a year ago", "1962", "before"),
        ("more than a year ago", "", "before"),
        ("several weeks ago", "", "before"),
        ("three days from now", "1963-05-07", "after"),
        ("two years earlier", "", "before"),
        ("two years later", "", None),
        ("yesterday", "1963-05-03", "before"),
        ("this afternoon", "1963-05-04", "at"),
        ("the day after tomorrow", "1963-05-06", "after"),
        ("last month", "1963-04", "before"),
        ("next year", "1964", "after"),
        ("last week", "", "before"),
        ("last summer", "", "before"),
        ("last Friday", "1963-05-03", "before"),
        ("last Saturday", "1963-04-27", "before"),
        ("next Monday", "1963-05-06", "after"),
        ("on Tuesday", "", None),
        ("in 1961", "1961", "before"),
        ("since 1963", "1963", None),
        ("in June", "1963-06", "after"),
        ("in December", "1962-12", "before"),
        ("last November", "1962-11", "before"),
        ("next May", "1964-05", "after"),
        ("in early March 1960", "1960-03", "before"),
        ("over the past one year", "", "before"),
        ("in the next few days", "", "after"),
        ("for at least few years", "", None),
        ("recently", "", "before"),
        ("in the works", "", "before"),
        ("soon", "", "after"),
    ],
)
def test_words_of_time_give_a_date_and_a_side(text: str, when: str, relation: str | None) -> None:
    assert [(t.when, t.relation) for t in times(text, 0, len(text), anchor(DAY))] == [(when, relation)]


@pytest.mark.parametrize("text", ["no sooner", "earlier than that", "the may flower", "50 of 1000 men", "February 30, 1963"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert [t for t in times(text, 0, len(text), anchor(DAY)) if t.when] == []


def test_without_a_date_of_the_record_only_full_words_settle_a_time() -> None:
    assert [(t.when, t.relation) for t in times("two weeks ago", 0, 13, None)] == [("", "before")]
    assert [(t.when, t.relation) for t in times("on 3 June 1964", 0, 14, None)] == [("1964-06-03", None)]
    assert [(t.when, t.relation) for t in times("in June 1964", 0, 12, None)] == [("1964-06", None)]
    assert [(t.when, t.relation) for t in times("in June", 0, 7, None)] == [("", None)]
    assert anchor("1963-05") is None


def test_an_adjective_of_time_is_marked() -> None:
    assert list(times("the forthcoming vote", 0, 20, None)) == [Time(4, 15, "", "after", True)]


@pytest.mark.parametrize(
    "text", ["0 days ago", "May 99", "99 weeks hence", "in 1999", "90 weeks ago", "a year ago", "last month", "last Monday"]
)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", ""])
def test_the_ends_of_the_calendar_raise_nothing(text: str, day: str) -> None:
    assert all(len(t.when) in {0, 4, 7, 10} for t in times(text, 0, len(text), anchor(day)))


@pytest.mark.parametrize(
    ("text", "what", "when", "relation"),
    [
        ("He was glad that the ferries had been repaired last week.", "the ferries had been repaired last week", "", "before"),
        ("The Council would soon send its pilots to Valmora.", "The Council would soon send its pilots to Valmora", "", "after"),
        ("He spoke of the upcoming vote on the ferries.", "the upcoming vote on the ferries", "", "after"),
        ("She recalled the talks that he had with the Council on April 12.", "the talks that he had with the Council on April 12",
         "1963-04-12", "before"),
        ("When the Minister was sailing to Kestria, the strike had not begun.", "When the Minister was sailing to Kestria", "", "before"),
        ("They had not written to us prior to the visit.", "prior to the visit", "", "before"),
        ("If the vote against the Minister succeeds, all will be forgiven.", "If the vote against the Minister succeeds", "", "after"),
        ("Nothing would change until the Council met again.", "until the Council met again", "", "after"),
        ("I had lunch with the Minister today.", "I had lunch with the Minister today", DAY, "at"),
    ],
)
def test_the_event_is_the_clause_or_phrase_that_tells_of_it(parse: Parse, text: str, what: str, when: str, relation: str) -> None:
    found = told(parse, text)
    assert [(e.what, e.when, e.relation) for e in found] == [(what, when, relation)]
    assert text[found[0].start : found[0].end] == what
    assert found[0].statement == "s1"


@pytest.mark.parametrize(
    "text",
    [
        "The vote worried him.",
        "After a pause he said that it rained.",
        "He asked if the reason was the vote.",
        "He thinks so today.",
        "After discussion the ferries were left where they were.",
        "Following message to the Minister is for the Council.",
        "While the boats were old, the harbour was new.",
        "He could wait until it was profitable.",
    ],
)
def test_what_is_not_placed_in_time_is_no_event(parse: Parse, text: str) -> None:
    assert told(parse, text) == ()


def test_two_happenings_of_one_statement_keep_their_own_sides(parse: Parse) -> None:
    text = "They had not written prior to the visit, but they would send a note in June."
    assert [(e.relation, e.when) for e in told(parse, text)] == [("before", ""), ("after", "1963-06")]


def test_an_event_stays_inside_its_statement(parse: Parse) -> None:
    text = "He said that the ferries were repaired last week, and she said that they would sail tomorrow."
    cut = text.index(", and she")
    statements = (say(1, text[:cut], "p1"), say(2, text[cut + 2 :], "p2", start=cut + 2))
    found = date(statements, Document(text=text, date=DAY), parse(text))
    assert [(e.statement, e.relation) for e in found] == [("s1", "before"), ("s2", "after")]
    assert found[0].end <= cut < found[1].start
