"""A text pasted and read at once: it is kept nowhere."""

from __future__ import annotations

from itertools import islice
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import SettingError, UnreadableError
from memcon.model import Record
from memcon.web.documents import shown
from memcon.web.forms import Given
from memcon.web.room import Room, room_of
from memcon.web.templating import page

SOURCE = "pasted text"
one_at_a_time = Lock()
"""Reading takes a core and a language model; a second reader waits."""


def ask(request: Request) -> Response:
    """The field to paste into."""
    return page(request, "paste.html", room_of(request), title="Paste and read")


def read(request: Request, given: Given) -> Response:
    """The record of the pasted text as a page."""
    room = room_of(request)
    found = read_text(room, given.text("text"))
    return page(
        request, "read.html", room, filed=None, sheet=None, corrections=(), words=(), notes=(), tags=(), holding=(), **shown(found),
    )


def read_text(room: Room, text: str) -> Record:
    """The record of a text; raises SettingError where it is empty or too long, UnreadableError where it cannot be read."""
    data = text.encode("utf-8", "replace")
    if not text.strip() or len(data) > room.limits.paste:
        raise SettingError(f"a pasted text has between one word and {room.limits.paste:,} bytes; this one has {len(data):,}.")
    # Not at the top: it brings the language libraries, which the room must not wait for.
    from memcon import record

    with one_at_a_time:
        found = list(islice(record.read_bytes(data, SOURCE), 2))
    if not found:
        raise UnreadableError(f"{SOURCE}: there is no document in it.")
    if len(found) > 1:
        raise UnreadableError(f"{SOURCE}: it holds several documents; save it as a file and bring that in.")
    return found[0]
