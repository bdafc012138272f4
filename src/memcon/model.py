"""The vocabulary as frozen data: what a record is made of. Imports no other memcon file.

Offsets are half-open code point offsets into ``Document.text``. What is absent is ``None`` or empty, never guessed.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal, get_args

import msgspec

SCHEMA = "memcon/1"

Mode = Literal["verbatim", "reported", "act", "narration", "assessment"]
Force = Literal[
    "statement",
    "question",
    "request",
    "commitment",
    "refusal",
    "agreement",
    "objection",
    "warning",
    "evasion",
    "recommendation",
    "none",
]
Format = Literal["text", "tei", "aad", "cablegate", "html", "pdf", "docx", "mail", "scan"]
PartKind = Literal[
    "heading", "paragraph", "summary", "comment", "footnote", "excision", "insertion", "signature", "boilerplate"
]
Grade = Literal["exact", "joined", "repaired"]
ExchangeKind = Literal["question", "request", "claim"]
Outcome = Literal["answered", "evaded", "refused", "accepted", "rebutted", "silence", "not recorded"]
ItemKind = Literal["request", "commitment", "decision", "event", "recommendation", "message"]
ItemStatus = Literal["open", "met", "declined"]
Relation = Literal["before", "at", "after"]
Ocr = Literal["auto", "force", "never"]
Range = tuple[int, int]

MODES: tuple[Mode, ...] = get_args(Mode)
FORCES: tuple[Force, ...] = get_args(Force)
SPOKEN: frozenset[str] = frozenset({"verbatim", "reported"})


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One text with its metadata, as it stood in its source; ``text`` never changes after reading."""

    id: str = ""
    source: str = ""
    sha256: str = ""
    format: Format = "text"
    kind: str = ""
    title: str = ""
    date: str = ""
    place: str = ""
    classification: str = ""
    subject: str = ""
    from_: tuple[str, ...] = msgspec.field(default=(), name="from")
    to: tuple[str, ...] = ()
    number: str = ""
    signer: str = ""
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: str


class Part(msgspec.Struct, frozen=True):
    """A stretch of the text with a place in its layout: ``number`` and ``mark`` as in "4. (C)"."""

    start: int
    end: int
    kind: PartKind
    number: str | None = None
    mark: str | None = None


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where one word, or one half of a word that a line's end cuts, stands on its page: offsets and a rectangle in points
    (1/72 inch) from the page's upper left corner; ``confidence`` is that of the character recognition."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0


class Page(msgspec.Struct, frozen=True):
    """One page of paper: its number counts from 1, its size is in points as it is read, upright.

    ``turned`` is by how many degrees clockwise the page had to be turned to be upright. ``recognised``: its words come
    from character recognition, not from the file.
    """

    number: int
    width: float
    height: float
    places: tuple[Place, ...] = ()
    recognised: bool = False
    turned: int = 0


class Identity(msgspec.Struct, frozen=True):
    """A name that the source itself ties to a person (TEI ``persName``): never needed, used when there."""

    start: int
    end: int
    key: str
    name: str


class Rendered(msgspec.Struct, frozen=True):
    """What a format reader yields: a document, with the parts and identities its own markup gives.

    ``notes`` are plain sentences for the user about how the bytes were read (an encoding that was guessed). ``record`` is
    there where the bytes hold a record that was read before, as memcon's own TEI does; ``pages`` say
    where the words stand, where the document came on paper.
    """

    document: Document
    parts: tuple[Part, ...] = ()
    identities: tuple[Identity, ...] = ()
    notes: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    record: Record | None = None


class Participant(msgspec.Struct, frozen=True):
    """One line of a list of participants, or of a cast file: who took part, as what, on which side.

    ``start`` and ``end`` are -1 where the person stands in no list of the text.
    """

    name: str
    role: str = ""
    side: str = ""
    start: int = -1
    end: int = -1
    author: bool = False
    aliases: tuple[str, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """A document with its caption read: every part of the text, the participants listed, the writer where signed."""

    document: Document
    parts: tuple[Part, ...] = ()
    participants: tuple[Participant, ...] = ()
    identities: tuple[Identity, ...] = ()
    notes: tuple[str, ...] = ()


class Token(msgspec.Struct, frozen=True):
    """One token: offsets into the document, Penn tag, dependency label and the index of its head in the document."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of the body: offsets, the range of its tokens, and the paragraph (index of its part)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Parsed(msgspec.Struct, frozen=True):
    """The body cut into sentences and tokens; offsets are those of the document's own text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, or a body, that the record speaks of as a speaker, listener or relayed party."""

    id: str
    name: str = ""
    role: str = ""
    side: str = ""
    aliases: tuple[str, ...] = ()
    author: bool = False
    participant: bool = False


class Mention(msgspec.Struct, frozen=True):
    """One place where a person is named, described or referred to."""

    start: int
    end: int
    person: str


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement makes depend on what; each branch a span, ``None`` where it is not there."""

    if_: Range | None = msgspec.field(default=None, name="if")
    then: Range | None = None
    otherwise: Range | None = None
    because: Range | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of text with one speaker, one mode, one force."""

    id: str
    start: int
    end: int
    text: str
    speaker: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    mode: Mode
    force: Force = "none"
    condition: Condition | None = None
    hedges: tuple[Range, ...] = ()
    cue: Range | None = None
    source: Range | None = None
    grade: Grade = "exact"
    confidence: float = 0.0
    why: str = ""


class Exchange(msgspec.Struct, frozen=True):
    """Two statements that answer each other; ``reply`` is ``None`` where the record gives no reply."""

    kind: ExchangeKind
    first: str
    reply: str | None
    outcome: Outcome


class Item(msgspec.Struct, frozen=True):
    """Something the record leaves on the table, with its status."""

    kind: ItemKind
    text: str
    by: tuple[str, ...]
    statements: tuple[str, ...]
    status: ItemStatus


class Position(msgspec.Struct, frozen=True):
    """What an actor holds on a topic, with the statements that show it and those that give its basis."""

    actor: str
    topic: str
    stance: str
    basis: tuple[str, ...]
    statements: tuple[str, ...]


class Event(msgspec.Struct, frozen=True):
    """A happening told of, placed before, at or after the meeting; ``when`` is a date (YYYY[-MM[-DD]]) or ""."""

    start: int
    end: int
    what: str
    when: str
    relation: Relation
    statement: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What memcon made of a document: the order of the fields is the order of the JSON."""

    schema: str = SCHEMA
    document: Document
    parts: tuple[Part, ...] = ()
    people: tuple[Person, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    items: tuple[Item, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()

    def by(self, person: str | Person) -> tuple[Statement, ...]:
        """The statements of a person, given as Person, id, name or any of the names they go by."""
        ids = {p.id for p in self.people if person == p or person in (p.id, p.name, *p.aliases)}
        return tuple(s for s in self.statements if ids.intersection(s.speaker))

    def name(self, id_: str) -> str:
        """A person's name as shown: the name, else the role, else "the writer"."""
        person = next((p for p in self.people if p.id == id_), None)
        if person is None:
            return id_
        return person.name or person.role or ("the writer" if person.author else person.id)

    def rows(self) -> list[dict[str, object]]:
        """One row a statement, people by name: what a table of the record holds."""
        columns = ("id", "start", "end", "mode", "force", "confidence", "text")
        return [
            {name: getattr(s, name) for name in columns}
            | {part: "; ".join(self.name(i) for i in getattr(s, part)) for part in ("speaker", "to", "relays")}
            | {"conditional": s.condition is not None}
            for s in self.statements
        ]

    def to_dataframe(self) -> Any:
        """The rows as a pandas data frame, or a polars one where only polars is installed; raises ModuleNotFoundError
        that names both where neither is."""
        for library in ("pandas", "polars"):
            if find_spec(library):
                return import_module(library).DataFrame(self.rows())
        raise ModuleNotFoundError("to_dataframe needs pandas or polars; install one of them with pip install 'memcon[pandas]'.")

    def _repr_html_(self) -> str:
        """The statements as a table, for notebooks."""
        from html import escape

        shown = ("speaker", "to", "mode", "force", "text")
        head = "".join(f"<th>{name}</th>" for name in shown)
        body = "".join("<tr>" + "".join(f"<td>{escape(str(row[name]))}</td>" for name in shown) + "</tr>" for row in self.rows())
        return f"<table><caption>{escape(self.document.title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
