"""Operations on what readers keep: collections and saved searches."""

from __future__ import annotations

import msgspec

from memcon.library import Library
from memcon.store import Collection, LibraryError, Place, SavedSearch
from memcon.web import briefs
from memcon.web.api.operations import PAGING, Asked, Operation, Paged, Parameter
from memcon.web.api.records import SPAN, Done
from memcon.web.documents import wanted
from memcon.web.problems import Refusal


class Named(msgspec.Struct, frozen=True):
    """The name of a collection to be made."""

    name: str


class Search(msgspec.Struct, frozen=True):
    """A search to be kept."""

    name: str
    query: str
    sort: str = "best"


def collections(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.collections())


def make(library: Library, asked: Asked) -> Collection:
    return library.make_collection(asked.body.name, asked.who)


def existing(library: Library, asked: Asked) -> Collection:
    try:
        return library.collection(asked.key("number"))
    except LibraryError as error:
        raise Refusal(404, "There is no such collection.") from error


def lines(library: Library, asked: Asked) -> Paged:
    return asked.paged(briefs.lines(library, library.collected(existing(library, asked).id)))


def collect(library: Library, asked: Asked) -> Collection:
    found = existing(library, asked)
    place: Place = asked.body
    library.collect(found.id, Place(wanted(library, place.document).name, place.start, place.end), asked.who)
    return existing(library, asked)


def uncollect(library: Library, asked: Asked) -> Collection:
    found = existing(library, asked)
    start, end = (int(asked.text(key, "-1")) if asked.text(key, "-1").lstrip("-").isdigit() else -1 for key in ("start", "end"))
    library.uncollect(found.id, Place(wanted(library, asked.text("document")).name, start, end))
    return existing(library, asked)


def drop(library: Library, asked: Asked) -> Done:
    found = existing(library, asked)
    library.drop_collection(found.id)
    return Done(found.id)


def searches(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.searches())


def save(library: Library, asked: Asked) -> tuple[SavedSearch, ...]:
    library.save_search(asked.body.name, asked.body.query, asked.body.sort, asked.who)
    return library.searches()


def drop_search(library: Library, asked: Asked) -> Done:
    library.drop_search(asked.key("number"))
    return Done(asked.key("number"))


ONE = "/collections/{number}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/collections", "All collections.", collections, Collection, PAGING, paged=True),
    Operation("POST", "/collections", "Makes a collection, where there is none of the name.", make, Collection, body=Named, status=201),
    Operation("GET", ONE, "A collection.", existing, Collection),
    Operation("DELETE", ONE, "Throws a collection away, not what is in it.", drop, Done),
    Operation("GET", f"{ONE}/places", "What is in it, each with its words, citation, classification mark and notes.", lines, briefs.Line,
              PAGING, paged=True),
    Operation("POST", f"{ONE}/places", "Puts a document or stretch into it.", collect, Collection, body=Place, status=201),
    Operation("DELETE", f"{ONE}/places", "Takes a document or stretch out of it.", uncollect, Collection,
              (Parameter("document", "which", required=True), *SPAN)),
    Operation("GET", "/searches", "The saved searches.", searches, SavedSearch, PAGING, paged=True),
    Operation("POST", "/searches", "Keeps a search.", save, tuple[SavedSearch, ...], body=Search, status=201),
    Operation("DELETE", "/searches/{number}", "Throws a saved search away.", drop_search, Done),
)
