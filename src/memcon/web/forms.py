"""What arrives with a write: read once, checked for the mark of this room's own pages, then handed on as plain values."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from memcon.errors import SettingError
from memcon.store import Place
from memcon.web import sessions
from memcon.web.guard import local
from memcon.web.problems import Refusal
from memcon.web.sessions import Session

Write = Callable[[Request, "Given"], Response]
MOST_FIELDS, MOST_FILES = 200, 200


class Given(msgspec.Struct, frozen=True):
    """The fields of a form, in order; a field may come several times."""

    fields: tuple[tuple[str, str], ...]

    def text(self, name: str) -> str:
        """The first value of a field, "" where it is not there."""
        return next((value.strip() for key, value in self.fields if key == name), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(value.strip() for key, value in self.fields if key == name)

    def number(self, name: str, default: int = -1) -> int:
        """A whole number; raises SettingError where something else stands there."""
        value = self.text(name)
        if not value:
            return default
        if not re.fullmatch(r"-?\d{1,12}", value):
            raise SettingError(f"{name} '{value}': a whole number belongs here.")
        return int(value)

    def place(self, document: str) -> Place:
        """The stretch that the fields ``start`` and ``end`` name, the whole document without them."""
        start, end = self.number("start"), self.number("end")
        if (start, end) != (-1, -1) and not 0 <= start < end:
            raise SettingError(f"characters {start} to {end}: that is no stretch of a text.")
        return Place(document, start, end)


def writes(handler: Write) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that changes something: form read, mark checked, then ``handler`` in a thread of its own."""

    async def endpoint(request: Request) -> Response:
        form = await request.form(max_fields=MOST_FIELDS, max_files=0)
        check(request, form)
        given = Given(tuple((name, value) for name, value in form.multi_items() if isinstance(value, str)))
        return await run_in_threadpool(handler, request, given)

    return endpoint


def check(request: Request, form: FormData | None) -> None:
    """Raises Refusal where a write does not bear the mark of its session; a program with the token needs none."""
    session = reader(request)
    if session.program:
        return
    mark = request.headers.get("x-csrf-token") or (form.get("csrf") if form is not None else None) or ""
    if not isinstance(mark, str) or not sessions.same(mark, session.csrf):
        raise Refusal(403, "This form is too old or not from this room.", "Load the page again and repeat what you did.")


def reader(request: Request) -> Session:
    """Who asks; raises Refusal where nobody has come in."""
    session: Session | None = request.scope["state"].get("session")
    if session is None:
        raise Refusal(401, "This reading room is closed to strangers.", "Open the address that 'memcon serve' printed.")
    return session


def back(path: str) -> Response:
    """To a page of this room, after a write."""
    return RedirectResponse(local(path), 303)
