"""Where many records are kept and found again. One class behind one protocol; SQLite is the first.

SQL is written in this folder only. A store knows records, not how they are read from documents. The names are looked up when first
used, so that a search need not load what a change needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from memcon.store import keys
from memcon.store.rows import (
    FACETS,
    Actor,
    Answer,
    Branches,
    Count,
    Crowd,
    Edge,
    Entry,
    Facet,
    Failure,
    Filed,
    FileFacts,
    FileState,
    Hit,
    Kept,
    Known,
    LibraryError,
    Line,
    Merge,
    Named,
    Reference,
    Sort,
    Status,
    Tally,
)
from memcon.store.sqlite import SQLiteStore
from memcon.store.words import Rewording, WordCorrection

if TYPE_CHECKING:
    from memcon.model import Record
    from memcon.search import Query
    from memcon.store import encryption
    from memcon.store.additions import Additions
    from memcon.store.corrections import Change, Correction, Told
    from memcon.store.database import sqlite_version
    from memcon.store.keeping import Collection, Note, Place, SavedSearch, Tag
    from memcon.store.overviews import Cell, Day, Office, Overviews, Shelf
    from memcon.store.postings import Postings

HOMES = (
    {"sqlite_version": "database"}
    | dict.fromkeys(("Change", "Correction", "Told"), "corrections")
    | dict.fromkeys(("Collection", "Note", "Place", "SavedSearch", "Tag"), "keeping")
    | dict.fromkeys(("Cell", "Day", "Office", "Shelf"), "overviews")
)
"""Where the names live that are not loaded with the store."""


def __getattr__(name: str) -> object:
    """A public name from the file it lives in."""
    if name not in HOMES:
        raise AttributeError(f"module 'memcon.store' has no attribute '{name}'")
    return getattr(import_module(f"memcon.store.{HOMES[name]}"), name)


class Store(Protocol):
    """What a library asks of the place where its records are kept. Every method may raise LibraryError."""

    @property
    def additions(self) -> Additions:
        """What readers add: corrections, corrected words, notes, tags, collections, saved searches."""
        ...

    @property
    def overviews(self) -> Overviews:
        """Counts over many documents: who spoke to whom, when, on what, in which office."""
        ...

    def close(self) -> None: ...
    def postings(self) -> Postings: ...
    def writing(self) -> AbstractContextManager[None]:
        """Everything inside happens together or not at all."""
        ...

    def open_file(self, facts: FileFacts, path: str) -> FileState: ...
    def file_state(self, sha256: str) -> FileState | None: ...
    def put(self, file: int, ordinal: int, entry: Entry) -> bool: ...
    def finish_file(self, file: int, path: str, original: bytes | None = None) -> None: ...
    def fail(self, path: str, ordinal: int, label: str, reason: str) -> None: ...
    def failures(self, path: str | None = None) -> tuple[Failure, ...]: ...
    def clear_failures(self, path: str, ordinal: int | None = None) -> None: ...
    def find(self, query: Query, limit: int | None, sort: Sort, old: bool, offset: int = 0) -> tuple[Hit, ...]: ...
    def count(self, query: Query, old: bool) -> tuple[int, int]: ...
    def total(self, query: Query, old: bool) -> int: ...
    def facet(self, query: Query, by: Facet, old: bool) -> tuple[Count, ...]: ...
    def tally(self, query: Query, most: int, old: bool) -> Tally: ...
    def chosen(self, query: Query, old: bool) -> Iterator[tuple[str, str]]: ...
    def known(self, name: str) -> tuple[Known, ...]: ...
    def resolve(self, reference: str) -> str: ...
    def filed(self, name: str) -> Filed: ...
    def documents(self) -> Iterator[Filed]: ...
    def texts(self) -> Iterator[tuple[str, str]]: ...
    def record(self, name: str) -> Record: ...
    def original(self, name: str) -> bytes: ...
    def references(self, name: str) -> tuple[tuple[Reference, tuple[str, ...]], ...]: ...
    def referring(self, name: str) -> tuple[tuple[Reference, str], ...]: ...
    def people_by_document(self) -> Iterator[tuple[str, str]]: ...
    def actors(self, words: str = "") -> tuple[Actor, ...]: ...
    def merge(self, actor: int, into: int, evidence: str) -> Merge: ...
    def unmerge(self, merge: int) -> Merge: ...
    def merges(self) -> tuple[Merge, ...]: ...
    def forget(self, names: tuple[str, ...]) -> None: ...
    def deleted(self, name: str) -> str: ...
    def log(self) -> Iterator[Line]: ...
    def broken_line(self) -> str: ...
    def status(self) -> Status: ...
    def health(self) -> tuple[str, ...]: ...
    def kept(self) -> Iterator[Kept]: ...


def open_store(path: Path | str, create: bool = False, key: str | None = None) -> Store:
    """The store in a file; raises LibraryError where it cannot be opened, is none, or is of a newer version. ``key`` is the
    passphrase of an encrypted one; without it, the one in the file that MEMCON_KEY_FILE names."""
    return SQLiteStore(Path(path), create, keys.given() if key is None else key)


__all__ = [
    "FACETS",
    "Actor",
    "Answer",
    "Branches",
    "Cell",
    "Change",
    "Collection",
    "Correction",
    "Count",
    "Crowd",
    "Day",
    "Edge",
    "Entry",
    "Facet",
    "Failure",
    "FileFacts",
    "FileState",
    "Filed",
    "Hit",
    "Kept",
    "Known",
    "LibraryError",
    "Line",
    "Merge",
    "Named",
    "Note",
    "Office",
    "Place",
    "Reference",
    "Rewording",
    "SavedSearch",
    "Shelf",
    "Sort",
    "Status",
    "Store",
    "Tag",
    "Tally",
    "Told",
    "WordCorrection",
    "encryption",
    "keys",
    "open_store",
    "sqlite_version",
]
