"""What the views share: blocks that lose nothing, neighbours of one voice, names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memcon import voices
from memcon.model import Condition, Document, Part, Person, Record, Statement
from samples import Draft, cable, empty, hostile


@pytest.mark.parametrize("record", [cable(), hostile(), empty()])
def test_blocks_hold_every_character_but_white_space_once(record: Record) -> None:
    text = record.document.text
    pieces = [piece for block in voices.blocks(record) for piece in block.pieces]
    shown = "".join(text[piece.start : piece.end] for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(pieces))


def test_text_that_no_part_covers_is_cut_at_empty_lines() -> None:
    record = Record(document=Document(text="One.\n \nTwo\nlines.\n\n\nThree."), parts=(Part(0, 4, "heading"),))
    found = [(block.part.kind, record.document.text[block.part.start : block.part.end]) for block in voices.blocks(record)]
    assert found == [("heading", "One."), ("paragraph", "Two\nlines."), ("paragraph", "Three.")]


def test_a_statement_over_a_page_break_stands_in_both_blocks() -> None:
    record = cable()
    holding = [block for block in voices.blocks(record) if any(p.statement and p.statement.id == "s13" for p in block.pieces)]
    assert len(holding) == 2


def test_neighbours_of_one_voice_are_joined() -> None:
    d = Draft()
    d.part("paragraph")
    for text, speaker in (("One. ", "p1"), ("Two. ", "p1"), ("Three.", "p2")):
        d.say(text, "reported", speaker)
    d.close()
    record = Record(document=Document(text=d.text), parts=tuple(d.parts), statements=tuple(d.statements))
    groups = list(voices.joined(voices.blocks(record)[0], d.text, lambda statement: statement.speaker))
    assert [[p.statement.id for p in group if p.statement] for group in groups] == [["s1", "s2"], ["s3"]]


@pytest.mark.parametrize(
    ("between", "first", "second"),
    [
        (", ", "He said,", "we go"),
        (" “", "He said", "“we go"),
        ("\", \"", "He said\",", "\"we go"),
        (" 2. (C) ", "He said", "2. (C) we go"),
        ("", "He said", "we go"),
    ],
)
def test_what_stands_between_two_voices_goes_where_it_belongs(between: str, first: str, second: str) -> None:
    d = Draft()
    d.part("paragraph")
    d.say("He said", "reported", "p1")
    d.plain(between)
    d.say("we go", "verbatim", "p1")
    d.close()
    record = Record(document=Document(text=d.text), parts=tuple(d.parts), statements=tuple(d.statements))
    groups = voices.joined(voices.blocks(record)[0], d.text, lambda statement: statement.mode)
    assert ["".join(d.text[p.start : p.end] for p in group).strip() for group in groups] == [first, second]


def test_an_excision_between_two_voices_stands_by_itself() -> None:
    record = cable()
    block = next(b for b in voices.blocks(record) if any(piece.inserted for piece in b.pieces))
    groups = voices.joined(block, record.document.text, lambda statement: statement.speaker)
    alone = [group for group in groups if not any(piece.statement for piece in group)]
    assert [record.document.text[group[0].start : group[-1].end].strip() for group in alone] == ["[2½ lines not declassified]"]


def test_two_people_of_one_name_are_told_apart() -> None:
    people = (
        Person(id="p1", name="Hale", role="Consul"), Person(id="p2", name="Hale"), Person(id="p3", name="Voss"),
        Person(id="p4", author=True), Person(id="p5", aliases=("the stranger",)), Person(id="p6"),
        Person(id="p7", name="Brand", role="Consul"), Person(id="p8", name="Brand", role="Consul"),
    )
    named = voices.names(Record(document=Document(text=""), people=people))
    assert list(named.values()) == ["Hale (Consul)", "Hale (p2)", "Voss", "the writer", "the stranger", "not named", "Brand (p7)",
                                    "Brand (p8)"]


def test_the_writers_own_voice_is_the_writers_and_the_writers_talk_is_by_name() -> None:
    record = cable()
    heard = {s.id: voices.speaker_of(s, record, voices.names(record)) for s in record.statements}
    assert (heard["s1"], heard["s8"], heard["s19"], heard["s21"]) == ("the writer", "Ilse Marran", "not stated", "the writer")


def test_words_are_counted_for_each_speaker() -> None:
    said = (
        Statement(id="s1", start=0, end=0, text="one two three", speaker=("p1", "p2"), mode="reported"),
        Statement(id="s2", start=0, end=0, text="four", speaker=("p2",), mode="verbatim"),
    )
    people = (Person(id="p1"), Person(id="p2"), Person(id="p3"))
    assert voices.words(Record(document=Document(text=""), people=people, statements=said)) == {"p1": 3, "p2": 4, "p3": 0}


def test_the_other_branch_goes_with_the_condition_before_it() -> None:
    groups = voices.conditions(cable())
    assert [[s.id for s in group] for group in groups] == [["s10", "s11"]]


def test_the_other_branch_of_somebody_else_stands_alone() -> None:
    said = (
        Statement(id="s1", start=0, end=1, text="", speaker=("p1",), mode="reported", condition=Condition(if_=(0, 1))),
        Statement(id="s2", start=1, end=2, text="", speaker=("p2",), mode="reported", condition=Condition(otherwise=(1, 2))),
    )
    assert len(voices.conditions(Record(document=Document(text="ab"), statements=said))) == 2


def test_a_conjunction_that_repeats_the_label_is_dropped() -> None:
    record = Record(document=Document(text="If it rains, then we stay. Then? Iffy"), statements=())
    condition = Condition(if_=(0, 11), then=(13, 25), otherwise=(33, 37))
    statement = Statement(id="s1", start=0, end=1, text="", mode="reported", condition=condition)
    assert list(voices.branches(record, statement)) == [("if", "it rains"), ("then", "we stay"), ("otherwise", "Iffy")]


def test_marked_cuts_where_spans_start_and_end() -> None:
    cuts = list(voices.marked(10, 20, [(5, 12, "cue"), (11, 15, "hedge"), (30, 40, "cue")]))
    assert cuts == [
        (10, 11, frozenset({"cue"})), (11, 12, frozenset({"cue", "hedge"})), (12, 15, frozenset({"hedge"})), (15, 20, frozenset()),
    ]


def test_doubt_begins_below_the_threshold() -> None:
    at = Statement(id="s1", start=0, end=0, text="", mode="reported", confidence=voices.DOUBTFUL_BELOW)
    below = Statement(id="s2", start=0, end=0, text="", mode="reported", confidence=voices.DOUBTFUL_BELOW - 0.01)
    assert (voices.doubtful(at), voices.doubtful(below)) == (False, True)
