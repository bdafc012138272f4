"""Parties without a name: peoples, countries, capitals, groups and "a banker"."""

from __future__ import annotations

import pytest

from memcon.model import Parsed
from memcon.people import find
from memcon.people.parties import is_noun_of_party, singulars
from parsing import build, outline

SAID = "{}/NNPS/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1"


def met(parsed: Parsed) -> list[tuple[str, str]]:
    """Every mention with the id of its person."""
    return [(parsed.text[m.start : m.end], m.person) for m in find(outline(parsed.text), parsed).mentions]


def test_people_country_capital_and_government_of_a_side_are_one_party() -> None:
    parsed = build(
        SAID.format("Russians"), SAID.format("Moscow"),
        "The/DT/det/2 Soviet/JJ/amod/2 Government/NNP/nsubj/3 agreed/VBD/ROOT/3 ././punct/3",
        SAID.format("Poles"),
    )
    found = met(parsed)
    assert [words for words, _ in found] == ["Russians", "Moscow", "The Soviet Government", "Poles"]
    assert found[0][1] == found[1][1] == found[2][1] != found[3][1]


def test_a_country_that_does_nothing_is_no_party_and_part_of_an_office_stays_there() -> None:
    assert met(build("He/PRP/nsubj/1 lived/VBD/ROOT/1 in/IN/prep/1 France/NNP/pobj/2 ././punct/1")) == []
    parsed = build("The/DT/det/2 French/JJ/amod/2 Ambassador/NNP/nsubj/3 said/VBD/ROOT/3 no/UH/dobj/3 ././punct/3")
    assert [words for words, _ in met(parsed)] == ["The French Ambassador"]


def test_a_group_is_named_with_what_it_is_of() -> None:
    parsed = build(
        "The/DT/det/1 leaders/NNS/nsubj/5 of/IN/prep/1 the/DT/det/4 coast/NN/pobj/2 wanted/VBD/ROOT/5 peace/NN/dobj/5 ././punct/5"
    )
    assert [words for words, _ in met(parsed)] == ["leaders of the coast"]


def test_the_broker_is_the_broker_told_of_before() -> None:
    parsed = build(
        "A/DT/det/2 shipping/NN/compound/2 broker/NN/nsubj/3 said/VBD/ROOT/3 no/UH/dobj/3 ././punct/3",
        "The/DT/det/1 broker/NN/nsubj/2 added/VBD/ROOT/2 more/JJR/dobj/2 ././punct/2",
    )
    found = met(parsed)
    assert [words for words, _ in found] == ["shipping broker", "broker"]
    assert found[0][1] == found[1][1]


def test_a_thing_is_no_party() -> None:
    assert met(build("Reports/NNS/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1")) == []


@pytest.mark.parametrize(("word", "party"), [("parties", True), ("statesmen", True), ("bankers", True), ("tables", False), ("press", True)])
def test_nouns_of_parties(word: str, party: bool) -> None:
    assert is_noun_of_party(word) is party


def test_singulars() -> None:
    assert singulars("parties")[-1] == "party"
    assert singulars("statesmen")[-1] == "statesman"
    assert "ally" in singulars("allies")
    assert singulars("army") == ("army",)
