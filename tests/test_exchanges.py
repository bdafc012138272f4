"""What was asked and how it was answered."""

from __future__ import annotations

import pytest

from memcon.exchanges import pair
from memcon.model import Exchange
from parsing import say

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
        (say(2, "She was not in a position to answer.", "p2"), "refused"),
        (say(2, "She declined to say.", "p2"), "refused"),
    ],
)
def test_a_question_is_answered_evaded_refused_or_met_with_silence(reply: object, outcome: str) -> None:
    assert pair((ASKED, reply)) == (Exchange("question", "s1", "s2", outcome),)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["He asked her where the pilots were.", "“Where are the pilots today?”", "She wanted to know why."])
def test_a_question_is_known_by_its_words_too(text: str) -> None:
    assert pair((say(1, text, "p1"), say(2, "She said that they were at sea.", "p2")))[0].kind == "question"


@pytest.mark.parametrize("text", ["He had earlier asked whether it rained.", "“Hello?”", "He asked for the pilots."])
def test_what_was_asked_before_or_is_a_greeting_is_no_question(text: str) -> None:
    assert [e for e in pair((say(1, text, "p1"), say(2, "She spoke of June.", "p2"))) if e.kind == "question"] == []


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (say(2, "She agreed.", "p2", force="agreement"), "accepted"),
        (say(2, "She would see to it.", "p2", force="commitment"), "accepted"),
        (say(2, "She said that she would be glad to.", "p2"), "accepted"),
        (say(2, "She declined.", "p2", force="refusal"), "refused"),
        (say(2, "She said it was not possible.", "p2"), "refused"),
        (say(2, "She thought that this was not the right time.", "p2"), "refused"),
        (say(2, "She disputed the need.", "p2", force="objection"), "refused"),
        (say(2, "She did not comment.", "p2"), "silence"),
        (say(2, "She spoke of June.", "p2"), "answered"),
    ],
)
def test_a_request_is_accepted_refused_or_answered(reply: object, outcome: str) -> None:
    assert pair((URGED, reply)) == (Exchange("request", "s1", "s2", outcome),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (say(2, "She said that was wrong.", "p2"), "rebutted"),
        (say(2, "She replied that this was not a correct reading.", "p2"), "rebutted"),
        (say(2, "She objected.", "p2", force="objection"), "rebutted"),
        (say(2, "“But the note came in May.”", "p2", mode="verbatim"), "rebutted"),
        (say(2, "She agreed.", "p2", force="agreement"), "accepted"),
        (say(2, "She acknowledged that it was.", "p2"), "accepted"),
        (say(2, "She made no comment.", "p2"), "silence"),
        (say(2, "She was evasive and spoke of fish.", "p2"), "evaded"),
        (say(2, "She replied that ferries rust.", "p2"), "answered"),
    ],
)
def test_a_claim_is_rebutted_accepted_or_answered(reply: object, outcome: str) -> None:
    assert pair((CLAIMED, reply)) == (Exchange("claim", "s1", "s2", outcome),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["She spoke of June.", "Her government had agreed to the tariff.", "She did not say whether he was right."]
)
def test_a_claim_after_which_the_talk_goes_on_is_no_exchange(text: str) -> None:
    assert pair((CLAIMED, say(2, text, "p2"))) == ()


def test_a_rebuttal_takes_up_the_claim_with_which_it_shares_most_words() -> None:
    told = (
        say(1, "He said that the harbour dues were too high.", "p1"),
        say(2, "The pilots were paid late.", "p1"),
        say(3, "She said that it was wrong to call the harbour dues high.", "p2"),
    )
    assert pair(told) == (Exchange("claim", "s1", "s3", "rebutted"),)


def test_a_quoted_reply_is_the_quotation_not_the_words_before_it() -> None:
    told = (URGED, say(2, "She replied that", "p2"), say(3, "“this is out of the question at present.”", "p2", mode="verbatim"))
    assert pair(told) == (Exchange("request", "s1", "s3", "refused"),)


def test_the_outcome_may_stand_some_sentences_into_the_reply() -> None:
    told = (URGED, say(2, "She thanked him for his words.", "p2"), say(3, "She was unable to help.", "p2"))
    assert pair(told) == (Exchange("request", "s1", "s3", "refused"),)


def test_a_question_nobody_answers_has_no_reply() -> None:
    assert pair((ASKED, say(2, "He went on.", "p1"))) == (Exchange("question", "s1", None, "not recorded"),)
    assert pair((ASKED,)) == (Exchange("question", "s1", None, "not recorded"),)


def test_the_writers_own_voice_neither_asks_nor_answers_but_may_tell_of_silence() -> None:
    comment = say(2, "It was a good question.", "p2", mode="assessment")
    assert pair((ASKED, comment)) == (Exchange("question", "s1", None, "not recorded"),)
    assert pair((say(1, "Who knows?", "p2", mode="assessment", force="question"), say(2, "He said so.", "p1"))) == ()
    noted = say(2, "There was no reply to this.", "p2", mode="narration")
    assert pair((ASKED, noted)) == (Exchange("question", "s1", "s2", "silence"),)


def test_an_act_answers_only_where_it_is_an_answer() -> None:
    left = say(2, "She opened the window.", "p2", mode="act", force="none")
    assert pair((ASKED, left)) == (Exchange("question", "s1", None, "not recorded"),)
    assert pair((URGED, say(2, "She nodded.", "p2", mode="act", force="none")))[0].outcome == "accepted"
    evades = say(2, "She was evasive", "p2", mode="act", force="none")
    assert pair((ASKED, evades, say(3, "and replied that June was warm.", "p2", force="objection")))[0].outcome == "evaded"


def test_an_answer_out_of_reach_is_none() -> None:
    between = [say(n, "He went on.", "p1") for n in range(2, 15)]
    assert pair((ASKED, *between, say(15, "She said no.", "p2")))[0].reply is None


def test_a_question_without_a_speaker_opens_nothing() -> None:
    assert pair((say(1, "It was asked why.", "", force="question"), say(2, "She said no.", "p2"))) == ()
