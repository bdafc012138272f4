"""Opening a room: under which names, for whom, on which port; what cannot be is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import web
from memcon.errors import SettingError
from memcon.library import Library, LibraryError
from memcon.web import passwords


def test_a_library_that_is_not_there_is_made_unless_the_room_is_read_only(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library here"):
        web.room(tmp_path / "a.db", read_only=True)
    web.room(tmp_path / "a.db")
    assert (tmp_path / "a.db").exists()


@pytest.mark.parametrize(("host", "inside"), [
    ("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.0.2.1", False), ("archive.example", False), ("127.0.0.1.example", False), ("", False),
])
def test_what_is_this_machine(host: str, inside: bool) -> None:
    assert web.loopback(host) is inside


def test_a_room_has_the_names_it_is_given(library: Library, tmp_path: Path) -> None:
    assert web.room(library.path).hosts == {"127.0.0.1:8585", "localhost:8585", "[::1]:8585"}
    passwords.add(tmp_path / "readers", "ilse", "a long password")
    known = web.room(library.path, host="192.0.2.1", name="Archive.example", password_file=tmp_path / "readers")
    assert {"192.0.2.1:8585", "archive.example"} <= known.hosts
    assert set(known.passwords) == {"ilse"}
    assert "127.0.0.1" in web.hosts_of("127.0.0.1", 80)
    with pytest.raises(SettingError, match=r"--name archive\.example"):
        web.room(library.path, name="archive.example")


def test_the_address_can_be_opened_on_this_machine(room: web.Room) -> None:
    assert web.address(room) == f"http://127.0.0.1:8585/?token={room.token}"
    assert web.address(room, "0.0.0.0").startswith("http://127.0.0.1:")
    assert web.address(room, "::1").startswith("http://[::1]:")
    assert len(room.token) >= 32


def test_tokens_are_new_at_each_start(library: Library) -> None:
    assert web.room(library.path).token != web.room(library.path).token


def test_a_port_that_is_taken_is_said() -> None:
    with web.bound("127.0.0.1", 0) as taken, pytest.raises(SettingError, match="give another"):
        web.bound("127.0.0.1", taken.getsockname()[1])
