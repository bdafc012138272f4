"""The talk as a whole: what the network reads of it, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from memcon.evidence import HEADS
from memcon.model import MODES, Mention, Parsed
from memcon.statements import discourse, scene_of, views
from memcon.statements.speakers import Scene, View
from parsing import MINISTER, WRITER, build, evidence

SAID = "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/6 the/DT/det/4 ships/NNS/nsubj/6 would/MD/aux/6 sail/VB/ccomp/1 ././punct/1"
ASKED = "Marran/NNP/nsubj/1 asked/VBD/ROOT/1 Oreil/NNP/dobj/1 when/WRB/advmod/1 ././punct/1"


def told(*written: str) -> tuple[Scene, list[View]]:
    """The scene and the segments of sentences about the two people of the tests."""
    parsed: Parsed = build(*written)
    names = {"Oreil": "p1", "Marran": "p2"}
    mentions = tuple(Mention(t.start, t.end, names[t.text]) for t in parsed.tokens if t.text in names)
    scene = scene_of(parsed, (MINISTER, WRITER), mentions, evidence(parsed.text), False)
    return scene, [view for view, _ in views(scene, ((0, len(parsed.text)),), {})]


def test_the_table_has_a_row_for_each_segment_and_one_for_each_person_in_it() -> None:
    scene, found = told(SAID, ASKED)
    table = discourse.table(scene, found, {}, frozenset())
    assert table.people == ("p2", "p1")
    assert table.shared.shape[0] == len(found) == 2
    assert table.each.shape[:2] == (2, 2)
    assert np.isfinite(table.shared).all()
    assert np.isfinite(table.each).all()


def test_subject_and_hearer_are_seen() -> None:
    scene, found = told(SAID, ASKED)
    table = discourse.table(scene, found, {}, frozenset())
    subject, hearer = table.each[:, :, 0], table.each[:, :, 5]
    assert subject.tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert hearer.tolist() == [[0.0, 0.0], [0.0, 1.0]]


def test_no_more_people_are_followed_than_the_network_can_hold() -> None:
    scene, found = told(*[SAID] * 3)
    assert len(discourse.followed(scene, found)) <= discourse.MOST
    assert discourse.followed(scene, found)[0] == scene.author


def test_the_network_answers_for_everybody_and_nobody() -> None:
    scene, found = told(SAID, ASKED)
    ahead = discourse.follow(scene, found, {}, frozenset())
    assert len(ahead) == len(found)
    for outlook in ahead:
        assert set(outlook.odds) == {"speaker", "to", "relays"}
        assert set(outlook.odds["speaker"]) == {"p1", "p2", ""}
        assert len(outlook.forces) == len(HEADS["force"])
        assert len(outlook.modes) == len(MODES)
        assert sum(np.exp(outlook.forces)) == pytest.approx(1, abs=1e-3)


def test_who_is_the_subject_of_said_speaks() -> None:
    scene, found = told(SAID)
    (outlook,) = discourse.follow(scene, found, {}, frozenset())
    assert max(outlook.odds["speaker"], key=lambda who: outlook.odds["speaker"][who]) == "p1"


def test_without_segments_or_evidence_nothing_is_foreseen() -> None:
    scene, found = told(SAID)
    assert discourse.follow(scene, [], {}, frozenset()) == []
    bare = scene_of(scene.parsed, (MINISTER, WRITER), scene.mentions, None, False)
    assert discourse.follow(bare, found, {}, frozenset()) == []
