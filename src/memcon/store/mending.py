"""A reading mended by hand, in the place of the one that is held of the same text."""

from __future__ import annotations

from memcon.store import chain
from memcon.store.database import Database
from memcon.store.filing import DOCUMENT, cells, fill
from memcon.store.forgetting import READING, unindex
from memcon.store.rows import Entry

ACTION = "mend"
"""What the log calls it."""


def mend(db: Database, file: int, ordinal: int, entry: Entry) -> bool:
    """Stores a record that somebody may have edited instead of the one of the same text; False where none is held, or the same.

    The log keeps the digests of both.
    """
    found = db.one("SELECT id, digest, label FROM documents WHERE name = ?", (entry.name,))
    if not entry.edited or not found or found[1] == entry.digest:
        return False
    row, before, label = found
    with db.writing():
        rewrite(db, row, file, ordinal, label, entry)
        (sha256,) = db.one("SELECT sha256 FROM files WHERE id = ?", (file,))
        chain.append(db, ACTION, entry.name, sha256=sha256, ordinal=ordinal, before=before, digest=entry.digest)
    return True


def rewrite(db: Database, row: int, file: int, ordinal: int, label: str, entry: Entry) -> None:
    """All rows of a document anew, from another record of it."""
    unindex(db, row)
    for sql in READING:
        db.do(sql, (row,))
    columns = ", ".join(f"{name} = ?" for name in DOCUMENT)
    db.do(f"UPDATE documents SET {columns} WHERE id = ?", (*cells(file, ordinal, label, entry), row))
    fill(db, row, entry)
