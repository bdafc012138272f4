"""What was redacted is read again: nothing that was to go may be left in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon.errors import MemconError
from memcon.formats import pdf
from memcon.formats.paper import recognition
from memcon.places import Spot
from memcon.redaction import finding
from memcon.redaction import pages as drawing
from memcon.redaction.finding import Place

BLACK = 40
EDGE = 4
"""Pixels at the rim of a black rectangle that the picture's compression may lighten."""
METADATA = re.compile(rb"/(?:Author|Creator|Title|Subject|Keywords|CreationDate|ModDate|Metadata|EmbeddedFile|JavaScript)\b")


class ProofError(MemconError, RuntimeError):
    """What was redacted still shows a trace of what was to go; nothing was written."""


def text(redacted: str, wanted: Sequence[Place]) -> None:
    """Raises ProofError where a name asked for can still be found in the text."""
    for place in wanted:
        for name in place.names:
            if match := finding.pattern(name).search(redacted):
                raise ProofError(f"redact: '{name}' still stands in the redacted text at {match.start()}; nothing was written.")


def pages(made: bytes, spots: Sequence[Spot], wanted: Sequence[Place]) -> None:
    """Raises ProofError where a PDF has text or metadata, a rectangle that is not black, or, where character recognition is
    installed, a name that can be read on one of its pages."""
    if match := METADATA.search(made):
        raise ProofError(f"redact: the PDF made has metadata ({match.group().decode()}); nothing was written.")
    with pdf.opened(made, "the redacted pages") as file:
        for index in range(len(file)):
            page = file[index]
            if pdf.written(page, index + 1).words:
                raise ProofError(f"redact: page {index + 1} made has a layer of text; nothing was written.")
            image = pdf.image(page, drawing.DPI / drawing.POINTS)
            for spot in spots:
                if spot.page == index + 1 and not black(image, spot):
                    raise ProofError(f"redact: a rectangle of page {index + 1} is not black; nothing was written.")
            if recognition.available():
                seen = recognition.recognised(image, index + 1, drawing.POINTS / drawing.DPI)
                text(" ".join(word.text for word in seen.words), wanted)
            page.close()


def black(image: object, spot: Spot) -> bool:
    """Whether a rectangle of a picture is black all over."""
    left, top, right, bottom = drawing.pixels(spot)
    piece = image[max(0, top + EDGE) : bottom - EDGE, max(0, left + EDGE) : right - EDGE]  # type: ignore[index]
    return not piece.size or int(piece.max()) <= BLACK
