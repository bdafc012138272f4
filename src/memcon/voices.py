"""Record -> what its views share: names for people, blocks of text in reading order, neighbours of one voice joined.

Pure functions of a record; the terminal view and the exports stand on them, so that both tell the same story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

import msgspec

from memcon.model import Condition, Document, Event, Grade, Part, Person, Range, Record, Relation, Statement

NOT_STATED = "not stated"
WRITER = "the writer"
DOUBTFUL_BELOW = 0.6
"""Attributions with a confidence below this share are marked as doubtful in every view."""
GRADES: dict[Grade, str] = {"exact": "", "joined": "joined: a break of the page stands inside", "repaired": "repaired: letters were mended"}
"""How the words of a statement stand in the paper, in a reader's words; nothing where they stand as they are."""

BLANK_LINE = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*")
RELATIONS: tuple[Relation, ...] = ("before", "at", "after")
Key = TypeVar("Key")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the text inside one block; ``statement`` is ``None`` where the stretch belongs to no statement.

    ``inserted`` marks an editor's insertion or an excision that stands between statements.
    """

    start: int
    end: int
    statement: Statement | None = None
    inserted: bool = False


class Block(msgspec.Struct, frozen=True):
    """One paragraph, heading or note of the text with its pieces in order; they cover it without gap or overlap."""

    part: Part
    pieces: tuple[Piece, ...]

    @property
    def voiced(self) -> bool:
        """Whether any statement stands in the block; headings, notes and signatures hold none."""
        return any(piece.statement for piece in self.pieces)


def names(record: Record) -> dict[str, str]:
    """What each person, by id, is called in a view; two who share a name are told apart by role, side or id."""
    found = {person.id: name_of(person) for person in record.people}
    offices = {person.id: person.role or person.side or person.id for person in record.people}
    for marks in (offices, {name: name for name in offices}):
        called = Counter(found.values())
        for person in record.people:
            if called[found[person.id]] > 1:
                found[person.id] = f"{name_of(person)} ({marks[person.id]})"
    return found


def name_of(person: Person) -> str:
    """The person's name; failing that "the writer", the first alias or the role; "not named" where all are absent."""
    described = next((alias for alias in person.aliases if alias), "") or person.role
    return person.name or (WRITER if person.author else described or "not named")


def speaker_of(statement: Statement, record: Record, called: dict[str, str]) -> str:
    """Who is heard in a statement: names joined by " + ", "the writer" for the writer's own voice, or "not stated"."""
    writers = {person.id for person in record.people if person.author}
    if statement.speaker and set(statement.speaker) <= writers and statement.mode in {"narration", "assessment"}:
        return WRITER
    return listed(statement.speaker, called, " + ")


def listed(people: Iterable[str], called: dict[str, str], between: str = ", ") -> str:
    """The names of people given by id, or "not stated" where there is none."""
    return between.join(called.get(person, person) for person in people) or NOT_STATED


def doubtful(statement: Statement) -> bool:
    """Whether the attribution is less sure than ``DOUBTFUL_BELOW``."""
    return statement.confidence < DOUBTFUL_BELOW


def caption(document: Document) -> dict[str, str]:
    """What the record's head says, in the order of a view; "" where it is silent on what every record should say."""
    asked = {
        "date": document.date,
        "place": document.place,
        "kind": document.kind,
        "subject": document.subject,
        "classification": document.classification,
        "from": ", ".join(document.from_),
        "to": ", ".join(document.to),
    }
    more = {"signed": document.signer, "tags": ", ".join(document.tags), "references": ", ".join(document.references)}
    return asked | {name: value for name, value in more.items() if value}


def timeline(record: Record) -> list[Event]:
    """The events before, at and after the meeting, in that order; those without a date stand last in their group."""
    return sorted(record.events, key=lambda event: (RELATIONS.index(event.relation), event.when or "9999", event.start))


def assessment(record: Record) -> list[Statement]:
    """The writer's judgements, then the recommendations."""
    judged = [statement for statement in record.statements if statement.mode == "assessment"]
    return sorted(judged, key=lambda statement: statement.force == "recommendation")


def effect(statement: Statement) -> str:
    """What the words do, where they do more than state: the force; "" for a plain statement and for none."""
    return "" if statement.force in {"statement", "none"} else statement.force


def words(record: Record) -> dict[str, int]:
    """Words of the statements of each person, by id; what two say together counts for both."""
    found = {person.id: 0 for person in record.people}
    for statement in record.statements:
        for person in statement.speaker:
            found[person] = found.get(person, 0) + count(statement.text)
    return found


def count(text: str) -> int:
    """Words of a text: its stretches without white space."""
    return len(text.split())


def squeezed(text: str) -> str:
    """The text on one line, each stretch of white space as one space."""
    return " ".join(text.split())


def quoted(record: Record, span: Range | None) -> str:
    """The document's words of a span on one line; "" where there is no span."""
    return squeezed(record.document.text[span[0] : span[1]]) if span else ""


def resolved(record: Record, statement: Statement, called: dict[str, str]) -> Iterator[str]:
    """The mentions in a statement that are not the name itself, with whom they stand for."""
    for mention in record.mentions:
        if statement.start <= mention.start and mention.end <= statement.end:
            words, name = quoted(record, (mention.start, mention.end)), called.get(mention.person, mention.person)
            if words != name:
                yield f"{words} = {name}"


def conditions(record: Record) -> tuple[tuple[Statement, ...], ...]:
    """The conditional statements in groups: one that gives the other branch alone goes with the condition just before it."""
    groups: list[tuple[Statement, ...]] = []
    before: Statement | None = None
    for statement in record.statements:
        condition = statement.condition
        if condition:
            other = condition.otherwise is not None and condition.if_ is None and condition.then is None
            if other and before and before.condition and before.speaker == statement.speaker:
                groups[-1] = (*groups[-1], statement)
            else:
                groups.append((statement,))
        before = statement
    return tuple(groups)


def branches(record: Record, statement: Statement) -> Iterator[tuple[str, str]]:
    """The branches of a statement's condition that are there, as ("if", words); a conjunction equal to the label is dropped."""
    found = statement.condition or Condition()
    for label, span in (("if", found.if_), ("then", found.then), ("because", found.because), ("otherwise", found.otherwise)):
        if shown := quoted(record, span):
            yield label, re.sub(rf"^{label}\b,?\s+(?=\S)", "", shown, flags=re.IGNORECASE)


def blocks(record: Record) -> tuple[Block, ...]:
    """The whole text in reading order: outermost parts, and what stands between them cut at empty lines."""
    text = record.document.text
    ordered = sorted(record.statements, key=lambda statement: statement.start)
    starts = [statement.start for statement in ordered]
    foreign = insertions(record)
    found = []
    for part in outermost(record):
        first = max(0, bisect_right(starts, part.start) - 1)
        near = ordered[first : bisect_right(starts, part.end - 1)]
        inner = [span for span in foreign if part.start <= span[0] and span[1] <= part.end]
        found.append(Block(part, tuple(pieces(text, part, near, inner))))
    return tuple(found)


def insertions(record: Record) -> list[tuple[int, int, str]]:
    """The stretches that an editor put in or that stand for something left out, each with its kind."""
    return [(part.start, part.end, part.kind) for part in record.parts if part.kind in {"excision", "insertion"}]


def outermost(record: Record) -> Iterator[Part]:
    """The parts that stand in no other part, and paragraphs made of the text that no part covers."""
    text, at = record.document.text, 0
    for part in sorted(record.parts, key=lambda part: (part.start, -part.end)):
        if part.start < at:
            continue
        yield from between(text, at, part.start)
        yield part
        at = part.end
    yield from between(text, at, len(text))


def between(text: str, start: int, end: int) -> Iterator[Part]:
    """Paragraphs of a stretch that no part covers."""
    borders = [start]
    for gap in BLANK_LINE.finditer(text, start, end):
        borders += [gap.start(), gap.end()]
    borders.append(end)
    for first, last in zip(borders[::2], borders[1::2], strict=True):
        if text[first:last].strip():
            yield Part(first, last, "paragraph")


def pieces(text: str, part: Part, statements: Iterable[Statement], inner: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """A part cut into its statements and the stretches between them; outer white space is left away."""
    shown = text[part.start : part.end]
    at = part.start + len(shown) - len(shown.lstrip())
    end = part.start + len(shown.rstrip())
    for statement in statements:
        start, stop = max(statement.start, at), min(statement.end, end)
        if start >= stop:
            continue
        yield from gap(text, at, start, inner)
        yield Piece(start, stop, statement)
        at = stop
    yield from gap(text, at, end, inner)


def gap(text: str, start: int, end: int, inner: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """A stretch between statements; bare punctuation is cut before an opening mark, which goes with what follows."""
    if start >= end:
        return
    for first, last, labels in marked(start, end, inner):
        spaces = list(re.finditer(r"\s+", text[first:last]))
        bare = not re.search(r"\w", text[first:last])
        cut = first + spaces[-1].end() if bare and spaces else last
        yield Piece(first, cut, inserted=bool(labels))
        if cut < last:
            yield Piece(cut, last)


def first(block: Block) -> Statement | None:
    """The first statement of a block."""
    return next((piece.statement for piece in block.pieces if piece.statement), None)


def joined(block: Block, text: str, key: Callable[[Statement], Key]) -> Iterator[tuple[Piece, ...]]:
    """The block's pieces in groups of one voice: neighbours whose statements have the same key.

    What stands between two voices goes with the first when it is closing punctuation, is a group of its own when it is an
    insertion or excision, and goes with the second when it is a word, a number or an opening mark.
    """
    group: list[Piece] = []
    held: list[Piece] = []
    voice: Key | None = None
    for piece in block.pieces:
        if piece.statement is None:
            held.append(piece)
            continue
        new = key(piece.statement)
        if voice is not None and new != voice:
            closing, apart, opening = parted(text, held)
            yield tuple(group + closing)
            if apart:
                yield tuple(apart)
            group, held = [], opening
        group += [*held, piece]
        held, voice = [], new
    if group or held:
        yield tuple(group + held)


def parted(text: str, held: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """What stands between two voices, parted: with the first, by itself, with the second."""
    until = 1 if held and is_closing(text, held[0]) else 0
    last = max((number for number, piece in enumerate(held) if piece.inserted), default=until - 1) + 1
    return held[:until], held[until:last], held[last:]


def is_closing(text: str, piece: Piece) -> bool:
    """Whether a stretch between statements is white space, or punctuation that stands close behind the first."""
    shown = text[piece.start : piece.end]
    return not re.search(r"\w", shown) and (shown[0].isspace() or not text[piece.start - 1 : piece.start].isspace())


def marked(start: int, end: int, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The stretch cut wherever one of the labelled spans starts or ends, each cut with the labels that hold in it."""
    inside = [(max(first, start), min(last, end), label) for first, last, label in spans if first < end and last > start]
    borders = sorted({start, end, *(first for first, _, _ in inside), *(last for _, last, _ in inside)})
    for first, last in pairwise(borders):
        yield first, last, frozenset(label for a, b, label in inside if a <= first and last <= b)
