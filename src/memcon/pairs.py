"""Pairs of records in a library that can be accounts of one conversation: blocked by date and people, then compared in full."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from math import log, sqrt

import msgspec

from memcon.compare import Kinship, kinship
from memcon.compare.kinship import POSSIBLE, at_most
from memcon.compare.likeness import stem
from memcon.library import Library
from memcon.model import Record
from memcon.quotes import who
from memcon.quotes.words import WORD, key, telling
from memcon.store import Day, Filed

NEAR_DAYS = 3
"""Days that may lie between the dates of two accounts."""
ALIKE = 0.12
"""Cosine of two texts' telling words below which they are not compared in full."""
SHORTEST = 60
"""Words below which a document tells of no conversation."""
KEPT = 500
"""Records and vectors kept ready."""
MOST_NEIGHBOURS = 200
"""Documents of the days around one that are compared with it at most, those of the nearest days first."""


class Pair(msgspec.Struct, frozen=True):
    """Two documents (lasting ids) that can be of one conversation, with the evidence; the earlier one first."""

    first: str
    second: str
    titles: tuple[str, str]
    dates: tuple[str, str]
    kinship: Kinship


class Sketch(msgspec.Struct, frozen=True):
    """What the first sieve knows of a document: its day and the surnames heard in it."""

    name: str
    title: str
    day: date
    names: frozenset[str]


def find_pairs(library: Library, *, least: float = POSSIBLE, tell: Callable[[int, int], None] | None = None) -> tuple[Pair, ...]:
    """The pairs of a library that can be of one conversation, the likeliest first.

    Only documents dated within three days of each other that hear a surname in common and share telling words are compared in
    full. ``least`` is the lowest score reported; ``tell`` is called with the number of documents done and of all.
    """
    found = []
    sketches = sorted(sketched(library), key=lambda one: one.day)
    days = [one.day for one in sketches]
    vectors = Vectors(library.store.texts(), {one.name for one in sketches})
    records = Records(library)
    for number, one in enumerate(sketches):
        for other in sketches[number + 1 : bisect_right(days, one.day + timedelta(days=NEAR_DAYS))]:
            if one.names & other.names and cosine(vectors.of(one.name), vectors.of(other.name)) >= ALIKE:
                first, second = records.of(one.name), records.of(other.name)
                if at_most(first, second) >= least and (kin := kinship(first, second)).score >= least:
                    dates = one.day.isoformat(), other.day.isoformat()
                    found.append(Pair(one.name, other.name, (one.title, other.title), dates, kin))
        if tell:
            tell(number + 1, len(sketches))
    return tuple(sorted(found, key=lambda pair: (-pair.kinship.score, pair.first, pair.second)))


def find_partners(library: Library, reference: str, *, least: float = POSSIBLE, most: int = MOST_NEIGHBOURS) -> tuple[Pair, ...]:
    """The documents of a library that can be of one conversation with a document, the likeliest first; in each pair it is the first.

    At most ``most`` documents dated within three days of it are compared, those of the nearest days first; none where it bears no
    full date. Raises LibraryError where there is no such document.
    """
    filed = library.document(reference)
    day = day_of(filed)
    if day is None:
        return ()
    one, found = library.show(filed.name), []
    for near in neighbours(library, filed, day)[:most]:
        other = library.show(near.document)
        if at_most(one, other) >= least and (kin := kinship(one, other)).score >= least:
            titles = filed.title or filed.label, near.title or other.document.subject or other.document.id
            found.append(Pair(filed.name, near.document, titles, (filed.date, near.date), kin))
    return tuple(sorted(found, key=lambda pair: (-pair.kinship.score, pair.second)))


def neighbours(library: Library, filed: Filed, day: date) -> list[Day]:
    """The other documents dated within three days of a day, the nearest first."""
    ends = day - timedelta(days=NEAR_DAYS), day + timedelta(days=NEAR_DAYS)
    first, last = (end.isoformat() for end in ends)
    dated = (one for year in dict.fromkeys(f"{end.year:04}" for end in ends) for one in library.calendar(year))
    near = [one for one in dated if first <= one.date <= last and one.document != filed.name and len(one.date) == len(first)]
    return sorted(near, key=lambda one: abs(date.fromisoformat(one.date) - day))


def sketched(library: Library) -> Iterator[Sketch]:
    """The sketches of a library's documents that have a full date and words enough."""
    surnames = heard(library)
    for filed in library.documents():
        day = day_of(filed)
        if day and filed.current and filed.words >= SHORTEST:
            yield Sketch(filed.name, filed.title or filed.label, day, frozenset(surnames[filed.name]))


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


class Vectors:
    """The telling words of many documents, counted once and kept small: a vector is made where one is asked for.

    A text's words are counted as they are written before any is looked at, so that the work grows with the distinct words.
    """

    def __init__(self, texts: Iterable[tuple[str, str]], wanted: set[str]) -> None:
        self.stems: dict[str, int] = {}
        self.written: dict[str, int] = {}
        self.counts: dict[str, tuple[array[int], array[int]]] = {}
        self.documents: Counter[int] = Counter()
        self.made: OrderedDict[str, dict[int, float]] = OrderedDict()
        for name, text in texts:
            if name in wanted:
                self.enter(name, text)

    def enter(self, name: str, text: str) -> None:
        """Counts the words of a text."""
        count: Counter[int] = Counter()
        for word, times in Counter(WORD.findall(text)).items():
            number = self.written.get(word)
            if number is None:
                number = self.written[word] = self.number(key(word))
            if number >= 0:
                count[number] += times
        self.counts[name] = array("i", count.keys()), array("i", count.values())
        self.documents.update(count.keys())

    def number(self, form: str) -> int:
        """The number of a word's stem; -1 for one that tells nothing."""
        return self.stems.setdefault(stem(form), len(self.stems)) if telling(form) else -1

    def of(self, name: str) -> dict[int, float]:
        """The counts of a document weighed by rarity (tf-idf) and scaled to length 1."""
        if name not in self.made:
            total = len(self.counts)
            vector = {one: (1 + log(times)) * log(1 + total / self.documents[one]) for one, times in zip(*self.counts[name], strict=True)}
            length = sqrt(sum(value * value for value in vector.values())) or 1.0
            self.made[name] = {one: value / length for one, value in vector.items()}
            if len(self.made) > KEPT:
                self.made.popitem(last=False)
        return self.made[name]


class Records:
    """The records of a library, the last ones read kept: a document is compared with its neighbours one after the other."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.read: OrderedDict[str, Record] = OrderedDict()

    def of(self, name: str) -> Record:
        """The record of a document."""
        if name not in self.read:
            self.read[name] = self.library.show(name)
            if len(self.read) > KEPT:
                self.read.popitem(last=False)
        self.read.move_to_end(name)
        return self.read[name]


def cosine(one: dict[int, float], other: dict[int, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)
