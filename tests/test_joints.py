"""Where a sentence changes voice inside: its joints, and what speaks for a cut."""

from __future__ import annotations

from memcon.statements import joints
from memcon.statements.segments import Segment
from parsing import evidence, flat


def test_joints_are_where_a_clause_may_begin() -> None:
    parsed = flat("The ferries sail at noon, but the pilots stay; it rains because it is June.")
    whole = Segment(0, len(parsed.text), 0, False, 0, len(parsed.tokens))
    assert [parsed.text[j : j + 4] for j in joints.within(parsed, whole)] == ["but ", "it r", "beca"]


def test_the_voices_on_both_sides_of_a_joint_are_compared() -> None:
    text = "He left the room, and the talk had been friendly."
    joint = text.index("and")
    told = evidence(text, mode=[(text[:joint], "act"), (text[joint:], "assessment")], begin=[(text, "inside"), ("and", "begins")])
    facts = joints.facts_of(told, text, 0, joint, len(text), "cut")
    assert facts["before and"] == facts["behind ,"] == 1.0
    assert facts["mode differs"] > 0.9
    assert facts["mode changes"] > 0.9
    calm = evidence(text, mode=[(text, "reported")], begin=[(text, "inside")])
    still = joints.facts_of(calm, text, 0, joint, len(text), "cut")
    assert "mode changes" not in still
    assert still["begins, log"] < facts["begins, log"]
    assert joints.facts_of(calm, text, 0, joint, len(text), "whole") == {"whole": 1.0}


def test_a_sentence_of_one_voice_is_not_cut() -> None:
    text = "He said that the ferries sailed at noon, and that the pilots stayed."
    calm = evidence(text, mode=[(text, "reported")], force=[(text, "statement")], begin=[(text, "inside")], cond=[(text, "no")],
                    relay=[(text, "own")])
    assert not joints.parts(calm, text, 0, text.index("and"), len(text))
