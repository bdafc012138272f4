"""How alike two stretches of words are: telling words in common, weighed by how rare they are in the two records."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt

from memcon.quotes.words import telling, words

ENDINGS = re.compile(r"(?:ations?|ements?|ments?|ingly|ings?|edly|ed|ies|es|ly|s|e|y)$")
SHORTEST = 4


def stem(key: str) -> str:
    """A word without its commonest endings: "negotiated" and "negotiations" fall together."""
    if key.isdigit() or len(key) <= SHORTEST:
        return key
    cut = ENDINGS.sub("", key)
    return cut if len(cut) >= SHORTEST else key


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's telling words."""
    return frozenset(stem(word.key) for word in words(text) if telling(word.key))


def rarity(stretches: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each stem tells: the logarithm of how seldom it stands in the stretches."""
    held = Counter(one for stretch in stretches for one in stretch)
    return {one: log(1 + len(stretches) / count) for one, count in held.items()}


def likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Cosine of two stretches, from 0 to 1; 0 where fewer than two telling words are shared."""
    shared = one & other
    if len(shared) < 2:
        return 0.0
    return weighed(shared, weights) / sqrt(weighed(one, weights) * weighed(other, weights))


def closest(some: Sequence[frozenset[str]], others: Sequence[frozenset[str]], weights: Mapping[str, float]) -> list[float]:
    """The likeness of each of some stretches to the likest of others; only those that share a stem are looked at."""
    held: dict[str, list[int]] = defaultdict(list)
    for index, other in enumerate(others):
        for one in other:
            held[one].append(index)
    lengths = [weighed(other, weights) for other in others]
    found = []
    for stretch in some:
        counts: Counter[int] = Counter()
        shared: dict[int, float] = defaultdict(float)
        for one in stretch:
            for index in held.get(one, ()):
                counts[index] += 1
                shared[index] += weights.get(one, 1.0)
        length = weighed(stretch, weights)
        found.append(max((shared[i] / sqrt(length * lengths[i]) for i, count in counts.items() if count > 1), default=0.0))
    return found


def weighed(some: Iterable[str], weights: Mapping[str, float]) -> float:
    """The summed weight of some stems; one that is not known weighs 1."""
    return sum(weights.get(one, 1.0) for one in some)
