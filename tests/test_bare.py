"""Names without a title: found by their place in the sentence, and everywhere once known."""

from __future__ import annotations

import pytest

from memcon.model import Parsed, Participant, Person
from memcon.people import find
from memcon.people.bare import given_before, nameable
from memcon.people.cast import Entry
from parsing import build, outline


def people(parsed: Parsed) -> list[tuple[str, list[str]]]:
    """Everybody named, with the texts of their mentions."""
    found = find(outline(parsed.text), parsed)
    said = {p.id: [parsed.text[m.start : m.end] for m in found.mentions if m.person == p.id] for p in found.people}
    return [(p.name, said[p.id]) for p in found.people if said[p.id]]


def named(parsed: Parsed, name: str) -> Person:
    return next(p for p in find(outline(parsed.text), parsed).people if p.name == name)


def test_one_who_is_only_met_is_a_person() -> None:
    parsed = build("I/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 Oreil/NNP/pobj/2 ././punct/1")
    assert people(parsed) == [("Oreil", ["Oreil"])]


def test_a_place_is_no_person() -> None:
    parsed = build(
        "He/PRP/nsubj/1 lived/VBD/ROOT/1 in/IN/prep/1 Sundby/NNP/pobj/2 ././punct/1",
        "Sundby/NNP/nsubj/1 grew/VBD/ROOT/1 ././punct/1", "The/DT/det/1 Nerrin/NNP/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2",
    )
    assert "Sundby" not in [name for name, _ in people(parsed)]
    assert not any(p.participant for p in find(outline(parsed.text), parsed).people if p.name == "Nerrin")


def test_a_word_that_opens_the_sentence_is_no_given_name() -> None:
    parsed = build("Earlier/NNP/compound/1 Oreil/NNP/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2")
    assert people(parsed) == [("Oreil", ["Oreil"])]
    parsed = build("On/IN/prep/4 Viet/NNP/compound/3 Nam/NNP/compound/3 Oreil/NNP/nsubj/4 said/VBD/ROOT/4 no/UH/dobj/4 ././punct/4")
    assert ("Oreil", ["Oreil"]) in people(parsed)


def test_one_named_with_a_person_is_a_person() -> None:
    parsed = build("Mr./NNP/compound/1 Falk/NNP/nsubj/4 and/CC/cc/1 Harke/NNP/conj/1 left/VBD/ROOT/4 ././punct/4")
    assert [name for name, _ in people(parsed)] == ["Falk", "Harke"]


def test_particles_and_hyphens_belong_to_the_name() -> None:
    parsed = build(
        "van/NNP/compound/1 Ruyven/NNP/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2",
        "Ruyven/NNP/nsubj/1 agreed/VBD/ROOT/1 ././punct/1",
    )
    assert people(parsed) == [("van Ruyven", ["van Ruyven", "Ruyven"])]


def test_a_letter_stands_for_the_one_who_acts_most() -> None:
    parsed = build(
        "I/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 Kerrin/NNP/pobj/2 ././punct/1",
        "K/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1",
        "Kasel/NNP/nsubj/1 slept/VBD/ROOT/1 ././punct/1",
    )
    assert ("Kerrin", ["Kerrin", "K"]) in people(parsed)


def test_a_letter_stands_rather_for_one_who_took_part() -> None:
    parsed = build(
        "I/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 Kerrin/NNP/pobj/2 ././punct/1",
        "K/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1",
    )
    found = find(outline(parsed.text, Participant("Ann Kasel", "")), parsed)
    kasel = next(p.id for p in found.people if p.name == "Ann Kasel")
    assert [parsed.text[m.start : m.end] for m in found.mentions if m.person == kasel] == ["K"]


def test_a_letter_that_speaks_makes_the_one_name_that_begins_so_a_persons() -> None:
    parsed = build(
        "The/DT/det/1 trip/NN/nsubj/2 went/VBD/ROOT/2 past/IN/prep/2 Kerrin/NNP/pobj/3 ././punct/2",
        "K/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1",
        "K/NNP/nsubj/1 asked/VBD/ROOT/1 why/WRB/advmod/1 ././punct/1",
    )
    assert ("Kerrin", ["Kerrin", "K", "K"]) in people(parsed)


def test_a_surname_takes_the_given_name_that_stands_before_it_and_is_called_by_it() -> None:
    parsed = build(
        "Minister/NNP/compound/1 Falk/NNP/nsubj/2 came/VBD/ROOT/2 ././punct/2",
        "I/PRP/nsubj/1 saw/VBD/ROOT/1 Petra/NNP/compound/3 Falk/NNP/dobj/1 ././punct/1",
        "Petra/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1",
    )
    assert people(parsed)[0] == ("Petra Falk", ["Minister Falk", "Petra Falk", "Petra"])


def test_a_given_name_before_a_title_that_follows_it_is_the_persons() -> None:
    parsed = build(
        "Minister/NNP/compound/2 Petra/NNP/compound/2 Falk/NNP/nsubj/3 came/VBD/ROOT/3 ././punct/3",
        "Petra/NNP/compound/1 Bey/NNP/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2",
    )
    assert people(parsed)[0] == ("Petra Falk", ["Minister Petra Falk", "Petra"])


@pytest.mark.parametrize("word", ["Counselors", "Ministers"])
def test_an_office_in_the_plural_is_no_given_name(word: str) -> None:
    parsed = build(f"{word}/NNP/compound/1 Falk/NNP/nsubj/4 and/CC/cc/1 Harke/NNP/conj/1 agreed/VBD/ROOT/4 ././punct/4")
    assert "Falk" in [name for name, _ in people(parsed)]


def test_the_last_word_of_a_country_is_no_surname() -> None:
    parsed = build("Saudi/NNP/compound/1 Arabia/NNP/nsubj/2 agreed/VBD/ROOT/2 ././punct/2")
    assert [p.side for p in find(outline(parsed.text), parsed).people if p.name or p.side] == ["Saudi Arabia"]


def test_an_everyday_word_is_a_name_where_it_is_only_written_large() -> None:
    parsed = build(
        "Steel/NN/nsubj/1 thought/VBD/ROOT/1 so/RB/advmod/1 ././punct/1",
        "I/PRP/nsubj/1 told/VBD/ROOT/1 Steel/NN/dobj/1 no/UH/dobj/1 ././punct/1",
    )
    assert people(parsed) == [("Steel", ["Steel", "Steel"])]


@pytest.mark.parametrize("word", ["May", "Government", "Moscow", "French", "Soviets", "Ambassador", "NATO", "Ox"])
def test_words_that_are_no_surnames(word: str) -> None:
    assert not nameable(word, True, set())


def test_a_word_that_also_stands_small_is_no_surname() -> None:
    assert nameable("Steel", True, set())
    assert not nameable("Steel", True, {"steel"})
    assert not nameable("Steel", False, set())


@pytest.mark.parametrize(
    ("text", "start"), [("C. Oreil", 0), ("Carl Oreil", 0), ("Mr. Oreil", 4), ("Anna Oreil", 5), ("told Carl B. Oreil", 5), ("Oreil", 0)]
)
def test_a_given_name_before_a_surname_is_part_of_the_mention(text: str, start: int) -> None:
    assert given_before(text, text.index("Oreil"), Entry(name="Carl B. Oreil", last="Oreil")) == start
