"""Describing mentions: "the British Ambassador", "Under Secretary", "FonMin", and the bodies that speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from memcon import lexicon
from memcon.people.words import every_word, last_words, matches


class Description(msgspec.Struct, frozen=True):
    """A noun phrase that describes a person or body by office: its head ("foreign minister") and its side, if said."""

    start: int
    end: int
    head: str
    side: str
    body: bool


def either(words: frozenset[str]) -> str:
    """A pattern for any of the words, the longest first, white space of any length."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


ARTICLES = frozenset({"the", "a", "an", "his", "my", "our", "their", "its"})
QUALIFIERS = frozenset({
    "acting", "deputy", "vice", "assistant", "under", "defense", "defence", "foreign", "finance", "prime", "economic", "military", "naval",
    "air", "commercial", "press", "state", "interior", "special", "senior", "chief", "first", "permanent", "political",
})
LOCAL = frozenset({"provisional", "military", "local", "home"})
NO_QUALIFIER = frozenset({"of", "his", "the", "at-large", "party", "american", "arab", "hungarian", "philippine", "soviet", "majesty"})
REALM = r"(?:(?:Republic|Kingdom|Union|Government|State)\s+of\s+(?:the\s+)?)?"


def capitalised(words: frozenset[str]) -> str:
    """A pattern for any of the words of office written large."""
    return "|".join(re.escape(w.capitalize()) for w in sorted(words - NO_QUALIFIER, key=len, reverse=True) if w.isalpha())


@cache
def pattern() -> re.Pattern[str]:
    """Offices, with qualifiers before and "of ..." behind; capitals decide together with the article."""
    sides = either(frozenset(lexicon.pairs("countries")))
    offices = (word for word in lexicon.pairs("offices") if " " not in word)
    short = "|".join(word.upper() if len(word) == 2 or word == "syg" else f"{word[0].upper()}(?i:{word[1:]})" for word in offices)
    qualifier = rf"(?:(?:(?i:{either(QUALIFIERS)})|{capitalised(lexicon.words('office_words'))})\s+){{0,3}}"
    return re.compile(
        rf"(?P<article>\b(?:[Tt]he|[Aa]n?|[Hh]is|[Mm]y|[Oo]ur|[Tt]heir|[Ii]ts)\s+)?"
        rf"(?P<before>(?:Acting|Deputy|Former|New|Then)\s+(?=(?i:{sides})\b))?(?:(?P<side>\b(?i:{sides}))(?:[’']s)?\s+)?"
        rf"(?P<head>{qualifier}\b(?:(?i:{either(lexicon.words('roles'))})\b|(?:{short})\b\.?))(?!\s+(?i:general)\b)(?!-[A-Za-z])"
        rf"(?:\s+(?:of|to|in|for)\s+(?:the\s+)?{REALM}"
        rf"(?P<of>(?i:{sides}|State|Defense|Foreign\s+Affairs|Finance|the\s+Treasury|Commerce))\b)?"
    )


@cache
def body_pattern() -> re.Pattern[str]:
    """Bodies, with a country before them or an article."""
    sides = either(frozenset(lexicon.pairs("countries")))
    qualifier = rf"(?:(?:{capitalised(lexicon.words('office_words'))})\s+){{0,3}}"
    return re.compile(
        rf"(?P<article>\b(?:[Tt]he|[Hh]is|[Mm]y|[Oo]ur|[Tt]heir|[Ii]ts)\s+)?(?:(?P<side>\b(?i:{sides}))(?:[’']s)?\s+)?"
        rf"(?P<head>{qualifier}\b(?i:(?:(?:{either(LOCAL)})\s+)?(?:{either(lexicon.words('bodies'))})))\b"
        rf"(?:\s+(?:of|in)\s+(?:the\s+)?{REALM}(?P<of>(?i:{sides}))\b)?"
    )


@cache
def side_words() -> frozenset[str]:
    return every_word(lexicon.pairs("countries"))


@cache
def office_heads() -> frozenset[str]:
    return last_words([*lexicon.words("roles"), *lexicon.pairs("offices")])


@cache
def office_lead() -> frozenset[str]:
    offices = every_word(lexicon.words("roles")) | lexicon.words("office_words")
    return ARTICLES | QUALIFIERS | side_words() | offices | {"new", "then", "former"}


@cache
def body_heads() -> frozenset[str]:
    return last_words(lexicon.words("bodies"))


@cache
def body_lead() -> frozenset[str]:
    return ARTICLES | LOCAL | side_words() | every_word(lexicon.words("bodies")) | lexicon.words("office_words")


def describe(text: str, start: int, end: int) -> Iterator[Description]:
    """The describing noun phrases of a stretch; a small-lettered office counts only behind an article."""
    for match in matches(text, start, end, office_heads(), office_lead(), pattern().match):
        head = match.group("head")
        article = match.group("article") or ""
        if not head[0].isupper() and article.strip().lower() not in {"the", "his", "my"}:
            continue
        if article.strip().lower() in {"a", "an"} or is_thing(text, match):
            continue
        side = lexicon.pairs("countries").get(" ".join((match.group("side") or "").lower().split()), "")
        of = " ".join((match.group("of") or "").lower().split())
        side = side or lexicon.pairs("countries").get(of, "")
        full = " ".join(head.lower().split()) + (f" of {of}" if of and of not in lexicon.pairs("countries") else "")
        yield Description(match.start(), match.end(), full, side, False)


THINGS = {"charge", "general", "head", "deputy", "chief"}
# What may stand behind a person: a verb, a preposition, the end of the clause.
AFTER_PERSON = re.compile(
    r"\s+(?:said|told|of|in|at|for|to|and|who|is|was|were|has|had|would|will|could|should|then|also|replied|[a-z]+ed)\b|\W*\Z|\s*[^\w\s]"
)


def is_thing(text: str, match: re.Match[str]) -> bool:
    """Whether a small-lettered word of office is rather a thing or a quality: "his head", "the charge", "the general situation"."""
    head, article = match.group("head"), (match.group("article") or "").strip().lower()
    if head not in THINGS:
        return False
    return head == "charge" or (head == "head" and article in {"his", "my"}) or not AFTER_PERSON.match(text, match.end())


def bodies(text: str, start: int, end: int) -> Iterator[Description]:
    """The bodies named in a stretch: capitalised, or small behind an article and a country."""
    for match in matches(text, start, end, body_heads(), body_lead(), body_pattern().match):
        head = match.group("head")
        if not head[0].isupper() and not (match.group("side") and match.group("side")[0].isupper()):
            continue
        if match.group("side") and match.group("side") in {"us", "un"}:
            continue
        side = lexicon.pairs("countries").get(" ".join((match.group("side") or match.group("of") or "").lower().split()), "")
        low = " ".join(head.lower().split())
        yield Description(match.start(), match.end(), lexicon.pairs("body_forms").get(low, low), side, True)
