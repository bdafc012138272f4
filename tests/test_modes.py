"""In whose words: what decides without the encoder, and how what it sees is weighed."""

from __future__ import annotations

import pytest

from memcon.statements.modes import facts_of, mode_of, quotes_speech, spoken, transcript_mode
from memcon.statements.segments import Segment
from parsing import evidence

HERE: frozenset[str] = frozenset()


def whole(text: str, quoted: bool = False) -> Segment:
    return Segment(0, len(text), 0, quoted, 0, 1)


@pytest.mark.parametrize("share", [0.12, 0.5, 1.0])
def test_a_clause_in_quotation_marks_is_speech_unless_surely_not(share: float) -> None:
    text = "“I will not let the ferries sail before June.”"
    assert quotes_speech(text, (0, len(text)), share)
    assert not quotes_speech(text, (0, len(text)), 0.01)


@pytest.mark.parametrize("text", ["“no”", "“”", "“!”"])
def test_a_single_word_in_quotation_marks_is_a_scare_quote(text: str) -> None:
    assert not quotes_speech(text, (0, len(text)), 1.0)


def test_a_few_words_are_speech_only_where_the_encoder_says_so() -> None:
    assert quotes_speech("“not now”", (0, 9), 0.9)
    assert not quotes_speech("“not now”", (0, 9), 0.7)
    assert quotes_speech("“not before June”", (0, 17), 0.2)


def test_a_document_title_is_no_speech() -> None:
    title = "“The Treaty of the Straits”"
    assert not quotes_speech(title, (0, len(title)), 0.7)
    assert quotes_speech(title, (0, len(title)), 0.9)


def test_without_an_encoder_a_quotation_of_two_words_is_left_and_a_clause_kept() -> None:
    text = "The “old note” said “that the ferries sail again.”"
    assert [text[a:b] for a, b in spoken(text, ((4, 14), (20, 50)), None)] == ["“that the ferries sail again.”"]


def test_what_stands_in_quotation_marks_is_verbatim() -> None:
    assert mode_of("“We sail.”", whole("“We sail.”", True), None, False, (), HERE)[0] == "verbatim"


def test_a_heading_in_the_body_is_no_statement() -> None:
    text = "The Straits"
    assert mode_of(text, whole(text), evidence(text, mode=[(text, "header")]), False, (), HERE)[0] is None
    long = "The ferries and the pilots " * 10
    assert mode_of(long, whole(long), evidence(long, mode=[(long, "header")]), False, (), HERE)[0] is not None


def test_a_labelled_turn_is_verbatim_unless_surely_an_act() -> None:
    even = dict.fromkeys(("verbatim", "reported", "act", "narration", "assessment", "header"), 0.16)
    assert transcript_mode(even)[0] == "verbatim"
    assert transcript_mode({**even, "act": 0.9})[0] == "act"
    assert transcript_mode({**even, "reported": 0.9})[0] == "verbatim"
    text = "We sail in June."
    assert mode_of(text, whole(text), evidence(text, mode=[(text, "reported")]), True, (), HERE)[0] == "verbatim"


@pytest.mark.parametrize("mode", ["reported", "act", "narration", "assessment"])
def test_what_the_encoder_surely_sees_is_the_mode(mode: str) -> None:
    text = "The ferries had been idle for a month."
    found, probability = mode_of(text, whole(text), evidence(text, mode=[(text, mode)]), False, (), HERE)
    assert found == mode
    assert 0.25 < probability <= 1


def test_the_facts_name_place_and_signs() -> None:
    text = "(He seemed tired.)"
    share = dict.fromkeys(("reported", "act", "narration", "assessment"), 0.25)
    facts = facts_of(text, whole(text), share, (), frozenset({"comment"}), "assessment")
    assert {"assessment", "assessment & comment", "assessment & seeming", "assessment & bracket", "assessment & no frame"} <= set(facts)
    assert "assessment & arrival" not in facts
