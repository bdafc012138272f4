"""Documents by name: found by any of their names, listed with where they come from, given back as records."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memcon.model import Record
from memcon.store import filing
from memcon.store.database import LEAST, Database, Row, escaped
from memcon.store.rows import Filed, Kept, LibraryError, Status

FILED = """
    SELECT d.name, d.label, d.version, d.current, d.source, f.sha256, d.format, d.kind, d.title, d.date, d.place, d.classification,
        d.subject, d.sender, d.receiver, d.number, (SELECT count(*) FROM statements s WHERE s.document = d.id), d.words, f.reader, f.model,
        f.imported, coalesce((SELECT name FROM documents o WHERE o.id = d.replaces), ''), d.id
    FROM documents d JOIN files f ON f.id = d.file"""
HELD = "SELECT p.path FROM holdings h JOIN places p ON p.file = h.file WHERE h.document = ? AND p.until = '' ORDER BY p.path"
IN_FILE = "d.id IN (SELECT h.document FROM holdings h JOIN places p ON p.file = h.file WHERE {where} AND p.until = '')"
SEVERAL = 5
"""How many documents are named where a reference can mean several."""


def resolve(db: Database, reference: str) -> str:
    """The lasting id of the document meant: by its id, its label, the path of its file or the end of it, its printed number, or the
    beginning of its id, its digest or its label.

    Raises LibraryError where no document, or more than one, is meant.
    """
    plain = " ".join(reference.split())
    path = str(Path(reference).absolute()) if plain else ""
    start = f"{escaped(plain)}%" if len(plain) >= LEAST else ""
    for where, values in (
        ("d.name = ?", (plain,)),
        ("d.label = ? AND d.current", (plain,)),
        (IN_FILE.format(where="p.path IN (?, ?)"), (reference, path)),
        (IN_FILE.format(where="p.path LIKE ? ESCAPE '!'"), (f"%/{escaped(reference)}" if plain else "",)),
        ("(d.number = ?1 COLLATE NOCASE OR d.message = ?1) AND d.current AND ?1 <> ''", (plain,)),
        ("d.name LIKE ?1 ESCAPE '!' OR substr(d.name, -16) LIKE ?1 ESCAPE '!' OR d.label LIKE ?1 ESCAPE '!' AND d.current", (start,)),
    ):
        found = [name for (name,) in db.all(f"SELECT d.name FROM documents d WHERE {where} ORDER BY d.id LIMIT {SEVERAL + 1}", values)]
        if len(found) == 1:
            return str(found[0])
        if found:
            more = "" if len(found) <= SEVERAL else ", and more"
            raise LibraryError(
                f"{db.path}: '{reference}' can mean several documents ({', '.join(found[:SEVERAL])}{more}); give one of these ids."
            )
    if when := deleted(db, reference):
        raise LibraryError(f"{db.path}: the document '{reference}' was deleted on {when}.")
    raise LibraryError(f"{db.path}: there is no document '{reference}' in the library; 'memcon search' shows the ids.")


def filed(db: Database, name: str) -> Filed:
    """A document's facts; raises LibraryError where it is not there."""
    row = db.one(f"{FILED} WHERE d.name = ?", (name,))
    if not row:
        raise LibraryError(f"{db.path}: there is no document '{name}' in the library; 'memcon search' shows the ids.")
    return filed_of(db, row)


def filed_of(db: Database, row: Row) -> Filed:
    places = tuple(path for (path,) in db.all(HELD, (row[-1],)))
    return Filed(*[*row[:3], bool(row[3]), *row[4:21], places, row[21]])


def documents(db: Database) -> Iterator[Filed]:
    """Every document, old versions included, in the order in which they came."""
    for row in db.rows(f"{FILED} ORDER BY d.id"):
        yield filed_of(db, row)


def texts(db: Database) -> Iterator[tuple[str, str]]:
    """The lasting id and the text of every current document, without the reading of its record."""
    yield from ((str(name), str(text)) for name, text in db.rows("SELECT name, text FROM documents WHERE current ORDER BY id"))


def record(db: Database, name: str) -> Record:
    """The whole record of a document; raises LibraryError where it is not there."""
    found = db.one("SELECT record, text FROM documents WHERE name = ?", (name,))
    if not found:
        raise LibraryError(f"{db.path}: there is no document '{name}' in the library; 'memcon search' shows the ids.")
    return filing.unpacked(*found)


def original(db: Database, name: str) -> bytes:
    """The bytes of the file that a document came from, b"" where they were not kept."""
    found = db.one("SELECT f.original FROM documents d JOIN files f ON f.id = d.file WHERE d.name = ?", (name,))
    return zlib.decompress(found[0]) if found and found[0] else b""


def deleted(db: Database, name: str) -> str:
    """When a document was deleted, "" where it was not."""
    found = db.one("SELECT time FROM deletions WHERE name = ?", (name,))
    return str(found[0]) if found else ""


def status(db: Database) -> Status:
    """Counts of what the library holds, and the failures."""
    counts = (
        "SELECT count(*) FROM files",
        "SELECT count(*) FROM files WHERE state = 'reading'",
        "SELECT count(*) FROM documents WHERE current",
        "SELECT count(*) FROM documents WHERE NOT current",
        "SELECT count(*) FROM statements",
        "SELECT coalesce(sum(words), 0) FROM documents",
        "SELECT count(*) FROM actors WHERE root = id",
        "SELECT count(*) FROM deletions",
    )
    numbers = [int(db.one(sql)[0]) for sql in counts]
    version, pages, size = (int(db.one(f"PRAGMA {name}")[0]) for name in ("user_version", "page_count", "page_size"))
    values: list[Any] = [str(db.path), version, pages * size, *numbers, filing.failures(db, None)]
    return Status(*values)


def health(db: Database) -> tuple[str, ...]:
    """What is wrong with the file itself, one sentence each: SQLite's own check, the indexes, rows that point nowhere."""
    wrong = [str(said) for (said,) in db.all("PRAGMA quick_check(20)") if said != "ok"]
    wrong += [
        f"A row of {table} points to a {parent} that is not there." for table, _, parent, _ in db.all("PRAGMA foreign_key_check")[:20]
    ]
    for index in ("statement_words", "captions", "names"):
        try:
            db.do(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 0)")
        except LibraryError:
            wrong.append(f"The index {index} is damaged.")
    texts, indexed = db.one("SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM statement_words_docsize)")
    if texts != indexed:
        wrong.append(f"{texts} statements are stored and {indexed} are in the index.")
    return tuple(wrong)


def kept(db: Database) -> Iterator[Kept]:
    """Every document with its place in its file and the digest it was logged with."""
    rows = db.rows(
        "SELECT d.name, d.ordinal, f.sha256, d.digest, f.reader, f.model, f.settings, d.id, "
        "coalesce((SELECT json_extract(l.details, '$.digest') AS logged FROM log l WHERE l.subject = d.name AND logged IS NOT NULL "
        "ORDER BY l.id DESC LIMIT 1), ''), d.file "
        "FROM documents d JOIN files f ON f.id = d.file ORDER BY d.file, d.ordinal"
    )
    for row in rows:
        paths = tuple(path for (path,) in db.all("SELECT path FROM places WHERE file = ? AND until = '' ORDER BY path", (row[9],)))
        yield Kept(*[*row[:7], paths, row[8]])
