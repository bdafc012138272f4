"""Mentions laid over a text while the cast is being found."""

from __future__ import annotations

from memcon.people.cast import Entry
from memcon.people.span import Ground, Span


def test_the_stronger_mention_stands_and_the_longer_of_two_alike() -> None:
    ground, one, two = Ground(20), Entry(name="Oreil"), Entry(name="Sund")
    ground.add(Span(0, 10, one, 5))
    ground.add(Span(4, 8, two, 6))
    ground.add(Span(12, 14, one, 5))
    ground.add(Span(12, 18, two, 5))
    assert [(s.start, s.end, s.entry) for s in ground.standing()] == [(4, 8, two), (12, 18, two)]
    assert [s.entry for s in ground.over(0, 10)] == [one, two, one]


def test_what_is_covered() -> None:
    ground = Ground(5)
    ground.add(Span(1, 3, Entry(), 5))
    assert [ground.covered(at) for at in range(5)] == [False, True, True, False, False]


def test_an_entry_takes_over_mentions_and_offices_of_another() -> None:
    ground, name, office = Ground(20), Entry(name="Oreil", last="Oreil"), Entry(roles=["Minister"], participant=True, side="Sund")
    ground.add(Span(0, 5, name, 6))
    ground.add(Span(8, 16, office, 5))
    ground.merge(name, office)
    assert {s.entry for s in ground.spans} == {name}
    assert (name.roles, name.participant, name.side) == (["Minister"], True, "Sund")
    assert len(ground.of[name]) == 2
    assert office not in ground.of


def test_an_entry_merged_with_itself_is_unchanged() -> None:
    ground, one = Ground(9), Entry(roles=["Minister"], participant=True)
    ground.add(Span(0, 8, one, 5))
    ground.merge(one, one)
    assert (one.roles, one.participant, len(ground.of[one])) == (["Minister"], True, 1)
