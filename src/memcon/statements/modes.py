"""In whose words a segment is: quotation marks and turn labels decide verbatim; the encoder, the verbs and the place the rest."""

from __future__ import annotations

import math
import re

from memcon.evidence import HEADS, Evidence
from memcon.model import Mode, Range
from memcon.statements.frames import Frame
from memcon.statements.ranking import Facts, rank
from memcon.statements.segments import Segment

UNQUOTED: tuple[Mode, ...] = ("reported", "act", "narration", "assessment")
OWN: tuple[Mode, ...] = ("narration", "assessment")
TITLE = re.compile(r"[“\"](?:[A-Z][\w’'-]*(?: (?:of|the|and|for|in|on|to|a))*[ ,]*){1,6}[”\"][.,;]?")
LEAST_VERBATIM = {2: 0.8, 3: 0.1, 4: 0.35}
"""Of so many words a quotation holds words spoken from this probability on: those where F1 is highest on 300 records of the corpus
that the encoder had not seen, in which of 152 pairs of quoted words none was spoken."""
HEADER = 0.6
LONGEST_HEADING = 160
FLOOR = 1e-3
SURE = 0.75
SEEMING = re.compile(
    r"\b(?:seem\w*|appear\w*|impression|evident\w*|obvious\w*|apparent\w*|clearly|undoubtedly|doubtless|presumably|I (?:believe|think|feel"
    r"|suspect|would guess|doubt)|we believe|in my (?:opinion|view|judgment)|recommend\w*|suggest Department|comment)\b",
    re.IGNORECASE,
)
READER = re.compile(r"\b(?:Department|Dept|Embassy|Embtel|Deptel|telegram|despatch|septel|ref(?:erence)?tel|memorandum|copy|attached)\b")
ARRIVAL = re.compile(
    r"\b(?:called (?:on|at|me)|saw|met|meeting|luncheon|lunch|dinner|arrived|entered|left|joined|accompanied|handed|present|departed"
    r"|walked|opened|closed|concluded|ended|adjourned)\b",
    re.IGNORECASE,
)


def spoken(text: str, quotes: tuple[Range, ...], evidence: Evidence | None) -> tuple[Range, ...]:
    """The quotations that hold words spoken; scare quotes, names of documents and single words are left in their sentence."""
    return tuple(q for q in quotes if quotes_speech(text, q, evidence.mean("mode", *q)[0] if evidence else 0.5))


def quotes_speech(text: str, quote: Range, verbatim: float) -> bool:
    """Whether quotation marks hold words spoken: by the encoder, but never a single word, nearly always a clause in full."""
    inside = text[quote[0] : quote[1]]
    words = len(re.findall(r"\w+", inside))
    if words < 2:
        return False
    if TITLE.fullmatch(inside) and verbatim < 0.8:
        return False
    return verbatim > LEAST_VERBATIM.get(words, 0.1)


def mode_of(
    text: str, segment: Segment, evidence: Evidence | None, labelled: bool, frames: tuple[Frame, ...], place: frozenset[str]
) -> tuple[Mode | None, float]:
    """The mode and its probability; None where the segment is a heading in the body, no statement at all.

    ``place`` names where the segment stands: "comment" under a heading of the writer's own, "opening" in the first
    paragraph, "after MODE" by the statement before it.
    """
    share = dict(zip(HEADS["mode"], evidence.mean("mode", segment.start, segment.end) if evidence else [0.2] * 6, strict=True))
    if labelled:
        return transcript_mode(share)
    if segment.quoted:
        return "verbatim", max(share["verbatim"], 0.5)
    if share["header"] >= HEADER and segment.end - segment.start < LONGEST_HEADING:
        return None, share["header"]
    # Under a heading of the writer's own, words that nobody is said to have spoken are the writer's.
    able = OWN if "comment" in place and all(frame.depth > 1 for frame in frames) else UNQUOTED
    best = rank(able, lambda mode: facts_of(text, segment, share, frames, place, mode), "mode")[0]
    return next(m for m in UNQUOTED if m == best.who), best.probability


def facts_of(text: str, segment: Segment, share: dict[str, float], frames: tuple[Frame, ...], place: frozenset[str], mode: str) -> Facts:
    """What speaks for one mode: the encoder's log probability, the reporting verbs, signs in the words, the place."""
    facts: Facts = {mode: 1.0, "log p": math.log(max(share[mode], FLOOR)), f"{mode} & log p": math.log(max(share[mode], FLOOR))}
    main = frames[0] if frames else None
    facts[f"{mode} & {main.kind if main else 'no frame'}"] = 1.0
    if main:
        facts[f"{mode} & {'shallow' if main.depth <= 1 else 'deep'} frame"] = 1.0
    for where in place:
        facts[f"{mode} & {where}"] = 1.0
    inside = text[segment.start : segment.end]
    for name, pattern in (("seeming", SEEMING), ("reader", READER), ("arrival", ARRIVAL)):
        if pattern.search(inside):
            facts[f"{mode} & {name}"] = 1.0
    if inside.startswith("("):
        facts[f"{mode} & bracket"] = 1.0
    return facts


def transcript_mode(share: dict[str, float]) -> tuple[Mode | None, float]:
    """A turn is verbatim, unless the encoder is sure that it tells what somebody did or what was the case."""
    if share["act"] > SURE:
        return "act", share["act"]
    if share["narration"] > SURE:
        return "narration", share["narration"]
    return "verbatim", max(0.9, share["verbatim"])
