"""The way in for readers with a name and a password, where the room is open beyond its own machine."""

from __future__ import annotations

import time
from collections import deque

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from memcon.web import passwords
from memcon.web.guard import local, with_cookie
from memcon.web.problems import Refusal
from memcon.web.room import Room, room_of
from memcon.web.templating import page

TRIES, MINUTE = 10, 60.0
"""So many wrong passwords in a minute, by whomever, close the entrance until the minute is over."""


class Door:
    """Counts wrong passwords of the last minute, and lets one password be tried at a time: argon2 costs memory."""

    def __init__(self) -> None:
        self.wrong: deque[float] = deque(maxlen=TRIES)
        self.one = anyio.Semaphore(1)

    @property
    def closed(self) -> bool:
        return len(self.wrong) == TRIES and time.monotonic() - self.wrong[0] < MINUTE


def login(request: Request) -> Response:
    """The form, or the word that there is nothing to log in with."""
    room = room_of(request)
    if not room.passwords:
        raise Refusal(401, "This reading room has no passwords.", "Open the address that 'memcon serve' printed, token included.")
    return page(request, "login.html", room, title="Log in", wrong=False, to=request.query_params.get("to", "/"))


async def enter(request: Request) -> Response:
    """Lets in whoever knows a name and its password. The form bears no mark: there is no session yet whose mark it could be."""
    room: Room = room_of(request)
    door: Door = request.app.state.door
    form = await request.form(max_fields=10, max_files=0)
    name, password, to = (str(form.get(field, "")) for field in ("name", "password", "to"))
    async with door.one:
        if door.closed:
            raise Refusal(429, "Too many wrong passwords.", "Wait a minute, then try again.")
        fits = bool(room.passwords) and await run_in_threadpool(passwords.fits, room.passwords, name, password)
        if not fits:
            door.wrong.append(time.monotonic())
    if not fits:
        return page(request, "login.html", room, status=401, title="Log in", wrong=True, to=to)
    response = RedirectResponse(local(to or "/"), 303)
    with_cookie(response, room, name)
    return response
