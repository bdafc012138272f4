"""On what grounds the record's own speaker or listener can be held against a manuscript: how surely the reading knows who it is.

A reading errs most between those who talk with each other. So the passage must not speak for the person whom the manuscript names,
and the reading must be sure: where the passage itself names the speaker, of that statement; where it says "he" or nothing, of every
statement back to the one that names the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.model import Range, Record, Statement
from memcon.quotes import who

CERTAIN = 0.995
"""Confidence that only a statement checked by hand has; it needs no further ground."""
NAMED, INFERRED, CHAIN, HEARD = 0.7, 0.8, 0.6, 0.8
"""Least confidence of a reading that accuses: of a statement that names its speaker; of one that does not; of every statement between
it and the one that does; of one whose listener is held against a manuscript. Chosen on one half of the records that no weight of the
reading has seen, by ``bench/check --held 1 --own``."""
NEAR = 12
"""Characters into some words within which a clause that reports can still be the one that leads to them ("to which I replied")."""
FARTHEST = 6
"""Statements back to which the speaker of one that names nobody is traced."""
PRONOUNS = frozenset("he she they we it him her them me us his their my our".split())
OTHER_SUBJECT = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e)\b")
EMBEDDED = re.compile(r"\b(?:that|if|whether|when|what|which|because)\s+$")
TOLD = re.compile(r"(?:\s+\w+){0,2}?\s+(?:\w+ed|said|told|went|took|made|put|thought|felt|spoke|gave|began|drew|held|knew|understood)\b")
"""What follows an "I" that tells of the talk; another ("I agree") may stand in a letter or a quotation."""
SECOND = re.compile(
    r"\b(?:I|[Ww]e|he|she|they) (?:\w+ly |then |also )?(?:said|replied|answered|told|asked|stated|added|pointed out|remarked|responded"
    r"|explained|observed|noted|commented|countered|rejoined|retorted|emphasized|stressed|agreed|assured|reminded|inquired)\b"
)
"""A second clause that reports; whose it is, the words that name the first one's speaker do not say."""
ASKED = re.compile(
    r"\W*(?:(?:[Ww]hen|[Oo]n being|[Bb]eing|[Oo]n|[Aa]fter being) )?(?:[Aa]sked|[Qq]uestioned|[Pp]ressed|[Qq]ueried"
    r"|[Ii]n (?:reply|answer|response) to|[Rr]eplying to|[Aa]nswering|[Rr]esponding to)\b"
)
"""How a sentence opens with what its speaker was asked."""
PASSED_ON = re.compile(r"\s*(?:is|was|were|are)\s+(?:reported|said|understood|alleged|believed)\b")


def holds(statement: Statement, record: Record, others: frozenset[str], spans: Sequence[Range] = ()) -> bool:
    """Whether a statement's speaker can be held against a manuscript that gives it to one of ``others`` (ids); nobody in ``others``
    means that the record knows nobody of that name. ``spans`` are the words in question."""
    if statement.confidence >= CERTAIN:
        return True
    if may_be_one_person(statement.speaker, others, record) or speaks_for(statement, record, others):
        return False
    if anothers_clause(statement, record, spans):
        return False
    if says_who(statement, record):
        return statement.confidence >= NAMED and not embedded(statement, record)
    opening = opened_by(statement, record)
    if opening is not None:
        return not speaks_for(opening, record, others) and not embedded(opening, record)
    return bool(others) and statement.confidence >= INFERRED and traced(statement, record)


def anothers_clause(statement: Statement, record: Record, spans: Sequence[Range]) -> bool:
    """Whether some words of a statement may stand in a clause of another's: in what the speaker was asked ("Asked whether it rained,
    Oreil said"), or behind a second clause that reports ("Oreil asked about the rain, to which I replied")."""
    if not spans or statement.mode != "reported":
        return False
    text, (first, last) = record.document.text, (spans[0][0], spans[-1][1])
    named = statement.source if statement.source and source_inside(statement) else (statement.start, statement.start)
    if last <= named[0] and ASKED.match(text, statement.start):
        return True
    second = SECOND.search(text, named[1], statement.end)
    return second is not None and named[1] < second.start() and second.start() <= first + len(second.group()) + NEAR


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
    return source_inside(statement) and shown.lower() not in PRONOUNS and names_speaker(statement, record)


def names_speaker(statement: Statement, record: Record) -> bool:
    """Whether the words that are taken to name a statement's speaker name that very person, not one whose view the speaker gives."""
    start, end = statement.source or (0, 0)
    found = [m for m in record.mentions if m.start < end and start < m.end]
    return any(m.person in statement.speaker for m in found)


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
    """Whether the speaker is the one whom a statement shortly before names, or who has been speaking for long, and the reading is fairly
    sure of all between."""
    at = record.statements.index(statement)
    spoken = [one for one in record.statements[: at + 1] if one.mode in {"verbatim", "reported"}]
    for one in reversed(spoken[-FARTHEST:]):
        if one.speaker != statement.speaker or one.confidence < CHAIN:
            return False
        if says_who(one, record):
            return True
    return len(spoken) >= FARTHEST


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
            if talk_together(one, other, record):
                continue
            first, second = who.called(people[one]), who.called(people[other])
            if not (first.names and second.names) and not (first.country and second.country and first.country != second.country):
                return True
    return False


def talk_together(one: str, other: str, record: Record) -> bool:
    """Whether the record has one of two people speak to the other, so that they are two."""
    return any((one in s.speaker and other in s.to) or (other in s.speaker and one in s.to) for s in record.statements)


def absent(others: frozenset[str], record: Record) -> bool:
    """Whether some people take no part in the talk as a record's reading has it: none of them speaks or listens anywhere."""
    return not any(others.intersection((*s.speaker, *s.to)) for s in record.statements)
