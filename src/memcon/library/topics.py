"""A topic is a query. Names of countries and the State Department's subject tags stand for each other by a fixed vocabulary."""

from __future__ import annotations

import msgspec

from memcon import lexicon
from memcon.search import And, Field, Node, Not, Or, Term


def expanded(tree: Node) -> Node:
    """The tree with each ``topic:`` widened to the other words for the same country or subject."""
    match tree:
        case Field("topic", Term() as value):
            return any_of([Field("topic", Term(word)) for word in same(value.words)], tree)
        case And(parts) | Or(parts):
            return msgspec.structs.replace(tree, parts=tuple(expanded(part) for part in parts))
        case Not(part):
            return Not(expanded(part))
    return tree


def widened(tree: Node) -> Node:
    """The tree with its plain words widened too: how a topic typed as words is understood."""
    match tree:
        case Term():
            return any_of([Term(word) for word in same(tree.words)], tree)
        case And(parts) | Or(parts):
            return msgspec.structs.replace(tree, parts=tuple(widened(part) for part in parts))
        case Not(part):
            return Not(widened(part))
    return expanded(tree)


def any_of(others: list[Node], first: Node) -> Node:
    return Or((first, *others)) if others else first


def same(words: str) -> list[str]:
    """Other words for a country or a subject: "Peru" -> "peruvian", "PARM" -> "arms controls and disarmament"."""
    wanted = " ".join(words.lower().split())
    countries = lexicon.pairs("countries")
    country = countries.get(wanted) or next((name for name in countries.values() if name.lower() == wanted), None)
    found = {word for word, name in countries.items() if name == country} | ({country.lower()} if country else set())
    for tag, subject in lexicon.pairs("topics").items():
        if wanted in {tag, subject}:
            found |= {tag, subject}
    return sorted(found - {wanted})
