"""Look: the library from afar, as plots each point of which leads to its statement, and each of which can be saved."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import SettingError
from memcon.library import Library
from memcon.store import Hit
from memcon.web import plots
from memcon.web.documents import attached
from memcon.web.problems import Refusal
from memcon.web.room import room_of
from memcon.web.templating import address, counted, page

MOST_POINTS = 2_000
MOST_TOPICS = 12
LARGEST_NETWORK = 400


class Look(msgspec.Struct, frozen=True):
    """A drawing, "" where the question is not asked yet; the statements in it, and what else the page offers."""

    drawing: str = ""
    hits: tuple[Hit, ...] = ()
    told: str = ""
    years: tuple[str, ...] = ()
    year: str = ""
    more: str = ""


def look(request: Request) -> Response:
    """One look as a page."""
    room, name = room_of(request), asked(request)
    with room.opened() as library:
        found = LOOKS[name](library, request)
    asked_for = {key: value for key, value in request.query_params.items() if value}
    return page(
        request, "look.html", room, title=name.capitalize(), look=name, found=found, asked=asked_for,
        svg=address(f"/look/{name}/svg", **asked_for) if found.drawing else "",
    )


def drawing(request: Request) -> Response:
    """The drawing alone, to be saved."""
    room, name = room_of(request), asked(request)
    with room.opened() as library:
        found = LOOKS[name](library, request)
    if not found.drawing:
        raise Refusal(404, "There is nothing to draw.", "Say what to look at.")
    return attached(request, str(found.drawing).encode("utf-8", "replace"), "image/svg+xml", f"{name}.svg")


def asked(request: Request) -> str:
    name: str = request.path_params["look"]
    if name not in LOOKS:
        raise Refusal(404, f"There is no look {name}.", f"There are {', '.join(LOOKS)}.")
    return name


def timeline(library: Library, request: Request) -> Look:
    """What an actor said on a topic, by date."""
    actor, topic = (request.query_params.get(key, "").strip() for key in ("actor", "topic"))
    if not actor:
        return Look()
    held = library.positions(actor, topic or None, limit=MOST_POINTS)
    title = f"{actor} on {topic}" if topic else actor
    undated = sum(not hit.date[:4].isdigit() for hit in held)
    told = counted(len(held), "statement") + (f", {undated} of them without a date and not drawn" if undated else "")
    return Look(plots.timeline(held.hits, title) if len(held) > undated else "", held.hits, told)


def network(library: Library, request: Request) -> Look:
    """Who spoke to whom."""
    most = request.query_params.get("most", str(plots.MOST_NODES))
    if not most.isdigit() or not 2 <= int(most) <= LARGEST_NETWORK:
        raise SettingError(f"most {most}: a network has between 2 and {LARGEST_NETWORK} people.")
    query = request.query_params.get("q", "").strip()
    edges = library.network(query or None, limit=plots.MOST_EDGES).edges
    people = {edge.speaker for edge in edges} | {edge.to for edge in edges}
    drawn = min(len(people), int(most))
    told = counted(drawn, "person", "people") + (f" of {len(people)}, the most connected" if drawn < len(people) else "")
    more = address("/look/network", q=query, most=min(LARGEST_NETWORK, len(people))) if drawn < min(LARGEST_NETWORK, len(people)) else ""
    return Look(plots.network(edges, query or "Who spoke to whom", int(most)) if edges else "", told=told, more=more)


def calendar(library: Library, request: Request) -> Look:
    """The documents of a year by day."""
    years = tuple(count.value for count in library.years() if count.value)
    year = request.query_params.get("year") or (years[-1] if years else "")
    if not year:
        return Look()
    found = library.calendar(year)
    told = f"{counted(len(found), 'dated document')} of {year}"
    return Look(plots.year(found, year), told=told, years=years, year=year)


def matrix(library: Library, request: Request) -> Look:
    """Actors by topics."""
    topics = tuple(dict.fromkeys(t.strip() for t in request.query_params.get("topics", "").split(",") if t.strip()))
    if len(topics) > MOST_TOPICS:
        raise SettingError(f"{len(topics)} topics: a matrix has at most {MOST_TOPICS}.")
    if not topics:
        return Look()
    found = library.matrix(*topics)
    told = f"{counted(len(found.rows), 'person', 'people')}, those who said most first"
    return Look(plots.matrix(found, ", ".join(topics)) if found.rows else "", told=told)


LOOKS: dict[str, Callable[[Library, Request], Look]] = {
    "timeline": timeline, "network": network, "calendar": calendar, "matrix": matrix,
}

__all__ = ["LOOKS", "Look", "drawing", "look"]
