"""People across records: who is taken to be one, on what evidence, and what was merged by hand."""

from __future__ import annotations

import msgspec

from memcon.search import Term
from memcon.store import chain
from memcon.store.database import Database, Row
from memcon.store.matching import each
from memcon.store.rows import Actor, Crowd, Known, LibraryError, Merge

SPOKEN = "(SELECT count(*) FROM voices v WHERE v.person = p.id AND v.part = 1)"
LISTED = f"""
    SELECT r.id, r.name, r.evidence, json_group_array(DISTINCT p.name), json_group_array(DISTINCT p.role), count(DISTINCT p.document),
        sum({SPOKEN}), coalesce(min(nullif(d.date, '')), ''), max(d.date),
        (SELECT json_group_array(m.name) FROM actors m WHERE m.root = r.id AND m.id <> r.id)
    FROM people p JOIN actors a ON a.id = p.actor JOIN actors r ON r.id = a.root JOIN documents d ON d.id = p.document
    WHERE d.current AND {{where}}
    GROUP BY r.id ORDER BY 6 DESC, 7 DESC, 2"""
CALLED_SO = "IN (SELECT a.root FROM names n JOIN people p ON p.id = n.rowid JOIN actors a ON a.id = p.actor WHERE names MATCH ?)"
IN_MOST = """SELECT a.root, count(DISTINCT p.document), count(*) OVER () FROM people p JOIN actors a ON a.id = p.actor
    JOIN actors r ON r.id = a.root WHERE p.document NOT IN (SELECT id FROM documents WHERE NOT current) AND {where}
    GROUP BY a.root ORDER BY 2 DESC, r.name COLLATE NOCASE, 1 LIMIT ? OFFSET ?"""
"""Some of the actors and how many there are: those in most documents first, then by name. It reads indexes, no document."""

MERGES = """
    SELECT m.id, m.actor, m.into_actor, m.evidence, m.time, m.undone, coalesce(a.name, ''), coalesce(i.name, '')
    FROM merges m LEFT JOIN actors a ON a.id = m.actor LEFT JOIN actors i ON i.id = m.into_actor"""


def listed(db: Database, words: str) -> tuple[Actor, ...]:
    """The actors whose names hold the words, those in most documents first; all of them where there are no words. With a
    star at its end the last word need only begin so."""
    where, values = called(words)
    return tuple(of(row) for row in db.all(LISTED.format(where=where.format(root="r.id")), values))


def called(words: str) -> tuple[str, tuple[str, ...]]:
    """The condition that an actor, "{root}" in it, is called by the words; true of everybody where there are none."""
    asked = words.strip()
    if not asked:
        return "1", ()
    return f"{{root}} {CALLED_SO}", (f"{{name identity}} : ({each(Term(asked.rstrip('*'), asked.endswith('*')))})",)


def crowd(db: Database, words: str, limit: int, offset: int) -> Crowd:
    """Some of the actors whose names hold the words, from the ``offset``-th on, and how many there are."""
    where, values = called(words)
    rows = db.all(IN_MOST.format(where=where.format(root="a.root")), (*values, limit, offset))
    places = {row[0]: place for place, row in enumerate(rows)}
    found = db.all(LISTED.format(where=f"r.id IN ({', '.join('?' * len(places))})"), tuple(places))
    total = rows[0][2] if rows else crowd(db, words, 1, 0).total if offset else 0
    return Crowd(tuple(sorted((of(row) for row in found), key=lambda actor: places[actor.id])), total)


def one_of(db: Database, number: int) -> Actor:
    """One actor with every name and role; a number that was merged means the actor it was merged into."""
    row = db.one(LISTED.format(where="r.id = ?"), (root(db, number),))
    if not row:
        raise LibraryError(f"{db.path}: no current document names the person {number}.")
    return of(row)


def of(row: Row) -> Actor:
    return Actor(row[0], row[1], row[2], texts(row[3]), texts(row[4]), row[5], row[6] or 0, row[7], row[8], texts(row[9]))


def known(db: Database, document: str) -> tuple[Known, ...]:
    """Who the people of a document are across documents, in the record's own order."""
    rows = db.all(
        "SELECT p.label, coalesce(r.id, 0), coalesce(r.name, ''), p.identity FROM people p JOIN documents d ON d.id = p.document "
        "LEFT JOIN actors a ON a.id = p.actor LEFT JOIN actors r ON r.id = a.root WHERE d.name = ? ORDER BY p.id",
        (document,),
    )
    return tuple(Known(*row) for row in rows)


def texts(cell: str) -> tuple[str, ...]:
    """The texts of a JSON array, without empty ones."""
    return tuple(text for text in msgspec.json.decode(cell, type=list[str]) if text)


def merge(db: Database, actor: int, into: int, evidence: str) -> Merge:
    """Says that two actors are one; raises LibraryError where one is not there or they are one already."""
    with db.writing():
        first, second = root(db, actor), root(db, into)
        if first == second:
            raise LibraryError(f"{db.path}: actors {actor} and {into} are one already; 'memcon people merges' lists what was merged.")
        row = db.do(
            "INSERT INTO merges (actor, into_actor, evidence, time) VALUES (?, ?, ?, ?)", (first, second, evidence, chain.now())
        )
        db.do("UPDATE actors SET merged = ? WHERE id = ?", (second, first))
        renew(db)
        chain.append(db, "merge", str(row), actor=first, into=second)
    return one(db, row)


def root(db: Database, actor: int) -> int:
    found = db.one("SELECT root FROM actors WHERE id = ?", (actor,))
    if not found:
        raise LibraryError(f"{db.path}: there is no person {actor}; 'memcon people' lists them with their numbers.")
    return int(found[0])


def unmerge(db: Database, row: int) -> Merge:
    """Takes a merge back; raises LibraryError where there is none of that number or it is taken back already."""
    with db.writing():
        merge = one(db, row)
        if merge.undone:
            raise LibraryError(f"{db.path}: merge {row} was undone already, on {merge.undone}.")
        db.do("UPDATE merges SET undone = ? WHERE id = ?", (chain.now(), row))
        db.do("UPDATE actors SET merged = NULL WHERE id = ?", (merge.actor,))
        renew(db)
        chain.append(db, "unmerge", str(row), actor=merge.actor, into=merge.into)
    return one(db, row)


def one(db: Database, row: int) -> Merge:
    found = db.one(f"{MERGES} WHERE m.id = ?", (row,))
    if not found:
        raise LibraryError(f"{db.path}: there is no merge {row}; 'memcon people merges' lists them.")
    return Merge(*found)


def merges(db: Database) -> tuple[Merge, ...]:
    """Every merge ever made, those taken back included."""
    return tuple(Merge(*row) for row in db.all(f"{MERGES} ORDER BY m.id"))


def renew(db: Database) -> None:
    """The actor at the end of every chain of merges."""
    db.do("UPDATE actors SET root = id WHERE merged IS NULL AND root <> id")
    into: dict[int, int] = dict(db.all("SELECT id, merged FROM actors WHERE merged IS NOT NULL"))
    for actor, end in into.items():
        while end in into:
            end = into[end]
        db.do("UPDATE actors SET root = ? WHERE id = ?", (end, actor))


