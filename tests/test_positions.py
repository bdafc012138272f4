"""What an actor holds on a topic."""

from __future__ import annotations

from memcon.positions import actors, hold, topic_counts, topic_of
from parsing import PEOPLE, build, say

PARSED = build(
    "Ferries/NNS/nsubj/1 sail/VBP/ROOT/1 ././punct/1",
    "Ferries/NNS/nsubj/1 need/VBP/ROOT/1 pilots/NNS/dobj/1 ././punct/1",
    "The/DT/det/1 Minister/NN/nsubj/2 left/VBD/ROOT/2 Oreil/NN/dobj/2 ././punct/2",
)


def test_statements_of_one_actor_on_one_topic_are_one_position() -> None:
    told = (
        say(1, "He said the ferries must sail.", "p1"),
        say(2, "The ferries were needed because of the market towns, he insisted.", "p1"),
        say(3, "She opposed the pilots.", "p2", force="objection"),
    )
    found = hold(told, PEOPLE, PARSED)
    assert [(p.actor, p.topic, p.basis, p.statements) for p in found] == [
        ("p1", "ferries", ("s2",), ("s1", "s2")), ("p2", "pilots", (), ("s3",)),
    ]
    assert found[0].stance == told[1].text
    assert list(actors(found)) == ["p1", "p2"]


def test_no_stand_no_topic_several_speakers_or_the_writers_voice_is_no_position() -> None:
    told = (
        say(1, "The ferries sail.", "p1"),
        say(2, "He insisted.", "p1"),
        say(3, "They insisted on the ferries.", "p1 p2"),
        say(4, "The ferries should sail.", "p2", mode="assessment"),
    )
    assert hold(told, PEOPLE, PARSED) == ()


def test_names_and_offices_are_no_topics() -> None:
    counted = topic_counts(PARSED, {"oreil"})
    assert set(counted) == {"ferries", "pilots"}
    assert topic_of("The pilots of the ferries.", counted, set()) == "ferries"
    assert topic_of("It rained.", counted, set()) == ""
