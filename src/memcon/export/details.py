"""What the page tells about a statement when a reader points at it, and what the filters go by: data for its script."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from memcon import voices
from memcon.export.markup import Html, storable
from memcon.model import Record, Statement


class Detail(msgspec.Struct, frozen=True):
    """One statement for the page's script; ``facts`` are pairs of label and value, shown in order."""

    id: str
    people: tuple[str, ...]
    mode: str
    force: str
    doubt: bool
    facts: tuple[tuple[str, str], ...]


def details(record: Record) -> Html:
    """The details of all statements as JSON that is safe inside a script element."""
    called = voices.names(record)
    heard = {person for statement in record.statements for person in statement.speaker}
    found = [
        Detail(
            statement.id, concerned(statement, heard), statement.mode, statement.force, voices.doubtful(statement),
            tuple((label, storable(value)) for label, value in facts(record, statement, called) if value),
        )
        for statement in record.statements
    ]
    written = msgspec.json.encode(found).decode()
    return Html(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def concerned(statement: Statement, heard: set[str]) -> tuple[str, ...]:
    """Whom a filter for a person finds here: the speakers, and of those never heard, the relayed and the addressed."""
    silent = [person for person in (*statement.relays, *statement.to) if person not in heard]
    return tuple(dict.fromkeys((*statement.speaker, *silent)))


def facts(record: Record, statement: Statement, called: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Label and value of what is known of a statement; a value that is "" is not shown."""
    yield "statement", f"{statement.id}, characters {statement.start} to {statement.end}"
    yield "who", voices.speaker_of(statement, record, called)
    yield "mode", statement.mode
    yield "force", statement.force if statement.force != "none" else ""
    yield "said to", voices.listed(statement.to, called) if statement.to else ""
    yield "passes on", voices.listed(statement.relays, called) if statement.relays else ""
    yield "named by", voices.quoted(record, statement.source)
    yield "cue", voices.quoted(record, statement.cue)
    yield "hedged by", "; ".join(voices.quoted(record, hedge) for hedge in statement.hedges)
    yield "stands for", "; ".join(voices.resolved(record, statement, called))
    yield "text", voices.GRADES[statement.grade]
    yield "confidence", f"{statement.confidence:.2f}" + (" (doubtful)" if voices.doubtful(statement) else "")
    yield "why", statement.why
