"""Statements -> items: what the record leaves on the table, with its status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model import Item, ItemKind, ItemStatus, Outline, Statement

AWAITED = re.compile(
    r"\b(?:has not (?:yet )?(?:materiali[sz]ed|taken place|been received|happened|arrived|replied|answered)|not yet\b"
    r"|is (?:still )?(?:pending|awaited|expected)|still awaiting|awaiting|remains? (?:open|to be|pending|unresolved))\b",
    re.IGNORECASE,
)
UNDECIDED = re.compile(
    r"\b(?:still (?:ongoing|under) (?:discussion|consideration|review)s?|under (?:active )?(?:consideration|study|review|discussion)"
    r"|no (?:final )?decision|had not (?:yet )?decided|has not (?:yet )?decided|discussions .{0,40}on whether|not yet decided"
    r"|to be decided|further (?:study|consideration)|decide how)\b",
    re.IGNORECASE,
)
MESSAGE = re.compile(
    r"\b(?:separate (?:communication|telegram|message|cable|memorandum|memo|despatch|report)|septel|separately|follows? (?:in|by|on)"
    r"|being (?:sent|reported|cabled) separately|will report|further report)\b",
    re.IGNORECASE,
)
WAITED = re.compile(
    r"\b(?:wait (?:for|until|till|and see)|let us wait|to see whether|in a few days|pending (?:the )?(?:outcome|decision|reply|result"
    r"|vote|election))\b",
    re.IGNORECASE,
)
KINDS: dict[str, ItemKind] = {"request": "request", "commitment": "commitment", "recommendation": "recommendation"}


def gather(told: tuple[Statement, ...], outline: Outline) -> tuple[Item, ...]:
    """The items in text order."""
    return tuple(item for index, statement in enumerate(told) for item in left_by(told, index, statement))


def left_by(told: tuple[Statement, ...], index: int, statement: Statement) -> Iterator[Item]:
    """What one statement leaves on the table."""
    text = statement.text
    if statement.mode in {"narration", "assessment"} and MESSAGE.search(text):
        yield item("message", statement, "open")
    if AWAITED.search(text) or (WAITED.search(text) and statement.mode in {"verbatim", "reported"}):
        yield item("event", statement, "open")
    if UNDECIDED.search(text):
        yield item("decision", statement, "open")
    kind = KINDS.get(statement.force)
    if kind and (kind != "commitment" or statement.mode != "narration"):
        yield item(kind, statement, status(told, index, kind))


def item(kind: ItemKind, statement: Statement, state: ItemStatus) -> Item:
    """An item that one statement leaves, in its own words on one line."""
    return Item(kind, " ".join(statement.text.split()), statement.speaker, (statement.id,), state)


def status(told: tuple[Statement, ...], index: int, kind: ItemKind) -> ItemStatus:
    """Whether a request was granted or declined in what follows; everything else stays open."""
    if kind != "request":
        return "open"
    asker = told[index].speaker
    for reply in told[index + 1 : index + 7]:
        if reply.mode == "narration" and AWAITED.search(reply.text):
            return "open"
        if not reply.speaker or reply.speaker == asker or reply.mode in {"narration", "assessment", "act"}:
            continue
        if reply.force == "refusal":
            return "declined"
        if reply.force == "agreement":
            return "met"
        return "open"
    return "open"
