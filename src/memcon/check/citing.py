"""Claim -> what the manuscript cites for it: the notes that hang on it and the words of its own sentence; and what that comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from memcon.check import cited
from memcon.check.catalogue import ALIKE, Catalogue, Meant, in_archive
from memcon.check.cited import Citation
from memcon.check.claims import Claim
from memcon.check.lookup import Lookup
from memcon.manuscript import Manuscript, Note
from memcon.model import Range, Record

GAP = re.compile(r"[^\w\n]*(?:\d{1,3})?[^\w\n]*")
"""What may stand between a sentence and the mark of its note."""
SPARE = 16
"""Characters by which the mark of a note may stand behind its paragraph's last letter, where markup was made space."""


class Cited(msgspec.Struct, frozen=True):
    """What is cited for a claim. ``near``: in its own sentence or a note right behind it, not in one further down the paragraph."""

    meant: tuple[Meant, ...] = ()
    near: bool = False

    @property
    def documents(self) -> frozenset[str]:
        """The documents of the library that can be meant."""
        return frozenset().union(*(one.documents for one in self.meant)) if self.meant else frozenset()

    @property
    def sure(self) -> bool:
        """Whether all that is cited for the claim is in the library and can mean nothing else."""
        return self.near and bool(self.meant) and all(one.sure for one in self.meant)

    @property
    def missing(self) -> tuple[Meant, ...]:
        """The citations of a source that mean no document of the library."""
        return tuple(one for one in self.meant if not one.documents and one.citation.is_source)

    @property
    def words(self) -> str:
        """The citations as the manuscript words them."""
        return "; ".join(one.citation.words for one in self.meant)


class Citations:
    """The citations of one manuscript, resolved against one library when first asked for; ``missing`` gathers the words of those that
    name a document which the library does not have."""

    def __init__(self, manuscript: Manuscript, lookup: Lookup) -> None:
        self.manuscript = manuscript
        self.lookup = lookup
        self.held: Catalogue | None = None
        self.missing: dict[str, None] = {}
        self.notes = noted(manuscript)

    @property
    def catalogue(self) -> Catalogue:
        """The library's catalogue, made where anything is cited."""
        if self.held is None:
            self.held = Catalogue(self.lookup)
        return self.held

    def of(self, claim: Claim) -> Cited:
        """What is cited for a claim: in its sentence, else in the notes that hang on it, else in the next note of the paragraph.

        For a claim in a note it is its sentence's, else what the note cites: that says where to look first and accuses nobody.
        """
        said = [*cited.of_sentence(claim.outside), *self.bracketed(claim)]
        if note := self.manuscript.note_at(claim.start):
            return self.resolved(said or self.notes.get(note, ()), near=bool(said))
        close, far = self.anchored(claim)
        said += [one for note in close for one in self.notes[note]]
        if said:
            return self.resolved(said, near=True)
        return self.resolved([one for note in far for one in self.notes[note]], near=False)

    def resolved(self, said: Sequence[Citation], near: bool) -> Cited:
        """The documents that citations mean; those that mean none although they name one are remembered."""
        found = tuple(self.catalogue.meant(one) for one in said)
        self.missing |= {one.citation.words: None for one in found if one.citation.names_one and not one.documents}
        return Cited(found, near and bool(said))

    def bracketed(self, claim: Claim) -> Iterator[Citation]:
        """The citations in brackets of the claim's sentence or right behind it."""
        start, end = min(claim.sentence[0], claim.start), max(claim.sentence[1], claim.end)
        for match in cited.BRACKET.finditer(self.manuscript.clean, start, self.paragraph(claim.start)[1]):
            if match.start() >= end and re.search(r"\w", self.manuscript.clean[end : match.start()]):
                return
            if not claim.start <= match.start() < claim.end and cited.cites(match["words"]):
                yield from cited.of_note(match["words"])

    def anchored(self, claim: Claim) -> tuple[list[Note], list[Note]]:
        """The notes whose mark stands in a claim's sentence or right behind it, and the next one of its paragraph."""
        paragraph = self.paragraph(claim.start)
        inside = sorted((n for n in self.notes if paragraph[0] <= n.anchor <= paragraph[1] + SPARE), key=lambda n: n.anchor)
        end = max(claim.sentence[1], claim.end)
        behind = [n for n in inside if n.anchor >= claim.end]
        close = [n for n in behind if n.anchor <= end or GAP.fullmatch(self.manuscript.clean[end : n.anchor])]
        if close and close[0].anchor < end:
            close = [n for n in close if GAP.fullmatch(self.manuscript.clean[close[0].anchor : n.anchor])]
        if not close:
            before = [n for n in inside if claim.sentence[0] < n.anchor < claim.end]
            close = before[-1:] or self.leading(paragraph)
        return close, [] if close else behind[:1]

    def paragraph(self, at: int) -> Range:
        """The paragraph or note in which an offset stands."""
        stretches = (*self.manuscript.paragraphs, *self.manuscript.note_stretches)
        return next((p for p in stretches if p[0] <= at < p[1]), (at, at))

    def leading(self, block: Range) -> list[Note]:
        """The note of the sentence that leads to a quotation set off as a block."""
        if block not in self.manuscript.blocks:
            return []
        before = [n for n in self.notes if n.anchor < block[0]]
        last = max(before, key=lambda n: n.anchor, default=None)
        if last is None or re.search(r"\w", self.manuscript.clean[last.anchor : block[0]].lstrip("0123456789")):
            return []
        return [last] if re.search(r"[:,][\s”\"’]*$", self.manuscript.clean[: last.anchor]) else []


def noted(manuscript: Manuscript) -> dict[Note, tuple[Citation, ...]]:
    """The citations of each note that the text refers to; "ibid." is the last of the note before."""
    found: dict[Note, tuple[Citation, ...]] = {}
    before: tuple[Citation, ...] = ()
    for note in manuscript.notes:
        text = manuscript.text[note.start : note.end]
        said = tuple(cited.of_note(text))
        if cited.IBID.match(text) and before:
            again = before[-1]
            same, _, others = text.partition(";")
            document = cited.DOCUMENT.search(same)
            if again.volume and document:
                again = msgspec.structs.replace(again, documents=tuple(cited.spelt(document["numbers"])), words=" ".join(same.split()))
            said = (again, *cited.of_note(others))
        if note.anchor >= 0 and said:
            found[note] = said
        before = said or before
    return found


def in_cited_archive(meant: Cited, record: Record) -> bool:
    """Whether a record's source line names the place in an archive that is cited."""
    return any(one.citation.archive and (in_archive(one.citation, record) or 0.0) >= ALIKE for one in meant.meant)
