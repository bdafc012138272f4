"""When a reading is sure enough to hold its speaker or listener against a manuscript; the memorandum is invented, nothing is read."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from memcon.check import grounds, judging
from memcon.model import Document, Mention, Person, Record, Statement

PEOPLE = (
    Person(id="p1", name="Castan", author=True, participant=True),
    Person(id="p2", name="Oreil", participant=True),
    Person(id="p3", name="Lindqvist", participant=True),
    Person(id="p4", name="Marran"),
)
OTHER, ABSENT = frozenset({"p3"}), frozenset({"p4"})
Line = tuple[str, str, str, float]
"""Words, id of the speaker, the words in them that name the speaker ("" where none do), confidence."""


def record(*lines: Line, to: str = "p1") -> Record:
    """A record of a few lines of reported speech, all said to one listener."""
    text, told = "", []
    for number, (words, speaker, source, confidence) in enumerate(lines, 1):
        at = len(text) + words.index(source)
        told.append(
            Statement(
                id=f"s{number}", start=len(text), end=len(text) + len(words), text=words, speaker=(speaker,), to=(to,), mode="reported",
                force="statement", confidence=confidence, source=(at, at + len(source)) if source else None,
            )
        )
        text += words + " "
    called = (*((p.id, p.name) for p in PEOPLE), ("p1", r"\bI\b"))
    found = [Mention(m.start(), m.end(), id_) for id_, name in called for m in re.finditer(name, text)]
    mentions = tuple(sorted(found, key=lambda m: m.start))
    return Record(document=Document(id="note-1", text=text), people=PEOPLE, mentions=mentions, statements=tuple(told))


def last_holds(*lines: Line) -> bool:
    """Whether the speaker of the last of some lines can be held against a manuscript that names Lindqvist."""
    one = record(*lines)
    return grounds.holds(one.statements[-1], one, OTHER)


NAMED: Line = ("Oreil said that the ferry was late.", "p2", "Oreil", 0.95)


@pytest.mark.parametrize(("confidence", "sure"), [(0.75, True), (0.65, False)])
def test_a_passage_that_names_its_speaker_needs_a_fairly_sure_reading(confidence: float, sure: bool) -> None:
    assert last_holds((NAMED[0], "p2", "Oreil", confidence)) is sure


@pytest.mark.parametrize(
    ("before", "confidence", "sure"),
    [
        (NAMED, 0.95, True),
        (NAMED, 0.75, False),
        ((NAMED[0], "p2", "Oreil", 0.55), 0.95, False),
        (("Lindqvist said that the ferry was late.", "p3", "Lindqvist", 0.95), 0.95, False),
    ],
)
def test_a_pronoun_needs_a_sure_way_back_to_a_name(before: Line, confidence: float, sure: bool) -> None:
    assert last_holds(before, ("He hoped that the harbour would be opened.", "p2", "He", confidence)) is sure


@pytest.mark.parametrize(
    "line",
    [
        ("Lindqvist asked and Oreil said that the ferry was late.", "p2", "Oreil", 0.97),
        ("He would be grateful if Oreil made the harbour free.", "p2", "Oreil", 0.97),
        ("Oreil is reported to have stated that the ferry was late.", "p2", "Oreil", 0.97),
        ("I agree that the harbour is the ferry's only hope.", "p1", "I", 0.97),
        ("Oreil said that the ferry was late.", "p1", "Oreil", 0.97),
    ],
)
def test_words_that_may_be_anothers_are_not_held_against_anybody(line: Line) -> None:
    assert not last_holds(line)


@pytest.mark.parametrize(
    ("opening", "sure", "speaker", "held"),
    [
        ("Oreil replied that", 0.95, "p2", True),
        ("Oreil replied that", 0.65, "p2", False),
        ("Lindqvist heard what Oreil said:", 0.95, "p2", False),
        ("Oreil replied that", 0.95, "p1", False),
    ],
)
def test_a_quotation_is_as_sure_of_its_speaker_as_the_clause_that_opens_it(opening: str, sure: float, speaker: str, held: bool) -> None:
    one = record((opening, speaker, "Oreil", sure), ("“The ferry will not wait.”", "p2", "", 0.7))
    quotation = replace(one.statements[1], mode="verbatim", source=one.statements[0].source)
    one = replace(one, statements=(one.statements[0], quotation))
    assert grounds.holds(quotation, one, OTHER) is held


@pytest.mark.parametrize(("sure", "used"), [(0.95, True), (0.65, False)])
def test_a_quotation_read_with_doubt_is_used_where_its_opening_clause_is_sure(sure: float, used: bool) -> None:
    one = record(("Oreil replied that", "p2", "Oreil", sure), ("“The ferry will not wait.”", "p2", "", 0.5))
    quotation = replace(one.statements[1], mode="verbatim", source=one.statements[0].source)
    one = replace(one, statements=(one.statements[0], quotation))
    assert judging.sure(quotation, one) is used


def test_what_i_told_somebody_is_mine() -> None:
    one = record(("I told Lindqvist that the ferry was late.", "p1", "I", 0.97), to="p3")
    assert grounds.holds(one.statements[0], one, OTHER)


def test_a_stranger_needs_a_passage_that_names_its_speaker() -> None:
    one = record(NAMED, ("He hoped that the harbour would be opened.", "p2", "He", 0.97))
    assert [grounds.holds(s, one, frozenset()) for s in one.statements] == [True, False]


@pytest.mark.parametrize(("others", "held"), [(ABSENT, True), (frozenset({"p1"}), False), (frozenset({"p2"}), False)])
def test_only_who_takes_no_part_is_absent(others: frozenset[str], held: bool) -> None:
    assert grounds.absent(others, record(NAMED)) is held


@pytest.mark.parametrize(
    ("line", "words", "held"),
    [
        ("Asked whether the ferry was late, Oreil said that the harbour was closed.", "the ferry was late", False),
        ("Asked whether the ferry was late, Oreil said that the harbour was closed.", "the harbour was closed", True),
        ("In reply to the question of a late ferry, Oreil said that the harbour was closed.", "the question of a late ferry", False),
        ("Oreil spoke of the storms of the south coast, to which I replied that the ferry was late.", "the ferry was late", False),
        ("Oreil spoke of the storms of the south coast, to which I replied that the ferry was late.", "the storms of the south", True),
    ],
)
def test_words_in_a_clause_of_anothers_are_not_held_against_anybody(line: str, words: str, held: bool) -> None:
    one = record((line, "p2", "Oreil", 0.97))
    at = line.index(words)
    assert grounds.holds(one.statements[0], one, OTHER, [(at, at + len(words))]) is held


@pytest.mark.parametrize(("lines", "held"), [(grounds.FARTHEST, True), (grounds.FARTHEST - 1, False)])
def test_who_has_been_speaking_for_long_needs_no_name(lines: int, held: bool) -> None:
    assert last_holds(*(("He hoped that the harbour would be opened.", "p2", "He", 0.9),) * lines) is held


def test_two_who_talk_with_each_other_are_not_one_person() -> None:
    one = record(NAMED)
    known = replace(one, people=(*one.people, Person(id="p5", role="Secretary", aliases=("the Secretary",))))
    assert grounds.may_be_one_person(("p2",), frozenset({"p5"}), known)
    assert not grounds.may_be_one_person(("p2",), frozenset({"p5"}), replace(known, statements=(replace(one.statements[0], to=("p5",)),)))
