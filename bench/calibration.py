"""Whether ``confidence`` means what it says: of the words in statements at 0.9, nine in ten should be right."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec

import report
from judging import Judged

BINS = 10
Pair = tuple[float, bool]


class Reliability(msgspec.Struct, frozen=True):
    """The reliability table for the terminal and for the page, and the expected calibration error behind it."""

    shown: str
    page: str
    error: float


def pairs(judged: Judged) -> list[Pair]:
    """Confidence of the statement, and whether speaker and mode are right, for every annotated word in a statement."""
    statements = judged.read["statements"]
    return [(statements[word.statement]["confidence"], word.joint) for word in judged.words if word.statement >= 0]


def binned(found: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs by tenths of confidence; 1.0 falls to the last."""
    out: list[list[Pair]] = [[] for _ in range(BINS)]
    for confidence, right in found:
        out[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return out


def means(found: Sequence[Pair]) -> tuple[str, str, str]:
    """How many words, their mean confidence, the share that is right."""
    count = len(found)
    return f"{count:,}", f"{sum(c for c, _ in found) / count:.3f}", f"{sum(r for _, r in found) / count:.3f}"


def error_of(found: Sequence[Pair]) -> float:
    """Expected calibration error: the distance of mean confidence from accuracy in each bin, weighted by words."""
    return sum(abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in binned(found)) / max(len(found), 1)


def table(judged: Sequence[Judged], samples: int) -> Reliability:
    """Reliability over all records, the error with its 95 % interval from a bootstrap over records."""
    by_record = [pairs(one) for one in judged]
    found = [pair for one in by_record for pair in one]
    rows = [(f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}", *means(one)) for i, one in enumerate(binned(found)) if one]
    chance = random.Random(2022)
    drawn = sorted(error_of([p for one in chance.choices(by_record, k=len(by_record)) for p in one]) for _ in range(samples))
    error, low, high = error_of(found), drawn[int(0.025 * samples)], drawn[int(0.975 * samples)]
    said = f"Expected calibration error {error:.3f} (95 % interval {low:.3f} to {high:.3f})."
    page = report.table(("confidence", "words", "mean confidence", "right"), rows)
    return Reliability(f"{report.plain(page)}\n{said}", f"{page}\n\n{said}", error)
