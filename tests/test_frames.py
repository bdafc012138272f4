"""Reporting verbs with their subjects and hearers."""

from __future__ import annotations

import pytest

from memcon.model import Mention, Parsed
from memcon.statements.frames import Frame, at_token, frames
from parsing import build, mention


def framed(parsed: Parsed, *mentions: Mention) -> tuple[Frame, ...]:
    return frames(parsed, parsed.sentences[0], at_token(mentions, parsed))


def test_subject_and_verb_of_a_plain_report() -> None:
    parsed = build("The/DT/det/1 Minister/NN/nsubj/2 said/VBD/ROOT/2 that/IN/mark/5 ferries/NNS/nsubj/5 sailed/VBD/ccomp/2 ././punct/2")
    found = framed(parsed, mention(parsed.text, "The Minister", "p1"))
    assert len(found) == 1
    frame = found[0]
    assert (frame.verb, frame.base, frame.subject, frame.kind, frame.mention) == (2, "say", 1, "named", 0)
    assert (frame.hearer, frame.depth, frame.passive, frame.negated) == (-1, 0, False, False)


@pytest.mark.parametrize(
    ("word", "kind"), [("He", "he"), ("She", "he"), ("They", "they"), ("I", "i"), ("We", "we"), ("It", "it"), ("Fishermen", "noun")]
)
def test_what_the_subject_is(word: str, kind: str) -> None:
    tag = "NNS" if kind == "noun" else "PRP"
    assert framed(build(f"{word}/{tag}/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1"))[0].kind == kind


def test_a_verb_without_a_subject_has_none() -> None:
    assert framed(build("Said/VBD/ROOT/0 no/UH/dobj/0 ././punct/0"))[0].kind == "none"


def test_a_joined_verb_takes_the_subject_of_the_first() -> None:
    parsed = build("Oreil/NNP/nsubj/1 agreed/VBD/ROOT/1 and/CC/cc/1 added/VBD/conj/1 this/DT/dobj/3 ././punct/1")
    found = framed(parsed, mention(parsed.text, "Oreil", "p1"))
    assert [(f.base, f.mention) for f in found] == [("agree", 0), ("add", 0)]


def test_whoever_is_told_is_the_hearer() -> None:
    parsed = build("He/PRP/nsubj/1 told/VBD/ROOT/1 me/PRP/dobj/1 this/DT/dobj/1 ././punct/1")
    assert framed(parsed)[0].hearer == 2
    parsed = build("He/PRP/nsubj/1 said/VBD/ROOT/1 to/IN/prep/1 Oreil/NNP/pobj/2 no/UH/dobj/1 ././punct/1")
    assert framed(parsed, mention(parsed.text, "Oreil", "p1"))[0].hearer == 3


def test_a_hearer_whom_the_parser_hangs_elsewhere_stands_behind_the_verb() -> None:
    parsed = build("He/PRP/nsubj/1 told/VBD/ROOT/1 the/DT/det/3 Minister/NN/nsubj/4 sail/VB/ccomp/1 ././punct/1")
    assert framed(parsed, mention(parsed.text, "the Minister", "p1"))[0].hearer == 3


def test_whose_attention_is_drawn_hears() -> None:
    parsed = build("I/PRP/nsubj/1 drew/VBD/ROOT/1 his/PRP$/poss/3 attention/NN/dobj/1 to/IN/prep/1 this/DT/pobj/4 ././punct/1")
    found = framed(parsed)
    assert [(f.base, f.force, f.kind, f.hearer) for f in found] == [("draw attention", "statement", "i", 2)]
    parsed = build("He/PRP/nsubj/1 drew/VBD/ROOT/1 attention/NN/dobj/1 to/IN/prep/1 this/DT/pobj/3 ././punct/1")
    assert [(f.base, f.hearer) for f in framed(parsed)] == [("draw attention", -1)]
    assert not framed(build("He/PRP/nsubj/1 drew/VBD/ROOT/1 a/DT/det/3 map/NN/dobj/1 ././punct/1"))


def test_to_share_a_view_agrees_and_to_share_that_tells() -> None:
    view = build("He/PRP/nsubj/1 shared/VBD/ROOT/1 this/DT/det/3 view/NN/dobj/1 ././punct/1")
    assert [(f.base, f.force) for f in framed(view)] == [("share", "agreement")]
    told = build("He/PRP/nsubj/1 shared/VBD/ROOT/1 that/IN/mark/4 ships/NNS/nsubj/4 sailed/VBD/ccomp/1 ././punct/1")
    assert [(f.base, f.force) for f in framed(told)] == [("share that", "statement")]


def test_in_the_passive_the_agent_speaks_and_the_subject_hears() -> None:
    parsed = build("Oreil/NNP/nsubjpass/2 was/VBD/auxpass/2 told/VBN/ROOT/2 by/IN/agent/2 Marran/NNP/pobj/3 ././punct/2")
    found = framed(parsed, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "Marran", "p2"))[0]
    assert (found.passive, found.subject, found.hearer, found.mention) == (True, 4, 0, 1)


def test_a_negated_verb_is_marked() -> None:
    assert framed(build("He/PRP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 say/VB/ROOT/3 so/RB/advmod/3 ././punct/3"))[0].negated


def test_a_light_verb_reports_with_its_noun() -> None:
    parsed = build("He/PRP/nsubj/1 put/VBD/ROOT/1 a/DT/det/3 question/NN/dobj/1 ././punct/1")
    found = framed(parsed)[0]
    assert (found.base, found.force) == ("put question", "question")
    assert framed(build("He/PRP/nsubj/1 took/VBD/ROOT/1 a/DT/det/3 boat/NN/dobj/1 ././punct/1")) == ()


def test_the_shallow_frame_comes_first() -> None:
    parsed = build(
        "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/4 Voss/NNP/nsubj/4 denied/VBD/ccomp/1 it/PRP/dobj/4 ././punct/1"
    )
    found = framed(parsed, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "Voss", "p2"))
    assert [(f.base, f.depth) for f in found] == [("say", 0), ("deny", 1)]


def test_a_participle_before_a_noun_reports_nothing() -> None:
    assert framed(build("The/DT/det/2 said/VBN/amod/2 note/NN/nsubj/3 came/VBD/ROOT/3 ././punct/3")) == ()


def test_a_possessor_of_the_subject_is_named() -> None:
    parsed = build("Oreil/NNP/poss/2 ’s/POS/case/0 note/NN/nsubj/3 said/VBD/ROOT/3 no/UH/dobj/3 ././punct/3")
    assert framed(parsed, mention(parsed.text, "Oreil", "p1"))[0].kind == "named"


def test_tokens_know_the_mention_over_them() -> None:
    parsed = build("The/DT/det/1 Minister/NN/nsubj/2 met/VBD/ROOT/2 Voss/NNP/dobj/2 ././punct/2")
    covering = at_token((mention(parsed.text, "The Minister", "p1"), mention(parsed.text, "Voss", "p2")), parsed)
    assert covering == {0: 0, 1: 0, 3: 1}


def test_a_tree_that_runs_in_a_circle_ends() -> None:
    parsed = build("He/PRP/conj/1 said/VBD/conj/2 said/VBD/conj/1")
    assert len(framed(parsed)) == 2


def test_whoever_is_named_behind_a_verb_between_commas_is_its_subject() -> None:
    parsed = build(
        "The/DT/det/1 harbour/NN/nsubj/3 ,/,/punct/3 said/VBD/ROOT/3 Minister/NNP/compound/5 Oreil/NNP/dobj/3 ,/,/punct/3"
        " is/VBZ/ccomp/3 closed/JJ/acomp/7 ././punct/3"
    )
    found = framed(parsed, mention(parsed.text, "The harbour", "p1"), mention(parsed.text, "Minister Oreil", "p2"))
    assert [(f.base, f.mention, f.hearer) for f in found] == [("say", 1, -1)]
