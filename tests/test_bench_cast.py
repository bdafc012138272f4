"""The bench of casts, on an invented record."""

from __future__ import annotations

from types import ModuleType

import pytest

from memcon.corpus import Annotated, Name, Piece
from memcon.model import Mention, Person
from memcon.people import People
from scripts import bench_script

TEXT = "Oreil came. The Minister said no. I agreed."


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return bench_script("cast", monkeypatch)


def reading() -> Annotated:
    pieces = (
        Piece(0, 11, "AUTHOR", "narration"),
        Piece(12, 33, "Oreil", "reported", "refusal", to="Dale"),
        Piece(34, 43, "Dale", "reported", "agreement"),
    )
    cast = (Name("Oreil", ((0, 5), (12, 24))),)
    return Annotated(
        volume="v", document="d1", kind="telegram", sha256="", characters=len(TEXT), writer=("Dale",), cast=cast, pieces=pieces
    )


def found(minister: str) -> People:
    people = (Person(id="p1", name="Oreil"), Person(id="p2", role="minister"), Person(id="p3", name="Dale", author=True))
    return People(people, (Mention(0, 5, "p1"), Mention(12, 24, minister)))


def test_a_name_is_tied_to_the_person_who_bears_it_and_the_writer_to_the_author(bench: ModuleType) -> None:
    assert bench.tie(reading(), TEXT, reading().pieces, found("p2")) == {"Oreil": "p1", "Dale": "p3", "AUTHOR": "p3"}
    nobody = People(found("p2").people, (Mention(12, 24, "p2"),))
    assert "Oreil" not in bench.tie(reading(), TEXT, reading().pieces, nobody)


@pytest.mark.parametrize(("minister", "right", "both"), [("p1", 4, 1), ("p2", 0, 0)])
def test_one_person_under_two_names_is_in_place_only_where_they_are_one(bench: ModuleType, minister: str, right: int, both: int) -> None:
    people = found(minister)
    tied = bench.tie(reading(), TEXT, reading().pieces, people)
    said = bench.places(reading(), TEXT, reading().pieces)
    at = [bench.over(people.mentions, start, end) for _, start, end in said]
    counts = bench.in_place(TEXT, reading().pieces, tied, list(zip(said, at, strict=True)))
    assert (counts["named right"], counts["named due"]) == (right, 4)
    assert bench.paired([name for name, _, _ in said], at)["pairs both"] == both


def test_coverage_counts_words_of_tied_names(bench: ModuleType) -> None:
    counts = bench.covered(TEXT, reading().pieces, {"Oreil": "p1"})
    assert (counts["speaker tied"], counts["speaker due"], counts["to tied"], counts["to due"]) == (4, 6, 0, 4)


def test_the_writer_is_right_by_name(bench: ModuleType) -> None:
    assert bench.wrote(reading(), found("p2")) == 1
    unnamed = People((Person(id="p3", author=True),), ())
    assert bench.wrote(reading(), unnamed) == 0
