"""Pictures of pages: upright, lit up where asked, of files and of documents of a library."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from memcon.cli import app
from memcon.errors import SettingError, UnreadableError
from memcon.formats import pictures
from memcon.library import Library, LibraryError
from memcon.places import Spot
from papers import STORY, Paper, png, wrapped


def paper() -> bytes:
    drawn = Paper()
    drawn.column(["Memorandum of Conversation", "", *wrapped(STORY, 440)], 72, 100)
    drawn.turn()
    drawn.put("He left.", 72, 100)
    return drawn.bytes()


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    return {colour for _, colour in picture.getcolors(1 << 24) or ()}  # type: ignore[misc]


def test_a_page_is_drawn_at_the_resolution_asked() -> None:
    assert image(pictures.png(paper(), "p.pdf", 1, dpi=72)).size == (612, 792)


def test_spots_of_the_page_are_lit() -> None:
    plain = pictures.png(paper(), "p.pdf", 1, dpi=72)
    lit = image(pictures.png(paper(), "p.pdf", 1, dpi=72, spots=[Spot(1, (72, 400, 172, 420)), Spot(2, (0, 0, 600, 700))]))
    red, green, blue = lit.getpixel((100, 410))  # type: ignore[misc]
    assert blue < 150 < green <= red
    assert lit.getpixel((300, 500)) == (255, 255, 255)
    assert len(colours(image(plain))) < len(colours(lit))


def test_a_scan_is_turned_as_its_record_says() -> None:
    scanned = Image.new("RGB", (850, 1100), (255, 255, 255))
    assert image(pictures.png(png(scanned), "p.png", 1, dpi=50, turned=90)).size == (550, 425)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(UnreadableError, match=rf"p\.pdf: there is no page {number}; the pages are 1 to 2"):
        pictures.png(paper(), "p.pdf", number)


def test_a_text_has_no_pages() -> None:
    with pytest.raises(UnreadableError, match="came on no pages"):
        pictures.page_count(b"The Minister called.", "a.txt")


def test_the_command_writes_a_page_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.pdf").write_bytes(paper())
    result = CliRunner().invoke(app, ["show", "paper.pdf", "--page", "2", "--png", "out.png"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert image(Path("out.png").read_bytes()).width == 1275
    with pytest.raises(SettingError, match="give both --page"):
        CliRunner().invoke(app, ["show", "paper.pdf", "--page", "2"], catch_exceptions=False)


def test_a_statement_of_the_library_is_lit_on_its_page(tmp_path: Path) -> None:
    source = tmp_path / "paper.pdf"
    source.write_bytes(paper())
    with Library(tmp_path / "papers.db", create=True) as library:
        library.add(source)
        (filed,) = library.documents()
        statement = library.show(filed.name).statements[0]
        lit = image(library.page(filed.name, 1, statement.id))
        assert len(colours(lit)) > len(colours(image(library.page(filed.name, 1))))
        with pytest.raises(LibraryError, match="there is no page 3; its pages are 1 to 2"):
            library.page(filed.name, 3)
        with pytest.raises(LibraryError, match="there is no statement s99"):
            library.page(filed.name, 1, "s99")
        source.write_bytes(b"changed")
        with pytest.raises(LibraryError, match="is not there any more, has changed"):
            library.page(filed.name, 1)
