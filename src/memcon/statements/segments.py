"""Where a statement may begin and end: sentences, cut at quotation marks and at the joints between clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from memcon.model import Parsed, Range, Sentence

OPEN, CLOSE = "“«", "”»"
WORD = re.compile(r"\w")
LONG_QUOTE = 2
JOINTS = re.compile(
    r"(?:[;—–]|,(?= (?:and|but|or|so|while|whereas|although|though|which|who|whereupon|adding|saying|he|she|they|I|we)\b)|,)\s+|\s+(?=(?:and|but|while|although|because|if|unless|provided|as|which|that) )"
)


class Segment(msgspec.Struct, frozen=True):
    """A stretch inside one sentence, quoted or not; ``first`` and ``last`` are token indices."""

    start: int
    end: int
    sentence: int
    quoted: bool
    first: int
    last: int


def quotations(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The quoted stretches of a paragraph with their marks; one left open runs to the paragraph's end, or, where the next
    paragraph opens with a mark again, is taken up there. Straight marks alternate; an apostrophe is no mark."""
    found: list[Range] = []
    opened = -1
    depth = 0
    for match in re.finditer(r"[“”«»\"]", text[start:end]):
        at, mark = start + match.start(), match.group()
        if mark in OPEN or mark == '"' and opens_here(text, at, opened < 0):
            if opened < 0:
                opened = at
            elif mark in OPEN and mark != '"':
                depth += 1
        elif opened >= 0:
            if depth and mark in CLOSE:
                depth -= 1
                continue
            found.append((opened, at + 1))
            opened, depth = -1, 0
    if opened >= 0:
        found.append((opened, end))
    return tuple(found)


def opens_here(text: str, at: int, closed: bool) -> bool:
    """Whether a straight mark opens: none is open, and white space or an opening stands before it."""
    return closed


def segments(parsed: Parsed, quotes: tuple[Range, ...]) -> Iterator[Segment]:
    """Every sentence cut at the edges of its quotations; pieces without a word fall to their neighbour."""
    for index, sentence in enumerate(parsed.sentences):
        cuts = sorted({sentence.start, sentence.end, *(c for q in quotes for c in q if sentence.start < c < sentence.end)})
        merged = merge_wordless(parsed.text, list(zip(cuts, cuts[1:], strict=False)))
        for start, end in merged:
            start, end = trim(parsed.text, start, end)
            if not WORD.search(parsed.text, start, end):
                continue
            quoted = any(a <= start and end <= b for a, b in quotes)
            first, last = token_range(parsed, sentence, start, end)
            yield Segment(start, end, index, quoted, first, last)


def merge_wordless(text: str, ranges: list[Range]) -> list[Range]:
    out: list[Range] = []
    for start, end in ranges:
        if out and (not WORD.search(text, start, end) or not WORD.search(text, *out[-1])):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def token_range(parsed: Parsed, sentence: Sentence, start: int, end: int) -> Range:
    inside = [i for i in range(sentence.first, sentence.last) if parsed.tokens[i].start < end and parsed.tokens[i].end > start]
    return (inside[0], inside[-1] + 1) if inside else (sentence.first, sentence.first)


def joints(parsed: Parsed, sentence: Sentence) -> tuple[int, ...]:
    """Character offsets inside a sentence at which a new clause may begin (behind punctuation or at a conjunction)."""
    return tuple(m.end() for m in JOINTS.finditer(parsed.text, sentence.start, sentence.end) if m.end() < sentence.end)
