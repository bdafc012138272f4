"""Which actors of a library may be one person: proposed with the evidence, never done unasked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from memcon.library.naming import IDENTITY, SAME_WORDS, folded
from memcon.store import Actor

YEARS = 15
"""Years that may lie between the records of one person in office."""
MOST_PAIRS = 40
"""A surname with more actors than this is too common to propose anything by it."""


class Proposal(msgspec.Struct, frozen=True):
    """Two actors that may be one: merge ``actor`` into ``into`` if you agree. ``evidence`` speaks for it, ``doubt`` against."""

    actor: int
    into: int
    names: tuple[str, str]
    evidence: str
    doubt: str


def proposals(actors: tuple[Actor, ...]) -> Iterator[Proposal]:
    """Pairs that share a surname, with given names and dates that do not speak against it, those with the
    best evidence first; the better known is kept."""
    by_surname: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        if words := folded(actor.name).split():
            by_surname[words[-1]].append(actor)
    found = [
        made
        for same in by_surname.values() if 1 < len(same) <= MOST_PAIRS
        for index, first in enumerate(same) for second in same[index + 1 :] if (made := proposal(first, second))
    ]
    yield from sorted(found, key=lambda made: made.doubt.count(";") + bool(made.doubt) - made.evidence.count(";"))


def proposal(first: Actor, second: Actor) -> Proposal | None:
    """The proposal for two actors of one surname, None where something speaks against it."""
    into, actor = sorted((first, second), key=lambda a: (a.evidence == IDENTITY, a.evidence != SAME_WORDS, a.documents), reverse=True)
    given, other = folded(into.name).split()[:-1], folded(actor.name).split()[:-1]
    tied = into.evidence == actor.evidence == IDENTITY
    if not agree(given, other) or apart(first, second) > YEARS or (tied and not (given and other)):
        return None
    roles = sorted({role.lower() for role in into.roles} & {role.lower() for role in actor.roles})
    evidence = [
        "the same full name" if given == other and given else "given names that agree" if given and other else "the same surname",
        f"the same role ({roles[0]})" if roles else "",
        f"records of {span(into)} and {span(actor)}" if into.first and actor.first else "",
    ]
    doubt = [
        "" if given and other else f"'{actor.name}' has no given name and may be several people",
        "" if roles else "no role in common",
        "" if into.first and actor.first else "records without a date",
        "each is identified by its own source, under another name" if tied else "",
    ]
    return Proposal(actor.id, into.id, (actor.name, into.name), "; ".join(filter(None, evidence)), "; ".join(filter(None, doubt)))


def agree(given: list[str], other: list[str]) -> bool:
    """Whether given names can be of one person: each pair equal, or one the other's initial."""
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(given, other, strict=False))


def apart(first: Actor, second: Actor) -> int:
    """Years between the records of one and those of the other; 0 where they overlap or have no date."""
    if not (first.first and second.first):
        return 0
    return max(0, int(second.first[:4]) - int(first.last[:4]), int(first.first[:4]) - int(second.last[:4]))


def span(actor: Actor) -> str:
    return actor.first[:4] if actor.first[:4] == actor.last[:4] else f"{actor.first[:4]}–{actor.last[:4]}"
