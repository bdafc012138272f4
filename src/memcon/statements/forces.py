"""What a segment does: the encoder's reading, corrected where the reporting verb leaves no doubt."""

from __future__ import annotations

from memcon.evidence import HEADS, Evidence
from memcon.model import FORCES, Force, Mode
from memcon.statements.segments import Segment


def force_of(segment: Segment, evidence: Evidence | None, mode: Mode) -> tuple[Force, float]:
    """The force and its probability; none for acts and narration."""
    if mode in {"act", "narration"}:
        return "none", 1.0
    if evidence is None:
        return "statement", 0.5
    share = dict(zip(HEADS["force"], evidence.mean("force", segment.start, segment.end), strict=True))
    allowed = [f for f in FORCES if f != "none" and (mode == "assessment" or f != "recommendation")]
    best = max(allowed, key=lambda f: share[f])
    return best, share[best] / (sum(share[f] for f in allowed) or 1.0)
