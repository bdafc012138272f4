"""The formats: which is sniffed, what is refused and with what words, and the law that no line is lost."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon import formats, heading
from memcon.errors import SettingError, UnreadableError
from memcon.formats import binary
from memcon.model import Document, Outline, Rendered

RECORDS = Path(__file__).parent / "records"
SAMPLES = sorted(RECORDS.glob("*.txt"))


def outlines(data: bytes) -> list[Outline]:
    return [heading.outline(rendered) for rendered in formats.read_bytes(data, "sample.txt")]


def uncovered(outline: Outline) -> list[str]:
    """The characters, but white space, that stand in no part."""
    text = outline.document.text
    inside = [False] * len(text)
    for part in outline.parts:
        inside[part.start : part.end] = [True] * (part.end - part.start)
    return [c for c, seen in zip(text, inside, strict=True) if not seen and not c.isspace() and not "\x1c" <= c <= "\x1f"]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Microsoft's old container begin."""


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[types.ModuleType]:
    """A format of somebody else's package, called "marks"."""
    module = types.ModuleType("marks_format")
    module.sniff = lambda data: data.startswith(b"@@")  # type: ignore[attr-defined]
    module.read = lambda data, source: iter([Rendered(Document(text="from marks", source=source))])  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "marks_format", module)
    points = [EntryPoint("marks", "marks_format", formats.GROUP)]
    monkeypatch.setattr(formats, "entry_points", lambda group, name=None: [p for p in points if name in {None, p.name}])
    for kept in (formats.names, formats.reader):
        kept.cache_clear()
    yield module
    for kept in (formats.names, formats.reader):
        kept.cache_clear()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("veldt-1973.aad.txt", "aad"),
        ("ostravia-1975.bare.txt", "aad"),
        ("marl-2007.cablegate.txt", "cablegate"),
        ("harbor-talks.memorandum.txt", "text"),
        ("harrow-orsino.letter.txt", "text"),
    ],
)
def test_each_sample_is_sniffed(name: str, found: str) -> None:
    assert formats.sniffed((RECORDS / name).read_bytes()) == found


def test_tei_is_sniffed_first() -> None:
    data = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>SIPDIS PAGE 01</p></TEI>'
    assert formats.sniffed(data) == "tei"


def test_a_text_that_only_mentions_telegram_marks_is_plain_text() -> None:
    assert formats.sniffed(b"The cable was marked SIPDIS and spoke of PAGE 02 and of E.O. 12958.") == "text"


def test_the_format_can_be_forced() -> None:
    rendered = next(formats.read_bytes((RECORDS / "veldt-1973.aad.txt").read_bytes(), "v.txt", "text"))
    assert rendered.document.format == "text"


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=rf"no format 'papyrus'; the formats are {', '.join(formats.BUILT_IN)}"):
        formats.read_bytes(b"words", "a.txt", "papyrus")


def test_a_strangers_format_is_found_before_plain_text(stranger: types.ModuleType) -> None:
    assert formats.names() == (*formats.BUILT_IN[:-1], "marks", "text")
    assert next(formats.read_bytes(b"@@ words", "a.txt")).document.text == "from marks"
    assert next(formats.read_bytes(b"plain words", "a.txt")).document.format == "text"


def test_the_packages_are_looked_through_once(stranger: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert formats.sniffed(b"plain words") == "text"
    monkeypatch.setattr(formats, "entry_points", lambda **_: pytest.fail("looked through again"))
    assert next(formats.read_bytes(b"plain words", "a.txt")).document.format == "text"


def test_a_strangers_format_may_read_what_is_no_text(stranger: types.ModuleType) -> None:
    assert next(formats.read_bytes(b"@@\0\0", "a.bin")).document.text == "from marks"


def test_a_strangers_broken_format_is_named(stranger: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "entry_points", lambda group, name=None: [EntryPoint("marks", "no_such_package", formats.GROUP)])
    with pytest.raises(SettingError, match=r"the format 'marks' \(no_such_package\) cannot be loaded"):
        formats.read_bytes(b"words", "a.txt")


def test_a_strangers_format_without_read_is_named(stranger: types.ModuleType) -> None:
    del stranger.read
    with pytest.raises(SettingError, match="has no sniff and read"):
        formats.read_bytes(b"words", "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"a\.txt: the file is empty"):
        formats.read_bytes(data, "a.txt")


def test_a_huge_file_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LIMIT", 3 * formats.MEGABYTE)
    with pytest.raises(UnreadableError, match=r"big\.txt: the file has 4 MB; memcon reads files of up to 3 MB"):
        formats.read_bytes(b"x" * (3 * formats.MEGABYTE + 1), "big.txt")


def test_the_limit_is_one_hundred_megabytes() -> None:
    assert formats.LIMIT == 100_000_000


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
        (b"PK\x03\x04....notes.csv", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (OLD, "an old Microsoft Office file"),
        (OLD + "WordDocument".encode("utf-16-le"), r"an old Word document \(\.doc\)"),
        (OLD + "__properties_version1.0".encode("utf-16-le"), r"an Outlook message \(\.msg\)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "an Office file that is locked with a password"),
        (b"!BDN\0\0", r"a mailbox of Outlook \(\.pst\)"),
        (b"RIFF\x10\0\0\0WEBP", r"an image \(WebP\)"),
        (b"BM\x10\x20\0\0", r"an image \(BMP\)"),
        (b"\0\0\0\x18ftypheic", r"an image of a telephone \(HEIC\)"),
        (b"{\\rtf1 words}", "an RTF file"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"words\0\x01\x02 and \0 more", "a binary file"),
    ],
)
def test_what_is_no_text_is_named_with_advice(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableError, match=rf"^x\.dat: this is {name}.*, not text; \w.+\.$"):
        formats.read_bytes(data, "x.dat", "text")


@pytest.mark.parametrize("data", [b"GIF89a", b"\xd0\xcf\x11\xe0\xa1", b"{\\rtf1 words}", b"PK\x03\x04....xl/workbook.xml", b"Rar!\x1a"])
def test_what_no_format_reads_is_refused_unasked(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^x\.dat: this is an? \w.+, not text; (save|unpack) \w.+\.$"):
        formats.read_bytes(data, "x.dat")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.7", "pdf"), (b"\x89PNG\r\n\x1a\n", "scan"), (b"II*\0", "scan"), (b"PK\x03\x04 word/document.xml", "docx"),
     (b"PK\x03\x04 a.txt", "zip"), (b"<!DOCTYPE html><p>Hi", "html"), (b"Message-ID: <1>\nFrom: a\nTo: b\n\nHi", "mail")],
)
def test_what_is_known_by_its_first_bytes(data: bytes, name: str) -> None:
    assert formats.sniffed(data) == name


@pytest.mark.parametrize("text", ["BM was seen in Port Serel.", "RIFF raff.", "The ftyp of the note."])
def test_a_text_may_begin_as_a_picture_does(text: str) -> None:
    assert formats.sniffed(text.encode()) == "text"


def test_wide_text_is_no_binary_file() -> None:
    assert binary.kind_of("The Minister called.".encode("utf-16-le")) is None
    assert binary.wide("The Minister called.".encode("utf-16-be")) == "be"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_line_of_a_sample_is_lost(path: Path) -> None:
    for outline in outlines(path.read_bytes()):
        assert uncovered(outline) == []
        assert outline.parts == tuple(sorted(outline.parts, key=lambda p: (p.start, -p.end)))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_paragraphs_do_not_overlap(path: Path) -> None:
    for outline in outlines(path.read_bytes()):
        body = [p for p in outline.parts if p.kind in {"paragraph", "summary", "comment"}]
        assert all(a.end <= b.start for a, b in itertools.pairwise(body))


LINES = st.sampled_from(
    ["SUBJECT: Fish", "PARTICIPANTS", "Mr. Vale, EUR", "1. (C) He said so.", "PAGE 02 VELDT 02545 192208Z", "CONFIDENTIAL", "", "SIPDIS",
     "R 192055Z APR 73", "FM AMEMBASSY VELDT", "E.O. 12958: DECL", "TAGS: X",
     "COMMENT: No. END COMMENT. Yes.", "[3 lines not declassified]",
     "The Minister said that the cabinet had not", "HARROW", "Marl:", "Vale: We agree.", "( A)", "¶2. (S) Two."]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=300), st.lists(LINES, min_size=1, max_size=25).map("\n".join)))
def test_any_text_is_read_or_refused_and_no_line_is_lost(text: str) -> None:
    try:
        found = outlines(text.encode("utf-8", "surrogatepass"))
    except UnreadableError:
        return
    for outline in found:
        assert uncovered(outline) == []
        assert all(0 <= p.start < p.end <= len(outline.document.text) for p in outline.parts)
        assert all(p.start == -1 or 0 <= p.start <= p.end <= len(outline.document.text) for p in outline.participants)


@pytest.mark.parametrize("unit", ["a", "A ", "(", "[", "A-", "1. ", "Mr. ", "Ab, ", "May 1 ", "“", "\u05d0\u05d1 ", "\x01\x02"])
@pytest.mark.parametrize("head", ["", "SIPDIS\nE.O. 12958: DECL\nTAGS: X\nSUBJECT: ", "PARTICIPANTS: "])
def test_a_line_of_a_megabyte_is_read(unit: str, head: str) -> None:
    outline = outlines((head + unit * (1_000_000 // len(unit))).encode())[0]
    assert uncovered(outline) == []


def test_a_line_of_a_megabyte_in_each_telegram_layout_is_read() -> None:
    data = b"Message Text\nPAGE 01 VELDT 123 1\nSUBJECT: X\n1. AB. " + b"COMMENT: A. " * 80_000 + b"\nMessage Attributes\nTo: X"
    assert outlines(data)[0].document.format == "aad"
