"""Citation -> the documents of a library that it can mean, and how surely."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta

import msgspec

from memcon import citations
from memcon.check.cited import Citation, Volume, by_name
from memcon.check.lookup import Lookup
from memcon.citations import FRUS
from memcon.library.references import message_number
from memcon.model import Record
from memcon.quotes import who
from memcon.quotes.words import telling, words
from memcon.store import Filed

NEAR_DAYS = 2
"""Days by which the day of a citation and that of a record of the same talk may differ."""
ALIKE = 0.5
"""Share of the telling words of a record's source line that a citation must have to name the same place in an archive."""
KINDS = {
    "conversation": re.compile(r"conversation|minutes|record|transcript|memorand|talk|meeting"),
    "telegram": re.compile(r"telegram|cable|airgram|message"),
    "letter": re.compile(r"letter|message|telegram"),
    "despatch": re.compile(r"d[ei]spatch|airgram"),
    "memorandum": re.compile(r"memorand|report|paper|note|minute"),
}
"""The kinds of record in a library that each kind of a citation can mean."""


class Meant(msgspec.Struct, frozen=True):
    """What a citation means: the documents by their lasting ids, none where the library has none, and whether it can mean no other."""

    citation: Citation
    documents: frozenset[str] = frozenset()
    sure: bool = False


class Catalogue:
    """The documents of a library by what citations name them with."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.volumes: dict[Volume, dict[str, str]] = defaultdict(dict)
        self.days: dict[str, list[Filed]] = defaultdict(list)
        self.labels: dict[str, str] = {}
        self.numbers: dict[str, list[Filed]] = defaultdict(list)
        for filed in lookup.library.documents():
            if filed.current:
                self.enter(filed)

    def enter(self, filed: Filed) -> None:
        """Files a document under its volume, day, label and number."""
        if named := FRUS.fullmatch(filed.label):
            self.volumes[by_name(named)][named["document"][1:]] = filed.name
        self.days[filed.date].append(filed)
        for label in (filed.label, filed.name):
            if re.search(r"\d", label) and len(label) > 4:
                self.labels[label.casefold()] = filed.name
        if filed.format != "tei" and (digits := re.findall(r"\d+", filed.number)):
            self.numbers[digits[-1].lstrip("0")].append(filed)

    def meant(self, citation: Citation) -> Meant:
        """The documents that a citation can mean, by the surest way that it gives."""
        if found := self.by_volume(citation):
            return Meant(citation, found, sure=True)
        if found := frozenset(self.labels[t] for t in re.findall(r"[\w.-]*\w", citation.words.casefold()) if t in self.labels):
            return Meant(citation, found, sure=True)
        if found := self.by_number(citation):
            return Meant(citation, found, sure=len(found) == 1)
        return self.by_day(citation)

    def by_volume(self, citation: Citation) -> frozenset[str]:
        """The documents of a volume by their numbers; a volume alone means none."""
        found = []
        for volume, held in self.volumes.items():
            if citation.volume and same_volume(citation.volume, volume, citation.words):
                found += [held[number] for number in citation.documents if number in held]
        return frozenset(found)

    def by_number(self, citation: Citation) -> frozenset[str]:
        """The messages of a number: by the number that the library files, or by how a telegram of that day opens."""
        digits = re.findall(r"\d+", citation.number)
        number = digits[-1].lstrip("0") if digits else ""
        filed = [one for one in self.numbers.get(number, ()) if number and agrees(one, citation)]
        said = figured(citation.words)
        for digit in re.findall(r"\d{2,}", citation.words):
            named = (one for one in self.numbers.get(digit.lstrip("0"), ()) if re.search(r"[^\W\d]", one.number))
            filed += [one for one in named if agrees(one, citation) and figured(one.number) <= said]
        if number and not filed:
            filed = [
                one for day in around(citation.date, 1) for one in self.days.get(day, ())
                if KINDS["telegram"].search(one.kind.lower()) and message_number(self.lookup.record(one.name)) == number
            ]
        return frozenset(one.name for one in filed)

    def by_day(self, citation: Citation) -> Meant:
        """The documents of a kind and day, those first whose title, place or people the citation names."""
        if not citation.kind or len(citation.date) != 10 or citation.number:
            return Meant(citation)
        found = [one for one in self.days.get(citation.date, ()) if of_kind(one, citation.kind)]
        exact = bool(found)
        if not found:
            found = [one for day in around(citation.date, NEAR_DAYS) for one in self.days.get(day, ()) if of_kind(one, citation.kind)]
        told = {one.name: len(citation.details & self.details(one)) for one in found}
        best = max(told.values(), default=0)
        return Meant(citation, frozenset(name for name, count in told.items() if count == best), sure=exact and best > 0)

    def details(self, filed: Filed) -> set[str]:
        """The telling words by which a document is cited: of title, place, sender, receiver, subject, and its people's names."""
        shown = " ".join((filed.title, filed.place, filed.sender, filed.receiver, filed.subject, filed.label))
        people = {name for person in self.lookup.record(filed.name).people for name in who.called(person).names}
        return {w.key for w in words(shown) if telling(w.key)} | people


def figured(text: str) -> set[str]:
    """The words of a text, its figures without the noughts that lead them."""
    return {w.key.lstrip("0") for w in words(text)}


def around(day: str, days: int) -> list[str]:
    """A day and those before and behind it, the nearest first; empty where it is no full date."""
    if len(day) != 10:
        return []
    middle = date.fromisoformat(day)
    return [(middle + timedelta(days=step)).isoformat() for step in sorted(range(-days, days + 1), key=abs)]


def of_kind(filed: Filed, kind: str) -> bool:
    """Whether a document can be of a kind that a citation names; one of no kind can be of any."""
    return not filed.kind or bool(KINDS[kind].search(filed.kind.lower()))


def agrees(filed: Filed, citation: Citation) -> bool:
    """Whether the day of a message does not speak against a citation."""
    return len(citation.date) != 10 or len(filed.date) != 10 or filed.date in around(citation.date, 1)


def same_volume(cited: Volume, held: Volume, said: str) -> bool:
    """Whether a volume is the one cited: years, number and part; a name beside ("Guat") must begin a word of the citation."""
    if (cited.first, cited.last, cited.number) != (held.first, held.last, held.number):
        return False
    if held.part and cited.part and held.part != cited.part:
        return False
    if cited.rest or not held.rest:
        return cited.rest == held.rest
    return re.search(rf"\b{re.escape(held.rest)}", said, re.IGNORECASE) is not None


def in_archive(citation: Citation, record: Record) -> float | None:
    """The share of the telling words of a record's source line that a citation has; None where the record has no such line."""
    line = citations.archive(record)
    known = {w.key for w in words(line) if telling(w.key)}
    said = {w.key for w in words(citation.words)}
    return len(known & said) / len(known) if known else None
