"""Statements -> items: what the record leaves on the table, with its status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from memcon import lexicon
from memcon.model import Exchange, Item, ItemKind, ItemStatus, Mention, Statement
from memcon.turns import is_request, is_silence

SAYS_WILL = re.compile(
    r"\b(?:(?:I|we)(?:['’]ll| will| shall)|(?:I|we|he|she|they|the \w+) (?:would|should))"
    r"(?: (?:\w+ly|also|certainly|of course|indeed|be (?:glad|happy|pleased|willing|prepared|ready) to|do so and))* ",
    re.IGNORECASE,
)
LONGEST_LABEL = 3


def gather(told: tuple[Statement, ...], exchanges: tuple[Exchange, ...], mentions: tuple[Mention, ...] = ()) -> tuple[Item, ...]:
    """The items in text order; ``exchanges`` tell what became of a request."""
    outcomes = {exchange.first: exchange for exchange in exchanges if exchange.kind == "request"}
    forces = {statement.id: statement.force for statement in told}
    return tuple(
        Item(kind, plain(statement.text), by_whom(statement, kind, mentions), (statement.id,), status_of(kind, statement, outcomes, forces))
        for statement in told
        for kind in left_by(statement)
    )


def left_by(statement: Statement) -> Iterator[ItemKind]:
    """The kinds of item that one statement leaves on the table, each once."""
    text = statement.text
    if statement.mode == "act" or is_silence(statement) or len(text.split()) <= LONGEST_LABEL:
        return
    own = statement.mode in {"narration", "assessment"}
    if (lexicon.says("follows", text) and own) or lexicon.says("referred", text):
        yield "message"
    if lexicon.says("awaited", text) or (not own and (lexicon.says("waits", text) or lexicon.says("to_come", text))):
        yield "event"
    if lexicon.says("undecided", text) or (lexicon.says("settled", text) and statement.force != "question"):
        yield "decision"
    if is_request(statement) or lexicon.says("sought", text):
        yield "request"
    if not own and undertaken(statement):
        yield "commitment"
    if statement.force == "recommendation" or (statement.mode == "assessment" and lexicon.says("advice", text)):
        yield "recommendation"


def undertaken(statement: Statement) -> bool:
    """Whether a statement binds its speaker to do something: by its words, or by its force where the words allow it."""
    text = statement.text
    if statement.force in {"question", "refusal", "request", "evasion"}:
        return False
    if lexicon.says("pledges", text):
        return True
    deeds = lexicon.phrases("deeds")
    if any(deeds.match(text, said.end()) for said in SAYS_WILL.finditer(text)):
        return True
    return statement.force == "commitment" and lexicon.says("binding", text) and not lexicon.says("unbinding", text)


def status_of(kind: ItemKind, statement: Statement, outcomes: dict[str, Exchange], forces: Mapping[str, str]) -> ItemStatus:
    """What the record itself says became of an item; a promise to look into a request leaves it open."""
    if kind == "request":
        if lexicon.says("obtained", statement.text):
            return "met"
        answer = outcomes.get(statement.id)
        if answer is None or answer.reply is None:
            return "open"
        if answer.outcome == "accepted" and forces.get(answer.reply) != "commitment":
            return "met"
        return "declined" if answer.outcome == "refused" else "open"
    if kind == "decision":
        return "met" if lexicon.says("settled", statement.text) and not lexicon.says("undecided", statement.text) else "open"
    if kind == "message":
        return "open" if lexicon.says("follows", statement.text) else "met"
    return "open"


def by_whom(statement: Statement, kind: ItemKind, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Whose item it is: the speaker's; a request told of is that of the one named right before the words of asking."""
    found = lexicon.phrases("sought").search(statement.text) if kind == "request" and statement.force != "request" else None
    if found is None:
        return statement.speaker
    at = statement.start + found.start()
    near = [m.person for m in mentions if statement.start <= m.start and at - 12 <= m.end <= at]
    return (near[-1],) if near else statement.speaker


def plain(text: str) -> str:
    """The words on one line, without quotation marks that open or close a longer quotation."""
    line = " ".join(text.split())
    for mark in "\"“”":
        if line.count(mark) == 1 or (line[:1] + line[-1:]) in {'""', "“”"}:
            line = line.strip(mark)
    return line
