"""The log: append-only, each line's hash made of the line before, so that a changed or missing line is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from memcon.store.database import Database
from memcon.store.rows import Line


def now() -> str:
    """The time in UTC, to the second: 2026-01-31T09:00:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(db: Database, action: str, subject: str, **details: object) -> None:
    """Writes one line. No words of a document may stand in it, for it is never deleted."""
    last = db.one("SELECT hash FROM log ORDER BY id DESC LIMIT 1")
    time, text = now(), msgspec.json.encode(details, order="sorted").decode()
    line = (time, action, subject, text)
    db.do("INSERT INTO log (time, action, subject, details, hash) VALUES (?, ?, ?, ?, ?)", (*line, digest(last[0] if last else "", *line)))


def digest(before: str, *line: str) -> str:
    """The sha256 of the hash before and the line's fields, parted by line breaks."""
    # OpenSSL is loaded where something is written or verified: a search need not wait for it.
    import hashlib

    return hashlib.sha256("\n".join((before, *line)).encode()).hexdigest()


def lines(db: Database) -> Iterator[Line]:
    """The lines in order."""
    for row in db.rows("SELECT id, time, action, subject, details, hash FROM log ORDER BY id"):
        yield Line(*row)


def broken(db: Database) -> str:
    """One sentence on the first line that is not as it was written, "" where all are."""
    before, expected = "", 1
    for line in lines(db):
        if line.id != expected:
            return f"line {expected} of the log is missing"
        if line.hash != digest(before, line.time, line.action, line.subject, line.details):
            return f"line {line.id} of the log ({line.time}, {line.action} {line.subject}) was changed after it was written"
        before, expected = line.hash, expected + 1
    written = db.one("SELECT seq FROM sqlite_sequence WHERE name = 'log'")
    if written and written[0] != expected - 1:
        return f"the last lines of the log are missing, from line {expected} on"
    return ""
