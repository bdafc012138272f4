"""A record as TEI and back: the same record, valid markup in the right places, and changes by hand that are read back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from library_samples import FERRY, LIGHTHOUSE, MEETING, composed, rendered
from memcon import edition, formats, record
from memcon.edition import features
from memcon.errors import FormatError
from memcon.model import Condition, Document, Event, Exchange, Item, Mention, Part, Participant, Person, Position, Record, Statement

TEI = "{http://www.tei-c.org/ns/1.0}"


def back(data: bytes) -> Record:
    """What the formats yield for the bytes, composed as any file is."""
    (found,) = formats.read_bytes(data, "edition.xml")
    return record.compose(found)


def sample(text: str = FERRY) -> Record:
    return composed(rendered(text, "ferry.txt", "0" * 64, 0))


def crossing() -> Record:
    """A record whose parts, statements and mentions cross and coincide, with everything that can follow from statements."""
    text = "Heading\n\nShe said: “No, if he stays.” He left,\x0c and [page 2] the boat\r\nsailed. \x01Note"
    people = (
        Person(id="p1", name="Ilse Marran", role="Envoy", side="Kestria", aliases=("She", "the Envoy"), participant=True),
        Person(id="p2", name="", author=True),
    )
    statements = (
        Statement(
            id="s1", start=9, end=36, text=text[9:36], speaker=("p1",), to=("p2",), relays=("p2",), mode="verbatim", force="refusal",
            condition=Condition(if_=(23, 34), then=(20, 22)), hedges=((20, 22),), cue=(13, 17), source=(9, 12), confidence=0.25,
            why="a < b & \x02",
        ),
        Statement(id="s2", start=37, end=74, text="He left, and the boat sailed.", to=("p1",), mode="act", grade="joined"),
    )
    parts = (
        Part(0, 7, "heading"), Part(9, 40, "paragraph", "1", "C/NF"), Part(38, 60, "boilerplate"), Part(50, 58, "insertion", ""),
        Part(9, 36, "comment"), Part(76, 76, "footnote"),
    )
    return Record(
        document=Document(
            text=text, title="A <title> & \x03 more", from_=("a", ""), to=("b",), tags=("PREL", "XX"), date="1964-03", kind="letter"
        ),
        parts=parts, people=people, mentions=(Mention(30, 50, "p2"), Mention(9, 12, "p1"), Mention(9, 12, "p2")), statements=statements,
        exchanges=(Exchange("question", "s1", None, "silence"), Exchange("request", "s1", "s2", "refused")),
        items=(Item("request", "that\nhe leave", ("p1",), ("s1",), "open"),),
        positions=(Position("p1", "boats", "against", (), ("s1",)),),
        events=(Event(37, 44, "He left", "1964", "after", "s2"),), notes=("guessed",),
    )


@pytest.mark.parametrize("text", [FERRY, LIGHTHOUSE, MEETING], ids=["ferry", "lighthouse", "meeting"])
def test_a_record_comes_back_the_same(text: str) -> None:
    told = sample(text)
    assert back(edition.to_tei(told, "1")) == told


def test_what_crosses_and_what_xml_cannot_hold_comes_back_too() -> None:
    told = crossing()
    assert back(edition.to_tei(told, "1")) == told


def test_a_record_that_was_read_comes_back_the_same(cable_record: Record) -> None:
    assert back(edition.to_tei(cable_record, "1")) == cable_record


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_any_text_with_any_marks_comes_back(text: str, marks: list[tuple[int, int]]) -> None:
    text = text.encode("utf-8", "replace").decode()
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in marks]
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span)})
    statements = tuple(
        Statement(id=f"s{n}", start=a, end=b, text=text[a:b], mode="reported", speaker=("p1",))
        for n, (a, b) in enumerate(zip(cuts[:-1:2], cuts[1::2], strict=False), 1) if a < b
    )
    told = Record(
        document=Document(text=text, subject=text), people=(Person(id="p1", name=text, aliases=(text,)),), statements=statements,
        parts=tuple(Part(a, b, "paragraph") for a, b in spans), mentions=tuple(Mention(a, b, "p1") for a, b in spans),
    )
    assert back(edition.to_tei(told, "1")) == told


def test_who_speaks_to_whom_stands_where_tei_has_it() -> None:
    root = etree.fromstring(edition.to_tei(sample(), "1"))
    said = {element.get("{http://www.w3.org/XML/1998/namespace}id"): element for element in root.iter(f"{TEI}said")}
    assert dict(said["s2"].attrib) | {"x": "x"} == {
        "{http://www.w3.org/XML/1998/namespace}id": "s2", "ana": "#mode-verbatim #force-commitment", "direct": "true", "who": "#p2",
        "toWhom": "#p1", "x": "x",
    }
    quote = said["s2"].find(f"{TEI}quote")
    assert quote is not None
    assert "".join(quote.itertext()) == "If the convention is signed, then the ferries sail at once."
    assert said["s3"].get("direct") == "false"
    names = [name.text for name in root.iterfind(f".//{TEI}particDesc//{TEI}persName[@type='main']")]
    assert names[:2] == ["Ilse Marran", "Tomas Oreil"]


def test_a_speaker_corrected_by_hand_is_read_back() -> None:
    data = edition.to_tei(sample(), "1").replace(b'xml:id="s3" ana="#mode-reported #force-refusal" direct="false" who="#p2"',
                                                b'xml:id="s3" ana="#mode-reported #force-refusal" direct="false" who="#p3"')
    statement = back(data).statements[2]
    assert statement.speaker == ("p3",)
    assert statement.text == sample().statements[2].text


def test_markup_that_does_not_fit_is_told() -> None:
    data = edition.to_tei(sample(), "1").replace(b'corresp="#s2"', b'corresp="#s99"')
    with pytest.raises(FormatError, match="does not fit together any more"):
        back(data)
    with pytest.raises(FormatError, match=r"its text is missing"):
        back(edition.to_tei(sample(), "1").replace(b"<ab ", b"<p ").replace(b"</ab>", b"</p>"))


def test_identities_of_the_first_source_are_kept() -> None:
    (found,) = formats.read_bytes(edition.to_tei(sample(), "1", {"p2": "Oreil, Tomas"}), "edition.xml")
    assert [(identity.key, identity.name) for identity in found.identities] == [("p2", "Oreil, Tomas")]
    assert sample().document.text[found.identities[0].start :].startswith("Tomas Oreil")


def test_a_cast_is_stronger_than_the_record_that_a_file_holds(cable_record: Record) -> None:
    (found,) = formats.read_bytes(edition.to_tei(cable_record, "1"), "edition.xml")
    again = record.compose(found, (Participant("Tomas Oreil", role="Pilot"),))
    assert next(p for p in again.people if p.name == "Tomas Oreil").role == "Pilot"


def test_statements_are_listed_with_nothing_but_what_the_text_does_not_show() -> None:
    root = etree.fromstring(edition.to_tei(sample(), "1"))
    names = {feature.get("name") for feature in root.iterfind(f".//{TEI}fs[@type='statement']/{TEI}f")}
    assert names <= set(Statement.__struct_fields__) - {"id", "start", "end", "text", "speaker", "mode", "force"}
    assert {"confidence", "grade", "condition"} <= names


def test_no_field_of_the_vocabulary_is_without_a_place() -> None:
    """A field added to one of these needs an element in writing.py and reading.py; a document's or record's has one already."""
    assert Person.__struct_fields__ == ("id", "name", "role", "side", "aliases", "author", "participant")
    assert Part.__struct_fields__ == ("start", "end", "kind", "number", "mark")
    assert Mention.__struct_fields__ == ("start", "end", "person")


def test_fields_without_an_element_of_their_own_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    told = crossing()
    for name in ("signer", "subject", "tags", "from"):
        monkeypatch.delitem(features.FIELDS, name)
    assert back(edition.to_tei(told, "1")) == told


def test_the_file_is_read_from_disk_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(edition.to_tei(sample(), "1"))
    assert msgspec.json.encode(record.read(path)) == msgspec.json.encode(sample())
