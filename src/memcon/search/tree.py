"""What a query says, as frozen data: the tree that stores understand, whatever language it was typed in."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

FieldName = Literal[
    "speaker", "to", "relays", "about", "mode", "force", "condition", "kind", "from", "to-post", "place", "date",
    "classification", "side", "topic", "title", "doc",
]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
OTHER_NAMES: dict[str, FieldName] = {"from-post": "from", "mentions": "about", "document": "doc", "subject": "title"}


class Term(msgspec.Struct, frozen=True, tag=True):
    """A word, or several in this order side by side; with ``prefix`` the last of them need only begin so."""

    words: str
    prefix: bool = False


class Near(msgspec.Struct, frozen=True, tag=True):
    """Terms that stand at most ``distance`` words apart, in any order."""

    terms: tuple[Term, ...]
    distance: int


class Dates(msgspec.Struct, frozen=True, tag=True):
    """A stretch of time, both ends inside it; an end is YYYY, YYYY-MM, YYYY-MM-DD, or "" where it is open."""

    first: str
    last: str


class Field(msgspec.Struct, frozen=True, tag=True):
    """A field that must hold a value."""

    name: FieldName
    value: Term | Dates


class Not(msgspec.Struct, frozen=True, tag=True):
    """Whatever the part does not find."""

    part: Node


class And(msgspec.Struct, frozen=True, tag=True):
    """What all parts find."""

    parts: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True, tag=True):
    """What any of the parts finds."""

    parts: tuple[Node, ...]


class Everything(msgspec.Struct, frozen=True, tag=True):
    """All there is: the meaning of an empty query and of ``*``."""


Node: TypeAlias = Term | Near | Field | Not | And | Or | Everything


class Query(msgspec.Struct, frozen=True):
    """A query as typed and as understood; ``remarks`` are sentences on what was not understood or was read otherwise."""

    text: str
    tree: Node
    remarks: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """The query as it was read, in its own language with every operator and bracket written out."""
        return written(self.tree)


def written(node: Node) -> str:
    """A tree in the query language; parsing it again gives the same tree."""
    match node:
        case Everything():
            return "*"
        case Term():
            return term_written(node)
        case Near(terms, distance):
            return f" NEAR/{distance} ".join(term_written(term) for term in terms)
        case Field(name, value):
            return f"{name}:{dates_written(value) if isinstance(value, Dates) else term_written(value)}"
        case Not(part):
            return f"NOT {bracketed(part)}"
        case And(parts):
            return " AND ".join(bracketed(part) for part in parts)
        case Or(parts):
            return " OR ".join(bracketed(part) for part in parts)


def bracketed(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or | Near) else written(node)


def term_written(term: Term) -> str:
    plain = term.words.isalnum() and term.words not in {"AND", "OR", "NOT", "NEAR", "TO"}
    return (term.words if plain else f'"{term.words}"') + ("*" if term.prefix else "")


def dates_written(dates: Dates) -> str:
    return dates.first if dates.first == dates.last else f"{dates.first}..{dates.last}"
