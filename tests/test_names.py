"""Names in running text: taken apart, found behind titles, and what is no name."""

from __future__ import annotations

import pytest

from memcon.people.names import Name, name_at, stop, take_apart, titled


@pytest.mark.parametrize(
    ("written", "title", "full", "last"),
    [
        ("Tomas Oreil", "", "Tomas Oreil", "Oreil"),
        ("Mr. Tomas Oreil", "Mr.", "Tomas Oreil", "Oreil"),
        ("Prime Minister Aldane", "Prime Minister", "Aldane", "Aldane"),
        ("Lt. Gen. Brent Marlow, Jr.", "Lt. Gen.", "Brent Marlow", "Marlow"),
        ("the Ambassador", "Ambassador", "", ""),
        ("Dr. Anna de Ruyven’s", "Dr.", "Anna de Ruyven", "Ruyven"),
        ("Ibrahim al Khoury", "", "Ibrahim al Khoury", "al Khoury"),
        ("Hadi al–Kessar of Egypt", "", "Hadi al–Kessar", "al–Kessar"),
        ("Mr. Bishop", "Mr.", "Bishop", "Bishop"),
        ("Mr. President", "Mr. President", "", ""),
        ("Oreil Pasha", "Pasha", "Oreil", "Oreil"),
        ("Petra Sund-Falk", "", "Petra Sund-Falk", "Sund-Falk"),
        ("His Excellency Karel Voss", "", "Karel Voss", "Voss"),
        ("General Karel Voss, USA", "General", "Karel Voss", "Voss"),
        ("Admiral Voss (Ret.)", "Admiral", "Voss", "Voss"),
        ("Mr. Karel D.Voss", "Mr.", "Karel D. Voss", "Voss"),
        ("President Voss of Argentina", "President", "Voss", "Voss"),
        ("Austria Foreign Minister Karel Voss", "Foreign Minister", "Karel Voss", "Voss"),
        ("Cabinet Secretary Voss", "Cabinet Secretary", "Voss", "Voss"),
        ("", "", "", ""),
        ("of the press", "", "of the press", ""),
    ],
)
def test_a_name_is_taken_apart(written: str, title: str, full: str, last: str) -> None:
    found = take_apart(written)
    assert (found.full, found.last) == (full, last)
    assert found.title.split() == title.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Prime Minister Aldane in May.", [("Prime Minister Aldane", "Aldane")]),
        ("Mr. Joseph J. Sund and Mrs. Falk spoke.", [("Mr. Joseph J. Sund", "Joseph J. Sund"), ("Mrs. Falk", "Falk")]),
        ("General Voss’s note", [("General Voss", "Voss")]),
        ("General de Ruyven spoke", [("General de Ruyven", "de Ruyven")]),
        ("He met the King. Consensus grew.", []),
        ("the Foreign Minister said", []),
        ("Secretary of State", []),
        ("the Deputy Under Secretary spoke", []),
        ("Ambassador Designate to Valmora", []),
        ("Ambassador May leave today.", []),
        ("Tell Ambassador Paris soon.", []),
        ("Chief MAAG and major VC units", []),
        ("an official Soviet reply in the General Assembly", []),
        ("Secretary MARDEN and Mr. France", [("Secretary MARDEN", "MARDEN"), ("Mr. France", "France")]),
        ("Ambassador al-Kessar left", [("Ambassador al-Kessar", "al-Kessar")]),
        ("Mr. King agreed", [("Mr. King", "King")]),
    ],
)
def test_names_are_found_behind_titles(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[a:b], name.full) for a, b, name in titled(text, 0, len(text))] == expected


def test_only_the_stretch_asked_for_is_searched() -> None:
    text = "Mr. Oreil met Mr. Sund."
    assert [name.last for _, _, name in titled(text, 10, len(text))] == ["Sund"]


def test_a_run_of_name_words_ends_where_the_name_ends() -> None:
    text = "Anna van Ruyven spoke"
    assert name_at(text, 0, len(text)) == len("Anna van Ruyven")
    assert name_at("the note", 0, 8) is None
    assert name_at("Oreil’s Council", 0, 15) == len("Oreil’s")


@pytest.mark.parametrize("word", ["May", "Monday", "The", "He", "State", "U.S."])
def test_capitalised_words_that_are_no_names(word: str) -> None:
    assert stop(word)


def test_a_surname_is_no_stop_word() -> None:
    assert not stop("Oreil")


def test_names_compare_by_value() -> None:
    assert take_apart("Mr. Oreil") == Name("Mr.", "Oreil", "Oreil")


@pytest.mark.parametrize("text", ["x" * 100_000, "Mr. " * 20_000, "A" * 100_000, "Mr. A-" + "a-" * 50_000])
def test_a_long_line_is_searched_in_bounded_work(text: str) -> None:
    assert all(0 <= a < b <= len(text) for a, b, _ in titled(text, 0, len(text)))
