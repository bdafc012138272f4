"""Offices and names made one by a dated list of holders; the list here is invented, as its countries are."""

from __future__ import annotations

import pytest

from memcon.errors import ModelError
from memcon.model import Parsed, Participant, Sentence
from memcon.people import find
from memcon.people.cast import Entry
from memcon.people.tenure import Here, known, tenures
from parsing import build, flat, outline

LISTED = tenures([
    "president, United States = Harbrook, Amos T., 1958, 1963",
    "president, France = Vauclair, Leon, 1959, 1962",
    "prime minister, France = Delorme, Yves, 1959, 1962",
    "secretary of state, United States = Marden, Amos, 1959, 1962",
    "attorney general, United States = Marden, Owen, 1959, 1962",
    "prime minister, Italy = Brandi, Carlo, 1959, 1962",
    "foreign minister, Italy = Delorme, Aldo, 1963, 1966",
])
TALK = "The French Ambassador came. The Prime Minister wished for peace. Delorme had said so in Paris."


def parsed(text: str) -> Parsed:
    """A text as sentences of words without a tree."""
    whole, found, first = flat(text), [], 0
    for number, token in enumerate(whole.tokens, 1):
        if token.text == ".":
            found.append(Sentence(whole.tokens[first].start, token.end, first, number, 0))
            first = number
    return Parsed(text, whole.tokens, tuple(found))


def together(text: str, *listed: Participant, date: str = "1960-05-02", cast: tuple[Participant, ...] = ()) -> set[frozenset[str]]:
    """The words of the mentions, by person."""
    found = find(outline(text, *listed, date=date), parsed(text), cast, LISTED)
    return {frozenset(text[m.start : m.end] for m in found.mentions if m.person == p.id) for p in found.people}


def tied(people: set[frozenset[str]]) -> bool:
    """Whether the office and the name are one person."""
    return any(all(any(word.endswith(end) for word in words) for end in ("Prime Minister", "Delorme")) for words in people)


def test_an_office_is_its_holder_of_that_year_where_the_country_is_named() -> None:
    assert tied(together(TALK))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (TALK, "1970-05-02"),
        (TALK, ""),
        (TALK.replace("French", "Norland").replace("Paris", "Sund"), "1960-05-02"),
        (TALK.replace("Delorme had", "Finance Minister Delorme had"), "1960-05-02"),
        (TALK.replace("Delorme had", "Mr. Marcel Delorme had"), "1960-05-02"),
    ],
)
def test_nothing_is_tied_in_another_year_or_country_or_against_what_the_record_says(text: str, date: str) -> None:
    assert not tied(together(text, date=date))


def test_an_office_of_the_list_that_ends_with_its_country_is_that_countrys() -> None:
    text = "President Harbrook came. The President spoke."
    assert frozenset({"President Harbrook", "The President"}) in together(text, Participant("", "President of the United States"))


def test_nobody_else_holds_an_office_of_the_country_from_which_the_record_comes() -> None:
    text = "The Prime Minister thanked us. Oreil was present. The Prime Minister said that it rained. Oreil said nothing."
    here = Here(outline(text, date="1960-05-02", from_=("Embassy in France",)), text, LISTED)
    office = Entry(roles=["Prime Minister"])
    assert here.against(office, Entry(name="Oreil", last="Oreil"))
    assert not here.against(office, Entry(name="Delorme", last="Delorme"))


def test_a_given_name_alone_is_the_holder_who_bears_it() -> None:
    read = build("Prime/NNP/compound/1 Minister/NNP/compound/2 Delorme/NNP/nsubj/3 came/VBD/ROOT/3 ././punct/3",
                 "Then/RB/advmod/2 Yves/NNP/nsubj/2 replied/VBD/ROOT/2 that/IN/mark/5 it/PRP/nsubj/5 rained/VBD/ccomp/2 ././punct/2")
    text = read.text
    found = find(outline(text, date="1960-05-02"), read, (), LISTED)
    assert {m.person for m in found.mentions} == {"p1"}
    ground = "the list of holders of office: Yves Delorme, prime minister of France, 1959 to 1962"
    assert found.notes == (f"Delorme is taken for “Yves” by {ground}.",)
    assert len({m.person for m in find(outline(text, date="1950-05-02"), read, (), LISTED).mentions}) == 2


def test_the_writer_stays_though_the_list_gives_the_name_to_somebody() -> None:
    read = build("Prime/NNP/compound/1 Minister/NNP/compound/2 Delorme/NNP/nsubj/3 came/VBD/ROOT/3 ././punct/3")
    found = find(outline(read.text, date="1960-05-02", signer="Yves"), read, (), LISTED)
    assert [p.name for p in found.people if p.author] == ["Yves"]


def test_an_office_of_the_writers_side_is_meant_on_a_visit_where_its_holder_is_named() -> None:
    listed = tenures(["vice president, United States = Harbrook, Amos, 1958, 1963", "vice president, France = Delorme, Yves, 1959, 1962"])
    text = "Visit Harbrook. The Vice President came. The Vice President spoke."
    found = find(outline(text, date="1960-05-02", from_=("Embassy in France",)), parsed(text), (), listed)
    assert frozenset({"Harbrook", "The Vice President"}) in {
        frozenset(text[m.start : m.end] for m in found.mentions if m.person == p.id) for p in found.people
    }


def test_of_two_holders_in_the_record_neither_is_chosen() -> None:
    text = TALK + " The Italian Ambassador agreed with Brandi."
    assert not any({"Delorme"} < words for words in together(text))


def test_both_in_the_list_of_participants_are_two_people() -> None:
    text = "The French spoke. The Prime Minister thanked Delorme."
    both = (Participant(name="Delorme"), Participant(name="Prime Minister"))
    assert not any({"Delorme"} < words for words in together(text, *both))


def test_the_record_says_on_what_ground() -> None:
    found = find(outline(TALK, date="1960-05-02"), parsed(TALK), (), LISTED)
    note = "Delorme is taken for “prime minister” by the list of holders of office: prime minister of France, 1959 to 1962."
    assert found.notes == (note,)


def test_initials_are_the_one_person_who_bears_them() -> None:
    text = "President Harbrook telephoned. ATH said that he would come. ATH was glad."
    assert any("ATH" in words and len(words) > 1 for words in together(text))
    assert not any("XYZ" in words for words in together(text.replace("ATH", "XYZ")))


@pytest.mark.parametrize("entry", ["chancellor Valmora = Sund, 1950, 1951", "chancellor, Valmora = Sund, Ada, 1952, 1951"])
def test_an_entry_that_is_none_is_named(entry: str) -> None:
    with pytest.raises(ModelError, match=r"holders\.txt"):
        tenures([entry])


def test_the_list_that_comes_with_memcon_is_sound() -> None:
    listed = known()
    assert len(listed) > 1000
    assert all(1900 < t.since <= t.until < 2030 and t.names for t in listed)


@pytest.mark.parametrize(("sender", "meant"), [(("Embassy in France",), "President Vauclair"), ((), "President Harbrook")])
def test_an_office_of_two_countries_is_held_where_the_record_comes_from(sender: tuple[str, ...], meant: str) -> None:
    text = "President Vauclair met President Harbrook. The President agreed. President Vauclair left. The President agreed."
    found = find(outline(text, date="1960-05-02", from_=sender), parsed(text), (), LISTED)
    at = next(m.person for m in found.mentions if text[m.start : m.end] == "The President")
    assert {text[m.start : m.end] for m in found.mentions if m.person == at} == {meant, "The President"}


def test_an_ambassador_is_not_rather_the_writers_own() -> None:
    both = Participant("Amos Harbrook", "Ambassador", "United States"), Participant("Yves Delorme", "Ambassador", "France")
    text = "Mr. Harbrook met Ambassador Delorme. The Ambassador was late."
    assert frozenset({"Ambassador Delorme", "The Ambassador"}) in together(text, *both)


@pytest.mark.parametrize("text", ["Mr. Owen Marden came. Secretary Marden left.", "Secretary Marden left. Mr. Owen Marden came."])
def test_namesakes_are_told_apart_by_the_given_name_of_the_one_who_held_the_office(text: str) -> None:
    apart = {frozenset({"Mr. Owen Marden"}), frozenset({"Secretary Marden"})}
    assert apart <= together(text)
    assert not apart <= together(text, date="1950-05-02")
