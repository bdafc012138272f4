"""What a check answers with: one finding a claim of the manuscript, worst first, each with both texts and one plain sentence a fault."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

import msgspec

from memcon.quotes.align import Change, Wording

Verdict = Literal["wrong", "cannot tell", "right"]
FaultKind = Literal[
    "other speaker",
    "writer's voice",
    "turned round",
    "condition dropped",
    "relayed as own",
    "reported as verbatim",
    "stitched",
    "altered",
    "not found",
    "hedge dropped",
    "wrong document",
    "wrong listener",
    "wrong date",
    "wrong place",
]
FAULTS: tuple[FaultKind, ...] = get_args(FaultKind)
"""Every fault, the worst first: the order in which findings are listed."""
ClaimKind = Literal["quotation", "paraphrase"]


class Fault(msgspec.Struct, frozen=True):
    """One thing that does not hold, as a sentence for a person."""

    kind: FaultKind
    sentence: str


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """The claim in the manuscript: offsets, line and column of its words, the words, the sentence, who is said to speak, to whom, and
    what is cited for it, the mark of the note in which it stands ("" in the body), and its page (0 where the manuscript has none)."""

    start: int
    end: int
    line: int
    column: int
    text: str
    sentence: str
    speaker: str = ""
    to: str = ""
    cited: str = ""
    note: str = ""
    page: int = 0

    @property
    def place(self) -> str:
        """The place for a person: page, or line and column, and the note."""
        where = f"page {self.page}" if self.page else f"line {self.line}, column {self.column}"
        return f"{where}{f', in {noted(self.note)}' if self.note else ''}"


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where the words stand in a record: the document, offsets in its text, the words, the statements, who says it in which mode."""

    document: str
    label: str
    title: str
    date: str
    start: int
    end: int
    text: str
    statements: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    mode: str = ""
    before: str = ""
    after: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One claim judged. ``score`` is the share of its words that stand at the place; ``doubts`` say what could not be judged and why."""

    claim: ClaimKind
    verdict: Verdict
    manuscript: Passage
    source: Stand | None = None
    wording: Wording | Literal["paraphrase"] = "not found"
    score: float = 0.0
    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    ignored: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int]:
        """The place in the list: the worst fault first, then what could not be judged, then the manuscript's own order."""
        worst = min((FAULTS.index(fault.kind) for fault in self.faults), default=len(FAULTS) + (self.verdict == "right"))
        return worst, self.manuscript.start


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of a manuscript, worst first, and against which library. ``passed`` names the documents of the library that are
    the manuscript itself, ``missing`` words the citations of documents that the library does not have, or not under that name,
    ``titles`` counts what stands in a note, nowhere in the library, and is quoted as nobody's: it is taken for a title."""

    manuscript: str
    library: str
    documents: int
    words: int
    findings: tuple[Finding, ...]
    passed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    titles: int = 0

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings with a fault."""
        return tuple(one for one in self.findings if one.verdict == "wrong")

    def count(self, verdict: Verdict) -> int:
        """How many claims have a verdict."""
        return sum(one.verdict == verdict for one in self.findings)

    def faults(self) -> dict[str, int]:
        """How many claims have each fault, the worst fault first; those that none has are left out."""
        counted = Counter(fault.kind for one in self.findings for fault in one.faults)
        return {kind: counted[kind] for kind in FAULTS if counted[kind]}

    def summary(self) -> dict[str, object]:
        """Counts for the head of a report."""
        return {
            "claims": len(self.findings), "wrong": self.count("wrong"), "cannot tell": self.count("cannot tell"),
            "right": self.count("right"), "faults": self.faults(),
        }


def noted(mark: str) -> str:
    """A note by its mark: "note 3", "footnote 3"."""
    return mark if mark[:1].isalpha() and " " in mark else f"note {mark}"


SHOWN = 6
"""Citations named in the head of a report; of more, the number is told."""


def listed(citations: tuple[str, ...]) -> str:
    """Some citations in quotation marks, the first few of many."""
    more = f" and {len(citations) - SHOWN:,} more" if len(citations) > SHOWN else ""
    return "; ".join(f"“{one}”" for one in citations[:SHOWN]) + more
