"""The store in one SQLite file: each method of the protocol, told in full by the file beside it that it calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.model import Record
from memcon.search import Query
from memcon.store import actors, chain, filing, finding, forgetting, graph, mending, shelf
from memcon.store.database import Database
from memcon.store.rows import (
    Actor,
    Count,
    Entry,
    Facet,
    Failure,
    Filed,
    FileFacts,
    FileState,
    Hit,
    Kept,
    Known,
    Line,
    Merge,
    Reference,
    Sort,
    Status,
    Tally,
)

if TYPE_CHECKING:
    from memcon.store.additions import Additions
    from memcon.store.overviews import Overviews
    from memcon.store.postings import Postings


class SQLiteStore:
    """A library file. One connection: a thread or process that wants to use the library opens its own."""

    def __init__(self, path: Path, create: bool = False, key: str = "") -> None:
        self.db = Database(path, create, key)

    # What a plain search does not use is loaded when it is asked for: a search from the shell takes less time than to load it.

    @cached_property
    def additions(self) -> Additions:
        from memcon.store.additions import Additions

        return Additions(self.db)

    @cached_property
    def overviews(self) -> Overviews:
        from memcon.store.overviews import Overviews

        return Overviews(self.db)

    def close(self) -> None:
        self.db.close()

    def postings(self) -> Postings:
        from memcon.store.postings import Postings

        return Postings(self.db)

    def writing(self) -> AbstractContextManager[None]:
        return self.db.writing()

    def open_file(self, facts: FileFacts, path: str) -> FileState:
        return filing.begin(self.db, facts, path)

    def file_state(self, sha256: str) -> FileState | None:
        return filing.state(self.db, sha256)

    def put(self, file: int, ordinal: int, entry: Entry) -> bool:
        return filing.put(self.db, file, ordinal, entry) or mending.mend(self.db, file, ordinal, entry)

    def finish_file(self, file: int, path: str, original: bytes | None = None) -> None:
        filing.finish(self.db, file, path, original)

    def fail(self, path: str, ordinal: int, label: str, reason: str) -> None:
        filing.fail(self.db, path, ordinal, label, reason)

    def failures(self, path: str | None = None) -> tuple[Failure, ...]:
        return filing.failures(self.db, path)

    def clear_failures(self, path: str, ordinal: int | None = None) -> None:
        filing.clear_failures(self.db, path, ordinal)

    def find(self, query: Query, limit: int | None, sort: Sort, old: bool, offset: int = 0) -> tuple[Hit, ...]:
        return finding.find(self.db, query, limit, sort, old, offset)

    def count(self, query: Query, old: bool) -> tuple[int, int]:
        return finding.count(self.db, query, old)

    def total(self, query: Query, old: bool) -> int:
        return finding.total(self.db, query, old)

    def facet(self, query: Query, by: Facet, old: bool) -> tuple[Count, ...]:
        return finding.facet(self.db, query, by, old)

    def tally(self, query: Query, most: int, old: bool) -> Tally:
        return finding.tally(self.db, query, most, old)

    def chosen(self, query: Query, old: bool) -> Iterator[tuple[str, str]]:
        return finding.chosen(self.db, query, old)

    def known(self, name: str) -> tuple[Known, ...]:
        return actors.known(self.db, name)

    def resolve(self, reference: str) -> str:
        return shelf.resolve(self.db, reference)

    def filed(self, name: str) -> Filed:
        return shelf.filed(self.db, name)

    def documents(self) -> Iterator[Filed]:
        return shelf.documents(self.db)

    def texts(self) -> Iterator[tuple[str, str]]:
        return shelf.texts(self.db)

    def record(self, name: str) -> Record:
        return shelf.record(self.db, name)

    def original(self, name: str) -> bytes:
        return shelf.original(self.db, name)

    def references(self, name: str) -> tuple[tuple[Reference, tuple[str, ...]], ...]:
        return graph.references(self.db, name)

    def referring(self, name: str) -> tuple[tuple[Reference, str], ...]:
        return graph.referring(self.db, name)

    def people_by_document(self) -> Iterator[tuple[str, str]]:
        return graph.people_by_document(self.db)

    def actors(self, words: str = "") -> tuple[Actor, ...]:
        return actors.listed(self.db, words)

    def merge(self, actor: int, into: int, evidence: str) -> Merge:
        return actors.merge(self.db, actor, into, evidence)

    def unmerge(self, merge: int) -> Merge:
        return actors.unmerge(self.db, merge)

    def merges(self) -> tuple[Merge, ...]:
        return actors.merges(self.db)

    def forget(self, names: tuple[str, ...]) -> None:
        forgetting.forget(self.db, names)

    def deleted(self, name: str) -> str:
        return shelf.deleted(self.db, name)

    def log(self) -> Iterator[Line]:
        return chain.lines(self.db)

    def broken_line(self) -> str:
        return chain.broken(self.db)

    def status(self) -> Status:
        return shelf.status(self.db)

    def health(self) -> tuple[str, ...]:
        return shelf.health(self.db)

    def kept(self) -> Iterator[Kept]:
        return shelf.kept(self.db)
