"""A library from afar: documents on the shelf, who spoke to whom, a calendar, a person's life in the records, actors by topics."""

from __future__ import annotations

import msgspec

from memcon.errors import SettingError
from memcon.library import topics
from memcon.library.asking import asked_for, expanded, understood
from memcon.library.results import Network
from memcon.model import FORCES, MODES
from memcon.search import And, Field, Node, Or, Query, Term, parse
from memcon.store import Actor, Cell, Count, Crowd, Day, Edge, Hit, Office, Shelf, Store
from memcon.store.overviews import ORDERS, VALUES, Order

SPOKEN: Node = Or((Field("mode", Term("verbatim")), Field("mode", Term("reported"))))

PEOPLE = frozenset({"speaker", "to", "relays", "about"})
LISTED: dict[str, tuple[str, ...]] = {"mode": MODES, "force": FORCES, "condition": ("yes", "no")}


class Portrait(msgspec.Struct, frozen=True):
    """A person across the records: offices held, people met, documents; statements in their own words,
    as reported, and passed on by others."""

    actor: Actor
    offices: tuple[Office, ...]
    met: tuple[Edge, ...]
    documents: tuple[Day, ...]
    own_words: tuple[Hit, ...]
    reported: tuple[Hit, ...]
    relayed: tuple[Hit, ...]


class Row(msgspec.Struct, frozen=True):
    """An actor in a matrix: for each topic, how many statements with each force."""

    actor: int
    name: str
    cells: tuple[tuple[Count, ...], ...]

    @property
    def statements(self) -> int:
        return sum(count.statements for cell in self.cells for count in cell)


class Matrix(msgspec.Struct, frozen=True):
    """Actors by topics, those who said most first."""

    topics: tuple[str, ...]
    rows: tuple[Row, ...]


class Looking:
    """The part of a library that counts over many documents. Every method may raise LibraryError."""

    store: Store

    def shelf(self, *, order: Order = "newest", limit: int = 50, offset: int = 0, old_versions: bool = False) -> Shelf:
        """Documents in the order of "date", of import ("newest" first) or of "title", ``limit`` of them from the ``offset``-th on."""
        if order not in ORDERS:
            raise SettingError(f"order {order}: documents stand in the order of {', '.join(ORDERS)}.")
        return self.store.overviews.shelf(order, limit, offset, old_versions)

    def crowd(self, words: str = "", *, limit: int = 50, offset: int = 0) -> Crowd:
        """The people of the library, those in most documents first, then by name: ``limit`` of them from the ``offset``-th on; with
        words, of those one of whose names holds them."""
        return self.store.overviews.crowd(words, limit, offset)

    def network(self, query: str | Query | None = None, *, limit: int | None = None) -> Network:
        """Who spoke to whom in the statements that a query finds, or in all, those who spoke most first; people known across
        records only."""
        asked = None if query is None else understood(query)
        return Network(asked, self.store.overviews.network(expanded(asked or understood("*")), asked_for(limit), False))

    def years(self) -> tuple[Count, ...]:
        """How many documents each year has; "" counts those without a date."""
        return self.store.overviews.years()

    def calendar(self, year: str) -> tuple[Day, ...]:
        """The documents of a year (YYYY), by date."""
        if not (len(year) == 4 and year.isdigit()):
            raise SettingError(f"year {year}: a year has four digits, as in 1964.")
        return self.store.overviews.days(year)

    def portrait(self, actor: int, *, limit: int = 20) -> Portrait:
        """A person across the records, by number; ``limit`` statements of each sort, by date."""
        overviews = self.store.overviews
        found = overviews.actor(actor)
        own = Field("speaker", Term(found.name))
        quoted, reported = (self.hits(And((own, Field("mode", Term(mode)))), limit) for mode in ("verbatim", "reported"))
        relayed = self.hits(Field("relays", Term(found.name)), limit)
        return Portrait(
            found, overviews.offices(actor), overviews.met(actor), overviews.appearances(actor), quoted, reported, relayed
        )

    def complete(self, field: str, start: str, *, limit: int = 8) -> tuple[Count, ...]:
        """Values that a field of the query language may have and that begin so, the commonest first; none for a field whose values
        are anybody's guess."""
        if field in PEOPLE:
            return self.store.overviews.names(start, limit) if start.strip() else ()
        if field in VALUES:
            return self.store.overviews.values(field, start, limit)
        return tuple(Count(value, 0) for value in LISTED.get(field, ()) if value.startswith(start.lower()))

    def hits(self, tree: Node, limit: int) -> tuple[Hit, ...]:
        return self.store.find(Query("", tree), limit, "date", False)

    def matrix(self, *asked: str, most: int = 30) -> Matrix:
        """What each actor said on each topic, by force; a topic is a query, its words widened as in ``positions``."""
        columns = [self.forces(parse(topic)) for topic in asked]
        names = {cell.actor: cell.name for column in columns for cell in column}
        rows = (
            Row(actor, name, tuple(tuple(Count(c.force, c.statements) for c in column if c.actor == actor) for column in columns))
            for actor, name in names.items()
        )
        return Matrix(asked, tuple(sorted(rows, key=lambda row: (-row.statements, row.name))[:most]))

    def forces(self, topic: Query) -> tuple[Cell, ...]:
        tree = And((SPOKEN, topics.widened(topic.tree)))
        return self.store.overviews.forces(Query(topic.text, tree), False)
