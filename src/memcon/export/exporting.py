"""A library, or what a query finds in it, written for other programs; each format says what it cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TextIO, get_args

import msgspec

from memcon.errors import SettingError
from memcon.export import entities, folder, parquet, table, webannotations
from memcon.library import Library, LibraryError, Selected
from memcon.model import Record

Target = Literal["jsonl", "csv", "parquet", "tei", "annotations", "ftm", "html"]
TARGETS: tuple[Target, ...] = get_args(Target)
LOST: dict[Target, str] = {
    "jsonl": "what the library knows beyond one record: who is one person across records, references, versions, places",
    "csv": "the text between statements, exchanges, items, positions, events, and who is one person across records",
    "parquet": "the text between statements, exchanges, items, positions, and events",
    "tei": "what the library knows beyond one record: merges of people, references, versions, places",
    "annotations": "the document's text itself, exchanges, items, positions, and events",
    "ftm": "the places of words inside a document, conditions, hedges, items, positions, events, statements without a speaker,"
    " and whether somebody is a person or a body",
    "html": "search across the records, and who is one person across them",
}
"""What is left behind, by format; docs/export.md says the same."""
WHOLE: frozenset[Target] = frozenset({"jsonl", "tei", "html"})
"""Formats that hold whole records: of a search they take every record in which something was found."""
FOLDERS: dict[Target, Callable[[Iterable[Selected], Path], None]] = {"tei": folder.editions, "html": folder.pages}
STREAMS: dict[Target, Callable[[Iterable[Selected]], Iterator[str]]] = {
    "jsonl": lambda chosen: (msgspec.json.encode(one.record).decode() + "\n" for one in chosen),
    "csv": lambda chosen: table.csv_lines(one.record for one in chosen),
    "annotations": webannotations.page,
    "ftm": entities.entities,
}


class Exported(msgspec.Struct, frozen=True):
    """What was written: the number of documents and of statements asked for, where, and what the format cannot carry."""

    format: Target
    documents: int
    statements: int
    path: str
    cannot_carry: str


def export(
    library: Library, format: Target, out: Path | TextIO, query: str | None = None, *, old_versions: bool = False  # noqa: A002
) -> Exported:
    """Writes what a query finds, or without one the whole library, to a new file or folder, or to an open text file.

    Raises SettingError for an unknown format or a place that is taken, and LibraryError where nothing is found or
    the place cannot be written.
    """
    if format not in TARGETS:
        raise SettingError(f"--to {format}: a library is exported as one of {', '.join(TARGETS)}.")
    counted = Counted(library.selected(query, old_versions=old_versions), format)
    if not isinstance(out, Path):
        streamed(format, counted, out)
        return counted.told("")
    if out.exists():
        raise SettingError(f"{out}: there is something of that name already; choose another name, or move it away.")
    try:
        with TemporaryDirectory(dir=out.absolute().parent, prefix=f".{out.name}-") as unfinished:
            begun = Path(unfinished) / out.name
            written(format, counted, begun)
            counted.refuse_nothing()
            begun.rename(out)
    except OSError as error:
        raise LibraryError(f"{out}: the export cannot be written ({error.strerror or error}); choose another place.") from error
    return counted.told(str(out))


def written(format: Target, chosen: Iterable[Selected], out: Path) -> None:  # noqa: A002
    """Writes any format into a file or folder that is not there yet."""
    if format in FOLDERS:
        out.mkdir()
        FOLDERS[format](chosen, out)
    elif format == "parquet":
        parquet.write(chosen, out)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            streamed(format, chosen, file)


def streamed(format: Target, chosen: Iterable[Selected], file: TextIO) -> None:  # noqa: A002
    """Writes a format of text lines into an open file; raises SettingError for one that needs a name."""
    if format not in STREAMS:
        raise SettingError(f"--to {format}: this format needs a place of its own; name it with --out.")
    for line in STREAMS[format](chosen):
        file.write(line)


class Counted:
    """The documents on their way into a file, counted; formats of statements see only the statements found."""

    def __init__(self, chosen: Iterable[Selected], format: Target) -> None:  # noqa: A002
        self.chosen, self.format = chosen, format
        self.documents = self.statements = 0

    def __iter__(self) -> Iterator[Selected]:
        for one in self.chosen:
            self.documents += 1
            self.statements += len(one.record.statements) if one.found is None else len(one.found)
            narrow = one.found is not None and self.format not in WHOLE
            yield msgspec.structs.replace(one, record=only(one)) if narrow else one

    def refuse_nothing(self) -> None:
        """Raises LibraryError where the query found nothing, so that no empty file is taken for an answer."""
        if not self.documents:
            raise LibraryError("nothing was found, so nothing was written; 'memcon search QUERY --count' helps to find the query.")

    def told(self, path: str) -> Exported:
        return Exported(self.format, self.documents, self.statements, path, LOST[self.format])


def only(one: Selected) -> Record:
    """The record with the statements found and no others; what rests on others stays, for it is left behind anyway."""
    return msgspec.structs.replace(one.record, statements=tuple(s for s in one.record.statements if s.id in (one.found or ())))
