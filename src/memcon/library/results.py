"""What a library answers with: results that iterate, and that say how the question was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import msgspec

from memcon.errors import SettingError
from memcon.model import Record
from memcon.search import Query
from memcon.store import Edge, Filed, Hit, Known, Reference


class Found(msgspec.Struct, frozen=True):
    """The statements a search found, best first; iterates over them. ``more`` says that others were left out by the limit."""

    query: Query
    hits: tuple[Hit, ...]
    more: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def by_document(self) -> dict[str, tuple[Hit, ...]]:
        """The hits of each document in reading order, the document of the best hit first."""
        grouped: dict[str, list[Hit]] = {}
        for hit in self.hits:
            grouped.setdefault(hit.document, []).append(hit)
        return {name: tuple(sorted(hits, key=lambda h: h.start)) for name, hits in grouped.items()}

    def rows(self) -> Iterator[dict[str, Any]]:
        """One flat row a statement, names joined by "; "."""
        return flat(self.hits)

    def to_dataframe(self) -> Any:
        """The rows as a data frame of pandas, or of polars where only that is installed; raises SettingError where neither is."""
        return frame(self.rows())


def flat(hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    """One row a statement, names joined by "; "."""
    for hit in hits:
        row = msgspec.structs.asdict(hit)
        condition = row.pop("condition")
        for part in ("speaker", "to", "relays", "before_speaker", "after_speaker"):
            row[part] = "; ".join(row[part])
        for name in ("if_", "then", "otherwise", "because"):
            row[name.rstrip("_")] = getattr(condition, name) if condition else ""
        row["answered"] = "; ".join(f"{a.outcome}: {a.text}" if a.text else a.outcome for a in row["answered"])
        row["answers"] = "; ".join(a.text for a in row["answers"])
        yield row


def frame(rows: Iterable[dict[str, Any]]) -> Any:
    """Rows as a data frame of pandas, or of polars where only that is installed; raises SettingError where neither is."""
    for library in ("pandas", "polars"):
        if find_spec(library):
            return import_module(library).DataFrame(list(rows))
    raise SettingError("a data frame needs pandas or polars; install one with: pip install 'memcon[pandas]'.")


class Widening(msgspec.Struct, frozen=True):
    """A wider query, and how many statements it finds."""

    query: str
    statements: int


class Selected(msgspec.Struct, frozen=True):
    """A document that a query finds: its lasting id, its record, which statements were found (None: all were asked for), and
    who its people are across the library, by their ids in the record."""

    name: str
    record: Record
    found: frozenset[str] | None
    people: dict[str, Known]


class Network(msgspec.Struct, frozen=True):
    """Who spoke to whom, those who did so most first; iterates over the edges."""

    query: Query | None
    edges: tuple[Edge, ...]

    def __iter__(self) -> Iterator[Edge]:
        return iter(self.edges)

    def __len__(self) -> int:
        return len(self.edges)

    def to_dataframe(self) -> Any:
        """The edges as a data frame; raises SettingError where neither pandas nor polars is installed."""
        return frame(msgspec.structs.asdict(edge) for edge in self.edges)


class Held(msgspec.Struct, frozen=True):
    """What an actor held on a topic, by date; iterates over the statements."""

    actor: str
    topic: Query | None
    hits: tuple[Hit, ...]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def to_dataframe(self) -> Any:
        """The statements as a data frame; raises SettingError where neither pandas nor polars is installed."""
        return frame(flat(self.hits))


class Link(msgspec.Struct, frozen=True):
    """A reference and the documents it can mean: none is held here, one is meant, with several it stays in doubt."""

    reference: Reference
    documents: tuple[Filed, ...]


class Back(msgspec.Struct, frozen=True):
    """A document that refers to this one, with its words."""

    reference: Reference
    document: Filed


class Thread(msgspec.Struct, frozen=True):
    """What a record answers, and what answers it."""

    document: Filed
    answers: tuple[Link, ...]
    answered_by: tuple[Back, ...]

    @property
    def not_held(self) -> tuple[Reference, ...]:
        """References to what the library does not hold."""
        return tuple(link.reference for link in self.answers if not link.documents)


class Package(msgspec.Struct, frozen=True):
    """An installed package memcon stands on; ``version`` is "" where it is not installed."""

    name: str
    version: str


class Diagnosis(msgspec.Struct, frozen=True):
    """What ``memcon doctor`` tells: installation, library, and the network connections opened while it looked (always 0)."""

    memcon: str
    python: str
    sqlite: str
    packages: tuple[Package, ...]
    model: str
    library: str
    problems: tuple[str, ...]
    connections: int
