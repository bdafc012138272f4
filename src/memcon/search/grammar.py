"""Lucene syntax -> our own tree. The grammar is luqum's; which fields there are and what they hold is decided here."""

from __future__ import annotations

import re
from typing import Any

from memcon.model import FORCES, MODES
from memcon.search.tree import FIELDS, OTHER_NAMES, And, Dates, Everything, Field, FieldName, Near, Node, Not, Or, Term

CLOSED: dict[str, tuple[str, ...]] = {"mode": MODES, "force": FORCES, "condition": ("yes", "no")}
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
INNER = re.compile(r"'([^']+)'|(\S+)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Reader:
    """Reads one tree of luqum's; ``remarks`` gathers what was read otherwise than typed."""

    def __init__(self) -> None:
        self.remarks: list[str] = []

    def node(self, tree: Any) -> Node:
        """One node of luqum's tree as ours."""
        kind = type(tree).__name__
        if kind in {"Group", "FieldGroup", "Plus"}:
            return self.node(tree.children[0])
        if kind in {"Not", "Prohibit"}:
            part = self.node(tree.children[0])
            return part.part if isinstance(part, Not) else Not(part)
        if kind in {"AndOperation", "UnknownOperation"}:
            return joined(And, [self.node(child) for child in tree.children])
        if kind == "OrOperation":
            return joined(Or, [self.node(child) for child in tree.children])
        if kind == "SearchField":
            return self.field(tree.name, tree.children[0])
        if kind == "Proximity":
            return near(str(tree.term.value)[1:-1], int(tree.degree))
        return self.term(tree)

    def term(self, tree: Any) -> Node:
        """A word or phrase; ``*`` alone is everything."""
        text = str(tree.value)
        text = text[1:-1] if type(tree).__name__ == "Phrase" else ESCAPED.sub(r"\1", text)
        return Everything() if text == "*" else self.starred(text)

    def starred(self, text: str) -> Term:
        """A term with the star at its end as ``prefix``; a star elsewhere is said and left out."""
        plain = text.rstrip("*")
        if "*" in plain:
            self.remarks.append(f"In '{text}' the * stands inside; it means 'any ending' at the end of a word only and was left out.")
        return Term(" ".join(plain.replace("*", " ").split()), text.endswith("*"))

    def field(self, typed: str, value: Any) -> Node:
        """A field over all that stands in its brackets; an unknown one becomes two ordinary words."""
        name = OTHER_NAMES.get(typed) or next((known for known in FIELDS if known == typed), None)
        if name is None:
            self.remarks.append(
                f"There is no field '{typed}:'{meant(typed)}; '{typed}' was searched as a word. The fields are: {listed()}."
            )
            return joined(And, [Term(" ".join(typed.replace("-", " ").split())), self.node(value)])
        return self.spread(name, self.node(value))

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
