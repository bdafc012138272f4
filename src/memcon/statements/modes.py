"""In whose words a segment is: the quotation marks and turn labels decide verbatim, the encoder the rest."""

from __future__ import annotations

import re

from memcon.evidence import HEADS, Evidence
from memcon.model import Mode, Range
from memcon.statements.segments import Segment

UNQUOTED: tuple[Mode, ...] = ("reported", "act", "narration", "assessment")
TITLE = re.compile(r"[“\"](?:[A-Z][\w’'-]*(?: (?:of|the|and|for|in|on|to|a))*[ ,]*){1,6}[”\"][.,;]?")
HEADER = 0.6


def spoken(text: str, quotes: tuple[Range, ...], evidence: Evidence | None) -> tuple[Range, ...]:
    """The quotations that hold words spoken; scare quotes, names of documents and single words are left in their sentence."""
    return tuple(q for q in quotes if quotes_speech(text, q, evidence.mean("mode", *q)[0] if evidence else 0.5))


def mode_of(segment: Segment, evidence: Evidence | None, transcript: bool, comment: bool = False) -> tuple[Mode | None, float]:
    """The mode and its probability; None where the segment is a heading in the body, no statement at all. Under a heading
    of the writer's own (``comment``) what reads as reported is the writer's view of it unless the encoder is all but sure."""
    share = evidence.mean("mode", segment.start, segment.end) if evidence else [0.2] * 6
    by_name = dict(zip(HEADS["mode"], share, strict=True))
    if transcript:
        return transcript_mode(by_name)
    if segment.quoted:
        return "verbatim", max(by_name["verbatim"], 0.5)
    if by_name["header"] >= HEADER and segment.end - segment.start < 160:
        return None, by_name["header"]
    if comment:
        by_name |= {"assessment": by_name["assessment"] + 0.9 * by_name["reported"], "reported": 0.1 * by_name["reported"]}
    best = max(UNQUOTED, key=lambda m: by_name[m])
    whole = sum(by_name[m] for m in UNQUOTED) or 1.0
    return best, by_name[best] / whole


def transcript_mode(by_name: dict[str, float]) -> tuple[Mode | None, float]:
    """A labelled turn is verbatim; what stands between turns without speech may be an act or a heading."""
    for mode in ("act", "narration", "header"):
        if by_name[mode] > 0.75:
            return (None if mode == "header" else "act" if mode == "act" else "narration"), by_name[mode]
    return "verbatim", max(0.9, by_name["verbatim"])


def quotes_speech(text: str, quote: Range, verbatim: float) -> bool:
    """Whether quotation marks hold words spoken: by the encoder, but never a single word, nearly always a clause in full."""
    inside = text[quote[0] : quote[1]]
    words = len(re.findall(r"\w+", inside))
    if words < 2:
        return False
    if TITLE.fullmatch(inside) and verbatim < 0.8:
        return False
    return verbatim > (0.5 if words < 4 else 0.3 if words < 7 else 0.03)
