"""Where a sentence changes voice inside: its joints between clauses, each weighed by what the encoder sees on both sides."""

from __future__ import annotations

import math
import re

from memcon.evidence import HEADS, Evidence
from memcon.model import Parsed
from memcon.statements.ranking import Facts, rank
from memcon.statements.segments import Segment

JOINT = re.compile(
    r"(?:[;—–]|,(?= (?:and|but|or|so|while|whereas|although|though|which|who|whereupon|adding|saying|he|she|they|I|we)\b)|,)\s+"
    r"|\s+(?=(?:and|but|while|although|because|if|unless|provided|as|which|that) )"
)
SHORTEST = 8
FLOOR = 5e-3
NEXT = re.compile(r"\w+")


def within(parsed: Parsed, segment: Segment) -> list[int]:
    """Offsets inside a segment at which a new clause may begin (behind punctuation or at a conjunction)."""
    sentence = parsed.sentences[segment.sentence]
    found = (m.end() for m in JOINT.finditer(parsed.text, sentence.start, sentence.end))
    return [at for at in found if segment.start + SHORTEST < at < segment.end - SHORTEST]


def parts(evidence: Evidence, text: str, start: int, joint: int, end: int) -> bool:
    """Whether a new statement begins at a joint of the stretch between two offsets."""
    return rank(("cut", "whole"), lambda answer: facts_of(evidence, text, start, joint, end, answer), "joint")[0].who == "cut"


def facts_of(evidence: Evidence, text: str, start: int, joint: int, end: int, answer: str) -> Facts:
    """What speaks for a cut: the encoder's view of the place, and how far mode, force, condition and relay differ around it."""
    if answer == "whole":
        return {"whole": 1.0}
    begins = evidence.at("begin", joint)[1]
    opens = NEXT.match(text, joint)
    facts: Facts = {
        "begins, log": math.log(max(begins, FLOOR)), "goes on, log": -math.log(max(1 - begins, FLOOR)),
        f"behind {text[joint - 2 : joint].strip()[-1:] or 'a word'}": 1.0,
    }
    if opens:
        facts[f"before {opens.group().lower()}"] = 1.0
    apart = 0.0
    for head in ("mode", "force", "cond", "relay"):
        before, after = evidence.mean(head, start, joint), evidence.mean(head, joint, end)
        differ = 1 - sum(a * b for a, b in zip(before, after, strict=True))
        facts[f"{head} differs"] = differ
        facts[f"{head} differs & begins"] = differ * begins
        apart = max(apart, differ)
        one, two = (HEADS[head][share.index(max(share))] for share in (before, after))
        if one != two:
            facts[f"{head} changes"] = min(max(before), max(after))
    facts["none differs"] = float(apart < 0.3)
    return facts
