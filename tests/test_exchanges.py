"""What was asked and how it was answered."""

from __future__ import annotations

import pytest

from memcon.exchanges import pair
from memcon.model import Exchange, Statement
from parsing import PEOPLE, say


def paired(*told: Statement) -> tuple[Exchange, ...]:
    return pair(told, PEOPLE)


ASKED = say(1, "He asked whether the ferries would sail.", "p1", force="question")
URGED = say(1, "He urged her to let the boats pass.", "p1", force="request")
CLAIMED = say(1, "He said the note was late.", "p1")


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (say(2, "She said they would.", "p2"), "answered"),
        (say(2, "She did not answer.", "p2", mode="act", force="none"), "silence"),
        (say(2, "She changed the subject.", "p2"), "evaded"),
        (say(2, "She spoke of the weather.", "p2", force="evasion"), "evaded"),
    ],
)
def test_a_question_is_answered_evaded_or_met_with_silence(reply: Statement, outcome: str) -> None:
    assert paired(ASKED, reply)[0] == Exchange("question", "s1", "s2", outcome)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (say(2, "She agreed.", "p2", force="agreement"), "accepted"),
        (say(2, "She would see to it.", "p2", force="commitment"), "accepted"),
        (say(2, "She declined.", "p2", force="refusal"), "refused"),
        (say(2, "She said it was not possible.", "p2"), "refused"),
        (say(2, "She disputed the need.", "p2", force="objection"), "refused"),
        (say(2, "She spoke of June.", "p2"), "answered"),
    ],
)
def test_a_request_is_accepted_refused_or_answered(reply: Statement, outcome: str) -> None:
    assert paired(URGED, reply)[0] == Exchange("request", "s1", "s2", outcome)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (say(2, "She said that was wrong.", "p2"), "rebutted"),
        (say(2, "She objected.", "p2", force="objection"), "rebutted"),
        (say(2, "She agreed.", "p2", force="agreement"), "accepted"),
        (say(2, "She made no comment.", "p2"), "silence"),
        (say(2, "She replied that ferries rust.", "p2"), "answered"),
    ],
)
def test_a_claim_is_rebutted_accepted_or_answered(reply: Statement, outcome: str) -> None:
    assert paired(CLAIMED, reply)[0] == Exchange("claim", "s1", "s2", outcome)  # type: ignore[arg-type]


def test_a_claim_after_which_the_talk_goes_on_is_no_exchange() -> None:
    assert paired(CLAIMED, say(2, "She spoke of June.", "p2")) == ()
    assert paired(CLAIMED, say(2, "He spoke of May.", "p1"), say(3, "She said that was wrong.", "p2"))[0].first == "s2"


def test_a_question_nobody_answers_has_no_reply() -> None:
    assert paired(ASKED, say(2, "He went on.", "p1")) == (Exchange("question", "s1", None, "not recorded"),)
    assert paired(ASKED) == (Exchange("question", "s1", None, "not recorded"),)


def test_the_writers_own_voice_neither_asks_nor_answers() -> None:
    comment = say(2, "It was a good question.", "p2", mode="assessment")
    assert paired(ASKED, comment) == (Exchange("question", "s1", None, "not recorded"),)
    assert paired(say(1, "Who knows?", "p2", mode="assessment", force="question"), say(2, "He said so.", "p1")) == ()


def test_an_answer_out_of_reach_is_none() -> None:
    between = [say(n, "He went on.", "p1") for n in range(2, 12)]
    assert paired(ASKED, *between, say(12, "She said no.", "p2"))[0].reply is None


def test_a_question_without_a_speaker_opens_nothing() -> None:
    assert paired(say(1, "It was asked why.", "", force="question"), say(2, "She said no.", "p2")) == ()
