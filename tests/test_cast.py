"""The cast: which name or office means whom."""

from __future__ import annotations

import pytest

from memcon.people.cast import Cast, Entry, by_letter, clash, folded, initials, plain, same_office, surnames
from memcon.people.names import take_apart


def cast_of(*entries: Entry) -> Cast:
    cast = Cast()
    for entry in entries:
        cast.add(entry)
    return cast


@pytest.mark.parametrize(
    ("role", "title", "same"),
    [
        ("Foreign Minister", "Minister", True),
        ("Deputy Minister", "Minister", False),
        ("Prime Minister", "Minister", False),
        ("Minister", "Foreign Minister", False),
        ("Press Secretary", "Secretary", False),
        ("Cabinet Secretary", "Secretary", False),
        ("Ambassador", "British Ambassador", True),
        ("the Ambassador", "ambassador", True),
        ("Secretary of State", "Secretary", True),
        ("The Secretary", "Secretary of State", True),
        ("Deputy Foreign Minister", "Minister", False),
        ("Secretary-General", "Secretary", False),
        ("Secretary General", "Secretary", False),
        ("President’s Special Assistant", "President", False),
        ("Assistant to the President", "President", False),
        ("", "Minister", False),
    ],
)
def test_an_office_is_called_by_its_last_words(role: str, title: str, same: bool) -> None:
    assert same_office(role, title) is same


def test_offices_are_compared_without_article_capitals_and_stops() -> None:
    assert plain("The Under-Secretary, Dr.") == "under-secretary dr"


def test_a_surname_finds_its_person_and_a_given_name_decides_between_two() -> None:
    anna, piet = Entry(name="Anna Ruyven", last="Ruyven"), Entry(name="Piet Ruyven", last="Ruyven")
    cast = cast_of(anna, piet)
    assert cast.by_last(take_apart("Piet Ruyven")) is piet
    assert cast.by_last(take_apart("Anna Ruyven")) is anna
    assert cast.by_last(take_apart("Mr. Oreil")) is None


def test_a_title_decides_between_two_of_a_name_and_else_who_took_part() -> None:
    general, doctor = Entry(name="Ruyven", last="Ruyven", roles=["General"]), Entry(name="Ruyven", last="Ruyven", participant=True)
    cast = cast_of(general, doctor)
    assert cast.by_last(take_apart("General Ruyven")) is general
    assert cast.by_last(take_apart("Ruyven")) is doctor


def test_other_given_names_are_other_people() -> None:
    assert clash("Anna Ruyven", "Piet Ruyven")
    assert not clash("A. Ruyven", "Anna Ruyven")
    assert not clash("Ruyven", "Anna Ruyven")
    assert cast_of(Entry(name="Anna Ruyven", last="Ruyven")).by_last(take_apart("Piet Ruyven")) is None


def test_a_president_is_nobody_of_the_list_who_is_none() -> None:
    listed = Entry(name="Anna Ruyven", last="Ruyven", participant=True)
    assert cast_of(listed).by_last(take_apart("President Ruyven")) is None
    assert cast_of(listed).by_last(take_apart("Dr. Ruyven")) is listed
    bare = Entry(name="Ruyven", last="Ruyven", participant=True)
    assert cast_of(bare).by_last(take_apart("President Ruyven")) is bare


def test_a_dropped_entry_is_found_no_more() -> None:
    one = Entry(roles=["Minister"])
    cast = cast_of(one)
    cast.drop(one)
    assert cast.by_office("minister", "", 0) is None


def test_the_government_of_a_side_is_one() -> None:
    government = Entry(roles=["government"], side="Orvask", body=True, government=True)
    assert cast_of(government).by_side("Orvask") is government
    assert cast_of(government).by_side("Valmora") is None


def test_parts_of_a_long_name_are_surnames() -> None:
    assert surnames(Entry(name="Luis Barro Hurt", last="Hurt")) == {"barro", "hurt"}
    assert surnames(Entry(name="Petra Sund-Falk", last="Sund-Falk")) == {"sund", "falk"}
    assert "khoury" in surnames(Entry(name="Ibrahim al Khoury", last="al Khoury"))
    assert surnames(Entry(name="Anna Ruyven", last="Ruyven")) == set()


def test_two_ambassadors_stay_two_and_the_side_decides() -> None:
    ours = Entry(name="Marran", last="Marran", roles=["Ambassador"], side="Kestria")
    theirs = Entry(name="Falk", last="Falk", roles=["Ambassador"], side="Orvask")
    cast = cast_of(ours, theirs)
    assert cast.by_office("ambassador", "Orvask", 0) is theirs
    assert cast.by_office("ambassador", "Kestria", 0) is ours
    assert cast.by_office("ambassador", "Valmora", 0) is None


def test_without_a_side_the_holder_mentioned_last_is_meant() -> None:
    first, second = Entry(roles=["Minister"], spans=[(5, 9)]), Entry(roles=["Minister"], spans=[(20, 24)])
    cast = cast_of(first, second)
    assert cast.by_office("minister", "", 30) is second
    assert cast.by_office("minister", "", 10) is first


def test_the_minister_heads_a_ministry_where_an_embassy_has_one_too() -> None:
    embassy, ministry = Entry(roles=["Minister"], spans=[(20, 24)]), Entry(roles=["Defense Minister"], spans=[(5, 9)])
    assert cast_of(embassy, ministry).by_office("minister", "", 30) is ministry


def test_the_secretary_is_no_secretary_of_a_department() -> None:
    state, other = Entry(roles=["Secretary of State"], spans=[(5, 9)]), Entry(roles=["Secretary of Defense"], spans=[(20, 24)])
    assert cast_of(state, other).by_office("secretary", "", 30) is state


def test_sir_stands_before_a_given_name() -> None:
    sir = Entry(name="Oskar Falk", last="Falk")
    assert cast_of(sir).by_last(take_apart("Sir Oskar")) is sir
    assert cast_of(sir).by_last(take_apart("Mr. Oskar")) is None
    assert cast_of(sir, Entry(name="Oskar Sund", last="Sund")).by_last(take_apart("Sir Oskar")) is None


def test_spellings_of_one_surname_are_one() -> None:
    assert folded("Pak") == folded("Park")
    assert folded("Sund-Falk") == folded("Sund Falk")
    park = Entry(name="Park", last="Park")
    assert cast_of(park).by_last(take_apart("President Pak")) is park


def test_a_family_name_that_stands_first_names_its_bearer() -> None:
    assert "kim" in surnames(Entry(name="Kim Sund", last="Sund"))
    assert surnames(Entry(name="Karel Chong", last="Chong")) == frozenset()


def test_two_words_of_a_surname_are_no_given_name() -> None:
    assert not clash("Karel Barros Voss", "Barros Voss")
    assert clash("Karel Barros Voss", "Anna Voss")


def test_bodies_are_found_by_head_and_side_and_hold_no_office() -> None:
    body = Entry(roles=["government"], side="Orvask", body=True)
    cast = cast_of(body)
    assert cast.by_body("government", "Orvask") is body
    assert cast.by_body("government", "") is None
    assert cast.by_office("government", "Orvask", 0) is None


def test_initials_and_letters_stand_for_one_person_only() -> None:
    anna, piet = Entry(name="Anna Ruyven", last="Ruyven"), Entry(name="Piet Falk", last="Falk")
    assert initials(anna) == "ar"
    assert initials(Entry(name="Ruyven")) == ""
    assert by_letter(cast_of(anna, piet), "F") is piet
    assert by_letter(cast_of(anna, Entry(last="Rade")), "R") is None


def test_new_entries_share_no_lists() -> None:
    one, two = Entry(), Entry()
    one.roles.append("Minister")
    assert two.roles == []


def test_the_minister_is_rather_the_one_the_record_calls_so() -> None:
    economy = Entry(name="Dale", last="Dale", roles=["Minister of Economy"], styles={"minister"}, spans=[(0, 5)])
    finance = Entry(name="Finch", last="Finch", roles=["Minister of Finance"], spans=[(10, 15)])
    assert cast_of(economy, finance).by_office("minister", "", 20) is economy
