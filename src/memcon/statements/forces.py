"""What a segment does: the encoder's reading, the reporting verb and the turn before, weighed together."""

from __future__ import annotations

import math
import re

import msgspec

from memcon.evidence import HEADS, Evidence
from memcon.model import FORCES, Force, Mode
from memcon.statements.frames import Frame
from memcon.statements.outlook import LEAST, Outlook
from memcon.statements.ranking import Facts, rank
from memcon.statements.segments import Segment

FLOOR = 1e-3
WILL = re.compile(r"\b(?:will|would|shall|intends?|intended|prepared|willing|ready|plans?|planned)\b", re.IGNORECASE)
CANNOT = re.compile(
    r"\b(?:cannot|could not|will not|would not|unable|impossible|not prepared|not possible|refused|declined|not in a position)\b",
    re.IGNORECASE,
)
OUGHT = re.compile(r"\b(?:should|must|ought|hoped?|hopes|urged?|suggest\w*|propos\w*|request\w*|desirable|need to|better"
    r"|(?:important|essential|imperative|vital|crucial|necessary|incumbent) (?:to|that|for|on|upon))\b", re.IGNORECASE)
HARM = re.compile(
    r"\b(?:danger\w*|serious|grave|risk\w*|threat\w*|disast\w*|war|collapse|consequences|trouble|fear\w*|afraid|worr\w*|lose|lost"
    r"|harm\w*)\b",
    re.IGNORECASE,
)
THANKS = re.compile(r"\b(?:thank\w*|appreciat\w*|grat\w+|agree\w*|accept\w*|welcom\w*|pleased|glad|concur\w*|yes)\b", re.IGNORECASE)
WHETHER = re.compile(r"\b(?:whether|asked|what|why|how)\b", re.IGNORECASE)
SIGNS = {"will": WILL, "cannot": CANNOT, "ought": OUGHT, "harm": HARM, "thanks": THANKS, "?": re.compile(r"\?"), "whether": WHETHER}


class Seen(msgspec.Struct, frozen=True):
    """What a segment shows of its force whoever says it: the encoder's shares by force, the signs in its words, and the log
    probabilities that the whole talk gives."""

    shares: tuple[float, ...]
    signs: tuple[str, ...]
    foreseen: tuple[float, ...] = ()


def look(text: str, segment: Segment, evidence: Evidence | None, outlook: Outlook | None = None) -> Seen:
    """What a segment of the text shows of its force."""
    shares = evidence.mean("force", segment.start, segment.end) if evidence else [FLOOR] * len(HEADS["force"])
    signs = tuple(name for name, sign in SIGNS.items() if sign.search(text, segment.start, segment.end))
    return Seen(tuple(shares), signs, outlook.forces if outlook else ())


def force_of(seen: Seen, mode: Mode, main: Frame | None, before: str) -> tuple[Force, float]:
    """The force and its probability; none for acts and narration. ``before`` is the force of the statement before."""
    if mode in {"act", "narration"}:
        return "none", 1.0
    best = rank(allowed(mode), lambda force: facts_of(seen, mode, main, before, force), "force")[0]
    return next(f for f in FORCES if f == best.who), best.probability


def allowed(mode: Mode) -> list[str]:
    """The forces a mode can have: a recommendation is the writer's alone."""
    return [f for f in FORCES if f != "none" and (mode == "assessment" or f != "recommendation")]


def facts_of(seen: Seen, mode: Mode, main: Frame | None, before: str, force: str) -> Facts:
    """What speaks for one force: the encoder's log probability, the verb, signs in the words, the turn before."""
    share = seen.shares[HEADS["force"].index(force)]
    facts: Facts = {force: 1.0, "log p": math.log(max(share, FLOOR)), f"{force} & {mode}": 1.0, f"{force} & after {before}": 1.0}
    if main:
        facts[f"{force} & verb of {main.force}"] = 1.0
        facts[f"{force} & {main.base}"] = 1.0
        facts[f"{force} & negated"] = float(main.negated)
        facts[f"{force} & subject {main.kind}"] = 1.0
    if seen.foreseen:
        facts["foreseen"] = facts[f"{force} & foreseen"] = max(seen.foreseen[HEADS["force"].index(force)], LEAST)
    for sign in seen.signs:
        facts[f"{force} & {sign}"] = 1.0
    return facts
