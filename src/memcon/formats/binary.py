"""Bytes that are no text: what they are, by their first bytes, and what a user can do about it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

import msgspec

HEAD = 65536
# Over this share of zero bytes in one half of the byte pairs, and next to none in the other, a text is UTF-16 without a mark.
WIDE = 0.3


class Binary(msgspec.Struct, frozen=True):
    """A kind of file: its name with an article, and the advice that ends a sentence."""

    name: str
    advice: str


AS_TEXT = "save it as plain text (UTF-8) and read that"
AS_DOCX = "save it as .docx or as plain text (UTF-8) and read that"
AS_PNG = "save it as PNG or TIFF and read that"
SNIFFED = "leave out --format and it is read as what it is"
AS_MAIL = "save its messages as .eml or .mbox and read those"
UNLOCK = "save a copy without the password and read that"
UNPACK = "unpack it and read the files in it"
COMPOUND = b"\xd0\xcf\x11\xe0"
SIGNATURES = (
    (b"%PDF-", Binary("a PDF file", SNIFFED)),
    (COMPOUND, Binary("an old Microsoft Office file (.doc, .xls, .msg)", AS_DOCX)),
    (b"{\\rtf", Binary("an RTF file", AS_DOCX)),
    (b"\x89PNG", Binary("an image (PNG)", SNIFFED)),
    (b"\xff\xd8\xff", Binary("an image (JPEG)", SNIFFED)),
    (b"GIF8", Binary("an image (GIF)", AS_PNG)),
    (b"II*\0", Binary("an image (TIFF)", SNIFFED)),
    (b"MM\0*", Binary("an image (TIFF)", SNIFFED)),
    (b"\x1f\x8b", Binary("a gzip archive", UNPACK)),
    (b"BZh", Binary("a bzip2 archive", UNPACK)),
    (b"\xfd7zXZ", Binary("an xz archive", UNPACK)),
    (b"7z\xbc\xaf", Binary("a 7z archive", UNPACK)),
    (b"Rar!", Binary("a RAR archive", UNPACK)),
    (b"!BDN", Binary("a mailbox of Outlook (.pst)", AS_MAIL)),
    (b"SQLite format 3\0", Binary("a SQLite database", "export its texts to files and read those")),
    (b"\x7fELF", Binary("a program", "name a text file")),
)
COMPOUNDS = tuple(
    (inside.encode("utf-16-le"), what)
    for inside, what in (
        ("EncryptedPackage", Binary("an Office file that is locked with a password", UNLOCK)),
        ("__properties", Binary("an Outlook message (.msg)", AS_MAIL)),
        ("WordDocument", Binary("an old Word document (.doc)", AS_DOCX)),
    )
)
"""Names that files of one old container hold, by which they are told apart."""
TARRED = (257, b"ustar")
"""Where a tar archive says that it is one."""
WORDLESS = (
    (0, b"RIFF", Binary("an image (WebP), or sound or film", AS_PNG)),
    (0, b"BM", Binary("an image (BMP)", AS_PNG)),
    (4, b"ftyp", Binary("an image of a telephone (HEIC), or sound or film", AS_PNG)),
    (TARRED[0], TARRED[1], Binary("a tar archive", UNPACK)),
)
"""Where bytes that can be no text have a sign that a text could have too."""
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
"""How zip archives begin."""
ZIPPED = (
    (b"word/", Binary("a Word document (.docx)", SNIFFED)),
    (b"xl/", Binary("an Excel workbook (.xlsx)", AS_TEXT)),
    (b"ppt/", Binary("a PowerPoint file (.pptx)", AS_TEXT)),
    (b"opendocument.text", Binary("an OpenDocument text (.odt)", AS_DOCX)),
    (b"epub+zip", Binary("an e-book (EPUB)", AS_TEXT)),
)
ZIP = Binary("a zip archive", SNIFFED)
MOST_NAMES = 5000
LONGEST_END = 65_557
"""Bytes at the end of a zip archive in which its last word begins."""
TYPED = slice(38, 138)
"""Where an archive that opens with its own type, a file called "mimetype", says it."""
UNKNOWN = Binary("a binary file", "name a text file, or save the text in it as plain text (UTF-8)")


def kind_of(data: bytes) -> Binary | None:
    """What the bytes are where they are no text; None where they can be text in some encoding."""
    found = next((what for start, what in SIGNATURES if data.startswith(start)), None)
    if found:
        return next((what for inside, what in COMPOUNDS if data.startswith(COMPOUND) and inside in data), found)
    if data.startswith(PACKED):
        return next((what for inside, what in ZIPPED if holds(data, inside)), ZIP)
    head = data[:HEAD]
    if b"\0" in head and not marked(head) and not wide(head):
        return next((what for at, sign, what in WORDLESS if head.startswith(sign, at)), UNKNOWN)
    return None


def archived(data: bytes) -> bool:
    """Whether the bytes are an archive that can hold files as they are, whose own first bytes then stand near its head."""
    at, sign = TARRED
    return data.startswith(PACKED) or data.startswith(sign, at)


def holds(data: bytes, sign: bytes) -> bool:
    """Whether a zip archive is of the kind that a sign tells: by the names of its own files (not of those in a file packed in it), by
    the type with which it opens, and in any bytes of it where it is cut and has no list of names."""
    names = list(islice(names_in(data), MOST_NAMES))
    if not names:
        return sign in data
    return any(name.startswith(sign) for name in names) or (data[30:38] == b"mimetype" and sign in data[TYPED])


def names_in(data: bytes) -> Iterator[bytes]:
    """The names in the directory of a zip archive; none where it has no directory."""
    end = data.rfind(b"PK\5\6", max(0, len(data) - LONGEST_END))
    if end < 0 or len(data) < end + 22:
        return
    at = end - struct.unpack_from("<I", data, end + 12)[0]
    while 0 <= at < end and data.startswith(b"PK\1\2", at) and at + 46 <= end:
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        yield data[at + 46 : at + 46 + name]
        at += 46 + name + extra + comment


def marked(head: bytes) -> bool:
    """Whether the bytes start with the byte order mark of UTF-16 or UTF-32."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))


def wide(head: bytes) -> str:
    """The byte order ("le" or "be") of UTF-16 text without a mark, told by where its zero bytes stand; "" for other bytes."""
    even, odd = head[::2], head[1::2]
    if len(odd) < 4:
        return ""
    low, high = even.count(0) / len(even), odd.count(0) / len(odd)
    if high > WIDE and low < high / 20:
        return "le"
    return "be" if low > WIDE and high < low / 20 else ""
