"""TEI volumes: which documents, which text, which parts and identities, and what bad XML yields."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.errors import FormatError
from memcon.formats import tei
from memcon.model import Rendered

SPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def volume(body: str, front: str = "", head: str = "") -> bytes:
    return f"{head}<TEI {SPACE}><text><front>{front}</front><body>{body}</body></text></TEI>".encode()


def document(inside: str, attributes: str = 'xml:id="d7" n="7"') -> str:
    return f'<div type="document" {attributes}>{inside}</div>'


def one(inside: str, front: str = "") -> Rendered:
    return next(tei.read(volume(document(inside), front), "x/frus-v1.xml"))


def shown(found: Rendered, kind: str) -> list[str]:
    return [found.document.text[p.start : p.end] for p in found.parts if p.kind == kind]


def test_a_volume_is_known_by_its_root_or_namespace() -> None:
    assert tei.sniff(volume(""))
    assert tei.sniff(b"<?xml version='1.0'?><x:TEI xmlns:x='http://www.tei-c.org/ns/1.0'>")
    assert not tei.sniff(b"<html><body>The Minister</body></html>")
    assert not tei.sniff(b"")


def test_blocks_are_parted_by_an_empty_line_and_white_space_is_one_space() -> None:
    found = one("<head>7. Telegram\n  From the Embassy</head><p>It   rained.\n He <hi>left</hi>.</p><p>I<lb/>stayed.</p>")
    assert found.document.text == "7. Telegram From the Embassy\n\nIt rained. He left.\n\nI\nstayed."
    assert found.document.title == "7. Telegram From the Embassy"
    assert (found.document.number, found.document.id, found.document.format) == ("7", "frus-v1-d7", "tei")
    assert shown(found, "heading") == ["7. Telegram From the Embassy"]


def test_lists_are_lines_and_a_list_of_participants_is_a_heading() -> None:
    found = one('<list type="participants"><head>Participants</head><item>Mr. Oreil</item><item>Miss Marran</item></list><p>They met.</p>')
    assert found.document.text == "Participants\nMr. Oreil\nMiss Marran\n\nThey met."
    assert "Participants\nMr. Oreil\nMiss Marran" in shown(found, "heading")


def test_a_signature_stands_on_a_line_of_its_own() -> None:
    found = one("<p>It rained.</p><closer><signed>Marran</signed><signed>Sund</signed></closer>")
    assert found.document.text == "It rained.\n\nMarran\nSund"
    assert set(shown(found, "signature")) == {"Marran\nSund", "Marran", "Sund"}


def test_footnotes_follow_the_body_as_parts_with_their_number() -> None:
    found = one('<p>It rained<note n="2">Source: Straits file.</note> in May.</p>')
    assert found.document.text == "It rained in May.\n\n[2] Source: Straits file."
    assert [(p.kind, p.number) for p in found.parts] == [("footnote", "2")]
    assert shown(found, "footnote") == ["[2] Source: Straits file."]


def test_page_breaks_figures_and_running_heads_are_no_text() -> None:
    assert one('<p>It <pb n="9"/>rained<figure><head>A map</head></figure>.</p><fw>PAGE 9</fw>').document.text == "It rained."


def test_editors_brackets_are_insertions_or_excisions() -> None:
    found = one("<p>He left [to the Minister of Ports] early. [2 lines not declassified] I stayed.</p>")
    assert shown(found, "insertion") == ["[to the Minister of Ports]"]
    assert shown(found, "excision") == ["[2 lines not declassified]"]


def test_names_that_the_source_ties_to_people_are_identities() -> None:
    names = ("Oreil, Tomas", "Second")
    front = "".join(f'<p><persName xml:id="p_OT1">{name}</persName></p>' for name in names)
    found = one('<p>I met <persName corresp="#p_OT1">Mr.\nOreil</persName> and <persName>Voss</persName>.</p>', front)
    assert [(found.document.text[i.start : i.end], i.key, i.name) for i in found.identities] == [("Mr. Oreil", "p_OT1", "Oreil, Tomas")]


def test_every_document_is_read_in_order_and_a_repeated_id_is_told_apart() -> None:
    both = document("<p>One.</p>") + document("<p>Two.</p>") + document("<p>Three.</p>", 'n="9"') + '<div type="chapter"><p>No.</p></div>'
    found = list(tei.read(volume(both), "v.xml"))
    assert [(d.document.id, d.document.text) for d in found] == [("v-d7", "One."), ("v-d7-2", "Two."), ("v-d9", "Three.")]
    assert len({d.document.sha256 for d in found}) == 1


@pytest.mark.parametrize(("source", "name"), [("a/b/frus1.xml", "frus1"), ("C:\\x\\v.TEI", "v"), ("standard input", "standard input")])
def test_the_volume_is_named_by_its_file(source: str, name: str) -> None:
    assert tei.volume_of(source) == name


def test_entities_are_neither_resolved_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("PILOT CODE", encoding="utf-8")
    head = f'<!DOCTYPE TEI [<!ENTITY leak SYSTEM "{secret.as_uri()}"><!ENTITY far SYSTEM "http://127.0.0.1:9/x">]>'
    found = list(tei.read(volume(document("<p>It &leak; rained &far; here.</p>"), head=head), "v.xml"))
    assert "PILOT CODE" not in found[0].document.text
    assert found[0].document.text == "It rained here."


def test_entities_that_grow_without_end_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE TEI [<!ENTITY e0 "ferry">{levels}]>'
    try:
        found = list(tei.read(volume(document("<p>It &e11; rained.</p>"), head=head), "v.xml"))
    except FormatError:
        return
    assert found[0].document.text == "It rained."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f"<TEI {SPACE}>\n<text>".encode(), "the XML is broken at line 2"),
        (volume(""), 'holds no <div type="document">; nothing to read'),
        (b"", "the XML is broken"),
    ],
)
def test_bad_xml_is_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        list(tei.read(data, "v.xml"))
    assert str(caught.value).startswith("v.xml: ")
    assert "\n" not in str(caught.value)


PIECES = st.recursive(
    st.sampled_from(["The Minister ", "left.", " ", "\n", "<lb/>", "<note>A note.</note>", "<pb/>", "[words put in here]", "&amp;"]),
    lambda inner: st.tuples(st.sampled_from(["p", "hi", "list", "item", "closer", "persName corresp='#k'", "quote", "dateline"]),
                            st.lists(inner, max_size=4)).map(lambda x: f"<{x[0]}>{''.join(x[1])}</{x[0].split()[0]}>"),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=5))
def test_parts_and_identities_lie_inside_the_text_and_name_no_edge_of_white_space(pieces: list[str]) -> None:
    found = one("".join(pieces))
    text = found.document.text
    for span in (*found.parts, *found.identities):
        assert 0 <= span.start < span.end <= len(text)
    for part in found.parts:
        assert text[part.start : part.end].strip()
    assert "  " not in text
    assert found == one("".join(pieces))


def test_a_document_of_many_blocks_is_read_in_bounded_work() -> None:
    found = one("<p>It rained. </p>" * 20_000)
    assert found.document.text.count("\n\n") == 19_999
