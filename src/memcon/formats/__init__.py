"""Bytes -> Rendered. A format is one module with ``sniff(data)`` and ``read(data, source)``.

Built-in formats stand in ``BUILT_IN``; a package of anybody's own adds its formats by entry points of the group
"memcon.formats" (``[project.entry-points."memcon.formats"]`` with ``name = "package.module"``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast, runtime_checkable

from memcon.errors import SettingError, UnreadableError
from memcon.formats import binary
from memcon.model import Ocr, Rendered

GROUP = "memcon.formats"
MEGABYTE = 1_000_000
LIMIT = 100 * MEGABYTE

# Sniffed in this order: what is no text is known by its first bytes, markup is certain, the telegram layouts know one
# another's marks, and any text is plain text.
BUILT_IN = ("pdf", "scan", "docx", "zip", "tei", "html", "mail", "aad", "cablegate", "text")
BINARY = frozenset({"pdf", "scan", "docx", "zip"})
"""Formats whose bytes are no text."""
PAGED = frozenset({"pdf", "scan", "zip", "mail"})
"""Formats that come on pages, or hold files that may: their ``read`` takes ``ocr`` too."""


@runtime_checkable
class Reader(Protocol):
    """What a format is: a module, or any object, with these two functions."""

    def sniff(self, data: bytes) -> bool:
        """Whether the bytes are of this format; looks at little and never raises."""
        ...

    def read(self, data: bytes, source: str) -> Iterator[Rendered]:
        """Yields each document of the bytes; ``source`` is their name. Raises UnreadableError or its child FormatError.

        Parts of kind paragraph, summary or comment are given only where the format knows them for the body; where it
        gives none, the heading stage reads the lines. Fields of the document that the format fills stand.
        """
        ...


class PagedReader(Protocol):
    """A format of ``PAGED``."""

    def read(self, data: bytes, source: str, ocr: Ocr) -> Iterator[Rendered]: ...


@cache
def names() -> tuple[str, ...]:
    """The names of all formats in the order in which they are sniffed; plain text comes last."""
    # Kept: to look through every package that is installed takes longer than to read a short document.
    others = sorted(point.name for point in entry_points(group=GROUP) if point.name not in BUILT_IN)
    return (*BUILT_IN[:-1], *dict.fromkeys(others), BUILT_IN[-1])


@cache
def reader(name: str) -> Reader:
    """The format of that name; raises SettingError where there is none or it cannot be loaded."""
    if name not in names():
        raise SettingError(f"there is no format '{name}'; the formats are {', '.join(names())}.")
    built_in = EntryPoint(name, f"memcon.formats.{name}", GROUP)
    point = built_in if name in BUILT_IN else next(iter(entry_points(group=GROUP, name=name)))
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise SettingError(f"the format '{name}' ({point.value}) cannot be loaded ({error}); mend or remove its package.") from error
    if not isinstance(found, Reader):
        raise SettingError(f"the format '{name}' ({point.value}) has no sniff and read; mend or remove its package.")
    return found


def read_bytes(
    data: bytes, source: str, format: str | None = None, ocr: Ocr = "auto"  # noqa: A002 - the word users type
) -> Iterator[Rendered]:
    """Every document of the bytes. ``source`` is the name shown for them, ``format`` a name of :func:`names`, else sniffed.
    ``ocr`` says which pages are recognised: those without text ("auto"), all ("force"), none ("never").

    Reads in this process; :func:`memcon.formats.apart.read_bytes` does the same with bounds of time and memory. Raises
    UnreadableError where the bytes are empty, too many, or of no format, and SettingError for an unknown format.
    """
    return rendered(data, source, named(data, source, format), ocr)


def named(data: bytes, source: str, format: str | None = None) -> str:  # noqa: A002
    """The format in which bytes are read; raises as ``read_bytes`` does."""
    if len(data) > LIMIT:
        raise UnreadableError(
            f"{source}: the file has {-(-len(data) // MEGABYTE)} MB; memcon reads files of up to {LIMIT // MEGABYTE} MB,"
            " so split it and read the parts."
        )
    if not data.strip(b"\0\t\n\v\f\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(f"{source}: the file is empty; there is nothing to read.")
    name = format or sniffed(data)
    reader(name)
    if name in BUILT_IN and name not in BINARY and (what := binary.kind_of(data)):
        raise UnreadableError(f"{source}: this is {what.name}, not text; {what.advice}.")
    return name


def rendered(data: bytes, source: str, name: str, ocr: Ocr = "auto") -> Iterator[Rendered]:
    """Every document of bytes of a format, read in this process and without bounds of time and memory."""
    found = reader(name)
    if name in PAGED:
        return cast(PagedReader, found).read(data, source, ocr)
    return found.read(data, source)


def sniffed(data: bytes) -> str:
    """The name of the first format that knows the bytes for its own; plain text where none does."""
    return next((name for name in names()[:-1] if reader(name).sniff(data)), BUILT_IN[-1])
