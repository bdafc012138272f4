"""Where quotation marks enclose words in a manuscript, and how a quotation falls into pieces at its own ellipses and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.model import Range
from memcon.quotes.words import Word, words

PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "‘": "’", '"': '"', "'": "'", "‹": "›", "»": "«"}
SINGLE = "‘'"
OPENS_BEFORE = re.compile(r"[\s(\[{—–\-/:,“\"‘']")
CLOSES_AFTER = re.compile(r"[\s.,;:!?)\]}—–\-/”\"’']")
LEAST_SINGLE = 2
"""Words a single quotation mark must enclose: fewer are as likely an apostrophe."""
LONGEST = 6_000
ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s*\.\s*\.(?:\s*\.)?)\s*\]|\(\s*(?:…|\.\s*\.\s*\.)\s*\)|…\.?|\.\s?\.\s?\.(?:\s?\.)?|\*\s\*\s\*")
SIC = re.compile(r"\s*[\[(]\s*(?:sic|emphasis added|emphasis in original|italics added)[.!]?\s*[\])]", re.IGNORECASE)
INITIAL = re.compile(r"\[(\w{1,2})\](?=\w)")
SUFFIX = re.compile(r"(?<=\w)\[(\w{1,3})\]")
BRACKET = re.compile(r"\[[^\[\]]{1,200}\](?:[’'](?:s|d|ll|re|ve|m)\b)?")
REFERENCE = re.compile(r"\[\^[^\]\s]{1,20}\]|(?<=[^\W\d][.,;:!?”\"’])\d{1,3}(?=\s|$)|(?<=[a-z])[¹²³⁰-⁹]+")


class Piece(msgspec.Struct, frozen=True):
    """Words of a quotation that should stand side by side in the source; ``joint`` is what parts them from the piece before."""

    words: tuple[Word, ...]
    joint: str = ""


class Quotation(msgspec.Struct, frozen=True):
    """Words in quotation marks, or set off as a block: ``start`` and ``end`` are those of the words, ``outer`` with the marks."""

    start: int
    end: int
    outer: Range
    pieces: tuple[Piece, ...]
    ignored: tuple[str, ...] = ()
    block: bool = False

    @property
    def count(self) -> int:
        """The number of words."""
        return sum(len(piece.words) for piece in self.pieces)


def quotations(text: str, paragraphs: Sequence[Range], blocks: Sequence[Range] = ()) -> tuple[Quotation, ...]:
    """The quotations of a text in order: what marks enclose inside a paragraph, and whole paragraphs set off as quotations."""
    found = []
    for start, end in paragraphs:
        if (start, end) in blocks:
            inner = stripped(text, start, end)
            found.append(quotation(text, inner, (start, end), block=True))
            continue
        found += [quotation(text, (a, b), (first, last)) for first, a, b, last in enclosed(text, start, end)]
    return tuple(one for one in found if one.count)


def stripped(text: str, start: int, end: int) -> Range:
    """A stretch without white space and quotation marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in PAIRS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "”\"’»"):
        end -= 1
    return start, end


def enclosed(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Outer start, inner start, inner end, outer end of each quotation; one left open runs to the end of its paragraph."""
    at = start
    while at < end:
        letter = text[at]
        if letter in PAIRS and opens(text, at, start, end):
            close = closing(text, at, end, PAIRS[letter])
            if close >= 0:
                if letter not in SINGLE or len(words(text, at + 1, close)) >= LEAST_SINGLE:
                    yield at, at + 1, close, close + 1
                    at = close
            elif letter == "“" and end - at < LONGEST:
                yield at, at + 1, end, end
                return
        at += 1


def opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark opens a quotation: a space or another mark before it, a word behind it."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] == "»" and not before.isspace():
        return False
    return bool(OPENS_BEFORE.match(before)) and (after.isalnum() or after in "[(.…‘'“\"$£¿¡") and not after.isspace()


def closing(text: str, at: int, end: int, marks: str) -> int:
    """The place of the closing mark; -1 where there is none."""
    depth = 0
    for place in range(at + 1, min(end, at + LONGEST)):
        letter = text[place]
        if letter == text[at] and letter not in marks and letter == "“":
            depth += 1
        elif letter in marks:
            after = text[place + 1] if place + 1 < end else " "
            single = text[at] in SINGLE
            if single and (not CLOSES_AFTER.match(after) or text[place - 1].isspace() or possessive(text, place, end)):
                continue
            if letter == '"' and text[place - 1].isspace() and place + 1 < end and after.isalnum():
                continue
            if depth == 0:
                return place
            depth -= 1
    return -1


def possessive(text: str, place: int, end: int) -> bool:
    """Whether a single mark behind an s is more likely an apostrophe: a small letter follows, and another mark closes later."""
    rest = text[place + 1 : min(end, place + 400)]
    return text[place - 1] == "s" and bool(re.match(r"\s[a-z]", rest)) and bool(re.search(r"[.,;!?a-z]’(?=[\s.,;)]|$)", rest))


def quotation(text: str, inner: Range, outer: Range, block: bool = False) -> Quotation:
    """A quotation with its words in pieces; what is passed over in comparing is named."""
    shown = text[inner[0] : inner[1]]
    ignored = []
    for name, pattern in (("[sic]", SIC), ("a note's mark", REFERENCE)):
        if pattern.search(shown):
            ignored.append(name)
            shown = pattern.sub(lambda m: " " * len(m.group()), shown)
    if INITIAL.search(shown) or SUFFIX.search(shown):
        ignored.append("bracketed letters")
        shown = INITIAL.sub(lambda m: "\u2060" + m[1] + "\u2060", SUFFIX.sub(lambda m: "\u2060" + m[1] + "\u2060", shown))
    return Quotation(inner[0], inner[1], outer, tuple(pieces(shown, inner[0])), tuple(ignored), block)


def pieces(shown: str, offset: int) -> Iterator[Piece]:
    """The pieces between ellipses and bracketed words; an ellipsis at either end parts nothing."""
    joints = sorted([(m.start(), m.end(), "ellipsis") for m in ELLIPSIS.finditer(shown)])
    joints += [(m.start(), m.end(), "bracket") for m in BRACKET.finditer(shown) if not any(a <= m.start() < b for a, b, _ in joints)]
    at, joint = 0, ""
    for start, end, name in [*sorted(joints), (len(shown), len(shown), "")]:
        found = tuple(Word(w.start + offset, w.end + offset, w.key) for w in words(shown, at, start))
        if found:
            yield Piece(found, joint)
            joint = name
        elif name == "bracket" or not joint:
            joint = name or joint
        at = end
