"""References between records: which document of the library another record's words mean, found when asked."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.store.database import Database, Row
from memcon.store.rows import LibraryError, Reference

COLUMNS = 'r.kind, r.words, r.number, r.post, r.year, r.start, r."end"'
REFERRING = f"""SELECT {COLUMNS}, d.id, d.name, d.file, d.label, d.date, d.sender, d.receiver, d.message
    FROM refs r JOIN documents d ON d.id = r.document WHERE r.document <> :row AND r.number <> '' AND"""
POINTING = f"{REFERRING} r.kind <> 'document' AND r.number = :message"
POINTING_IN_FILE = f"""{REFERRING} r.kind = 'document' AND r.number = :number
    AND r.document IN (SELECT o.document FROM holdings h JOIN holdings o ON o.file = h.file WHERE h.document = :row)"""
"""Every volume has a document of each number: only references out of the same file are looked at."""
AGE = 400
"""A message is meant by its number for this many days; posts begin to count anew each year."""


def row_of(db: Database, name: str) -> Row:
    found = db.one("SELECT id, name, file, label, date, sender, receiver, message FROM documents WHERE name = ?", (name,))
    if not found:
        raise LibraryError(f"{db.path}: there is no document '{name}' in the library; 'memcon search' shows the ids.")
    return found


def references(db: Database, name: str) -> tuple[tuple[Reference, tuple[str, ...]], ...]:
    """What a record refers to, each with the documents it can mean: none is held, one is meant, several stay in doubt."""
    document = row_of(db, name)
    found = db.all(f"SELECT {COLUMNS} FROM refs r WHERE r.document = ? ORDER BY r.start, r.rowid", (document[0],))
    return tuple((Reference(*row), targets(db, document, Reference(*row))) for row in found)


def targets(db: Database, document: Row, reference: Reference) -> tuple[str, ...]:
    """The documents that a reference in ``document`` can mean."""
    row, _, file, *_ = document
    if reference.kind == "document":
        return tuple(name for found, name in numbered(db, file, reference.number) if found != row)
    return meant_of(messages_of(db, reference.number), document, reference)


def numbered(db: Database, file: int, number: str) -> list[Row]:
    """The documents of a file that bear a printed number."""
    # By the number first: a file can hold thousands of documents, and few of the library bear one number.
    sql = (
        "SELECT d.id, d.name FROM documents d WHERE d.number = ? AND d.number <> '' "
        "AND EXISTS (SELECT 1 FROM holdings h WHERE h.document = d.id AND h.file = ?) ORDER BY d.id"
    )
    return db.all(sql, (number, file))


def messages_of(db: Database, number: str) -> list[Row]:
    """The current messages of a number, by date."""
    # Only where it is said that the number is not "" can the index answer, which leaves those out.
    sql = "SELECT id, name, date, sender, place FROM documents WHERE message = ? AND message <> '' AND current ORDER BY date"
    return db.all(sql, (number,))


def meant_of(messages: list[Row], document: Row, reference: Reference) -> tuple[str, ...]:
    """Those of the messages that a reference in ``document`` can mean."""
    row, _, _, _, date, sender, receiver, _ = document
    return tuple(name for found, name, *rest in messages if found != row and fits((name, *rest), date, reference, (sender, receiver)))


def fits(other: Row, date: str, reference: Reference, posts: tuple[str, str]) -> bool:
    """Whether a message of that number can be the one meant: sent from that post (its name or its city), not later, not too
    long before."""
    _, sent, sender, place = other
    if reference.year and sent[:4] != reference.year:
        return False
    if not reference.year and (not sent or not date or sent[:10] > date or days(date) - days(sent) > AGE):
        return False
    if reference.post == "department":
        return "depart" in sender.lower()
    if reference.post:
        return words(reference.post) <= words(f"{sender} {place}")
    return bool(words(sender) & words(f"{posts[0]} {posts[1]}")) or not sender


def words(post: str) -> set[str]:
    """The words that tell one post from another."""
    plain = {"the", "embassy", "in", "at", "of", "to", "from", "department", "state", "legation", "mission", "consulate", "general", "and"}
    found = {word.strip(".,;()").lower() for word in post.split()}
    return (found - plain) or found


def days(date: str) -> int:
    """A date as a rough count of days; a missing month or day counts as the first."""
    year, month, day = ([int(part) for part in date.split("-")] + [1, 1])[:3]
    return year * 366 + month * 31 + day


def referring(db: Database, name: str) -> tuple[tuple[Reference, str], ...]:
    """The documents whose references mean this one and no other."""
    document = row_of(db, name)
    (number,) = db.one("SELECT number FROM documents WHERE id = ?", (document[0],))
    values = {"row": document[0], "message": document[7], "number": number}
    found = db.all(f"{POINTING} UNION ALL {POINTING_IN_FILE} ORDER BY 12, 8", values)
    messages = messages_of(db, document[7])
    told = []
    for row in found:
        reference, other = Reference(*row[:7]), row[7:]
        meant = targets(db, other, reference) if reference.kind == "document" else meant_of(messages, other, reference)
        if meant == (name,):
            told.append((reference, str(other[1])))
    return tuple(told)


def people_by_document(db: Database) -> Iterator[tuple[str, str]]:
    """The lasting id of a document with each name of its people, for all current documents."""
    sql = "SELECT d.name, p.name FROM people p JOIN documents d ON d.id = p.document WHERE d.current AND p.name <> '' ORDER BY d.id, p.id"
    yield from ((str(document), str(name)) for document, name in db.rows(sql))
