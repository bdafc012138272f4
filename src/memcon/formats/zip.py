"""Zip archives: every file in them as if it were named itself. Nothing is unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from memcon.errors import MemconError, UnreadableError
from memcon.formats import binary, bounds, faults
from memcon.model import Ocr, Rendered

OTHERS = (b"xl/workbook", b"ppt/presentation", b"opendocument", b"epub+zip")
INSIDE = "!/"
DEEPEST = 2
LARGEST = 100_000_000
"""Bytes of one file, at most."""
SWELLING = 200
"""How many times its own size an archive may hold."""
ALLOWANCE = 20_000_000
MOST_FILES = 100_000
PIECE = 4096
SHOWN = 5


def sniff(data: bytes) -> bool:
    """Whether the bytes are a zip archive, and not an office file that is one too."""
    return data.startswith(binary.PACKED) and not any(binary.holds(data, sign) for sign in OTHERS)


def read(data: bytes, source: str, ocr: Ocr = "auto") -> Iterator[Rendered]:
    """Yields the documents of every file in the order of names. Raises FormatError where the archive is broken, UnreadableError
    where it would swell beyond reason, and in the end where files of it could not be read, with their names."""
    from memcon.formats import read_bytes

    if source.count(INSIDE) >= DEEPEST:
        raise UnreadableError(f"{source}: archives stand too deep in one another; unpack this one and read the files in it.")
    failed: list[str] = []
    with opened(data, source) as archive:
        members = chosen(archive, len(data), source)
        for member in bounds.stepping(members):
            name = f"{source}{INSIDE}{member.filename}"
            try:
                yield from read_bytes(bytes_of(archive, member, name), name, ocr=ocr)
            except MemconError as error:
                failed.append(str(error))
    if failed:
        more = f" (and {len(failed) - SHOWN} more)" if len(failed) > SHOWN else ""
        raise UnreadableError(f"{source}: {len(failed)} of its {len(members)} files were not read: {' '.join(failed[:SHOWN])}{more}")


def opened(data: bytes, source: str) -> zipfile.ZipFile:
    """The archive; raises FormatError."""
    with faults.broken(f"{source}: the zip archive is broken; get it again.", zipfile.BadZipFile):
        return zipfile.ZipFile(io.BytesIO(data))


def chosen(archive: zipfile.ZipFile, size: int, source: str) -> list[zipfile.ZipInfo]:
    """The files to read, by name; raises UnreadableError where there are too many or too much."""
    members = [member for member in archive.infolist() if named(member.filename) and not aside(member.filename)]
    if not members:
        raise UnreadableError(f"{source}: the zip archive holds no file; there is nothing to read.")
    if len(members) > MOST_FILES:
        raise UnreadableError(f"{source}: the zip archive holds {len(members)} files; memcon reads up to {MOST_FILES}.")
    large = next((member for member in members if member.file_size > LARGEST), None)
    total = sum(member.file_size for member in members)
    if large or total > max(ALLOWANCE, SWELLING * size):
        what = f"{large.filename} in it has {large.file_size // 1_000_000} MB" if large else f"it would swell to {total // 1_000_000} MB"
        raise UnreadableError(f"{source}: the zip archive is not read: {what}; unpack it and read the files you trust.")
    return sorted(members, key=lambda member: member.filename)


def named(name: str) -> bool:
    """Whether a name is that of a file, not of a folder; a broken archive may hold a file without one."""
    return bool(name) and not name.endswith("/")


def aside(name: str) -> bool:
    """Whether a file is hidden, or what a system adds to an archive for itself."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def bytes_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of one file, never more than the archive says; raises UnreadableError."""
    if member.flag_bits & 1:
        raise UnreadableError(f"{name}: the file is locked with a password; unpack it and read it.")
    try:
        with archive.open(member) as file:
            data = bounded(file, member.file_size)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableError(f"{name}: the file cannot be unpacked ({error}).") from error
    except Exception as error:
        # Each kind of compression has errors of its own (zlib.error, lzma.LZMAError), with nothing else in common.
        raise UnreadableError(f"{name}: the file cannot be unpacked ({type(error).__name__}).") from error
    if len(data) > member.file_size:
        raise UnreadableError(f"{name}: the file is larger than the archive says; it is not read.")
    return data


def bounded(file: IO[bytes], size: int) -> bytes:
    """What a packed file holds, ``size`` bytes and one more at most. It is taken in small pieces: asked for all at once, some kinds of
    compression unpack all that is there before they cut it."""
    data = bytearray()
    while len(data) <= size and (piece := file.read(min(PIECE, size + 1 - len(data)))):
        data += piece
    return bytes(data)
