"""Rows -> parts: headings, paragraphs with number and mark, sections, signature, insertions."""

from __future__ import annotations

import itertools
import re

import msgspec

from memcon.heading.rows import Row, RowKind
from memcon.layout import CLOSES, ENDED, NUMBERED, OPENS, SECTION, section_kind, sections
from memcon.model import Part, PartKind

KINDS: dict[RowKind, PartKind] = {
    "title": "heading", "dateline": "heading", "caption": "heading", "list": "heading", "heading": "heading",
    "prose": "paragraph", "turn": "paragraph", "signature": "signature", "boilerplate": "boilerplate",
    "insertion": "insertion", "footnote": "footnote",
}
BODY = {"paragraph", "summary", "comment"}
RUN_IN = re.compile(
    r"(?:\(?[A-Z0-9]{1,2}[.)] )?[A-Z][\w’'.&/-]*"
    r"(?: (?:[A-Z0-9][\w’'.&/-]*|of|the|to|and|with|in|on|for|from|at|by|an?|de|vs\.)){1,9} ?—(?= ?[A-Z“\"])"
)
STANDING = BODY | {"boilerplate"}


def cut(text: str, rows: tuple[Row, ...], given: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of the text in order. Parts that the format's reader gave stand; the rest is read from the rows."""
    builder = Builder(wrapped(rows))
    for row in rows:
        builder.take(row)
    found = [piece for part in builder.found for piece in (sections(text, part) if part.kind in BODY and part not in given else [part])]
    found.extend(part for part in given if part.kind in STANDING and part not in builder.standing)
    taken = {(p.start, p.end) for p in found if p.kind not in {"insertion"}}
    inner = [p for p in given if p.kind in {"excision", "insertion"} and (p.start, p.end) not in taken]
    own = {(p.start, p.end) for p in inner}
    outer = [p for p in found if p.kind != "insertion" or (p.start, p.end) not in own]
    return tuple(sorted([*outer, *inner], key=lambda p: (p.start, -p.end)))


class Builder:
    """The parts while the rows are read one by one."""

    def __init__(self, wraps: bool) -> None:
        self.wraps = wraps
        self.found: list[Part] = []
        self.section: PartKind = "paragraph"
        self.standing: set[Part] = set()
        self.open = -1
        self.ended = True
        self.broken = False

    def take(self, row: Row) -> None:
        """One row: a part of its own, or the next line of the paragraph that is open."""
        kind = KINDS[row.kind]
        if row.given and row.given.kind != "heading":
            if row.given not in self.standing:
                self.standing.add(row.given)
                self.found.append(row.given)
            self.broken = self.broken or kind == "boilerplate"
            self.open = self.open if kind == "boilerplate" else -1
            return
        if kind in {"boilerplate", "footnote"}:
            self.found.append(Part(row.start, row.end, kind))
            self.broken = True
            return
        if kind != "paragraph":
            self.turn_section(row)
            self.found.append(Part(row.start, row.end, kind))
            self.open = -1
            return
        self.paragraph(row)

    def turn_section(self, row: Row) -> None:
        """A heading "SUMMARY", "COMMENT" or "END SUMMARY" says what follows."""
        if row.kind == "heading" and (match := SECTION.match(row.text)):
            word = "" if row.text.upper().startswith("END") else match.group(1).lower()
            self.section = "summary" if word == "summary" else "comment" if word in {"comment", "assessment"} else "paragraph"

    def paragraph(self, row: Row) -> None:
        """A line of the body."""
        numbered = NUMBERED.match(row.text)
        if self.joins(row, numbered is not None):
            self.found[self.open] = msgspec.structs.replace(self.found[self.open], end=row.end)
        else:
            topic = RUN_IN.match(row.text) if row.kind == "prose" else None
            part = numbered_part(row, numbered, self.section)
            if topic:
                self.found.append(Part(row.start, row.start + topic.end(), "heading"))
                rest = row.text[topic.end() :]
                part = msgspec.structs.replace(part, start=row.end - len(rest.lstrip()))
            self.found.append(part)
            self.open = len(self.found) - 1
        self.ended, self.broken = bool(ENDED.search(row.text[-8:])), False
        if CLOSES.search(row.text):
            self.section = "paragraph"

    def joins(self, row: Row, numbered: bool) -> bool:
        """Whether the line goes on with the open paragraph: its next line, or its next words behind a page break."""
        if self.open < 0 or (row.kind == "turn" and not (self.broken and not self.ended)) or numbered:
            return False
        if self.broken:
            return self.wraps and not self.ended
        return self.wraps and not row.gap


def wrapped(rows: tuple[Row, ...]) -> bool:
    """Whether paragraphs are broken into lines of typewriter width: long lines without an end go on in the next line."""
    prose = [row for row in rows if row.kind in {"prose", "turn"}]
    widths = sorted(len(row.text) for row in prose)
    if len(prose) < 3 or widths[len(widths) * 19 // 20] > 100:
        return False
    on = sum(len(a.text) > 35 and not ENDED.search(a.text[-8:]) and not b.gap for a, b in itertools.pairwise(prose))
    return on > 0.2 * len(prose)


def numbered_part(row: Row, numbered: re.Match[str] | None, section: PartKind) -> Part:
    """A paragraph with its number and portion mark; one that opens with "SUMMARY" or "COMMENT" is of that kind."""
    kind = section
    rest = row.text[numbered.end() :] if numbered else row.text
    if match := OPENS.match(rest):
        kind = section_kind(match.group(1))
    number = numbered.group("number") if numbered else None
    mark = (numbered.group("mark") or "").strip("()") or None if numbered else None
    return Part(row.start, row.end, kind, number, mark)
