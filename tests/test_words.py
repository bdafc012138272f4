"""One walk over the words of a text to where a phrase can stand."""

from __future__ import annotations

import re

from memcon.people.words import every_word, last_words, matches

CALLED = re.compile(r"(?:[Tt]he )?(?:High )?Warden(?: of Sund)?")


def spans(text: str, start: int = 0) -> list[str]:
    heads, lead = frozenset({"warden"}), frozenset({"the", "high"})
    return [m.group() for m in matches(text, start, len(text), heads, lead, CALLED.match)]


def test_the_longest_lead_that_matches_is_taken() -> None:
    assert spans("He met the High Warden of Sund, and the Warden left.") == ["the High Warden of Sund", "the Warden"]


def test_a_lead_that_does_not_match_is_given_up() -> None:
    assert spans("high the Warden") == ["the Warden"]


def test_a_possessive_is_the_word_itself() -> None:
    assert spans("The Warden’s note") == ["The Warden"]


def test_matches_do_not_overlap_and_stay_in_their_stretch() -> None:
    assert spans("Warden Warden") == ["Warden", "Warden"]
    assert spans("the Warden came", 4) == ["Warden"]


def test_words_of_phrases() -> None:
    assert last_words(["foreign minister", "warden"]) == {"minister", "warden"}
    assert every_word(["foreign minister", "warden"]) == {"foreign", "minister", "warden"}
