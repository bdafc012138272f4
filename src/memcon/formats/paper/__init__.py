"""Pages -> Rendered: the words of paper as running text, with the map back to page and rectangle.

Used by the formats that come on pages (``pdf``, ``scan``). Paragraphs run over lines, columns and pages; a hyphen at a line's end
is closed; running heads, page numbers and stamps stand as parts of kind boilerplate between paragraphs, never inside one; a box
that hides words stands as "[excised]". Pages are taken one by one, so that a long paper needs the room of its text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from memcon.errors import UnreadableError
from memcon.formats import bounds
from memcon.formats.paper.furniture import lay
from memcon.formats.paper.marks import EXCISED
from memcon.formats.paper.words import Sheet, Word
from memcon.formats.paper.writing import Writer
from memcon.model import Document, Page, Place, Rendered
from memcon.places import DOUBTFUL


def render(document: Document, sheets: Iterable[Sheet]) -> Rendered:
    """The document with the text of its pages; raises UnreadableError where no page yields a word.

    ``document.text`` is not looked at. The notes say which pages were recognised and which yielded nothing.
    """
    writer = Writer()
    pages: list[Page] = []
    notes: dict[str, list[int]] = {}
    for laid in lay(bounds.stepping(sheets)):
        sheet = laid.sheet
        writer.page(laid)
        pages.append(Page(sheet.number, round(sheet.width, 1), round(sheet.height, 1), (), sheet.recognised, sheet.turned))
        if sheet.note:
            notes.setdefault(sheet.note, []).append(sheet.number)
    text = writer.done()
    told = tuple(f"{listed(numbers)}: {note}" for note, numbers in notes.items())
    if not text:
        raise UnreadableError(f"{document.source}: no page yields a word; {'; '.join(told) or 'the file has no page'}.")
    placed = tuple(msgspec.structs.replace(page, places=tuple(writer.places.pop(page.number))) for page in pages)
    filled = msgspec.structs.replace(document, text=text, classification=document.classification or writer.classification)
    return Rendered(filled, tuple(writer.parts), notes=(*told, *remarks(placed)), pages=placed)


def remarks(pages: Sequence[Page]) -> Iterator[str]:
    """What a user should know of recognised pages."""
    read = [page for page in pages if page.recognised and page.places]
    if read:
        words: list[Place] = [place for page in read for place in page.places]
        doubtful = sum(place.confidence < DOUBTFUL for place in words)
        yield (
            f"{listed([page.number for page in read])}: read by character recognition; {doubtful} of {len(words)} words are doubtful:"
            " check them against the image."
        )


def listed(numbers: Sequence[int]) -> str:
    """Page numbers in words, runs of them shortened: "pages 1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


__all__ = ["EXCISED", "Sheet", "Word", "render"]
