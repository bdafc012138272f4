"""Record -> a TEI P5 document: header with participants, the text with its voices, and the rest in ``standOff``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec
from lxml import etree

from memcon.edition.features import FIELDS, PROGRAM, Builder
from memcon.model import FORCES, MODES, SPOKEN, Part, Record, Statement

Kind = Literal["part", "statement", "mention"]
RANK: dict[Kind, int] = {"part": 0, "statement": 1, "mention": 2}
"""Of two things over the same words, which is the outer one."""
INLINE = frozenset({"id", "start", "end", "text", "speaker", "mode", "force"})
"""What the text itself says of a statement, so that ``standOff`` does not; ``to`` beside it where the statement is spoken."""
FINDINGS = ("exchanges", "items", "positions", "events")
PLACED = frozenset({"document", "parts", "people", "mentions", "statements", *FINDINGS})
"""The fields of a record that have a place of their own; any other stands as it is in a feature structure."""
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Span(msgspec.Struct, frozen=True):
    """A stretch to be marked: ``index`` is its place in the record's own list."""

    start: int
    end: int
    kind: Kind
    index: int


def to_tei(record: Record, version: str, identities: Mapping[str, str] | None = None) -> bytes:
    """The record as a TEI document in UTF-8, which memcon reads back to the same record.

    ``version`` is that of the program; ``identities`` are the names that the source's own markup ties to people, by id.
    """
    inline, outside = nested(record)
    builder = Builder("TEI")
    header(builder, record, version, identities or {})
    stand_off(builder, record, outside)
    body(builder, record, inline)
    written: bytes = etree.tostring(builder.root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def nested(record: Record) -> tuple[list[Span], list[Span]]:
    """The stretches that nest, outer ones first; and those that cross another or are empty. Statements always nest."""
    statements = sorted(record.statements, key=lambda s: s.start)
    starts = [s.start for s in statements]
    inline: list[Span] = []
    outside: list[Span] = []
    opened: list[Span] = []
    for span in sorted(spans(record), key=lambda s: (s.start, -s.end, RANK[s.kind])):
        while opened and opened[-1].end <= span.start:
            opened.pop()
        crosses = span.kind != "statement" and (
            cut(span.start, span.end, statements, starts) or (opened and span.end > opened[-1].end)
        )
        if crosses or span.start >= span.end:
            outside.append(span)
        else:
            inline.append(span)
            opened.append(span)
    return inline, outside


def spans(record: Record) -> Iterable[Span]:
    yield from (Span(p.start, p.end, "part", index) for index, p in enumerate(record.parts))
    yield from (Span(s.start, s.end, "statement", index) for index, s in enumerate(record.statements))
    yield from (Span(m.start, m.end, "mention", index) for index, m in enumerate(record.mentions))


def cut(start: int, end: int, statements: list[Statement], starts: list[int]) -> bool:
    """Whether a stretch begins or ends in the middle of a statement that it does not lie in as a whole."""
    for edge in (start, end):
        index = bisect_right(starts, edge) - 1
        if index >= 0 and statements[index].start < edge < statements[index].end:
            inside = statements[index]
            if not (inside.start <= start and end <= inside.end):
                return True
    return False


def header(builder: Builder, record: Record, version: str, identities: Mapping[str, str]) -> None:
    """Title, source, program, the words used for modes and forces, and who takes part."""
    document = record.document
    builder.start("teiHeader")
    builder.start("fileDesc")
    builder.start("titleStmt")
    builder.element("title", document.title or document.subject or document.id or "A record")
    builder.end()
    builder.start("publicationStmt")
    builder.element("p", "A reading by machine; see sourceDesc for the source.")
    builder.end()
    builder.start("sourceDesc")
    source(builder, msgspec.to_builtins(document))
    builder.end()
    builder.end()
    builder.start("encodingDesc")
    builder.start("appInfo")
    builder.start("application", ident=PROGRAM, version=version)
    builder.element("label", PROGRAM)
    builder.end()
    builder.end()
    builder.start("classDecl")
    taxonomy(builder, "mode", MODES)
    taxonomy(builder, "force", FORCES)
    builder.end()
    builder.end()
    builder.start("profileDesc")
    builder.start("particDesc")
    if record.people:
        people(builder, record, identities)
    else:
        builder.element("p", "The record names nobody.")
    builder.end()
    builder.end()
    builder.end()


def source(builder: Builder, fields: dict[str, Any]) -> None:
    """What is known of the document, an element for each value."""
    builder.start("bibl")
    for name, (element, kind) in FIELDS.items():
        values = fields[name] if isinstance(fields[name], list | tuple) else [fields[name]] if fields[name] else []
        for value in values:
            builder.element(element, value, type=kind, when=value if name == "date" and DAY.fullmatch(value) else None)
    builder.end()


def taxonomy(builder: Builder, name: str, words: Iterable[str]) -> None:
    builder.start("taxonomy", xml_id=name)
    for word in words:
        builder.start("category", xml_id=f"{name}-{word}")
        builder.element("catDesc", word)
        builder.end()
    builder.end()


def people(builder: Builder, record: Record, identities: Mapping[str, str]) -> None:
    """The list of people: names, role, side, and whether each took part or wrote the record."""
    builder.start("listPerson")
    for person in record.people:
        parts = " ".join(word for word, holds in (("participant", person.participant), ("author", person.author)) if holds)
        builder.start("person", xml_id=person.id, role=parts or None)
        if person.name:
            builder.element("persName", person.name, type="main")
        for alias in person.aliases:
            builder.element("persName", alias, type="alias")
        if tied := identities.get(person.id):
            builder.element("persName", tied, type="identity")
        if person.role:
            builder.element("occupation", person.role)
        if person.side:
            builder.element("affiliation", person.side)
        builder.end()
    builder.end()


def body(builder: Builder, record: Record, inline: list[Span]) -> None:
    """The text, every character of it, with what nests marked in it."""
    builder.start("text")
    builder.start("body")
    builder.start("ab", xml_space="preserve")
    text, at = record.document.text, 0
    opened: list[tuple[int, int]] = []
    for span in inline:
        at = close(builder, text, at, opened, span.start)
        builder.words(text[at : span.start])
        at = span.start
        opened.append((span.end, mark(builder, record, span)))
    at = close(builder, text, at, opened, len(text) + 1)
    builder.words(text[at:])
    builder.end()
    builder.end()
    builder.end()


def close(builder: Builder, text: str, at: int, opened: list[tuple[int, int]], before: int) -> int:
    """Closes what ends up to an offset; returns how far the text is written."""
    while opened and opened[-1][0] <= before:
        end, elements = opened.pop()
        builder.words(text[at:end])
        at = end
        for _ in range(elements):
            builder.end()
    return at


def mark(builder: Builder, record: Record, span: Span) -> int:
    """Opens the elements of one stretch; returns how many."""
    if span.kind == "part":
        part = record.parts[span.index]
        builder.start("seg", xml_id=f"part{span.index}", type=part.kind, n=part.number, subtype=part.mark)
        return 1
    if span.kind == "mention":
        builder.start("rs", xml_id=f"m{span.index}", ref=f"#{record.mentions[span.index].person}")
        return 1
    statement = record.statements[span.index]
    meaning = f"#mode-{statement.mode} #force-{statement.force}"
    who, whom = pointers(statement.speaker), pointers(statement.to)
    if statement.mode not in SPOKEN:
        builder.start("seg", xml_id=statement.id, type="statement", ana=meaning, corresp=who)
        return 1
    verbatim = statement.mode == "verbatim"
    builder.start("said", xml_id=statement.id, ana=meaning, direct=str(verbatim).lower(), who=who, toWhom=whom)
    if verbatim:
        builder.start("quote")
    return 2 if verbatim else 1


def pointers(people: tuple[str, ...]) -> str | None:
    return " ".join(f"#{person}" for person in people) or None


def stand_off(builder: Builder, record: Record, outside: list[Span]) -> None:
    """What the text cannot show: stretches that cross others, and what follows from the statements."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    text = record.document.text
    builder.start("standOff")
    for span in outside:
        listed: tuple[Part | Any, ...] = record.parts if span.kind == "part" else record.mentions
        builder.structure({"index": span.index} | msgspec.to_builtins(listed[span.index]), type=span.kind)
    for statement, fields in zip(record.statements, plain["statements"], strict=True):
        shown = INLINE | {"to"} if statement.mode in SPOKEN else INLINE
        rest = {name: value for name, value in fields.items() if name not in shown and value}
        if statement.text != text[statement.start : statement.end]:
            rest["text"] = statement.text
        builder.structure(rest, type="statement", corresp=f"#{statement.id}")
    for name in FINDINGS:
        for one in plain[name]:
            builder.structure(one, type=name)
    rest = {name: value for name, value in plain.items() if name not in PLACED}
    unnamed = {name: value for name, value in plain["document"].items() if name not in FIELDS and name != "text"}
    builder.structure(rest | ({"document": unnamed} if unnamed else {}), type="record")
    builder.end()
