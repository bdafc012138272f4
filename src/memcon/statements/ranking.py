"""Choosing one candidate by weighed facts: the same softmax for speakers, listeners and relayed parties."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import msgspec

from memcon import lexicon

Facts = dict[str, float]
NOBODY = ""


class Ranked(msgspec.Struct, frozen=True):
    """A candidate (an id, or "" for nobody) with its probability among the candidates and the facts that gave it."""

    who: str
    probability: float
    facts: Facts


def rank(candidates: Iterable[str], facts_of: Callable[[str], Facts], name: str) -> list[Ranked]:
    """The candidates, best first, weighed by ``data/NAME.weights``."""
    weights = lexicon.weights(name)
    rows = [(who, facts_of(who)) for who in candidates]
    scores = [sum(weights.get(fact, 0.0) * value for fact, value in facts.items()) for _, facts in rows]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    found = [Ranked(who, power / whole, facts) for (who, facts), power in zip(rows, powers, strict=True)]
    return sorted(found, key=lambda r: -r.probability)
