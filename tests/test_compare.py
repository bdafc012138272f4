"""Two accounts of one invented conversation side by side, and whether two records can be of one."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from memcon.compare import compare, kinship
from memcon.compare.kinship import at_most
from memcon.compare.likeness import closest, likeness, rarity, stems
from memcon.model import Document, Part, Person, Record, Statement

OREIL, LINDQVIST = "Tomas Oreil", "Gaspar Lindqvist"


def account(name: str, date: str, *lines: tuple[str, str, Any]) -> Record:
    """A record of lines (speaker, words, force)."""
    speakers = dict.fromkeys(who for who, _, _ in lines)
    people = {one: Person(id=f"p{number}", name=one, participant=True) for number, one in enumerate(speakers, 1)}
    text, told = "", []
    for number, (speaker, words, force) in enumerate(lines, 1):
        told.append(
            Statement(id=f"s{number}", start=len(text), end=len(text) + len(words), text=words, speaker=(people[speaker].id,),
                      mode="reported", force=force, confidence=0.9)
        )
        text += words + " "
    document = Document(id=name, date=date, place="Port Serel", text=text)
    return Record(document=document, people=tuple(people.values()), statements=tuple(told))


FIRST = account(
    "memo", "1966-03-09",
    (LINDQVIST, "Two aircraft on a training flight had lost their way in cloud.", "statement"),
    (OREIL, "The weather station at Arda had recorded a clear sky all that day.", "objection"),
    (LINDQVIST, "He would ask for an inquiry into the flights by the Air Ministry.", "commitment"),
    (OREIL, "The engineers could meet on the railway bridge in April.", "agreement"),
    (OREIL, "The opera had opened its season with a new tenor.", "statement"),
)
SECOND = account(
    "cable", "1966-03-10",
    ("Oreil", "The engineers could meet on the railway bridge in April, he thought.", "agreement"),
    ("Lindqvist", "I said that two training aircraft had lost their way in cloud.", "statement"),
    ("Oreil", "The station at Arda had recorded clear sky that day.", "objection"),
    ("Lindqvist", "I would not ask for an inquiry into the flights by the Air Ministry.", "refusal"),
    ("Oreil", "Coal was dear this winter in every harbour of the strait.", "statement"),
)


def pairs() -> dict[tuple[str, ...], Any]:
    return {(*row.first, *row.second): row for row in compare(FIRST, SECOND).rows}


def test_what_both_tell_is_laid_side_by_side() -> None:
    rows = pairs()
    assert rows["s1", "s2"].kind == "both"
    assert rows["s2", "s3"].kind == "both"
    agreement = rows["s2", "s3"].agreement
    assert (agreement.speaker, agreement.mode, agreement.force) == (True, True, True)
    assert agreement.words > 0.6


def test_what_was_moved_is_found() -> None:
    row = pairs()["s4", "s1"]
    assert (row.kind, row.moved) == ("both", True)


def test_another_force_of_the_same_speaker_on_the_same_matter_contradicts() -> None:
    row = pairs()["s3", "s4"]
    assert row.kind == "contradicting"
    assert row.why == "The first has a commitment, the second a refusal."


def test_what_one_alone_tells_is_said() -> None:
    found = compare(FIRST, SECOND)
    assert [row.first for row in found.of("first only")] == [("s5",)]
    assert [row.second for row in found.of("second only")] == [("s5",)]


def test_every_statement_stands_in_one_row_at_least() -> None:
    rows = compare(FIRST, SECOND).rows
    assert {i for row in rows for i in row.first} == {s.id for s in FIRST.statements}
    assert {i for row in rows for i in row.second} == {s.id for s in SECOND.statements}


@pytest.mark.parametrize(("date", "verdict"), [("1966-03-09", "one conversation"), ("1966-09-09", "not one conversation")])
def test_the_date_decides_between_like_records(date: str, verdict: str) -> None:
    other = Record(document=Document(id="x", date=date, place="Port Serel", text=SECOND.document.text), people=SECOND.people,
                   statements=SECOND.statements)
    found = kinship(FIRST, other)
    assert found.verdict == verdict
    assert {one.kind for one in found.evidence} == {"people", "date", "hour", "words", "place", "subject"}


def test_records_that_hear_nobody_in_common_are_not_of_one_conversation() -> None:
    stranger = account("note", "1966-03-09", ("Marran", "Two aircraft on a training flight had lost their way in cloud.", "statement"))
    assert kinship(FIRST, stranger).verdict == "not one conversation"


@pytest.mark.parametrize("date", ["1966-03-09", "1966-03-10", "1966-03-12", "1966-09-09", ""])
def test_no_words_lift_a_score_above_what_the_other_grounds_allow(date: str) -> None:
    other = Record(document=Document(id="x", date=date, text="", place="Brennau"), people=SECOND.people, statements=SECOND.statements)
    stranger = account("note", date, ("Marran", "Two aircraft on a training flight had lost their way in cloud.", "statement"))
    for one in (SECOND, other, stranger):
        assert at_most(FIRST, one) >= kinship(FIRST, one).score - 0.0005


def test_the_closest_of_some_stretches_is_found_without_looking_at_all() -> None:
    ours, theirs = ([stems(s.text) for s in record.statements] for record in (FIRST, SECOND))
    weights = rarity([*ours, *theirs])
    assert closest(ours, theirs, weights) == pytest.approx([max(likeness(one, other, weights) for other in theirs) for one in ours])
    assert closest(ours, [], weights) == [0.0] * len(ours)


def test_an_empty_record_is_compared_all_the_same() -> None:
    empty = Record(document=Document(id="none", text=""))
    assert {row.kind for row in compare(FIRST, empty).rows} == {"first only"}
    assert compare(empty, empty).rows == ()


def timed(record: Record, hour: str) -> Record:
    """A record as a memorandum whose heading gives an hour, behind its text so that every offset stays."""
    text = f"{record.document.text}Port Serel, March 9, 1966, {hour}"
    start = len(record.document.text)
    document = replace(record.document, text=text, date="1966-03-09", kind="memorandum of conversation")
    return replace(record, document=document, parts=(Part(start, len(text), "heading"),))


def test_hours_that_differ_count_for_nothing_where_the_words_are_the_same() -> None:
    found = kinship(timed(FIRST, "3 p.m."), timed(FIRST, "6:30 p.m."))
    assert found.verdict == "one conversation"
    assert next(one for one in found.evidence if one.kind == "hour").sentence.endswith("one record, printed twice.")
    assert at_most(timed(FIRST, "3 p.m."), timed(FIRST, "6:30 p.m.")) >= found.score


def test_hours_that_differ_part_two_talks_of_other_words() -> None:
    assert kinship(timed(FIRST, "3 p.m."), timed(SECOND, "6:30 p.m.")).verdict != "one conversation"


def test_what_one_record_tells_in_two_sentences_contradicts_no_one_that_tells_both() -> None:
    two = account(
        "memo", "1966-03-09", (OREIL, "He thanked the Ambassador for the regret of his Government.", "statement"),
        (OREIL, "He could not accept the word cloud for the flights.", "objection"),
    )
    words = "He thanked me for the regret of my Government but could not accept the word cloud for it."
    one = account("cable", "1966-03-10", ("Oreil", words, "agreement"))
    assert [row.why for row in compare(two, one).of("contradicting")] == []


def test_a_record_without_a_label_is_called_by_its_file() -> None:
    bare = replace(FIRST, document=replace(FIRST.document, id="0a1b", sha256="0a1b2c", source="papers/memo.txt"))
    assert compare(bare, SECOND).first == "memo.txt"
    assert compare(FIRST, SECOND).first == "memo"
