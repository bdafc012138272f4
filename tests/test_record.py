"""The composer on one small cable: what any good reading of it holds, and what a user is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import memcon
from memcon import record
from memcon.errors import ModelError, UnreadableError
from memcon.model import Document, Participant, Record, Rendered, Statement
from parsing import say

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>"""
DIV = """<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Telegram</head><p>The Minister said that it rained.</p></div>"""


def saying(found: Record, words: str) -> Statement:
    """The statement in which the words stand."""
    return next(s for s in found.statements if words in " ".join(s.text.split()))


def speakers(found: Record, words: str) -> list[str]:
    return [found.name(i) for i in saying(found, words).speaker]


def test_who_said_what_in_whose_words(cable_record: Record) -> None:
    assert saying(cable_record, "the ferries would sail again").mode == "reported"
    assert speakers(cable_record, "the ferries would sail again") == ["Tomas Oreil"]
    assert speakers(cable_record, "the pilots were waiting") == ["Ilse Marran"]
    quoted = saying(cable_record, "If the convention is signed")
    assert quoted.mode == "verbatim"
    assert [cable_record.name(i) for i in quoted.speaker] == ["Tomas Oreil"]
    assert speakers(cable_record, "no deadline had ever been named") == ["Ilse Marran"]


def test_the_cable_has_its_head_its_cast_and_one_writer(cable_record: Record) -> None:
    assert cable_record.document.date == "1963-05-04"
    assert cable_record.document.subject == "The Lissen Straits"
    assert {p.name for p in cable_record.people if p.participant} == {"Tomas Oreil", "Ilse Marran"}
    assert sum(p.author for p in cable_record.people) == 1


def test_headings_hold_no_statement(cable_record: Record) -> None:
    for part in cable_record.parts:
        if part.kind == "heading":
            assert not any(s.start < part.end and part.start < s.end for s in cable_record.statements)


def test_a_page_break_inside_a_quotation_is_said(cable_record: Record) -> None:
    assert saying(cable_record, "stay closed").grade == "joined"


def test_ids_point_at_what_there_is(cable_record: Record) -> None:
    people = {p.id for p in cable_record.people}
    ids = {s.id for s in cable_record.statements}
    assert all(people.issuperset((*s.speaker, *s.to, *s.relays)) for s in cable_record.statements)
    assert people.issuperset(m.person for m in cable_record.mentions)
    assert ids.issuperset(e.first for e in cable_record.exchanges)
    assert ids.issuperset(i for item in cable_record.items for i in item.statements)


def test_the_record_is_the_same_as_json_and_the_schema_knows_its_fields(cable_record: Record) -> None:
    written = record.to_json(cable_record)
    assert record.from_json(written) == cable_record
    assert record.from_json(written.encode()) == cable_record
    fields = record.schema()["$defs"]["Record"]["properties"]  # type: ignore[index]
    assert set(fields) == set(msgspec.json.decode(written))
    with pytest.raises(msgspec.ValidationError):
        record.from_json('{"schema": "memcon/1"}')


def test_the_public_calls_are_those_of_the_composer(cable_file: Path, cable_record: Record) -> None:
    assert memcon.read(cable_file) == cable_record
    assert list(memcon.read_all(cable_file)) == [cable_record]


def test_the_readers_own_cast_wins(cable_file: Path) -> None:
    cast = (Participant("Petra Sund", "Foreign Minister", "Valmora"), Participant("Ilse Marran", "Ambassador", author=True))
    found = record.read(cable_file, cast=cast)
    assert [p.name for p in found.people if p.author] == ["Ilse Marran"]
    assert "Petra Sund" in {p.name for p in found.people}


def test_a_file_with_several_documents_is_refused_by_read_and_iterated_by_read_all(tmp_path: Path) -> None:
    path = tmp_path / "volume.xml"
    path.write_text(VOLUME.format(DIV.format(1) + DIV.format(2)), encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"holds several documents; iterate over memcon\.read_all or print them with --jsonl"):
        record.read(path)
    assert [r.document.number for r in record.read_all(path)] == ["1", "2"]
    path.write_text(VOLUME.format(DIV.format(1)), encoding="utf-8")
    assert record.read(path).document.number == "1"


def test_what_cannot_be_opened_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"nothing\.txt: there is no such file; check the name\."):
        record.read(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableError, match="this is a folder; name the files in it"):
        record.read(tmp_path)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableError, match="the file is empty; there is nothing to read"):
        record.read(empty)


def test_a_text_that_is_not_english_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    german = "Der Minister sagte, dass er von der Note nichts wisse und dass es Sache des Rates sei, zu antworten. "
    path.write_text(german * 4, encoding="utf-8")
    with pytest.raises(UnreadableError, match="does not read as English"):
        record.read(path)


def test_another_model_that_is_not_there_is_said(cable_file: Path) -> None:
    with pytest.raises(ModelError, match="'no-such-model' is not installed"):
        record.read(cable_file, model="no-such-model")


def test_a_text_without_conversation_is_an_honest_record() -> None:
    silent = record.compose(Rendered(Document(text="")))
    assert silent.statements == ()
    assert silent.notes == ("The text holds no statement: nothing in it reads as speech, act or narration.",)
    assert [p.author for p in silent.people] == [True]


def test_what_lies_below_a_confidence_is_left_out_with_what_rests_on_it(cable_record: Record) -> None:
    assert record.at_least(cable_record, 0.0) == cable_record
    none = record.at_least(cable_record, 1.1)
    assert (none.statements, none.exchanges, none.items, none.positions, none.events) == ((), (), (), (), ())
    assert none.people == cable_record.people
    least = sorted(s.confidence for s in cable_record.statements)[1]
    some = record.at_least(cable_record, least)
    assert {s.id for s in some.statements} == {s.id for s in cable_record.statements if s.confidence >= least}
    assert {e.first for e in some.exchanges} <= {s.id for s in some.statements}


def test_explain_gives_the_reasons_of_a_stretch(cable_file: Path, cable_record: Record) -> None:
    told = saying(cable_record, "the ferries would sail again")
    lines = record.explain(cable_file, told.start + 3)
    assert lines[0].startswith(f"{told.id} [{told.start}:{told.end}] “The Foreign Minister said")
    assert "mode reported" in lines[1]
    assert any("speaker: Tomas Oreil (Foreign Minister), known as" in line for line in lines)
    assert any("cue: “said”" in line for line in lines)


def test_explain_says_where_nothing_stands(cable_file: Path, cable_record: Record) -> None:
    assert record.explain(cable_file, 0) == ("0: no statement stands here; it is heading of the document.",)
    gap = cable_record.document.text.index("\n\n")
    assert "between the parts" in record.explain(cable_file, gap)[0]
    assert record.explain(cable_file, len(cable_record.document.text)) == ()
    assert record.explain(cable_file, -1) == ()


def test_an_unnamed_speaker_is_said_to_be_so() -> None:
    found = Record(document=Document(text="It was said."), statements=(say(1, "It was said.", ""),))
    assert "  speaker: not stated" in list(record.reasons(found, found.statements[0]))


def test_a_fingerprint_is_the_sha256() -> None:
    assert record.fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
