"""Handling marks: the level of a document and of its paragraphs, the banner over a view, and a record cut down to a level.

A paragraph without a mark of its own counts as the whole document does; so does every other line, headings included. A document
that states no classification and bears no marks has no level, and nothing is withheld from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from memcon.errors import SettingError
from memcon.model import Condition, Mention, Page, Part, Person, Range, Record, Statement

LEVELS = ("U", "R", "C", "S", "TS")
"""From the least to the highest; R stands for all that is more than unclassified and less than confidential."""
NAMES = {"U": "UNCLASSIFIED", "R": "RESTRICTED", "C": "CONFIDENTIAL", "S": "SECRET", "TS": "TOP SECRET"}
WORDS = (
    ("TS", r"TOP ?SECRET|TS"),
    ("S", r"SECRET|S"),
    ("C", r"CONFIDENTIAL|C"),
    ("R", r"RESTRICTED|LIMITED OFFICIAL USE|OFFICIAL USE ONLY|FOR OFFICIAL USE ONLY|SENSITIVE BUT UNCLASSIFIED|SBU|LOU|FOUO|OUO|CUI|R"),
    ("U", r"UNCLASSIFIED|UNCLAS|NO CLASSIFICATION|U"),
)
OPENING = re.compile(r"\s*(?:[\w¶.:]{1,12}\s+){0,2}\(([A-Z]{1,4})(?:[/-][A-Z/ -]+)?\)")


class Withheld(msgspec.Struct, frozen=True):
    """A record cut down to a level, and how much was left out of it: parts and words of the text, and statements."""

    record: Record
    parts: int = 0
    words: int = 0
    statements: int = 0


def level(mark: str) -> str:
    """The level of a mark or classification as one of ``LEVELS``; "" where it states none: "C/NF" and "Confidential" are "C"."""
    text = " ".join(mark.upper().replace(".", "").split()).strip("()[] ")
    return next((name for name, words in WORDS if re.match(rf"(?:{words})(?![A-Z])", text)), "")


def asked(name: str) -> str:
    """The level a user names; raises SettingError where it is none."""
    found = level(name)
    if not found:
        raise SettingError(f"'{name}' is no level of classification; the levels are {', '.join(LEVELS)}.")
    return found


def of_record(record: Record) -> str:
    """The level of the whole document: the highest of what it states and what its parts are marked with; "" where nothing is."""
    stated = [level(record.document.classification), *(level(part.mark) for part in record.parts if part.mark)]
    return max((one for one in stated if one), key=LEVELS.index, default="")


def banner(record: Record) -> str:
    """What stands over and under every view of a record: its classification as stated where that is its level, else the
    level's name; "" where the record has none."""
    highest, stated = of_record(record), record.document.classification
    return stated.upper() if stated and level(stated) == highest else NAMES.get(highest, stated.upper())


def of_part(record: Record, part: Part) -> str:
    """The level of one part: of its own mark, also one inside a heading ("SUBJECT: (C) ..."), else of the whole document."""
    own = part.mark or ""
    if not own and (match := OPENING.match(record.document.text[part.start : part.start + 60])):
        own = match[1]
    return level(own) or of_record(record)


def up_to(record: Record, highest: str) -> Withheld:
    """The record without what is marked higher than a level (a name or letter of ``LEVELS``); raises SettingError on another word.

    In the text each stretch left out becomes "[withheld: N words]", and all offsets are those of that text. What rests on words
    left out goes with them: statements, mentions, people nobody names any more, title, subject, signer, tags and references.
    """
    most = LEVELS.index(asked(highest))
    whole = of_record(record)
    if not whole or LEVELS.index(whole) <= most:
        return Withheld(record)
    text = record.document.text
    allowed = [part for part in record.parts if part.kind != "excision" and LEVELS.index(of_part(record, part)) <= most]
    ranges = list(gaps(text, allowed))
    words = sum(len(text[start:end].split()) for start, end in ranges)
    cutter = Cutter(text, ranges)
    kept = cutter.record(record)
    parts = sum(cutter.gone(part.start, part.end) for part in record.parts if part.kind in {"paragraph", "summary", "comment"})
    statements = len(record.statements) - len(kept.statements)
    note = (
        f"Withheld above {NAMES[LEVELS[most]]}: {parts} paragraphs, {words} of {len(text.split())} words, {statements} statements."
    )
    return Withheld(msgspec.structs.replace(kept, notes=(*kept.notes, note)), parts, words, statements)


def gaps(text: str, allowed: Sequence[Part]) -> Iterator[Range]:
    """The stretches of text, without the white space around them, that no allowed part covers."""
    at = 0
    for start, end in [*sorted((part.start, part.end) for part in allowed), (len(text), len(text))]:
        piece = text[at:start]
        if start > at and piece.strip():
            yield at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        at = max(at, end)


class Cutter:
    """A text with stretches cut out of it, and where the rest stands then."""

    def __init__(self, text: str, ranges: Sequence[Range]) -> None:
        self.ranges = ranges
        self.starts = [start for start, _ in ranges]
        self.moved: list[int] = []
        pieces: list[str] = []
        at = length = 0
        for start, end in ranges:
            pieces += [text[at:start], f"[withheld: {len(text[start:end].split())} words]"]
            length += start - at
            self.moved.append(length + len(pieces[-1]) - end)
            length += len(pieces[-1])
            at = end
        self.text = "".join([*pieces, text[at:]])

    def gone(self, start: int, end: int) -> bool:
        """Whether a stretch touches what was cut."""
        at = bisect_right(self.starts, max(end - 1, start)) - 1
        return at >= 0 and self.ranges[at][1] > start

    def at(self, offset: int) -> int:
        """An offset that stands, in the new text."""
        index = bisect_right(self.starts, offset) - 1
        return offset + (self.moved[index] if index >= 0 else 0)

    def span(self, range_: Range | None) -> Range | None:
        """A range in the new text; ``None`` where it was cut."""
        if range_ is None or self.gone(*range_):
            return None
        return self.at(range_[0]), self.at(range_[0]) + range_[1] - range_[0]

    def record(self, record: Record) -> Record:
        """The record of the new text."""
        statements = tuple(self.statement(one) for one in record.statements if not self.gone(one.start, one.end))
        ids = {one.id for one in statements}
        mentions = tuple(Mention(*span, m.person) for m in record.mentions if (span := self.span((m.start, m.end))))
        people = tuple(self.person(one, mentions) for one in record.people)
        used = {m.person for m in mentions} | {i for s in statements for i in (*s.speaker, *s.to, *s.relays)}
        return msgspec.structs.replace(
            record,
            document=msgspec.structs.replace(record.document, text=self.text, title="", subject="", signer="", tags=(), references=()),
            parts=tuple(msgspec.structs.replace(p, start=s[0], end=s[1]) for p in record.parts if (s := self.span((p.start, p.end)))),
            people=tuple(one for one in people if one.author or one.id in used),
            mentions=mentions,
            statements=statements,
            exchanges=tuple(e for e in record.exchanges if e.first in ids and (e.reply is None or e.reply in ids)),
            items=tuple(i for i in record.items if i.statements and set(i.statements) <= ids),
            positions=tuple(p for p in record.positions if p.statements and {*p.statements, *p.basis} <= ids),
            events=tuple(msgspec.structs.replace(e, start=s[0], end=s[1]) for e in record.events
                         if e.statement in ids and (s := self.span((e.start, e.end)))),
            pages=tuple(self.page(page) for page in record.pages),
        )

    def statement(self, one: Statement) -> Statement:
        """A statement that stands, at its new place; reasons that quote other words are not kept."""
        start, end = self.span((one.start, one.end)) or (0, 0)
        condition = one.condition and Condition(
            if_=self.span(one.condition.if_), then=self.span(one.condition.then), otherwise=self.span(one.condition.otherwise),
            because=self.span(one.condition.because),
        )
        hedges = tuple(span for hedge in one.hedges if (span := self.span(hedge)))
        return msgspec.structs.replace(
            one, start=start, end=end, condition=condition, hedges=hedges, cue=self.span(one.cue), source=self.span(one.source), why="",
        )

    def person(self, one: Person, mentions: Sequence[Mention]) -> Person:
        """A person by the names that the new text still has."""
        own = {self.text[m.start : m.end] for m in mentions if m.person == one.id}
        aliases = tuple(alias for alias in one.aliases if alias in own)
        name = one.name if self.told(one.name) else max((a for a in aliases if a[:1].isupper()), key=len, default="")
        return msgspec.structs.replace(
            one, name=name, aliases=aliases, role=one.role if self.told(one.role) else "", side=one.side if self.told(one.side) else "",
        )

    def told(self, words: str) -> bool:
        """Whether every word stands in the new text."""
        there = self.text.lower()
        return bool(words) and all(word in there for word in re.findall(r"\w+", words.lower()))

    def page(self, page: Page) -> Page:
        """A page with the places of the words that stand."""
        places = tuple(
            msgspec.structs.replace(place, start=span[0], end=span[1])
            for place in page.places if (span := self.span((place.start, place.end)))
        )
        return msgspec.structs.replace(page, places=places)
