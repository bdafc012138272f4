"""A record as an annotation of the corpus: its statements as pieces with labels, for whoever corrects records to learn from them."""

from __future__ import annotations

from collections.abc import Iterator

from memcon import corpus, voices
from memcon.corpus import AUTHOR, UNKNOWN, Annotated, Name, Piece
from memcon.model import Part, Person, Range, Record, Statement

HEADER = ("heading", "signature")


def to_annotation(record: Record) -> bytes:
    """The record as JSON in the format of ``corpus/records``, whose offsets are those of the text up to the first footnote.

    A document of a FRUS volume bears its volume and number; another one has no volume and goes by its id.
    """
    return corpus.dump(annotated(record))


def annotated(record: Record) -> Annotated:
    """The record as an annotation: names for people, one piece a statement, headings as pieces without a speaker."""
    notes = [part.start for part in record.parts if part.kind == "footnote"]
    text = record.document.text[: min(notes, default=None)].rstrip() + "\n"
    labels = labels_of(record)
    pieces = [piece(statement, labels) for statement in record.statements if statement.end <= len(text)]
    pieces += [Piece(*span, AUTHOR, "header") for span in headers(record, text)]
    volume, _, document = record.document.id.rpartition("-")
    said = {name for one in pieces for label in (one.speaker, one.to, one.relays) for name in corpus.names(label)}
    writers = [person for person in record.people if person.author and person.name]
    return Annotated(
        volume=volume, document=document, kind=record.document.kind, sha256=corpus.digest(text), characters=len(text),
        writer=tuple(labels_of_writers(writers)),
        cast=tuple(Name(labels[p.id], aliases(record, p, len(text))) for p in record.people if labels[p.id] in said and not p.author),
        pieces=tuple(sorted(pieces, key=lambda one: one.start)),
    )


def labels_of(record: Record) -> dict[str, str]:
    """The name that each person goes by as a label; "+" parts names in a label and may not stand in one."""
    called = voices.names(record)
    return {p.id: AUTHOR if p.author else called[p.id].replace("+", "and") for p in record.people}


def labels_of_writers(writers: list[Person]) -> Iterator[str]:
    """The writers by name, for readers who know that the author is also somebody in the talk."""
    for person in writers:
        yield person.name.replace("+", "and")


def piece(statement: Statement, labels: dict[str, str]) -> Piece:
    """A statement as a piece."""
    return Piece(
        statement.start, statement.end, joined(statement.speaker, labels) or UNKNOWN, statement.mode, force(statement),
        statement.condition is not None, joined(statement.to, labels) or None, joined(statement.relays, labels) or None,
    )


def force(statement: Statement) -> str:
    """The force that the corpus knows: none in acts and narration only, there always."""
    if statement.mode in corpus.SILENT:
        return "none"
    return "statement" if statement.force == "none" else statement.force


def joined(people: tuple[str, ...], labels: dict[str, str]) -> str:
    return "+".join(labels.get(person, person) for person in people)


def headers(record: Record, text: str) -> Iterator[Range]:
    """Headings and signatures in which no statement stands."""
    for part in record.parts:
        start, end = shrunk(record.document.text, part)
        if part.kind in HEADER and start < end <= len(text) and not any(s.start < end and s.end > start for s in record.statements):
            yield start, end


def shrunk(text: str, part: Part) -> Range:
    """A part without white space at its ends."""
    words = text[part.start : part.end]
    return part.start + len(words) - len(words.lstrip()), part.start + len(words.rstrip())


def aliases(record: Record, person: Person, most: int) -> tuple[Range, ...]:
    """One place for each name of a person in the text; pronouns and long descriptions are no names."""
    found: dict[str, Range] = {}
    names = {person.name, *person.aliases}
    for mention in record.mentions:
        words = record.document.text[mention.start : mention.end]
        if mention.person == person.id and mention.end <= most and words in names and len(words.split()) <= corpus.LONGEST_NAME:
            found.setdefault(words, (mention.start, mention.end))
    return tuple(found.values())
