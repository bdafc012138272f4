"""Zip archives: every file as itself, what fails is named, and nothing swells."""

from __future__ import annotations

import io
import tarfile
import zipfile

import docx
import pytest

from memcon import formats
from memcon.errors import FormatError, UnreadableError
from memcon.formats import zip as archives
from papers import Paper


def packed(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return written.getvalue()


def paper() -> bytes:
    drawn = Paper()
    drawn.put("The Ambassador replied.", 72, 100)
    return drawn.bytes()


def test_every_file_is_read_as_what_it_is() -> None:
    data = packed(b_txt=b"The Minister called.", a_pdf=paper(), in__c_txt=b"He left.", in___DS=b"junk")
    found = list(formats.read_bytes(data, "papers.zip"))
    assert [(one.document.source, one.document.format) for one in found] == [
        ("papers.zip!/a.pdf", "pdf"), ("papers.zip!/b.txt", "text"), ("papers.zip!/in/c.txt", "text"),
    ]


def office(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def test_an_archive_is_told_by_its_own_files_and_not_by_those_packed_in_them() -> None:
    word = docx.Document()
    word.add_paragraph("The Minister called.")
    written = io.BytesIO()
    word.save(written)
    sheet, text = office(xl__workbook=b""), office(mimetype=b"application/vnd.oasis.opendocument.text")
    # Stored as they are, the names in them stand in the archive's own bytes.
    data = office(draft=written.getvalue(), sheet=sheet, text=text, word__talk=b"The Ambassador replied.")
    reading = formats.read_bytes(data, "papers.zip")
    assert [(one.document.source, one.document.format) for one in (next(reading), next(reading))] == [
        ("papers.zip!/draft", "docx"), ("papers.zip!/word/talk", "text"),
    ]
    with pytest.raises(UnreadableError, match=r"2 of its 4 files were not read: .*sheet: this is an Excel.*text: this is an OpenDocument"):
        next(reading)


def test_an_archive_that_begins_with_a_stored_pdf_is_no_pdf() -> None:
    data = office(talk=paper(), text=b"The Minister called.")
    assert [one.document.format for one in formats.read_bytes(data, "papers.zip")] == ["pdf", "text"]
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        entry = tarfile.TarInfo("talk.pdf")
        entry.size = len(paper())
        archive.addfile(entry, io.BytesIO(paper()))
    with pytest.raises(UnreadableError, match=r"papers\.tar: this is a tar archive"):
        next(formats.read_bytes(written.getvalue(), "papers.tar"))


def test_what_cannot_be_read_is_named_in_the_end() -> None:
    reading = formats.read_bytes(packed(a_txt=b"The Minister called.", b_gif=b"GIF89a"), "papers.zip")
    assert next(reading).document.text == "The Minister called."
    with pytest.raises(UnreadableError, match=r"papers\.zip: 1 of its 2 files were not read: papers\.zip!/b\.gif: this is an image"):
        next(reading)


def test_an_archive_in_an_archive_is_read_and_one_deeper_is_not() -> None:
    inner = packed(a_txt=b"The Minister called.")
    assert next(formats.read_bytes(packed(i_zip=inner), "o.zip")).document.source == "o.zip!/i.zip!/a.txt"
    with pytest.raises(UnreadableError, match="too deep"):
        list(formats.read_bytes(packed(x_zip=packed(i_zip=inner)), "o.zip"))


def test_a_swelling_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALLOWANCE", 1_000)
    with pytest.raises(UnreadableError, match="it would swell to 2 MB"):
        list(formats.read_bytes(packed(a_txt=b"x" * 2_000_000), "bomb.zip"))


def test_a_file_that_is_larger_than_it_says_is_not_read() -> None:
    data = bytearray(packed(a_txt=b"x" * 5000))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableError, match=r"bad\.zip: 1 of its 1 files were not read"):
        list(formats.read_bytes(bytes(data), "bad.zip"))


@pytest.mark.parametrize("data", [b"PK\x03\x04....notes.csv", b"PK\x05\x06"])
def test_a_broken_archive_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"x\.zip: the zip archive is broken"):
        list(formats.read_bytes(data, "x.zip"))


def test_an_empty_archive_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no file"):
        list(formats.read_bytes(packed(), "x.zip"))
