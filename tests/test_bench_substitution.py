"""Copies of records for the bench of the library: other names, places and years, and every offset as true as before."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from memcon import record
from memcon.library import Library
from memcon.model import Record
from substitution import CachedReader, substituted  # type: ignore[import-not-found]


def test_a_copy_differs_and_its_offsets_hold(cable_record: Record) -> None:
    copy = substituted(cable_record, 7)
    assert copy.document.text != cable_record.document.text
    assert len(copy.document.text) == len(cable_record.document.text)
    assert "Marran" not in copy.document.text
    assert copy == substituted(cable_record, 7)
    assert copy.document.text != substituted(cable_record, 8).document.text
    for before, after in zip(cable_record.statements, copy.statements, strict=True):
        assert (before.start, before.end, before.mode) == (after.start, after.end, after.mode)
        assert after.text == copy.document.text[after.start : after.end]
    surnames = {person.name.split()[-1] for person in copy.people if len(person.name.split()) == 2}
    assert surnames
    assert all(name in copy.document.text for name in surnames)


def test_a_library_is_filled_with_copies(cable_record: Record, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text(record.to_json(cable_record).replace("\n", " ") + "\n", encoding="utf-8")
    (tmp_path / "list.txt").write_text("1\n2\n3")
    with Library(tmp_path / "copies.db", create=True, reader=CachedReader(tmp_path / "records.jsonl")) as library:
        assert library.import_paths([str(tmp_path / "list.txt")]).documents == 3
