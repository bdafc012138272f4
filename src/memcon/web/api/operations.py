"""What a program can ask for: each operation with its address, its parameters, its types and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args

import msgspec

from memcon.errors import SettingError
from memcon.library import Library
from memcon.web.problems import Refusal
from memcon.web.room import Room

Method = Literal["GET", "POST", "DELETE"]
LIMIT, MOST = 50, 1_000
"""Items on a page where nothing is said, and at most."""


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of the query: its name, what it means, its type in JSON Schema, the values it may have, whether it must be given."""

    name: str
    told: str
    type: Literal["string", "integer", "boolean"] = "string"
    values: tuple[str, ...] = ()
    required: bool = False


LIMIT_GIVEN = Parameter("limit", f"items on a page, {MOST} at most", "integer")
OFFSET_GIVEN = Parameter("offset", "items before the page", "integer")
PAGING = (LIMIT_GIVEN, OFFSET_GIVEN)


class Operation(msgspec.Struct, frozen=True):
    """One method of one address. ``answer`` is the type of the answer, of one item where it is ``paged``; ``body`` that of what is sent."""

    method: Method
    path: str
    told: str
    handler: Callable[[Library, Asked], Any]
    answer: Any
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    paged: bool = False
    status: int = 200


class Paged(msgspec.Struct, frozen=True):
    """Some of many items: ``total`` is how many there are, ``next`` the address of the page after this one, None at the end."""

    items: tuple[Any, ...]
    total: int
    next: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """A request of a program: the room, who asks, path and query, the body as the type that the operation wants."""

    room: Room
    who: str
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None

    def text(self, name: str, default: str = "") -> str:
        """A parameter of the query."""
        return self.query.get(name, default).strip()

    def one_of(self, name: str, values: tuple[str, ...], default: str) -> Any:
        """A parameter that has one of some values; raises SettingError on another."""
        value = self.text(name, default)
        if value not in values:
            raise SettingError(f"{name} '{value}': it is one of {', '.join(values)}.")
        return value

    def number(self, name: str, default: int, least: int = 0, most: int = MOST) -> int:
        """A whole number between two; raises SettingError on another."""
        value = self.text(name, str(default))
        if not value.isdigit() or not least <= int(value) <= most:
            raise SettingError(f"{name} '{value}': it is a whole number from {least} to {most}.")
        return int(value)

    @property
    def limit(self) -> int:
        return self.number("limit", LIMIT, 1)

    @property
    def offset(self) -> int:
        return self.number("offset", 0, 0, 10_000_000)

    def key(self, name: str) -> int:
        """A number in the path; raises Refusal where it is none."""
        if not self.path[name].isdigit() or len(self.path[name]) > 12:
            raise Refusal(404, f"There is nothing with the number '{self.path[name]}'.")
        return int(self.path[name])

    def paged(self, items: tuple[Any, ...]) -> Paged:
        """A page cut out of all items."""
        return Paged(items[self.offset : self.offset + self.limit], len(items))


def choices(literal: Any) -> tuple[str, ...]:
    """The values of a Literal."""
    return tuple(get_args(literal))
