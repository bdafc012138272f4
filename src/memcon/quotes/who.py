"""Naming words -> whom of a record they can mean: by surname, by office and side, or nobody whom the record knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import JaroWinkler

from memcon import lexicon
from memcon.model import Person, Record
from memcon.quotes.words import key

Certainty = Literal["name", "office", "none"]

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*\.?")
OWNED_BY = re.compile(r"\b(?P<owner>[A-ZÀ-Þ][\w-]*)(?:[’']s|(?<=s)[’'])\s+(?=\w)")
PORTFOLIO = re.compile(r"[Tt]he (?:[A-ZÀ-Þ][\w-]*(?: and|,)? ){1,4}[A-ZÀ-Þ][\w-]*$")
OFFICE = re.compile(r"(?:Minister|Secretary|Director|Adviser|Advisor|Commissioner|Attaché|Counselor|Counsellor|Officer|Ambassador)$")
"""How an office ends before which stands what it is for: "the Energy Minister" names nobody called Energy."""
SMALL = frozenset(
    """the a an of to for in and his her their then late former ex acting own new old de van von der al el la le du mr mrs ms dr sir lord
    jr sr""".split()
)
ALIKE = 0.93
"""Similarity (Jaro-Winkler) above which two long surnames are one in two spellings."""
LONG = 5
OFFICE_WORDS = frozenset(
    """state foreign affairs defense defence prime under deputy vice assistant general permanent special acting secretary minister chief
    staff treasury interior finance commerce embassy council department government president premier chairman chancellor leader
    spokesman spokesperson official delegate representative envoy counsellor counselor attaché attache""".split()
)


class Named(msgspec.Struct, frozen=True):
    """Whom naming words can mean: ids of people of the record, and what that rests on.

    ``stranger`` says that the words hold a surname which nobody in the record bears.
    """

    people: frozenset[str]
    by: Certainty
    stranger: bool = False


class Called(msgspec.Struct, frozen=True):
    """What one person goes by: name words, office words, the country of the side."""

    names: frozenset[str]
    offices: frozenset[str]
    country: str


def meant(phrase: str, record: Record) -> Named:
    """Whom of the record a phrase can mean."""
    names, offices, country = parts(phrase)
    if len(offices) + bool(country) > 1 or (names and offices):
        whole = bare(phrase)
        same = frozenset(p.id for p in record.people if whole in {bare(p.name), *map(bare, p.aliases)})
        if len(same) == 1:
            return Named(same, "name")
    if names:
        found = frozenset(p.id for p in record.people if borne(names, called(p).names))
        if len(found) > 1:
            full = frozenset(p.id for p in record.people if p.id in found and set(names) <= called(p).names)
            found = full or found
        if found:
            return Named(found, "name")
        return Named(frozenset(), "none", stranger=True)
    if offices or country:
        fits = {p.id: fit(offices, country, called(p)) for p in record.people}
        best = max(fits.values(), default=0)
        if best > 0:
            return Named(frozenset(i for i, value in fits.items() if value == best), "office")
    return Named(frozenset(), "none")


def bare(phrase: str) -> str:
    """A naming phrase without its article, in small letters."""
    return re.sub(r"^(?:the|a|an|his|her|their) ", "", " ".join(phrase.lower().split()))


def may_mean(phrase: str, person: Person) -> bool:
    """Whether nothing in a phrase speaks against its meaning this person: a weaker test than ``meant``, in favour of the manuscript."""
    names, offices, country = parts(phrase)
    known = called(person)
    if names:
        return borne(names, known.names) or not known.names
    if country and known.country and country != known.country:
        return False
    return not offices or not known.offices or bool(set(offices) & known.offices)


def borne(names: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether the last of some name words, or with several any two of them, are among a person's."""
    if not known:
        return False
    last = names[-1]
    if last in known or any(alike(last, other) for other in known):
        return True
    return len(names) > 1 and names[0] in known and len(known) == 1


def alike(one: str, other: str) -> bool:
    """Whether two surnames are spellings of one."""
    if min(len(one), len(other)) < LONG or one[0] != other[0]:
        return False
    return JaroWinkler.similarity(one, other) >= ALIKE


def fit(offices: tuple[str, ...], country: str, known: Called) -> float:
    """How well an office fits a person: 0 where it does not; a country that differs excludes, one that agrees counts."""
    if country and known.country and country != known.country:
        return 0
    shared = set(offices) & known.offices
    if offices and offices[-1] not in known.offices and not (len(shared) > 1):
        return 0
    if not offices:
        return 0.5 if country and country == known.country else 0
    extra = len(set(offices) ^ known.offices)
    return 1 + len(shared) - 0.1 * min(extra, 8) + (0.5 if country and country == known.country else 0)


@lru_cache(maxsize=20_000)
def called(person: Person) -> Called:
    """The name words, office words and country of a person."""
    names: set[str] = set()
    offices: set[str] = set()
    country = lexicon.pairs("countries").get(person.side.lower(), person.side)
    for words in (person.name, *person.aliases):
        own, held, side = parts(words)
        names |= set(own)
        offices |= set(held)
        country = country or side
    own, held, side = parts(person.role)
    return Called(frozenset(names), frozenset(offices | set(held)), country or side)


@lru_cache(maxsize=20_000)
def parts(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """A naming phrase as name words, office words and a country; small words are left out."""
    names: list[str] = []
    offices: list[str] = []
    country = ""
    for word in WORD.findall(re.sub(r"(?:’s|'s|’|')(?=\s|$)", "", unowned(phrase))):
        form = key(word.rstrip("."))
        if not form or form in SMALL or (len(form) == 1 and word[0].isupper()):
            continue
        low = word.rstrip(".").lower()
        if low in lexicon.pairs("countries") and not names:
            country = country or lexicon.pairs("countries")[low]
        elif low in office_words() or low in lexicon.pairs("offices"):
            offices.append(OFFICE_FORMS.get(form, form))
        elif word[0].isupper():
            names.append(form)
        else:
            offices.append(form)
    if PORTFOLIO.match(phrase) and names and offices and OFFICE.search(phrase):
        names, offices = [], [*names, *offices]
    return tuple(names), tuple(offices), country


def ends_with_name(phrase: str) -> bool:
    """Whether a naming phrase ends with a surname, as one person's name does ("Senat Liaison Officers" does not)."""
    last = WORD.findall(phrase)[-1:]
    return bool(last) and key(last[0].rstrip(".")) in parts(phrase)[0] and key(last[0]).removesuffix("s") not in office_words()


def unowned(phrase: str) -> str:
    """A phrase without the name of the one to whom a person belongs ("Veld’s adviser" names no Veld); a country stays."""
    return OWNED_BY.sub(lambda m: m.group() if m["owner"].lower() in lexicon.pairs("countries") else "", phrase)


OFFICE_FORMS = {
    "fonmin": "minister", "primin": "minister", "pm": "minister", "amb": "ambassador", "pres": "president", "gen": "general",
    "defence": "defense", "counselor": "counsellor", "sec": "secretary", "secy": "secretary", "premier": "minister",
}


@lru_cache(maxsize=1)
def office_words() -> frozenset[str]:
    """Every word that stands in the name of an office."""
    listed = lexicon.words("roles") | lexicon.words("honorifics") | lexicon.words("bodies")
    return OFFICE_WORDS | frozenset(word.strip(".") for entry in listed for word in entry.split())
