"""The guard: strangers, other pages and other hosts stay out; nothing is written without the mark of the room's own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from memcon import web
from memcon.library import Library
from memcon.web import guard


def addresses(client: TestClient, method: str) -> list[str]:
    """Every address of the room that answers a method, with something in the place of its parameters."""
    app: Any = client.app
    routes = [route for route in app.routes if isinstance(route, Route) and method in (route.methods or ())]
    return [re.sub(r"{\w+}", "x", re.sub(r"{\w+:int}", "1", route.path)) for route in routes]


@pytest.fixture
def stranger(room: web.Room) -> Iterator[TestClient]:
    with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}", follow_redirects=False) as made:
        yield made


def test_a_stranger_reads_nothing(stranger: TestClient) -> None:
    found = {path: stranger.get(path).status_code for path in addresses(stranger, "GET")}
    assert len(found) > 30
    assert {path for path, status in found.items() if status != 401} == set()


def test_a_stranger_writes_nothing(stranger: TestClient) -> None:
    for method in ("POST", "DELETE"):
        for path in set(addresses(stranger, method)) - {"/login"}:
            assert stranger.request(method, path).status_code in {401, 403}, path


def test_the_style_is_there_for_all(stranger: TestClient) -> None:
    assert stranger.get("/static/room.css").status_code == 200


def test_the_token_becomes_a_cookie_and_leaves_the_address(stranger: TestClient, room: web.Room) -> None:
    answer = stranger.get(f"/search?q=ferries&token={room.token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=ferries"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert stranger.get("/search?q=ferries").status_code == 200


def test_a_wrong_token_opens_nothing(stranger: TestClient) -> None:
    assert stranger.get("/?token=guess").status_code == 401
    assert stranger.get("/?token=").status_code == 401
    assert stranger.get("/api/v1/status", headers={"Authorization": "Bearer guess"}).status_code == 401


def test_a_cookie_that_was_tampered_with_is_none(stranger: TestClient, room: web.Room) -> None:
    name = f"memcon_{room.port}"
    stranger.get(f"/?token={room.token}")
    value = stranger.cookies[name]
    for forged in (value[:-1] + ("0" if value[-1] != "0" else "1"), "x" + value, "..", "", value.replace(".", "", 1)):
        stranger.cookies.clear()
        stranger.cookies.set(name, forged)
        assert stranger.get("/").status_code == 401, forged


def test_a_cookie_of_another_room_is_none(room: web.Room, library: Library) -> None:
    other = web.room(library.path)
    with TestClient(web.app(room), base_url="http://127.0.0.1:8585") as here:
        here.get(f"/?token={room.token}")
        with TestClient(web.app(other), base_url="http://127.0.0.1:8585", cookies=here.cookies) as there:
            assert there.get("/").status_code == 401


def test_a_redirect_stays_on_this_host(stranger: TestClient, room: web.Room) -> None:
    answer = stranger.get(f"http://127.0.0.1:{room.port}//elsewhere.example/?token={room.token}")
    assert answer.headers["location"] == "/elsewhere.example/"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8585", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:8585", ""])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8585", "localhost:8585", "LOCALHOST:8585", "[::1]:8585"])
def test_the_names_of_this_machine_are_let_in(client: TestClient, host: str, room: web.Room) -> None:
    assert client.get("/api/v1/status", headers={"Host": host, "Authorization": f"Bearer {room.token}"}).status_code == 200


def test_a_room_on_all_addresses_lets_numbers_in_and_no_other_name() -> None:
    room = web.Room(library=Path("memcon.db"), port=80, hosts=web.hosts_of("0.0.0.0", 80))
    assert guard.host_fits(room, "192.0.2.7:80")
    assert guard.host_fits(room, "[2001:db8::1]:80")
    assert not guard.host_fits(room, "evil.example:80")


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9999"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_write_of_another_page_is_refused_even_with_the_mark(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/searches", data={"name": "a", "q": "b"}, headers=headers).status_code == 403
    assert "a" not in [row["name"] for row in client.get("/api/v1/searches").json()["items"]]


def test_no_write_passes_without_the_mark(client: TestClient) -> None:
    del client.headers["X-CSRF-Token"]
    for method in ("POST", "DELETE"):
        for path in set(addresses(client, method)) - {"/login"}:
            for given in ({}, {"csrf": "guess"}):
                answer = client.request(method, path, data=given)
                assert answer.status_code == 403, path
                assert "mark" in answer.text or "form is too old" in answer.text


def test_the_mark_may_come_in_the_form(client: TestClient) -> None:
    mark = client.headers.pop("X-CSRF-Token")
    own = {"Origin": "http://127.0.0.1:8585", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/searches", data={"csrf": mark, "name": "straits", "q": "ferries"}, headers=own, follow_redirects=False)
    assert answer.status_code == 303


def test_a_program_with_the_token_needs_no_mark(stranger: TestClient, room: web.Room) -> None:
    given = {"name": "ferries", "query": "ferries"}
    answer = stranger.post("/api/v1/searches", json=given, headers={"Authorization": f"Bearer {room.token}"})
    assert answer.status_code == 201


def test_a_read_only_room_changes_nothing(room: web.Room) -> None:
    closed = msgspec.structs.replace(room, read_only=True)
    with TestClient(web.app(closed), base_url=f"http://127.0.0.1:{room.port}") as client:
        page = client.get(f"/?token={closed.token}")
        client.headers["X-CSRF-Token"] = page.text.partition('name="csrf" content="')[2].partition('"')[0]
        for method in ("POST", "DELETE"):
            for path in set(addresses(client, method)) - {"/login", "/read", "/api/v1/read"}:
                answer = client.request(method, path)
                assert answer.status_code == 403, path
                assert "read-only" in answer.text
        assert 'method="post"' not in client.get("/collections").text + client.get("/search?q=ferries").text


def test_every_answer_has_the_strict_headers(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/status", "/static/room.css"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == guard.POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in guard.POLICY
    assert "http" not in guard.POLICY


def test_a_body_beyond_the_limit_is_refused(room: web.Room, client: TestClient) -> None:
    small = msgspec.structs.replace(room, limits=web.Limits(form=1000, upload=2000, paste=500))
    client.app.state.room = small  # type: ignore[attr-defined]
    with TestClient(web.app(small), base_url=f"http://127.0.0.1:{room.port}", cookies=client.cookies, headers=client.headers) as tight:
        assert tight.post("/searches", data={"name": "x" * 2000}).status_code == 413

        def endless() -> Iterator[bytes]:
            for _ in range(5):
                yield b"x" * 500

        answer = tight.post("/searches", content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code == 413
        assert tight.post("/bring-in", files={"files": ("a.txt", b"x" * 3000)}).status_code == 413


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert client.post("/searches", headers={"Content-Length": "-5"}, content=b"").status_code == 413
