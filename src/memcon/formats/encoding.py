"""Bytes -> decoded text: a byte order mark, strict UTF-8, else a guess, and a guess is said."""

from __future__ import annotations

import codecs
import re

import msgspec
from charset_normalizer import from_bytes

from memcon.errors import UnreadableError
from memcon.formats import binary

# Longest first: the mark of UTF-32 (little end first) starts with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 100_000
# Quotation marks, dashes, dots, spaces and signs of Windows-1252: a file whose only odd bytes are these is of that family.
TYPOGRAPHIC = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xa9\xab\xae\xb0\xb1\xb6\xb7\xbb\xbc\xbd\xbe")
WESTERN = {
    "cp1252", "latin_1", "iso8859_15", "cp1250", "iso8859_2", "cp1254", "iso8859_9", "cp1257", "mac_roman", "cp850", "cp858", "cp437",
}
NAMES = {"cp1252": "Windows-1252", "latin_1": "ISO 8859-1", "mac_roman": "Mac Roman"}


class Decoded(msgspec.Struct, frozen=True):
    """A file's text, unchanged but for the byte order mark, and what a user should know of its reading."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str) -> Decoded:
    """The text of the bytes; raises UnreadableError where a mark lies or no encoding fits."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(strict(data[len(mark) :], name, source))
    if order := binary.wide(data[: binary.HEAD]):
        return guessed(data, f"utf-16-{order}", source)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return guessed(data, guess(data, source), source)


def peek(data: bytes, size: int = 65536) -> str:
    """The first characters, for sniffing: wrong letters do no harm there, so nothing is guessed with care."""
    head = data[:size]
    for mark, name in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    order = binary.wide(head)
    return head.decode(f"utf-16-{order}" if order else "utf-8", "replace")


def strict(data: bytes, name: str, source: str) -> str:
    """Decodes by the encoding that the file's own mark names."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{source}: the file is marked as {name.upper()} but breaks its rules at byte {error.start};"
            " save it as UTF-8 and read it again."
        ) from error


def guessed(data: bytes, name: str, source: str) -> Decoded:
    """Decodes by a guessed encoding, and says so."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{source}: the encoding of the file cannot be told; save it as UTF-8 and read it again.") from error
    shown = NAMES.get(name, name.replace("_", "-").upper())
    note = f"The file does not say its encoding; it was read as {shown}, a guess: check quotation marks and accented letters."
    return Decoded(text, (note,))


def guess(data: bytes, source: str) -> str:
    """The likeliest encoding of bytes that are not UTF-8; western ones count as Windows-1252, which holds most of them."""
    odd = frozenset(data) & frozenset(range(0x80, 0x100))
    if odd <= TYPOGRAPHIC:
        return "cp1252"
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - SAMPLE // 2) if first else 0
    best = from_bytes(data[start : start + SAMPLE]).best()
    if best is None:
        raise UnreadableError(f"{source}: the encoding of the file cannot be told; save it as UTF-8 and read it again.")
    undefined = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "cp1252" if best.encoding in WESTERN and not odd & undefined else best.encoding
