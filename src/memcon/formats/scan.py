"""Pictures of pages (PNG, JPEG, TIFF of several pages): their words by character recognition, with the extra ``scan``."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from memcon.errors import UnreadableError
from memcon.formats import blocks, faults, paper
from memcon.formats.paper import recognition
from memcon.formats.paper.words import Sheet
from memcon.model import Document, Ocr, Rendered

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
MOST_PIXELS = 120_000_000
"""Of one page: A3 at 600 dots an inch has 70 million."""
MOST_PAGES = 5_000
LETTER = 11.0
"""Inches of the longer side of a page whose file does not say how large it is."""
LEAST_DPI, MOST_DPI = 72, 1_200


def sniff(data: bytes) -> bool:
    """Whether the bytes are a picture of one of these kinds."""
    return data.startswith(SIGNATURES)


def read(data: bytes, source: str, ocr: Ocr = "auto") -> Iterator[Rendered]:
    """Yields the picture, or all pages of it, as one document; raises FormatError where it is broken, UnreadableError where it is too
    large, yields no word or is not to be recognised, and without the extra ``scan``."""
    if ocr == "never":
        raise UnreadableError(f"{source}: this is a picture, whose words have to be recognised; leave out --ocr never.")
    if not recognition.available():
        raise UnreadableError(f"{source}: this is a picture, and {recognition.MISSING}.")
    sha = hashlib.sha256(data).hexdigest()
    document = Document(id=sha[:16], source=source, sha256=sha, format="scan", text="")
    yield blocks.told(paper.render(document, sheets(data, source)))


def sheets(data: bytes, source: str) -> Iterator[Sheet]:
    """The words of each page in turn."""
    for number, draw in enumerate(pictures(data, source), 1):
        yield recognition.sheet(draw, number, source, forced=True)


def pictures(data: bytes, source: str) -> Iterator[Callable[[float], Any]]:
    """What draws each page at a number of pixels a point; both raise FormatError or UnreadableError."""
    from PIL import Image

    with guarded(source):
        file = quietly(lambda: Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")))
        count = quietly(lambda: getattr(file, "n_frames", 1))
        if count > MOST_PAGES:
            raise UnreadableError(f"{source}: the picture has more than {MOST_PAGES} pages; split it.")
        for index in range(count):
            quietly(partial(file.seek, index))
            if file.width * file.height > MOST_PIXELS:
                raise UnreadableError(
                    f"{source}: page {index + 1} has {file.width} x {file.height} pixels; memcon reads pictures of up to"
                    f" {MOST_PIXELS // 1_000_000} million, so scan it at a lower resolution."
                )
            yield drawing(quietly(file.copy), dpi_of(file), source)


@contextmanager
def guarded(source: str) -> Iterator[None]:
    """Turns what the picture library raises on broken and on huge pictures into FormatError and UnreadableError."""
    from PIL import Image

    with faults.broken(f"{source}: the picture is broken; get it again."):
        try:
            yield
        except Image.DecompressionBombError as error:
            raise UnreadableError(f"{source}: the picture claims more pixels than memcon reads; scan it at a lower resolution.") from error


def quietly(act: Callable[[], Any]) -> Any:
    """What a call to the picture library gives, its warnings unsaid: sizes are checked here, and what is broken raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return act()


def dpi_of(frame: Any) -> float:
    """Pixels an inch: as the file says, else as for a page of letter size."""
    said = frame.info.get("dpi", (0, 0))[0]
    return float(said) if LEAST_DPI < said < MOST_DPI else max(frame.width, frame.height) / LETTER


def drawing(frame: Any, dpi: float, source: str) -> Callable[[float], Any]:
    """What gives a page as an array at a number of pixels a point, turned as the camera says."""

    def draw(scale: float) -> Any:
        import numpy
        from PIL import ImageOps

        with guarded(source):
            upright = quietly(lambda: ImageOps.exif_transpose(frame).convert("RGB"))
        factor = scale * recognition.POINTS / dpi
        size = max(1, round(upright.width * factor)), max(1, round(upright.height * factor))
        return numpy.asarray(upright if size == upright.size else upright.resize(size))

    return draw
