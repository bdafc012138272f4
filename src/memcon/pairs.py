"""Pairs of records in a library that can be accounts of one conversation: blocked by date and people, then compared in full."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import log, sqrt

import msgspec

from memcon.compare import Kinship, kinship
from memcon.compare.kinship import POSSIBLE
from memcon.compare.likeness import stem
from memcon.library import Library
from memcon.quotes import who
from memcon.quotes.words import telling, words
from memcon.store import Filed

NEAR_DAYS = 3
"""Days that may lie between the dates of two accounts."""
ALIKE = 0.12
"""Cosine of two texts' telling words below which they are not compared in full."""
SHORTEST = 60
"""Words below which a document tells of no conversation."""


class Pair(msgspec.Struct, frozen=True):
    """Two documents (lasting ids) that can be of one conversation, with the evidence; the earlier one first."""

    first: str
    second: str
    titles: tuple[str, str]
    dates: tuple[str, str]
    kinship: Kinship


class Sketch(msgspec.Struct, frozen=True):
    """What the first sieve knows of a document: its day, the surnames heard in it, its telling words weighed to length 1."""

    name: str
    title: str
    day: date
    names: frozenset[str]
    words: dict[str, float]


def find_pairs(library: Library, *, least: float = POSSIBLE, tell: Callable[[int, int], None] | None = None) -> tuple[Pair, ...]:
    """The pairs of a library that can be of one conversation, the likeliest first.

    Only documents dated within three days of each other that hear a surname in common and share telling words are compared in
    full. ``least`` is the lowest score reported; ``tell`` is called with the number of documents done and of all.
    """
    found = []
    sketches = sorted(sketched(library), key=lambda one: one.day)
    days = [one.day for one in sketches]
    for number, one in enumerate(sketches):
        for other in sketches[number + 1 : bisect_right(days, one.day + timedelta(days=NEAR_DAYS))]:
            if one.names & other.names and cosine(one.words, other.words) >= ALIKE:
                kin = kinship(library.show(one.name), library.show(other.name))
                if kin.score >= least:
                    dates = one.day.isoformat(), other.day.isoformat()
                    found.append(Pair(one.name, other.name, (one.title, other.title), dates, kin))
        if tell:
            tell(number + 1, len(sketches))
    return tuple(sorted(found, key=lambda pair: (-pair.kinship.score, pair.first, pair.second)))


def sketched(library: Library) -> Iterator[Sketch]:
    """The sketches of a library's documents that have a full date and words enough."""
    held = [filed for filed in library.documents() if filed.current and filed.words >= SHORTEST and day_of(filed)]
    counts: dict[str, Counter[str]] = {}
    for filed in held:
        text = library.show(filed.name).document.text
        counts[filed.name] = Counter(stem(word.key) for word in words(text) if telling(word.key))
    documents = Counter(one for count in counts.values() for one in count)
    surnames = heard(library)
    for filed in held:
        day = day_of(filed)
        if day:
            vector = weighed(counts[filed.name], documents, len(held))
            yield Sketch(filed.name, filed.title or filed.label, day, frozenset(surnames[filed.name]), vector)


def day_of(filed: Filed) -> date | None:
    """The day of a document; None where its date is not a full one."""
    try:
        return date.fromisoformat(filed.date)
    except ValueError:
        return None


def heard(library: Library) -> dict[str, set[str]]:
    """The surnames of the people of each document."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, name in library.store.people_by_document():
        found[document] |= set(who.parts(name)[0])
    return found


def weighed(count: Counter[str], documents: Counter[str], total: int) -> dict[str, float]:
    """Counts weighed by rarity (tf-idf) and scaled to length 1."""
    vector = {one: (1 + log(times)) * log(1 + total / documents[one]) for one, times in count.items()}
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {one: value / length for one, value in vector.items()}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)
