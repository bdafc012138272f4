"""The entrance: a name and its password let in, others do not, and many tries close it for a while."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from memcon import web
from memcon.errors import SettingError
from memcon.library import Library
from memcon.web import entrance, passwords


@pytest.fixture
def door(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    # The real check takes memory and time on purpose; what is tested here is what follows from it.
    monkeypatch.setattr(passwords, "fits", lambda known, name, password: (name, password) == ("ilse", "right"))
    room = msgspec.structs.replace(web.room(library.path), passwords={"ilse": "$argon2..."})
    with TestClient(web.app(room), base_url="http://127.0.0.1:8585", follow_redirects=False) as client:
        yield client


def test_the_right_password_lets_in_under_its_name(door: TestClient) -> None:
    assert "Log in" in door.get("/").text
    answer = door.post("/login", data={"name": "ilse", "password": "right", "to": "/people"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    page = door.get("/collections")
    mark = page.text.partition('name="csrf" content="')[2].partition('"')[0]
    door.post("/searches", data={"csrf": mark, "name": "tolls", "q": "tolls"})
    assert door.get("/api/v1/searches").json()["items"][0]["who"] == "ilse"


def test_the_way_on_stays_on_this_host(door: TestClient) -> None:
    answer = door.post("/login", data={"name": "ilse", "password": "right", "to": "//evil.example"})
    assert answer.headers["location"] == "/evil.example"


def test_a_wrong_password_does_not_and_ten_close_the_entrance(door: TestClient) -> None:
    for _ in range(entrance.TRIES):
        answer = door.post("/login", data={"name": "ilse", "password": "wrong"})
        assert answer.status_code == 401
        assert "do not fit" in answer.text
    assert door.post("/login", data={"name": "ilse", "password": "right"}).status_code == 429
    assert door.get("/").status_code == 401


def test_a_room_without_passwords_has_no_entrance(client: TestClient) -> None:
    assert client.get("/login").status_code == 401
    assert client.post("/login", data={"name": "ilse", "password": "right"}).status_code == 401


def test_a_room_beyond_this_machine_needs_passwords(library: Library) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "::", "archive.example"):
        with pytest.raises(SettingError, match="--password-file"):
            web.room(library.path, host=host)
    for host in ("127.0.0.1", "127.0.0.5", "::1", "localhost"):
        assert web.room(library.path, host=host).passwords == {}
