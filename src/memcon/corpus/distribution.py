"""What the corpus holds: records by kind and year, words and pieces by label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from memcon.corpus import WORD, Annotated, Piece, names

YEARS = re.compile(r"frus(\d{4})")


class Distribution(msgspec.Struct, frozen=True):
    """Counts by field and label; ``sizes`` holds the totals."""

    sizes: dict[str, int]
    counts: dict[str, dict[str, int]]


def distribution(read: Iterable[tuple[Annotated, str]]) -> Distribution:
    """Counts over records with their texts; words of header pieces stand under mode only."""
    sizes: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {field: Counter() for field in ("kind", "years from", "mode", "force", "cond", "to", "relays")}
    for record, text in read:
        sizes["records"] += 1
        sizes["records whose writer speaks or signs"] += bool(record.writer)
        sizes["names in casts"] += len(record.cast)
        counts["kind"][record.kind] += 1
        counts["years from"][first_year(record)] += 1
        for piece in record.pieces:
            count_piece(piece, len(WORD.findall(text, piece.start, piece.end)), sizes, counts)
    return Distribution(dict(sizes), {field: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for field, c in counts.items()})


def first_year(record: Annotated) -> str:
    """The year that the volume's name begins with: "frus1955-57v01" -> "1955"."""
    found = YEARS.match(record.volume)
    return found[1] if found else "unknown"


def count_piece(piece: Piece, words: int, sizes: Counter[str], counts: dict[str, Counter[str]]) -> None:
    """Adds one piece and its words to the counts."""
    sizes["pieces"] += 1
    sizes["words"] += words
    counts["mode"][piece.mode] += words
    if piece.mode == "header":
        return
    sizes["words outside headers"] += words
    counts["force"][piece.force] += words
    counts["cond"]["if" if piece.cond else "-"] += words
    counts["to"]["named" if piece.to else "-"] += words
    counts["relays"]["somebody" if names(piece.relays) else "-"] += words
