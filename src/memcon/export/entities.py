"""Records as FollowTheMoney entities, one JSON object a line, as OpenAleph and its tools take them.

A document is a PlainText, somebody who is named a LegalEntity (which may be a person or a body), and a statement with a
speaker a Message from the speaker to the listeners that replies to the message it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from memcon import voices
from memcon.citations import work_of
from memcon.export.table import addresses
from memcon.library import Selected
from memcon.model import Document, Person, Record, Statement

Entity = dict[str, Any]
NAME = 120
"""Characters of a statement that stand for it in lists."""


def entities(chosen: Iterable[Selected]) -> Iterator[str]:
    """The entities of the documents; somebody known across documents is written once, with the first of them."""
    written: set[str] = set()
    for one in chosen:
        for entity in entities_of(one):
            if entity["id"] not in written:
                yield msgspec.json.encode(entity).decode() + "\n"
            if entity["schema"] == "LegalEntity":
                written.add(entity["id"])


def entities_of(one: Selected) -> Iterator[Entity]:
    """The document, its people, where they are named, and what they say."""
    record = one.record
    people = {person.id: person_id(one, person) for person in record.people}
    called = voices.names(record)
    yield document(one.name, record.document, work_of(record, None, one.name).url)
    heard = {person for statement in record.statements if statement.speaker for person in (*statement.speaker, *statement.to)}
    for person in record.people:
        known = one.people.get(person.id)
        across = bool(known and known.actor)
        if across or person.id in heard:
            name = known.name if known and across else called[person.id]
            others = [alias for alias in person.aliases if alias != name]
            yield entity("LegalEntity", people[person.id], name=[name], alias=others, description=[person.role])
        if across:
            yield entity(
                "Mention", f"memcon-{one.name}-{person.id}-mention", document=[document_id(one.name)], name=[called[person.id]],
                resolved=[people[person.id]],
            )
    replies = {exchange.reply: exchange.first for exchange in record.exchanges if exchange.reply}
    for statement, (_, mark) in zip(record.statements, addresses(record), strict=True):
        if statement.speaker:
            yield message(one.name, record, statement, people, replies.get(statement.id), mark)


def document_id(name: str) -> str:
    return f"memcon-{name}"


def person_id(one: Selected, person: Person) -> str:
    """The same for all records in which the library takes somebody for one person, else of this record alone."""
    known = one.people.get(person.id)
    return f"memcon-person-{known.actor}" if known and known.actor else f"memcon-{one.name}-{person.id}"


def document(name: str, told: Document, url: str) -> Entity:
    """A document with its text."""
    return entity(
        "PlainText", document_id(name), fileName=[f"{told.id or name}.txt"], title=[told.title or told.subject], date=[told.date],
        author=list(told.from_), bodyText=[told.text], mimeType=["text/plain"], language=["eng"], processingAgent=["memcon"],
        sourceUrl=[url], keywords=[told.classification],
    )


def message(name: str, record: Record, statement: Statement, people: dict[str, str], answered: str | None, mark: str) -> Entity:
    """A statement as a message; ``mark`` is the handling mark of its paragraph."""
    words = voices.squeezed(statement.text)
    reading = {"mode": statement.mode, "force": statement.force, "confidence": statement.confidence}
    relayed = {"relays": voices.listed(statement.relays, voices.names(record))} if statement.relays else {}
    handling = {"mark": mark} if mark else {}
    handling |= {"classification": record.document.classification} if record.document.classification else {}
    known = {s.id for s in record.statements if s.speaker}
    return entity(
        "Message", f"memcon-{name}-{statement.id}", fileName=[f"{name}-{statement.id}.txt"], bodyText=[statement.text],
        subject=[words if len(words) <= NAME else f"{words[:NAME].rpartition(' ')[0]} …"], date=[record.document.date],
        sender=[people[person] for person in statement.speaker], recipients=[people[person] for person in statement.to],
        inReplyToMessage=[f"memcon-{name}-{answered}"] if answered in known else [], proof=[document_id(name)],
        metadata=[msgspec.json.encode(reading | relayed | handling).decode()], mimeType=["text/plain"],
    )


def entity(schema: str, id_: str, **properties: list[str]) -> Entity:
    """An entity without empty values."""
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}
