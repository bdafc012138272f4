"""Offices and bodies in text order, each tied to its holder where one is known."""

from __future__ import annotations

from bisect import insort

from memcon.model import Range
from memcon.people.cast import Cast, Entry
from memcon.people.roles import Description, bodies, describe
from memcon.people.span import Ground, Span


def take_offices(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """Offices and bodies in text order; one that nobody holds becomes a person without a name."""
    found: list[Description] = []
    for start, end in stretches:
        found.extend(describe(text, start, end))
        found.extend(bodies(text, start, end))
    for said in sorted(found, key=lambda d: (d.start, -d.end)):
        if any(s.rank >= 7 or s.end - s.start > said.end - said.start for s in ground.over(said.start, said.end)):
            continue
        entry = body(cast, said) if said.body else holder(cast, said)
        insort(entry.spans, (said.start, said.end))
        ground.add(Span(said.start, said.end, entry, 5))


def body(cast: Cast, said: Description) -> Entry:
    """The body of that name; the government of a country is the country itself."""
    if said.head == "government" and said.side:
        return cast.by_side(said.side) or cast.add(Entry(roles=[said.head], side=said.side, body=True, government=True))
    return cast.by_body(said.head, said.side) or cast.add(Entry(roles=[said.head], side=said.side, body=True))


def holder(cast: Cast, said: Description) -> Entry:
    """Who holds the office, else a new person known by it alone."""
    return cast.by_office(said.head, said.side, said.start) or cast.add(Entry(roles=[said.head], side=said.side))
