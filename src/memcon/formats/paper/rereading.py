"""A record that came on paper -> what it was read from, with words replaced: so that it can be read anew without its paper.

The layout stays as it was found: lines, columns, running heads and footnotes are not looked for again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from memcon.formats import blocks, paper
from memcon.layout import CLASSIFIED, level
from memcon.model import Document, Page, Part, Record, Rendered
from memcon.places import Shift

OF_PAGES = re.compile(r"pages? \d[\d, -]*: (?P<doubtful>read by character recognition;)?")
"""How a note begins that says what became of pages, or how many of their words are doubtful: that one is made anew."""
CHECKED = 1.0
"""The confidence of a word that a reader has typed."""


def rendered(record: Record, shift: Shift) -> Rendered:
    """What the format gave of a record, with the words of a shift in the place of its own; each of these is sure from then on."""
    document, text = record.document, shift.text(record.document.text)
    kept = [part for part in record.parts if part.kind in {"footnote", "boilerplate"}]
    shifted = [msgspec.structs.replace(part, start=shift.at(part.start), end=shift.at(part.end, closing=True)) for part in kept]
    parts = [part for part in shifted if part.start < part.end]
    pages = tuple(moved(page, shift) for page in record.pages)
    # What stands at the edge of a page says the classification before the caption is asked; what the caption said is read again.
    before, after = edge_level(document.text, kept), edge_level(text, parts)
    classification = after if document.classification in {"", before} else ""
    bare = Document(
        id=document.id, source=document.source, sha256=document.sha256, format=document.format, classification=classification, text=text,
    )
    told = (note for note in record.notes if (match := OF_PAGES.match(note)) and not match["doubtful"])
    notes = (*told, *paper.remarks(pages))
    return blocks.told(Rendered(bare, tuple(parts), notes=notes, pages=pages))


def surer(record: Record, given: Rendered) -> Record:
    """A record with the pages of what has the same text, and with what there is to say of them: words were confirmed, none replaced."""
    return msgspec.structs.replace(
        record, pages=given.pages, notes=(*given.notes, *(note for note in record.notes if not OF_PAGES.match(note))),
    )


def moved(page: Page, shift: Shift) -> Page:
    """A page whose words stand where the shift puts them; those that it strikes out stand nowhere."""
    typed = {edit.start for edit in shift.edits if edit.words}
    struck = {edit.start for edit in shift.edits if not edit.words}
    return msgspec.structs.replace(
        page,
        places=tuple(
            msgspec.structs.replace(
                place, start=shift.at(place.start), end=shift.at(place.end, closing=True),
                confidence=CHECKED if place.start in typed else place.confidence,
            )
            for place in page.places if place.start not in struck
        ),
    )


def edge_level(text: str, parts: Sequence[Part]) -> str:
    """The first classification that stands alone at the edge of a page, "" where none does."""
    lines = (" ".join(text[part.start : part.end].split()) for part in parts if part.kind == "boilerplate")
    return next((level(line) for line in lines if CLASSIFIED.fullmatch(line)), "")
