"""What the record leaves on the table."""

from __future__ import annotations

import pytest

from memcon.exchanges import pair
from memcon.items import gather, plain
from memcon.model import Item, Mention, Statement
from parsing import say


def left(*told: Statement, mentions: tuple[Mention, ...] = ()) -> tuple[Item, ...]:
    return gather(told, pair(told), mentions)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        (say(1, "A separate telegram follows on the ferries.", "p2", mode="narration"), "message"),
        (say(1, "The talk on fish is being reported separately.", "p2", mode="narration"), "message"),
        (say(1, "The call has not yet materialized.", "p2", mode="narration"), "event"),
        (say(1, "He said one should wait for the vote.", "p1"), "event"),
        (say(1, "He said that if the vote went well, all was well.", "p1"), "event"),
        (say(1, "He said that the matter was under active consideration.", "p1"), "decision"),
        (say(1, "They had not yet decided whether to come.", "p1"), "decision"),
        (say(1, "He asked for the pilots.", "p1", force="request"), "request"),
        (say(1, "He would send a map.", "p1", force="commitment"), "commitment"),
        (say(1, "I will take it back to my government.", "p1", mode="verbatim"), "commitment"),
        (say(1, "He promised that the pilots would come.", "p1"), "commitment"),
        (say(1, "I recommend that the pilots go.", "p2", mode="assessment", force="recommendation"), "recommendation"),
        (say(1, "We need to consider making a protest.", "p2", mode="assessment"), "recommendation"),
    ],
)
def test_what_is_left_is_found(statement: Statement, kind: str) -> None:
    found = left(statement)
    assert [(i.kind, i.status, i.by, i.statements) for i in found] == [(kind, "open", statement.speaker, ("s1",))]


@pytest.mark.parametrize(
    "statement",
    [
        say(1, "The ferries sail at noon.", "p1"),
        say(1, "He left for the pilots' house.", "p1", mode="act", force="none"),
        say(1, "He did not comment.", "p1", force="request"),
        say(1, "With regard to the ferries,", "p1", force="request"),
        say(1, "We should wait for the vote.", "p2", mode="narration"),
        say(1, "We will have to settle the matter.", "p1", force="commitment"),
        say(1, "He would not send a map.", "p1", force="commitment"),
        say(1, "The boats were late.", "p1", force="commitment"),
        say(1, "Would he send a map?", "p1", force="question"),
    ],
)
def test_what_asks_binds_and_leaves_nothing_is_no_item(statement: Statement) -> None:
    assert left(statement) == ()


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (say(2, "She agreed.", "p2", force="agreement"), "met"),
        (say(2, "She declined.", "p2", force="refusal"), "declined"),
        (say(2, "She said that this was not the right time and that it could wait.", "p2"), "declined"),
        (say(2, "She would look into it.", "p2", force="commitment"), "open"),
        (say(2, "She spoke of June and of the fish.", "p2"), "open"),
        (say(2, "She made no reply.", "p2"), "open"),
        (say(2, "She sighed.", "p2", mode="act", force="none"), "open"),
    ],
)
def test_a_request_is_met_declined_or_open_by_what_follows(reply: Statement, status: str) -> None:
    assert left(say(1, "He asked for the pilots.", "p1", force="request"), reply)[0].status == status


def test_a_request_told_of_is_that_of_the_one_named_before_it() -> None:
    text = "For this reason the Council sought to speak with the Queen."
    found = left(say(1, text, "p1"), mentions=(Mention(text.index("the Council"), text.index(" sought"), "p3"),))
    assert [(i.kind, i.by, i.status) for i in found] == [("request", ("p3",), "open")]
    assert left(say(1, text, "p1"))[0].by == ("p1",)


def test_a_request_told_of_with_its_outcome_is_met() -> None:
    assert left(say(1, "I sought an appointment and got to him at noon.", "p2", mode="narration"))[0].status == "met"


def test_a_decision_taken_and_a_message_sent_are_no_longer_open() -> None:
    told = (say(1, "It was agreed that the boats would sail.", "p2", mode="narration"), say(2, "He spoke of the letter of 3 May.", "p1"))
    assert [(i.kind, i.status) for i in left(*told)] == [("decision", "met"), ("message", "met")]


def test_the_text_of_an_item_stands_on_one_line_without_marks_around_it() -> None:
    assert left(say(1, "He asked\n  for pilots.", "p1", force="request"))[0].text == "He asked for pilots."
    assert plain("“I will go.”") == "I will go."
    assert plain('I will go."') == "I will go."
    assert plain('He said "yes" and "no".') == 'He said "yes" and "no".'
