"""The annotated corpus: who says what in 1,754 public records, as offsets and labels; the texts come from the FRUS volumes.

A record of the corpus stands on the body text that ``memcon.formats.tei`` renders for its document, up to the first
footnote, without trailing white space, plus one line break. The text itself is never stored; its sha256 is.
Offsets are half-open code point offsets into that text.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from memcon.errors import FormatError, UnreadableError
from memcon.formats import tei
from memcon.model import FORCES, Mode, Range, Rendered

Folder = Literal["records", "first", "second"]

AUTHOR = "AUTHOR"
UNKNOWN = "UNKNOWN"
WORD = re.compile(r"\w+")
MODES: frozenset[str] = frozenset({*get_args(Mode), "header"})
SILENT: frozenset[str] = frozenset({"act", "narration", "header"})
LONGEST_NAME = 8


class Piece(msgspec.Struct, frozen=True):
    """One stretch with one speaker, mode, force and condition mark; several names are joined by "+"."""

    start: int
    end: int
    speaker: str
    mode: str
    force: str = "none"
    cond: bool = False
    to: str | None = None
    relays: str | None = None


class Name(msgspec.Struct, frozen=True):
    """A name used as a label, and where the text has it or another name of the same person (one place for each)."""

    name: str
    aliases: tuple[Range, ...] = ()


class Annotated(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the corpus. ``characters`` and ``sha256`` (of the UTF-8 bytes) are those of its text."""

    volume: str
    document: str
    kind: str
    sha256: str
    characters: int
    writer: tuple[str, ...] = ()
    cast: tuple[Name, ...] = ()
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Volume and document: "frus1955-57v17-d169"."""
        return f"{self.volume}-{self.document}"


class Fault(msgspec.Struct, frozen=True):
    """Something wrong with a record of the corpus: which reading, which record, what."""

    reading: str
    record: str
    what: str


class Report(msgspec.Struct, frozen=True):
    """What a check found: how many readings it went through, and every fault."""

    readings: int
    faults: tuple[Fault, ...]


def load(folder: Path) -> tuple[Annotated, ...]:
    """The records of one folder of JSON files, by name; raises UnreadableError or FormatError on a bad one."""
    if not folder.is_dir():
        raise UnreadableError(f"{folder}: there is no such folder of annotated records; name the project's corpus folder.")
    return tuple(load_one(path) for path in sorted(folder.glob("*.json")))


def load_one(path: Path) -> Annotated:
    """One record from its JSON file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Annotated)
    except OSError as error:
        raise UnreadableError(f"{path}: the record cannot be read ({error.strerror}); see that it is there.") from error
    except msgspec.DecodeError as error:
        raise FormatError(f"{path}: this is no annotated record ({error}); take the file as it was published.") from error


def dump(record: Annotated) -> bytes:
    """The record as JSON, one cast name and one piece a line: the same bytes for the same record."""
    encode = msgspec.json.encode
    head = {key: getattr(record, key) for key in ("volume", "document", "kind", "sha256", "characters", "writer")}
    cast = b",\n".join(encode(name) for name in record.cast)
    pieces = b",\n".join(encode(told(piece)) for piece in record.pieces)
    return encode(head)[:-1] + b',\n"cast":[\n' + cast + b'\n],\n"pieces":[\n' + pieces + b"\n]}\n"


def told(piece: Piece) -> dict[str, object]:
    """The fields of a piece that differ from their defaults."""
    defaults: dict[str, object] = {"force": "none", "cond": False, "to": None, "relays": None}
    values = {field: getattr(piece, field) for field in Piece.__struct_fields__}
    return {field: value for field, value in values.items() if field not in defaults or value != defaults[field]}


def body(rendered: Rendered) -> str:
    """The text that annotations stand on: a rendered document up to its first footnote, right-stripped, and a line break."""
    notes = [part.start for part in rendered.parts if part.kind == "footnote"]
    return rendered.document.text[: min(notes, default=None)].rstrip() + "\n"


def render(frus_folder: Path, record: Annotated) -> str:
    """The text of one record out of its volume; raises UnreadableError where volume or document is missing."""
    return next(text for _, text in texts(frus_folder, [record]))


def texts(frus_folder: Path, records: Iterable[Annotated]) -> Iterator[tuple[Annotated, str]]:
    """Each record with its text, by volume and then in the order given; each volume is rendered once."""
    by_volume: dict[str, list[Annotated]] = defaultdict(list)
    for record in records:
        by_volume[record.volume].append(record)
    for volume, wanted in sorted(by_volume.items()):
        found = bodies(frus_folder / f"{volume}.xml", {record.name for record in wanted})
        for record in wanted:
            if record.name not in found:
                raise UnreadableError(f"{volume}.xml holds no document {record.document}; take the volume from the same edition.")
            yield record, found[record.name]


def bodies(path: Path, names: set[str]) -> dict[str, str]:
    """The texts of the named documents of a volume."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: the FRUS volume cannot be read ({error.strerror}); put it into the folder.") from error
    return {rendered.document.id: body(rendered) for rendered in tei.read(data, path.name) if rendered.document.id in names}


def gold(record: Annotated, text: str) -> dict[str, Any]:
    """The annotation with every field written out; raises FormatError where the text is not the one annotated."""
    if digest(text) != record.sha256:
        raise FormatError(f"{record.name}: the text is not the one that was annotated; render it from the same FRUS volume.")
    pieces = [{field: getattr(piece, field) for field in Piece.__struct_fields__} for piece in record.pieces]
    return {"doc": record.name, "writer": list(record.writer), "pieces": pieces}


def digest(text: str) -> str:
    """sha256 of the UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def names(label: str | None) -> tuple[str, ...]:
    """The names of a label: "Rusk+Gromyko" -> ("Rusk", "Gromyko"); nobody where it is absent."""
    return tuple(part.strip() for part in (label or "").split("+") if part.strip())


def check(frus_folder: Path, corpus_folder: Path) -> Report:
    """Renders every document anew and looks for texts that differ, offsets outside, overlaps and unknown labels."""
    readings: list[tuple[str, Annotated]] = [("records", record) for record in load(corpus_folder / "records")]
    for reading in ("first", "second"):
        if (corpus_folder / reading).is_dir():
            readings += [(reading, record) for record in load(corpus_folder / reading)]
    text_of = {record.name: text for record, text in texts(frus_folder, unique(record for _, record in readings))}
    faults = [Fault(reading, record.name, what) for reading, record in readings for what in faults_of(record, text_of[record.name])]
    return Report(len(readings), tuple(faults))


def unique(records: Iterable[Annotated]) -> list[Annotated]:
    """One record of each name."""
    return list({record.name: record for record in records}.values())


def faults_of(record: Annotated, text: str) -> Iterator[str]:
    """What is wrong with one record, each as a sentence without its subject."""
    if digest(text) != record.sha256 or len(text) != record.characters:
        yield "the rendered text is not the one annotated"
    last = 0
    for number, piece in enumerate(record.pieces):
        if not 0 <= piece.start < piece.end <= len(text):
            yield f"piece {number} lies outside the text"
        elif piece.start < last:
            yield f"piece {number} overlaps the one before"
        last = piece.end
        yield from wrong_labels(record, piece, number)
    for name in record.cast:
        if any(not 0 <= start < end <= len(text) or len(text[start:end].split()) > LONGEST_NAME for start, end in name.aliases):
            yield f"an alias of {name.name} is no name in the text"


def wrong_labels(record: Annotated, piece: Piece, number: int) -> Iterator[str]:
    """Labels of a piece that the guidelines do not know, and names that the cast lacks."""
    if piece.mode not in MODES:
        yield f"piece {number} has the unknown mode {piece.mode}"
    if piece.force not in FORCES:
        yield f"piece {number} has the unknown force {piece.force}"
    elif (piece.mode in SILENT) != (piece.force == "none"):
        yield f"piece {number} has force {piece.force} with mode {piece.mode}"
    known = {name.name for name in record.cast} | {AUTHOR, UNKNOWN, "I"} | set(record.writer)
    for label in (piece.speaker, piece.to, piece.relays):
        for name in names(label):
            if name not in known:
                yield f"piece {number} names {name}, who is not in the cast"
