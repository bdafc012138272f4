"""Operations that find: searches, facets, people, positions, overviews, the state of the library."""

from __future__ import annotations

from memcon.errors import SettingError
from memcon.library import FACETS, Count, Library
from memcon.library.looking import Matrix, Portrait
from memcon.store import Actor, Day, Edge, Failure, Hit, LibraryError, Status
from memcon.web.api.operations import PAGING, Asked, Operation, Paged, Parameter
from memcon.web.plots import MOST_EDGES
from memcon.web.problems import Refusal

DEEPEST = 20_000
"""Statements that can be paged through; whoever wants more takes them away as a file, or asks more narrowly."""


def search(library: Library, asked: Asked) -> Paged:
    if asked.offset + asked.limit > DEEPEST:
        raise SettingError(f"offset {asked.offset}: the first {DEEPEST:,} statements can be paged through; narrow the query.")
    query = asked.text("q")
    found = library.search(query, limit=asked.limit, sort=asked.one_of("sort", ("best", "date"), "best"), offset=asked.offset)
    return Paged(found.hits, library.total(query))


def facet(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.facet(asked.text("q"), asked.one_of("by", FACETS, "speaker")))


def people(library: Library, asked: Asked) -> Paged:
    found = library.crowd(asked.text("q"), limit=asked.limit, offset=asked.offset)
    return Paged(found.people, found.total)


def person(library: Library, asked: Asked) -> Portrait:
    try:
        return library.portrait(asked.key("number"), limit=asked.limit)
    except LibraryError as error:
        raise Refusal(404, "There is no such person in the library.") from error


def positions(library: Library, asked: Asked) -> Paged:
    if not asked.text("actor"):
        raise SettingError("actor: say whose positions are meant.")
    return asked.paged(library.positions(asked.text("actor"), asked.text("topic") or None, limit=DEEPEST).hits)


def network(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.network(asked.text("q") or None, limit=MOST_EDGES).edges)


def calendar(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.calendar(asked.text("year")))


def years(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.years())


def matrix(library: Library, asked: Asked) -> Matrix:
    topics = tuple(topic.strip() for topic in asked.text("topics").split(",") if topic.strip())
    if not topics:
        raise SettingError("topics: give words or queries, parted by commas.")
    return library.matrix(*topics)


def status(library: Library, asked: Asked) -> Status:
    return library.status()


def failures(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.failures())


Q = Parameter("q", "a query, as in docs/search.md")
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/search", "Statements that a query finds.", search, Hit,
              (Q, Parameter("sort", "best first, or by date", values=("best", "date")), *PAGING), paged=True),
    Operation("GET", "/facets", "How many of the statements found have each value.", facet, Count,
              (Q, Parameter("by", "the facet", values=tuple(FACETS)), *PAGING), paged=True),
    Operation("GET", "/people", "People of the library, those in most documents first.", people, Actor,
              (Parameter("q", "words of a name"), *PAGING), paged=True),
    Operation("GET", "/people/{number}", "A person: roles, people met, own words, what others passed on.", person, Portrait, (PAGING[0],)),
    Operation("GET", "/positions", "What an actor said on a topic, by date.", positions, Hit,
              (Parameter("actor", "any of the person's names", required=True), Parameter("topic", "words or a query"), *PAGING),
              paged=True),
    Operation("GET", "/network", "Who spoke to whom.", network, Edge, (Q, *PAGING), paged=True),
    Operation("GET", "/years", "How many documents each year has.", years, Count, PAGING, paged=True),
    Operation("GET", "/calendar", "The documents of a year.", calendar, Day, (Parameter("year", "YYYY", required=True), *PAGING),
              paged=True),
    Operation("GET", "/matrix", "Actors by topics, with forces.", matrix, Matrix,
              (Parameter("topics", "words or queries, parted by commas", required=True),)),
    Operation("GET", "/status", "What the library holds.", status, Status),
    Operation("GET", "/failures", "What could not be read, and why.", failures, Failure, PAGING, paged=True),
)
