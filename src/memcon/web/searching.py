"""The search page: what was found in its context, facets that narrow it, offers while typing, results to take away."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from memcon.errors import SettingError
from memcon.library import FACETS, Count, Facet, Found
from memcon.search import FIELDS, And, Field, Near, Node, Or, Term
from memcon.store import Sort
from memcon.voices import WRITER
from memcon.web import takeaway
from memcon.web.documents import attached
from memcon.web.forms import Given, back, reader
from memcon.web.libraries import asked_page
from memcon.web.problems import Refusal
from memcon.web.room import room_of
from memcon.web.templating import address, as_json, page

PAGE, MOST_PAGES, MOST_TAKEN = 20, 100, 50_000
"""Statements on a page; pages that can be turned; statements that can be taken away at once."""
FACET_FIELDS: dict[Facet, str] = {
    "speaker": "speaker", "to": "to", "year": "date", "mode": "mode", "force": "force", "kind": "kind", "place": "place",
}
FACET_ROWS = 12
HELP = {
    "speaker": "who says it", "to": "who is told", "relays": "whom the speaker passes on", "about": "a person mentioned",
    "side": "the side of the speaker", "mode": "in whose words", "force": "to what effect", "condition": "yes or no", "kind": "as telegram",
    "place": "of the record", "date": "1964, 1964-03..1964-06", "from": "sending post", "to-post": "receiving post",
    "classification": "of the record", "topic": "a subject or country", "title": "of the record", "doc": "one record",
}
LAST = re.compile(r'(?:(?<=[\s(])|^)(?P<not>[-!])?(?:(?P<field>[\w-]+):)?(?P<value>"[^"]*|[^\s"()]*)$')


class Refinement(msgspec.Struct, frozen=True):
    """One value of a facet: how many statements have it, where choosing or dropping it leads, whether it is chosen."""

    value: str
    statements: int
    href: str
    on: bool


def search(request: Request) -> Response:
    """What a query finds, or how to ask."""
    room, text, sort, number = room_of(request), request.query_params.get("q", "").strip(), asked_sort(request), asked_page(request)
    with room.opened() as library:
        searches = library.searches()
        if not text:
            return page(request, "search.html", room, title="Search", found=None, text="", sort=sort, searches=searches, fields=HELP)
        number = min(number, MOST_PAGES)
        found = library.search(text, limit=PAGE, sort=sort, offset=PAGE * (number - 1))
        tally = library.tally(text, most=FACET_ROWS)
        heads = {name: library.document(name) for name in {hit.document for hit in found}}
    facets = {by: tuple(refinement(text, by, count, sort) for count in tally.facets[by]) for by in FACETS}
    return page(
        request, "search.html", room, title=f"{text} · Search", found=found, groups=groups(found), heads=heads, text=text, sort=sort,
        statements=tally.statements, documents=tally.documents, facets=facets, searches=searches, number=number, fields=HELP,
        pages=min(MOST_PAGES, -(-tally.statements // PAGE) or 1), marks=tuple(terms(found.query.tree)), forms=takeaway.FORMS,
    )


def asked_sort(request: Request) -> Sort:
    """The order that is asked for; raises SettingError where there is none of that name."""
    value = request.query_params.get("sort", "best")
    if value not in get_args(Sort):
        raise SettingError(f"sort {value}: statements are sorted by one of {', '.join(get_args(Sort))}.")
    return value  # type: ignore[return-value]


def groups(found: Found) -> list[tuple[str, list[object]]]:
    """The statements with the document they stand in, those side by side in one document together: the order found is kept."""
    made: list[tuple[str, list[object]]] = []
    for hit in found:
        if made and made[-1][0] == hit.document:
            made[-1][1].append(hit)
        else:
            made.append((hit.document, [hit]))
    return made


def refinement(text: str, by: Facet, count: Count, sort: Sort) -> Refinement:
    """One value with the query that it leads to: narrowed by it, or freed of it where it is in the query already."""
    named = by in {"speaker", "to"}
    if count.value in ({WRITER} if named else {"not stated", "not dated"}):
        return Refinement(count.value, count.statements, "", False)
    value = "none" if count.value == "not stated" else count.value.replace('"', " ").strip()
    piece = f"{FACET_FIELDS[by]}:" + (value if re.fullmatch(r"\w+", value) else f'"{value}"')
    on = piece in text
    query = " ".join(text.replace(piece, " ").split()) if on else f"{text} {piece}"
    return Refinement(count.value, count.statements, address("/search", q=query, sort=sort if sort != "best" else None), on)


def terms(node: Node) -> list[Term]:
    """The words of a query that are to be marked where they are found."""
    if isinstance(node, Term):
        return [node]
    if isinstance(node, Near):
        return list(node.terms)
    if isinstance(node, And | Or):
        return [term for part in node.parts for term in terms(part)]
    return [node.value] if isinstance(node, Field) and node.name == "topic" and isinstance(node.value, Term) else []


def offers(request: Request) -> Response:
    """What the query may go on with: fields, and values of the field that stands last."""
    room, text = room_of(request), request.query_params.get("q", "")[:1000]
    match = LAST.search(text)
    if match is None:
        return as_json(request, [])
    head, field, value = text[: match.start()] + (match["not"] or ""), (match["field"] or "").lower(), match["value"].lstrip('"')
    found: list[dict[str, str]] = []
    if not field:
        if value:
            found = [offer(head + name + ":", f"{name}:", HELP[name]) for name in FIELDS if name.startswith(value.lower())]
    else:
        with room.opened() as library:
            counts = library.complete(field, value)
        for count in counts:
            written = count.value if re.fullmatch(r"\w+", count.value) else '"' + count.value.replace('"', " ") + '"'
            found.append(offer(f"{head}{field}:{written} ", count.value, f"{count.statements:,}" if count.statements else ""))
    return as_json(request, found)


def offer(query: str, shown: str, told: str) -> dict[str, str]:
    return {"query": query, "shown": shown, "told": told}


def download(request: Request) -> Response:
    """Everything that a query finds, in a form for other programs."""
    room, form, text = room_of(request), request.path_params["form"], request.query_params.get("q", "")
    if form not in takeaway.FORMS:
        raise Refusal(404, f"There is no form {form}.", f"Results can be had as {', '.join(takeaway.FORMS)}.")
    with room.opened() as library:
        if form in takeaway.EXPORTS:
            data = takeaway.exported(library, text, form)
        else:
            data = takeaway.written(library, library.search(text, limit=MOST_TAKEN, sort=asked_sort(request)), form)
    return attached(request, data, takeaway.FORMS[form].kind, f"statements.{takeaway.FORMS[form].ending}")


def save(request: Request, given: Given) -> Response:
    """Keeps a query under a name."""
    query, sort = given.text("q"), given.text("sort") or "best"
    with room_of(request).opened() as library:
        library.save_search(given.text("name"), query, sort, reader(request).who)
    return back(address("/search", q=query, sort=sort if sort != "best" else None))


def drop(request: Request, given: Given) -> Response:
    """Throws a saved search away."""
    with room_of(request).opened() as library:
        library.drop_search(request.path_params["number"])
    return back("/search")
