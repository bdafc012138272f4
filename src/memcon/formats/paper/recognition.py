"""Picture of a page -> its words, by character recognition on this machine (RapidOCR, the extra ``scan``).

The page is turned upright by quarters where its lines run down or stand on their heads; the skew of the lines is measured and
taken into account, not taken out of the picture. Each word has the confidence of the recognition.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import msgspec

from memcon import lexicon
from memcon.errors import SettingError
from memcon.formats.paper import marks
from memcon.formats.paper.words import Sheet, Word

Image = Any
"""An array of rows, columns and three colours, 8 bits each."""
DPI = 200
"""Dots an inch at which pages are looked at; finer ones cost time and are read no better."""
POINTS = 72.0
MISSING = "character recognition is not installed; pip install 'memcon[scan]' installs it"
ENOUGH_WORDS = 8
ENGLISH = 0.25
"""A page of this share of common English words is the right way up."""
UPRIGHT_SLANT = math.radians(5)
"""What stands further aslant than this, against the lines of the page, is a stamp."""
SAME_SIZE = 0.25
SMALLEST = 0.1
"""Points; no type is smaller."""
DOWN = 1.5
"""A line this many times as tall as it is wide runs down the page."""
MONTH = re.compile(
    r"(?<=\b)(January|February|March|April|May|June|July|August|September|October|November|December)(?=\d{1,4}\b)"
)
Point = tuple[float, float]


class Found(msgspec.Struct, frozen=True):
    """A word as recognised: its corners in pixels, from the upper left one clockwise, and the confidence. ``down``: its line runs
    down the page."""

    text: str
    corners: tuple[Point, Point, Point, Point]
    confidence: float
    down: bool = False

    @property
    def slant(self) -> float:
        """The angle of the word's upper edge, in radians, clockwise from level."""
        (ax, ay), (bx, by) = self.corners[:2]
        return math.atan2(by - ay, bx - ax)

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])


def available() -> bool:
    """Whether character recognition is installed."""
    return find_spec("rapidocr") is not None


@cache
def engine() -> Callable[[Image], Any]:
    """The recogniser with the models of its own package, on one core; it fetches nothing."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.return_word_box": True,
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def sheet(picture: Callable[[float], Image], number: int, source: str, forced: bool, finest: float = DPI / POINTS) -> Sheet:
    """The words of a page that ``picture`` draws at so many pixels a point, ``finest`` at most. Without the extra ``scan``: raises
    SettingError where recognition was forced, else an empty sheet that says so."""
    if not available():
        if forced:
            raise SettingError(f"{source}: {MISSING}.")
        return Sheet(number, 612.0, 792.0, (), note=f"an image without text, and {MISSING}")
    scale = min(DPI / POINTS, finest)
    return recognised(picture(scale), number, 1 / scale)


def recognised(image: Image, number: int, scale: float) -> Sheet:
    """The words of a picture; ``scale`` is the points of a pixel."""
    quarters, found = upright(image)
    image = turned(image, quarters)
    height, width = (side * scale for side in image.shape[:2])
    skew = statistics.median(word.slant for word in found) if found else 0.0
    boxes = [marks.Box(*(edge * scale for edge in box)) for box in marks.redactions(image)]
    words = [word_of(one, skew, scale, (width / 2, height / 2), marks.coloured(image, one.corners)) for one in found]
    hidden = [word for word in words if any(box.holds(word.left, word.top, word.right, word.bottom) for box in boxes)]
    seen = tuple(evened([word for word in words if word not in hidden]))
    excised = tuple(excision(box, skew, (width / 2, height / 2), seen) for box in boxes)
    note = "" if seen or excised else "an image in which no word was recognised"
    return Sheet(number, width, height, (*seen, *excised), True, quarters * 90, note, skew)


def upright(image: Image) -> tuple[int, list[Found]]:
    """By how many quarters clockwise the picture must be turned to be upright, and its words then."""
    found = list(look(image))
    down = 2 * sum(word.down for word in found) > len(found)
    if len(found) < ENOUGH_WORDS or (not down and english(found) >= ENGLISH):
        return 0, found
    tries = [(0, found)]
    for quarters in (1, 3) if down else (2,):
        tries.append((quarters, list(look(turned(image, quarters)))))
        if english(tries[-1][1]) >= 2 * ENGLISH:
            return tries[-1]
    return max(tries, key=lambda one: english(one[1]))


def turned(image: Image, quarters: int) -> Image:
    """The picture turned clockwise by quarters."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(image, -quarters)) if quarters else image


def english(found: Sequence[Found]) -> float:
    """The share of common English words among those that are words at all."""
    known = lexicon.words("common")
    words = [word.text.strip(".,;:!?\"'()").lower() for word in found]
    return sum(word in known for word in words if len(word) > 1) / max(len(words), 1)


def look(image: Image) -> Iterator[Found]:
    """The words that the recogniser sees."""
    seen = engine()(image[:, :, ::-1])
    for text, score, words, box in zip(
        seen.txts or (), seen.scores or (), seen.word_results or (), seen.boxes if seen.boxes is not None else (), strict=False
    ):
        corners = [(float(x), float(y)) for x, y in box]
        down = len(text) > 1 and math.dist(corners[0], corners[3]) > DOWN * math.dist(corners[0], corners[1])
        for word in split(text, float(score), words, corners):
            yield msgspec.structs.replace(word, down=down)


def split(text: str, score: float, words: Sequence[Any], box: Sequence[Any]) -> Iterator[Found]:
    """A line in words: as the recogniser parts them where that agrees with the line's text, else by the share of the line."""
    parts = MONTH.sub(r"\1 ", text).split()
    if [word[0] for word in words] == parts:
        for word, confidence, corners in words:
            yield Found(word, tuple((float(x), float(y)) for x, y in corners), float(confidence))  # type: ignore[arg-type]
        return
    letters = sum(map(len, parts)) + len(parts) - 1
    at = 0
    for part in parts:
        begin, end = at / letters, (at + len(part)) / letters
        yield Found(part, (along(box[0], box[1], begin), along(box[0], box[1], end), along(box[3], box[2], end),
                           along(box[3], box[2], begin)), score)
        at += len(part) + 1


def along(one: Point, other: Point, share: float) -> Point:
    """The point at a share of the way from one to another."""
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def word_of(found: Found, skew: float, scale: float, centre: Point, coloured: bool) -> Word:
    """The word with the skew of the page taken out of its place, in points; what stands aslant or in colour is a stamp."""
    middle = (
        sum(x for x, _ in found.corners) / 4 * scale,
        sum(y for _, y in found.corners) / 4 * scale,
    )
    x, y = rotated(middle, centre, -skew)
    width, height = found.width * scale, found.height * scale
    slanted = abs(found.slant - skew) > UPRIGHT_SLANT and len(found.text) > 2
    return Word(
        found.text, x - width / 2, y - height / 2, x + width / 2, y + height / 2, max(height / 1.3, SMALLEST), found.confidence,
        "stamp" if slanted or coloured else "text",
    )


def excision(box: marks.Box, skew: float, centre: Point, words: Sequence[Word]) -> Word:
    """A box that hides words, as a word in their place, of the size of type around it."""
    x, y = rotated(((box.left + box.right) / 2, (box.top + box.bottom) / 2), centre, -skew)
    size = statistics.median(word.size for word in words) if words else 10.0
    half, tall = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    return Word(marks.EXCISED, x - half, y - tall, x + half, y + tall, size, kind="excision")


def rotated(point: Point, centre: Point, angle: float) -> Point:
    """The point turned clockwise around the centre, in radians."""
    x, y = point[0] - centre[0], point[1] - centre[1]
    return centre[0] + x * math.cos(angle) - y * math.sin(angle), centre[1] + x * math.sin(angle) + y * math.cos(angle)


def evened(words: Sequence[Word]) -> Iterator[Word]:
    """The words with one size where their sizes hardly differ: a recogniser's boxes are not of one height."""
    sizes = [word.size for word in words if word.kind == "text"]
    usual = statistics.median(sizes) if sizes else 0.0
    for word in words:
        yield msgspec.structs.replace(word, size=usual) if abs(word.size - usual) < SAME_SIZE * usual else word
