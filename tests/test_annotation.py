"""A record as an annotation of the corpus: no fault that ``memcon corpus check`` would find, corrections included."""

from __future__ import annotations

import msgspec
import pytest

from memcon import corpus
from memcon.export.annotation import annotated, to_annotation
from memcon.library import Library
from memcon.model import Record
from memcon.store import Change, Told


@pytest.mark.parametrize("label", ["ferry-d0", "lighthouse-d0", "meeting-d0"])
def test_it_has_no_fault(library: Library, label: str) -> None:
    record = library.show(label)
    found = annotated(record)
    assert list(corpus.faults_of(found, record.document.text.rstrip() + "\n")) == []
    assert msgspec.json.decode(to_annotation(record), type=corpus.Annotated) == found


def test_a_whole_cable_has_no_fault(cable_record: Record) -> None:
    found = annotated(cable_record)
    assert list(corpus.faults_of(found, cable_record.document.text.rstrip() + "\n")) == []
    modes = {piece.mode for piece in found.pieces}
    assert {"header", "reported", "verbatim", "assessment"} <= modes
    assert found.cast
    text = cable_record.document.text
    names = {text[start:end] for name in found.cast for start, end in name.aliases}
    assert any("Oreil" in name for name in names)


def test_pieces_say_what_the_statements_say(library: Library) -> None:
    pieces = {library.show("ferry-d0").document.text[p.start : p.end][:8]: p for p in annotated(library.show("ferry-d0")).pieces}
    said = pieces["If the c"]
    assert (said.speaker, said.to, said.relays, said.mode, said.force, said.cond) == (
        "Tomas Oreil", "Ilse Marran", "Council", "verbatim", "commitment", True
    )
    assert pieces["The Mini"].speaker == corpus.AUTHOR


def test_a_correction_is_in_it(library: Library) -> None:
    record = library.show("ferry-d0")
    third = record.statements[2]
    library.correct("ferry-d0", (third.start, third.end), Change(speaker=(Told("Petra Sund"),), mode="verbatim"), "ilse")
    piece = next(p for p in annotated(library.show("ferry-d0")).pieces if p.start == third.start)
    assert (piece.speaker, piece.mode) == ("Petra Sund", "verbatim")
