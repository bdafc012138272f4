"""What follows from the statements of one invented memorandum, read from bytes: exchanges, items, positions, events."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import record
from memcon.model import Record

FILE = Path(__file__).parent / "records" / "serel-1966.findings.txt"


@pytest.fixture(scope="module")
def found() -> Record:
    return record.read(FILE)


def said(found: Record, words: str) -> str:
    """The id of the statement in which the words stand."""
    return next(s.id for s in found.statements if words in " ".join(s.text.split()))


def test_the_lists_of_two_invented_countries_give_people_their_sides(found: Record) -> None:
    assert found.document.title == "MEMORANDUM OF CONVERSATION"
    sides = {p.name: p.side for p in found.people if p.participant}
    assert sides == {"Tomas Oreil": "Valmora", "Petra Sund": "Valmora", "Gaspar Lindqvist": "Kestria", "Mirko Dane": "Kestria"}


def test_a_question_met_with_silence(found: Record) -> None:
    exchange = next(e for e in found.exchanges if e.first == said(found, "asked whether the Minister would pay"))
    assert (exchange.kind, exchange.reply, exchange.outcome) == ("question", said(found, "did not comment"), "silence")


def test_a_claim_disputed(found: Record) -> None:
    exchange = next(e for e in found.exchanges if e.first == said(found, "had been waiting for the money"))
    assert (exchange.kind, exchange.reply, exchange.outcome) == ("claim", said(found, "not correct"), "rebutted")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("commitment", "He would look into the matter"),
        ("request", "requested permission to visit"),
        ("event", "has not yet arrived"),
        ("event", "if the Council votes"),
        ("message", "A separate memorandum follows"),
    ],
)
def test_what_is_left_on_the_table(found: Record, kind: str, words: str) -> None:
    assert any(i.kind == kind and said(found, words) in i.statements for i in found.items)


def test_what_became_of_a_request(found: Record) -> None:
    item = next(i for i in found.items if i.kind == "request" and "permission" in i.text)
    assert item.status == "declined"


@pytest.mark.parametrize(
    ("words", "when", "relation"),
    [
        ("signed two years ago", "1964", "before"),
        ("conference in June", "1966-06", "after"),
        ("paid on February 3", "1966-02-03", "before"),
        ("when he was back from the islands", "", "after"),
        ("until the election was over", "", "after"),
        ("votes for the loan next week", "", "after"),
    ],
)
def test_what_happened_when(found: Record, words: str, when: str, relation: str) -> None:
    event = next(e for e in found.events if words in e.what)
    assert (event.when, event.relation) == (when, relation)
    assert found.document.text[event.start : event.end].split() == event.what.split()


def test_topics_are_phrases(found: Record) -> None:
    assert found.positions
    assert {p.topic for p in found.positions}.isdisjoint({"Minister", "Ambassador", "matter", "Lindqvist", "Oreil"})
