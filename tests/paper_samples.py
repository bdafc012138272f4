"""A small reader of paper for the tests: each line of a file is a line of a page, a form feed turns the page, "~" behind a word says that
its recognition is doubtful. Lines of speech are those of library_samples."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from library_samples import SampleReader
from memcon.errors import UnreadableError
from memcon.model import Document, Page, Participant, Place, Record, Rendered

WIDE, TALL = 7.0, 12.0
TALK = """Talk at Port Serel
Oreil -> Marran [reported statement]: The ferries of Lissen would sail to Kestna~ in June.
Marran -> Oreil [verbatim question]: When would the pilots of Kestna come back?
\fOreil -> Marran [reported statement]: Nobody had asked the pi1ots~ yet.
"""
"""Its words are wrong in three places: Kestna, twice, and pi1ots."""


class PaperReader(SampleReader):
    """Reads such a file as one scan."""

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]:  # noqa: A002
        text, pages = "", []
        for number, sheet in enumerate(data.decode().split("\f"), 1):
            places: list[Place] = []
            for row, line in enumerate(sheet.strip("\n").split("\n")):
                text += "\n" if text else ""
                for match in re.finditer(r"\S+", line):
                    word = match.group().replace("~", "")
                    text += " " if match.start() else ""
                    left, top = 72.0 + WIDE * match.start(), 72.0 + 1.5 * TALL * row
                    confidence = 0.5 if "~" in match.group() else 0.99
                    places.append(Place(len(text), len(text) + len(word), left, top, left + WIDE * len(word), top + TALL, confidence))
                    text += word
            pages.append(Page(number, 612.0, 792.0, tuple(places), recognised=True))
        document = Document(
            id=f"{Path(source).stem}-d0", source=source, sha256=hashlib.sha256(data).hexdigest(), format="scan", text=text
        )
        yield Rendered(document, notes=("page 9: broken in the file and not read",), pages=tuple(pages))

    def compose(self, given: Rendered, cast: tuple[Participant, ...], model: str | None) -> Record:
        if "unreadable" in given.document.text:
            raise UnreadableError(f"{given.document.source}: this cannot be read.")
        titled = msgspec.structs.replace(given.document, title=given.document.text.partition("\n")[0])
        record = super().compose(msgspec.structs.replace(given, document=titled), cast, model)
        return msgspec.structs.replace(record, pages=given.pages, notes=given.notes)
