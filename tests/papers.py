"""Invented papers for the tests: PDF pages drawn word for word, and pictures of pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING = "Times-Roman", 11.0, 13.5
STORY = (
    "The Foreign Minister said that the ferries would sail again in June and asked whether Kestria would send its pilots back before "
    "the harbour froze. The Ambassador replied that the pilots were waiting for a word from Port Serel, and that no deadline had ever "
    "been named. The Foreign Minister said that the Council would meet on Monday. He thought that the convention could be signed "
    "before the autumn, if the ship-owners of Lissen were heard first."
)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines that are no wider than so many points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, FONT, SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Paper:
    """A PDF while it is drawn; ``down`` is measured from the upper edge, as in memcon."""

    def __init__(self, size: tuple[float, float] = letter) -> None:
        self.file = io.BytesIO()
        self.height = size[1]
        self.canvas = Canvas(self.file, pagesize=size, invariant=True)

    def put(self, text: str, left: float, down: float, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.height - down, text)

    def column(self, lines: Sequence[str], left: float, down: float, size: float = SIZE) -> float:
        """Draws lines one below the other; returns where the next would stand."""
        for line in lines:
            self.put(line, left, down, size)
            down += LEADING
        return down

    def justified(self, lines: Sequence[str], left: float, down: float, width: float) -> float:
        """Draws lines stretched to a width, but for the last; returns where the next would stand."""
        for line in lines[:-1]:
            text = self.canvas.beginText(left, self.height - down)
            text.setFont(FONT, SIZE)
            text.setWordSpace((width - stringWidth(line, FONT, SIZE)) / line.count(" "))
            text.textOut(line)
            self.canvas.drawText(text)
            down += LEADING
        return self.column(lines[-1:], left, down)

    def aslant(self, text: str, left: float, down: float, degrees: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(left, self.height - down)
        self.canvas.rotate(degrees)
        self.canvas.setFont("Helvetica-Bold", 30)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def turn(self) -> None:
        """Begins the next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def png(image: Image.Image) -> bytes:
    """A picture as a PNG file."""
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
