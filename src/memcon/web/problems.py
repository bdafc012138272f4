"""What went wrong, for a person as a page and for a program as RFC 9457 problem details."""

from __future__ import annotations

import logging

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import MemconError
from memcon.web.room import Room, room_of
from memcon.web.templating import page

TITLES = {
    400: "That cannot be done", 401: "Not let in", 403: "Not allowed here", 404: "Not there", 405: "Not done this way",
    406: "Not to be had in this form", 408: "Too slow", 409: "Not as it was", 413: "Too much", 421: "Not this address",
    422: "Not understood", 429: "Too often", 500: "A fault in memcon",
}


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """A request that is not granted: HTTP status, what is wrong, what to do."""

    def __init__(self, status: int, what: str, todo: str = "") -> None:
        super().__init__(what)
        self.status, self.what, self.todo = status, what, todo


class Problem(msgspec.Struct, frozen=True):
    """The body of an error (RFC 9457): ``type`` is stable for each status, ``detail`` says what is wrong and what to do."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def refused(request: Request, room: Room, refusal: Refusal) -> Response:
    """The answer to a request that is not granted."""
    title = TITLES.get(refusal.status, "Not done")
    detail = f"{refusal.what} {refusal.todo}".strip()
    if wants_json(request):
        body = Problem(f"/api/v1/problems/{refusal.status}", title, refusal.status, detail, request.url.path)
        return Response(msgspec.json.encode(body), refusal.status, media_type="application/problem+json")
    return page(
        request, "problem.html", room, status=refusal.status, title=title, what=refusal.what, todo=refusal.todo,
        login=refusal.status == 401 and bool(room.passwords),
    )


def on_refusal(request: Request, error: Exception) -> Response:
    """A refusal raised behind the guard."""
    assert isinstance(error, Refusal)
    return refused(request, room_of(request), error)


def on_memcon(request: Request, error: Exception) -> Response:
    """What the library raises on purpose: its sentence is fit to be shown."""
    return refused(request, room_of(request), Refusal(400, str(error)))


def on_http(request: Request, error: Exception) -> Response:
    """What the framework says: no such page, no such method."""
    assert isinstance(error, HTTPException)
    what = "There is no such page." if error.status_code == 404 else str(error.detail).rstrip(".") + "."
    return refused(request, room_of(request), Refusal(error.status_code, what))


def on_fault(request: Request, error: Exception) -> Response:
    """A fault of memcon's own: told without its insides, which stand in the log."""
    logging.getLogger("memcon.web").error("%s %s", request.method, request.url.path, exc_info=error)
    return refused(request, room_of(request), Refusal(500, f"A fault in memcon ({type(error).__name__}).", "The terminal says more."))


HANDLERS = {Refusal: on_refusal, MemconError: on_memcon, HTTPException: on_http, Exception: on_fault}
