"""Pairs of FRUS documents labelled by hand (``corpus/pairs.json``), and their documents read by memcon.

``account``: two tellings of one talk. ``print``: one record printed twice. ``part``: one talk told subject by subject in memoranda
of their own. ``near`` and ``dated`` are near misses, two talks of people in common within three days of each other: ``near`` told
apart by reading both, ``dated`` by the days and hours that the headings of two memoranda give.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

import material
import report
from memcon import record
from memcon.errors import UnreadableError
from memcon.formats import tei
from memcon.library import Library, naming
from memcon.model import Record, Rendered
from memcon.store import FileFacts

Label = Literal["account", "print", "part", "near", "dated"]
TRUE: tuple[Label, ...] = ("account", "print", "part")
FALSE: tuple[Label, ...] = ("near", "dated")


class Labelled(msgspec.Struct, frozen=True):
    """Two documents of FRUS (VOLUME-dN) and what they are to each other."""

    first: str
    second: str
    label: Label

    @property
    def key(self) -> frozenset[str]:
        return frozenset((self.first, self.second))


def pairs() -> list[Labelled]:
    """The labelled pairs."""
    return msgspec.json.decode((report.ROOT / "corpus" / "pairs.json").read_bytes(), type=list[Labelled])


def readings(names: set[str], folder: Path) -> dict[str, Record]:
    """memcon's reading of each document; those read before are taken from the folder, new ones are kept in it."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for rendered in printed({name for name in names if not (folder / f"{name}.json").is_file()}):
        try:
            (folder / f"{rendered.document.id}.json").write_bytes(msgspec.json.encode(record.compose(rendered)))
        except UnreadableError as error:
            print(error, file=sys.stderr)
    for name in sorted(names):
        path = folder / f"{name}.json"
        if path.is_file():
            found[name] = msgspec.json.decode(path.read_bytes(), type=Record)
    return found


def printed(names: set[str]) -> Iterator[Rendered]:
    """The documents of FRUS by their names."""
    by_volume: dict[str, set[str]] = defaultdict(set)
    for name in names:
        by_volume[name.rpartition("-d")[0]].add(name)
    for volume, wanted in sorted(by_volume.items()):
        path = material.shared("frus") / f"{volume}.xml"
        yield from (rendered for rendered in tei.read(path.read_bytes(), path.name) if rendered.document.id in wanted)


def library(path: Path, records: Iterable[tuple[str, Record]]) -> Library:
    """A new library that holds the records as they are, each under its name."""
    held = Library(path, create=True)
    with held.store.writing():
        for name, one in records:
            state = held.store.open_file(FileFacts(sha256=name, bytes=len(one.document.text)), f"{name}.json")
            held.store.put(state.id, 0, naming.entry(one))
            held.store.finish_file(state.id, f"{name}.json")
    return held
