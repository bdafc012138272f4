"""Statements -> positions: what an actor holds on a topic, with the statements that show it and its basis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from memcon import lexicon
from memcon.model import Parsed, Person, Position, Statement

STANCE = re.compile(
    r"\b(?:position|policy|view|stand|attitude|believes?|believed|thought|felt|favou?r\w*|oppos\w+|support\w*|prefer\w*|insist\w*|should"
    r"|must|need|priority|desire|committed|convinced|determined|reject\w*|accept\w*|agreed?|regrett\w*|worried|concern\w*|afraid|essential"
    r"|imperative|important|necessary)\b",
    re.IGNORECASE,
)
BASIS = re.compile(
    r"\b(?:because|since|due to|dictated by|dictating|result of|in view of|for this reason|from this perspective|as a result"
    r"|on the ground|in light of|given)\b",
    re.IGNORECASE,
)
TAKING = {"objection", "agreement", "refusal", "request", "warning", "commitment"}
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")


def hold(told: tuple[Statement, ...], people: tuple[Person, ...], parsed: Parsed) -> tuple[Position, ...]:
    """One position for each actor and topic on which the record lets the actor take a stand."""
    grouped: dict[tuple[str, str], list[Statement]] = {}
    names = {word.lower() for p in people for a in (p.name, *p.aliases) for word in WORD.findall(a)}
    common = topic_counts(parsed, names)
    for statement in told:
        if statement.mode in {"verbatim", "reported"} and len(statement.speaker) == 1 and takes_stand(statement):
            grouped.setdefault((statement.speaker[0], topic_of(statement.text, common, names)), []).append(statement)
    return tuple(position(actor, topic, found) for (actor, topic), found in grouped.items() if topic)


def takes_stand(statement: Statement) -> bool:
    """Whether a statement shows what its speaker holds: by its force, else by its words."""
    return statement.force in TAKING or bool(STANCE.search(statement.text))


def topic_counts(parsed: Parsed, names: set[str]) -> Counter[str]:
    """How often each noun of the body stands in it; names of its people are no topics."""
    nouns = (t.text.lower() for t in parsed.tokens if t.tag.startswith("NN") and len(t.text) > 3)
    return Counter(n for n in nouns if n not in names and n not in lexicon.words("roles") and WORD.fullmatch(n))


def topic_of(text: str, common: Counter[str], names: set[str]) -> str:
    """The noun of the statement that the record speaks of most; "" where it holds none."""
    words = [w.lower() for w in WORD.findall(text)]
    ranked = sorted({w for w in words if common[w]}, key=lambda w: (-common[w], words.index(w)))
    return ranked[0] if ranked else ""


def position(actor: str, topic: str, found: list[Statement]) -> Position:
    """The stance is the statement that says most of it, in the record's own words."""
    chief = max(found, key=lambda s: (s.force not in {"statement", "question"}, len(s.text)))
    basis = tuple(s.id for s in found if BASIS.search(s.text))
    return Position(actor, topic, " ".join(chief.text.split()), basis, tuple(s.id for s in found))


def actors(found: tuple[Position, ...]) -> Iterator[str]:
    """The ids of those who hold a position."""
    yield from dict.fromkeys(p.actor for p in found)
