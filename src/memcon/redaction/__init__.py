"""People, places, words and marked paragraphs taken out of a paper before it is published: out of its text and out of its pages.

The text is written anew, so nothing of the file's own metadata goes along. Pages are drawn as pictures, the words blacked out in
the picture itself, and become a PDF without a text layer. What was made is read again, and nothing is handed out where a trace is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from memcon import marks, places
from memcon.errors import SettingError
from memcon.model import Ocr, Range, Record
from memcon.record import load, read_bytes
from memcon.redaction import finding, pages, proof
from memcon.redaction.finding import Place

REDACTED = "[redacted]"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken out. ``people`` by any of their names: all names and descriptions of them go. ``places`` and ``words`` go
    wherever they stand, capitals or not. ``above``: what is marked higher than this level. ``paragraphs`` by their printed
    numbers, each up to the next number. ``pseudonyms``: people and places become "Person A", "Place B", the same everywhere."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    above: str = ""
    paragraphs: tuple[str, ...] = ()
    pseudonyms: bool = False


class Redacted(msgspec.Struct, frozen=True):
    """The text without what was taken out, where that stood in the old text, how often each was found, and the words that still
    stand and lead to what was taken out, with how often."""

    text: str
    ranges: tuple[Range, ...]
    counts: dict[str, int]
    record: Record
    wanted: tuple[Place, ...]
    near: dict[str, int] = {}


def redact(source: str | Path, request: Request, *, format: str | None = None, ocr: Ocr = "auto") -> Redacted:  # noqa: A002
    """A document's text redacted. Raises SettingError where nothing is asked for or something asked for does not stand in it,
    UnreadableError where the file cannot be read or holds several documents, ProofError where a trace is left."""
    records = list(read_bytes(load(Path(source)), str(source), format=format, ocr=ocr))
    if len(records) != 1:
        raise SettingError(f"{source}: the file holds {len(records)} documents; take them apart and redact each.")
    return of_record(records[0], request)


def of_record(record: Record, request: Request) -> Redacted:
    """The text of a record redacted."""
    wanted = (
        *finding.people(record, request.people),
        *finding.literal(record, request.places, "Place"),
        *finding.literal(record, request.words, ""),
        *marked(record, request),
    )
    if not wanted:
        raise SettingError("redact: nothing was asked for; name people, places, words, paragraphs or a level.")
    missing = [place.asked for place in wanted if not place.ranges]
    if missing:
        raise SettingError(
            f"{record.document.source}: {', '.join(map(repr, missing))} does not stand in the text; check the spelling, or leave it out."
        )
    text, ranges = replaced(record.document.text, wanted, request.pseudonyms)
    proof.text(text, wanted)
    return Redacted(text, ranges, {place.asked: len(place.ranges) for place in wanted}, record, wanted, dict(finding.near(text, wanted)))


def marked(record: Record, request: Request) -> list[Place]:
    """The paragraphs that go as a whole."""
    found = []
    if request.above:
        most = marks.LEVELS.index(marks.asked(request.above))
        allowed = [part for part in record.parts if marks.LEVELS.index(marks.of_part(record, part) or "U") <= most]
        ranges = tuple(marks.gaps(record.document.text, allowed)) if marks.of_record(record) else ()
        found.append(Place(f"above {request.above}", "", ranges))
    for number in request.paragraphs:
        found.append(Place(f"paragraph {number}", "", tuple(finding.numbered(record, number))))
    return found


def replaced(text: str, wanted: Sequence[Place], pseudonyms: bool) -> tuple[str, tuple[Range, ...]]:
    """The text with something else in every place; stretches that touch become one."""
    spans = sorted(((start, end, place) for place in wanted for start, end in place.ranges), key=lambda span: (span[0], -span[1]))
    merged: list[tuple[int, int, Place]] = []
    for start, end, place in spans:
        if merged and start < merged[-1][1]:
            first, last, held = merged[-1]
            merged[-1] = (first, max(last, end), held if held.label == "" or last - first >= end - start else place)
        else:
            merged.append((start, end, place))
    pieces, at, before = [], 0, ""
    for start, end, place in merged:
        said = place.label if pseudonyms and place.label else REDACTED
        # A name and the office behind it are one person, said once.
        if not (said == before != REDACTED and text[at:start].strip() in {"", ","}):
            pieces += [text[at:start], said]
        at, before = end, said
    return "".join([*pieces, text[at:]]), tuple((start, end) for start, end, _ in merged)


def as_pdf(redacted: Redacted) -> bytes:
    """The pages of a redacted document as a PDF of pictures, the words burnt out. Raises SettingError where the document came on
    no pages, ProofError where a trace is left."""
    record = redacted.record
    if not record.pages:
        raise SettingError(f"{record.document.source}: this came on no pages; write its text to a .txt file instead.")
    spots = [spot for start, end in redacted.ranges for spot in places.where(record.pages, start, end)]
    made = pages.burnt(load(Path(record.document.source)), record, spots)
    proof.pages(made, spots, redacted.wanted)
    return made


__all__ = ["REDACTED", "Place", "Redacted", "Request", "as_pdf", "of_record", "redact"]
