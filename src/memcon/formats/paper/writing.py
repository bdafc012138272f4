"""Pages laid out -> running text, with the place of every word on paper."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from memcon.formats.paper.columns import Zone
from memcon.formats.paper.furniture import SMALL, Laid
from memcon.formats.paper.joints import SOFT, Column, Joint, closed, column, hyphened, joint, lists_people, next_person
from memcon.formats.paper.words import Line, Sheet, Word
from memcon.layout import CLASSIFIED, level
from memcon.model import Part, PartKind, Place

NEAR = 4.0
FOOTNOTE = re.compile(r"[*†‡]|\d{1,3}\b")
EDGE_MARKS = re.compile(r"^\W+|\W+$")
JOINTS: dict[Joint, str] = {"wrap": " ", "line": "\n", "paragraph": "\n\n"}


class Aside(msgspec.Struct, frozen=True):
    """Words that are no part of the running text, kept until the paragraph that stands open has ended."""

    words: tuple[Word, ...]
    page: int
    kind: PartKind


class Written(msgspec.Struct, frozen=True):
    """The last line of the running text, its column, and where that stands."""

    line: Line
    column: Column
    page: int
    zone: int


class Writer:
    """The text while it is written. Its parts are footnotes and boilerplate; what else there is, the text itself tells."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.known: dict[float, float] = {}
        self.places: dict[int, list[Place]] = {}
        self.sheets: dict[int, Sheet] = {}
        self.parts: list[Part] = []
        self.classification = ""
        self.seen: set[str] = set()
        self.last: Written | None = None
        self.waiting: list[Aside] = []
        self.columns: list[Column] = []
        self.listing: Literal["no", "captioned", "listed"] = "no"

    def edges(self, zone: Zone, width: float) -> Column:
        """The edges of a zone; of one that fits into a column of the page before, that column's: the other one ran out."""
        own = column(zone, width)
        if zone.columns > 1:
            self.columns = [*self.columns[-3:], own]
            return own
        left, right = min(row.left for row in zone.lines), max(row.right for row in zone.lines)
        fits = (known for known in self.columns if known.left - NEAR <= left and right <= known.right + NEAR)
        return next((msgspec.structs.replace(own, right=known.right, justified=known.justified) for known in fits), own)

    def page(self, laid: Laid) -> None:
        """Writes one page; what is no part of its running text waits for the end of a paragraph."""
        number, middle = laid.sheet.number, laid.sheet.height / 2
        # Of what is written, a hyphen at the end of the last word alone can still be taken back.
        self.pages.append("".join(self.pieces[:-1]))
        self.pieces = self.pieces[-1:]
        self.places[number] = []
        self.sheets[number] = msgspec.structs.replace(laid.sheet, words=())
        self.waiting += [Aside(row.words, number, "boilerplate") for row in laid.furniture if row.top < middle]
        body = body_size(laid.zones)
        for index, zone in enumerate(laid.zones):
            edges = self.edges(zone, laid.sheet.width)
            notes = first_note(zone, body, middle)
            for row in zone.lines[:notes]:
                self.line(Written(row, edges, number, index))
            self.waiting += [Aside(words, number, "footnote") for words in notes_of(zone.lines[notes:])]
        self.waiting += [Aside(row.words, number, "boilerplate") for row in laid.furniture if row.top >= middle]

    def line(self, new: Written) -> None:
        """Writes a line of the body behind what joins it to the one before."""
        old = self.last
        kind: Joint = "paragraph"
        if old is not None:
            kind = joint(old.line, old.column, new.line, new.column, (old.page, old.zone) == (new.page, new.zone))
            if kind == "wrap" and self.listing == "listed" and next_person(old.line, new.line):
                kind = "line"
            if kind == "wrap" and hyphened(old.line, new.line):
                self.close(old, new.line.words[0].text)
            else:
                self.write(JOINTS[kind])
        if kind == "paragraph":
            self.put_aside()
        self.words(new.line.words, new.page)
        self.look_for_list(new.line, kind)
        self.last = new

    def look_for_list(self, row: Line, kind: Joint) -> None:
        """Keeps whether a list of people stands open: from its caption on, up to the end of the paragraph that is the list."""
        if lists_people(row.text):
            self.listing = "captioned"
        elif self.listing == "captioned":
            self.listing = "listed"
        elif kind == "paragraph":
            self.listing = "no"

    def close(self, old: Written, tail: str) -> None:
        """Takes back the hyphen that a line's end put into a word, and shortens the place of the word's first half."""
        head = old.line.words[-1].text
        dropped = len(head) - len(closed(head, tail, self.seen))
        if dropped:
            self.pieces[-1] = self.pieces[-1][:-dropped]
            self.length -= dropped
            places = self.places[old.page]
            places[-1] = msgspec.structs.replace(places[-1], end=self.length)

    def words(self, words: Sequence[Word], page: int) -> None:
        """Writes words with a space between two, and where each stands."""
        for index, word in enumerate(words):
            if index:
                self.write(" ")
            start = self.length
            self.write(shown(word.text))
            # A long paper has millions of numbers and few different ones: each is kept once.
            numbers = (self.known.setdefault(one, one) for one in (*box(word, self.sheets[page]), round(word.confidence, 3)))
            self.places[page].append(Place(start, self.length, *numbers))
            self.seen.add(EDGE_MARKS.sub("", word.text).lower())

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def put_aside(self) -> None:
        """Writes what waits, each as a part of its own."""
        for aside in self.waiting:
            text = " ".join(word.text for word in aside.words)
            if CLASSIFIED.fullmatch(text) and not self.classification:
                self.classification = level(text)
            start = self.length
            self.words(aside.words, aside.page)
            self.parts.append(Part(start, self.length, aside.kind))
            self.write("\n\n")
        self.waiting = []

    def done(self) -> str:
        """The whole text."""
        if self.waiting and self.length:
            self.write("\n\n")
        self.put_aside()
        return "".join([*self.pages, *self.pieces]).rstrip("\n")


def box(word: Word, sheet: Sheet) -> tuple[float, float, float, float]:
    """The rectangle of a word on the page as it is, its skew put back."""
    centre = (sheet.width / 2, sheet.height / 2)
    x, y = (word.left + word.right) / 2 - centre[0], word.middle - centre[1]
    cosine, sine = math.cos(sheet.skew), math.sin(sheet.skew)
    across, down = centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine
    wide, tall = (word.right - word.left) / 2, (word.bottom - word.top) / 2
    return round(across - wide, 1), round(down - tall, 1), round(across + wide, 1), round(down + tall, 1)


def shown(text: str) -> str:
    """A word as it stands in the text: a soft hyphen at its end is a hyphen, inside it is nothing."""
    inner = text.rstrip(SOFT)
    return inner.translate(dict.fromkeys(map(ord, SOFT))) + "-" * (len(text) - len(inner))


def body_size(zones: Sequence[Zone]) -> float:
    """The size of type that most words of a page have."""
    sizes = [word.size for zone in zones for row in zone.lines for word in row.words]
    return statistics.median(sizes) if sizes else 0.0


def first_note(zone: Zone, body: float, middle: float) -> int:
    """The index of the zone's first line of footnotes; the number of its lines where it has none."""
    at = len(zone.lines)
    while at and zone.lines[at - 1].size < SMALL * body and zone.lines[at - 1].top > middle:
        at -= 1
    while at < len(zone.lines) and not FOOTNOTE.match(zone.lines[at].text):
        at += 1
    return at


def notes_of(rows: Sequence[Line]) -> Iterator[tuple[Word, ...]]:
    """The words of each footnote."""
    note: list[Word] = []
    for row in rows:
        if note and FOOTNOTE.match(row.text):
            yield tuple(note)
            note = []
        note += row.words
    if note:
        yield tuple(note)
