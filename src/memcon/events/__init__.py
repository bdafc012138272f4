"""Statements -> events: dated or dateable happenings, placed before, at or after the meeting.

Two things make an event: words of time that date a verb or a noun of happening ("held last week", "the upcoming vote"),
and words that date something by a happening of their own ("when he was in the capital", "prior to the visit").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon import lexicon
from memcon.events import extent as extents
from memcon.events.extent import Tree
from memcon.events.times import Time, anchor, times
from memcon.model import Document, Event, Parsed, Relation, Statement

INTRODUCED = re.compile(
    r"\b(?P<word>prior to|before|after|following|since|during|until|till|on the eve of|in the wake of|at the time of|pending|upon"
    r"|when|while|whenever|once|as soon as|by the time|if)\b",
    re.IGNORECASE,
)
CLAUSES = {"when", "while", "whenever", "once", "as soon as", "by the time", "before", "after", "until", "till", "since"}
PHRASES = {
    "prior to", "before", "after", "following", "since", "during", "until", "till", "on the eve of", "in the wake of", "at the time of",
    "pending", "upon",
}
HARDLY = {"may", "might", "could", "can"}
STANDING = frozenset(
    """
    be is are was were been have has had think thinks thought feel feels felt believe believes believed know knows knew known wish wishes
    wished want wants wanted seem seems seemed
    """.split()
)


def date(told: tuple[Statement, ...], document: Document, parsed: Parsed) -> tuple[Event, ...]:
    """The events in text order; a date is given only where words and the record's own date settle it."""
    day = anchor(document.date)
    tree = extents.plant(parsed)
    return tuple(event for statement in told for event in of(tree, statement, times(parsed.text, statement.start, statement.end, day)))


def of(tree: Tree, statement: Statement, found: Iterator[Time]) -> Iterator[Event]:
    """The happenings told of in one statement, each stretch once, those with a date before those without."""
    seen: list[Event] = []
    dated = [event for time in found if (event := by_time(tree, statement, time))]
    exact, vague = [e for e in dated if e.when], [e for e in dated if not e.when]
    for event in [*exact, *introduced(tree, statement), *vague]:
        if not any(same(event, other) for other in seen):
            seen.append(event)
    yield from sorted(seen, key=lambda e: (e.start, e.end))


def same(one: Event, other: Event) -> bool:
    """Whether two events are one: one stands inside the other."""
    return (other.start <= one.start and one.end <= other.end) or (one.start <= other.start and other.end <= one.end)


def by_time(tree: Tree, statement: Statement, time: Time) -> Event | None:
    """The happening that words of time date; None where they date none."""
    words = extents.inside(tree, time.start, time.end)
    head = extents.governor(tree, words, time.adjective) if words else None
    if head is not None:
        head = nearer(tree, head, words)
    if head is None or not statement.start <= tree.starts[head] < statement.end or stands(tree, head, time):
        return None
    relation = time.relation or side(tree, head)
    return event(tree, statement, head, words, time.when, relation) if relation else None


def nearer(tree: Tree, head: int, words: range) -> int:
    """The verb of a clause between a reporting verb and the words of time hung from it: in "she recalled the talks that he had
    on Monday" the talks were on Monday, whatever the parser makes of it."""
    tokens = tree.parsed.tokens
    if tokens[head].text.lower() not in lexicon.cues():
        return head
    return next((i for i in range(words.start - 1, head, -1) if tokens[i].dep in {"relcl", "ccomp"} and extents.verbal(tokens[i])), head)


def stands(tree: Tree, head: int, time: Time) -> bool:
    """Whether the verb tells how things are, not what happens: "is now", "thinks today"; an exact date makes it a happening."""
    token = tree.parsed.tokens[head]
    return time.relation == "at" and token.text.lower() in STANDING and extents.tense(tree, head) is None


def side(tree: Tree, head: int) -> Relation | None:
    """Before or after the meeting, by the tense of the clause."""
    verb = extents.clause_of(tree, head)
    return extents.tense(tree, verb) if verb is not None and not extents.goes_on(tree, verb) else None


def introduced(tree: Tree, statement: Statement) -> Iterator[Event]:
    """The happenings by which a statement dates something else: "when ...", "prior to ...", "during ..."."""
    for match in INTRODUCED.finditer(tree.parsed.text, statement.start, statement.end):
        words = extents.inside(tree, match.start(), match.end())
        if not words:
            continue
        word = " ".join(match["word"].lower().split())
        found = clause_event(tree, statement, word, words) or phrase_event(tree, statement, word, words)
        if found:
            yield found


def clause_event(tree: Tree, statement: Statement, word: str, words: range) -> Event | None:
    """The event of a clause that such a word opens; a condition is one only where it names a happening to come."""
    tokens = tree.parsed.tokens
    if any(tokens[i].dep == "pobj" for i in tree.children.get(words.stop - 1, ())):
        return None
    verb = extents.clause_of(tree, words.stop - 1)
    while verb is not None and tokens[verb].dep == "xcomp" and words.stop <= tokens[verb].head < verb:
        verb = tokens[verb].head
    if verb is None or verb < words.stop or tokens[verb].dep not in {"advcl", "relcl", "pcomp", "acl", "xcomp", "ROOT", "ccomp", "conj"}:
        return None
    named = any(extents.noun_of_happening(tokens[i]) for i in range(words.stop, verb))
    if (word not in CLAUSES and not (word == "if" and named)) or (word == "since" and not named):
        return None
    if word == "while" and tokens[verb].tag != "VBG":
        return None
    if mere(tree, verb) or (tokens[verb].head != verb and said_now(tree, tokens[verb].head)):
        return None
    relation = clause_side(tree, word, verb)
    return event(tree, statement, verb, words, "", relation) if relation else None


def mere(tree: Tree, verb: int) -> bool:
    """Whether a clause tells of a thought or a chance, not of a happening; "was in the capital" is one, "was profitable" none."""
    tokens = tree.parsed.tokens
    children = tree.children.get(verb, ())
    if any(tokens[i].dep == "acomp" for i in children) or any(tokens[i].text.lower() in HARDLY for i in children):
        return True
    return tokens[verb].text.lower() in STANDING and not any(tokens[i].dep in {"prep", "advmod", "aux"} for i in children)


def said_now(tree: Tree, at: int) -> bool:
    """Whether words hang from the reporting verb of a sentence: "after a pause, he said" dates the talk by itself."""
    verb = extents.clause_of(tree, at)
    return verb is not None and tree.parsed.tokens[verb].dep == "ROOT" and reports(tree, verb)


def reports(tree: Tree, verb: int) -> bool:
    """Whether a verb reports what somebody says: a reporting verb with a clause of its own."""
    tokens = tree.parsed.tokens
    return tokens[verb].text.lower() in lexicon.cues() and any(tokens[i].dep == "ccomp" for i in tree.children.get(verb, ()))


def clause_side(tree: Tree, word: str, verb: int) -> Relation | None:
    """Before or after the meeting: a clause hung from what is still to come is to come, whatever its own tense."""
    tokens = tree.parsed.tokens
    main = extents.clause_of(tree, tokens[verb].head) if tokens[verb].head != verb else None
    over, own = extents.tense(tree, main) if main is not None else None, extents.tense(tree, verb)
    if word == "since":
        return "before"
    if word == "if":
        return "after" if over == "after" and own is None else None
    if over == "after":
        return "after"
    return own or ("after" if word in {"once", "as soon as", "until", "till", "when", "by the time"} else None)


def phrase_event(tree: Tree, statement: Statement, word: str, words: range) -> Event | None:
    """The event of a noun that such a word opens: "prior to the visit", "since the election"."""
    if word not in PHRASES:
        return None
    tokens = tree.parsed.tokens
    noun = next((i for i in tree.children.get(words.stop - 1, ()) if tokens[i].dep == "pobj"), None)
    if noun is None or not extents.noun_of_happening(tokens[noun]):
        return None
    if said_now(tree, words.start) or idle(tree, word, noun):
        return None
    relation: Relation | None = "before" if word in {"since", "following", "in the wake of"} else side(tree, words.start)
    return event(tree, statement, noun, words, "", relation) if relation else None


def idle(tree: Tree, word: str, noun: int) -> bool:
    """Whether a phrase dates nothing: "after discussion", and the "following message" that heads a telegram."""
    announced = word == "following" and tree.parsed.tokens[noun].text.lower() in {"message", "note", "messages", "notes"}
    return announced or (word in {"after", "following", "upon"} and not tree.children.get(noun))


def event(tree: Tree, statement: Statement, head: int, words: range, when: str, relation: Relation) -> Event | None:
    """The event in its own words, on one line."""
    start, end = extents.extent(tree, head, words, (statement.start, statement.end))
    what = " ".join(tree.parsed.text[start:end].split())
    return Event(start, end, what, when, relation, statement.id) if what else None
