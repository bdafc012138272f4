"""Records into rows, and back: how far a file was read, what it holds, what failed, what replaces what."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import PurePath

import msgspec

from memcon.model import Mention, Person, Record, Statement
from memcon.store import chain
from memcon.store.database import Database
from memcon.store.rows import Entry, Failure, FileFacts, FileState, Named

COMMON = "".join(
    (
        '"exchanges":[{"kind":"question","first":"s1","reply":null,"outcome":"not recorded"},{"kind":"request","outcome":"answered"},',
        '"items":[{"kind":"request","text":"","by":["p1"],"statements":["s1"],"status":"open"},{"kind":"decision","kind":"commitment",',
        '"positions":[{"actor":"p1","topic":"","stance":"","basis":[],"statements":["s1","s2"]}],',
        '"events":[{"start":1,"end":2,"what":"","when":"19","relation":"before","statement":"s1"}],"notes":[]}',
        '{"schema":"memcon/1","document":{"id":"frus19","source":"/","sha256":"","format":"tei","kind":"memorandum of conversation",',
        '"title":"Telegram From the Embassy in  to the Department of State","date":"19","place":"Washington","classification":"Secret",',
        '"subject":"","from":["Embassy in "],"to":["Department of State"],"number":"","signer":"","tags":[],"references":[],"text":""},',
        '"parts":[{"start":0,"end":97,"kind":"heading","number":null,"mark":null},{"start":1,"end":2,"kind":"footnote","number":"1",',
        '"mark":null},{"start":1,"end":2,"kind":"paragraph","number":null,"mark":null},',
        '"people":[{"id":"p1","name":"","role":"Ambassador","side":"United States","aliases":["the Secretary"],"author":false,',
        '"participant":true},{"id":"p2","name":"","role":"","side":"","aliases":[],"author":false,"participant":false}],',
        '"mentions":[{"start":1,"end":2,"person":"p1"},{"start":',
        '"statements":[{"id":"s1","start":0,"end":0,"text":"","speaker":["p1"],"to":["p2"],"relays":[],"mode":"verbatim","force":"question",',
        '"condition":{"if":[1,2],"then":[3,4],"otherwise":null,"because":null},"hedges":[],"cue":[1,2],"source":[1,2],"grade":"exact",',
        '"confidence":0.9,"why":"runs on from s1: no new speaker named"},{"id":"s2","start":0,"end":0,"text":"","speaker":["p1"],"to":[],',
        '"relays":[],"mode":"reported","force":"statement","condition":null,"hedges":[],"cue":null,"source":null,"grade":"exact",',
        '"confidence":0.7,"why":"the writer\'s own voice (narration, 78%)"},{"id":"s',
    )
).encode()
"""What records have in common, by which zlib shortens each (RFC 1950, preset dictionary). A stored record cannot be read with
another: it changes with a new version of the schema only."""
PARTS = {"speaker": 1, "to": 2, "relays": 3, "about": 4}
CAPTIONS = ("kind", "title", "subject", "place", "classification", "sender", "receiver", "tags")
DOCUMENT = (
    "name", "file", "ordinal", "label", "source", "format", "date", "number", "message", "words", "text", "record", "digest", *CAPTIONS,
)
NAMES = ("name", "identity", "role", "aliases", "side")


def state(db: Database, sha256: str) -> FileState | None:
    """How far a content has come; None where it was never begun."""
    found = db.one("SELECT id, state FROM files WHERE sha256 = ?", (sha256,))
    if not found:
        return None
    held = db.all("SELECT ordinal FROM holdings WHERE file = ?", (found[0],))
    return FileState(found[0], found[1] == "done", frozenset(ordinal for (ordinal,) in held))


def begin(db: Database, facts: FileFacts, path: str) -> FileState:
    """Takes up a content at a path, or goes on with it."""
    with db.writing():
        db.do(
            "INSERT INTO files (sha256, bytes, state, reader, model, settings) VALUES (?, ?, 'reading', ?, ?, ?) "
            "ON CONFLICT (sha256) DO NOTHING",
            (facts.sha256, facts.bytes, facts.reader, facts.model, facts.settings),
        )
        found = state(db, facts.sha256)
        assert found is not None
        db.do("INSERT INTO places (path, file, since) VALUES (?, ?, ?) ON CONFLICT (path, file) DO NOTHING", (path, found.id, chain.now()))
    return found


def put(db: Database, file: int, ordinal: int, entry: Entry) -> bool:
    """Stores one record; False where the library holds it already, or where it was deleted on request."""
    with db.writing():
        if db.one("SELECT 1 FROM holdings WHERE file = ? AND ordinal = ?", (file, ordinal)):
            return False
        label = label_of(entry.record)
        known = db.one("SELECT id FROM documents WHERE name = ?", (entry.name,))
        gone = db.one("SELECT 1 FROM deletions WHERE name = ?", (entry.name,))
        if known or gone:
            document = known[0] if known else None
        else:
            document = insert(db, file, ordinal, label, entry)
            (sha256,) = db.one("SELECT sha256 FROM files WHERE id = ?", (file,))
            chain.append(db, "add", entry.name, sha256=sha256, ordinal=ordinal, digest=entry.digest)
        db.do("INSERT INTO holdings (file, ordinal, document, label) VALUES (?, ?, ?, ?)", (file, ordinal, document, label))
        return not known and not gone


def label_of(record: Record) -> str:
    """What the format calls the document, else the name of its file without the ending."""
    return record.document.id or PurePath(record.document.source).stem


def insert(db: Database, file: int, ordinal: int, label: str, entry: Entry) -> int:
    """The rows of one record; returns the row id of its document."""
    row = db.do(
        f"INSERT INTO documents ({', '.join(DOCUMENT)}) VALUES (?{', ?' * (len(DOCUMENT) - 1)})", cells(file, ordinal, label, entry)
    )
    fill(db, row, entry)
    return row


def cells(file: int, ordinal: int, label: str, entry: Entry) -> tuple[object, ...]:
    """The cells of ``DOCUMENT``."""
    document = entry.record.document
    return (
        entry.name, file, ordinal, label, document.source, document.format, document.date, document.number, entry.message,
        len(document.text.split()), document.text, packed(entry.record), entry.digest, *captions(entry.record),
    )


def captions(record: Record) -> tuple[str, ...]:
    """The cells of ``CAPTIONS``."""
    document = record.document
    return (
        document.kind, document.title, document.subject, document.place, document.classification, "; ".join(document.from_),
        "; ".join(document.to), " ".join(document.tags),
    )


def fill(db: Database, row: int, entry: Entry) -> None:
    """What hangs on the row of a document: its captions in the index, people, statements, exchanges, references."""
    db.do(f"INSERT INTO captions (rowid, {', '.join(CAPTIONS)}) VALUES (?{', ?' * len(CAPTIONS)})", (row, *captions(entry.record)))
    people = insert_people(db, row, entry)
    statements = insert_statements(db, row, entry.record, people)
    db.many(
        "INSERT INTO exchanges (first, reply, kind, outcome) VALUES (?, ?, ?, ?)",
        [(statements[e.first], statements.get(e.reply or ""), e.kind, e.outcome) for e in entry.record.exchanges if e.first in statements],
    )
    db.many(
        'INSERT INTO refs (document, kind, words, number, post, year, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [(row, r.kind, r.words, r.number, r.post, r.year, r.start, r.end) for r in entry.references],
    )


def insert_people(db: Database, document: int, entry: Entry) -> dict[str, int]:
    """The people of a record with the actors they belong to; row ids by the record's own labels."""
    named = {n.person: n for n in entry.people}
    (first,) = db.one("SELECT coalesce(max(id), 0) + 1 FROM people")
    rows, index = [], {}
    for row, person in enumerate(entry.record.people, first):
        who = named.get(person.id)
        names = name_cells(person, who)
        rows.append((row, document, person.id, actor(db, who) if who else None, person.author, person.participant, *names))
        index[person.id] = row
    db.many(
        f"INSERT INTO people (id, document, label, actor, author, participant, {', '.join(NAMES)}) VALUES ({', '.join('?' * 11)})", rows
    )
    db.many(f"INSERT INTO names (rowid, {', '.join(NAMES)}) VALUES (?, ?, ?, ?, ?, ?)", [(row[0], *row[6:]) for row in rows])
    return index


def name_cells(person: Person, who: Named | None) -> tuple[str, ...]:
    """The cells of ``NAMES``."""
    return person.name, who.identity if who else "", person.role, "; ".join(person.aliases), person.side


def actor(db: Database, who: Named) -> int:
    """The actor with this key, made where there is none yet."""
    if found := db.one("SELECT id FROM actors WHERE key = ?", (who.key,)):
        return int(found[0])
    row = db.do("INSERT INTO actors (key, name, evidence) VALUES (?, ?, ?)", (who.key, who.name, who.evidence))
    db.do("UPDATE actors SET root = id WHERE id = ?", (row,))
    return row


def insert_statements(db: Database, document: int, record: Record, people: dict[str, int]) -> dict[str, int]:
    """The statements of a record with their voices; row ids by the record's own labels, side by side in reading order."""
    (first,) = db.one("SELECT coalesce(max(id), 0) + 1 FROM statements")
    index = {statement.id: row for row, statement in enumerate(record.statements, first)}
    db.many(
        'INSERT INTO statements (id, document, label, start, "end", mode, force, condition, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
            (index[s.id], document, s.id, s.start, s.end, s.mode, s.force, s.condition is not None, s.confidence)
            for s in record.statements
        ],
    )
    text = record.document.text
    mentions = sorted(record.mentions, key=lambda m: m.start)
    starts = [m.start for m in mentions]
    db.many("INSERT INTO statement_words (rowid, words) VALUES (?, ?)", [(index[s.id], text[s.start : s.end]) for s in record.statements])
    voices = {
        (index[statement.id], PARTS[part], people[person])
        for statement in record.statements
        for part, persons in voices_of(statement, mentions[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)])
        for person in persons
        if person in people
    }
    db.many("INSERT INTO voices (statement, part, person) VALUES (?, ?, ?)", sorted(voices))
    return index


def voices_of(statement: Statement, inside: list[Mention]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who has which part; whoever is mentioned inside is "about", but not the speaker or the listener."""
    yield "speaker", statement.speaker
    yield "to", statement.to
    yield "relays", statement.relays
    yield "about", tuple({m.person for m in inside} - {*statement.speaker, *statement.to})


def packed(record: Record) -> bytes:
    """The record as compressed JSON; words that stand in the document's text are left out."""
    text = record.document.text
    bare = msgspec.structs.replace(
        record,
        document=msgspec.structs.replace(record.document, text=""),
        statements=tuple(
            msgspec.structs.replace(s, text="") if s.text == text[s.start : s.end] else s for s in record.statements
        ),
    )
    packer = zlib.compressobj(9, zdict=COMMON)
    return packer.compress(msgspec.json.encode(bare)) + packer.flush()


def unpacked(blob: bytes, text: str) -> Record:
    """The record that ``packed`` took apart."""
    bare = msgspec.json.decode(zlib.decompressobj(zdict=COMMON).decompress(blob), type=Record)
    return msgspec.structs.replace(
        bare,
        document=msgspec.structs.replace(bare.document, text=text),
        statements=tuple(s if s.text else msgspec.structs.replace(s, text=text[s.start : s.end]) for s in bare.statements),
    )


def finish(db: Database, file: int, path: str, original: bytes | None) -> None:
    """The content is read to its end: it is now what the path holds, and replaces what the path held before."""
    with db.writing():
        before = [row for (row,) in db.all("SELECT file FROM places WHERE path = ? AND until = '' AND file <> ?", (path, file))]
        db.do("UPDATE places SET until = ? WHERE path = ? AND until = '' AND file <> ?", (chain.now(), path, file))
        moved = db.one("SELECT until FROM places WHERE path = ? AND file = ?", (path, file))
        if not moved or moved[0]:
            db.do("INSERT OR REPLACE INTO places (path, file, since) VALUES (?, ?, ?)", (path, file, chain.now()))
        done = db.one("SELECT state = 'done' FROM files WHERE id = ?", (file,))[0]
        if not done:
            db.do("UPDATE files SET state = 'done', imported = ? WHERE id = ?", (chain.now(), file))
        if original is not None:
            db.do("UPDATE files SET original = ? WHERE id = ?", (zlib.compress(original), file))
        for old in before:
            replace(db, old, file)
        for touched in (*before, file):
            renew(db, touched)
        if not done or not moved or moved[0] or before:
            sha256, size = db.one("SELECT sha256, bytes FROM files WHERE id = ?", (file,))
            chain.append(db, "import", path, sha256=sha256, bytes=size)


def replace(db: Database, old: int, new: int) -> None:
    """Each document of the new content that stands in the place of another one of the old content is its next version."""
    pairs = db.all(
        "SELECT n.document, o.document FROM holdings n JOIN holdings o ON o.file = ? AND (o.label = n.label OR 1 = "
        "(SELECT max(c) FROM (SELECT count(*) AS c FROM holdings WHERE file IN (o.file, n.file) GROUP BY file))) "
        "WHERE n.file = ? AND n.document > o.document AND n.document IN (SELECT id FROM documents WHERE replaces IS NULL)",
        (old, new),
    )
    for document, earlier in pairs:
        db.do(
            "UPDATE documents SET replaces = ?, version = 1 + (SELECT version FROM documents WHERE id = ?) WHERE id = ?",
            (earlier, earlier, document),
        )


def renew(db: Database, file: int) -> None:
    """Documents are current while any path holds them."""
    db.do(
        "UPDATE documents SET current = EXISTS (SELECT 1 FROM holdings h JOIN places p ON p.file = h.file "
        "WHERE h.document = documents.id AND p.until = '') WHERE id IN (SELECT document FROM holdings WHERE file = ?)",
        (file,),
    )


def fail(db: Database, path: str, ordinal: int, label: str, reason: str) -> None:
    """Keeps why something could not be read."""
    db.do(
        "INSERT OR REPLACE INTO failures (path, ordinal, label, reason, time) VALUES (?, ?, ?, ?, ?)",
        (path, ordinal, label, reason, chain.now()),
    )


def failures(db: Database, path: str | None) -> tuple[Failure, ...]:
    """What could not be read, of one path or of all."""
    where, values = ("WHERE path = ? ", (path,)) if path is not None else ("", ())
    return tuple(
        Failure(*row) for row in db.rows(f"SELECT path, ordinal, label, reason, time FROM failures {where}ORDER BY path, ordinal", values)
    )


def clear_failures(db: Database, path: str, ordinal: int | None) -> None:
    """Takes a failure off the list: it is being read again, or has been."""
    where, values = ("", (path,)) if ordinal is None else (" AND ordinal = ?", (path, ordinal))
    db.do(f"DELETE FROM failures WHERE path = ?{where}", values)
