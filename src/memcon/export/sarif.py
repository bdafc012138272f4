"""A check as SARIF 2.1.0, the form in which editors show findings beside the text (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from memcon.check import FAULTS, Finding, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
DOUBT = "cannot tell"
MEANINGS = {
    "other speaker": "Somebody else says this in the record.",
    "writer's voice": "The writer's own words or judgement are given as what somebody said.",
    "turned round": "The words say the contrary of the record.",
    "condition dropped": "The condition on which it was said is left out.",
    "relayed as own": "What the speaker passed on from another is given as the speaker's own.",
    "reported as verbatim": "Reported speech stands in quotation marks.",
    "stitched": "Words that stand apart in the source are joined without a mark.",
    "altered": "The quotation's words are not the source's.",
    "not found": "The words stand nowhere in the library.",
    "hedge dropped": "Words that take certainty back are left out.",
    "wrong document": "The words stand in another document than the one cited.",
    "wrong listener": "It was said to somebody else.",
    "wrong date": "The date is not the record's.",
    "wrong place": "The place is not the record's.",
    DOUBT: "memcon could not judge this claim, and says why.",
}


def to_sarif(report: Report) -> str:
    """The findings of a report that are wrong, and those that could not be judged as notes, as SARIF text."""
    kinds = [*FAULTS, DOUBT]
    rules = [{"id": rule(kind), "name": kind, "shortDescription": {"text": MEANINGS[kind]}} for kind in kinds]
    results = [result for one in report.findings for result in results_of(one, report)]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "memcon check", "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=1).decode() + "\n"


def rule(kind: str) -> str:
    """The id of a rule: "other speaker" as "other-speaker"."""
    return kind.replace("'", "").replace(" ", "-")


def results_of(one: Finding, report: Report) -> list[dict[str, Any]]:
    """One result a fault; one note for a claim that could not be judged."""
    if one.verdict == "cannot tell":
        return [result(one, report, DOUBT, " ".join(one.doubts), "note")]
    return [result(one, report, fault.kind, fault.sentence, "error") for fault in one.faults]


def result(one: Finding, report: Report, kind: str, sentence: str, level: str) -> dict[str, Any]:
    """One result at its place in the manuscript, with the record's words in its message."""
    passage = one.manuscript
    source = f" The record ({one.source.label or one.source.document}): “{one.source.text}”" if one.source else ""
    return {
        "ruleId": rule(kind),
        "level": level,
        "message": {"text": sentence + source},
        "locations": [{
            "physicalLocation": {
                "artifactLocation": {"uri": Path(report.manuscript).as_posix()},
                "region": {
                    "startLine": passage.line, "startColumn": passage.column, "charOffset": passage.start,
                    "charLength": passage.end - passage.start, "snippet": {"text": passage.text},
                },
            },
        }],
    }
