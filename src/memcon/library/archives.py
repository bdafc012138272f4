"""Paths -> the files in them: folders, .zip and .tar archives opened safely, each refusal with the name that is to blame.

Nothing is ever unpacked to the disk. An archive with a name that leads out of it, or that would swell beyond reason, is
refused as a whole before any of it is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Self

import msgspec

INSIDE = "!/"
"""Between an archive's path and the name of a file in it."""
LARGEST = 100_000_000
"""Bytes of one file in an archive, at most."""
SWELLING = 200
"""How many times its own size an archive may hold; text shrinks to a tenth."""
ALLOWANCE = 20_000_000
"""Bytes that any archive may hold, however small it is itself."""
MOST_FILES = 1_000_000
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
ASIDES = (b"x", b"g", b"X", b"L", b"K")
"""Kinds of members of a .tar that only tell of the next one."""
LONGEST = 1_000_000
"""Bytes of what is told of a member, at most."""
OWN = (b"SQLite format 3\0",)
ABOUT = ("readme", "changelog", "changes", "contributing", "license", "licence", "copying", "notice", "authors")
"""Names of texts that tell of a collection and are no record of it, with any of the endings of ``PROSE``."""
PROSE = ("", ".txt", ".md", ".rst", ".html")
NOTES = (".md", ".rst")
SETTINGS = (".toml", ".json", ".jsonl", ".yml", ".yaml", ".ini", ".cfg", ".lock")
PROGRAMS = (".py", ".pyc", ".js", ".css", ".sh", ".sql", ".r", ".ipynb")


class Source(msgspec.Struct, frozen=True):
    """One file to be read: its path, its size in bytes, and what loads it (to be called before the next source is asked for)."""

    path: str
    size: int
    load: Callable[[], bytes]


class Refusal(msgspec.Struct, frozen=True):
    """Something that will not be read, and why."""

    path: str
    reason: str


class Passed(msgspec.Struct, frozen=True):
    """A file of a folder or archive that its name shows to be no record, and what it is; it is read where it is named itself."""

    path: str
    reason: str


Found = Source | Refusal | Passed


class RefusedError(Exception):
    """An archive breaks the rules; the text says which member and how."""


def sources(paths: list[str]) -> Iterator[Found]:
    """Every file under the paths, folders in the order of names; hidden files and libraries are left out, and what its name
    shows to be no record is passed over unless it is one of the paths."""
    for name in paths:
        path = Path(name).absolute()
        if reason := hindrance(path):
            yield Refusal(str(path), reason)
        elif path.is_dir():
            yield from folder(path)
        else:
            yield from file(path)


def hindrance(path: Path) -> str:
    """Why nothing can be read at a path; "" where there is a file or a folder."""
    try:
        path.stat()
    except PermissionError:
        return "its folder cannot be opened; check that you may read it."
    except (OSError, ValueError):
        return "there is no such file; check the name."
    return ""


def loaded(source: Source) -> bytes | Refusal:
    """The bytes of a source, or why there are none."""
    try:
        return source.load()
    except Exception as error:
        why = getattr(error, "strerror", None) or error
        return Refusal(source.path, f"the file cannot be opened ({why}); check that it is whole and that you may read it.")


def folder(root: Path) -> Iterator[Found]:
    """The files of a folder and the folders in it; links that lead out of it, and folders that may not be opened, are refused."""
    inside = root.resolve()
    shut: list[Path] = []
    for path in (root, *sorted(root.rglob("*"))):
        if any(part.startswith(".") for part in path.relative_to(root).parts) or any(path.is_relative_to(one) for one in shut):
            continue
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            shut.append(path)
            yield Refusal(str(path), "the folder cannot be opened; check that you may read it.")
        elif path.is_symlink() and not path.resolve().is_relative_to(inside):
            yield Refusal(str(path), f"the link leads out of the folder, to {path.resolve()}; name the file itself to read it.")
        elif path.is_file() and (reason := no_record(path.name)):
            yield Passed(str(path), reason)
        elif path.is_file() and not is_library(path):
            yield from file(path)
        elif path.is_symlink() and not path.exists():
            yield Refusal(str(path), "the link leads to nothing.")


def no_record(name: str) -> str:
    """What a file is that its name shows to be no record; "" for any other, which is tried."""
    path = PurePosixPath(name.lower())
    if path.stem in ABOUT and path.suffix in PROSE:
        return "a text about the collection"
    kinds = {"a manuscript or notes": NOTES, "settings or data": SETTINGS, "a program": PROGRAMS}
    return next((kind for kind, endings in kinds.items() if path.suffix in endings), "")


def is_library(path: Path) -> bool:
    """Whether a file is an SQLite file or the journal of one, which memcon itself may be writing."""
    if path.name.endswith(("-wal", "-shm", "-journal")):
        return True
    try:
        with path.open("rb") as opened:
            return opened.read(16) in OWN
    except OSError:
        return False


def file(path: Path) -> Iterator[Found]:
    """A file itself, or what is in it where it is an archive."""
    import struct
    import tarfile
    import zipfile
    import zlib

    try:
        if path.name.lower().endswith(".zip") and zipfile.is_zipfile(path):
            yield from zipped(path)
        elif path.name.lower().endswith(ARCHIVES[1:]):
            yield from tarred(path)
        else:
            yield Source(str(path), path.stat().st_size, path.read_bytes)
    except RefusedError as refused:
        yield Refusal(str(path), f"the archive was refused: {refused}.")
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, RuntimeError, ValueError, LookupError, ArithmeticError, struct.error,
            zlib.error) as error:
        yield Refusal(str(path), f"the file cannot be opened ({error}); check that it is whole and that you may read it.")


def checked(name: str) -> None:
    """Raises RefusedError on a name that leads out of the archive."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or ".." in PurePosixPath(plain).parts or (len(plain) > 1 and plain[1] == ":") or "\0" in plain:
        raise RefusedError(f"the name '{name[:200]}' leads out of it")


def linked(name: str, target: str) -> None:
    """Raises RefusedError on a link inside an archive whose target lies outside."""
    depth = 0
    for part in PurePosixPath(name.replace("\\", "/")).parent.joinpath(target.replace("\\", "/")).parts:
        depth += -1 if part == ".." else 0 if part == "." else 1
        if depth < 0 or part == "/":
            raise RefusedError(f"the link '{name[:200]}' leads out of it, to '{target[:200]}'")


class Weight:
    """Adds up what an archive would hold; raises RefusedError where that is beyond reason."""

    def __init__(self, path: Path) -> None:
        self.most = path.stat().st_size * SWELLING + ALLOWANCE
        self.total = self.files = 0

    def add(self, name: str, size: int) -> None:
        self.total += size
        self.files += 1
        if size > LARGEST:
            raise RefusedError(f"'{name[:200]}' in it would be {size:,} bytes, more than the {LARGEST:,} that are read")
        if self.total > self.most:
            raise RefusedError(f"it would swell to more than {SWELLING} times its size, which no text does (at '{name[:200]}')")
        if self.files > MOST_FILES:
            raise RefusedError(f"it holds more than {MOST_FILES:,} files")


def hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def zipped(path: Path) -> Iterator[Found]:
    """The files of a .zip; every name is checked before the first is read."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        weight = Weight(path)
        for info in archive.infolist():
            checked(info.filename)
            weight.add(info.filename, info.file_size)
            if stat.S_ISLNK(info.external_attr >> 16):
                linked(info.filename, archive.read(info).decode("utf-8", "replace"))
        for info in archive.infolist():
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16) and not hidden(info.filename):
                yield member(path, info.filename, info.file_size, lambda info=info: bounded(archive.open(info), info.file_size))  # type: ignore[misc]


def tarred(path: Path) -> Iterator[Found]:
    """The files of a .tar, packed or not; read once to check every name, and once more in order."""
    import tarfile

    class Member(tarfile.TarInfo):
        """A member whose name or remarks are no bombs themselves: the standard library takes them whole into memory."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            found = super().frombuf(buf, encoding, errors)
            if found.type in ASIDES and found.size > LONGEST:
                raise RefusedError(f"the header of '{found.name[:200]}' claims {found.size:,} bytes")
            return found

    weight = Weight(path)
    with tarfile.open(path, tarinfo=Member) as archive:
        for info in archive:
            checked(info.name)
            if info.issym() or info.islnk():
                linked(info.name if info.issym() else "", info.linkname)
            elif not (info.isfile() or info.isdir()):
                raise RefusedError(f"'{info.name[:200]}' in it is a device or a pipe")
            weight.add(info.name, info.size)
    with tarfile.open(path, tarinfo=Member) as archive:
        for info in archive:
            if info.isfile() and not hidden(info.name):
                yield member(path, info.name, info.size, lambda info=info: bounded(archive.extractfile(info), info.size))  # type: ignore[misc, arg-type]


def member(path: Path, name: str, size: int, load: Callable[[], bytes]) -> Found:
    """One file of an archive; an archive in an archive is not opened."""
    inner = f"{path}{INSIDE}{name}"
    if name.lower().endswith(ARCHIVES):
        return Refusal(inner, "an archive inside an archive is not opened; unpack the outer one first.")
    reason = no_record(name)
    return Passed(inner, reason) if reason else Source(inner, size, load)


def bounded(opened: IO[bytes], size: int) -> bytes:
    """The bytes of a member, never more than it declared."""
    # Here, because the formats are loaded where something is read: searching must not wait for them.
    from memcon.formats import zip as unpacking

    with opened as stream:
        data = unpacking.bounded(stream, size)
    if len(data) > size:
        raise OSError("it holds more bytes than it declares")
    return data
