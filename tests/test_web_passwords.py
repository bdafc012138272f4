"""The password file: written, read, checked; one sentence on what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon.errors import SettingError
from memcon.web import passwords

GOOD = "a long password"


def test_a_password_fits_its_own_name_only(tmp_path: Path) -> None:
    file = tmp_path / "readers"
    passwords.add(file, "ilse", GOOD)
    passwords.add(file, "tomas", GOOD + "!")
    known = passwords.load(file)
    assert passwords.fits(known, "ilse", GOOD)
    assert not passwords.fits(known, "ilse", GOOD + "!")
    assert not passwords.fits(known, "nobody", GOOD)
    assert GOOD not in file.read_text()


def test_a_new_password_takes_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "readers"
    passwords.add(file, "ilse", GOOD)
    passwords.add(file, "ilse", "another password")
    known = passwords.load(file)
    assert len(known) == 1
    assert passwords.fits(known, "ilse", "another password")
    assert not passwords.fits(known, "ilse", GOOD)


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    passwords.add(tmp_path / "readers", "ilse", GOOD)
    assert (tmp_path / "readers").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("name", "password", "said"), [
    ("a b", GOOD, "reader's name"), ("a:b", GOOD, "reader's name"), ("ilse", "short", "at least 10"),
])
def test_what_cannot_be_used_is_said(tmp_path: Path, name: str, password: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        passwords.add(tmp_path / "readers", name, password)


@pytest.mark.parametrize(("text", "said"), [
    ("", "names nobody"), ("# only a remark\n", "names nobody"), ("ilse:plain\n", "line 1"), ("x\n", "line 1"),
])
def test_a_file_that_is_none_is_said(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "readers"
    file.write_text(text)
    with pytest.raises(SettingError, match=said):
        passwords.load(file)
    with pytest.raises(SettingError, match="cannot be read"):
        passwords.load(tmp_path / "none")


def test_a_hash_that_is_broken_fits_nothing() -> None:
    assert not passwords.fits({"ilse": "$argon2id$broken"}, "ilse", GOOD)
