"""What one running reading room is: which library, for whom, with which limits. Frozen; every request gets it."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from starlette.requests import Request

from memcon.library import Library, Reader

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True):
    """How much a request may bring: bytes of a form, of an upload and of one pasted text, and seconds for all of it to arrive."""

    form: int = 2 * MEGABYTE
    upload: int = 200 * MEGABYTE
    paste: int = MEGABYTE
    seconds: float = 300.0


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A reading room. ``token`` opens it to whoever has the printed address; ``passwords`` (name to hash) to those who log in.

    ``hosts`` are the names, with port, under which it may be asked for; an empty one among them lets every numeric address in.
    """

    library: Path
    port: int
    hosts: frozenset[str]
    token: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(24))
    secret: bytes = msgspec.field(default_factory=lambda: secrets.token_bytes(32))
    passwords: dict[str, str] = {}
    who: str = msgspec.field(default_factory=lambda: user())
    read_only: bool = False
    jobs: int = 1
    limits: Limits = Limits()
    reader: Reader | None = None

    @contextmanager
    def opened(self) -> Iterator[Library]:
        """The library, for one request: each thread needs a connection of its own."""
        with Library(self.library, reader=self.reader) as library:
            yield library


def user() -> str:
    """The name of the user of this machine, by which corrections and notes are signed."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"


def room_of(request: Request) -> Room:
    """The room that a request has come to."""
    found: Room = request.app.state.room
    return found
