"""Cast files: read, checked, written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.casting import dump, load
from memcon.errors import CastError
from memcon.model import Participant, Person
from parsing import PEOPLE


@pytest.fixture
def cast(tmp_path: Path) -> Path:
    return tmp_path / "cast.toml"


def test_a_cast_file_gives_the_people(cast: Path) -> None:
    cast.write_text(
        '[[person]]\nname = "Tomas Oreil"\nrole = "Minister"\nside = "Valmora"\naliases = ["Tom", "the Minister"]\n\n'
        '[[person]]\nrole = "the clerk"\nauthor = true\n', encoding="utf-8",
    )
    assert load(cast) == (
        Participant("Tomas Oreil", "Minister", "Valmora", aliases=("Tom", "the Minister")), Participant("", "the clerk", author=True),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names nobody"),
        ("person = 3", "names nobody"),
        ("person = []", "names nobody"),
        ("person = [1]", "person 1 is no table"),
        ("[[person]]\nnam = 'x'", "person 1 has the unknown key 'nam'; known are aliases, author, name, role, side"),
        ("[[person]]\nname = 3", "person 1: name must be text"),
        ("[[person]]\nname = 'x'\naliases = 'y'", "person 1: aliases must be a list"),
        ("[[person]]\nname = 'x'\naliases = [1]", "person 1: aliases must be a list"),
        ("[[person]]\nname = 'x'\nauthor = 'yes'", "person 1: author must be true or false"),
        ("[[person]]\nside = 'x'", "person 1 has neither name nor role"),
        ("[[person]]\nname = 'x'\n[[person]]\nname = ''", "person 2 has neither name nor role"),
        ("[[person]]\nname = 'x'\nauthor = true\n[[person]]\nname = 'y'\nauthor = true", "more than one person has author = true"),
        ("[[person", "is no valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(cast: Path, text: str, message: str) -> None:
    cast.write_text(text, encoding="utf-8")
    with pytest.raises(CastError) as caught:
        load(cast)
    assert str(caught.value).startswith(str(cast))
    assert message in str(caught.value)


def test_a_cast_file_that_cannot_be_read_is_named(cast: Path, tmp_path: Path) -> None:
    with pytest.raises(CastError, match="no such cast file; memcon read FILE --write-cast prints one"):
        load(cast)
    with pytest.raises(CastError, match="cannot be read"):
        load(tmp_path)
    cast.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(CastError, match="cannot be read"):
        load(cast)


def test_what_is_written_is_read_again(cast: Path) -> None:
    cast.write_text(dump(PEOPLE), encoding="utf-8")
    assert load(cast) == tuple(Participant(p.name, p.role, p.side, author=p.author, aliases=p.aliases) for p in PEOPLE)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=30), st.lists(st.text(max_size=10), max_size=3))
def test_any_name_is_written_so_that_it_can_be_read(tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str]) -> None:
    path = tmp_path_factory.mktemp("cast") / "cast.toml"
    path.write_bytes(dump([Person(id="p1", name=name, aliases=tuple(aliases))]).encode())
    assert load(path) == (Participant(name, aliases=tuple(aliases)),)


def test_the_unnamed_writer_is_left_to_fill_in_and_the_file_says_how(cast: Path) -> None:
    written = dump([Person(id="p1", author=True)])
    assert 'name = ""' in written
    assert "author = true" in written
    assert written.startswith("# ")
    cast.write_text(written, encoding="utf-8")
    assert load(cast) == (Participant("", author=True),)
