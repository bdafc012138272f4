"""Deletion that forgets: rows, index, journal and free pages, so that no word of the document stays in the file."""

from __future__ import annotations

from memcon.store import chain
from memcon.store.database import Database
from memcon.store.filing import CAPTIONS, NAMES
from memcon.store.rows import LibraryError

INDEXES = ("statement_words", "captions", "names")
READING = (
    "DELETE FROM refs WHERE document = ?",
    "DELETE FROM exchanges WHERE first IN (SELECT id FROM statements WHERE document = ?)",
    "DELETE FROM exchanges WHERE reply IN (SELECT id FROM statements WHERE document = ?)",
    "DELETE FROM voices WHERE statement IN (SELECT id FROM statements WHERE document = ?)",
    "DELETE FROM statements WHERE document = ?",
    "DELETE FROM people WHERE document = ?",
)
"""What was read of a document, from the leaves to the root."""
ROWS = (
    *READING,
    *(
        f"DELETE FROM {table} WHERE document = (SELECT name FROM documents WHERE id = ?)"
        for table in ("corrections", "notes", "tags", "collected", "word_corrections", "recognised")
    ),
    "UPDATE files SET original = NULL WHERE id IN (SELECT file FROM holdings WHERE document = ?)",
    "UPDATE documents SET replaces = NULL WHERE replaces = ?",
    "UPDATE holdings SET document = NULL WHERE document = ?",
    "DELETE FROM documents WHERE id = ?",
)


def forget(db: Database, names: tuple[str, ...]) -> None:
    """Deletes documents and rewrites the file without them; the log keeps that they were there.

    A name deleted before is no error: the file is rewritten again, which finishes a deletion that was broken off.
    """
    with db.writing():
        for name in names:
            found = db.one("SELECT id FROM documents WHERE name = ?", (name,))
            if found:
                unindex(db, found[0])
                for sql in ROWS:
                    db.do(sql, (found[0],))
                db.do("INSERT OR REPLACE INTO deletions (name, time) VALUES (?, ?)", (name, chain.now()))
                chain.append(db, "delete", name)
        db.do("DELETE FROM actors WHERE id NOT IN (SELECT actor FROM people WHERE actor IS NOT NULL) "
              "AND id NOT IN (SELECT merged FROM actors WHERE merged IS NOT NULL) AND merged IS NULL")
    rewrite(db)


def unindex(db: Database, document: int) -> None:
    """Takes the words of a document out of the three indexes, which must be told what they were."""
    (text,) = db.one("SELECT text FROM documents WHERE id = ?", (document,))
    spans = db.all('SELECT id, start, "end" FROM statements WHERE document = ?', (document,))
    db.many(
        "INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', ?, ?)",
        [(row, text[start:end]) for row, start, end in spans],
    )
    for index, table, columns, owner in (("captions", "documents", CAPTIONS, "id"), ("names", "people", NAMES, "document")):
        listed = ", ".join(columns)
        db.do(
            f"INSERT INTO {index} ({index}, rowid, {listed}) SELECT 'delete', id, {listed} FROM {table} WHERE {owner} = ?", (document,)
        )


def rewrite(db: Database) -> None:
    """Indexes, file and journal written anew; raises LibraryError where another program keeps the old journal open."""
    for index in INDEXES:
        db.do(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    db.do("VACUUM")
    busy, *_ = db.one("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise LibraryError(
            f"{db.path}: deleted, but another program has the library open and its journal may still hold the words; "
            "close it and run the same command again."
        )
