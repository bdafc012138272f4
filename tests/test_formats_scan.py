"""Scans: small invented pages drawn, turned, stamped and blacked out, and read by character recognition."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy
import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from memcon import formats, places
from memcon.errors import FormatError, SettingError, UnreadableError
from memcon.formats import scan
from memcon.formats.paper import marks, recognition
from memcon.model import Rendered
from papers import Paper, png

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LINES = (
    "The Foreign Minister said that the ferries would sail again",
    "in June and asked whether the pilots would come back. The",
    "Ambassador replied that they were waiting for a word.",
)
TEXT = " ".join(LINES)
DPI = 150


def page(lines: tuple[str, ...] = LINES, paper: int = 255) -> Image.Image:
    """A low page of 150 dots an inch."""
    image = Image.new("RGB", (1000, 420), (paper,) * 3)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((100, 100 + 45 * number), line, font=font(), fill=(20, 20, 20))
    image.info["dpi"] = (DPI, DPI)
    return image


def font(size: int = 25) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(VERA), size)


def file(image: Image.Image, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    image.save(written, kind, dpi=(DPI, DPI))
    return written.getvalue()


def read(data: bytes) -> Rendered:
    (rendered,) = formats.read_bytes(data, "page.png")
    return rendered


@pytest.fixture(scope="module")
def plain() -> Rendered:
    return read(file(page()))


def test_a_page_is_read_with_places_and_confidence(plain: Rendered) -> None:
    assert plain.document.text == TEXT
    assert plain.document.format == "scan"
    (sheet,) = plain.pages
    assert (round(sheet.width), round(sheet.height), sheet.recognised, sheet.turned) == (480, 202, True, 0)
    spot, *more = places.where(plain.pages, TEXT.index("ferries"), TEXT.index("ferries") + 7)
    assert not more
    left = 48 + font().getlength("The Foreign Minister said that the ") * 72 / DPI
    assert spot.box[0] == pytest.approx(left, abs=4)
    assert all(0.5 < place.confidence <= 1 for place in sheet.places)


def test_the_doubtful_words_are_counted(plain: Rendered) -> None:
    doubtful = len(places.doubtful(plain.pages))
    words = len(plain.pages[0].places)
    assert plain.notes == (
        f"page 1: read by character recognition; {doubtful} of {words} words are doubtful: check them against the image.",
    )


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned(degrees: int) -> None:
    rendered = read(file(page().rotate(degrees, expand=True)))
    assert rendered.document.text == TEXT
    assert rendered.pages[0].turned == degrees


def test_a_skewed_page_keeps_its_lines() -> None:
    image = page().rotate(2.5, expand=True, fillcolor=(255, 255, 255), resample=Image.Resampling.BICUBIC)
    rendered = read(file(image))
    assert rendered.document.text == TEXT
    first, last = rendered.pages[0].places[0], rendered.pages[0].places[8]
    assert first.top - last.top > 10, "places are those of the page as it lies there"


def test_a_black_box_is_an_excision_and_hides_its_words() -> None:
    image = page()
    width = font().getlength("The Foreign Minister said that the ")
    ImageDraw.Draw(image).rectangle((100 + width, 98, 100 + width + 95, 130), fill=(0, 0, 0))
    rendered = read(file(image))
    assert rendered.document.text == TEXT.replace("ferries", "[excised]")
    (part,) = [part for part in rendered.parts if part.kind == "excision"]
    (spot,) = places.where(rendered.pages, part.start, part.end)
    assert spot.box == pytest.approx(((100 + width) * 0.48, 98 * 0.48, (195 + width) * 0.48, 130 * 0.48), abs=3)


def test_a_white_box_on_grey_paper_is_an_excision() -> None:
    image = page(paper=225)
    width = font().getlength("The Foreign Minister said that the ")
    ImageDraw.Draw(image).rectangle((100 + width, 96, 100 + width + 88, 132), fill=(255, 255, 255))
    assert read(file(image)).document.text == TEXT.replace("ferries", "[excised]")


def test_letters_and_rules_are_no_boxes() -> None:
    image = page()
    ImageDraw.Draw(image).line((100, 300, 900, 300), fill=(0, 0, 0), width=3)
    assert list(marks.redactions(numpy.asarray(image))) == []


def test_a_stamp_aslant_or_in_colour_is_no_text() -> None:
    image = page()
    ImageDraw.Draw(image).text((520, 320), "RECEIVED MAY 4", font=font(40), fill=(200, 20, 30))
    stamp = Image.new("RGB", (500, 60), (255, 255, 255))
    ImageDraw.Draw(stamp).text((10, 5), "DECLASSIFIED", font=font(40), fill=(40, 40, 40))
    image.paste(stamp.rotate(12, expand=True, fillcolor=(255, 255, 255)).crop((0, 60, 380, 170)), (60, 260))
    rendered = read(file(image))
    apart = " ".join(rendered.document.text[p.start : p.end] for p in rendered.parts if p.kind == "boilerplate")
    assert rendered.document.text.startswith(TEXT)
    assert "RECEIVED" in apart
    assert "DECLASSIFIED" in apart


def test_a_pdf_of_pictures_is_recognised_where_it_holds_no_text() -> None:
    paper = Paper((480, 202))
    paper.put("Typed words stand here.", 48, 60)
    paper.turn()
    paper.canvas.drawInlineImage(page(), 0, 0, 480, 202)
    rendered = next(formats.read_bytes(paper.bytes(), "paper.pdf"))
    assert [sheet.recognised for sheet in rendered.pages] == [False, True]
    assert rendered.document.text == f"Typed words stand here.\n\n{TEXT}"
    assert rendered.notes[0].startswith("page 2: read by character recognition")


def test_the_pages_of_a_tiff_are_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, ...]] = []

    def look(image: numpy.ndarray) -> list[recognition.Found]:
        seen.append(image.shape)
        box = ((100.0, 100.0), (200.0, 100.0), (200.0, 130.0), (100.0, 130.0))
        return [recognition.Found(f"Page{len(seen)}", box, 0.7)]

    monkeypatch.setattr(recognition, "look", look)
    written = io.BytesIO()
    page().save(written, "TIFF", save_all=True, append_images=[page(), page()], dpi=(DPI, DPI))
    rendered = read(written.getvalue())
    assert rendered.document.text == "Page1\n\nPage2\n\nPage3"
    assert "3 of 3 words are doubtful" in rendered.notes[0]
    assert seen[0] == (560, 1333, 3), "drawn at 200 dots an inch"


def test_an_empty_page_is_said() -> None:
    with pytest.raises(UnreadableError, match="page 1: an image in which no word was recognised"):
        read(file(Image.new("RGB", (600, 300), (255, 255, 255))))


def test_a_line_is_parted_by_its_letters_where_the_recogniser_gives_no_words() -> None:
    found = list(recognition.split("on May4,1963", 0.9, [], [(0.0, 0.0), (130.0, 0.0), (130.0, 10.0), (0.0, 10.0)]))
    assert [word.text for word in found] == ["on", "May", "4,1963"]
    assert found[0].corners[1][0] < found[1].corners[0][0]


def test_without_the_extra_the_error_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)
    with pytest.raises(UnreadableError, match=r"page\.png: this is a picture, and .*pip install 'memcon\[scan\]'"):
        read(png(page()))
    paper = Paper()
    paper.canvas.drawInlineImage(page(), 0, 0, 480, 202)
    data = paper.bytes()
    with pytest.raises(UnreadableError, match=r"page 1: an image without text, and .*pip install 'memcon\[scan\]'"):
        next(formats.read_bytes(data, "paper.pdf"))
    with pytest.raises(SettingError, match=r"pip install 'memcon\[scan\]'"):
        next(formats.read_bytes(data, "paper.pdf", ocr="force"))


def test_a_picture_that_is_not_to_be_recognised_is_refused() -> None:
    with pytest.raises(UnreadableError, match="leave out --ocr never"):
        next(formats.read_bytes(png(page()), "page.png", ocr="never"))


def test_a_huge_picture_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_PIXELS", 1000)
    with pytest.raises(UnreadableError, match="page 1 has 1000 x 420 pixels"):
        read(png(page()))


def test_a_picture_that_claims_too_much_is_refused() -> None:
    data = bytearray(png(Image.new("1", (10, 10))))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    with pytest.raises(UnreadableError, match="pixels"):
        read(bytes(data))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 broken", b"II*\0 broken"])
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"page\.png: the picture is broken"):
        read(data)


def test_the_size_of_a_page_without_resolution_is_that_of_letter_paper() -> None:
    image = Image.new("RGB", (850, 1100))
    assert scan.dpi_of(image) == 100
    image.info["dpi"] = (1, 1)
    assert scan.dpi_of(image) == 100
