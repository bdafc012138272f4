"""Query tree -> SQL: what FTS5 can answer as one expression with a rank, and conditions for the rest.

Words of a query never become SQL: they are bound values, and inside an FTS5 expression they are quoted strings.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from memcon.search import And, Dates, Everything, Field, Near, Node, Not, Or, Term
from memcon.store.database import LEAST, escaped
from memcon.store.filing import PARTS

MATCH = "{id} IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
PEOPLE = """SELECT rowid FROM names WHERE names MATCH ?
    UNION SELECT p.id FROM people p JOIN actors a ON a.id = p.actor WHERE a.root IN (
        SELECT a.root FROM names n JOIN people p ON p.id = n.rowid JOIN actors a ON a.id = p.actor WHERE names MATCH ?)"""
"""Everybody who is called so in their own record, or who is one (by identity, full name or a merge by hand) with somebody named so."""
VOICED = f"{{id}} IN (SELECT v.statement FROM voices v WHERE v.part = ? AND v.person IN ({PEOPLE}))"
SIDED = "{id} IN (SELECT v.statement FROM voices v WHERE v.part = 1 AND v.person IN (SELECT rowid FROM names WHERE names MATCH ?))"
UNVOICED = "NOT EXISTS (SELECT 1 FROM voices v WHERE v.statement = {id} AND v.part = ?)"
CAPTIONED = "d.id IN (SELECT rowid FROM captions WHERE captions MATCH ?)"
NAMED = (
    "(? IN (d.name, d.label, d.message) OR d.number = ? COLLATE NOCASE OR substr(d.name, -16) LIKE ? ESCAPE '!' "
    "OR d.label LIKE ? ESCAPE '!')"
)
COLUMNS = {
    "kind": "kind",
    "from": "sender",
    "to-post": "receiver",
    "place": "place",
    "classification": "classification",
    "title": "{title subject}",
}
NOBODY = "none"
"""``speaker:none`` finds the statements whose speaker the record does not name."""


class Plan(msgspec.Struct, frozen=True):
    """How a query is answered: an FTS5 expression that ranks ("" where there is none), and conditions joined by AND, in which "{id}"
    stands for the row id of the statement.

    ``voiced`` says that one of the conditions names a person, so that few statements are left by it.
    """

    match: str
    conditions: tuple[str, ...]
    values: tuple[object, ...]
    voiced: bool = False


def plan(tree: Node) -> Plan:
    """The plan for a tree; aliases in the conditions: s statements, d documents."""
    match, rest = parted(tree.parts if isinstance(tree, And) else (tree,))
    values: list[object] = []
    conditions = tuple(condition(part, values) for part in rest)
    return Plan(match, conditions, tuple(values), any(isinstance(part, Field) and part.name in PARTS for part in rest))


def parted(parts: Sequence[Node]) -> tuple[str, list[Node]]:
    """What all parts together say of words alone as an FTS5 expression, "" where that is nothing, and the parts that say more."""
    # Each part is asked once: to ask a bracket twice is to ask the one inside it four times.
    found = [(part, words(part.part if isinstance(part, Not) else part)) for part in parts if not isinstance(part, Everything)]
    wanted = [expression for part, expression in found if expression and not isinstance(part, Not)]
    unwanted = [expression for part, expression in found if expression and isinstance(part, Not)]
    # FTS5 has no NOT but beside words that are wanted.
    rest: list[Node] = [part for part, expression in found if not expression or (isinstance(part, Not) and not wanted)]
    match = " AND ".join(f"({expression})" for expression in wanted)
    if match and unwanted:
        match = f"({match}) NOT ({' OR '.join(f'({expression})' for expression in unwanted)})"
    return match, rest


def words(node: Node) -> str:
    """The node as an FTS5 expression; "" where it is more than words."""
    match node:
        case Term():
            return string(node)
        case Near(terms, distance):
            return f"NEAR({' '.join(string(term) for term in terms)}, {distance})"
        case Or(parts):
            found = [words(part) for part in parts]
            return " OR ".join(f"({expression})" for expression in found) if all(found) else ""
        case And(parts):
            match, rest = parted(parts)
            return match if not rest else ""
    return ""


def string(term: Term) -> str:
    """A term as a quoted FTS5 string."""
    text = term.words.replace('"', '""')
    return f'"{text}"' + (" *" if term.prefix else "")


def condition(node: Node, values: list[object]) -> str:
    """The node as an SQL condition; what it compares with is added to the values."""
    match node:
        case Everything():
            return "1"
        case Not(part):
            return f"NOT ({condition(part, values)})"
        case Field():
            return field(node, values)
        case And(parts) | Or(parts) if not words(node):
            between = " AND " if isinstance(node, And) else " OR "
            return "(" + between.join(condition(part, values) for part in parts) + ")"
    values.append(words(node))
    return MATCH


def field(node: Field, values: list[object]) -> str:
    """One field as a condition."""
    if isinstance(node.value, Dates):
        return dated(node.value, values)
    value, name = node.value, node.name
    if name in PARTS:
        values.append(PARTS[name])
        if value == Term(NOBODY):
            return UNVOICED
        values += (f"{{name identity role aliases}} : ({each(value)})", f"{{name identity}} : ({each(value)})")
        return VOICED
    if name in {"mode", "force"}:
        values.append(value.words)
        return f"s.{name} = ?"
    if name == "condition":
        return f"s.condition = {int(value.words == 'yes')}"
    if name == "side":
        values.append(f"side : ({each(value)})")
        return SIDED
    if name == "doc":
        start = escaped(value.words)
        values += (value.words, value.words, f"{start}%" if len(start) >= LEAST else "", f"{start}%" if value.prefix else start)
        return NAMED
    if name == "topic":
        values += (string(value), f"{{title subject tags}} : ({each(value)})")
        return f"({MATCH} OR {CAPTIONED})"
    values.append(f"{COLUMNS[name]} : ({each(value)})")
    return CAPTIONED


def each(term: Term) -> str:
    """Every word of the term, in any order: "Llewellyn Thompson" is found as "Thompson, Llewellyn E."."""
    found = [word for word in term.words.split() if any(character.isalnum() for character in word)]
    quoted = [string(Term(word)) for word in found]
    return " AND ".join(quoted) + (" *" if term.prefix else "") if quoted else '""'


def dated(dates: Dates, values: list[object]) -> str:
    """The days from the first to the last, both whole; documents without a date are not found."""
    values += (dates.first or "0", f"{dates.last}-99" if dates.last else "9999-99")
    return "(d.date >= ? AND d.date <= ?)"
