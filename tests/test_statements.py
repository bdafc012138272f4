"""Parsed, people -> Statements, with the parse and the evidence written by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memcon.evidence import Evidence
from memcon.model import Mention, Parsed, Range, Statement
from memcon.statements import Choice, Course, at_joints, because, grade, likeliest, partners, scene_of, tell, where
from memcon.statements.segments import Segment
from memcon.statements.speakers import Talk, View
from parsing import PEOPLE, build, evidence, flat, mention

REPORT = build(
    "The/DT/det/1 Minister/NN/nsubj/2 said/VBD/ROOT/2 that/IN/mark/5 ferries/NNS/nsubj/5 sailed/VBD/ccomp/2 ././punct/2",
    "They/PRP/nsubj/1 stopped/VBD/ROOT/1 in/IN/prep/1 May/NNP/pobj/2 ././punct/1",
)
OREIL = (mention(REPORT.text, "The Minister", "p1"),)


def told(
    parsed: Parsed, mentions: tuple[Mention, ...] = (), seen: Evidence | None = None, labels: dict[int, str] | None = None,
    comments: frozenset[int] = frozenset(), repairs: tuple[Range, ...] = (), text: str = "",
) -> tuple[Statement, ...]:
    scene = scene_of(parsed, PEOPLE, mentions, seen, bool(labels))
    count = max((s.paragraph for s in parsed.sentences), default=-1) + 1
    spans = [[s for s in parsed.sentences if s.paragraph == n] for n in range(count)]
    paragraphs = tuple((s[0].start, s[-1].end) for s in spans)
    return tell(scene, paragraphs, labels or {}, comments, repairs, text or parsed.text)


def reporting(parsed: Parsed) -> Evidence:
    """What an encoder sees in a text that is reported speech, one voice throughout."""
    return evidence(parsed.text, mode=[(parsed.text, "reported")], force=[(parsed.text, "statement")], turn=[(parsed.text, "runs on")],
                    begin=[(parsed.text, "inside")], cond=[(parsed.text, "no")])


def test_the_subject_of_said_speaks_and_goes_on_speaking() -> None:
    found = told(REPORT, OREIL, reporting(REPORT))
    assert [(s.id, s.text, s.speaker, s.mode) for s in found] == [
        ("s1", "The Minister said that ferries sailed.", ("p1",), "reported"),
        ("s2", "They stopped in May.", ("p1",), "reported"),
    ]
    assert found[0].why == "“The Minister … said” names the speaker"
    assert REPORT.text[slice(*(found[0].cue or (0, 0)))] == "said"
    assert REPORT.text[slice(*(found[0].source or (0, 0)))] == "The Minister"


@pytest.mark.parametrize("mode", ["narration", "assessment"])
def test_the_writers_own_voice_is_the_writers(mode: str) -> None:
    found = told(REPORT, OREIL, evidence(REPORT.text, mode=[(REPORT.text, mode)], begin=[(REPORT.text, "inside")]))
    assert {(s.mode, s.speaker, s.to, s.relays, s.cue, s.source) for s in found} == {(mode, ("p2",), (), (), None, None)}
    assert all(f"the writer's own voice ({mode}" in s.why for s in found)


def test_a_quotation_is_a_statement_of_its_own_by_the_same_speaker() -> None:
    parsed = build(
        "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 “/``/punct/5 the/DT/det/4 ferries/NNS/nsubj/5 sail/VBP/ccomp/1 in/IN/prep/5 June/NNP/pobj/6 "
        "not/RB/neg/5 before/RB/advmod/5 ././punct/1 ”/''/punct/1"
    )
    quote = parsed.text.index("“")
    voices = [(parsed.text[:quote], "reported"), (parsed.text[quote:], "verbatim")]
    seen = evidence(parsed.text, mode=voices, turn=[(parsed.text, "runs on")],
                    begin=[(parsed.text, "inside")])
    found = told(parsed, (mention(parsed.text, "Oreil", "p1"),), seen)
    assert [(s.text, s.mode, s.speaker) for s in found] == [
        ("Oreil said", "reported", ("p1",)), ("“the ferries sail in June not before.”", "verbatim", ("p1",)),
    ]
    assert found[1].why.startswith("in quotation marks; ")


def test_a_label_names_the_speaker_of_its_turn() -> None:
    parsed = build("We/PRP/nsubj/1 sail/VBP/ROOT/1 ././punct/1", "When/WRB/ROOT/0 ?/./punct/0", paragraphs=[0, 1])
    seen = evidence(parsed.text, mode=[(parsed.text, "verbatim")], begin=[(parsed.text, "inside")])
    found = told(parsed, (), seen, labels={0: "p1", 1: ""})
    assert [(s.mode, s.speaker, s.why) for s in found] == [
        ("verbatim", ("p1",), "turn label names the speaker"), ("verbatim", (), "turn label names the speaker"),
    ]


def test_two_joined_subjects_speak_together() -> None:
    parsed = build("Oreil/NNP/nsubj/3 and/CC/cc/0 Marran/NNP/conj/0 agreed/VBD/ROOT/3 on/IN/prep/3 June/NNP/pobj/4 ././punct/3")
    mentions = (mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "Marran", "p2"))
    both = [("Oreil", "speaker"), ("Marran", "speaker")]
    marks = {"mode": [(parsed.text, "reported")], "turn": [(parsed.text, "named")], "begin": [(parsed.text, "inside")]}
    seen = evidence(parsed.text, part=both, **marks)
    assert told(parsed, mentions, seen)[0].speaker == ("p1", "p2")


def test_a_condition_counts_where_the_encoder_sees_one() -> None:
    parsed = flat("If the ferries sail, the pilots come.")
    sure = evidence(parsed.text, mode=[(parsed.text, "reported")], cond=[(parsed.text, "yes")], begin=[(parsed.text, "inside")])
    found = told(parsed, (), sure)[0].condition
    assert found is not None
    assert parsed.text[slice(*(found.if_ or (0, 0)))] == "If the ferries sail"
    assert told(parsed, (), reporting(parsed))[0].condition is None


def test_the_text_is_the_documents_own_and_the_grade_says_what_lies_inside() -> None:
    broken = REPORT.text.replace("that ferries", "that\nferries")
    found = told(REPORT, OREIL, reporting(REPORT), text=broken)
    assert (found[0].text, found[0].grade) == ("The Minister said that\nferries sailed.", "joined")
    assert found[1].grade == "exact"
    segment = Segment(0, 10, 0, False, 0, 1)
    assert grade("one\ntwo th", segment, ((3, 4),)) == "repaired"
    assert grade("one two th", segment, ((10, 12),)) == "exact"


def test_a_heading_in_the_body_is_passed_over() -> None:
    parsed = build("The/DT/det/1 Straits/NNPS/ROOT/1", "He/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1", paragraphs=[0, 1])
    seen = evidence(parsed.text, mode=[("The Straits", "header"), ("He left.", "narration")], begin=[(parsed.text, "inside")])
    assert [s.text for s in told(parsed, (), seen)] == ["He left."]


def test_a_sentence_is_cut_where_another_voice_surely_begins() -> None:
    parsed = flat("The Minister spoke of ferries at length, and I told him that the pilots had left.")
    second = "and I told him that the pilots had left."
    seen = evidence(parsed.text, mode=[(parsed.text, "reported")], begin=[(parsed.text, "inside"), ("and I", "begins")])
    scene = scene_of(parsed, PEOPLE, (), seen, False)
    whole = Segment(0, len(parsed.text), 0, False, 0, len(parsed.tokens))
    assert [parsed.text[s.start : s.end] for s in at_joints(scene, seen, whole)] == [
        "The Minister spoke of ferries at length,", second,
    ]
    calm = evidence(parsed.text, mode=[(parsed.text, "reported")], begin=[(parsed.text, "inside")])
    assert list(at_joints(scene, calm, whole)) == [whole]


def test_where_a_segment_stands_is_named() -> None:
    assert where(0, frozenset(), "reported", -1) == {"after reported", "after reported, new paragraph", "opening"}
    assert where(2, frozenset({2}), "act", 2) == {"after act", "after act, same paragraph", "comment"}


def test_partners_are_those_named_most_who_took_part() -> None:
    parsed = flat("Oreil met the Council. Oreil left. Marran wrote.")
    mentions = (Mention(0, 5, "p1"), Mention(10, 21, "p3"), Mention(23, 28, "p1"), Mention(35, 41, "p2"))
    assert partners(PEOPLE, mentions, parsed) == ("p1",)


def test_of_courses_in_the_same_state_the_better_goes_on() -> None:
    ahead = [Course(Talk(last=(who,)), None, score, 1.0) for who, score in (("p1", -1.0), ("p2", -0.5), ("p1", -0.7))]
    assert [(c.talk.last, c.score) for c in likeliest(ahead)] == [(("p2",), -0.5), (("p1",), -0.7)]


def test_no_sentence_no_statement() -> None:
    assert told(Parsed("", (), ())) == ()


def test_without_evidence_statements_still_cover_the_text_in_order() -> None:
    found = told(REPORT, OREIL)
    assert [s.text for s in found] == ["The Minister said that ferries sailed.", "They stopped in May."]
    assert all(s.end <= t.start for s, t in pairwise(found))
    assert all(0 < s.confidence <= 1 for s in found)


def test_the_reason_says_so_where_nobody_is_named() -> None:
    scene = scene_of(REPORT, PEOPLE, (), None, False)
    view = View(Segment(0, 5, 0, False, 0, 1), (), (), "reported", True, True, 0)
    assert because(scene, Choice(view, (), 0.5, 0.5, {}), Talk()) == "the record does not name the speaker"
    assert because(scene, Choice(view, ("p1",), 0.5, 0.5, {}), Talk(last=("p1",))) == "runs on: no new speaker named"
    assert because(scene, Choice(view, ("p1",), 0.5, 0.5, {}), Talk()) == "best of the people in reach (50%)"
