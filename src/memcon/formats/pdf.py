"""PDF: the text that the file holds, in reading order; pages without text are recognised where that is asked for or needed.

Scripts, forms, attachments and links of the file are not looked at. Nothing is fetched.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from memcon.errors import FormatError, UnreadableError
from memcon.formats import binary, blocks, paper
from memcon.formats.paper import recognition
from memcon.formats.paper.words import Sheet, Word
from memcon.model import Document, Ocr, Rendered

MAGIC = b"%PDF-"
HEAD = 1024
MOST_PAGES = 20_000
MOST_PIXELS = 40_000_000
"""Of the picture of a page: 24 x 24 inches at 200 dots an inch have 23 million."""
LARGEST = 14_400.0
"""Points; a PDF page can be no larger by the format's own rules."""
TORN = 0.3
"""Over this share of characters without a meaning, the text of a page is taken for none."""
SMALLEST = 0.1
"""Points; a broken font can say that its type has no size at all."""
WORD_GAP = 0.2
"""White space of this many sizes of the type parts two words."""
Box = tuple[float, float, float, float]


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """One character of a page: its box on the upright page, the size of its type and its turn in quarters of a circle (-1: none)."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    quarter: int


def sniff(data: bytes) -> bool:
    """Whether the bytes are a PDF file."""
    return MAGIC in data[:HEAD] and not binary.archived(data)


def read(data: bytes, source: str, ocr: Ocr = "auto") -> Iterator[Rendered]:
    """Yields the file as one document; raises FormatError where it is broken, UnreadableError where it is locked or no page of
    it yields a word. ``ocr`` says which pages are recognised: none, all, or those without text."""
    sha = hashlib.sha256(data).hexdigest()
    document = Document(id=sha[:16], source=source, sha256=sha, format="pdf", text="")
    with opened(data, source) as file:
        if len(file) > MOST_PAGES:
            raise UnreadableError(f"{source}: the file claims {len(file)} pages; memcon reads up to {MOST_PAGES}, so split it.")
        rendered = paper.render(document, sheets(file, source, ocr))
    yield blocks.told(rendered)


@contextmanager
def opened(data: bytes, source: str) -> Iterator[Any]:
    """The file as pypdfium2 opens it, closed in the end; raises FormatError or UnreadableError where it cannot be."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(f"{source}: the PDF file is locked with a password; save a copy without one and read that.") from error
        raise FormatError(f"{source}: the PDF file is broken and cannot be opened; get it again, or print it to a new PDF.") from error
    try:
        yield file
    finally:
        file.close()


def sheets(file: Any, source: str, ocr: Ocr) -> Iterator[Sheet]:
    """The words of each page in turn."""
    for index in range(len(file)):
        yield sheet(file, index, source, ocr)


def sheet(file: Any, index: int, source: str, ocr: Ocr) -> Sheet:
    """The words of one page; a page that cannot be read is empty and says so."""
    import pypdfium2

    page = None
    try:
        page = file[index]
        return read_page(page, index + 1, source, ocr)
    except pypdfium2.PdfiumError:
        return Sheet(index + 1, 612.0, 792.0, (), note="broken in the file and not read")
    finally:
        if page is not None:
            page.close()


def read_page(page: Any, number: int, source: str, ocr: Ocr) -> Sheet:
    """The words of an open page, from the file or its picture."""
    found = written(page, number)
    if ocr == "force" or (ocr == "auto" and not found.words and pictured(page)):
        return recognition.sheet(lambda scale: image(page, scale), number, source, ocr == "force", finest(page))
    if not found.words:
        note = "an image without text, not recognised (--ocr never)" if pictured(page) else "holds no text"
        return msgspec.structs.replace(found, note=note)
    return found


def finest(page: Any) -> float:
    """The most pixels a point at which a page is drawn, so that a huge one does not fill the memory."""
    width, height = page.get_size()
    return float((MOST_PIXELS / max(width * height, 1.0)) ** 0.5)


def pictured(page: Any) -> bool:
    """Whether anything is drawn on a page that holds no text."""
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM), max_depth=2))


def image(page: Any, scale: float) -> Any:
    """The page as a picture (an array of rows, columns and three colours), at a number of pixels a point."""
    return page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()


def written(page: Any, number: int) -> Sheet:
    """The words that the file itself holds for a page."""
    width, height = page.get_size()
    width, height = min(width, LARGEST), min(height, LARGEST)
    found = list(glyphs(page, width, height))
    quarters = Counter(glyph.quarter for glyph in found if glyph.quarter >= 0)
    upright = quarters.most_common(1)[0][0] if quarters else 0
    if sum(torn(glyph.char) for glyph in found) > TORN * len(found):
        return Sheet(number, width, height, ())
    if upright:
        found = [turned(glyph, upright, width, height) for glyph in found]
        width, height = (height, width) if upright % 2 else (width, height)
    return Sheet(number, width, height, tuple(words(found)), turned=(4 - upright) % 4 * 90)


def torn(char: str) -> bool:
    """Whether a character has no meaning that the file gives."""
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff"


def glyphs(page: Any, width: float, height: float) -> Iterator[Glyph]:
    """Every character of a page in the order of the file, white space as " "; those outside the page are left out."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        turn = page.get_rotation() // 90
        place = placing(page, raw)
        rect = raw.FS_RECTF()
        for index in range(text.count_chars()):
            char = char_of(raw.FPDFText_GetUnicode(text, index))
            if char.isspace() or char == "\0":
                yield Glyph(" ", 0, 0, 0, 0, 0, -1)
                continue
            if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rect)):
                continue
            one, other = place(rect.left, rect.top), place(rect.right, rect.bottom)
            left, right = sorted((one[0], other[0]))
            top, bottom = sorted((one[1], other[1]))
            if right < 0 or left > width or bottom < 0 or top > height:
                continue
            angle = raw.FPDFText_GetCharAngle(text, index)
            yield Glyph(char, left, top, right, bottom, size_of(raw, text, index, bottom - top), quarter_of(angle, turn))
    finally:
        text.close()


def char_of(code: int) -> str:
    """The character of a code; one that is none, or half of one, is shown as such."""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def size_of(raw: Any, text: Any, index: int, height: float) -> float:
    """The size of a character's type in points of the page; fonts that are scaled by the page report 1 and are measured."""
    size = float(raw.FPDFText_GetFontSize(text, index))
    return size if 0.5 * height < size < 1.5 * height else height / 1.15


def quarter_of(angle: float, turn: int) -> int:
    """The turn of a character on the upright page in quarters of a circle, clockwise; -1 where it stands aslant."""
    quarters = angle / (math.pi / 2) if angle >= 0 else 0.0
    nearest = round(quarters)
    return (nearest + turn) % 4 if abs(quarters - nearest) < 0.1 else -1


def placing(page: Any, raw: Any) -> Any:
    """What maps a point of the file's own coordinates to points from the upper left corner of the page as it is shown."""
    scale = 100.0
    width, height = (max(1, round(side * scale)) for side in page.get_size())

    def device(x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value, down.value

    origin, unit = device(0, 0), 1000.0
    east, north = device(unit, 0), device(0, unit)
    a, b = ((east[0] - origin[0]) / unit, (east[1] - origin[1]) / unit)
    c, d = ((north[0] - origin[0]) / unit, (north[1] - origin[1]) / unit)

    def place(x: float, y: float) -> tuple[float, float]:
        return (origin[0] + a * x + c * y) / scale, (origin[1] + b * x + d * y) / scale

    return place


def turned(glyph: Glyph, quarters: int, width: float, height: float) -> Glyph:
    """A character of a page that is read with the paper turned back by so many quarters."""
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    for _ in range(quarters):
        # A quarter against the clock: what stood on the right is now on top.
        left, top, right, bottom = top, width - right, bottom, width - left
        width, height = height, width
    quarter = (glyph.quarter - quarters) % 4 if glyph.quarter >= 0 else -1
    return msgspec.structs.replace(glyph, left=left, top=top, right=right, bottom=bottom, quarter=quarter)


def words(found: list[Glyph]) -> Iterator[Word]:
    """The characters in words: white space, a jump on the page or another turn ends one."""
    held: list[Glyph] = []
    for glyph in found:
        if held and (glyph.char == " " or apart(held[-1], glyph)):
            yield word(held)
            held = []
        if glyph.char != " ":
            held.append(glyph)
    if held:
        yield word(held)


def apart(before: Glyph, after: Glyph) -> bool:
    """Whether two characters that follow each other in the file stand apart on the page."""
    if before.quarter != after.quarter:
        return True
    if before.quarter:
        # What stands on its side or aslant is a stamp: white space alone parts its words.
        return False
    size = max(before.size, after.size)
    return after.left - before.right > WORD_GAP * size or after.left < before.left - size or abs(after.bottom - before.bottom) > 0.6 * size


def word(held: list[Glyph]) -> Word:
    """The word that characters form; one that does not stand upright is of a stamp."""
    return Word(
        "".join(glyph.char for glyph in held),
        min(glyph.left for glyph in held),
        min(glyph.top for glyph in held),
        max(glyph.right for glyph in held),
        max(glyph.bottom for glyph in held),
        max(sum(glyph.size for glyph in held) / len(held), SMALLEST),
        kind="text" if held[0].quarter == 0 else "stamp",
    )

