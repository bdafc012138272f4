"""On what grounds the record's own speaker or listener can be held against a manuscript: how surely the reading knows who it is.

A reading errs most between those who talk with each other. So the passage must not speak for the person whom the manuscript names,
and the reading must be sure: where the passage itself names the speaker, of that statement; where it says "he" or nothing, of every
statement back to the one that names the speaker.
"""

from __future__ import annotations

import re

from memcon.model import Record, Statement
from memcon.quotes import who

CERTAIN = 0.995
"""Confidence that only a statement checked by hand has; it needs no further ground."""
NAMED, INFERRED, CHAIN, HEARD = 0.8, 0.9, 0.8, 0.8
"""Least confidence of a reading that accuses: of a statement that names its speaker; of one that does not; of every statement between
it and the one that does; of one whose listener is held against a manuscript. Chosen on one half of the records that no weight of the
reading has seen, by ``bench/check --held 1 --own``."""
FARTHEST = 6
"""Statements back to which the speaker of one that names nobody is traced."""
PRONOUNS = frozenset("he she they we it him her them me us his their my our".split())
OTHER_SUBJECT = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e)\b")
EMBEDDED = re.compile(r"\b(?:that|if|whether|when|what|which|because)\s+$")
TOLD = re.compile(r"(?:\s+\w+){0,2}?\s+(?:\w+ed|said|told|went|took|made|put|thought|felt|spoke|gave|began|drew|held|knew|understood)\b")
"""What follows an "I" that tells of the talk; another ("I agree") may stand in a letter or a quotation."""
PASSED_ON = re.compile(r"\s*(?:is|was|were|are)\s+(?:reported|said|understood|alleged|believed)\b")


def holds(statement: Statement, record: Record, others: frozenset[str]) -> bool:
    """Whether a statement's speaker can be held against a manuscript that gives it to one of ``others`` (ids); nobody in ``others``
    means that the record knows nobody of that name."""
    if statement.confidence >= CERTAIN:
        return True
    if may_be_one_person(statement.speaker, others, record) or speaks_for(statement, record, others) or embedded(statement, record):
        return False
    if says_who(statement, record):
        return statement.confidence >= NAMED
    opening = opened_by(statement, record)
    if opening is not None:
        return not speaks_for(opening, record, others) and not embedded(opening, record)
    return bool(others) and statement.confidence >= INFERRED and traced(statement, record)


def source_inside(statement: Statement) -> bool:
    """Whether the words that name the speaker stand in the statement itself."""
    return statement.source is not None and statement.start <= statement.source[0] < statement.end


def says_who(statement: Statement, record: Record) -> bool:
    """Whether the statement itself says who speaks: by name, by office, by "I", or by a turn's label."""
    if statement.source is None:
        return statement.mode == "verbatim" and "turn label" in statement.why
    start, end = statement.source
    shown = record.document.text[start:end]
    if shown == "I" and not TOLD.match(record.document.text, end, statement.end):
        return False
    return source_inside(statement) and shown.lower() not in PRONOUNS


def opened_by(statement: Statement, record: Record) -> Statement | None:
    """The statement before a quotation that opens it and says surely who speaks ("Oreil replied that"): the same words name the speaker
    of both, so that the quotation's is as sure as that one's, however surely its own mode is read."""
    at = record.statements.index(statement)
    if statement.mode != "verbatim" or statement.source is None or at == 0:
        return None
    before = record.statements[at - 1]
    same = before.source == statement.source and before.speaker == statement.speaker
    return before if same and says_who(before, record) and before.confidence >= NAMED else None


def traced(statement: Statement, record: Record) -> bool:
    """Whether the speaker is the one whom a statement shortly before names, and the reading is sure of all between."""
    at = record.statements.index(statement)
    for one in reversed(record.statements[max(0, at - FARTHEST) : at + 1]):
        if one.mode not in {"verbatim", "reported"}:
            continue
        if one.speaker != statement.speaker or one.confidence < CHAIN:
            return False
        if says_who(one, record):
            return True
    return False


def speaks_for(statement: Statement, record: Record, others: frozenset[str]) -> bool:
    """Whether a passage names one of some people: in it, or in the words that are taken to name its speaker.

    A listener whom it names behind its speaker ("I told Oreil") is none whom it speaks for.
    """
    text = record.document.text
    if statement.source and who.meant(text[slice(*statement.source)], record).people & others:
        return True
    told = statement.source[1] if statement.source and says_who(statement, record) else statement.end
    return any(
        m.person in others and statement.start <= m.start < statement.end
        and text[m.start : m.end].lower() not in PRONOUNS | {"i"} and not (m.person in statement.to and m.start >= told)
        for m in record.mentions
    )


def embedded(statement: Statement, record: Record) -> bool:
    """Whether the words that name the speaker may stand in what another says: "he would be glad if I could tell", "X is said to have
    stated"."""
    if statement.source is None or not source_inside(statement):
        return False
    before = record.document.text[statement.start : statement.source[0]]
    behind = record.document.text[statement.source[1] : statement.end]
    if any(statement.start <= m.start < statement.source[0] and m.person not in statement.speaker for m in record.mentions):
        return True
    return bool(OTHER_SUBJECT.search(before) or EMBEDDED.search(before) or PASSED_ON.match(behind))


def may_be_one_person(some: tuple[str, ...], others: frozenset[str], record: Record) -> bool:
    """Whether two people of a record can be one who goes by name here and by office there: one of them has no surname, and their
    sides do not differ."""
    people = {p.id: p for p in record.people}
    for one in some:
        for other in others:
            if people[one].author and not people[one].name:
                continue  # One who writes "I" does not name himself elsewhere.
            first, second = who.called(people[one]), who.called(people[other])
            if not (first.names and second.names) and not (first.country and second.country and first.country != second.country):
                return True
    return False


def absent(statement: Statement, record: Record, others: frozenset[str]) -> bool:
    """Whether some people take no part in the talk as a statement's reading has it: none of them speaks or listens anywhere in the
    record, none is named in the passage or can be its listener under another name."""
    if statement.confidence >= CERTAIN:
        return True
    heard = {i for s in record.statements for i in (*s.speaker, *s.to)}
    if heard & others or may_be_one_person(statement.to, others, record) or speaks_for(statement, record, others):
        return False
    return statement.confidence >= HEARD
