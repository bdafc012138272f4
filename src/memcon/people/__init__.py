"""Parsed -> people and their mentions: the cast from lists, titles, signature and text.

Surnames cluster, offices resolve to their holder by side, recency and the list; what is not sure stays apart
("two ambassadors in one room stay two"). Pronouns are resolved after the statements, in ``pronouns``.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from memcon.model import Mention, Outline, Parsed, Participant, Person, Range, Statement
from memcon.people import introduced, pronouns
from memcon.people.author import appoint_author, signer
from memcon.people.bare import take_bare, take_surnames
from memcon.people.cast import Cast
from memcon.people.holders import take_glosses, take_styles, tie_offices
from memcon.people.labels import take_labels
from memcon.people.offices import take_offices
from memcon.people.parties import take_parties
from memcon.people.presence import seat
from memcon.people.settled import settle, take_identities
from memcon.people.sided import take_sides
from memcon.people.span import Ground
from memcon.people.tenure import Here, Tenure, known, take_given_names, take_initials, take_lands, tie_tenures


class People(msgspec.Struct, frozen=True):
    """Everybody found, with their mentions in text order; pronouns are not among them yet. ``notes`` says in words what rests on
    knowledge from outside the record."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...] = ()


def find(
    outline: Outline, parsed: Parsed, given: tuple[Participant, ...] = (), holders: tuple[Tenure, ...] | None = None
) -> People:
    """The cast of one document. ``given`` is the user's own cast, which wins over what the text suggests; ``holders`` says who held
    which office when (default: the list that comes with memcon)."""
    cast = Cast()
    text = parsed.text
    ground = Ground(len(text))
    for participant in given:
        introduced.enlist(cast, text, participant, ground)
    for entry in cast.entries:
        entry.given = True
    for participant in outline.participants:
        introduced.enlist(cast, text, participant, ground)
    stretches = readable(outline, text)
    here = Here(outline, text, known() if holders is None else holders)
    introduced.take_titled(cast, text, stretches, ground, here.whole)
    introduced.take_sender(cast, outline, ground)
    introduced.take_excised(cast, text, stretches, ground)
    labelled = take_labels(cast, outline, text, ground)
    introduced.take_parentheses(cast, text, stretches, ground)
    take_bare(cast, parsed, ground)
    take_surnames(cast, text, stretches, ground)
    writer = signer(cast, outline, parsed)
    take_lands(cast, here)
    take_styles(cast, text, stretches, ground)
    take_offices(cast, text, stretches, ground)
    take_glosses(cast, text, ground)
    take_parties(cast, parsed, ground)
    take_identities(outline, ground)
    if not outline.participants:
        seat(parsed, ground)
    take_initials(cast, parsed, ground, here)
    take_given_names(cast, ground, writer, here)
    tie_tenures(cast, outline, parsed, ground, writer, here)
    tie_offices(cast, outline, parsed, ground, writer, here.against)
    appoint_author(cast, outline, parsed, ground, writer, labelled)
    take_sides(cast, outline, parsed, ground)
    notes = tuple(f"{entry.name or entry.last} is taken for {why}." for entry in cast.entries for why in entry.why)
    return People(*settle(cast, ground, text), notes)


def readable(outline: Outline, text: str) -> list[Range]:
    """The stretches in which people are looked for: everything but boilerplate, footnotes and participants lines."""
    skip = {"boilerplate", "footnote"}
    return [(p.start, p.end) for p in outline.parts if p.kind not in skip and p.kind not in {"excision", "insertion"}]


def with_pronouns(found: People, parsed: Parsed, told: tuple[Statement, ...]) -> tuple[Mention, ...]:
    """All mentions in text order, the pronouns among them; none overlap."""
    nominal = found.mentions
    starts = [m.start for m in nominal]
    resolved = pronouns.resolve(parsed, nominal, found.people, told)
    before = ((m, bisect_right(starts, m.start)) for m in resolved)
    free = [m for m, index in before if not index or nominal[index - 1].end <= m.start]
    return tuple(sorted([*nominal, *free], key=lambda m: m.start))


__all__ = ["People", "find", "with_pronouns"]
