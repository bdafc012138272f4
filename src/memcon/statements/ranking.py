"""Choosing one candidate by weighed facts: the same softmax for modes, forces, speakers, listeners and relayed parties."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

from memcon import lexicon

Facts = dict[str, float]
Who = tuple[str, ...]
NOBODY: Who = ()
Candidate = TypeVar("Candidate")


class Ranked(msgspec.Struct, Generic[Candidate], frozen=True):
    """A candidate (a mode, a force, one or several ids, none for nobody) with its probability among the candidates and the
    facts that gave it."""

    who: Candidate
    probability: float
    facts: Facts


def rank(candidates: Iterable[Candidate], facts_of: Callable[[Candidate], Facts], name: str) -> list[Ranked[Candidate]]:
    """The candidates, best first, weighed by ``data/NAME.weights``."""
    weights = lexicon.weights(name)
    rows = [(who, facts_of(who)) for who in candidates]
    scores = [sum(weights.get(fact, 0.0) * value for fact, value in facts.items()) for _, facts in rows]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    found = [Ranked(who, power / whole, facts) for (who, facts), power in zip(rows, powers, strict=True)]
    return sorted(found, key=lambda r: -r.probability)
