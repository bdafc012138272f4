"""To whom a segment is said, and whom its speaker relays."""

from __future__ import annotations

from memcon.model import Mention, Parsed
from memcon.statements import scene_of
from memcon.statements.frames import frames
from memcon.statements.listeners import hearers, listener, relay_facts, relayed, third_parties, to_facts
from memcon.statements.ranking import NOBODY
from memcon.statements.segments import Segment
from memcon.statements.speakers import Scene, Talk, View
from parsing import PEOPLE, build, evidence, mention


def scene(parsed: Parsed, *mentions: Mention) -> Scene:
    return scene_of(parsed, PEOPLE, mentions, None, False)


def view(scene_: Scene) -> View:
    s = scene_.parsed.sentences[0]
    found = frames(scene_.parsed, s, scene_.covering)
    return View(Segment(s.start, s.end, 0, False, s.first, s.last), found, (), "reported", True, True, 0)


TOLD = build("Oreil/NNP/nsubj/1 told/VBD/ROOT/1 Marran/NNP/dobj/1 that/IN/mark/5 ferries/NNS/nsubj/5 sailed/VBD/ccomp/1 ././punct/1")
TOLD_MENTIONS = (mention(TOLD.text, "Oreil", "p1"), mention(TOLD.text, "Marran", "p2"))


def test_whoever_is_told_listens() -> None:
    here = scene(TOLD, *TOLD_MENTIONS)
    assert to_facts(here, view(here), Talk(), ("p1",), ("p2",))["told"] == 1.0
    assert listener(here, view(here), Talk(), ("p1",)) == ("p2",)


def test_the_speaker_does_not_listen_and_nobody_may() -> None:
    here = scene(TOLD, *TOLD_MENTIONS)
    found = hearers(here, view(here), Talk(last=("p3",)), ("p1",))
    assert ("p1",) not in found
    assert found[-1] == NOBODY
    assert len(found) == len(set(found))


def test_whoever_spoke_last_is_answered() -> None:
    parsed = build("Oreil/NNP/nsubj/1 agreed/VBD/ROOT/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    facts = to_facts(here, view(here), Talk(last=("p2",)), ("p1",), ("p2",))
    assert facts["spoke last"] == 1.0
    assert facts["writer"] == 1.0
    assert to_facts(here, view(here), Talk(last=("p2",)), ("p2",), ("p2",))["spoke last"] == 0.0


def test_me_is_the_writer() -> None:
    parsed = build("Oreil/NNP/nsubj/1 told/VBD/ROOT/1 me/PRP/dobj/1 so/RB/advmod/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    assert to_facts(here, view(here), Talk(), ("p1",), ("p2",))["told me"] == 1.0
    assert to_facts(here, view(here), Talk(), ("p1",), ("p3",))["told me"] == 0.0


def test_sides_are_compared() -> None:
    here = scene(TOLD, *TOLD_MENTIONS)
    assert to_facts(here, view(here), Talk(), ("p1",), ("p3",))["same side"] == 1.0
    assert to_facts(here, view(here), Talk(), ("p1",), ("p2",))["other side"] == 0.0


def test_a_third_party_is_the_subject_of_a_further_verb() -> None:
    parsed = build(
        "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/5 the/DT/det/4 Council/NNP/nsubj/5 insisted/VBD/ccomp/1 ././punct/1"
    )
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "the Council", "p3"))
    facts = relay_facts(here, view(here), Talk(), ("p1",), ("p3",))
    assert facts["subject of a further verb"] == facts["subject"] == 1.0
    assert facts["subject of the first verb"] == 0.0
    assert third_parties(here, view(here), Talk(), ("p1",)) == [("p3",), NOBODY]


def test_a_possessor_of_a_noun_of_saying_is_a_third_party() -> None:
    parsed = build("Oreil/NNP/nsubj/1 gave/VBD/ROOT/1 the/DT/det/3 Council/NNP/poss/5 ’s/POS/case/3 view/NN/dobj/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "the Council", "p3"))
    assert relay_facts(here, view(here), Talk(), ("p1",), ("p3",))["possessor of a noun of saying"] == 1.0


def test_nobody_is_relayed_where_only_the_speaker_is_named() -> None:
    parsed = build("Oreil/NNP/nsubj/1 agreed/VBD/ROOT/1 ././punct/1")
    here = scene(parsed, mention(parsed.text, "Oreil", "p1"))
    assert relayed(here, view(here), Talk(), ("p1",)) == ()


def test_the_encoder_says_whether_somebody_is_passed_on() -> None:
    parsed = build("Oreil/NNP/nsubj/1 named/VBD/ROOT/1 the/DT/det/3 Council/NNP/dobj/1 ././punct/1")
    mentions = (mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "the Council", "p3"))
    for label, most in (("relayed", "passed on"), ("own", "nobody & own words")):
        here = scene_of(parsed, PEOPLE, mentions, evidence(parsed.text, relay=[(parsed.text, label)]), False)
        facts = relay_facts(here, view(here), Talk(), ("p1",), ("p3",)) | relay_facts(here, view(here), Talk(), ("p1",), NOBODY)
        assert max(("passed on", "nobody & own words"), key=facts.__getitem__) == most


def test_those_who_spoke_together_may_be_answered_together() -> None:
    here = scene(TOLD, *TOLD_MENTIONS)
    talk = Talk(last=("p2", "p3"))
    assert ("p2", "p3") in hearers(here, view(here), talk, ("p1",))
    assert to_facts(here, view(here), talk, ("p1",), ("p2", "p3"))["together & spoke last"] == 1.0
