"""What ``memcon search`` prints: statements, counts, or the counts of a facet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from memcon.cli import listing
from memcon.library.results import Found
from memcon.library.searching import Searching
from memcon.store import Hit

Cited = Callable[[Hit], str]


class Asked(msgspec.Struct, frozen=True):
    """A search as it was asked for; ``limit`` 0 shows all."""

    text: str
    limit: int = 20
    sort: Literal["best", "date"] = "best"
    by: str | None = None
    count: bool = False
    old_versions: bool = False
    json: bool = False
    jsonl: bool = False
    csv: bool = False


def answer(held: Searching, asked: Asked, cited: Cited | None = None) -> None:
    """Searches and prints; ``cited`` gives the citation that stands beneath a statement."""
    if asked.by:
        facets(held, asked, asked.by)
    elif asked.count:
        counted(held, asked)
    else:
        found = held.search(asked.text, limit=asked.limit or None, sort=asked.sort, old_versions=asked.old_versions)
        results(held, asked, found, cited)


def results(held: Searching, asked: Asked, found: Found, cited: Cited | None) -> None:
    """Prints the statements found; where there are none, what would be found without one part of the query."""
    listing.remarks(found.query)
    query = found.query
    if asked.json:
        listing.as_json(
            {"query": query.text, "understood": query.understood, "remarks": query.remarks, "more": found.more, "hits": found.hits}
        )
    elif asked.jsonl:
        listing.as_jsonl(found)
    elif asked.csv:
        listing.as_csv(found.rows())
    else:
        listing.statements(found, cited, lambda: held.total(asked.text, old_versions=asked.old_versions))
        if not found:
            listing.widenings(held.widenings(query))


def counted(held: Searching, asked: Asked) -> None:
    """Prints how many there are."""
    statements, documents = held.count(asked.text, old_versions=asked.old_versions)
    if asked.json or asked.jsonl:
        listing.as_json({"statements": statements, "documents": documents})
    else:
        listing.echo(f"{listing.counted(statements, 'statement')} in {listing.counted(documents, 'document')}")


def facets(held: Searching, asked: Asked, by: str) -> None:
    """Prints the counts of a facet."""
    counts = held.facet(asked.text, by, old_versions=asked.old_versions)  # type: ignore[arg-type]
    if not listing.in_form(counts, asked.json, asked.jsonl, asked.csv):
        listing.bars(counts, asked.limit or len(counts))
