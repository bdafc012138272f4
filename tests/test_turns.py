"""Who has the word, and the words of silence, evasion and asking."""

from __future__ import annotations

import pytest

from memcon.turns import Turn, is_evasion, is_request, is_silence, is_spoken, turns
from parsing import say


def test_a_turn_lasts_until_another_speaks_and_the_writers_asides_do_not_end_it() -> None:
    told = (
        say(1, "It was raining.", "p2", mode="narration"),
        say(2, "He said that it was late.", "p1"),
        say(3, "The lamps were lit.", "p2", mode="narration"),
        say(4, "He sighed.", "p1", mode="act"),
        say(5, "She said that it was early.", "p3"),
        say(6, "They seemed tired.", "p2", mode="assessment"),
    )
    assert turns(told) == (Turn(("p1",), (1, 3), (2,)), Turn(("p3",), (4,), (5,)))
    assert turns(()) == ()


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The Minister did not comment.", True),
        ("He made no reply to this.", True),
        ("The Ambassador remained silent.", True),
        ("She didn't answer directly.", True),
        ("He did not comment on the fish but said at some length that the boats, the nets and the harbour were his to give.", False),
        ("He said that no boat had come.", False),
    ],
)
def test_silence_is_told_in_few_words(text: str, silent: bool) -> None:
    assert is_silence(say(1, text, "p1")) is silent
    assert is_spoken(say(1, text, "p1")) is not silent


def test_evasion_is_told_by_force_or_by_the_writers_word() -> None:
    assert is_evasion(say(1, "He spoke of the weather.", "p1", force="evasion"))
    assert is_evasion(say(1, "The Minister was evasive and spoke of the weather.", "p1"))
    assert not is_evasion(say(1, "He spoke of the weather.", "p1"))


def test_a_request_needs_its_force_and_words_that_ask() -> None:
    assert is_request(say(1, "He asked for the pilots.", "p1", force="request"))
    assert not is_request(say(1, "He asked for the pilots.", "p1"))
    assert not is_request(say(1, "With regard to the ferries,", "p1", force="request"))
    assert not is_request(say(1, "He did not comment.", "p1", force="request"))
    assert not is_request(say(1, "He asked for pilots.", "p2", force="request", mode="assessment"))
