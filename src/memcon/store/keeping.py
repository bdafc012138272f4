"""What readers keep for themselves: notes and tags on documents and stretches, collections of both, saved searches."""

from __future__ import annotations

import msgspec

from memcon.store import chain
from memcon.store.database import Database, Row
from memcon.store.rows import LibraryError

WHOLE = (-1, -1)
"""The stretch that stands for a whole document."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A document, or the characters ``start`` to ``end`` of it; both are -1 for the whole document."""

    document: str
    start: int = -1
    end: int = -1


class Note(msgspec.Struct, frozen=True):
    """A reader's own words on a place; ``time`` is UTC."""

    id: int
    place: Place
    words: str
    who: str
    time: str


class Tag(msgspec.Struct, frozen=True):
    """A word that a reader put on a place."""

    place: Place
    tag: str
    who: str
    time: str


class Collection(msgspec.Struct, frozen=True):
    """A named list of places, and how many there are in it."""

    id: int
    name: str
    places: int
    who: str
    time: str


class SavedSearch(msgspec.Struct, frozen=True):
    """A query kept under a name."""

    id: int
    name: str
    query: str
    sort: str
    who: str
    time: str


def notes(db: Database, document: str | None = None) -> tuple[Note, ...]:
    """The notes on a document and its stretches in the order of the text, or all of them."""
    where, values = ("WHERE document = ? ", (document,)) if document is not None else ("", ())
    rows = db.all(f'SELECT id, document, start, "end", words, who, time FROM notes {where}ORDER BY document, start, id', values)
    return tuple(Note(row[0], Place(*row[1:4]), *row[4:]) for row in rows)


def note(db: Database, place: Place, words: str, who: str) -> int:
    """Keeps a note; returns its number."""
    return db.do(
        'INSERT INTO notes (document, start, "end", words, who, time) VALUES (?, ?, ?, ?, ?, ?)',
        (*msgspec.structs.astuple(place), words, who, chain.now()),
    )


def drop_note(db: Database, number: int) -> None:
    """Throws a note away; raises LibraryError where there is none of that number."""
    existing(db, "SELECT 1 FROM notes WHERE id = ?", number, "note")
    db.do("DELETE FROM notes WHERE id = ?", (number,))


def tags(db: Database, document: str | None = None, tag: str | None = None) -> tuple[Tag, ...]:
    """The tags on a document, the places of a tag, or all tags."""
    given = [(column, value) for column, value in (("document", document), ("tag", tag)) if value is not None]
    where = "WHERE " + " AND ".join(f"{column} = ?" for column, _ in given) if given else ""
    rows = db.all(f'SELECT document, start, "end", tag, who, time FROM tags {where} ORDER BY tag, document, start', [v for _, v in given])
    return tuple(Tag(Place(*row[:3]), *row[3:]) for row in rows)


def put_tag(db: Database, place: Place, tag: str, who: str) -> None:
    """Puts a tag on a place; it may be there already."""
    db.do(
        'INSERT OR IGNORE INTO tags (document, start, "end", tag, who, time) VALUES (?, ?, ?, ?, ?, ?)',
        (*msgspec.structs.astuple(place), tag, who, chain.now()),
    )


def drop_tag(db: Database, place: Place, tag: str) -> None:
    """Takes a tag off a place."""
    db.do('DELETE FROM tags WHERE document = ? AND start = ? AND "end" = ? AND tag = ?', (*msgspec.structs.astuple(place), tag))


COLLECTIONS = """SELECT c.id, c.name, (SELECT count(*) FROM collected p WHERE p.collection = c.id), c.who, c.time FROM collections c"""


def collections(db: Database) -> tuple[Collection, ...]:
    """All collections by name."""
    return tuple(Collection(*row) for row in db.all(f"{COLLECTIONS} ORDER BY c.name"))


def collection(db: Database, number: int) -> Collection:
    """One collection; raises LibraryError where there is none of that number."""
    row = db.one(f"{COLLECTIONS} WHERE c.id = ?", (number,))
    if not row:
        raise LibraryError(f"{db.path}: there is no collection {number} in the library.")
    return Collection(*row)


def make_collection(db: Database, name: str, who: str) -> Collection:
    """The collection of this name, made where there is none."""
    with db.writing():
        db.do("INSERT OR IGNORE INTO collections (name, who, time) VALUES (?, ?, ?)", (name, who, chain.now()))
        (number,) = db.one("SELECT id FROM collections WHERE name = ?", (name,))
    return collection(db, number)


def drop_collection(db: Database, number: int) -> None:
    """Throws a collection away, not what is in it."""
    with db.writing():
        collection(db, number)
        db.do("DELETE FROM collected WHERE collection = ?", (number,))
        db.do("DELETE FROM collections WHERE id = ?", (number,))


def collect(db: Database, number: int, place: Place, who: str) -> None:
    """Puts a place into a collection; it may be there already."""
    collection(db, number)
    db.do(
        'INSERT OR IGNORE INTO collected (collection, document, start, "end", who, time) VALUES (?, ?, ?, ?, ?, ?)',
        (number, *msgspec.structs.astuple(place), who, chain.now()),
    )


def uncollect(db: Database, number: int, place: Place) -> None:
    """Takes a place out of a collection."""
    db.do(
        'DELETE FROM collected WHERE collection = ? AND document = ? AND start = ? AND "end" = ?',
        (number, *msgspec.structs.astuple(place)),
    )


def collected(db: Database, number: int) -> tuple[Place, ...]:
    """The places of a collection, by the date of their documents and in the order of the text."""
    rows = db.all(
        'SELECT p.document, p.start, p."end" FROM collected p JOIN documents d ON d.name = p.document '
        "WHERE p.collection = ? ORDER BY d.date, d.id, p.start",
        (number,),
    )
    return tuple(Place(*row) for row in rows)


def holding(db: Database, document: str) -> tuple[tuple[Collection, Place], ...]:
    """The collections in which a document or a stretch of it stands."""
    rows: list[Row] = db.all(
        "SELECT c.id, c.name, 0, c.who, c.time, p.start, p.\"end\" FROM collected p JOIN collections c ON c.id = p.collection "
        "WHERE p.document = ? ORDER BY c.name, p.start",
        (document,),
    )
    return tuple((Collection(*row[:5]), Place(document, *row[5:])) for row in rows)


def searches(db: Database) -> tuple[SavedSearch, ...]:
    """The saved searches by name."""
    return tuple(SavedSearch(*row) for row in db.all("SELECT id, name, query, sort, who, time FROM searches ORDER BY name"))


def save_search(db: Database, name: str, query: str, sort: str, who: str) -> None:
    """Keeps a query under a name, in the place of the one it had."""
    db.do(
        "INSERT INTO searches (name, query, sort, who, time) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET query = excluded.query, sort = excluded.sort, who = excluded.who, time = excluded.time",
        (name, query, sort, who, chain.now()),
    )


def drop_search(db: Database, number: int) -> None:
    """Throws a saved search away; raises LibraryError where there is none of that number."""
    existing(db, "SELECT 1 FROM searches WHERE id = ?", number, "saved search")
    db.do("DELETE FROM searches WHERE id = ?", (number,))


def existing(db: Database, sql: str, number: int, what: str) -> None:
    if not db.one(sql, (number,)):
        raise LibraryError(f"{db.path}: there is no {what} {number} in the library.")
