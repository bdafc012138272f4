"""What is asked of a library: a query in words or parsed, and how many results."""

from __future__ import annotations

from memcon.errors import SettingError
from memcon.library import topics
from memcon.search import Query, parse

MOST = 2**31
"""More results than a library can have: a number may be greater than SQLite takes."""


def understood(query: str | Query) -> Query:
    """The query as it was asked."""
    return parse(query) if isinstance(query, str) else query


def expanded(query: Query) -> Query:
    """The query with its topics widened by the vocabulary."""
    return Query(query.text, topics.expanded(query.tree), query.remarks)


def asked_for(limit: int | None) -> int | None:
    """The limit, None for none; raises SettingError where it is under 1."""
    if limit is not None and limit < 1:
        raise SettingError(f"--limit {limit}: at least one result must be asked for.")
    return None if limit is None else min(limit, MOST)
