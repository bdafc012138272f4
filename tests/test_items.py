"""What the record leaves on the table."""

from __future__ import annotations

import pytest

from memcon.items import gather
from memcon.model import Item, Statement
from parsing import outline, say


def left(*told: Statement) -> tuple[Item, ...]:
    return gather(told, outline("It rained."))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        (say(1, "A separate telegram follows on the ferries.", "p2", mode="narration"), "message"),
        (say(1, "The call has not yet materialized.", "p2", mode="narration"), "event"),
        (say(1, "He said one should wait for the vote.", "p1"), "event"),
        (say(1, "He said that the matter was under active consideration.", "p1"), "decision"),
        (say(1, "He asked for the pilots.", "p1", force="request"), "request"),
        (say(1, "He would send a map.", "p1", force="commitment"), "commitment"),
        (say(1, "I recommend that the pilots go.", "p2", mode="assessment", force="recommendation"), "recommendation"),
    ],
)
def test_what_is_left_is_found(statement: Statement, kind: str) -> None:
    found = left(statement)
    assert [(i.kind, i.status, i.by, i.statements) for i in found] == [(kind, "open", statement.speaker, ("s1",))]


def test_a_plain_statement_leaves_nothing() -> None:
    assert left(say(1, "The ferries sail.", "p1"), say(2, "He left.", "p1", mode="act", force="none")) == ()


def test_waiting_is_an_item_only_where_somebody_says_so() -> None:
    assert left(say(1, "We should wait for the vote.", "p2", mode="assessment")) == ()


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (say(2, "She agreed.", "p2", force="agreement"), "met"),
        (say(2, "She declined.", "p2", force="refusal"), "declined"),
        (say(2, "She spoke of June.", "p2"), "open"),
        (say(2, "She sighed.", "p2", mode="act", force="none"), "open"),
        (say(2, "The pilots have not yet arrived.", "p2", mode="narration", force="none"), "open"),
    ],
)
def test_a_request_is_met_declined_or_open_by_what_follows(reply: Statement, status: str) -> None:
    later = say(3, "She agreed.", "p2", force="agreement") if reply.mode == "narration" else reply
    found = left(say(1, "He asked for the pilots.", "p1", force="request"), reply, *([later] if later is not reply else []))
    assert found[0].status == status


def test_the_text_of_an_item_stands_on_one_line() -> None:
    assert left(say(1, "He asked\n  for pilots.", "p1", force="request"))[0].text == "He asked for pilots."
