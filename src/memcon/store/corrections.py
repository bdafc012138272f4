"""Corrections by readers: kept apart from what was read, never changed, taken back by a mark; and the search rows that follow them."""

from __future__ import annotations

import msgspec

from memcon.model import Force, Mode, Record
from memcon.store import chain, filing
from memcon.store.database import Database, Row
from memcon.store.rows import Entry, LibraryError, Named

COLUMNS = 'id, document, start, "end", change, who, time, undone, undone_by'


class Told(msgspec.Struct, frozen=True):
    """A person as a reader names one: the writer of the record, or somebody by name and office."""

    name: str = ""
    role: str = ""
    author: bool = False


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a reader reads in a stretch; None leaves it as it was read, an empty list of people says "not stated"."""

    speaker: tuple[Told, ...] | None = None
    to: tuple[Told, ...] | None = None
    mode: Mode | None = None
    force: Force | None = None
    reason: str = ""


class Correction(msgspec.Struct, frozen=True):
    """A reader's own reading of the characters ``start`` to ``end`` of a document. ``undone`` is "" while it holds, else when
    it was taken back (UTC)."""

    id: int
    document: str
    start: int
    end: int
    change: Change
    who: str
    time: str
    undone: str = ""
    undone_by: str = ""

    @property
    def holds(self) -> bool:
        return not self.undone


def listed(db: Database, document: str) -> tuple[Correction, ...]:
    """The corrections of a document in the order in which they were made, those taken back included."""
    return tuple(of(row) for row in db.all(f"SELECT {COLUMNS} FROM corrections WHERE document = ? ORDER BY id", (document,)))


def everywhere(db: Database) -> tuple[Correction, ...]:
    """The corrections of every document, the newest first."""
    return tuple(of(row) for row in db.all(f"SELECT {COLUMNS} FROM corrections ORDER BY id DESC"))


def outdated(db: Database, file: int) -> tuple[str, ...]:
    """The documents of a file whose version before has corrections that hold."""
    found = db.all(
        "SELECT DISTINCT d.id, d.name FROM holdings h JOIN documents d ON d.id = h.document JOIN documents o ON o.id = d.replaces "
        "JOIN corrections c ON c.document = o.name AND c.undone = '' WHERE h.file = ? ORDER BY d.id",
        (file,),
    )
    return tuple(name for _, name in found)


def one(db: Database, number: int) -> Correction:
    """A correction by its number; raises LibraryError where there is none."""
    row = db.one(f"SELECT {COLUMNS} FROM corrections WHERE id = ?", (number,))
    if not row:
        raise LibraryError(f"{db.path}: there is no correction {number} in the library.")
    return of(row)


def of(row: Row) -> Correction:
    number, document, start, end, change, *told = row
    return Correction(number, document, start, end, msgspec.json.decode(change, type=Change), *told)


def add(db: Database, document: str, span: tuple[int, int], change: Change, who: str) -> Correction:
    """Keeps a correction. The log says that it was made and by whom, not what it says."""
    with db.writing():
        row = db.do(
            'INSERT INTO corrections (document, start, "end", change, who, time) VALUES (?, ?, ?, ?, ?, ?)',
            (document, *span, msgspec.json.encode(change).decode(), who, chain.now()),
        )
        chain.append(db, "correct", document, correction=row, who=who)
    return one(db, row)


def undo(db: Database, number: int, who: str) -> Correction:
    """Takes a correction back; raises LibraryError where there is none of that number or it is taken back already."""
    with db.writing():
        found = one(db, number)
        if found.undone:
            raise LibraryError(f"{db.path}: correction {number} was undone already, on {found.undone}.")
        db.do("UPDATE corrections SET undone = ?, undone_by = ? WHERE id = ?", (chain.now(), who, number))
        chain.append(db, "undo correction", found.document, correction=number, who=who)
    return one(db, number)


def lay_out(db: Database, name: str, record: Record, named: tuple[Named, ...]) -> None:
    """Writes the rows that searches go by anew, from the record as corrected; what was read stays in documents.record."""
    with db.writing():
        (document,) = db.one("SELECT id FROM documents WHERE name = ?", (name,))
        unlay(db, document)
        people: dict[str, int] = dict(db.all("SELECT label, id FROM people WHERE document = ?", (document,)))
        gone = [row for label, row in people.items() if label not in {person.id for person in record.people}]
        forget_people(db, gone)
        there = tuple(person for person in record.people if person.id not in people)
        others = msgspec.structs.replace(record, people=there)
        people |= filing.insert_people(db, document, Entry(others, name, "", people=named))
        rows = filing.insert_statements(db, document, record, people)
        db.many(
            "INSERT INTO exchanges (first, reply, kind, outcome) VALUES (?, ?, ?, ?)",
            [(rows[e.first], rows.get(e.reply or ""), e.kind, e.outcome) for e in record.exchanges if e.first in rows],
        )


def forget_people(db: Database, rows: list[int]) -> None:
    """Takes out people whom only a correction had named that is taken back."""
    listed = ", ".join(filing.NAMES)
    for row in rows:
        db.do(f"INSERT INTO names (names, rowid, {listed}) SELECT 'delete', id, {listed} FROM people WHERE id = ?", (row,))
        db.do("DELETE FROM people WHERE id = ?", (row,))


def unlay(db: Database, document: int) -> None:
    """Takes a document's statements out of tables and index."""
    (text,) = db.one("SELECT text FROM documents WHERE id = ?", (document,))
    spans = db.all('SELECT id, start, "end" FROM statements WHERE document = ?', (document,))
    db.many(
        "INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', ?, ?)",
        [(row, text[start:end]) for row, start, end in spans],
    )
    for sql in (
        "DELETE FROM exchanges WHERE first IN (SELECT id FROM statements WHERE document = ?1) "
        "OR reply IN (SELECT id FROM statements WHERE document = ?1)",
        "DELETE FROM voices WHERE statement IN (SELECT id FROM statements WHERE document = ?1)",
        "DELETE FROM statements WHERE document = ?1",
    ):
        db.do(sql, (document,))
