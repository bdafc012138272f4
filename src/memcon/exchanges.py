"""Statements -> exchanges: what was asked and how it was answered, claims and their rebuttals, and silences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model import Exchange, ExchangeKind, Outcome, Person, Statement

SILENCE = re.compile(
    r"\b(?:did not (?:comment|reply|respond|answer|react|pursue)|made no (?:comment|reply|response|answer)|no (?:comment|reply|response"
    r"|answer)|remained silent"
    r"|said nothing|kept silent|was silent|without (?:comment|replying|answering)|ignored|offered no|passed over)\b",
    re.IGNORECASE,
)
REPLIES = re.compile(
    r"\b(?:replied|answered|responded|rejoined|retorted|countered|interjected|in (?:reply|response|answer)|said (?:no|yes)|agreed"
    r"|denied|interrupted)\b",
    re.IGNORECASE,
)
REFUSAL_WORDS = re.compile(
    r"\b(?:not the right time|could wait|not possible|impossible|unable|could not|cannot|will not|would not|out of the question"
    r"|in the negative|premature|difficult)\b",
    re.IGNORECASE,
)
EVASIVE = re.compile(
    r"\bevasive|\bevaded|changed the subject|non-?committal|take it back|look into|would consider|would study\b",
    re.IGNORECASE,
)
DISPUTES = re.compile(r"\b(?:not (?:a )?(?:correct|true|so|the case)|wrong|misinformed|on the contrary|disagreed|denied|interjected)\b")
CLAIMS = {"statement", "warning", "objection"}
REACH = 9


def pair(told: tuple[Statement, ...], people: tuple[Person, ...]) -> tuple[Exchange, ...]:
    """The exchanges in the order of their first statements; a question nobody answers has no reply."""
    return tuple(found for index, statement in enumerate(told) for found in opened(told, index, statement))


def opened(told: tuple[Statement, ...], index: int, statement: Statement) -> Iterator[Exchange]:
    """The exchange a statement opens, if it opens one."""
    kind = kind_of(statement)
    if kind is None or not statement.speaker:
        return
    reply = reply_to(told, index)
    if kind == "claim":
        if reply is not None and last_of_turn(told, index) and (outcome := claim_outcome(reply)):
            yield Exchange("claim", statement.id, reply.id, outcome)
        return
    if reply is None:
        yield Exchange(kind, statement.id, None, "not recorded")
        return
    yield Exchange(kind, statement.id, reply.id, outcome_of(kind, reply))


def kind_of(statement: Statement) -> ExchangeKind | None:
    """What exchange a statement can open: by its force, and only where somebody speaks."""
    if statement.mode not in {"verbatim", "reported"}:
        return None
    if statement.force == "question":
        return "question"
    if statement.force == "request":
        return "request"
    return "claim" if statement.force in CLAIMS else None


def last_of_turn(told: tuple[Statement, ...], index: int) -> bool:
    """Whether the next statement with a speaker is another's."""
    following = next((s for s in told[index + 1 :] if s.mode != "narration"), None)
    return following is not None and following.speaker != told[index].speaker


def reply_to(told: tuple[Statement, ...], index: int) -> Statement | None:
    """The first statement or act of another person within reach that follows without the asker taking a new turn."""
    asker = told[index].speaker
    for statement in told[index + 1 : index + 1 + REACH]:
        if statement.mode in {"narration", "assessment"}:
            continue
        if statement.speaker and statement.speaker != asker:
            return statement
    return None


def outcome_of(kind: ExchangeKind, reply: Statement) -> Outcome:
    """How a reply meets a question or request, by its force and words."""
    if SILENCE.search(reply.text):
        return "silence"
    if reply.force == "evasion" or EVASIVE.search(reply.text):
        return "evaded"
    if kind == "question":
        return "answered"
    if reply.force == "refusal" or (REFUSAL_WORDS.search(reply.text) and reply.force != "agreement"):
        return "refused"
    if reply.force in {"agreement", "commitment"}:
        return "accepted"
    if reply.force == "objection":
        return "refused"
    return "answered"


def claim_outcome(reply: Statement) -> Outcome | None:
    """Whether a claim was disputed, met with silence or accepted; None where the talk just goes on."""
    if SILENCE.search(reply.text):
        return "silence"
    if reply.force == "objection" or DISPUTES.search(reply.text):
        return "rebutted"
    if EVASIVE.search(reply.text) or reply.force == "evasion":
        return "evaded"
    if reply.force == "agreement":
        return "accepted"
    if REPLIES.search(reply.text):
        return "answered"
    return None
