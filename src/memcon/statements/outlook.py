"""What the whole talk says of each segment: log odds that each person speaks, listens, is relayed, and the likely forces."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from memcon.statements.ranking import Who

Part = Literal["speaker", "to", "relays"]
PARTS: tuple[Part, ...] = ("speaker", "to", "relays")
LEAST, LEAST_OF_ALL = -6.0, -12.0
UNFOLLOWED = -8.0
"""The log odds of somebody whom the network was not shown."""


class Outlook(msgspec.Struct, frozen=True):
    """The log odds of one segment: by part those of each person followed and, under "", of nobody; and the log probabilities
    of its forces and modes, in the order of ``HEADS["force"]`` and ``MODES``."""

    odds: dict[Part, dict[str, float]]
    forces: tuple[float, ...]
    modes: tuple[float, ...]

    def alone(self, part: Part, who: Who) -> float:
        """Log probability that it is this one among all; of several the mean; bounded from below."""
        odds = self.odds[part]
        top = max(odds.values())
        whole = top + math.log(sum(math.exp(value - top) for value in odds.values()))
        found = [odds.get(one, UNFOLLOWED) - whole for one in who or ("",)]
        return min(max(sum(found) / len(found), LEAST), 0.0)

    def exactly(self, part: Part, who: Who) -> float:
        """Log probability that it is these and no others, each for itself; bounded from below."""
        named = who or ("",)
        odds = self.odds[part]
        whole = sum(-softplus(-value) if one in named else -softplus(value) for one, value in odds.items())
        return max(whole - sum(softplus(-UNFOLLOWED) for one in named if one not in odds), LEAST_OF_ALL)


def softplus(x: float) -> float:
    """log(1 + exp(x)) without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
