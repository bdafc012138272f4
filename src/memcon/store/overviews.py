"""Counts over many documents, for whoever looks from afar: who spoke to whom, on which day, in which office, to what effect."""

from __future__ import annotations

from typing import Literal

import msgspec

from memcon.search import Query, Term
from memcon.store import actors
from memcon.store.database import Database, escaped
from memcon.store.finding import selected
from memcon.store.matching import each, plan
from memcon.store.rows import Actor, Count, Crowd, Edge, Filed
from memcon.store.shelf import FILED, filed_of

Order = Literal["date", "newest", "title"]
ORDERS: dict[Order, str] = {"date": "d.date = '', d.date, d.id", "newest": "d.id DESC", "title": "d.title COLLATE NOCASE, d.id"}
VALUES = {"kind": "kind", "place": "place", "classification": "classification", "from": "sender", "to-post": "receiver"}
"""Fields of documents whose values can be completed, and their columns."""
ROOT = "JOIN people {p} ON {p}.id = {v}.person JOIN actors {a} ON {a}.id = {p}.actor JOIN actors {r} ON {r}.id = {a}.root"


class Shelf(msgspec.Struct, frozen=True):
    """Some of the documents in their order, and how many there are in all."""

    documents: tuple[Filed, ...]
    total: int


class Day(msgspec.Struct, frozen=True):
    """A dated document: what is needed to put it into a calendar."""

    date: str
    document: str
    title: str
    kind: str
    place: str
    statements: int


class Office(msgspec.Struct, frozen=True):
    """A role that a person has in the records, from the first to the last of these."""

    role: str
    first: str
    last: str
    documents: int


class Cell(msgspec.Struct, frozen=True):
    """How many statements an actor made with one force."""

    actor: int
    name: str
    force: str
    statements: int


class Overviews:
    """The overviews of one library file. Every method may raise LibraryError."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def shelf(self, order: Order, limit: int, offset: int, old: bool) -> Shelf:
        """Documents in an order, from the ``offset``-th on."""
        where = "" if old else "WHERE d.current "
        (total,) = self.db.one(f"SELECT count(*) FROM documents d {where}")
        # The page is chosen in an index alone; only its own documents are opened.
        some = f"SELECT d.id FROM documents d {where}ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
        rows = self.db.all(f"{FILED} WHERE d.id IN ({some}) ORDER BY {ORDERS[order]}", (limit, offset))
        return Shelf(tuple(filed_of(self.db, row) for row in rows), total)

    def actor(self, number: int) -> Actor:
        """One actor with every name and role; a number that was merged means the actor it was merged into."""
        return actors.one_of(self.db, number)

    def crowd(self, words: str, limit: int, offset: int) -> Crowd:
        """Some of the actors, those in most documents first, then by name, and how many there are."""
        return actors.crowd(self.db, words, limit, offset)

    def network(self, query: Query, limit: int | None, old: bool) -> tuple[Edge, ...]:
        """Who spoke to whom in the statements found, those who spoke most first; people without a name of their own are left out."""
        source, values = selected(plan(query.tree), old)
        sql = (
            "SELECT r1.id, r1.name, r2.id, r2.name, count(DISTINCT f.id), count(DISTINCT f.document) "
            f"FROM (SELECT s.id AS id, s.document AS document FROM {source}) f "
            f"JOIN voices v1 ON v1.statement = f.id AND v1.part = 1 {ROOT.format(p='p1', v='v1', a='a1', r='r1')} "
            f"JOIN voices v2 ON v2.statement = f.id AND v2.part = 2 {ROOT.format(p='p2', v='v2', a='a2', r='r2')} "
            "WHERE r1.id <> r2.id GROUP BY r1.id, r2.id ORDER BY 5 DESC, 2, 4 LIMIT ?"
        )
        return tuple(Edge(*row) for row in self.db.all(sql, (*values, -1 if limit is None else limit)))

    def met(self, actor: int) -> tuple[Edge, ...]:
        """Whom an actor spoke to, and who spoke to the actor."""
        sql = (
            "SELECT r1.id, r1.name, r2.id, r2.name, count(DISTINCT s.id), count(DISTINCT s.document) FROM people p "
            "JOIN actors a ON a.id = p.actor AND a.root = ? JOIN voices v ON v.person = p.id AND v.part IN (1, 2) "
            "JOIN statements s ON s.id = v.statement JOIN documents d ON d.id = s.document AND d.current "
            f"JOIN voices v1 ON v1.statement = s.id AND v1.part = 1 {ROOT.format(p='p1', v='v1', a='a1', r='r1')} "
            f"JOIN voices v2 ON v2.statement = s.id AND v2.part = 2 {ROOT.format(p='p2', v='v2', a='a2', r='r2')} "
            "WHERE r1.id <> r2.id AND ?1 IN (r1.id, r2.id) GROUP BY r1.id, r2.id ORDER BY 5 DESC, 2, 4"
        )
        return tuple(Edge(*row) for row in self.db.all(sql, (actors.root(self.db, actor),)))

    def offices(self, actor: int) -> tuple[Office, ...]:
        """The roles of an actor by the date of the first record that gives them."""
        sql = (
            "SELECT p.role, coalesce(min(nullif(d.date, '')), ''), max(d.date), count(DISTINCT d.id) FROM people p "
            "JOIN actors a ON a.id = p.actor JOIN documents d ON d.id = p.document "
            "WHERE a.root = ? AND d.current AND p.role <> '' GROUP BY lower(p.role) ORDER BY 2 = '', 2, 1"
        )
        return tuple(Office(*row) for row in self.db.all(sql, (actors.root(self.db, actor),)))

    def appearances(self, actor: int) -> tuple[Day, ...]:
        """The documents in which an actor stands, by date; those without a date last."""
        sql = (
            "SELECT d.date, d.name, d.title, d.kind, d.place, (SELECT count(*) FROM voices v WHERE v.person = p.id AND v.part = 1) "
            "FROM people p JOIN actors a ON a.id = p.actor JOIN documents d ON d.id = p.document "
            "WHERE a.root = ? AND d.current GROUP BY d.id ORDER BY d.date = '', d.date, d.id"
        )
        return tuple(Day(*row) for row in self.db.all(sql, (actors.root(self.db, actor),)))

    def years(self) -> tuple[Count, ...]:
        """How many documents each year has; those without a date are counted under ""."""
        rows = self.db.all("SELECT substr(date, 1, 4), count(*) FROM documents WHERE current GROUP BY 1 ORDER BY 1")
        return tuple(Count(year, number) for year, number in rows)

    def days(self, year: str) -> tuple[Day, ...]:
        """The documents of a year, by date."""
        sql = (
            "SELECT d.date, d.name, d.title, d.kind, d.place, (SELECT count(*) FROM statements s WHERE s.document = d.id) "
            "FROM documents d WHERE d.current AND d.date >= ? AND d.date < ? ORDER BY d.date, d.id"
        )
        return tuple(Day(*row) for row in self.db.all(sql, (year, f"{year}-99")))

    def forces(self, query: Query, old: bool) -> tuple[Cell, ...]:
        """How many of the statements found each actor made with each force, those who made most first."""
        source, values = selected(plan(query.tree), old)
        sql = (
            f"SELECT r.id, r.name, f.force, count(*) FROM (SELECT s.id AS id, s.force AS force FROM {source}) f "
            f"JOIN voices v ON v.statement = f.id AND v.part = 1 {ROOT.format(p='p', v='v', a='a', r='r')} "
            "GROUP BY r.id, f.force ORDER BY 4 DESC, 2, 3"
        )
        return tuple(Cell(*row) for row in self.db.all(sql, values))

    def names(self, start: str, limit: int) -> tuple[Count, ...]:
        """People one of whose names has a word that begins so, with the number of people of single records they stand for."""
        sql = (
            "SELECT r.name, count(*) FROM names n JOIN people p ON p.id = n.rowid JOIN actors a ON a.id = p.actor "
            "JOIN actors r ON r.id = a.root WHERE names MATCH ? GROUP BY r.id ORDER BY 2 DESC, 1 LIMIT ?"
        )
        rows = self.db.all(sql, (f"{{name identity}} : ({each(Term(start, True))})", limit))
        return tuple(Count(name, number) for name, number in rows)

    def values(self, field: str, start: str, limit: int) -> tuple[Count, ...]:
        """Values of a field of ``VALUES`` that begin so, with the number of their documents."""
        column = VALUES[field]
        begin = escaped(start)
        sql = (
            f"SELECT {column}, count(*) FROM documents WHERE current AND {column} <> '' AND {column} LIKE ? ESCAPE '!' "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
        )
        return tuple(Count(value, number) for value, number in self.db.all(sql, (f"{begin}%", limit)))
