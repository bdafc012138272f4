"""Choosing by weighed facts."""

from __future__ import annotations

import math

import pytest

from memcon import lexicon
from memcon.statements.ranking import NOBODY, rank


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "weights", lambda name: {"named": 2.0, "far": -1.0} if name == "test" else {})


def test_the_heaviest_facts_win_and_the_shares_are_a_softmax() -> None:
    facts = {("p1",): {"named": 1.0}, ("p2",): {"far": 1.0}, NOBODY: {}}
    found = rank(facts, facts.__getitem__, "test")
    assert [r.who for r in found] == [("p1",), NOBODY, ("p2",)]
    assert sum(r.probability for r in found) == pytest.approx(1)
    assert found[0].probability == pytest.approx(math.e**2 / (math.e**2 + 1 + math.e**-1))
    assert found[0].facts == {"named": 1.0}


def test_facts_without_a_weight_count_nothing_and_equals_keep_their_order() -> None:
    found = rank(["p2", "p1"], lambda who: {f"is {who}": 1.0}, "test")
    assert [(r.who, r.probability) for r in found] == [("p2", 0.5), ("p1", 0.5)]


def test_a_fact_counts_by_its_value_and_large_sums_do_not_overflow() -> None:
    found = rank(["p1", "p2"], lambda who: {"named": 5_000.0 if who == "p2" else 1.0}, "test")
    assert [(r.who, r.probability) for r in found] == [("p2", 1.0), ("p1", 0.0)]
