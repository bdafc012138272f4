"""The picture of a page of a PDF or scan, upright, as the places of its words have it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from memcon.errors import UnreadableError
from memcon.formats import pdf, scan
from memcon.formats.paper import recognition
from memcon.places import Spot

POINTS = 72.0
LIT = (255, 214, 0)
LIGHT = 0.35


def page_count(data: bytes, source: str) -> int:
    """How many pages a PDF or scan has; raises UnreadableError where the bytes are neither."""
    if scan.sniff(data):
        return sum(1 for _ in scan.pictures(data, source))
    if not pdf.sniff(data):
        raise UnreadableError(f"{source}: this came on no pages; only a PDF or a scan has pictures of its pages.")
    with pdf.opened(data, source) as file:
        return len(file)


def png(
    data: bytes, source: str, number: int, *, dpi: int = 150, turned: int | None = None, spots: Iterable[Spot] = ()
) -> bytes:
    """A page as a PNG file; ``number`` counts from 1. ``turned`` is that of the record's page (None: as the file's own words stand);
    ``spots`` of the page are lit up. Raises UnreadableError where there is no such page or the bytes hold no pages."""
    image = picture(data, source, number, dpi, turned)
    for spot in spots:
        if spot.page == number:
            light(image, [edge * dpi / POINTS for edge in spot.box])
    written = io.BytesIO()
    image.save(written, "PNG", dpi=(dpi, dpi))
    return written.getvalue()


def picture(data: bytes, source: str, number: int, dpi: int, turned: int | None = None) -> Any:
    """A page as a picture of the Pillow library, upright."""
    from PIL import Image

    count = page_count(data, source)
    if not 1 <= number <= count:
        raise UnreadableError(f"{source}: there is no page {number}; the pages are 1 to {count}.")
    if scan.sniff(data):
        draw = next(draw for index, draw in enumerate(scan.pictures(data, source), 1) if index == number)
        return Image.fromarray(recognition.turned(draw(dpi / POINTS), (turned or 0) // 90))
    with pdf.opened(data, source) as file:
        page = file[number - 1]
        try:
            quarters = (pdf.written(page, number).turned if turned is None else turned) // 90
            return Image.fromarray(recognition.turned(drawn(page, dpi), quarters))
        finally:
            page.close()


def drawn(page: Any, dpi: int) -> Any:
    """A page of a PDF as an array, at fewer dots an inch where it is huge."""
    return pdf.image(page, min(dpi / POINTS, pdf.finest(page)))


def light(image: Any, box: list[float]) -> None:
    """Marks a rectangle as with a pen, the words under it still to be read."""
    from PIL import Image, ImageChops

    edges = tuple(round(edge) for edge in (box[0] - 2, box[1] - 1, box[2] + 2, box[3] + 1))
    piece = image.crop(edges)
    pen = Image.blend(Image.new("RGB", piece.size, (255, 255, 255)), Image.new("RGB", piece.size, LIT), LIGHT * 2)
    image.paste(ImageChops.multiply(piece, pen), edges[:2])
