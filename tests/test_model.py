"""The vocabulary: what the format promises, and the two questions a record answers by itself."""

from __future__ import annotations

import msgspec
import pytest

from memcon.model import SCHEMA, Condition, Document, Person, Record, Statement
from parsing import PEOPLE, say

RECORD = Record(
    document=Document(text="He spoke. I spoke."), people=(*PEOPLE, Person(id="p4", author=False), Person(id="p5", role="clerk")),
    statements=(say(1, "He spoke.", "p1"), say(2, "I spoke.", "p2", 10), say(3, "They spoke.", "p1 p3")),
)


@pytest.mark.parametrize("who", ["p1", "Tomas Oreil", "the Minister", "Oreil", PEOPLE[0]])
def test_a_persons_statements_are_found_by_any_name(who: str | Person) -> None:
    assert [s.id for s in RECORD.by(who)] == ["s1", "s3"]


def test_nobody_has_no_statement() -> None:
    assert RECORD.by("Voss") == ()


def test_a_person_is_shown_by_name_role_or_as_the_writer() -> None:
    assert [RECORD.name(i) for i in ("p1", "p4", "p5", "p9")] == ["Tomas Oreil", "p4", "clerk", "p9"]
    assert Record(document=Document(text=""), people=(Person(id="p1", author=True),)).name("p1") == "the writer"


def test_the_names_in_json_are_those_of_the_format() -> None:
    document = msgspec.to_builtins(Document(text="x", from_=("Port Serel",)))
    assert list(document["from"]) == ["Port Serel"]
    assert "from_" not in document
    assert set(msgspec.to_builtins(Condition(if_=(0, 1)))) == {"if", "then", "otherwise", "because"}
    assert list(msgspec.to_builtins(Record(document=Document(text=""))))[:3] == ["schema", "document", "parts"]
    assert SCHEMA == "memcon/1"


def test_what_is_absent_is_null_or_an_empty_list() -> None:
    statement = msgspec.json.decode(msgspec.json.encode(Statement(id="s1", start=0, end=1, text="x", mode="act")))
    assert statement["condition"] is None
    assert statement["speaker"] == []


def test_structs_are_frozen_and_unknown_modes_are_refused() -> None:
    with pytest.raises(AttributeError):
        RECORD.statements[0].mode = "act"  # type: ignore[misc]
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "s1", "start": 0, "end": 1, "text": "x", "mode": "shouted"}, Statement)


def test_a_record_is_a_table_for_programs_and_notebooks() -> None:
    person = Person(id="p1", name="Oreil <MP>")
    said = Statement(id="s1", start=0, end=4, text="a<b>", speaker=("p1",), mode="reported", force="statement")
    record = Record(document=Document(text="a<b>"), people=(person,), statements=(said,))
    assert record.rows() == [
        {
            "id": "s1", "start": 0, "end": 4, "mode": "reported", "force": "statement", "confidence": 0.0, "text": "a<b>",
            "speaker": "Oreil <MP>", "to": "", "relays": "", "conditional": False,
        }
    ]
    shown = record._repr_html_()
    assert "Oreil &lt;MP&gt;" in shown
    assert "<b>" not in shown


def test_a_data_frame_needs_one_of_two_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.model.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pandas or polars"):
        Record(document=Document(text="")).to_dataframe()
