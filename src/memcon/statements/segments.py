"""Where a statement may begin and end: sentences, cut at quotation marks and at the joints between clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from memcon.model import Parsed, Range, Sentence

OPEN, CLOSE = "“«", "”»"
WORD = re.compile(r"\w")
WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)


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
        if mark in OPEN or (mark == '"' and opened < 0):
            if opened < 0:
                opened = at
            else:
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


def segments(parsed: Parsed, quotes: tuple[Range, ...]) -> Iterator[Segment]:
    """Every sentence cut at the edges of its quotations; pieces without a word fall to their neighbour."""
    for index, sentence in enumerate(parsed.sentences):
        near = quotes[bisect_right(quotes, sentence.start, key=lambda q: q[1]) : bisect_left(quotes, sentence.end, key=lambda q: q[0])]
        cuts = sorted({sentence.start, sentence.end, *(c for q in near for c in q if sentence.start < c < sentence.end)})
        merged = merge_wordless(parsed.text, list(pairwise(cuts)))
        for start, end in merged:
            start, end = trim(parsed.text, start, end)
            # A full stop or bracket outside the marks does not make a quotation the writer's sentence.
            words = WORDS.search(parsed.text, start, end)
            if words is None:
                continue
            quoted = any(a <= words.start() and words.end() <= b for a, b in near)
            first, last = token_range(parsed, sentence, start, end)
            yield Segment(start, end, index, quoted, first, last)


def merge_wordless(text: str, ranges: list[Range]) -> list[Range]:
    """Ranges with those joined to their neighbour before that hold no word, and to the one behind where it is the first."""
    out: list[Range] = []
    for start, end in ranges:
        if out and (not WORD.search(text, start, end) or not WORD.search(text, *out[-1])):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def trim(text: str, start: int, end: int) -> Range:
    """A range without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def token_range(parsed: Parsed, sentence: Sentence, start: int, end: int) -> Range:
    """The tokens of a sentence that touch a stretch of it, as a range of indices; an empty one where none does."""
    first = bisect_right(parsed.tokens, start, sentence.first, sentence.last, key=lambda t: t.end)
    last = bisect_left(parsed.tokens, end, sentence.first, sentence.last, key=lambda t: t.start)
    return (first, last) if first < last else (sentence.first, sentence.first)
