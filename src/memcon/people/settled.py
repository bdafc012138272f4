"""The cast at the end: people with ids and names, their mentions without overlap."""

from __future__ import annotations

import re

from memcon.model import Mention, Outline, Person
from memcon.people.cast import Cast, Entry
from memcon.people.span import Ground, Span


def take_identities(outline: Outline, ground: Ground) -> None:
    """People whom the source's own markup ties together: their mentions are one person's."""
    by_key: dict[str, list[Span]] = {}
    for identity in outline.identities:
        by_key.setdefault(identity.key, []).extend(s for s in ground.over(identity.start, identity.end) if not s.entry.body)
    for key, found in by_key.items():
        if not found:
            continue
        first = max((s.entry for s in found), key=lambda e: (e.participant, bool(e.last)))
        first.key = key
        for span in found:
            if span.entry.last and span.entry.last == first.last:
                ground.merge(first, span.entry)


def settle(cast: Cast, ground: Ground, text: str) -> tuple[tuple[Person, ...], tuple[Mention, ...]]:
    """Ids in the order of first mention, mentions without overlap, aliases as they stand in the text."""
    kept = ground.standing()
    said: dict[Entry, list[str]] = {}
    for span in kept:
        said.setdefault(span.entry, []).append(text[span.start : span.end])
    for entry in cast.entries:
        if entry.author or entry.participant:
            said.setdefault(entry, [])
    ids = {entry: f"p{number}" for number, entry in enumerate(said, 1)}
    people = tuple(person(entry, ids[entry], words) for entry, words in said.items())
    return people, tuple(Mention(s.start, s.end, ids[s.entry]) for s in kept)


def person(entry: Entry, id_: str, said: list[str]) -> Person:
    """One of the cast as the record shows it; without a name it goes by its first mention or its office."""
    aliases = tuple(dict.fromkeys(" ".join(s.split()) for s in said))
    role = next(iter(entry.roles), "")
    name = entry.name or (next(iter(aliases), role) if entry.body else "" if entry.author else role)
    return Person(
        id=id_, name=re.sub(r"^(?:the|The) ", "", name), role=role, side=entry.side, aliases=aliases, author=entry.author,
        participant=entry.participant,
    )
