"""Who says a segment: who is in reach, which verb governs, and the facts that speak for a candidate."""

from __future__ import annotations

import msgspec

from memcon.model import Mention, Parsed
from memcon.statements import scene_of
from memcon.statements.frames import frames
from memcon.statements.ranking import NOBODY
from memcon.statements.segments import Segment
from memcon.statements.speakers import Scene, Talk, View, agreeing, candidates, features, governing, latest, turn_to, within
from parsing import PEOPLE, build, evidence, mention

SAID = "{0} said/VBD/ROOT/1 that/IN/mark/4 ferries/NNS/nsubj/4 sailed/VBD/ccomp/1 ././punct/1"


def scene(parsed: Parsed, *mentions: Mention, seen: bool = False) -> Scene:
    return scene_of(parsed, PEOPLE, mentions, evidence(parsed.text) if seen else None, False)


def view(scene_: Scene, sentence: int = 0, mode: str = "reported") -> View:
    """The whole sentence as one segment."""
    s = scene_.parsed.sentences[sentence]
    found = frames(scene_.parsed, s, scene_.covering)
    return View(Segment(s.start, s.end, sentence, False, s.first, s.last), found, (), mode, True, True, s.paragraph)  # type: ignore[arg-type]


def test_the_subject_of_the_reporting_verb_is_named() -> None:
    parsed = build(SAID.format("Oreil/NNP/nsubj/1"))
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    assert features(here, view(here), Talk(), ("p1",))["subject named"] == 1.0
    assert features(here, view(here), Talk(), ("p1",))["opens the sentence"] == 1.0
    assert "subject named" not in features(here, view(here), Talk(), ("p2",))
    assert features(here, view(here), Talk(), ("p2",))["another is subject"] == 1.0


def test_everybody_in_reach_is_a_candidate_once_and_nobody_is() -> None:
    parsed = build(SAID.format("Oreil/NNP/nsubj/1"))
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    found = candidates(here, view(here), Talk(last=("p3",), before=("p1",)))
    assert sorted(found) == sorted({("p1",), ("p2",), ("p3",), NOBODY})


def test_whoever_writes_i_is_not_he() -> None:
    parsed = build("I/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1", SAID.format("He/PRP/nsubj/1"))
    here = scene(parsed)
    assert here.first_person
    assert ("p2",) not in candidates(here, view(here, 1), Talk(last=("p2",)))
    assert ("p2",) in candidates(here, view(here, 0), Talk(last=("p2",)))


def test_he_is_weighed_by_the_turn() -> None:
    parsed = build(SAID.format("He/PRP/nsubj/1"))
    here = scene(parsed)
    facts = features(here, view(here), Talk(last=("p1",), hearer=("p2",), subject="p1"), ("p1",))
    assert facts["he & prev"] == facts["he & latest subject"] == 1.0
    assert features(here, view(here), Talk(last=("p1",), hearer=("p2",)), ("p2",))["he & heard"] == 1.0


def test_i_is_weighed_for_the_writer() -> None:
    parsed = build(SAID.format("I/PRP/nsubj/1"))
    here = scene(parsed)
    assert features(here, view(here), Talk(), ("p2",))["I & author"] == 1.0
    assert features(here, view(here), Talk(), ("p1",))["I & other"] == 1.0


def test_speech_without_a_verb_of_saying_runs_on() -> None:
    parsed = build("The/DT/det/1 ferries/NNS/nsubj/2 sailed/VBD/ROOT/2 ././punct/2")
    here = scene(parsed)
    facts = features(here, view(here), Talk(last=("p1",)), ("p1",))
    assert facts["no frame & prev"] == facts["prev"] == 1.0
    assert features(here, view(here), Talk(last=("p1",)), ("p2",))["no frame & author"] == 1.0


def test_nobody_is_weighed_by_the_passive_and_the_start() -> None:
    parsed = build("It/PRP/nsubjpass/2 was/VBD/auxpass/2 said/VBN/ROOT/2 ././punct/2")
    here = scene(parsed)
    facts = features(here, view(here), Talk(), NOBODY)
    assert facts["nobody & passive"] == facts["nobody & opening"] == facts["nobody & start"] == 1.0


def test_an_act_has_facts_of_its_own() -> None:
    parsed = build("Oreil/NNP/nsubj/1 left/VBD/ROOT/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    facts = features(here, view(here, mode="act"), Talk(), ("p1",))
    assert facts["act: root subject"] == 1.0
    assert "root subject" not in facts


def test_what_several_do_with_each_other_speaks_for_the_two_who_talk() -> None:
    parsed = build("Oreil/NNP/nsubj/1 came/VBD/ROOT/1 ././punct/1", "We/PRP/nsubj/1 discussed/VBD/ROOT/1 it/PRP/dobj/1 ././punct/1",
                   "I/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    act = view(here, 1, mode="act")
    assert features(here, act, Talk(), ("p2", "p1"))["together & mutual act, the two who talk"] == 1.0
    assert features(here, act, Talk(), ("p1",))["mutual act"] == features(here, act, Talk(), NOBODY)["nobody & mutual act"] == 1.0
    assert "mutual act" not in features(here, view(here, 1), Talk(), ("p1",))


def test_a_governing_verb_has_a_subject_that_can_speak() -> None:
    parsed = build(
        "It/PRP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 Oreil/NNP/nsubj/4 agreed/VBD/ccomp/1 ././punct/1"
    )
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    main = governing(view(here))
    assert main is not None
    assert main.base == "agree"
    bare = msgspec.structs.replace(view(here), frames=(), around=())
    assert governing(bare) is None


def test_a_quotation_is_governed_by_the_verbs_around_it() -> None:
    parsed = build(SAID.format("Oreil/NNP/nsubj/1"))
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    around = msgspec.structs.replace(view(here), frames=(), around=view(here).frames)
    main = governing(around)
    assert main is not None
    assert main.base == "say"


def test_the_encoder_gives_its_view_of_the_turn_and_of_each_mention() -> None:
    parsed = build(SAID.format("Oreil/NNP/nsubj/1"))
    seen = evidence(parsed.text, turn=[(parsed.text, "named")], part=[("Oreil", "speaker")])
    here = scene_of(parsed, PEOPLE, (mention(parsed.text, "Oreil", "p1"),), seen, False)
    talk = Talk(last=("p2",), before=("p3",))
    assert features(here, view(here), talk, ("p1",))["part speaker"] > 0.9
    turns = {who: features(here, view(here), talk, (who,))["turn"] for who in ("p1", "p2", "p3")}
    assert turns["p1"] > -0.1
    assert turns["p2"] == turns["p3"] < -4


def test_the_turn_a_candidate_would_make_has_a_name() -> None:
    parsed = build(SAID.format("Oreil/NNP/nsubj/1"))
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    talk = Talk(last=("p2",), before=("p3", "p2"))
    assert [turn_to(here, view(here), talk, who) for who in (("p2",), ("p2", "p3"), ("p1",), ("p3",))] == [
        "runs on", "back", "named", "other",
    ]


def test_those_joined_by_and_are_a_candidate_together() -> None:
    parsed = build("Oreil/NNP/nsubj/3 and/CC/cc/0 I/PRP/conj/0 agreed/VBD/ROOT/3 ././punct/3")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    assert ("p1", "p2") in candidates(here, view(here), Talk())
    facts = features(here, view(here), Talk(), ("p1", "p2"))
    assert facts["together & joined by and"] == facts["together & the writer"] == 1.0
    assert 0 < facts["subject named"] < 1


def test_those_who_agree_in_a_verb_of_their_own_speak_together() -> None:
    parsed = build(
        "Oreil/NNP/nsubj/1 proposed/VBD/ROOT/1 ,/,/punct/1 and/CC/cc/1 the/DT/det/5 Council/NNP/nsubj/6 agreed/VBD/conj/1 "
        "to/TO/aux/8 sail/VB/xcomp/6 ././punct/1"
    )
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "the Council", "p3"))
    assert agreeing(here, view(here)) == ("p1", "p3")
    assert features(here, view(here), Talk(), ("p1", "p3"))["together & agreeing"] == 1.0


def test_the_last_named_person_who_took_part() -> None:
    parsed = build("Oreil/NNP/nsubj/1 met/VBD/ROOT/1 the/DT/det/3 Council/NNP/dobj/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "the Council", "p3"))
    assert latest(here, len(parsed.text)) == "p1"
    assert latest(here, 0) == ""
    assert [m.person for m in within(here, 1, len(parsed.text))] == ["p3"]
    assert within(here, 0, 0) == ()


def test_what_is_agreed_speaks_for_all_who_talked() -> None:
    parsed = build("It/PRP/nsubjpass/2 was/VBD/auxpass/2 agreed/VBN/ROOT/2 to/TO/aux/4 wait/VB/xcomp/2 ././punct/2")
    here = scene(parsed)
    talk = Talk(last=("p1",), before=("p3",))
    assert ("p1", "p3") in candidates(here, view(here), talk)
    facts = features(here, view(here), talk, ("p1", "p3"))
    assert facts["together & agreed, passive"] == facts["together & agreed, spoke last and before"] == 1.0
    assert features(here, view(here), talk, ("p1",))["agreed, passive"] == 1.0
    assert features(here, view(here), talk, NOBODY)["nobody & agreed"] == 1.0


def test_whoever_acted_may_go_on_to_speak() -> None:
    parsed = build("The/DT/det/1 ferries/NNS/nsubj/2 sailed/VBD/ROOT/2 ././punct/2")
    here = scene(parsed)
    seen = msgspec.structs.replace(view(here), place=frozenset({"after act"}), first_in_paragraph=False)
    talk = Talk(last=("p2",), segment_speaker=("p1",))
    assert features(here, seen, talk, ("p1",))["acted before & no frame"] == 1.0
    assert "acted before" not in features(here, seen, talk, ("p2",))


def test_a_colon_announces_whoever_was_named_before_it() -> None:
    parsed = build(
        "Oreil/NNP/poss/1 's/POS/case/0 answer/NN/nsubj/3 follows/VBZ/ROOT/3 :/:/punct/3",
        "The/DT/det/1 ferries/NNS/nsubj/2 sailed/VBD/ROOT/2 ././punct/2",
    )
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    facts = features(here, view(here, 1), Talk(last=("p2",)), ("p1",))
    assert facts["announced, no frame & named first"] == 1.0
    assert features(here, view(here, 1), Talk(last=("p2",)), ("p2",))["announced, no frame & prev"] == 1.0
    assert not any(fact.startswith("announced") for fact in features(here, view(here), Talk(last=("p2",)), ("p2",)))


def test_somebody_who_took_no_part_is_told_from_those_who_did() -> None:
    parsed = build(SAID.format("Marran/NNP/nsubj/1"))
    here = msgspec.structs.replace(scene(parsed, mention(parsed.text, "Marran", "p4")), partners=("p1", "p2"))
    people = here.people | {"p4": msgspec.structs.replace(here.people["p1"], id="p4", name="Marran", participant=False)}
    here = msgspec.structs.replace(here, people=people)
    assert features(here, view(here), Talk(last=("p1",)), ("p4",))["subject named & outsider"] == 1.0
    assert features(here, view(here), Talk(last=("p1",)), ("p1",))["an outsider is subject & prev"] == 1.0
