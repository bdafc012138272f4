"""The first page, and the people of the library."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import SettingError
from memcon.store import LibraryError
from memcon.store.overviews import ORDERS
from memcon.web.problems import Refusal
from memcon.web.room import room_of
from memcon.web.templating import page

PAGE = 50
"""Rows of a list on one page."""


def asked_page(request: Request) -> int:
    """The number of the page that is asked for, from 1 on; raises SettingError where it is none."""
    value = request.query_params.get("page", "1")
    if not value.isdigit() or not 1 <= int(value) <= 1_000_000:
        raise SettingError(f"page {value}: pages are counted from 1.")
    return int(value)


def home(request: Request) -> Response:
    """What the library holds, or how to begin."""
    room, number, order = room_of(request), asked_page(request), request.query_params.get("order", "newest")
    if order not in ORDERS:
        raise SettingError(f"order {order}: documents stand in the order of {', '.join(ORDERS)}.")
    with room.opened() as library:
        shelf = library.shelf(order=order, limit=PAGE, offset=PAGE * (number - 1))
        searches = library.searches()
        failures = len(library.failures())
    return page(
        request, "home.html", room, title="Library", shelf=shelf, order=order, number=number, pages=-(-shelf.total // PAGE) or 1,
        searches=searches, failures=failures,
    )


def people(request: Request) -> Response:
    """Everybody in the library, those in most documents first."""
    room, number, words = room_of(request), asked_page(request), request.query_params.get("q", "").strip()
    with room.opened() as library:
        found = library.crowd(words, limit=PAGE, offset=PAGE * (number - 1))
    return page(
        request, "people.html", room, title="People", people=found.people, total=found.total, words=words, number=number,
        pages=-(-found.total // PAGE) or 1,
    )


def person(request: Request) -> Response:
    """One person: roles, people met, own words, and what others said they said."""
    room = room_of(request)
    with room.opened() as library:
        try:
            portrait = library.portrait(request.path_params["actor"])
        except LibraryError as error:
            raise Refusal(404, "There is no such person in the library.") from error
    return page(request, "person.html", room, title=portrait.actor.name, portrait=portrait, actor=portrait.actor)
