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
    """What is foreseen of one segment: by part the log odds of each person followed and, under "", of nobody; the log of the sum of
    their powers, and the log probability that it is none of all; and the log probabilities of its forces and modes, in the order of
    ``HEADS["force"]`` and ``MODES``."""

    odds: dict[Part, dict[str, float]]
    whole: dict[Part, float]
    none: dict[Part, float]
    forces: tuple[float, ...]
    modes: tuple[float, ...]

    def alone(self, part: Part, who: Who) -> float:
        """Log probability that it is this one among all; of several the mean; bounded from below."""
        odds, whole = self.odds[part], self.whole[part]
        found = [odds.get(one, UNFOLLOWED) - whole for one in who or ("",)]
        return min(max(sum(found) / len(found), LEAST), 0.0)

    def exactly(self, part: Part, who: Who) -> float:
        """Log probability that it is these and no others, each for itself; bounded from below."""
        odds = self.odds[part]
        # log s(x) = x + log s(-x), so naming somebody adds the odds to what there is where nobody is named.
        found = self.none[part] + sum(odds[one] if one in odds else -softplus(-UNFOLLOWED) for one in who or ("",))
        return min(max(found, LEAST_OF_ALL), 0.0)


def outlook(odds: dict[Part, dict[str, float]], forces: tuple[float, ...] = (), modes: tuple[float, ...] = ()) -> Outlook:
    """An outlook from log odds, with the sums that its questions need."""
    return Outlook(
        odds,
        {part: log_of_sum(list(found.values())) for part, found in odds.items()},
        {part: -sum(map(softplus, found.values())) for part, found in odds.items()},
        forces,
        modes,
    )


def log_of_sum(values: list[float]) -> float:
    """log of the sum of exp(value), the greatest taken off first, so that no power overflows."""
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def softplus(x: float) -> float:
    """log(1 + exp(x)) without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
