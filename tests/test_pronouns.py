"""Pronouns: "I" and "we" by the speaker, "you" by the hearer, "he" by what stands before."""

from __future__ import annotations

from memcon.model import Mention, Parsed, Person, Statement
from memcon.people.pronouns import resolve
from parsing import MINISTER, PEOPLE, WRITER, build, mention, say


def resolved(parsed: Parsed, told: Statement, *mentions: Mention, people: tuple[Person, ...] = PEOPLE) -> dict[str, str]:
    return {parsed.text[m.start : m.end]: m.person for m in resolve(parsed, mentions, people, (told,))}


def test_i_is_the_writer_in_reported_speech_and_the_speaker_in_quotation_marks() -> None:
    parsed = build("I/PRP/nsubj/1 told/VBD/ROOT/1 my/PRP$/poss/3 staff/NN/dobj/1 ././punct/1")
    assert resolved(parsed, say(1, parsed.text, "p1")) == {"I": "p2", "my": "p2"}
    assert resolved(parsed, say(1, parsed.text, "p1", mode="verbatim")) == {"I": "p1", "my": "p1"}


def test_we_is_the_speaker_and_you_the_hearer() -> None:
    parsed = build("we/PRP/nsubj/1 thank/VBP/ROOT/1 you/PRP/dobj/1 ././punct/1")
    assert resolved(parsed, say(1, parsed.text, "p1", mode="verbatim", to=("p2",))) == {"we": "p1", "you": "p2"}
    assert resolved(parsed, say(1, parsed.text, "p1 p3", mode="verbatim")) == {}


def test_he_is_the_speaker_where_he_is_the_source() -> None:
    parsed = build("Oreil/NNP/nsubj/1 came/VBD/ROOT/1 ././punct/1", "He/PRP/nsubj/1 said/VBD/ROOT/1 no/UH/intj/1 ././punct/1")
    start = parsed.text.index("He")
    told = say(1, parsed.text[start:], "p1", start, source=(start, start + 2))
    assert resolved(parsed, told, mention(parsed.text, "Oreil", "p1")) == {"He": "p1"}


def test_he_is_the_other_person_named_before_in_the_sentence() -> None:
    parsed = build("Oreil/NNP/nsubj/1 told/VBD/ROOT/1 Marran/NNP/dobj/1 she/PRP/nsubj/4 erred/VBD/ccomp/1 ././punct/1")
    told = say(1, parsed.text, "p1")
    assert resolved(parsed, told, mention(parsed.text, "Oreil", "p1"), mention(parsed.text, "Marran", "p2")) == {"she": "p2"}


def test_a_gloss_names_whom_he_means() -> None:
    parsed = build("He/PRP/nsubj/4 (/-LRB-/punct/0 Marran/NNP/appos/0 )/-RRB-/punct/0 left/VBD/ROOT/4 ././punct/4")
    assert resolved(parsed, say(1, parsed.text, "p1"), mention(parsed.text, "Marran", "p2")) == {"He": "p2"}


def test_a_body_is_not_he_and_a_doubtful_pronoun_stays_without() -> None:
    parsed = build("The/DT/det/1 Council/NNP/nsubj/2 heard/VBD/ROOT/2 him/PRP/dobj/2 ././punct/2")
    council = mention(parsed.text, "The Council", "p3")
    assert resolved(parsed, say(1, parsed.text, "p2", mode="narration"), council) == {}
    assert resolved(parsed, say(1, parsed.text, "p1"), council) == {"him": "p1"}


def test_pronouns_outside_statements_are_left() -> None:
    parsed = build("I/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1")
    assert resolve(parsed, (), (MINISTER, WRITER), ()) == ()
