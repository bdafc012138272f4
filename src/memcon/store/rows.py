"""What goes into a store and comes out of it: frozen data that knows the model and no database."""

from __future__ import annotations

from typing import Literal

import msgspec

from memcon.errors import MemconError
from memcon.model import Record

Sort = Literal["best", "date"]
Facet = Literal["speaker", "to", "year", "mode", "force", "kind", "place"]
FACETS: tuple[Facet, ...] = ("speaker", "to", "year", "mode", "force", "kind", "place")


class LibraryError(MemconError, RuntimeError):
    """A library cannot be opened, changed or trusted."""


class Named(msgspec.Struct, frozen=True):
    """A person of one record as seen across records: ``key`` is the same for all that are taken to be one.

    ``evidence`` is what that rests on: "identity" (the source's own markup), "full name" or "same words only".
    """

    person: str
    key: str
    name: str
    evidence: str
    identity: str = ""


class Reference(msgspec.Struct, frozen=True):
    """Another record named in a record: a message by number, post and year, or a document of the same volume.

    ``words`` is the record's own wording; ``start`` and ``end`` are -1 where a REF line gives it. ``post`` is "" for
    the post of the record itself, ``year`` "" where none is said.
    """

    kind: Literal["message", "document"]
    words: str
    number: str
    post: str = ""
    year: str = ""
    start: int = -1
    end: int = -1


class Entry(msgspec.Struct, frozen=True):
    """A record on its way into a library: lasting name, digest of its JSON, its own message number, people, references.

    ``edited`` says that its source holds the reading itself, which somebody may have mended by hand.
    """

    record: Record
    name: str
    digest: str
    message: str = ""
    people: tuple[Named, ...] = ()
    references: tuple[Reference, ...] = ()
    edited: bool = False


class FileFacts(msgspec.Struct, frozen=True):
    """Provenance of one content: digest and size of its bytes, what read it, with which settings."""

    sha256: str
    bytes: int
    reader: str = ""
    model: str = ""
    settings: str = ""


class FileState(msgspec.Struct, frozen=True):
    """How far the reading of one content has come: the ordinals of its documents that need not be read again."""

    id: int
    done: bool
    held: frozenset[int] = frozenset()


class Filed(msgspec.Struct, frozen=True):
    """A document of the library without its words. ``name`` is its lasting id; ``places`` the paths that hold it now."""

    name: str
    label: str
    version: int
    current: bool
    source: str
    sha256: str
    format: str
    kind: str
    title: str
    date: str
    place: str
    classification: str
    subject: str
    sender: str
    receiver: str
    number: str
    statements: int
    words: int
    reader: str
    model: str
    imported: str
    places: tuple[str, ...] = ()
    replaces: str = ""


class Branches(msgspec.Struct, frozen=True):
    """The words of a condition; "" where a branch is not there."""

    if_: str = msgspec.field(default="", name="if")
    then: str = ""
    otherwise: str = ""
    because: str = ""


class Answer(msgspec.Struct, frozen=True):
    """The other half of an exchange: what a statement was answered with, or what it answers. ``text`` is "" for a silence."""

    kind: str
    outcome: str
    statement: str
    speaker: tuple[str, ...]
    text: str


class Hit(msgspec.Struct, frozen=True):
    """A statement found, with its document, its exact words and offsets, its neighbours and what it was answered."""

    document: str
    label: str
    title: str
    date: str
    place: str
    statement: str
    start: int
    end: int
    text: str
    speaker: tuple[str, ...]
    to: tuple[str, ...]
    relays: tuple[str, ...]
    mode: str
    force: str
    confidence: float
    condition: Branches | None = None
    before: str = ""
    after: str = ""
    before_speaker: tuple[str, ...] = ()
    after_speaker: tuple[str, ...] = ()
    answered: tuple[Answer, ...] = ()
    answers: tuple[Answer, ...] = ()


class Count(msgspec.Struct, frozen=True):
    """One value of a facet and how many statements have it."""

    value: str
    statements: int


class Tally(msgspec.Struct, frozen=True):
    """How many statements a query finds, in how many documents, and the commonest values of each facet, years in their order."""

    statements: int
    documents: int
    facets: dict[Facet, tuple[Count, ...]]


class Actor(msgspec.Struct, frozen=True):
    """Somebody across documents: every name met, in how many documents and statements, from when to when, on what evidence."""

    id: int
    name: str
    evidence: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    statements: int
    first: str
    last: str
    merged: tuple[str, ...] = ()


class Edge(msgspec.Struct, frozen=True):
    """How many statements one actor addressed to another, in how many documents."""

    speaker: int
    speaker_name: str
    to: int
    to_name: str
    statements: int
    documents: int


class Crowd(msgspec.Struct, frozen=True):
    """Some of the people of a library in their order, and how many there are in all."""

    people: tuple[Actor, ...]
    total: int


class Known(msgspec.Struct, frozen=True):
    """Who a person of one record is across records: the actor's number and name, 0 and "" where the person has no name of
    their own; ``identity`` is the name that the source's own markup ties to the person."""

    person: str
    actor: int
    name: str
    identity: str


class Merge(msgspec.Struct, frozen=True):
    """Two actors said by hand to be one; ``undone`` is the time it was taken back, "" while it holds."""

    id: int
    actor: int
    into: int
    evidence: str
    time: str
    undone: str = ""
    actor_name: str = ""
    into_name: str = ""


class Failure(msgspec.Struct, frozen=True):
    """What could not be read: ``ordinal`` is the place of the document in its file, -1 for the whole file."""

    path: str
    ordinal: int
    label: str
    reason: str
    time: str


class Line(msgspec.Struct, frozen=True):
    """One line of the log."""

    id: int
    time: str
    action: str
    subject: str
    details: str
    hash: str


class Status(msgspec.Struct, frozen=True):
    """How much a library holds, and what in it is not finished."""

    path: str
    schema: int
    bytes: int
    files: int
    unfinished: int
    documents: int
    old_versions: int
    statements: int
    words: int
    people: int
    deleted: int
    failures: tuple[Failure, ...]


class Kept(msgspec.Struct, frozen=True):
    """One stored record as evidence: where it came from, and the digest it had when it was stored."""

    name: str
    ordinal: int
    sha256: str
    digest: str
    reader: str
    model: str
    settings: str
    paths: tuple[str, ...]
    logged: str
