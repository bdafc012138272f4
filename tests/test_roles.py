"""Offices and bodies by which people and parties are described."""

from __future__ import annotations

import pytest

from memcon.people.roles import bodies, describe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw the British Ambassador today.", [("the British Ambassador", "ambassador", "United Kingdom")]),
        ("The Foreign Minister of France spoke.", [("The Foreign Minister of France", "foreign minister", "France")]),
        ("the minister spoke", [("the minister", "minister", "")]),
        ("an ambassador must listen", []),
        ("his general view and the charge on his head", []),
        ("the general said no", [("the general", "general", "")]),
        ("Ambassador said nothing", [("Ambassador", "ambassador", "")]),
        ("a minister or two", []),
        ("The British High Commissioner left", [("The British High Commissioner", "high commissioner", "United Kingdom")]),
        ("the Acting British Minister left", [("the Acting British Minister", "minister", "United Kingdom")]),
        ("the President of the Republic of Cuba left", [("the President of the Republic of Cuba", "president", "Cuba")]),
        ("the Ambassador-at-Large left", []),
        ("VP said no", [("VP", "vp", "")]),
        ("the Secretary of State left", [("the Secretary of State", "secretary of state", "")]),
    ],
)
def test_offices_are_found_with_their_side(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[d.start : d.end], d.head, d.side) for d in describe(text, 0, len(text))] == expected


def test_a_side_is_named_as_the_list_of_countries_names_it() -> None:
    sides = {d.side for d in describe("The French Minister met the Minister of France.", 0, 47)}
    assert len(sides) == 1
    assert "" not in sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department replied.", ["The Department"]),
        ("the British Government replied", ["the British Government"]),
        ("the department of a shop", []),
        ("The Maritime Administration agreed.", ["The Maritime Administration"]),
        ("Second Party said no", ["Second Party"]),
        ("tell us government", []),
    ],
)
def test_bodies_are_found(text: str, expected: list[str]) -> None:
    found = list(bodies(text, 0, len(text)))
    assert [text[d.start : d.end] for d in found] == expected
    assert all(d.body for d in found)


@pytest.mark.parametrize("text", ["the" + " " * 20_000, "Foreign " * 5_000, "x" * 50_000])
def test_a_long_line_is_searched_in_bounded_work(text: str) -> None:
    assert list(describe(text, 0, len(text))) == []
    assert list(bodies(text, 0, len(text))) == []


def test_bodies_written_in_several_ways_are_one() -> None:
    assert {d.head for d in bodies("The Department and the State Department", 0, 39)} == {"department of state"}
