"""On what condition: which branch is which, what is no condition, and the hedges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model import Condition
from memcon.statements.conditions import condition, facts_of, hedges, stated


def branches(text: str) -> dict[str, str]:
    """The branches of a text as words."""
    found = condition(text, 0, len(text))
    if found is None:
        return {}
    spans = {"if": found.if_, "then": found.then, "otherwise": found.otherwise, "because": found.because}
    return {name: text[span[0] : span[1]] for name, span in spans.items() if span}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Let us see whether the Council votes, which would mean that the harbour would open.",
            {"if": "whether the Council votes", "then": "the harbour would open"},
        ),
        (
            "The Minister said that, if asked, he would deny it.",
            {"if": "if asked", "then": "he would deny it"},
        ),
        (
            "The Minister said the Council would pay provided that the pilots came.",
            {"if": "provided that the pilots came", "then": "the Council would pay"},
        ),
        (
            "In the event of an attack, the Minister said, his country would look to Kestria.",
            {"if": "In the event of an attack", "then": "his country would look to Kestria"},
        ),
        (
            "If the convention is signed, the rest can be settled.",
            {"if": "If the convention is signed", "then": "the rest can be settled"},
        ),
        (
            "He said that if the convention was signed, the rest could be settled.",
            {"if": "if the convention was signed", "then": "the rest could be settled"},
        ),
        (
            "The ferries will sail unless the Council objects.",
            {"if": "unless the Council objects", "then": "The ferries will sail"},
        ),
        (
            "The Minister said that the ferries would sail provided that the pilots came.",
            {"if": "provided that the pilots came", "then": "the ferries would sail"},
        ),
        (
            "If the convention is signed, all can be settled because the Council wants it; otherwise, it will be a long winter.",
            {"if": "If the convention is signed", "then": "all can be settled", "because": "because the Council wants it",
             "otherwise": "it will be a long winter"},
        ),
        ("Otherwise, it will be a long winter.", {"otherwise": "it will be a long winter"}),
        (
            "Had the Council agreed, the ferries would have sailed.",
            {"if": "Had the Council agreed", "then": "the ferries would have sailed"},
        ),
    ],
)
def test_the_branches_are_told_apart(text: str, expected: dict[str, str]) -> None:
    assert branches(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He asked if the ferries would sail.",
        "He asked the Minister if the ferries would sail.",
        "He wondered whether they would sail.",
        "Even if they sail, it is late.",
        "They acted as if nothing had happened.",
        "The ferries will sail.",
        "He thought otherwise.",
        "If that is so, why did they sail?",
        "We were surprised that if it mattered so much to the U.N., why nobody had called.",
        "Come at once, if possible, to the port.",
        "If anything, he was more tired than before.",
        "If I may say so, the harbour is small.",
        "Otherwise.",
        "",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert condition(text, 0, len(text)) is None


def test_some_words_decide_whatever_the_encoder_sees() -> None:
    waits = "Let us wait to see whether the Council votes, which would mean that the harbour would open."
    assert stated(waits, 0, len(waits), sure=0.0)
    argues = "If the harbour mattered so much to the U.N., why had nobody called when the ships were held?"
    assert stated(argues, 0, len(argues), sure=1.0) is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("He said it would be very helpful to all if the ferries sailed.", "wish"),
        ("He would come himself if necessary.", "short form"),
        ("The ferries sail only if the Council agrees.", "only"),
        ("If it rains, and if it snows, they stay.", "several marks"),
        ("Otherwise it will be a long winter.", "opens with otherwise"),
    ],
)
def test_what_is_weighed_besides_the_mark(text: str, fact: str) -> None:
    names = ("wish", "short form", "only", "several marks", "opens with otherwise")
    facts = facts_of(text, 0, len(text), 0.5, "yes")
    assert [name for name in names if facts.get(name)] == [fact]


def test_an_inverted_condition_is_found_at_the_beginning_of_its_stretch() -> None:
    text = "He was sure. Had the Council agreed, the ferries would have sailed."
    found = condition(text, 13, len(text))
    assert found is not None
    assert found.if_ == (13, 35)


def test_a_branch_without_words_is_none() -> None:
    found = condition("If the convention is signed, —", 0, 30)
    assert found is None or found.then is None


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "If it rains, we stay. The ferries sail."
    assert condition(text, 22, len(text)) is None
    assert condition(text, 0, 21) == Condition(if_=(0, 11), then=(13, 20))


def test_hedges_are_found_longest_first_and_the_month_is_none() -> None:
    text = "I think he may come in May; it seemed that he might."
    found = [text[a:b] for a, b in hedges(text, 0, len(text))]
    assert found[:2] == ["I think", "may"]
    assert "May" not in found
    assert "might" in found


def test_hedges_stand_where_the_text_says_behind_letters_that_grow_in_small() -> None:
    text = "In İzmir he may come."
    assert [text[a:b] for a, b in hedges(text, 0, len(text))] == ["may"]


def test_a_part_of_a_word_is_no_hedge() -> None:
    assert hedges("The mayor’s dismay", 0, 18) == ()


WORDS = st.sampled_from([
    "if", "unless", "otherwise", "because", "Had he", "without", "would", "then", "the ferries sail", ",", ";", ".", "—", "“", "”",
    "asked", "even", "may", "I think", "why", "İ", " ", "which would mean",
])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=14), st.integers(0, 20), st.integers(0, 20))
def test_every_branch_and_hedge_is_a_span_inside_the_stretch(words: list[str], before: int, behind: int) -> None:
    text = " ".join(words)
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - behind)
    found = condition(text, start, end)
    spans = [*hedges(text, start, end)]
    if found is not None:
        branch = [s for s in (found.if_, found.then, found.otherwise, found.because) if s]
        assert branch
        spans += branch
    assert all(start <= a < b <= end for a, b in spans)


@pytest.mark.parametrize(
    "text", ["if " * 6_000, "if a, " * 3_000, "unless because otherwise " * 800, "asked the a " * 1_600 + "if", "may " * 5_000]
)
def test_a_long_line_is_read_in_bounded_work(text: str) -> None:
    found = condition(text, 0, len(text))
    assert found is None or found.if_ or found.otherwise
    assert len(hedges(text, 0, len(text))) <= len(text)
