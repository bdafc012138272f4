"""A brief: places of a collection as lines, each with its words, its citation, its classification mark and the reader's notes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import msgspec

from memcon import voices
from memcon.citations import cite
from memcon.library import Library
from memcon.model import Record
from memcon.store import Filed, LibraryError, Note, Place, Tag
from memcon.web.templating import plain

MARKS = ("top secret", "secret", "confidential", "restricted", "limited official use", "official use only", "unclassified")
"""Classifications from the highest down; a brief as a whole bears the highest of its lines."""
NOT_MARKED = "classification not stated"


class Line(msgspec.Struct, frozen=True):
    """One line of a brief; ``words`` and ``speaker`` are "" where it stands for a whole document."""

    place: Place
    filed: Filed
    speaker: str
    listener: str
    mode: str
    force: str
    words: str
    statement: str
    mark: str
    citation: str
    doubtful: bool
    notes: tuple[str, ...]
    tags: tuple[str, ...] = ()


def lines(library: Library, places: tuple[Place, ...]) -> tuple[Line, ...]:
    """The lines for places, in their order; a place whose document is gone is left out."""
    opened: dict[str, Source | None] = {}
    made = []
    for place in places:
        if place.document not in opened:
            opened[place.document] = source(library, place.document)
        if found := opened[place.document]:
            tags = tuple(tag.tag for tag in found.tags if tag.place == place)
            made.append(msgspec.structs.replace(line(found.record, found.filed, place, found.notes), tags=tags))
    return tuple(made)


class Source(msgspec.Struct, frozen=True):
    """A document that lines are taken from, opened once for all of them."""

    record: Record
    filed: Filed
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...]


def source(library: Library, document: str) -> Source | None:
    """What lines need of a document; None where it is gone."""
    try:
        return Source(library.show(document), library.document(document), library.notes(document), library.tags(document))
    except LibraryError:
        return None


def line(record: Record, filed: Filed, place: Place, notes: tuple[Note, ...]) -> Line:
    """One line. The portion mark of its paragraph counts for more than the classification of the whole document."""
    said = next((s for s in record.statements if s.start <= place.start < s.end), None) if place.start >= 0 else None
    called = voices.names(record)
    part = next((p for p in record.parts if p.mark and p.start <= place.start < p.end), None)
    return Line(
        place, filed, voices.speaker_of(said, record, called) if said else "", voices.listed(said.to, called) if said and said.to else "",
        said.mode if said else "", said.force if said else "",
        voices.squeezed(record.document.text[place.start : place.end]) if place.start >= 0 else "", said.id if said else "",
        f"({part.mark})" if part and part.mark else filed.classification or NOT_MARKED,
        cite(record, "chicago", said.id if said else None, filed.name).strip(), voices.doubtful(said) if said else False,
        tuple(note.words for note in notes if (note.place.start, note.place.end) == (place.start, place.end)),
    )


def highest(made: tuple[Line, ...]) -> str:
    """The highest classification of the documents cited, in the words of the one that has it; "" where none has any."""
    found = [line.filed.classification for line in made if line.filed.classification]
    ranked = [(rank(mark), mark) for mark in found]
    return min(ranked)[1] if ranked else ""


def rank(classification: str) -> int:
    """The place of a classification among MARKS; what is not known counts as the highest, for nobody should be told less."""
    lowered = classification.lower()
    return next((place for place, mark in enumerate(MARKS) if lowered.startswith(mark)), -1)


def to_docx(title: str, made: tuple[Line, ...]) -> bytes:
    """The brief as a Word file: mark on top and in the footer, each line with words, citation, mark and notes."""
    # Loaded with the first brief, so that the room opens without it.
    import docx
    from docx.shared import Pt

    word = docx.Document()
    word.styles["Normal"].font.size = Pt(11)
    mark = highest(made)
    for paragraph in (word.sections[0].header.paragraphs[0], word.sections[0].footer.paragraphs[0]):
        paragraph.text = clean(mark.upper())
    word.add_heading(clean(title), 1)
    for one in made:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{clean(one.mark)} ").bold = True
        for text, bold in said(one):
            paragraph.add_run(clean(text)).bold = bold
        cited = word.add_paragraph(clean(one.citation))
        cited.paragraph_format.left_indent = Pt(18)
        cited.runs[0].font.size = Pt(9)
        if one.tags:
            word.add_paragraph(clean(f"Tags: {', '.join(one.tags)}"), style="List Bullet")
        for note in one.notes:
            word.add_paragraph(clean(note), style="List Bullet")
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def said(one: Line) -> Iterator[tuple[str, bool]]:
    """The words of a line in pieces, each with whether it is bold."""
    if not one.words:
        yield one.filed.title or one.filed.subject or one.filed.label, False
        return
    yield one.speaker, True
    if one.listener:
        yield f" to {one.listener}", False
    yield f" ({one.mode}{', doubtful' if one.doubtful else ''}): ", False
    yield one.words, False


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c for c in plain(text) if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000")
