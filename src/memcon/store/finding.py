"""Query -> statements: best first or by date, counted, and laid out with their context, voices and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from memcon.search import Query
from memcon.store.database import Database, Row
from memcon.store.filing import unpacked
from memcon.store.matching import Plan, plan
from memcon.store.rows import Answer, Branches, Count, Facet, Hit, Sort, Tally

CHUNK = 400
"""How many statements are laid out at a time."""
SPARE = 40
"""How many more of the best are taken than asked for, so that old versions may fall out without a second search."""
NOBODY = "not stated"
WRITER = "the writer"
JOINED = "JOIN statements s ON s.id = w.rowid JOIN documents d ON d.id = s.document"
CALLED = "CASE WHEN p.name <> '' THEN p.name WHEN p.author THEN 'the writer' WHEN p.role <> '' THEN p.role ELSE p.aliases END"
MATCHED = """WITH f AS MATERIALIZED (SELECT s.id AS id, s.document AS document, s.mode AS mode, s.force AS force FROM {source}),
    g AS MATERIALIZED (SELECT document, count(*) AS statements FROM f GROUP BY document)"""
"""What a query finds, gathered once for everything that is counted of it: the statements, and how many each document has."""
BY_STATEMENT = "SELECT {column} AS value, count(*) AS statements FROM f GROUP BY 1"
BY_DOCUMENT = "SELECT {column} AS value, sum(g.statements) AS statements FROM g JOIN documents d ON d.id = g.document GROUP BY 1"
BY_PERSON = f"""
    SELECT coalesce(r.name, nullif(CASE WHEN p.id IS NULL THEN '{NOBODY}' ELSE {CALLED} END, ''), '{NOBODY}') AS value,
        sum(h.statements) AS statements
    FROM (SELECT v.person AS person, count(*) AS statements FROM f
        LEFT JOIN voices v ON v.statement = f.id AND v.part = {{part}} GROUP BY 1) h
    LEFT JOIN people p ON p.id = h.person LEFT JOIN actors a ON a.id = p.actor LEFT JOIN actors r ON r.id = a.root
    GROUP BY coalesce(r.id, 0), 1"""
COUNTED: dict[Facet, str] = {
    "speaker": BY_PERSON.format(part=1), "to": BY_PERSON.format(part=2),
    "year": BY_DOCUMENT.format(column="CASE WHEN d.date = '' THEN 'not dated' ELSE substr(d.date, 1, 4) END"),
    "mode": BY_STATEMENT.format(column="f.mode"), "force": BY_STATEMENT.format(column="f.force"),
    "kind": BY_DOCUMENT.format(column=f"CASE WHEN d.kind = '' THEN '{NOBODY}' ELSE d.kind END"),
    "place": BY_DOCUMENT.format(column=f"CASE WHEN d.place = '' THEN '{NOBODY}' ELSE d.place END"),
}
"""The values of each facet and their statements."""
IN_INDEX = "SELECT count(*) FROM statement_words WHERE statement_words MATCH ?1"
REPLACED = """SELECT count(*) FROM statements s WHERE s.document IN (SELECT id FROM documents WHERE NOT current)
    AND +s.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)"""
"""Of what the index of words finds, the statements of old versions; the + has SQLite begin with these, which are few or none."""


def find(db: Database, query: Query, limit: int | None, sort: Sort, old: bool, offset: int = 0) -> tuple[Hit, ...]:
    """The statements a query finds, from the ``offset``-th on. "best" is by BM25 where the query holds words, and by date where it
    holds fields only."""
    ids = list(found(db, plan(query.tree), None if limit is None else offset + limit, sort, old))[offset:]
    return tuple(hit for start in range(0, len(ids), CHUNK) for hit in laid_out(db, ids[start : start + CHUNK]))


def found(db: Database, how: Plan, limit: int | None, sort: Sort, old: bool) -> Iterator[int]:
    """The row ids of the statements, in order."""
    most = -1 if limit is None else limit
    if how.match and sort == "best" and not how.conditions and limit is not None:
        ids = best(db, how.match, limit, old)
        if ids is not None:
            yield from ids
            return
    source, values = selected(how, old)
    if how.match and sort == "best":
        # The + has SQLite put in order what is left by the conditions: FTS5 would first rank all that holds the words.
        order = "+w.rank, s.id"
    else:
        order = "d.date = '', d.date, d.id, s.id" if how.match or how.voiced else "d.date, d.id, s.id"
    yield from (row for (row,) in db.all(f"SELECT s.id FROM {source} ORDER BY {order} LIMIT ?", (*values, most)))


def best(db: Database, match: str, limit: int, old: bool) -> list[int] | None:
    """The best of a search for words alone, by the index alone; None where too many of them are old versions."""
    inner = "SELECT rowid, rank FROM statement_words WHERE statement_words MATCH ? ORDER BY rank LIMIT ?"
    rows = db.all(f"SELECT s.id, d.current FROM ({inner}) w {JOINED} ORDER BY w.rank", (match, limit + SPARE))
    ids = [row for row, current in rows if current or old][:limit]
    return ids if len(ids) == limit or len(rows) < limit + SPARE else None


def selected(how: Plan, old: bool) -> tuple[str, tuple[object, ...]]:
    """What stands behind FROM: the tables joined in the order that costs least, and every condition."""
    conditions = [*how.conditions] if old else ["d.current", *how.conditions]
    if how.match:
        # By the row ids of the index: who speaks is looked up before any statement is opened. The + leaves the walk to the words.
        where = " AND ".join(["w.statement_words MATCH ?", *conditions]).format(id="+w.rowid")
        return f"statement_words w CROSS {JOINED} WHERE {where}", (how.match, *how.values)
    # Walking the documents by date lets the search stop at its limit; with a person named there are few to sort.
    tables = (
        "statements s JOIN documents d ON d.id = s.document" if how.voiced else "documents d CROSS JOIN statements s ON s.document = d.id"
    )
    return f"{tables} WHERE {' AND '.join(conditions).format(id='s.id') or '1'}", how.values


def chosen(db: Database, query: Query, old: bool) -> Iterator[tuple[str, str]]:
    """Every statement a query finds, as document and statement, by date and in reading order."""
    source, values = selected(plan(query.tree), old)
    return db.rows(f"SELECT d.name, s.label FROM {source} ORDER BY d.date = '', d.date, d.id, s.id", values)


def count(db: Database, query: Query, old: bool) -> tuple[int, int]:
    """How many statements a query finds, in how many documents."""
    source, values = selected(plan(query.tree), old)
    statements, documents = db.one(f"SELECT count(*), count(DISTINCT s.document) FROM {source}", values)
    return statements, documents


def total(db: Database, query: Query, old: bool) -> int:
    """How many statements a query finds; for words alone the index says it, and no statement is opened."""
    how = plan(query.tree)
    if not how.match or how.conditions:
        return count(db, query, old)[0]
    (found,) = db.one(IN_INDEX if old else f"SELECT ({IN_INDEX}) - ({REPLACED})", (how.match,))
    return int(found)


def facet(db: Database, query: Query, by: Facet, old: bool) -> tuple[Count, ...]:
    """How many of the statements found have each value, the commonest first; what is not stated is counted as such."""
    source, values = selected(plan(query.tree), old)
    order = "1" if by == "year" else "2 DESC, 1"
    rows = db.all(f"{MATCHED.format(source=source)} SELECT value, statements FROM ({COUNTED[by]}) ORDER BY {order}", values)
    return tuple(Count(str(value), number) for value, number in rows)


def tally(db: Database, query: Query, most: int, old: bool) -> Tally:
    """How many statements a query finds, in how many documents, and the commonest values of every facet, all years among them.
    Two who share a name are counted together."""
    source, values = selected(plan(query.tree), old)
    pieces = ["SELECT 'all' AS facet, '' AS value, (SELECT count(*) FROM f) AS statements, count(*) AS documents FROM g"]
    for by, counted in COUNTED.items():
        limit = -1 if by == "year" else most
        named = f"SELECT value, sum(statements) AS statements FROM ({counted}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit}"
        pieces.append(f"SELECT '{by}', value, statements, 0 FROM ({named})")
    rows = db.all(f"{MATCHED.format(source=source)} {' UNION ALL '.join(pieces)}", values)
    facets: dict[Facet, tuple[Count, ...]] = {}
    for by in COUNTED:
        counts = [Count(str(value), number) for name, value, number, _ in rows if name == by]
        facets[by] = tuple(sorted(counts, key=lambda c: c.value)) if by == "year" else tuple(counts)
    statements, documents = next((row[2], row[3]) for row in rows if row[0] == "all")
    return Tally(statements, documents, facets)


def laid_out(db: Database, ids: Sequence[int]) -> list[Hit]:
    """The statements with all that a reader wants to see beside them."""
    if not ids:
        return []
    rows = statement_rows(db, ids)
    beside = neighbours(db, rows)
    voices = voices_of(db, [*ids, *beside])
    conditions = branches(db, rows.values())
    answered = answers(db, ids, "first", "reply")
    questions = answers(db, ids, "reply", "first")
    hits = []
    for row in ids:
        document = rows[row][13]
        sides = [side if beside.get(side, (0, ""))[0] == document else -1 for side in (row - 1, row + 1)]
        hits.append(
            Hit(
                *[
                    *rows[row][:9], *(voices.get((row, part), ()) for part in (1, 2, 3)), *rows[row][9:12], conditions.get(row),
                    *(beside[side][1] if side > 0 else "" for side in sides), *(voices.get((side, 1), ()) for side in sides),
                    tuple(answered.get(row, ())), tuple(questions.get(row, ())),
                ]
            )
        )
    return hits


def statement_rows(db: Database, ids: Sequence[int]) -> dict[int, Row]:
    """Document, label, title, date, place, statement, start, end, text, mode, force, confidence, condition, row ids, by statement."""
    rows = db.all(
        'SELECT d.name, d.label, d.title, d.date, d.place, s.label, s.start, s."end", substr(d.text, s.start + 1, s."end" - s.start), '
        "s.mode, s.force, s.confidence, s.condition, s.document, s.id "
        f"FROM statements s JOIN documents d ON d.id = s.document WHERE s.id IN ({marks(ids)})",
        ids,
    )
    return {row[-1]: row for row in rows}


def marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def voices_of(db: Database, ids: Sequence[int]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Names by statement and part (1 speaker, 2 to, 3 relays), as the record itself has them."""
    if not ids:
        return {}
    rows = db.all(
        f"SELECT v.statement, v.part, {CALLED} FROM voices v JOIN people p ON p.id = v.person "
        f"WHERE v.statement IN ({marks(ids)}) AND v.part < 4 ORDER BY v.statement, v.part, p.id",
        ids,
    )
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for statement, part, name in rows:
        found[statement, part] = (*found.get((statement, part), ()), name)
    return found


def answers(db: Database, ids: Sequence[int], here: str, there: str) -> dict[int, list[Answer]]:
    """The other halves of the exchanges in which these statements stand."""
    rows = db.all(
        f'SELECT e.{here}, e.kind, e.outcome, s.label, s.id, substr(d.text, s.start + 1, s."end" - s.start) FROM exchanges e '
        f"LEFT JOIN statements s ON s.id = e.{there} LEFT JOIN documents d ON d.id = s.document WHERE e.{here} IN ({marks(ids)})",
        ids,
    )
    voices = voices_of(db, [row[4] for row in rows if row[4] is not None])
    found: dict[int, list[Answer]] = {}
    for statement, kind, outcome, label, row, text in rows:
        found.setdefault(statement, []).append(Answer(kind, outcome, label or "", voices.get((row, 1), ()), text or ""))
    return found


def branches(db: Database, rows: Iterable[Row]) -> dict[int, Branches]:
    """The words of the conditions, out of the records themselves; each record is opened once."""
    by_document: dict[int, list[Row]] = {}
    for row in rows:
        if row[12]:
            by_document.setdefault(row[13], []).append(row)
    found: dict[int, Branches] = {}
    for document, conditional in by_document.items():
        blob, text = db.one("SELECT record, text FROM documents WHERE id = ?", (document,))
        told = [s for s in unpacked(blob, text).statements if s.condition]
        for row in conditional:
            # By place, not by label: where a correction cut the statement, its rest bears a label that the record does not know.
            if condition := next((s.condition for s in told if s.start < row[7] and s.end > row[6]), None):
                spans = (condition.if_, condition.then, condition.otherwise, condition.because)
                found[row[14]] = Branches(*(text[span[0] : span[1]] if span else "" for span in spans))
    return found


def neighbours(db: Database, rows: dict[int, Row]) -> dict[int, tuple[int, str]]:
    """Document and words of the statements that stand before and after these, by row id."""
    beside = sorted({side for row in rows for side in (row - 1, row + 1)})
    found = db.all(
        'SELECT s.id, s.document, substr(d.text, s.start + 1, s."end" - s.start) FROM statements s JOIN documents d ON d.id = s.document '
        f"WHERE s.id IN ({marks(beside)})",
        beside,
    )
    return {row: (document, text) for row, document, text in found}
