"""Record -> what its page shows: blocks with rows of one voice, and the panel beside them. Pure functions of a record."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from memcon import places, voices
from memcon.model import FORCES, MODES, Event, Exchange, Item, Part, Person, Record, Statement
from memcon.store import Correction
from memcon.voices import Block, Piece
from memcon.web import paper

TONES = 5
"""Speakers who get a bar of their own beside their words; the others share one."""


class Stretch(msgspec.Struct, frozen=True):
    """Words with the names of what they are in their statement: cue, source, hedge, inserted, unread. An unread one knows the page of
    its paper (0: none) and its number among the words there."""

    text: str
    labels: str = ""
    page: int = 0
    word: int = 0


class Said(msgspec.Struct, frozen=True):
    """A statement or a part of it as it stands in a row; ``statement`` is None for what stands between statements."""

    stretches: tuple[Stretch, ...]
    statement: Statement | None = None
    anchor: bool = False
    people: str = ""
    doubtful: bool = False
    corrected: bool = False
    inserted: bool = False


class Voice(msgspec.Struct, frozen=True):
    """One row: who is heard ("" within a paragraph where the voice goes on), and the words, which begin at the character ``start``.
    ``change`` says that somebody else was heard before; ``people`` are those of its first statement, the speaker first; ``tone`` is
    the number of the speaker's bar."""

    speaker: str
    change: bool
    start: int
    people: str
    stated: bool
    relays: str
    effects: str
    tone: int
    pieces: tuple[Said, ...]


class Section(msgspec.Struct, frozen=True):
    """A paragraph in its voices; one without statements (a heading, a footnote) has its plain ``text``."""

    kind: str
    number: str
    mark: str
    rows: tuple[Voice, ...] = ()
    text: str = ""


class Page(msgspec.Struct, frozen=True):
    """What the page of one record shows of its text; ``quoting`` where most words are verbatim, as in a transcript."""

    sections: tuple[Section, ...]
    quoting: bool


class Reader:
    """Lays out one record; knows who was heard last, which statements have their anchor, and which were corrected."""

    def __init__(self, record: Record, corrections: tuple[Correction, ...] = ()) -> None:
        self.record, self.text = record, record.document.text
        self.called = voices.names(record)
        self.inserted = voices.insertions(record)
        self.unread = sorted((start, end, "unread") for start, end in places.doubtful(record.pages))
        self.unread_ends = [end for _, end, _ in self.unread]
        self.leaves = {
            place.start: (page.number, index) for page in record.pages if page.recognised for index, place in enumerate(page.places)
        }
        self.corrected = {c.start for c in corrections if c.holds}
        self.speakers = {person for s in record.statements for person in s.speaker}
        self.tones = tones(record)
        self.heard = ""
        self.anchored: set[str] = set()

    def page(self) -> Page:
        """The whole text in reading order."""
        return Page(tuple(self.section(block) for block in voices.blocks(self.record)), quoting(self.record))

    def section(self, block: Block) -> Section:
        """One paragraph with its voices, or a heading, note or signature as it stands."""
        part: Part = block.part
        address, mark = part.number or "", part.mark or ""
        if not block.voiced:
            return Section(part.kind, address, mark, text=self.text[part.start : part.end].strip("\n"))
        groups = voices.joined(block, self.text, self.voice)
        rows = tuple(self.row(group, first=number == 0) for number, group in enumerate(groups))
        return Section(part.kind, address, mark, rows)

    def voice(self, statement: Statement) -> tuple[str, tuple[str, ...]]:
        """What makes neighbours one row: the speaker and whom the speaker passes on."""
        return voices.speaker_of(statement, self.record, self.called), statement.relays

    def row(self, group: tuple[Piece, ...], first: bool) -> Voice:
        """One voice: who is heard, and the words. A speaker who goes on is named again at the head of a paragraph only."""
        statements = [piece.statement for piece in group if piece.statement]
        begun = [statement for statement in statements if statement.id not in self.anchored]
        pieces = tuple(self.said(piece) for piece in group)
        if not statements:
            return Voice("", False, group[0].start, "", True, "", "", 0, pieces)
        opening = statements[0]
        speaker, relays = self.voice(opening)
        change = speaker != self.heard and bool(begun)
        self.heard = speaker
        effects = dict.fromkeys(effect for effect in map(voices.effect, begun) if effect)
        person = opening.speaker[0] if opening.speaker else ""
        return Voice(
            speaker if change or first else "", change, group[0].start, " ".join(self.concerned(opening)), bool(opening.speaker),
            voices.listed(relays, self.called) if relays and begun else "", ", ".join(effects),
            0 if speaker == voices.WRITER else self.tones.get(person, 0), pieces,
        )

    def concerned(self, statement: Statement) -> Iterator[str]:
        """Whom a choice of a person finds here: the speakers, and those passed on or addressed who speak nowhere themselves."""
        yield from statement.speaker
        yield from dict.fromkeys(person for person in (*statement.relays, *statement.to) if person not in self.speakers)

    def unread_in(self, piece: Piece) -> list[tuple[int, int, str]]:
        """The words of a piece whose recognition is doubtful."""
        return self.unread[bisect_right(self.unread_ends, piece.start) : bisect_left(self.unread, (piece.end,))]

    def stretch(self, start: int, end: int, labels: Iterable[str]) -> Stretch:
        """Words of one kind; a doubtful one leads to its place on the page."""
        page, word = self.leaves.get(start, (0, 0)) if "unread" in labels else (0, 0)
        return Stretch(self.text[start:end], " ".join(sorted(labels)), page, word)

    def said(self, piece: Piece) -> Said:
        """One statement, or what stands between two."""
        statement = piece.statement
        if statement is None:
            return Said((Stretch(self.text[piece.start : piece.end]),), inserted=piece.inserted)
        anchor = statement.id not in self.anchored
        self.anchored.add(statement.id)
        cuts = voices.marked(piece.start, piece.end, [*self.inserted, *self.unread_in(piece), *evidence(statement)])
        return Said(
            tuple(self.stretch(start, end, labels) for start, end, labels in cuts), statement, anchor,
            " ".join(self.concerned(statement)), voices.doubtful(statement),
            statement.start in self.corrected,
        )


def evidence(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The spans that a statement's reading rests on, each with the name it is marked by."""
    for label, span in (("cue", statement.cue), ("source", statement.source), *(("hedge", hedge) for hedge in statement.hedges)):
        if span:
            yield *span, label


def quoting(record: Record) -> bool:
    """Whether most words are verbatim, as in a transcript: then quotation is the rule, and the page sets it in plain type."""
    counts = {True: 0, False: 0}
    for statement in record.statements:
        counts[statement.mode == "verbatim"] += statement.end - statement.start
    return counts[True] > counts[False]


def tones(record: Record) -> dict[str, int]:
    """The bars of those who say most in the talk, from 1 on; the writer as writer has none."""
    said: Counter[str] = Counter()
    for statement in record.statements:
        if statement.mode in {"verbatim", "reported"}:
            for person in statement.speaker:
                said[person] += statement.end - statement.start
    return {person: number for number, (person, _) in enumerate(said.most_common(TONES), 1)}


class Share(msgspec.Struct, frozen=True):
    """A person of the record with the share of its words (0 to 1) and the number of statements spoken; ``office`` and ``aliases``
    say only what the name does not."""

    person: Person
    name: str
    office: str
    aliases: tuple[str, ...]
    share: float
    statements: int
    tone: int


class Branch(msgspec.Struct, frozen=True):
    """One branch of a condition: if, then, otherwise or because, and its words."""

    label: str
    words: str


class Fork(msgspec.Struct, frozen=True):
    """What depends on what: the statements that say it, who says it, the branches, the hedges."""

    statements: tuple[str, ...]
    speaker: str
    branches: tuple[Branch, ...]
    hedges: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """A statement in the panel: its id, who is heard, its words; ``id`` is "" where the record gives none."""

    id: str = ""
    speaker: str = ""
    text: str = ""


class Talk(msgspec.Struct, frozen=True):
    """An exchange with both its halves."""

    exchange: Exchange
    first: Told
    reply: Told


class Left(msgspec.Struct, frozen=True):
    """Something on the table, by whom."""

    item: Item
    by: str


class Panel(msgspec.Struct, frozen=True):
    """What stands beside the text."""

    people: tuple[Share, ...]
    modes: tuple[tuple[str, int], ...]
    forces: tuple[tuple[str, int], ...]
    doubtful: int
    talks: tuple[Talk, ...]
    forks: tuple[Fork, ...]
    left: tuple[Left, ...]
    events: tuple[Event, ...]
    assessment: tuple[Told, ...]


def panel(record: Record) -> Panel:
    """Who said how much, what was asked and answered, on what it depends, what is open, what happened when, and the writer's judgement."""
    called = voices.names(record)
    statements = {s.id: s for s in record.statements}

    def told(name: str | None) -> Told:
        statement = statements.get(name or "")
        return Told(statement.id, voices.speaker_of(statement, record, called), statement.text) if statement else Told()

    modes, forces = Counter(s.mode for s in record.statements), Counter(s.force for s in record.statements)
    return Panel(
        people=shares(record, called),
        modes=tuple((mode, modes[mode]) for mode in MODES if modes[mode]),
        forces=tuple((force, forces[force]) for force in FORCES if forces[force] and force != "none"),
        doubtful=sum(map(voices.doubtful, record.statements)),
        talks=tuple(Talk(e, told(e.first), told(e.reply)) for e in record.exchanges),
        forks=tuple(fork(record, group, called) for group in voices.conditions(record)),
        left=tuple(Left(item, voices.listed(item.by, called)) for item in sorted(record.items, key=lambda i: i.status != "open")),
        events=tuple(voices.timeline(record)),
        assessment=tuple(told(s.id) for s in voices.assessment(record)),
    )


def shares(record: Record, called: dict[str, str]) -> tuple[Share, ...]:
    """The people, those who take part first, the most heard before the others."""
    spoken = voices.words(record)
    total = sum(voices.count(s.text) for s in record.statements) or 1
    numbers = Counter(person for s in record.statements for person in s.speaker)
    bars = tones(record)
    ordered = sorted(record.people, key=lambda p: (not (p.participant or numbers[p.id]), -spoken[p.id], called[p.id]))
    return tuple(
        Share(p, called[p.id], *otherwise(p, called[p.id]), spoken[p.id] / total, numbers[p.id], bars.get(p.id, 0)) for p in ordered
    )


def otherwise(person: Person, name: str) -> tuple[str, tuple[str, ...]]:
    """Role and side of a person, and the other names, each where it is not the same words again ("Embassy", "the Embassy")."""
    told = {bare(name)}
    offices = [words for words in (person.role, person.side) if words and bare(words) not in told]
    told.update(map(bare, offices))
    others = {bare(words): words for words in reversed(person.aliases) if bare(words) not in told}
    return " · ".join(offices), tuple(reversed(others.values()))


def bare(words: str) -> str:
    """Words without an article before them and without capitals, to compare them by."""
    return re.sub(r"^(?:the|an?)\s+", "", voices.squeezed(words).casefold())


def fork(record: Record, group: tuple[Statement, ...], called: dict[str, str]) -> Fork:
    """The statements of one condition, drawn as a fork."""
    return Fork(
        tuple(s.id for s in group), voices.speaker_of(group[0], record, called),
        tuple(Branch(label, words) for s in group for label, words in voices.branches(record, s)),
        tuple(voices.quoted(record, hedge) for s in group for hedge in s.hedges),
    )


class Why(msgspec.Struct, frozen=True):
    """What is known of one statement and why: labels and values in order, the statements around it, and the page of the paper on
    which it begins (0: it stands on none)."""

    statement: Statement
    speaker: str
    facts: tuple[tuple[str, str], ...]
    before: Told
    after: Told
    page: int = 0


def why(record: Record, name: str) -> Why | None:
    """The card of a statement; None where the record has no such statement."""
    place = next((index for index, s in enumerate(record.statements) if s.id == name), None)
    if place is None:
        return None
    called, statement = voices.names(record), record.statements[place]
    around = [
        Told(s.id, voices.speaker_of(s, record, called), s.text)
        for s in record.statements[max(0, place - 1) : place] + record.statements[place + 1 : place + 2]
    ]
    before = around[0] if place else Told()
    after = around[-1] if place + 1 < len(record.statements) else Told()
    facts = tuple((label, value) for label, value in facts_of(record, statement, called) if value)
    return Why(statement, voices.speaker_of(statement, record, called), facts, before, after, paper.page_of(record, statement))


def facts_of(record: Record, statement: Statement, called: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Label and value of what is known of a statement; a value that is "" is not shown."""
    yield "to", voices.listed(statement.to, called) if statement.to else ""
    yield "passes on", voices.listed(statement.relays, called) if statement.relays else ""
    yield "mode", statement.mode
    yield "force", statement.force if statement.force != "none" else ""
    yield from voices.branches(record, statement)
    yield "why", statement.why
    yield "cue", voices.quoted(record, statement.cue)
    yield "named by", voices.quoted(record, statement.source)
    yield "stands for", "; ".join(voices.resolved(record, statement, called))
    yield "hedged by", "; ".join(voices.quoted(record, hedge) for hedge in statement.hedges)
    yield "text", voices.GRADES[statement.grade]
    yield "confidence", f"{statement.confidence:.2f}" + (" (doubtful)" if voices.doubtful(statement) else "")
    yield "address", f"{statement.id}, characters {statement.start}–{statement.end}{paragraph(record, statement.start)}"


def paragraph(record: Record, at: int) -> str:
    """The number and portion mark of the paragraph at an offset, as ", ¶4 (C)"."""
    part = next((p for p in record.parts if (p.number or p.mark) and p.start <= at < p.end), None)
    if part is None:
        return ""
    return f", ¶{part.number or ''}" + (f" ({part.mark})" if part.mark else "")
