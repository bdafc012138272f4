"""Outline -> Mended: the body made fit for parsing without moving a character.

Page breaks, line wraps, boilerplate lines, paragraph numbers and portion marks become spaces, a word cut by a hyphen at
a line's end is closed with word joiners, text in capitals is put into sentence case. Each repair keeps the length, so
an offset into the mended text is an offset into the document: the map back is the identity, and a test holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import Outline, Part, Range
from memcon.turn_labels import BODY, turn_labels

JOINER = "\u2060"
PREFIX = re.compile(
    r"[ \t]*¶?[ \t]*(?:\(?\d{1,3}[.)]|\(?[A-Za-z][.)])(?=\s)[ \t]*"
    r"(?:\((?:TS|S|C|U|SBU|LOU|FOUO|CONFIDENTIAL|SECRET|UNCLASSIFIED)(?:[/-][A-Z/ -]+)?\)[ \t]*)?"
)
TELEGRAM_NUMBER = re.compile(r"[ \t]*(?:(?:No\. )?\d{1,5}|[A-Z][a-z]{2,8}(?: [A-Z])? \d{1,4})\.[ \t]+(?=[A-Z“\"(\[])")
BULLET = re.compile(r"[ \t]*[—–•*-]+[ \t]*")
SECTION_WORD = re.compile(
    r"[ \t]*(?:BEGIN )?(?:SUMMARY|COMMENT|INTRODUCTION|BACKGROUND|ACTION REQUEST|RECOMMENDATION|Summary|Comment)s?"
    r"(?: and (?:comment|action request))?[.:][ \t]*|[ \t]*END (?:OF )?(?:SUMMARY|COMMENT|MESSAGE)[.:]?[ \t]*", re.IGNORECASE
)
CLOSING = re.compile(r"\s*\(?\bEND (?:OF )?(?:SUMMARY|COMMENT|MESSAGE)\b[.:)]*\s*$", re.IGNORECASE)
LONGEST_CLOSING = 40
LONGEST_QUOTED = 4_000
ENDED = re.compile(r"[.?!:;][\"”’')\]]*\d?\s*$")
HYPHEN = re.compile(r"(?<=[a-z])-\n[ \t]*(?=[a-z])")
BREAK = re.compile(r"(?:(?<![ \t\r])[ \t\r]+)?[\n\f\v\x1c-\x1e\x85\u2028\u2029]+[ \t\r]*")


class Paragraph(msgspec.Struct, frozen=True):
    """A stretch of body that reads as one: offsets, kind of its first part, and the turn's label where it has one."""

    start: int
    end: int
    kind: str
    label: Range | None = None


class Mended(msgspec.Struct, frozen=True):
    """The document's text with repairs of equal length, its paragraphs, and where a repair was made."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Range, ...] = ()
    transcript: bool = False


def mend(outline: Outline) -> Mended:
    """Joins what page breaks cut apart, closes hyphens, lowers capitals; never changes the length."""
    text = outline.document.text
    body = [part for part in outline.parts if part.kind in BODY]
    blanks = [p for p in outline.parts if p.kind in {"boilerplate", "excision"}]
    labels = turn_labels(outline)
    groups = list(join(text, body, blanks, labels))
    letters = list(text)
    repairs: list[Range] = []
    paragraphs = []
    caps = in_capitals("".join(text[p.start : p.end] for p in body))
    for first, last, kind in groups:
        label = labels.get(first)
        start = label[1] if label else first + prefix(text, first, last)
        last -= suffix(text, start, last)
        repair(text, letters, start, last, blanks, repairs)
        if caps:
            lower(letters, start, last)
        paragraphs.append(Paragraph(start, last, kind, label))
    curl(letters)
    return Mended("".join(letters), tuple(paragraphs), tuple(repairs), bool(labels))


def curl(letters: list[str]) -> None:
    """Straight quotation marks, and apostrophes doubled for one, get the direction they have: opening behind white space or
    an opening mark, else closing."""
    for index, letter in enumerate(letters):
        if letter == '"':
            before = letters[index - 1] if index else " "
            letters[index] = "“" if before.isspace() or before in "([{—–-‘“:" else "”"


def prefix(text: str, start: int, end: int) -> int:
    """Length of the numbering, portion mark, bullet or section word that opens a paragraph."""
    at = start
    for pattern in (BULLET, PREFIX, TELEGRAM_NUMBER, SECTION_WORD):
        if match := pattern.match(text, at, end):
            at = match.end()
    return at - start if at < end else 0


def suffix(text: str, start: int, end: int) -> int:
    """Length of the words that close a section ("END COMMENT.") at the end of a paragraph that holds more than them."""
    match = CLOSING.search(text, max(start, end - LONGEST_CLOSING), end)
    return end - match.start() if match and match.start() > start else 0


def join(
    text: str, body: list[Part], blanks: list[Part], labels: dict[int, Range]
) -> Iterator[tuple[int, int, str]]:
    """Paragraphs with those joined that a page break cut: the first has no end, the next starts small."""
    held: tuple[int, int, str] | None = None
    for part in body:
        if held and (cut(text, held, part, blanks) or quotes_on(text, held, part)) and not labels.get(part.start):
            held = (held[0], part.end, held[2])
            continue
        if held:
            yield held
        held = (part.start, part.end, part.kind)
    if held:
        yield held


def cut(text: str, held: tuple[int, int, str], part: Part, blanks: list[Part]) -> bool:
    """Whether the paragraph before runs on into this one."""
    between = text[held[1] : part.start]
    for blank in blanks:
        if held[1] <= blank.start < part.start:
            between = between.replace(text[blank.start : blank.end], "")
    if between.strip():
        return False
    return not ENDED.search(text[max(held[0], held[1] - LONGEST_CLOSING) : held[1]]) and text[part.start].islower()


def quotes_on(text: str, held: tuple[int, int, str], part: Part) -> bool:
    """Whether a quotation that the paragraph before leaves open is closed in this one, which begins on the very next line."""
    between = text[held[1] : part.start]
    if between.strip() or between.count("\n") != 1:
        return False
    before = text[max(held[0], held[1] - LONGEST_QUOTED) : held[1]]
    left_open = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    mark = re.search(r"[“”\"]", text[part.start : part.end])
    return left_open and mark is not None and mark.group() != "“"


def repair(text: str, letters: list[str], start: int, end: int, blanks: list[Part], repairs: list[Range]) -> None:
    """Writes the repairs of one paragraph into the letters and notes where they stand."""
    for match in HYPHEN.finditer(text, start, end):
        letters[match.start() : match.end()] = JOINER * len(match.group())
        repairs.append(match.span())
    for match in BREAK.finditer(text, start, end):
        if letters[match.start()] != JOINER:
            letters[match.start() : match.end()] = " " * len(match.group())
    for blank in blanks:
        if start <= blank.start and blank.end <= end and blank.kind == "boilerplate":
            letters[blank.start : blank.end] = " " * (blank.end - blank.start)
            repairs.append((blank.start, blank.end))


def in_capitals(text: str) -> bool:
    """Whether the body is written in capitals, as cables were."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 40 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


WORD = re.compile(r"[A-Z][A-Z'’]*")


def lower(letters: list[str], start: int, end: int) -> None:
    """Sentence case: common words small, other words as names; words of one or two capitals in rows stay."""
    common = lexicon.words("common")
    text = "".join(letters[start:end])
    first = True
    for match in WORD.finditer(text):
        word = match.group()
        small = word.lower()
        if len(small) != len(word):
            continue
        opens = first or bool(re.search(r"[.?!]\s+$", text[max(0, match.start() - 4) : match.start()]))
        shown = small if small in common and not opens else word[0] + small[1:] if len(word) > 3 or small in common else word
        letters[start + match.start() : start + match.end()] = list(shown)
        first = False
