"""A library, or what a query finds in it, written for other programs; each format says what it cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TextIO, get_args

import msgspec

from memcon import marks
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


class Withheld(msgspec.Struct, frozen=True):
    """What was left out as marked higher: words and statements, documents of which something was, and of these those left out whole
    because all that the query found in them is marked higher."""

    words: int = 0
    statements: int = 0
    documents: int = 0
    whole: int = 0

    def and_of(self, cut: marks.Withheld, *, whole: bool) -> Withheld:
        """With what was cut from one more document."""
        return Withheld(
            self.words + cut.words, self.statements + cut.statements, self.documents + bool(cut.words), self.whole + whole,
        )


class Exported(msgspec.Struct, frozen=True):
    """What was written: the number of documents and of statements asked for, where, what the format cannot carry, and what was
    withheld as marked higher than was asked for."""

    format: Target
    documents: int
    statements: int
    path: str
    cannot_carry: str
    withheld: Withheld = Withheld()


def export(
    library: Library, format: Target, out: Path | TextIO, query: str | None = None, *, old_versions: bool = False,  # noqa: A002
    up_to: str | None = None,
) -> Exported:
    """Writes what a query finds, or without one the whole library, to a new file or folder, or to an open text file.

    With ``up_to``, a level of ``memcon.marks.LEVELS``, without what is marked higher. Raises SettingError for an unknown format or
    level or a place that is taken, and LibraryError where nothing is found or the place cannot be written.
    """
    if format not in TARGETS:
        raise SettingError(f"--to {format}: a library is exported as one of {', '.join(TARGETS)}.")
    cut = Cut(library.selected(query, old_versions=old_versions), up_to)
    counted = Counted(cut, format)
    if not isinstance(out, Path):
        streamed(format, counted, out)
        return counted.told("", cut.withheld)
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
    return counted.told(str(out), cut.withheld)


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

    def told(self, path: str, withheld: Withheld) -> Exported:
        return Exported(self.format, self.documents, self.statements, path, LOST[self.format], withheld)


class Cut:
    """The documents on their way, cut down to a level, and how much was left out; without a level they pass as they are."""

    def __init__(self, chosen: Iterable[Selected], level: str | None) -> None:
        self.chosen, self.level = chosen, level and marks.asked(level)
        self.withheld = Withheld()

    def __iter__(self) -> Iterator[Selected]:
        for one in self.chosen:
            if not self.level:
                yield one
                continue
            cut = marks.up_to(one.record, self.level)
            stay = one.found is None or any(s.id in one.found for s in cut.record.statements)
            self.withheld = self.withheld.and_of(cut, whole=not stay)
            if stay:
                yield known_still(one, cut.record)


def known_still(one: Selected, record: Record) -> Selected:
    """The document cut down: the statements found that stand, and across records only people whose name still stands here."""
    before = {person.id: person.name for person in one.record.people}
    named = {person.id for person in record.people if person.name and person.name == before[person.id]}
    found = one.found if one.found is None else one.found & {s.id for s in record.statements}
    people = {person: known for person, known in one.people.items() if person in named}
    return msgspec.structs.replace(one, record=record, found=found, people=people)


def only(one: Selected) -> Record:
    """The record with the statements found and no others; what rests on others stays, for it is left behind anyway."""
    return msgspec.structs.replace(one.record, statements=tuple(s for s in one.record.statements if s.id in (one.found or ())))
