"""What a page shows does not grow with the library: its questions are answered from indexes, and no table is walked through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from memcon.library import Library
from memcon.store import Store

TABLES = r"(?:d|documents|o|s|statements|v\d?|voices|p|people|r|refs|h|holdings|a|actors)"
WALK = re.compile(rf"SCAN {TABLES}\b(?! USING (?:COVERING INDEX|INDEX documents_old))")


RANKED = "VIRTUAL TABLE INDEX 32:"
"""How SQLite says that FTS5 ranks all that holds the words before anything else is asked."""


def steps(store: Store, ask: Callable[[], Any]) -> list[tuple[str, str]]:
    """The questions that SQLite is asked, with each step of how it answers them."""
    connection = store.db.connection  # type: ignore[attr-defined]
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask()
    connection.set_trace_callback(None)
    assert asked
    read = [sql for sql in asked if sql.lstrip().startswith(("SELECT", "WITH"))]
    return [(sql, row[3]) for sql in read for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def walked(store: Store, ask: Callable[[], Any]) -> list[str]:
    """The questions that walk through a table of documents, statements or people."""
    return [f"{step}: {sql}" for sql, step in steps(store, ask) if WALK.match(step)]


PAGES: dict[str, Callable[[Library, str], Any]] = {
    "record": lambda library, name: library.show(name),
    "thread": lambda library, name: library.thread(name),
    "corrections": lambda library, name: (library.corrections(name), library.left_behind(name)),
    "additions": lambda library, name: (library.notes(name), library.tags(name), library.holding(name)),
    "shelf by date": lambda library, _: library.shelf(order="date", limit=1, offset=1),
    "shelf by title": lambda library, _: library.shelf(order="title", limit=1, offset=1),
    "years": lambda library, _: library.years(),
    "calendar": lambda library, _: library.calendar("1963"),
    "person": lambda library, _: library.portrait(library.crowd(limit=1).people[0].id),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_walks_through_no_table(library: Library, page: str) -> None:
    for name in ("ferry-d0", "lighthouse-d0"):
        assert walked(library.store, lambda name=name: PAGES[page](library, name)) == []  # type: ignore[misc]


def test_the_watch_sees_a_walk(library: Library) -> None:
    assert walked(library.store, lambda: library.store.resolve("1147"))


@pytest.mark.parametrize(("query", "first"), [("ferries", True), ("speaker:Oreil ferries", False), ("mode:reported ferries", False)])
def test_words_are_ranked_where_nothing_else_can_be_asked_first(library: Library, query: str, first: bool) -> None:
    assert any(RANKED in step for _, step in steps(library.store, lambda: library.search(query))) is first
