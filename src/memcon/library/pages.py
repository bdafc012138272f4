"""The pages of a document of the library as pictures, drawn from its source or from the bytes that were kept."""

from __future__ import annotations

from memcon import places
from memcon.library import drawing
from memcon.library.verifying import load
from memcon.model import Record
from memcon.store import Filed, LibraryError


def png(
    filed: Filed, record: Record, number: int, statement: str | None = None, dpi: int = 150, *, kept: bytes | None = None
) -> bytes:
    """A page as a PNG file, the words of one statement lit up, drawn in a process of its own; ``kept`` are the bytes that the library
    kept of its file. Raises LibraryError where the document came on no pages, its source is gone or changed, or there is no such
    statement."""
    page = next((page for page in record.pages if page.number == number), None)
    if page is None:
        has = f"its pages are 1 to {len(record.pages)}" if record.pages else "it came on no pages"
        raise LibraryError(f"{filed.name}: there is no page {number}; {has}.")
    told = next((one for one in record.statements if one.id == statement), None)
    if statement and told is None:
        raise LibraryError(f"{filed.name}: there is no statement {statement}; 'memcon show {filed.name} --json' lists them.")
    spots = places.where(record.pages, told.start, told.end) if told else ()
    data = source_of(filed, record, kept)
    return drawing.png(data, drawing.Order(filed.source, number, page.turned, dpi, spots))


def source_of(filed: Filed, record: Record, kept: bytes | None = None) -> bytes:
    """The bytes the document was read from; raises LibraryError where neither what was kept nor any path of it holds them."""
    from memcon.record import fingerprint

    if kept is not None and fingerprint(kept) == record.document.sha256:
        return kept
    for path in filed.places:
        data = load(path)
        if data is not None and fingerprint(data) == record.document.sha256:
            return data
    raise LibraryError(
        f"{filed.name}: its source ({'; '.join(filed.places) or filed.source}) is not there any more, has changed, or is an attachment;"
        " put it back to see its pages."
    )
