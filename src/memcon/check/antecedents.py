"""Whom a manuscript's "he said" means, and whose an unattributed quotation is: memcon's own reading of the paragraphs in question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from memcon import record
from memcon.model import Document, Part, Range, Record, Rendered
from memcon.voices import NOT_STATED, WRITER, names

SURE = 0.6
"""Confidence below which memcon's reading of a manuscript is not used."""


class Antecedents:
    """Reads a paragraph when first asked for a place in it, and remembers the reading.

    A paragraph is read alone: whom a pronoun means that has no name before it in its own paragraph is not settled here, because
    nobody is to be accused on a guess.
    """

    def __init__(self, text: str, paragraphs: Sequence[Range], model: str | None = None) -> None:
        self.text = text
        self.paragraphs = list(paragraphs)
        self.starts = [start for start, _ in paragraphs]
        self.model = model
        self.read: dict[int, tuple[int, Record]] = {}

    def speakers(self, *places: int) -> list[str]:
        """The names of who speaks at the first of some offsets where a reading is sure of it; empty where it is not."""
        for place in places:
            index = bisect_right(self.starts, place) - 1
            reading = self.reading(index) if index >= 0 else None
            if reading is None:
                continue
            offset, found = reading
            statement = next((s for s in found.statements if s.start <= place - offset < s.end), None)
            if statement is None or statement.confidence < SURE or statement.mode not in {"verbatim", "reported"}:
                continue
            called = names(found)
            said = [called[i] for i in statement.speaker if i in called]
            if said and not any(name in {WRITER, NOT_STATED, "not named"} for name in said):
                return said
        return []

    def reading(self, index: int) -> tuple[int, Record]:
        """The record of a paragraph with its context, and the offset at which its text begins."""
        if index not in self.read:
            start, end = self.paragraphs[index]
            parts = (Part(0, end - start, "paragraph"),)
            self.read[index] = start, record.compose(Rendered(Document(text=self.text[start:end]), parts), model=self.model)
        return self.read[index]
