"""Whether two records can be of one conversation: people, date, hour, place, subject and words, each as evidence with its weight."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from memcon.compare import occasion
from memcon.compare.likeness import closest, rarity, stems
from memcon.model import Person, Record
from memcon.quotes import who
from memcon.quotes.words import key

Verdict = Literal["one conversation", "may be one conversation", "not one conversation"]
LIKELY, POSSIBLE = 0.6, 0.4
"""Scores from which two records are taken for accounts of one conversation, and from which that is left open."""
NEAR_DAYS = 3
WEIGHTS = {"people": 0.35, "date": 0.25, "hour": 0.25, "words": 0.3, "place": 0.05, "subject": 0.05}
ENOUGH_LIKENESS = 0.35
"""Likeness of two records' statements at which their words speak fully for one conversation."""


ONE_TEXT = 0.9
"""Mean likeness of all statements at which two records are one text: hours that differ are then a slip of print."""


class Evidence(msgspec.Struct, frozen=True):
    """One ground: what it is, how far it speaks for one conversation (0 to 1; None where a record is silent), one sentence."""

    kind: Literal["people", "date", "hour", "words", "place", "subject"]
    value: float | None
    sentence: str


class Kinship(msgspec.Struct, frozen=True):
    """The verdict, its score from 0 to 1 (the weighed mean of the evidence that the records give), and the evidence."""

    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]


def kinship(first: Record, second: Record) -> Kinship:
    """Whether two records can be of one conversation.

    Dates that cannot be of one talk or nobody in common rule it out; hours that do not fall together halve the score, for printed
    hours are wrong at times, and count for nothing where the words are the same.
    """
    alike = words_alike(first, second)
    hour = by_hour(first, second)
    if hour.value == 0 and alike and sum(alike) / len(alike) >= ONE_TEXT:
        hour = Evidence("hour", None, f"{hour.sentence} But the words are the same: one record, printed twice.")
    found = (by_people(first, second), by_date(first, second), hour, by_words(alike), by_place(first, second), by_subject(first, second))
    score = weighed(found)
    verdict: Verdict = "one conversation" if score >= LIKELY else "may be one conversation" if score >= POSSIBLE else "not one conversation"
    return Kinship(verdict, round(score, 3), found)


def at_most(first: Record, second: Record) -> float:
    """The score that two records can reach at most, whatever their words: those are by far the longest to weigh."""
    people, day = by_people(first, second), by_date(first, second)
    if people.value == 0 or day.value == 0:
        return POSSIBLE / 2
    words = Evidence("words", 1.0, "")
    hour = by_hour(first, second)
    # Hours that differ count for nothing where all words are the same.
    hour = hour if hour.value else Evidence("hour", None, "")
    return weighed((people, day, hour, words, by_place(first, second), by_subject(first, second)))


def weighed(found: tuple[Evidence, ...], weights: Mapping[str, float] = WEIGHTS) -> float:
    """The score of some evidence: people and date first, then the hour."""
    told = [one for one in found if one.value is not None]
    total = sum(weights[one.kind] for one in told)
    score = sum(weights[one.kind] * (one.value or 0.0) for one in told) / total if total else 0.0
    if any(one.value == 0 for one in found[:2]):
        return min(score, POSSIBLE / 2)
    return score / 2 if found[2].value == 0 else score


def talkers(record: Record) -> tuple[Person, ...]:
    """Who speaks, is spoken to, or took part."""
    heard = {i for s in record.statements if s.mode in {"verbatim", "reported", "act"} for i in (*s.speaker, *s.to)}
    return tuple(p for p in record.people if p.id in heard or p.participant)


def same_person(one: Person, other: Person) -> bool:
    """Whether two people of two records can be one: a surname in common, or the same office of the same country where one is unnamed."""
    first, second = who.called(one), who.called(other)
    if first.names and second.names:
        return bool(first.names & second.names)
    if first.country and second.country and first.country != second.country:
        return False
    return bool(first.offices & second.offices) and len(first.offices & second.offices) * 2 >= len(first.offices | second.offices)


def by_people(first: Record, second: Record) -> Evidence:
    """The people whom both records hear, as a share of the smaller cast."""
    ours, theirs = talkers(first), talkers(second)
    if not ours or not theirs:
        return Evidence("people", None, "One of the records hears nobody.")
    shared = [p for p in ours if any(same_person(p, q) for q in theirs)]
    names = [p.name or p.role or next(iter(p.aliases), p.id) for p in shared if not p.author or p.name]
    value = min(1.0, len(shared) / max(1, min(len(ours), len(theirs), 4)))
    listed = ", ".join(names[:6])
    return Evidence("people", value, f"Both hear {listed}." if listed else "They have nobody in common who is heard.")


def by_date(first: Record, second: Record) -> Evidence:
    """How near the dates are. Records of a talk bear its day; a telegram or a letter may follow up to three days after, never before."""
    days = occasion.days_apart(first.document.date, second.document.date)
    if days is None:
        return Evidence("date", None, "One of the records has no full date.")
    when = "the same day" if days == 0 else f"{days} days apart" if days > 1 else "one day apart"
    bar = occasion.day_bar(first, second) if days else ""
    value = 0.0 if days > NEAR_DAYS or bar else (1.0, 0.8, 0.5, 0.3)[days]
    return Evidence("date", value, f"Dated {first.document.date} and {second.document.date}: {when}{bar}.")


def by_hour(first: Record, second: Record) -> Evidence:
    """Whether the hours that two headings give for one day allow one talk."""
    found = occasion.hours_agree(first, second)
    if found is None:
        return Evidence("hour", None, "The headings give no hours of one day that can be compared.")
    return Evidence("hour", float(found.agree), found.sentence)


def by_words(alike: Sequence[float]) -> Evidence:
    """What the likeness of two records' statements, the likest first, speaks for: that of the likest half."""
    if not alike:
        return Evidence("words", None, "One of the records holds too few words.")
    top = alike[: max(3, len(alike) // 2)]
    value = min(1.0, sum(top) / len(top) / ENOUGH_LIKENESS)
    return Evidence("words", round(value, 3), f"The likeness of their statements is {sum(top) / len(top):.2f} (of 1).")


def words_alike(first: Record, second: Record) -> list[float]:
    """How like each of the shorter record's statements is to its likest in the other, the likest first; empty where there are too few."""
    ours = [stems(s.text) for s in first.statements]
    theirs = [stems(s.text) for s in second.statements]
    ours, theirs = [s for s in ours if len(s) > 3], [s for s in theirs if len(s) > 3]
    if not ours or not theirs:
        return []
    weights = rarity([*ours, *theirs])
    shorter, longer = sorted((ours, theirs), key=len)
    return sorted(closest(shorter, longer, weights), reverse=True)


def by_place(first: Record, second: Record) -> Evidence:
    """Whether they name the same place; a telegram names the place it is sent from."""
    ours, theirs = place_words(first), place_words(second)
    if not ours or not theirs:
        return Evidence("place", None, "One of the records names no place.")
    same = bool(ours & theirs)
    return Evidence("place", float(same), f"Places: {first.document.place} and {second.document.place}.")


def place_words(record: Record) -> frozenset[str]:
    """The words of a record's place."""
    return frozenset(map(key, re.findall(r"[^\W\d_]{3,}", record.document.place)))


def by_subject(first: Record, second: Record) -> Evidence:
    """Words of subject and title in common."""
    ours, theirs = (stems(f"{r.document.subject} {r.document.title}") - FORMS for r in (first, second))
    if not ours or not theirs:
        return Evidence("subject", None, "One of the records names no subject.")
    shared = ours & theirs
    value = min(1.0, 2 * len(shared) / min(len(ours), len(theirs)))
    return Evidence("subject", round(value, 3), f"Titles share {', '.join(sorted(shared))}." if shared else "Titles share no word.")


FORMS = stems("Memorandum of Conversation Telegram From the Embassy in to the Department of State Letter Memorandum for the Record between")
