"""Words that readers type in the place of recognised ones: kept beside these, taken back by a mark; the document follows them.

What readers have put on stretches of the document moves with its words.
"""

from __future__ import annotations

import msgspec

from memcon.model import Place as Spot
from memcon.model import Record
from memcon.places import Box, Shift, box_of
from memcon.store import chain, filing, mending
from memcon.store.database import Database, Row
from memcon.store.rows import Entry, LibraryError

COLUMNS = 'id, document, page, "left", top, "right", bottom, recognised, word, who, time, undone, undone_by'


class WordCorrection(msgspec.Struct, frozen=True):
    """A reader's ``word`` in the place of the ``recognised`` one; the rectangle is in points from the upper left corner of the page.
    Both are the same where the reader has confirmed a doubtful word; the reader's is "" where it was struck out. ``undone`` is "" while
    the correction holds, else when it was taken back (UTC)."""

    id: int
    document: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    recognised: str
    word: str
    who: str
    time: str
    undone: str = ""
    undone_by: str = ""

    @property
    def holds(self) -> bool:
        return not self.undone

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom


class Rewording(msgspec.Struct, frozen=True):
    """A document's reading with other words: the digest of the one that it takes the place of, the one that stands without readers'
    words (None: this one), how offsets move, and what is logged."""

    entry: Entry
    before: str
    recognised: Record | None
    there: Shift
    back: Shift
    reader: str
    model: str


def listed(db: Database, document: str | None) -> tuple[WordCorrection, ...]:
    """The corrected words of a document in the order in which they were made, those taken back included; of every document, the newest
    first, without one."""
    where, values = ("WHERE document = ? ORDER BY id", (document,)) if document is not None else ("ORDER BY id DESC", ())
    return tuple(WordCorrection(*row) for row in db.all(f"SELECT {COLUMNS} FROM word_corrections {where}", values))


def one(db: Database, number: int) -> WordCorrection:
    """A corrected word by its number; raises LibraryError where there is none."""
    row = db.one(f"SELECT {COLUMNS} FROM word_corrections WHERE id = ?", (number,))
    if not row:
        raise LibraryError(f"{db.path}: there is no corrected word {number} in the library.")
    return WordCorrection(*row)


def outdated(db: Database, file: int) -> tuple[str, ...]:
    """The documents of a file whose version before has corrected words that hold."""
    found = db.all(
        "SELECT DISTINCT d.id, d.name FROM holdings h JOIN documents d ON d.id = h.document JOIN documents o ON o.id = d.replaces "
        "JOIN word_corrections w ON w.document = o.name AND w.undone = '' WHERE h.file = ? ORDER BY d.id",
        (file,),
    )
    return tuple(name for _, name in found)


def recognised(db: Database, document: str) -> Record | None:
    """A document as it was read before readers typed words; None where none of theirs holds."""
    found = db.one("SELECT record, text FROM recognised WHERE document = ?", (document,))
    return filing.unpacked(*found) if found else None


def digest(db: Database, document: str) -> str:
    """The digest of a document's record, as it is held."""
    return str(db.one("SELECT digest FROM documents WHERE name = ?", (document,))[0])


def digest_at_import(db: Database, document: str) -> str:
    """The digest that the log has of a document as it came, "" where it has none."""
    found = db.one("SELECT json_extract(details, '$.digest') FROM log WHERE subject = ? AND action = 'add' ORDER BY id", (document,))
    return str(found[0]) if found else ""


def hindrance(db: Database, document: str) -> str:
    """Why a document cannot be read anew with other words: half a sentence, "" where it can be."""
    if db.one("SELECT 1 FROM log WHERE subject = ? AND action = ?", (document, mending.ACTION)):
        return "its reading was mended by hand in a TEI file, which a new reading would undo; mend the word there too"
    (settings,) = db.one("SELECT f.settings FROM documents d JOIN files f ON f.id = d.file WHERE d.name = ?", (document,))
    if "cast" in settings:
        return "it was imported with --cast, which is not kept, and would be read anew without it; import it without --cast"
    return ""


def add(db: Database, document: str, page: int, place: Spot, words: tuple[str, str], who: str) -> WordCorrection:
    """Keeps a correction of one word, ``words`` being the recognised one and the reader's; one of the same place is taken back."""
    for before in listed(db, document):
        if before.holds and (before.page, before.box) == (page, box_of(place)):
            withdraw(db, before.id, who)
    number = db.do(
        'INSERT INTO word_corrections (document, page, "left", top, "right", bottom, recognised, word, who, time) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document, page, *box_of(place), *words, who, chain.now()),
    )
    return one(db, number)


def withdraw(db: Database, number: int, who: str) -> None:
    """Marks a correction as taken back."""
    db.do("UPDATE word_corrections SET undone = ?, undone_by = ? WHERE id = ?", (chain.now(), who, number))


def reword(db: Database, action: str, made: Rewording, **details: object) -> None:
    """Puts a reading with other words in the place of the one that is held, under the same id; raises LibraryError where that one has
    changed meanwhile. The log keeps the digests of both, no word."""
    name = made.entry.name
    found = db.one("SELECT id, digest, label, file, ordinal FROM documents WHERE name = ?", (name,))
    if not found or found[1] != made.before:
        raise LibraryError(f"{db.path}: somebody else has changed {name} meanwhile; look at it and do this again.")
    row, before, label, file, ordinal = found
    if made.recognised is None:
        db.do("DELETE FROM recognised WHERE document = ?", (name,))
    else:
        db.do(
            "INSERT OR IGNORE INTO recognised (document, text, record) VALUES (?, ?, ?)",
            (name, made.recognised.document.text, filing.packed(made.recognised)),
        )
    mending.rewrite(db, row, file, ordinal, label, made.entry)
    move(db, name, made)
    chain.append(
        db, action, name, before=before, digest=made.entry.digest, reader=made.reader, model=made.model, **details,
    )


def move(db: Database, document: str, made: Rewording) -> None:
    """Moves what readers have put on stretches of a document to where its words stand now."""

    def moved(start: int, end: int) -> tuple[int, int]:
        return made.there.span(*made.back.span(start, end))

    for table in ("corrections", "notes"):
        rows = db.all(f'SELECT id, start, "end" FROM {table} WHERE document = ? AND start >= 0', (document,))
        db.many(f'UPDATE {table} SET start = ?, "end" = ? WHERE id = ?', [(*moved(start, end), number) for number, start, end in rows])
    for table, columns in (("tags", "tag, who, time"), ("collected", "collection, who, time")):
        placed: list[Row] = db.all(f'SELECT start, "end", {columns} FROM {table} WHERE document = ? AND start >= 0', (document,))
        # Taken out and put in again: where they stand is their key, and one may move to where another stood.
        db.do(f"DELETE FROM {table} WHERE document = ? AND start >= 0", (document,))
        db.many(
            f'INSERT OR IGNORE INTO {table} (document, start, "end", {columns}) VALUES (?, ?, ?, ?, ?, ?)',
            [(document, *moved(start, end), *rest) for start, end, *rest in placed],
        )
