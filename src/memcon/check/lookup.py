"""Claim -> the places in a library where its words stand: candidates by the word index, then each laid on the text word by word."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from memcon.check.claims import Claim
from memcon.library import Library
from memcon.model import Record
from memcon.quotes import align
from memcon.quotes.align import Change, Match, Source, Wording
from memcon.quotes.words import Word, telling, text_of, words

MOST = 6
"""Documents looked into for one claim."""
MOST_PHRASED = 24
"""Documents looked into for a quotation so short that many may hold it."""
SHORT = 4
"""Telling words below which a quotation is also sought as a phrase."""
KEPT = 2_000
"""Texts kept ready."""
NEARLY = 0.9
"""Share of the best score at which another place is a place too."""
LEAST_SAID = 0.5
LEAST_TOLD = 0.55
"""Share of a paraphrase's telling words that must stand together for the place to be its source."""

SAME = 0.9
"""Share of the words of the longer of two texts that both must have for them to be one paper."""

FEW_TOLD, FEW_SAID = 5, 0.7
"""A paraphrase of fewer telling words must have all of them in its source, and most of its other words."""


class Place(msgspec.Struct, frozen=True):
    """Where a claim's words stand: the document's lasting id, and how they stand there."""

    document: str
    match: Match


class Lookup:
    """A library made ready for many questions about one manuscript: word lists, texts and records are read once.

    A document whose words are the manuscript's is the manuscript itself, imported beside its sources, and no source: it is passed over.
    """

    def __init__(self, library: Library, manuscript: str) -> None:
        self.library = library
        self.own = Counter(word.key for word in words(manuscript))
        self.judged: dict[int, bool] = {}
        self.postings = library.postings()
        self.sources: OrderedDict[int, Source] = OrderedDict()
        self.records: dict[str, Record] = {}

    def record(self, name: str) -> Record:
        """The record of a document."""
        if name not in self.records:
            self.records[name] = self.library.show(name)
        return self.records[name]

    def source(self, row: int) -> Source:
        """The words of a document, by its row."""
        if row not in self.sources:
            self.sources[row] = align.source(self.postings.text(row)[1])
            if len(self.sources) > KEPT:
                self.sources.popitem(last=False)
        self.sources.move_to_end(row)
        return self.sources[row]

    def is_own(self, row: int) -> bool:
        """Whether a document is the manuscript itself: nearly all words of the longer stand in the other as often."""
        if row not in self.judged:
            found = self.source(row).words
            least = SAME * max(len(found), self.own.total())
            alike = min(len(found), self.own.total()) >= least
            self.judged[row] = alike and (Counter(word.key for word in found) & self.own).total() >= least
        return self.judged[row]

    @property
    def passed(self) -> tuple[str, ...]:
        """The documents that were passed over, by name."""
        return tuple(sorted(self.postings.text(row)[0] for row, own in self.judged.items() if own))

    def places(self, claim: Claim, manuscript: str, cited: Collection[str] = ()) -> tuple[Place, ...]:
        """The best places of a claim, all that are nearly as good as the best; empty where its words stand nowhere.

        Where the claim's words stand nearly as well in a document that is ``cited`` (lasting ids), its places alone are given.
        """
        found = list(self.quoted(claim, manuscript, cited) if claim.kind == "quotation" else self.told(claim, manuscript, cited))
        if claim.kind == "quotation" and not any(one.match.wording in {"exact", "marked"} for one in found):
            found += self.across(claim, manuscript)
        if not found:
            found = list(self.phrased(claim, manuscript))
        best = max((value(one.match) for one in found), default=0.0)
        kept = [one for one in found if value(one.match) >= NEARLY * best and value(one.match) > 0]
        kept = [one for one in kept if one.document in cited] or kept
        return tuple(sorted(kept, key=lambda one: -value(one.match)))

    def candidates(self, claim: Claim, manuscript: str) -> list[int]:
        """The rows of the documents that hold most of the claim's telling words together."""
        keys = [word.key for word in claim.words if telling(word.key)]
        rows = [near.document for near in self.postings.nearest(keys or [word.key for word in claim.words], MOST, 0.4)]
        if claim.kind == "quotation" and len(keys) < SHORT:
            longest = max(claim.pieces, key=lambda piece: len(piece.words))
            rows += self.postings.phrase(written(longest.words, manuscript), MOST_PHRASED)
        return [row for row in dict.fromkeys(rows) if not self.is_own(row)]

    def phrased(self, claim: Claim, manuscript: str) -> Iterator[Place]:
        """The places of words so common that their documents cannot be told by them, but which stand side by side somewhere."""
        longest = max(claim.pieces, key=lambda piece: len(piece.words))
        if len(longest.words) < FEW_TOLD:
            return
        for row in self.postings.phrase(written(longest.words, manuscript), MOST):
            if not self.is_own(row):
                for match in align.match(claim.pieces, self.source(row), manuscript):
                    yield Place(self.postings.text(row)[0], match)

    def looked_into(self, claim: Claim, manuscript: str, cited: Collection[str]) -> Iterator[tuple[str, Source]]:
        """The documents in which a claim is sought: those cited for it, then those that hold most of its telling words."""
        for name in sorted(cited):
            yield name, align.source(self.record(name).document.text)
        for row in self.candidates(claim, manuscript):
            if (name := self.postings.text(row)[0]) not in cited:
                yield name, self.source(row)

    def quoted(self, claim: Claim, manuscript: str, cited: Collection[str]) -> Iterator[Place]:
        """The places of a quotation."""
        for name, on in self.looked_into(claim, manuscript, cited):
            for match in align.match(claim.pieces, on, manuscript):
                yield Place(name, match)

    def told(self, claim: Claim, manuscript: str, cited: Collection[str]) -> Iterator[Place]:
        """The places of a paraphrase: where its telling words stand together, whatever stands between them."""
        keys = {word.key for word in claim.words if telling(word.key)}
        for name, on in self.looked_into(claim, manuscript, cited):
            for laid in align.lay(claim.words, on, manuscript):
                first, last = laid.heart if any(laid.heart) else (laid.first, laid.last)
                there = {word.key for word in on.words[first:last]}
                share = len(keys & there) / len(keys) if keys else 0.0
                few = len(keys) < FEW_TOLD
                if share >= (1.0 if few else LEAST_TOLD) and laid.score >= (FEW_SAID if few else LEAST_SAID):
                    wording: Wording = "exact" if laid.same else "altered"
                    span = text_of(on.words, first, last)
                    yield Place(name, Match(wording, (span,), (laid.score + share) / 2, laid.changes, laid.ignored))

    def across(self, claim: Claim, manuscript: str) -> list[Place]:
        """A quotation whose two halves stand word for word in two documents: stitched; empty where they do not."""
        if len(claim.pieces) > 1:
            return self.pieces_across(claim, manuscript)
        keys = [word.key for word in claim.words]
        rows = self.candidates(claim, manuscript)
        for one in rows:
            for cut in align.longest_first(keys, self.source(one)):
                for other in rows:
                    right = align.exact_places(keys[cut:], self.source(other))
                    if other != one and right and cut >= 4 and len(keys) - cut >= 4:
                        left = align.exact_places(keys[:cut], self.source(one))[0]
                        return [self.half(one, left, left + cut, other, right[0], right[0] + len(keys) - cut)]
        return []

    def pieces_across(self, claim: Claim, manuscript: str) -> list[Place]:
        """The same for a quotation with an ellipsis whose sides stand in two documents."""
        rows = self.candidates(claim, manuscript)
        held: list[tuple[int, int, int]] = []
        for piece in claim.pieces:
            keys = [word.key for word in piece.words]
            if len(keys) < SHORT:
                return []
            place = next(((row, at) for row in rows for at in align.exact_places(keys, self.source(row))[:1]), None)
            if place is None:
                return []
            held.append((place[0], place[1], place[1] + len(keys)))
        if len({row for row, _, _ in held}) < 2:
            return []
        return [self.half(*held[0], *held[1])]

    def half(self, one: int, first: int, last: int, other: int, start: int, end: int) -> Place:
        """A stitched match shown at its first half; the other document stands in the change's words."""
        span = text_of(self.source(one).words, first, last)
        there = text_of(self.source(other).words, start, end)
        name, text = self.postings.text(other)
        change = Change((0, 0), span, "", f"{name}: {text[there[0] : there[1]]}")
        return Place(self.postings.text(one)[0], Match("stitched", (span,), 1.0, (change,)))


def written(found: Sequence[Word], text: str) -> list[str]:
    """Words as they are written: the word index parts them at an apostrophe, which their form for comparison has lost."""
    return [text[word.start : word.end] for word in found]


def value(match: Match) -> float:
    """How good a match is: words that stand as quoted before words that are changed, those before stitched ones."""
    ranks = {"exact": 1.0, "marked": 0.99, "altered": 0.9, "stitched": 0.93, "not found": 0.0}
    return ranks[match.wording] * match.score
