"""Bytes that are no text: what they are, by their first bytes, and what a user can do about it."""

from __future__ import annotations

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
UNPACK = "unpack it and read the files in it"
SIGNATURES = (
    (b"%PDF-", Binary("a PDF file", SNIFFED)),
    (b"\xd0\xcf\x11\xe0", Binary("an old Microsoft Office file (.doc, .xls, .msg)", AS_DOCX)),
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
    (b"SQLite format 3\0", Binary("a SQLite database", "export its texts to files and read those")),
    (b"\x7fELF", Binary("a program", "name a text file")),
)
ZIPPED = (
    (b"word/", Binary("a Word document (.docx)", SNIFFED)),
    (b"xl/", Binary("an Excel workbook (.xlsx)", AS_TEXT)),
    (b"ppt/", Binary("a PowerPoint file (.pptx)", AS_TEXT)),
    (b"opendocument.text", Binary("an OpenDocument text (.odt)", AS_DOCX)),
    (b"epub+zip", Binary("an e-book (EPUB)", AS_TEXT)),
)
ZIP = Binary("a zip archive", SNIFFED)
UNKNOWN = Binary("a binary file", "name a text file, or save the text in it as plain text (UTF-8)")


def kind_of(data: bytes) -> Binary | None:
    """What the bytes are where they are no text; None where they can be text in some encoding."""
    found = next((what for start, what in SIGNATURES if data.startswith(start)), None)
    if found:
        return found
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((what for inside, what in ZIPPED if inside in data), ZIP)
    head = data[:HEAD]
    if b"\0" in head and not marked(head) and not wide(head):
        return UNKNOWN
    return None


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
