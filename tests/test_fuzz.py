"""Hostile papers: a few hundred damaged ones of every format as in ``bench/fuzz``, and the attacks that have a name."""

from __future__ import annotations

import importlib
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from memcon import formats
from memcon.errors import MemconError, UnreadableError
from memcon.formats import apart, pictures
from memcon.library import archives
from papers import STORY
from scripts import bench_script

SMOKE = 30
"""Damaged papers of each format."""


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return bench_script("fuzz", monkeypatch)


FORMATS = ("pdf", "scan", "docx", "zip", "tei", "html", "mail", "mbox", "aad", "cablegate", "text")


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_papers_are_read_or_refused(fuzz: ModuleType, name: str) -> None:
    # Each raises here what is no refusal; number 0 of the pictures would be recognised, which takes its time.
    found = [fuzz.outcomes.read(name, number, fuzz.mutating.damaged(name, number)) for number in range(1, SMOKE + 1)]
    assert set(found) == {True, False}


@pytest.mark.parametrize("name", FORMATS)
def test_the_papers_that_are_damaged_are_sound(fuzz: ModuleType, name: str) -> None:
    for data in fuzz.mutating.seeds(name):
        assert fuzz.outcomes.read(name, 1, data)


@pytest.mark.parametrize("name", FORMATS)
def test_papers_that_hypothesis_damages_are_read_or_refused(fuzz: ModuleType, name: str) -> None:
    fuzz.thought_of(name, SMOKE)


def test_a_fault_is_shown_with_its_paper(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, number: int, data: bytes) -> bool:
        if b"Oreil" not in data:
            raise KeyError("nobody")
        return True

    monkeypatch.setattr(fuzz.outcomes, "read", broken)
    with pytest.raises(KeyError, match="nobody"):
        fuzz.thought_of("text", 200)


def test_damage_hangs_on_the_number_alone(fuzz: ModuleType) -> None:
    assert fuzz.mutating.damaged("pdf", 7) == fuzz.mutating.damaged("pdf", 7) != fuzz.mutating.damaged("pdf", 8)


def test_what_breaks_is_counted(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise KeyError("page")

    monkeypatch.setattr(fuzz.outcomes, "read", broken)
    what, said = fuzz.outcomes.outcome("pdf", 1, b"", 10.0)
    assert what == "tracebacks"
    assert said.startswith("KeyError: 'page' (test_fuzz.py:")


def test_what_breaks_is_kept_once_for_each_place(fuzz: ModuleType, tmp_path: Path) -> None:
    guided = importlib.import_module("guided")
    guided.keep(tmp_path, b"paper", "tracebacks", "KeyError: 'page' (pages.py:7)")
    (line,) = (tmp_path / guided.FOUND).read_text(encoding="utf-8").splitlines()
    assert (tmp_path / json.loads(line)["file"]).read_bytes() == b"paper"


def test_damage_led_by_coverage_keeps_to_its_size_and_to_chance(fuzz: ModuleType) -> None:
    guided = importlib.import_module("guided")
    for name in FORMATS:
        data = fuzz.mutating.seeds(name)[0]
        own = lambda data, size: data[: size // 2]  # noqa: E731
        made, again = ([guided.damaged(data, len(data), name, random.Random(seed), own) for seed in range(20)] for _ in range(2))
        assert made == again
        assert all(len(one) <= len(data) for one in made)
        assert any(one != data for one in made)


def test_an_archive_that_does_not_unpack_is_damaged_as_bytes_are(fuzz: ModuleType) -> None:
    guided = importlib.import_module("guided")
    data = fuzz.mutating.seeds("zip")[0]
    assert guided.unpacks(data)
    assert not guided.unpacks(data[:40] + b"\0" * 8 + data[48:])
    assert not guided.unpacks(b"PK")


def test_what_libfuzzer_says_is_counted(fuzz: ModuleType) -> None:
    counts = dict.fromkeys(("inputs", "before", "after", "peak"), 0)
    fuzz.told(counts, "#3\tINITED cov: 90 ft: 120 corp: 2/4Kb exec/s: 0 rss: 80Mb\n"
                      "#20\tNEW    cov: 95 ft: 130 rss: 81Mb L: 3/4 MS: 1 Custom-\n"
                      "#77\tDONE   cov: 99 ft: 140 corp: 9/9Kb lim: 4 exec/s: 7 rss: 82Mb\n")
    assert counts == {"inputs": 77, "before": 90, "after": 99, "peak": 82}


def test_without_atheris_one_sentence_says_so(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(fuzz, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        fuzz.led(("text",), 1, 10, tmp_path)
    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        "atheris is not installed, and --guided needs it; it comes with pip install '.[dev]' on Linux (x86_64).\n"
    )


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is built for Linux on x86_64 alone")
def test_damage_led_by_coverage_takes_more_branches_and_breaks_nothing(fuzz: ModuleType, tmp_path: Path) -> None:
    counts, finds = fuzz.guided("text", 3, 10, tmp_path)
    assert finds == []
    assert counts["inputs"] > 0
    assert counts["after"] >= counts["before"] > 0
    assert counts["kept"] >= len(fuzz.mutating.seeds("text"))


def pdf(*objects: str) -> bytes:
    """A PDF of numbered objects; the first is its root. PDFium finds them without a table."""
    return "".join(["%PDF-1.7\n", *(f"{at} 0 obj {body} endobj\n" for at, body in enumerate(objects, 1)),
                    "trailer <</Root 1 0 R>>\n%%EOF\n"]).encode()


def test_scripts_and_embedded_files_of_a_pdf_are_not_looked_at(fuzz: ModuleType) -> None:
    (read,) = apart.read_bytes(fuzz.mutating.SCRIPTED, "scripted.pdf")
    assert read.document.text == "The Minister said that the ferries would sail again in June."


@pytest.mark.parametrize("data", [
    pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 100000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"),
    pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Parent 3 0 R/Kids[2 0 R]/Count 1>>"),
    pdf("1 0 R"),
], ids=["100,000 pages claimed", "pages of themselves", "pages of one another", "a root that is itself"])
def test_a_pdf_that_lies_about_its_pages_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^lie.pdf: "):
        list(apart.read_bytes(data, "lie.pdf", ocr="never"))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_of_60000_by_60000_pixels_is_refused() -> None:
    rows = zlib.compress(bytes(10_000))
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    for act in (lambda: list(apart.read_bytes(data, "wall.png")), lambda: pictures.png(data, "wall.png", 1)):
        with pytest.raises(UnreadableError, match=r"^wall.png: .* pixels"):
            act()


LAUGHS = '<!DOCTYPE r [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"


@pytest.mark.parametrize(("name", "data"), [
    ("laughs.xml", f'<?xml version="1.0"?>{LAUGHS}<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{STORY} &a9;</p></text></TEI>'),
    ("laughs.html", f"<!doctype html>{LAUGHS}<html><body><p>{STORY} &a9;</p></body></html>"),
])
def test_a_billion_laughs_are_not_laughed(name: str, data: str) -> None:
    try:
        texts = [one.document.text for one in apart.read_bytes(data.encode(), name)]
    except UnreadableError:
        return
    assert all(len(text) < 2 * len(data) for text in texts)


def word(document: str) -> bytes:
    """A Word file with a body of its own."""
    import docx

    made, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for one in old.infolist():
            new.writestr(one.filename, document if one.filename == "word/document.xml" else old.read(one))
    return changed.getvalue()


def test_the_entities_of_a_word_file_are_neither_opened_nor_grown(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Valmora")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    secret = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    for entities, name in ((secret, "x"), (LAUGHS, "a9")):
        body = f"<w:document {space}><w:body><w:p><w:r><w:t>The Minister said &{name};.</w:t></w:r></w:p></w:body></w:document>"
        try:
            texts = [one.document.text for one in apart.read_bytes(word(f'<?xml version="1.0"?>{entities}{body}'), "draft.docx")]
        except UnreadableError:
            continue
        assert all("Valmora" not in text and len(text) < 200 for text in texts)


def bomb(how: int, claimed: int) -> bytes:
    """A zip with one file of 200 MB of zeros that claims to be smaller."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        archive.writestr("talk.txt", bytes(200_000_000))
        archive.infolist()[0].file_size = claimed
    return made.getvalue()


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packed_file_that_lies_about_its_size_is_not_unpacked(how: int, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []
    update = zipfile.ZipExtFile._update_crc  # type: ignore[attr-defined]
    monkeypatch.setattr(zipfile.ZipExtFile, "_update_crc", lambda self, data: unpacked.append(len(data)) or update(self, data))
    with pytest.raises(UnreadableError):
        list(formats.read_bytes(bomb(how, 1_000_000), "bomb.zip"))
    assert sum(unpacked) < 60_000_000


def test_a_mail_of_mails_of_mails_ends(fuzz: ModuleType) -> None:
    message: EmailMessage = fuzz.mutating.message()
    for _ in range(60):
        outer = fuzz.mutating.message()
        outer.add_attachment(message)
        message = outer
    found = list(apart.read_bytes(message.as_bytes(), "nest.eml"))
    assert 0 < len(found) <= 5
    assert any("too deep" in note for one in found for note in one.notes)


def test_a_tar_whose_headers_are_bombs_is_refused(tmp_path: Path) -> None:
    head = tarfile.TarInfo("./././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 4_000_000_000
    path = tmp_path / "bomb.tar.xz"
    path.write_bytes(lzma.compress(head.tobuf(tarfile.GNU_FORMAT) + bytes(100_000)))
    (refusal,) = archives.sources([str(path)])
    assert isinstance(refusal, archives.Refusal)
    assert "claims 4,000,000,000 bytes" in refusal.reason


def test_a_file_without_a_name_in_an_archive_is_passed_over(fuzz: ModuleType) -> None:
    data = fuzz.mutating.packed({"a.txt": STORY.encode()}).replace(b"a.txt", b"\0.txt")
    with pytest.raises(MemconError):
        list(formats.read_bytes(data, "nameless.zip"))
