"""Two documents of the library side by side: the choice of the second, and the comparison as ``memcon compare --html`` draws it."""

from __future__ import annotations

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from memcon import compare as accounts
from memcon.errors import SettingError
from memcon.export.comparison import side_by_side
from memcon.library import Library
from memcon.model import Record
from memcon.pairs import find_partners
from memcon.store import Filed, LibraryError
from memcon.web.documents import wanted
from memcon.web.room import room_of
from memcon.web.templating import date, page, with_names

MOST_HITS, MOST_FOUND = 500, 20
"""Statements that are looked through for words, and documents that are offered of those."""


def choose(request: Request) -> Response:
    """What a document can be compared with: the likely accounts of the same conversation, and what a query finds."""
    room, text = room_of(request), request.query_params.get("q", "").strip()
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        partners = find_partners(library, filed.name)
        proposed = [(library.document(pair.second), pair.kinship) for pair in partners]
        found = asked_for(library, filed, text) if text else ()
    return page(request, "compare.html", room, title=f"Compare · {called(filed)}", filed=filed, proposed=proposed, found=found, text=text)


def asked_for(library: Library, filed: Filed, text: str) -> tuple[Filed, ...]:
    """The other documents that are named by a text or whose statements it finds as a query."""
    names = dict.fromkeys(hit.document for hit in library.search(text, limit=MOST_HITS))
    try:
        named: tuple[Filed, ...] = (library.document(text),)
    except LibraryError:
        named = ()
    held = {one.name: one for one in (*named, *(library.document(name) for name in list(names)[: MOST_FOUND + 1]))}
    return tuple(one for one in held.values() if one.name != filed.name)[:MOST_FOUND]


def compare(request: Request) -> Response:
    """Two documents in two columns."""
    room = room_of(request)
    with room.opened() as library:
        filed, other, comparison, records = compared(library, request.path_params["id"], request.path_params["other"])
    comparison = msgspec.structs.replace(comparison, first=called(filed), second=called(other))
    drawn = side_by_side(comparison, *records, (f"/doc/{filed.name}", f"/doc/{other.name}"))
    return page(
        request, "comparison.html", room, title=f"{called(filed)} and {called(other)}", filed=filed, other=other,
        drawn=with_names(Markup(drawn)),
    )


def compared(library: Library, first: str, second: str) -> tuple[Filed, Filed, accounts.Comparison, tuple[Record, Record]]:
    """Two documents with their comparison and records; raises Refusal where one is not there, SettingError where both are one."""
    filed, other = wanted(library, first), wanted(library, second)
    if filed.name == other.name:
        raise SettingError("A document cannot be compared with itself; choose another.")
    records = library.show(filed.name), library.show(other.name)
    return filed, other, accounts.compare(*records), records


def called(filed: Filed) -> str:
    """The title of a document with its date, for two accounts often bear one title."""
    title = filed.title or filed.subject or filed.label
    return f"{title}, {date(filed.date)}" if filed.date else title

