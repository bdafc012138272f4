"""Papers read in a process of their own: the same documents, and a paper that takes too much costs itself alone."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from library_samples import FERRY, SampleReader
from memcon import formats
from memcon.cli import main
from memcon.errors import FormatError, SettingError, UnreadableError
from memcon.formats import apart, bounds, worker
from memcon.library import Library
from memcon.library.reading import RecordReader
from memcon.model import Rendered
from papers import STORY, Paper, png, wrapped

PAGE = f"<!doctype html><html><body><p>{STORY}</p></body></html>".encode()
BOUNDED = pytest.mark.skipif(sys.platform == "win32", reason="this system cannot bound the memory of a process")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No process of another test waits, and none is left."""
    apart.close()
    yield
    apart.close()


def story() -> bytes:
    paper = Paper()
    paper.column(wrapped(STORY, 400), 72, 72)
    return paper.bytes()


def large() -> bytes:
    """A picture of a few kilobytes that takes some hundred megabytes of memory to look at."""
    written = io.BytesIO()
    Image.new("1", (10_000, 11_000)).save(written, "PNG")
    return written.getvalue()


def test_the_documents_are_those_of_this_process() -> None:
    data = story()
    assert list(apart.read_bytes(data, "talk.pdf")) == list(formats.read_bytes(data, "talk.pdf"))


def test_a_process_takes_one_paper_after_the_other() -> None:
    list(apart.read_bytes(PAGE, "one.html"))
    (first,) = apart.idle
    with pytest.raises(FormatError, match=r"^broken.pdf: the PDF file is broken"):
        list(apart.read_bytes(b"%PDF-1.7 and no more", "broken.pdf"))
    list(apart.read_bytes(PAGE, "two.html"))
    assert apart.idle == [first]


def test_plain_text_starts_no_process() -> None:
    assert next(apart.read_bytes(STORY.encode(), "talk.txt")).document.text == STORY
    assert not apart.idle


def test_a_paper_that_is_left_half_read_takes_its_process_along() -> None:
    reading = apart.read_bytes(PAGE, "one.html")
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert not apart.idle


def test_too_slow_a_paper_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "WHOLE", 0)
    with pytest.raises(UnreadableError, match=r"^talk.pdf: reading it was stopped: .* more than 120 seconds.* MEMCON_PAPER_SECONDS\.$"):
        list(apart.read_bytes(story(), "talk.pdf"))
    assert not apart.idle


@BOUNDED
def test_too_large_a_paper_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(bounds.MEMORY, "400")
    with pytest.raises(UnreadableError, match=r"^page.png: .*400 MB.* MEMCON_PAPER_MEMORY\.$"):
        list(apart.read_bytes(large(), "page.png"))
    assert not apart.idle


def test_a_process_that_breaks_down_is_said() -> None:
    reading = apart.taken()
    reading.process.kill()
    with pytest.raises(UnreadableError, match=r"^talk.html: reading it brought its process down \(.*\); get it again"):
        list(reading.read(PAGE, worker.Order("talk.html", "html", "auto")))
    reading.end()


def test_an_answer_that_is_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SPARE", -(4096 * bounds.MEGABYTE) + 100)
    with pytest.raises(UnreadableError, match="brought its process down"):
        list(apart.read_bytes(PAGE, "talk.html"))


def test_a_fault_is_a_sentence_and_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Rendered]:
        raise RuntimeError("no page 7")
        yield

    monkeypatch.setattr(formats, "rendered", broken)
    said: list[worker.Answer] = []
    ended = worker.read(worker.Order("a.pdf", "pdf", "auto"), b"", said.append)
    assert ended == worker.Ended("Exception", "RuntimeError: no page 7", spent=True)
    waiting = apart.taken()
    error = waiting.error(ended, "a.pdf")
    waiting.end()
    assert str(error) == "a.pdf: reading it met a fault in memcon (RuntimeError: no page 7); save it in another form and read that."


def test_every_page_is_a_sign_of_life() -> None:
    paper = Paper()
    for _ in range(3):
        paper.column(wrapped(STORY, 400), 72, 72)
        paper.turn()
    steps: list[int] = []
    token = bounds.step.set(lambda: steps.append(1))
    list(formats.read_bytes(paper.bytes(), "talk.pdf"))
    bounds.step.reset(token)
    assert len(steps) == 3


@pytest.mark.parametrize("given", ["0", "-1", "many"])
def test_a_bound_is_a_number(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(bounds.SECONDS, given)
    with pytest.raises(SettingError, match=f"^MEMCON_PAPER_SECONDS is '{given}'; give a whole number above 0.$"):
        next(apart.read_bytes(PAGE, "a.html"))


class PaperReader(SampleReader):
    """Reads papers as memcon does, and makes records of them without a language model."""

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]:  # noqa: A002
        return RecordReader().render(data, source, format)


@BOUNDED
def test_an_import_goes_on_after_a_hostile_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(bounds.MEMORY, "400")
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "1.png").write_bytes(large())
    (papers / "2.html").write_bytes(f"<!doctype html><html><body><p>{FERRY}</p></body></html>".encode())
    with Library(tmp_path / "memcon.db", create=True, reader=PaperReader()) as library:
        progress = library.import_paths([str(papers)])
        assert (progress.documents, progress.failed) == (1, 1)
        assert "MEMCON_PAPER_MEMORY" in library.failures()[0].reason


@BOUNDED
def test_reading_a_hostile_paper_says_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(bounds.MEMORY, "400")
    path = tmp_path / "page.png"
    path.write_bytes(large())
    monkeypatch.setattr(sys, "argv", ["memcon", "read", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"memcon: {path}: reading it")
    assert len(said.splitlines()) == 1


def test_a_good_picture_is_read_within_the_usual_bounds() -> None:
    image = Image.new("RGB", (900, 300), "white")
    with pytest.raises(UnreadableError, match="no page yields a word"):
        list(apart.read_bytes(png(image), "blank.png"))
