"""Mended pieces -> our own tree, by Lucene's grammar; which fields there are and what they hold is decided here too.

OR binds less than AND, and words side by side bind least: ``a b OR c`` is ``a AND (b OR c)``. The pieces are already cut and
balanced (repair.py), so that four short methods are the whole grammar; a parser library would cut them a second time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.model import FORCES, MODES
from memcon.search.repair import Kind, Piece
from memcon.search.tree import FIELDS, OTHER_NAMES, And, Dates, Everything, Field, FieldName, Near, Node, Not, Or, Term

CLOSED: dict[str, tuple[str, ...]] = {"mode": MODES, "force": FORCES, "condition": ("yes", "no")}
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
INNER = re.compile(r"'([^']+)'|(\S+)")


class Reader:
    """Reads the pieces of one query from the first to the last; ``remarks`` gathers what was read otherwise than typed."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.remarks: list[str] = []
        self.pieces, self.at = pieces, 0

    def ahead(self) -> Kind | None:
        """What comes next; None at the end."""
        return self.pieces[self.at].kind if self.at < len(self.pieces) else None

    def take(self) -> Piece:
        self.at += 1
        return self.pieces[self.at - 1]

    def whole(self) -> Node:
        """All that stands side by side, up to the end or the closing bracket."""
        parts = [self.either()]
        while self.ahead() not in {None, "close"}:
            parts.append(self.either())
        return joined(And, parts)

    def either(self) -> Node:
        """What OR joins."""
        parts = [self.both()]
        while self.ahead() == "or":
            self.take()
            parts.append(self.both())
        return joined(Or, parts)

    def both(self) -> Node:
        """What AND joins."""
        parts = [self.single()]
        while self.ahead() == "and":
            self.take()
            parts.append(self.single())
        return joined(And, parts)

    def single(self) -> Node:
        """A word, phrase, field, bracket, or one of these with NOT before it."""
        piece = self.take()
        match piece.kind:
            case "not":
                part = self.single()
                return part.part if isinstance(part, Not) else Not(part)
            case "field":
                return self.field(piece.text.strip().rstrip(":").lower())
            case "open":
                inner = self.whole()
                self.take()
                return inner
        return near(piece.text, piece.number) if piece.number >= 0 else self.starred(piece.text)

    def starred(self, text: str) -> Term:
        """A term with the star at its end as ``prefix``; a star elsewhere is said and left out."""
        plain = text.rstrip("*")
        if "*" in plain:
            self.remarks.append(f"In '{text}' the * stands inside; it means 'any ending' at the end of a word only and was left out.")
        return Term(" ".join(plain.replace("*", " ").split()), text.endswith("*"))

    def field(self, typed: str) -> Node:
        """A field over all that stands in its brackets; an unknown one becomes two ordinary words."""
        name = OTHER_NAMES.get(typed) or next((known for known in FIELDS if known == typed), None)
        if name is None:
            self.remarks.append(
                f"There is no field '{typed}:'{meant(typed)}; '{typed}' was searched as a word. The fields are: {listed()}."
            )
            return joined(And, [Term(" ".join(typed.replace("-", " ").split())), self.single()])
        return self.spread(name, self.single())

    def spread(self, name: FieldName, node: Node) -> Node:
        """``speaker:(A OR B)`` as ``speaker:A OR speaker:B``."""
        match node:
            case Term():
                return self.value(name, node)
            case Near(terms):
                return joined(And, [self.value(name, term) for term in terms])
            case Not(part):
                return Not(self.spread(name, part))
            case And(parts):
                return joined(And, [self.spread(name, part) for part in parts])
            case Or(parts):
                return joined(Or, [self.spread(name, part) for part in parts])
            case Field():
                self.remarks.append(f"The field '{node.name}:' stands inside '{name}:', which was left out.")
        return node

    def value(self, name: FieldName, term: Term) -> Node:
        """One field with one value, checked where the values are fixed."""
        if name == "date":
            return self.dates(term.words)
        if name in CLOSED:
            return self.closed(name, term)
        return Field(name, term)

    def closed(self, name: FieldName, term: Term) -> Node:
        """A value out of a fixed list; another one is searched as a word."""
        value = term.words.lower()
        allowed = CLOSED[name]
        if value in allowed:
            return Field(name, Term(value))
        begun = [word for word in allowed if word.startswith(value)]
        if term.prefix and begun:
            return joined(Or, [Field(name, Term(word)) for word in begun])
        self.remarks.append(f"'{term.words}' is no {name}; it was searched as a word. Each {name} is one of: {', '.join(allowed)}.")
        return term

    def dates(self, text: str) -> Node:
        """``1964``, ``1964-03..1964-06``, ``1964..``, ``>=1964``; anything else is searched as a word."""
        text = re.sub(r"^>=?(.+)$", r"\1..", re.sub(r"^<=?(.+)$", r"..\1", text))
        first, dots, last = text.partition("..")
        if not dots:
            last = first
        if (first or last) and all(not end or DATE.fullmatch(end) for end in (first, last)):
            if first and last and first > last and not first.startswith(last):
                self.remarks.append(f"The dates {first} and {last} stand the wrong way round; they were exchanged.")
                first, last = last, first
            return Field("date", Dates(first, last))
        self.remarks.append(f"'{text}' is no date and was searched as a word; write date:1964, date:1964-03 or date:1964-03..1964-06.")
        return self.starred(text) if any(c.isalnum() for c in text) else Everything()


def near(text: str, distance: int) -> Node:
    """The terms of a phrase with a distance; a phrase inside stands in single quotation marks."""
    terms: list[Term] = []
    for phrase, word in INNER.findall(text):
        plain = (phrase or word).rstrip("*")
        if any(c.isalnum() for c in plain):
            terms.append(Term(" ".join(plain.replace("*", " ").replace("'", " ").split()), (phrase or word).endswith("*")))
    return Near(tuple(terms), distance) if len(terms) > 1 else terms[0]


def joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """The parts under one node, those of the same kind taken in; one part needs no node."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And | Or) and isinstance(part, kind) else [part])
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def meant(typed: str) -> str:
    """What the user may have meant by a field that is not there."""
    from difflib import get_close_matches

    close = get_close_matches(typed, FIELDS, 1, 0.7)
    return f" (did you mean '{close[0]}:'?)" if close else ""


def listed() -> str:
    return ", ".join(FIELDS)
