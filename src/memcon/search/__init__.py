"""Query text -> Query: the language users type, as in Lucene, Aleph and Datashare. One page explains it: docs/search.md."""

from __future__ import annotations

from memcon.search.grammar import Reader
from memcon.search.repair import repair
from memcon.search.tree import FIELDS, And, Dates, Everything, Field, FieldName, Near, Node, Not, Or, Query, Term, written


def parse(text: str) -> Query:
    """The query that a text means. Never refuses: what was not understood stands in ``Query.remarks``."""
    pieces, remarks = repair(text)
    if not pieces:
        if text.strip() and text.strip() != "*":
            remarks = (*remarks, "The query holds nothing to search for; all statements were searched.")
        return Query(text, Everything(), remarks)
    reader = Reader(pieces)
    tree = reader.whole()
    return Query(text, tree, (*remarks, *reader.remarks))


__all__ = [
    "FIELDS", "And", "Dates", "Everything", "Field", "FieldName", "Near", "Node", "Not", "Or", "Query", "Term", "parse", "written",
]
