"""On what grounds the record's own speaker can be held against a manuscript: what the passage names, not what a reading infers.

A reading errs most between those who talk with each other, where the passage says "he". Nobody is accused on such a statement:
the passage must name the speaker, or the person whom the manuscript names must have no part in the talk.
"""

from __future__ import annotations

from memcon.model import Record, Statement
from memcon.quotes import who
from memcon.quotes.words import words

CERTAIN = 0.995
"""Confidence that only a statement checked by hand has; it needs no further ground."""


def holds(statement: Statement, record: Record, others: frozenset[str]) -> bool:
    """Whether a statement's speaker can be held against a manuscript that gives it to one of ``others`` (ids)."""
    if statement.confidence >= CERTAIN:
        return True
    if may_be_one_person(statement.speaker, others, record):
        return False
    return names_speaker(statement, record) or not heard_in(record, statement, others)


def names_speaker(statement: Statement, record: Record) -> bool:
    """Whether the passage itself names the speaker: by surname in the words that introduce it, or in a turn's label."""
    people = {p.id: p for p in record.people}
    names = frozenset().union(*(who.called(people[i]).names for i in statement.speaker if i in people))
    if statement.source is None:
        return statement.mode == "verbatim" and "turn label" in statement.why and bool(names)
    start, end = statement.source
    if record.document.text[start:end] == "I" and all(people[i].author for i in statement.speaker if i in people):
        return True
    return bool(names & {w.key for w in words(record.document.text, start, end)})


def heard_in(record: Record, statement: Statement, others: frozenset[str]) -> bool:
    """Whether one of some people, or somebody without a name who may be one of them, speaks or listens anywhere in a record."""
    heard = {i for s in record.statements for i in (*s.speaker, *s.to, *s.relays)} - set(statement.speaker)
    nameless = {p.id for p in record.people if not who.called(p).names and not p.author}
    return bool(heard & (others | nameless))


def may_be_one_person(some: tuple[str, ...], others: frozenset[str], record: Record) -> bool:
    """Whether two people of a record can be one who goes by name here and by office there: one of them has no surname, and their
    sides do not differ."""
    people = {p.id: p for p in record.people}
    for one in some:
        for other in others:
            if people[one].author and not people[one].name:
                continue  # One who writes "I" does not name himself elsewhere.
            first, second = who.called(people[one]), who.called(people[other])
            if not (first.names and second.names) and not (first.country and second.country and first.country != second.country):
                return True
    return False
