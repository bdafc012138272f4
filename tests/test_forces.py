"""What a segment does."""

from __future__ import annotations

import pytest

from memcon.model import FORCES
from memcon.statements.forces import allowed, facts_of, force_of, look
from memcon.statements.frames import Frame
from memcon.statements.segments import Segment
from parsing import evidence

ASKED = Frame(1, "ask", "question", 0, "he", -1, -1, 0, False, True)


def whole(text: str) -> Segment:
    return Segment(0, len(text), 0, False, 0, 1)


@pytest.mark.parametrize("mode", ["act", "narration"])
def test_acts_and_narration_have_no_force(mode: str) -> None:
    assert force_of(look("He left.", whole("He left."), None), mode, None, "nothing") == ("none", 1.0)  # type: ignore[arg-type]


def test_speech_has_a_force_and_only_the_writer_recommends() -> None:
    assert "none" not in allowed("reported")
    assert "recommendation" not in allowed("verbatim")
    assert set(allowed("assessment")) == set(FORCES) - {"none"}


@pytest.mark.parametrize("force", ["statement", "question", "request", "refusal", "warning"])
def test_what_the_encoder_surely_sees_is_the_force(force: str) -> None:
    text = "The ferries had been idle for a month."
    assert force_of(look(text, whole(text), evidence(text, force=[(text, force)])), "reported", None, "statement")[0] == force


def test_a_whether_behind_asked_is_a_question() -> None:
    text = "He asked whether the ferries would sail?"
    found, probability = force_of(look(text, whole(text), evidence(text, force=[(text, "question")])), "reported", ASKED, "statement")
    assert found == "question"
    assert probability > 0.5


def test_the_facts_name_verb_signs_and_turn() -> None:
    text = "He asked whether we would agree?"
    facts = facts_of(look(text, whole(text), None), "reported", ASKED, "request", "question")
    for fact in ("question", "question & reported", "question & after request", "question & verb of question", "question & ask",
                 "question & negated", "question & subject he", "question & will", "question & thanks", "question & ?",
                 "question & whether"):
        assert facts[fact] == 1.0
    assert "question & cannot" not in facts
    assert facts["log p"] < 0
