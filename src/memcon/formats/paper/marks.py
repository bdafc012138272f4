"""What is on the picture of a page and is no type: boxes that hide words, and ink of another colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

EXCISED = "[excised]"
DARK = 70
WHITE = 254
PAPER = 251
"""A page whose paper is whiter than this on the whole shows no white box."""
FULL = 0.85
"""A box is filled to at least this share of its rectangle."""
LEAST_HEIGHT = 0.006
LEAST_WIDTH = 0.02
LARGEST = 0.7
"""Shares of the page's longer side, and of its width: what is smaller is type or a line, what is larger the scan's own edge."""
COLOURED = 90
INKED = 0.25


class Box(msgspec.Struct, frozen=True):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the middle of another rectangle lies inside."""
        return self.left < (left + right) / 2 < self.right and self.top < (top + bottom) / 2 < self.bottom


def redactions(image: Any) -> Iterator[tuple[int, int, int, int]]:
    """The black boxes of a picture, and the white ones where the paper is not white, in pixels."""
    import cv2
    import numpy

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    masks = [cv2.medianBlur(grey, 5) < DARK]
    if numpy.median(grey) < PAPER:
        masks.append(grey >= WHITE)
    for mask in masks:
        # Letters that touch a box, and rules, are thinner than it and fall away.
        thin = max(3, round(max(image.shape[:2]) * LEAST_HEIGHT * 0.6))
        opened = cv2.morphologyEx(mask.astype(numpy.uint8), cv2.MORPH_OPEN, numpy.ones((thin, thin), numpy.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(opened)
        for left, top, width, height, area in stats[1:].tolist():
            if boxed(width, height, area, image.shape):
                yield left, top, left + width, top + height


def boxed(width: int, height: int, area: int, shape: Sequence[int]) -> bool:
    """Whether a stain has the form of a box that hides words."""
    tall, wide = shape[:2]
    large = width > LARGEST * wide * 1.25 or height > LARGEST * tall
    return not large and width >= LEAST_WIDTH * wide and height >= LEAST_HEIGHT * max(tall, wide) and area >= FULL * width * height


def coloured(image: Any, corners: Sequence[tuple[float, float]]) -> bool:
    """Whether the ink inside corners has a colour, as that of a stamp; black, blue-black and brown paper have none."""
    import cv2
    import numpy

    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    piece = image[max(0, int(min(ys))) : int(max(ys)) + 1, max(0, int(min(xs))) : int(max(xs)) + 1]
    if not piece.size:
        return False
    grey = cv2.cvtColor(piece, cv2.COLOR_RGB2GRAY)
    ink = grey < numpy.percentile(grey, 10) + 25
    vivid = cv2.cvtColor(piece, cv2.COLOR_RGB2HSV)[:, :, 1] > COLOURED
    return bool(ink.any()) and float((vivid & ink).sum() / ink.sum()) > 1 - INKED
