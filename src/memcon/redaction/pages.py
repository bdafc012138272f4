"""The pages of a document as a PDF of pictures, with rectangles burnt out of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from memcon.formats import pictures
from memcon.model import Record
from memcon.places import Spot

DPI = 200
POINTS = 72
PAD = 1.5
"""Points around a word that go with it: the edges of letters."""


def burnt(data: bytes, record: Record, spots: Sequence[Spot]) -> bytes:
    """The PDF. It has no text, no metadata, and none of the file's own objects."""
    drawn = drawings(data, record, spots)
    written = io.BytesIO()
    first = next(drawn)
    first.save(written, "PDF", resolution=DPI, save_all=True, append_images=drawn, quality=85, producer="", creationDate=None, modDate=None)
    return written.getvalue()


def drawings(data: bytes, record: Record, spots: Sequence[Spot]) -> Iterator[Any]:
    """Each page as a picture, black where a rectangle was."""
    from PIL import ImageDraw

    for page in record.pages:
        image = pictures.picture(data, record.document.source, page.number, DPI, page.turned)
        pen = ImageDraw.Draw(image)
        for spot in spots:
            if spot.page == page.number:
                pen.rectangle(pixels(spot), fill=(0, 0, 0))
        yield image


def pixels(spot: Spot) -> tuple[int, int, int, int]:
    """The rectangle of a spot on the picture, with what stands out of it."""
    left, top, right, bottom = spot.box
    scale = DPI / POINTS
    return round((left - PAD) * scale), round((top - PAD) * scale), round((right + PAD) * scale), round((bottom + PAD) * scale)
