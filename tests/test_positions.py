"""What an actor holds on a topic."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.model import Parsed, Position, Statement
from memcon.positions import actors, hold, stem
from parsing import PEOPLE, say

Parse = Callable[[str], Parsed]


def held(parse: Parse, *said: tuple[str, str] | tuple[str, str, str]) -> tuple[Position, ...]:
    """The positions in sentences given as (text, speaker) or (text, speaker, force)."""
    text = " ".join(s[0] for s in said)
    statements: list[Statement] = []
    at = 0
    for number, (words, speaker, *force) in enumerate(said, 1):
        statements.append(say(number, words, speaker, start=at, force=force[0] if force else "statement"))
        at += len(words) + 1
    return hold(tuple(statements), PEOPLE, parse(text))


def test_stands_of_one_actor_on_one_topic_are_one_position(parse: Parse) -> None:
    found = held(
        parse,
        ("He said that the ferry service must be kept.", "p1"),
        ("She replied that she opposed the ferry service.", "p2", "objection"),
        ("He insisted that the ferry service was needed because of the market towns.", "p1"),
    )
    assert [(p.actor, p.topic, p.statements, p.basis) for p in found] == [
        ("p1", "ferry service", ("s1", "s3"), ("s3",)), ("p2", "ferry service", ("s2",), ()),
    ]
    assert found[0].stance == "He insisted that the ferry service was needed because of the market towns."
    assert list(actors(found)) == ["p1", "p2"]


def test_what_follows_without_a_stand_of_its_own_is_the_basis(parse: Parse) -> None:
    found = held(
        parse,
        ("He insisted that the pilot convention was unfair.", "p1"),
        ("Three boats had run aground at the northern quay.", "p1"),
        ("Nobody had paid a single crown to the owners.", "p1"),
        ("She said that two boats had run aground.", "p2"),
    )
    assert [(p.topic, p.statements, p.basis) for p in found] == [("pilot convention", ("s1",), ("s2", "s3"))]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("He was worried about the situation in the fishing villages.", "fishing villages"),
        ("He stressed the importance of the freedom of navigation.", "freedom of navigation"),
        ("Such further measures should be left to the harbour board.", "harbour board"),
        ("He said that his position on the Lissen Straits convention was clear.", "Lissen Straits convention"),
    ],
)
def test_a_topic_is_a_phrase_that_says_something(parse: Parse, text: str, topic: str) -> None:
    assert [p.topic for p in held(parse, (text, "p1"))] == [topic]


def test_names_and_offices_are_no_topics(parse: Parse) -> None:
    assert held(parse, ("He said that Oreil should see the Prime Minister.", "p1")) == ()


@pytest.mark.parametrize(
    "statement",
    [
        ("The ferries sail at noon today.", "p1"),
        ("He insisted.", "p1"),
        ("They insisted on the ferry service.", "p1 p3"),
        ("He asked whether the ferry service should be kept.", "p1", "question"),
        ("Should the ferry service be kept?", "p1", "request"),
        ("He spoke of the weather in the important villages.", "p1", "evasion"),
        ("With regard to the important ferry service,", "p1"),
        ("He felt strongly about the ferry service and said", "p1"),
    ],
)
def test_no_stand_and_several_speakers_make_no_position(parse: Parse, statement: tuple[str, str]) -> None:
    assert held(parse, statement) == ()


def test_the_writers_own_voice_is_no_position(parse: Parse) -> None:
    text = "The ferry service should be kept."
    assert hold((say(1, text, "p2", mode="assessment"),), PEOPLE, parse(text)) == ()


@pytest.mark.parametrize(
    ("word", "found"), [("Ferries", "ferry"), ("ties", "tie"), ("boats", "boat"), ("crisis", "crisis"), ("glass", "glass")]
)
def test_a_noun_loses_the_s_of_its_plural(word: str, found: str) -> None:
    assert stem(word) == found
