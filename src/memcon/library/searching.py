"""A library opened to be searched: what ``memcon search`` needs, and nothing that takes long to load."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from memcon.errors import SettingError
from memcon.library.asking import asked_for, expanded, understood
from memcon.library.results import Found, Widening
from memcon.search import And, Query
from memcon.store import FACETS, Count, Facet, Sort, Store, Tally, open_store

DEFAULT = "memcon.db"
VARIABLE = "MEMCON_LIBRARY"
MOST_PARTS = 10
"""A query of more parts than this is not taken apart when it finds nothing."""


def chosen_path(path: str | Path | None = None) -> Path:
    """The library's file: the one given, else the one MEMCON_LIBRARY names, else memcon.db in the current folder."""
    return Path(path or os.environ.get(VARIABLE) or DEFAULT)


class Searching:
    """The part of a library that finds statements. Use it in a ``with`` block or call ``close``; each thread opens its own.

    Raises LibraryError where the file is missing (without ``create``), no library, damaged, or of a newer memcon. ``key`` is the
    passphrase of an encrypted one (default: the one in the file that MEMCON_KEY_FILE names).
    """

    def __init__(self, path: str | Path | None = None, create: bool = False, key: str | None = None) -> None:
        self.path = chosen_path(path)
        self.store: Store = open_store(self.path, create, key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the library can be used no more."""
        self.store.close()

    def search(
        self, query: str | Query, *, limit: int | None = 20, sort: Sort = "best", old_versions: bool = False, offset: int = 0
    ) -> Found:
        """The statements a query finds, from the ``offset``-th on; no limit with None. The language of queries is told in
        docs/search.md."""
        asked = understood(query)
        wanted = asked_for(limit)
        hits = self.store.find(expanded(asked), None if wanted is None else wanted + 1, sort, old_versions, offset)
        return Found(asked, hits[:wanted], wanted is not None and len(hits) > wanted)

    def count(self, query: str | Query, *, old_versions: bool = False) -> tuple[int, int]:
        """How many statements a query finds, and in how many documents."""
        return self.store.count(expanded(understood(query)), old_versions)

    def total(self, query: str | Query, *, old_versions: bool = False) -> int:
        """How many statements a query finds: the first of what ``count`` says, sooner."""
        return self.store.total(expanded(understood(query)), old_versions)

    def tally(self, query: str | Query, *, most: int = 12, old_versions: bool = False) -> Tally:
        """How many statements a query finds, in how many documents, and the ``most`` commonest values of every facet: what ``count``
        and ``facet`` say, looked for once."""
        return self.store.tally(expanded(understood(query)), most, old_versions)

    def widenings(self, query: str | Query) -> tuple[Widening, ...]:
        """For a query that finds nothing: what is found without one of its parts, the fewest statements first; where that is
        nothing, what each part finds alone. A query of one part, or of more than ten, is not taken apart."""
        asked = understood(query)
        parts = asked.tree.parts if isinstance(asked.tree, And) and len(asked.tree.parts) <= MOST_PARTS else ()
        without = [tuple(other for other in parts if other is not part) for part in parts]
        for attempt in (without, [(part,) for part in parts]):
            asked_again = [Query("", And(chosen) if len(chosen) > 1 else chosen[0]) for chosen in attempt]
            found = [Widening(one.understood, self.total(one)) for one in asked_again]
            if any(one.statements for one in found):
                return tuple(sorted((one for one in found if one.statements), key=lambda one: one.statements))
        return ()

    def facet(self, query: str | Query, by: Facet, *, old_versions: bool = False) -> tuple[Count, ...]:
        """How many of the statements a query finds are by each speaker, of each year, mode, force, kind or place."""
        if by not in FACETS:
            raise SettingError(f"--by {by}: statements are counted by one of {', '.join(FACETS)}.")
        return self.store.facet(expanded(understood(query)), by, old_versions)
