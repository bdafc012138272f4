"""Statements -> positions: what an actor holds on a topic, with the statements that show it and those that give its basis.

A stand is opened by a statement that takes one, by its force or its words. What the same actor goes on to say in the same
turn, without taking another stand, is its basis; so is a stand that gives its own reason. Stands of one actor on one topic
are one position. A topic is a phrase of the record: the one that the statement shares with most of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import Parsed, Person, Position, Range, Statement, Token
from memcon.turns import is_evasion, is_spoken, turns

TAKING = {"objection", "agreement", "refusal", "request", "warning", "commitment", "recommendation"}
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")
LINKS = {"of", "on", "in", "for", "with", "between", "against", "to", "toward", "towards", "over"}
LONGEST = 8
SHORTEST = 5
COMMONEST = 0.34


class Phrase(msgspec.Struct, frozen=True):
    """A phrase that may be a topic: its words as they stand, and the word that carries it, in lower case and without a plural's s."""

    words: str
    carrier: str
    start: int
    proper: bool


class Stand(msgspec.Struct, frozen=True):
    """A statement that takes a stand, with those that say why."""

    actor: str
    shown: Statement
    basis: tuple[Statement, ...]


def hold(told: tuple[Statement, ...], people: tuple[Person, ...], parsed: Parsed) -> tuple[Position, ...]:
    """One position for each actor and topic on which the record lets the actor take a stand."""
    names = frozenset(word.lower() for p in people for a in (p.name, *p.aliases) if not body(p) for word in WORD.findall(a))
    found = {s.id: tuple(phrases(parsed, s, names)) for s in told}
    common = Counter(word for s in told for word in {p.carrier for p in found[s.id]})
    limit = max(3, COMMONEST * len(told))
    grouped: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands(told):
        topic = topic_of(stand, found, common, limit)
        if topic:
            grouped.setdefault((stand.actor, topic.carrier), []).append(stand)
    return tuple(position(actor, topic_words(held, carrier, found), held) for (actor, carrier), held in grouped.items())


def body(person: Person) -> bool:
    """Whether a person is none: a body or place, whose name may be part of a topic."""
    return not person.participant and not person.author and person.name.lower() == person.role.lower()


def stands(told: tuple[Statement, ...]) -> Iterator[Stand]:
    """Every stand of every single speaker, each with the statements of its turn that follow without another stand."""
    for turn in turns(told):
        if len(turn.speaker) != 1:
            continue
        said = [told[i] for i in turn.statements if is_spoken(told[i])]
        openers = [n for n, s in enumerate(said) if takes_stand(s)]
        for number, at in enumerate(openers):
            end = openers[number + 1] if number + 1 < len(openers) else len(said)
            grounds = [s for s in said[at + 1 : end] if s.force in {"statement", "none"} and whole(s)]
            own = [said[at]] if lexicon.says("grounds", said[at].text) else []
            yield Stand(turn.speaker[0], said[at], (*own, *grounds))


def takes_stand(statement: Statement) -> bool:
    """Whether a statement shows what its speaker holds: by its force, else by its words; no question does."""
    if statement.force == "question" or is_evasion(statement) or not whole(statement):
        return False
    return statement.force in TAKING or lexicon.says("stances", statement.text)


def whole(statement: Statement) -> bool:
    """Whether a statement says something by itself: not the words before a quotation, nor a clause cut off at a comma."""
    words = statement.text.rstrip("\"”’ ").split()
    if statement.text.rstrip("\"”’ ").endswith("?") or (statement.text.rstrip().endswith(",") and len(words) < 3 * SHORTEST):
        return False
    return len(words) >= SHORTEST and words[-1].lower() not in lexicon.cues() and words[-1].lower() not in {"that", "was", "were", "is"}


def phrases(parsed: Parsed, statement: Statement, names: frozenset[str]) -> Iterator[Phrase]:
    """The noun phrases of a statement that can be a topic: no pronoun, no name of a person in the talk, no vague word alone."""
    for first, last in chunks(parsed, statement):
        while first < last and empty(parsed.tokens[first]):
            first += 1
        words = [t.text for t in parsed.tokens[first:last]]
        head = next((n for n, w in enumerate(words) if n and w.lower() in LINKS), len(words))
        carriers = [t for t in parsed.tokens[first : first + head] if carries(t, names)]
        ends_vague = head < len(words) and stem(words[-1]) in lexicon.words("vague")
        if carriers and not ends_vague and not any(w.lower() in lexicon.words("honorifics") for w in words):
            yield Phrase(" ".join(words), stem(carriers[-1].text), parsed.tokens[first].start, carriers[-1].tag.startswith("NNP"))


def empty(token: Token) -> bool:
    """Whether a token says nothing at the head of a phrase: "such", "further", the rest of a hyphened word."""
    return token.text.lower() in lexicon.words("quantifiers") or token.tag in {"HYPH", "POS"}


def carries(token: Token, names: frozenset[str]) -> bool:
    """Whether a noun can carry a topic."""
    word = token.text.lower().strip("’'-")
    usable = token.tag.startswith("NN") and len(word) > 2 and WORD.fullmatch(word) is not None
    return usable and stem(word) not in lexicon.words("vague") and word not in names and word not in lexicon.words("office_words")


def stem(word: str) -> str:
    """A noun in lower case without the s of its plural."""
    word = word.lower().strip("’'-")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def chunks(parsed: Parsed, statement: Statement) -> Iterator[Range]:
    """The ranges of tokens that are noun phrases: adjectives and nouns in a row, one short preposition between two such runs."""
    tokens, index, end = parsed.tokens, first_token(parsed, statement.start), first_token(parsed, statement.end)
    while index < end:
        run = run_of(tokens, index, end)
        if run == index:
            index += 1
            continue
        yield index, run
        joined = run
        while (after := behind_link(tokens, index, joined, end)) and (reach := run_of(tokens, after, end)) > after:
            yield after, reach
            if stem(tokens[joined - 1].text) in lexicon.words("vague"):
                index = after
            if reach - index > LONGEST:
                break
            joined = reach
            if index < after:
                yield index, joined
        index = joined


def behind_link(tokens: tuple[Token, ...], first: int, joined: int, end: int) -> int:
    """Where the next run begins if a short preposition that hangs from the phrase goes before it; 0 where none does."""
    if joined + 1 >= end or tokens[joined].text.lower() not in LINKS or not first <= tokens[joined].head < joined:
        return 0
    after = joined + 1 + (tokens[joined + 1].tag in {"DT", "PRP$"})
    return after if after < end else 0


def run_of(tokens: tuple[Token, ...], index: int, end: int) -> int:
    """The end of the adjectives and nouns in a row from a token on, cut behind the last noun."""
    last = at = index
    while at < end and nominal(tokens[at]):
        if tokens[at].tag == "JJ" and at > index and tokens[at - 1].tag.startswith("NN"):
            break
        at += 1
        if tokens[at - 1].tag.startswith("NN"):
            last = at
    return last


def nominal(token: Token) -> bool:
    """Whether a token can stand in a noun phrase: a noun, an adjective, a participle before a noun."""
    participle = token.tag == "VBG" and token.dep in {"amod", "compound", "nmod"}
    return participle or token.tag in {"JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"}


def first_token(parsed: Parsed, offset: int) -> int:
    """The number of the first token at or behind an offset."""
    low, high = 0, len(parsed.tokens)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if parsed.tokens[middle].start < offset else (low, middle)
    return low


def topic_of(stand: Stand, found: dict[str, tuple[Phrase, ...]], common: Counter[str], limit: float) -> Phrase | None:
    """The phrase of a stand that the record speaks of most, what it speaks of nearly everywhere left out; else one of its basis."""
    for statement in (stand.shown, *stand.basis):
        able = [p for p in found[statement.id] if common[p.carrier] <= limit] or list(found[statement.id])
        if able:
            return max(able, key=lambda p: (weight(p, common), -p.start))
    return None


def weight(phrase: Phrase, common: Counter[str]) -> float:
    """How much a phrase says of a topic: how often its word stands in the record; a name says less, a bare name least."""
    several = " " in phrase.words
    return (min(common[phrase.carrier], 2) / (2 if several else 4) if phrase.proper else common[phrase.carrier]) + several


def tidy(words: str) -> str:
    """A phrase as a heading: a possessive joined to its word."""
    return re.sub(r"\s+(?=['’]s?\b|['’](?:\s|$)|-)|(?<=-)\s+", "", words)


def topic_words(held: list[Stand], carrier: str, found: dict[str, tuple[Phrase, ...]]) -> str:
    """The phrase for a carrier, of those in the actor's own stands: the one the record uses most, of equals one of two to four words."""
    own = {tidy(p.words) for stand in held for s in (stand.shown, *stand.basis) for p in found[s.id] if p.carrier == carrier}
    used = Counter(tidy(p.words) for several in found.values() for p in several if p.carrier == carrier)
    return max(own, key=lambda w: (" " in w, used[w], -abs(len(w.split()) - 3), w))


def position(actor: str, topic: str, held: list[Stand]) -> Position:
    """The stance is the stand that says most of it, in the record's own words."""
    chief = max((s.shown for s in held), key=lambda s: (s.force in TAKING, min(len(s.text), 240)))
    shown = tuple(dict.fromkeys(s.shown.id for s in held))
    basis = tuple(dict.fromkeys(s.id for stand in held for s in stand.basis))
    return Position(actor, topic, " ".join(chief.text.split()).strip("\"“”"), basis, shown)


def actors(found: tuple[Position, ...]) -> Iterator[str]:
    """The ids of those who hold a position."""
    yield from dict.fromkeys(p.actor for p in found)
