"""Corrections: a reader's reading wins in record, search and export, apart from what was read, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library_samples import FERRY, SampleReader, rendered
from memcon.errors import SettingError
from memcon.library import Library, LibraryError, correcting
from memcon.model import FORCES, MODES, Record
from memcon.store import Change, Correction, Told

SUND = Change(speaker=(Told("Petra Sund"),), reason="she presided")


def name(library: Library) -> str:
    return library.document("ferry-d0").name


def span(record: Record, statement: str) -> tuple[int, int]:
    found = next(s for s in record.statements if s.id == statement)
    return found.start, found.end


def said(library: Library, query: str) -> list[tuple[str, str]]:
    return [(hit.label, hit.statement) for hit in library.search(query, limit=None)]


def test_a_corrected_speaker_wins_in_record_search_and_facet(library: Library) -> None:
    here = span(library.show("ferry-d0"), "s3")
    library.correct("ferry-d0", here, SUND, "ilse")
    record = library.show("ferry-d0")
    statement = next(s for s in record.statements if s.id == "s3")
    assert [record.name(p) for p in statement.speaker] == ["Petra Sund"]
    assert statement.confidence == 1.0
    assert statement.why.startswith("corrected by ilse on ")
    assert statement.why.endswith(": she presided")
    assert said(library, 'speaker:"Petra Sund"') == [("ferry-d0", "s3")]
    assert ("ferry-d0", "s3") not in said(library, "speaker:Oreil")
    assert "Petra Sund" in [count.value for count in library.facet("lighthouse", "speaker")]


def test_what_was_read_stays_as_it_was(library: Library) -> None:
    before = library.show("ferry-d0")
    library.correct("ferry-d0", span(before, "s3"), SUND, "ilse")
    assert library.show("ferry-d0", corrected=False) == before
    assert library.verify(read_again=False).whole


def test_undone_it_is_as_before_and_still_told(library: Library) -> None:
    before = library.show("ferry-d0")
    made = library.correct("ferry-d0", span(before, "s3"), SUND, "ilse")
    library.undo_correction(made.id, "tomas")
    assert library.show("ferry-d0") == before
    assert said(library, 'speaker:"Petra Sund"') == []
    assert library.people("Sund") != ()
    (kept,) = library.corrections("ferry-d0")
    assert (kept.who, kept.undone_by, kept.holds) == ("ilse", "tomas", False)
    with pytest.raises(LibraryError, match="undone already"):
        library.undo_correction(made.id, "tomas")
    with pytest.raises(LibraryError, match="no correction 99"):
        library.undo_correction(99, "tomas")
    assert library.doctor().problems == ()


def test_mode_and_force_follow_each_other(library: Library) -> None:
    record = library.show("ferry-d0")
    library.correct("ferry-d0", span(record, "s3"), Change(mode="act"), "ilse")
    library.correct("ferry-d0", span(record, "s4"), Change(mode="reported"), "ilse")
    found = {s.id: (s.mode, s.force) for s in library.show("ferry-d0").statements}
    assert found["s3"] == ("act", "none")
    assert found["s4"] == ("reported", "statement")
    assert said(library, "mode:act doc:ferry-d0") == [("ferry-d0", "s3")]


def test_nobody_and_the_writer_can_be_said(library: Library) -> None:
    record = library.show("ferry-d0")
    library.correct("ferry-d0", span(record, "s3"), Change(speaker=(), to=(Told(author=True),)), "ilse")
    statement = next(s for s in library.show("ferry-d0").statements if s.id == "s3")
    assert statement.speaker == ()
    assert [p.author for p in record.people if p.id in statement.to] == [True]
    assert ("ferry-d0", "s3") in said(library, "speaker:none")


def test_a_part_of_a_statement_becomes_one_of_its_own(library: Library) -> None:
    record = library.show("ferry-d0")
    start, end = span(record, "s3")
    cut = record.document.text.index("lighthouse", start)
    library.correct("ferry-d0", (cut, end), SUND, "ilse")
    after = library.show("ferry-d0")
    texts = {s.id: s.text for s in after.statements}
    assert texts["s3"] == "lighthouse tolls with Miss Sund."
    assert texts["s3a"] == "He would not negotiate about the"
    assert said(library, 'speaker:"Petra Sund" tolls') == [("ferry-d0", "s3")]
    assert said(library, "speaker:Oreil negotiate") == [("ferry-d0", "s3a")]
    assert [hit.before for hit in library.search("tolls doc:ferry-d0")] == ["He would not negotiate about the"]


def test_the_condition_stays_with_the_words_that_state_it(library: Library) -> None:
    record = library.show("ferry-d0")
    start, end = span(record, "s2")
    library.correct("ferry-d0", (start, end), SUND, "ilse")
    (hit,) = library.search('condition:yes speaker:"Petra Sund"')
    assert hit.condition is not None
    assert hit.condition.if_ == "If the convention is signed"


def test_an_exchange_goes_with_its_statement(library: Library) -> None:
    record = library.show("ferry-d0")
    text = record.document.text
    library.correct("ferry-d0", (text.index("I asked"), span(record, "s2")[1]), SUND, "ilse")
    after = library.show("ferry-d0")
    ids = {s.id for s in after.statements}
    assert {e.first for e in after.exchanges} <= ids
    assert library.doctor().problems == ()


def test_it_survives_a_new_import(library: Library, tmp_path: Path) -> None:
    library.correct("ferry-d0", span(library.show("ferry-d0"), "s3"), SUND, "ilse")
    other = tmp_path / "again.txt"
    other.write_text(FERRY)
    library.import_paths([str(other), str(tmp_path / "papers")], retry=True)
    assert said(library, 'speaker:"Petra Sund"') == [("ferry-d0", "s3")]


def mended(library: Library, tmp_path: Path, *changes: tuple[str, str]) -> str:
    """The id of the next version of the ferry's record, imported with other words."""
    body = FERRY.partition("\n")[2]
    for old, new in changes:
        body = body.replace(old, new)
    file = tmp_path / "papers" / "ferry.txt"
    file.write_text("#1147 1963-05-04 telegram | Port Serel | Embassy > Office | Mended\n" + body)
    library.import_paths([str(file)])
    assert library.document("ferry-d0").version == 2
    return library.document("ferry-d0").name


def test_a_new_version_takes_over_what_its_words_allow(library: Library, tmp_path: Path) -> None:
    record = library.show("ferry-d0")
    library.correct("ferry-d0", span(record, "s3"), SUND, "ilse")
    library.correct("ferry-d0", span(record, "s4"), Change(mode="narration"), "tomas")
    new = mended(library, tmp_path, ("seemed tired", "was tired"))
    assert [(c.who, c.change) for c in library.corrections(new)] == [("ilse", SUND)]
    assert said(library, 'speaker:"Petra Sund"') == [("ferry-d0", "s3")]
    assert library.left_behind(new) == library.carry_over(new) == ()


def test_what_was_carried_over_and_taken_back_stays_so(library: Library, tmp_path: Path) -> None:
    library.correct("ferry-d0", span(library.show("ferry-d0"), "s3"), SUND, "ilse")
    new = mended(library, tmp_path)
    (carried,) = library.corrections(new)
    library.undo_correction(carried.id, "tomas")
    library.import_paths([str(tmp_path / "papers" / "ferry.txt")], retry=True)
    assert said(library, 'speaker:"Petra Sund"') == []
    assert library.left_behind(new) == ()


def test_words_that_stood_twice_before_wait_for_a_reader(library: Library, tmp_path: Path) -> None:
    record = library.show("ferry-d0")
    text = record.document.text
    start, end = span(record, "s3")
    word = next(w for w in text[start:end].split() if text.count(w) == 2)
    at = text.index(word, start)
    library.correct("ferry-d0", (at, at + len(word)), SUND, "ilse")
    body = FERRY.partition("\n")[2]
    line = next(line for line in body.splitlines() if word in line and text[start:end] not in line)
    new = mended(library, tmp_path, (line, line.replace(word, "")))
    assert library.corrections(new) == ()
    assert [c.who for c in library.left_behind(new)] == ["ilse"]
    (made,) = library.carry_over(new)
    assert (made.who, made.change) == ("ilse", SUND)


def test_a_deleted_document_takes_its_corrections_along(library: Library) -> None:
    library.correct("ferry-d0", span(library.show("ferry-d0"), "s3"), SUND, "ilse")
    library.delete("ferry-d0")
    assert library.corrections() == ()
    assert b"she presided" not in library.path.read_bytes()


def test_what_can_be_of_no_use_is_said(library: Library) -> None:
    text = library.show("ferry-d0").document.text
    for wrong, words in (((5, 5), "no words"), ((-1, 5), "no words"), ((0, len(text) + 1), "no words"), ((0, 5), "no statement")):
        with pytest.raises(SettingError, match=words):
            library.correct("ferry-d0", wrong, SUND, "ilse")
    with pytest.raises(SettingError, match="without a name"):
        library.correct("ferry-d0", span(library.show("ferry-d0"), "s1"), Change(speaker=(Told(),)), "ilse")


FERRY_RECORD = SampleReader().compose(rendered(FERRY, "ferry.txt", "", 0), (), None)
LENGTH = len(FERRY)
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted).filter(lambda p: FERRY[p[0] : p[1]].strip() != "")
PEOPLE = st.none() | st.lists(st.sampled_from([Told("Petra Sund"), Told("Tomas Oreil"), Told(author=True)]), max_size=2).map(tuple)
CHANGES = st.builds(
    Change, speaker=PEOPLE, to=PEOPLE, mode=st.none() | st.sampled_from(MODES), force=st.none() | st.sampled_from(FORCES)
)


@settings(deadline=None)
@given(st.lists(st.tuples(SPANS, CHANGES), max_size=4))
def test_statements_stay_in_order_exact_and_apart(asked: list[tuple[list[int], Change]]) -> None:
    made = [
        Correction(n, "ferry", *correcting.trimmed(FERRY, (span[0], span[1])), change, "ilse", "1964-01-01T00:00:00Z")
        for n, (span, change) in enumerate(asked)
    ]
    record = correcting.apply(FERRY_RECORD, made)
    assert len({s.id for s in record.statements}) == len(record.statements)
    for statement in record.statements:
        assert record.document.text[statement.start : statement.end] == statement.text != ""
        assert {*statement.speaker, *statement.to} <= {p.id for p in record.people}
    for first, second in zip(record.statements, record.statements[1:], strict=False):
        assert first.end <= second.start
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record
