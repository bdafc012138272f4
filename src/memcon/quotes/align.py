"""A quotation laid on a source text: where its words stand there, and what is not the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

from memcon.model import Range
from memcon.quotes.marks import Piece
from memcon.quotes.words import Word, same_but_for_scan, telling, text_of, words

Wording = Literal["exact", "marked", "altered", "stitched", "not found"]

CLOSE = 0.6
"""Share of a quotation's words that must stand at a place for it to be that quotation, altered."""
SLACK = 6
STRAY = 0.45
"""What a word that differs costs against one that agrees, when the heart of an alignment is sought."""
BRACKET_ROOM = 14
"""Words of the source that a bracket of the writer's may stand for."""
APART = 12
"""Words between two halves of an unmarked cut, beyond which they are stitched, not shortened."""
FAR = 150
"""Words that an ellipsis may pass over before the two sides stand apart."""


class Change(msgspec.Struct, frozen=True):
    """One difference of words: ranges in the manuscript and in the source, either of them empty; and both texts."""

    manuscript: Range
    source: Range
    written: str
    stands: str


class Source(msgspec.Struct, frozen=True):
    """A text ready to be searched: its words, and where each form stands."""

    text: str
    words: tuple[Word, ...]
    places: dict[str, tuple[int, ...]]


class Laid(msgspec.Struct, frozen=True):
    """One piece laid on a source: first word and the one behind the last, share of words that agree, the changes, what was ignored.

    ``heart`` is the range of words from the first to the last that agree, (0, 0) where all do.
    """

    first: int
    last: int
    score: float
    changes: tuple[Change, ...] = ()
    ignored: tuple[str, ...] = ()
    heart: Range = (0, 0)

    @property
    def same(self) -> bool:
        """Whether nothing that counts is changed."""
        return not self.changes


class Match(msgspec.Struct, frozen=True):
    """A whole quotation on one source: its wording, the stretches it covers (offsets of the source), score, changes, what was ignored."""

    wording: Wording
    spans: tuple[Range, ...]
    score: float
    changes: tuple[Change, ...] = ()
    ignored: tuple[str, ...] = ()


def source(text: str) -> Source:
    """A text with its words in order and by form."""
    found = words(text)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(found):
        places.setdefault(word.key, []).append(index)
    return Source(text, found, {form: tuple(at) for form, at in places.items()})


def lay(piece: Sequence[Word], on: Source, manuscript: str, after: int = 0) -> tuple[Laid, ...]:
    """Where a piece stands in a source at or behind word ``after``: every exact place, else the best one; empty where none is near."""
    keys = [word.key for word in piece]
    if not keys:
        return ()
    exact = [at for at in exact_places(keys, on) if at >= after]
    if exact:
        return tuple(Laid(at, at + len(keys), 1.0) for at in exact)
    tried = [fitted(piece, on, first, manuscript) for first in diagonals(keys, on, after)]
    best = max((laid for laid in tried if laid), key=lambda laid: laid.score, default=None)
    return (best,) if best else ()


def exact_places(keys: Sequence[str], on: Source) -> list[int]:
    """The first words of the places where all keys stand side by side."""
    rarest = min(range(len(keys)), key=lambda i: len(on.places.get(keys[i], ())))
    starts = (at - rarest for at in on.places.get(keys[rarest], ()))
    return [
        start for start in starts
        if start >= 0 and start + len(keys) <= len(on.words) and all(on.words[start + i].key == k for i, k in enumerate(keys))
    ]


def diagonals(keys: Sequence[str], on: Source, after: int) -> list[int]:
    """The likeliest places of a piece's first word: where most of its telling words stand at their own distance."""
    votes: Counter[int] = Counter()
    for index, form in enumerate(keys):
        at = on.places.get(form, ())
        weight = (3 if telling(form) else 1) if len(at) <= 60 else 0
        for place in at if weight else ():
            votes[place - index] += weight
    near: Counter[int] = Counter()
    for start, weight in votes.items():
        for shift in range(-SLACK, SLACK + 1):
            near[start] += votes.get(start + shift, 0) if shift else weight
    chosen: list[int] = []
    for start, _ in sorted(near.items(), key=lambda item: (-item[1], -votes[item[0]], item[0])):
        if start + len(keys) > after and all(abs(start - other) > SLACK for other in chosen):
            chosen.append(start)
        if len(chosen) == 4:
            break
    return chosen


def fitted(piece: Sequence[Word], on: Source, start: int, manuscript: str) -> Laid | None:
    """The piece laid as well as it can be around a place."""
    low, high = max(0, start - SLACK - len(piece) // 4), min(len(on.words), start + len(piece) + SLACK + len(piece) // 4)
    there = on.words[low:high]
    # Indel keeps as many words as can be kept; a distance with replacements would as soon set two different words against each other.
    opcodes = Indel.opcodes([w.key for w in piece], [w.key for w in there])
    inner = heart(grouped([(step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end) for step in opcodes]))
    if not inner:
        return None
    return judged(piece, on, low, grown(inner, len(piece), len(there)), manuscript)


Step = tuple[str, int, int, int, int]
"""What happens, and the ranges of words in the piece and in the window of the source where it does."""


def heart(steps: Sequence[Step]) -> list[Step]:
    """The stretch of an alignment where most agrees, from one agreement to another: stray small words far off are left out."""
    best, first, last = 0.0, 0, 0
    total, start = 0.0, 0
    for index, (tag, a, b, c, d) in enumerate(steps):
        if total <= 0:
            total, start = 0.0, index
        total += b - a if tag == "equal" else -STRAY * max(b - a, d - c)
        if total > best:
            best, first, last = total, start, index + 1
    return list(steps[first:last])


def grown(steps: list[Step], length: int, room: int) -> list[Step]:
    """The steps with the words of the piece that lie outside them set against the source's words beside them."""
    _, a, _, c, _ = steps[0]
    _, _, b, _, d = steps[-1]
    if a > 0:
        steps.insert(0, ("replace", 0, a, max(0, c - a), c))
    if b < length:
        steps.append(("replace", b, length, d, min(room, d + length - b)))
    return steps


def judged(piece: Sequence[Word], on: Source, low: int, steps: Sequence[Step], manuscript: str) -> Laid:
    """The steps of an alignment as changes; those that only a scan or a hyphen made are ignored and named."""
    changes, ignored, agreed = [], set(), 0
    for tag, a, b, c, d in steps:
        if tag == "equal":
            agreed += b - a
            continue
        left, right = [w.key for w in piece[a:b]], [w.key for w in on.words[low + c : low + d]]
        if reason := harmless(left, right):
            ignored.add(reason)
            agreed += b - a
            continue
        here = text_of(tuple(piece), a, b)
        there = text_of(on.words, low + c, low + d)
        changes.append(Change(here, there, squeezed(manuscript, here), squeezed(on.text, there)))
    first, last = low + steps[0][3], low + steps[-1][4]
    equal = [step for step in steps if step[0] == "equal"]
    inner = low + equal[0][3], low + equal[-1][4]
    return Laid(first, last, agreed / max(len(piece), last - first, 1), tuple(changes), tuple(sorted(ignored)), inner)


def grouped(steps: Sequence[Step]) -> list[Step]:
    """The steps with differences that stand side by side made one."""
    found: list[Step] = []
    for step in steps:
        if found and step[0] != "equal" and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], step[2], found[-1][3], step[4])
        else:
            found.append(step)
    return found


def harmless(left: Sequence[str], right: Sequence[str]) -> str:
    """Why a difference does not count, "" where it does."""
    if left and right and "".join(left) == "".join(right):
        return "hyphens and spaces between words"
    if len(left) == len(right) and left and all(a == b or same_but_for_scan(a, b) for a, b in zip(left, right, strict=True)):
        return "slips of a scan"
    if len(left) == len(right) and left and all(a == b or spelling(a) == spelling(b) for a, b in zip(left, right, strict=True)):
        return "British and American spelling"
    return ""


def spelling(word: str) -> str:
    """A word with British and American spelling made one."""
    if len(word) > 5:
        word = word.replace("isation", "ization").replace("ising", "izing").replace("ised", "ized")
        word = word.removesuffix("ise") + "ize" if word.endswith("ise") else word
    return {"defence": "defense", "offence": "offense", "programme": "program"}.get(word, word.replace("our", "or"))


def squeezed(text: str, span: Range) -> str:
    """The characters of a range on one line."""
    return " ".join(text[span[0] : span[1]].split())


def match(pieces: Sequence[Piece], on: Source, manuscript: str) -> tuple[Match, ...]:
    """A quotation on one source: every place where it stands as quoted, else the nearest; empty where it does not stand there."""
    if len(pieces) == 1:
        laid = lay(pieces[0].words, on, manuscript)
        found = tuple(single(one, on) for one in laid if one.score >= CLOSE)
        if found and found[0].score == 1.0:
            return found
        split = stitched(pieces[0].words, on, manuscript)
        if split and (not found or split.score > found[0].score + 0.05):
            return (split,)
        return found
    chains = [chain for first in lay(pieces[0].words, on, manuscript)[:8] if (chain := chained(first, pieces, on, manuscript))]
    return tuple(sorted(chains, key=lambda one: (one.wording == "stitched", -one.score))[:4])


def single(laid: Laid, on: Source) -> Match:
    """The match of a quotation of one piece."""
    span = text_of(on.words, laid.first, laid.last)
    return Match("exact" if laid.same else "altered", (span,), laid.score, laid.changes, laid.ignored)


def chained(first: Laid, pieces: Sequence[Piece], on: Source, manuscript: str) -> Match | None:
    """The pieces one behind the other, beginning at a place of the first; stitched where their order or distance is not the source's."""
    if first.score < CLOSE:
        return None
    laid, apart = [first], False
    for piece in pieces[1:]:
        room = BRACKET_ROOM if piece.joint == "bracket" else FAR
        behind = [one for one in lay(piece.words, on, manuscript, laid[-1].last) if one.score >= CLOSE and one.first >= laid[-1].last]
        near = min(behind, key=lambda one: (one.score < 1, one.first), default=None)
        if near is None or near.first - laid[-1].last > room:
            anywhere = [one for one in lay(piece.words, on, manuscript) if one.score >= CLOSE]
            if len(piece.words) < 3 or not anywhere:
                return shortened(laid, piece, pieces, on)
            near = near or anywhere[0]
            apart = True
        laid.append(near)
    total = sum(len(piece.words) for piece in pieces)
    score = sum(one.score * len(piece.words) for one, piece in zip(laid, pieces, strict=True)) / total
    changes = tuple(change for one in laid for change in one.changes)
    ignored = tuple(sorted({what for one in laid for what in one.ignored}))
    wording: Wording = "stitched" if apart else "altered" if changes else "marked"
    return Match(wording, tuple(text_of(on.words, one.first, one.last) for one in laid), score, changes, ignored)


def shortened(laid: list[Laid], piece: Piece, pieces: Sequence[Piece], on: Source) -> Match | None:
    """A quotation one of whose pieces stands nowhere in the source: altered, where the others hold most of its words."""
    held = sum(len(p.words) for p, _ in zip(pieces, laid, strict=False))
    score = held / sum(len(p.words) for p in pieces)
    if score < CLOSE:
        return None
    at = piece.words[0].start, piece.words[-1].end
    lost = Change(at, (text_of(on.words, laid[-1].last, laid[-1].last)), " ".join(w.key for w in piece.words), "")
    return Match("altered", tuple(text_of(on.words, one.first, one.last) for one in laid), score,
                 (*(c for one in laid for c in one.changes), lost))


def stitched(piece: Sequence[Word], on: Source, manuscript: str) -> Match | None:
    """A piece whose two halves stand in the source word for word, but apart or in the other order."""
    keys = [word.key for word in piece]
    for cut in longest_first(keys, on):
        left, right = exact_places(keys[:cut], on), exact_places(keys[cut:], on)
        if not left or not right:
            continue
        pairs = [(b - (a + cut), a, b) for a in left for b in right]
        if any(0 <= gap <= APART for gap, _, _ in pairs):
            continue
        _, a, b = min(pairs, key=lambda pair: abs(pair[0]))
        spans = text_of(on.words, a, a + cut), text_of(on.words, b, b + len(keys) - cut)
        return Match("stitched", spans, 1.0)
    return None


def longest_first(keys: Sequence[str], on: Source) -> list[int]:
    """Where a piece may be cut in two: both halves of three words at least, with a telling word in each; near the longest half first."""
    size = 0
    while size < len(keys) and exact_places(keys[: size + 1], on):
        size += 1
    cuts = range(min(size, len(keys) - 3), max(2, size - 4), -1)
    return [cut for cut in cuts if any(map(telling, keys[:cut])) and any(map(telling, keys[cut:]))]
