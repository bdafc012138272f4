"""Plain records set on paper: as a PDF in one or two columns, and as the scan of a typewritten page, worn to a degree.

Everything that is drawn by chance hangs on a seed. ``reportlab`` sets the pages, memcon's own PDF engine draws those that are scanned.
"""

from __future__ import annotations

import io
import random
from xml.sax.saxutils import escape

import msgspec
import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from memcon.formats import pdf, pictures

INK = 45


class Wear(msgspec.Struct, frozen=True):
    """How worn a scan is: grain (standard deviation of the grey of 255 levels), blur (pixels), skew (degrees), stamps."""

    name: str
    grain: float
    blur: float
    skew: float
    stamps: int


LEVELS = (
    Wear("clean", grain=5, blur=0.4, skew=0.4, stamps=0),
    Wear("worn", grain=20, blur=0.9, skew=1.2, stamps=1),
    Wear("rough", grain=40, blur=1.4, skew=2.5, stamps=2),
)


def as_pdf(text: str, columns: int = 1, face: str = "Times-Roman", size: float = 11.0, justified: bool = True) -> bytes:
    """A record as a PDF with running heads, a classification and page numbers; blank lines part its paragraphs."""
    written = io.BytesIO()
    style = ParagraphStyle(
        "body", fontName=face, fontSize=size, leading=1.25 * size, spaceAfter=0.6 * size, **({"alignment": TA_JUSTIFY} if justified else {})
    )
    width = 468 / columns - 12 * (columns - 1)
    frames = [Frame(72 + index * (width + 24), 80, width, 640, 0, 0, 0, 0, id=str(index)) for index in range(columns)]
    template = BaseDocTemplate(written, pagesize=letter, invariant=True)
    template.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
    template.build([Paragraph(escape(block).replace("\n", "<br/>"), style) for block in text.split("\n\n") if block.strip()])
    return written.getvalue()


def furniture(canvas: object, document: object) -> None:
    """What stands on every page."""
    canvas.setFont("Times-Roman", 9)  # type: ignore[attr-defined]
    canvas.drawString(72, 752, "PAPERS SET FOR READING")  # type: ignore[attr-defined]
    canvas.drawCentredString(306, 48, str(document.page))  # type: ignore[attr-defined]
    canvas.drawCentredString(306, 34, "CONFIDENTIAL")  # type: ignore[attr-defined]


def as_scan(text: str, wear: Wear, seed: int, dpi: int = 200) -> bytes:
    """A record typed on paper and scanned: a TIFF of several pages."""
    typed = as_pdf(text, face="Courier", size=12, justified=False)
    chance = random.Random(seed)
    count = pictures.page_count(typed, "typed.pdf")
    with pdf.opened(typed, "typed.pdf") as file:
        pages = [worn(Image.fromarray(pdf.image(file[index], dpi / 72)), wear, chance) for index in range(count)]
    written = io.BytesIO()
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi), compression="tiff_deflate")
    return written.getvalue()


def worn(page: Image.Image, wear: Wear, chance: random.Random) -> Image.Image:
    """A page as it comes from the scanner."""
    page = page.convert("L").point(lambda grey: INK + grey * (238 - INK) // 255)
    for _ in range(wear.stamps):
        stamp(page, chance)
    page = page.rotate(chance.uniform(-wear.skew, wear.skew), resample=Image.Resampling.BICUBIC, fillcolor=238)
    page = page.filter(ImageFilter.GaussianBlur(wear.blur))
    grain = numpy.random.default_rng(chance.getrandbits(32)).normal(0, wear.grain, (page.height, page.width))
    return Image.fromarray((numpy.asarray(page, dtype=float) + grain).clip(0, 255).astype("uint8"))


def stamp(page: Image.Image, chance: random.Random) -> None:
    """A grey stamp aslant, in the lower margin or beside the text's end."""
    made = Image.new("L", (520, 90), 0)
    words = chance.choice(["DECLASSIFIED", "RECEIVED", "COPY NO. 3"])
    ImageDraw.Draw(made).text((10, 10), words, font=ImageFont.load_default(56), fill=255)
    turned = made.rotate(chance.uniform(12, 30), expand=True)
    place = chance.randrange(100, page.width - 620), chance.randrange(int(page.height * 0.8), int(page.height * 0.86))
    page.paste(90, place, turned)
