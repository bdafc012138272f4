"""Word: what Word shows, with tables, notes, numbers and tracked changes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from memcon import formats
from memcon.errors import FormatError, UnreadableError
from memcon.formats.docx.numbering import roman
from memcon.model import Rendered


def saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def read(data: bytes) -> Rendered:
    (rendered,) = formats.read_bytes(data, "draft.docx")
    return rendered


def kinds(rendered: Rendered) -> dict[str, str]:
    return {rendered.document.text[p.start : p.end]: p.kind for p in rendered.parts}


def tracked(paragraph: Any, tag: str, text: str) -> None:
    """A run inside a tracked insertion or deletion."""
    change, run = OxmlElement(f"w:{tag}"), OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "del" else "w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The file with some of its members put in place of others."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in {*old.namelist(), *change}:
            new.writestr(name, change.get(name) or old.read(name))
    return written.getvalue()


def test_paragraphs_and_tables_are_read_in_order() -> None:
    document = docx.Document()
    document.add_heading("Talk at Port Serel", 1)
    document.add_paragraph("The Minister called.")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Oreil", "Minister", "Marran", "Ambassador"), strict=True):
        cell.text = text
    document.add_paragraph("He left.")
    rendered = read(saved(document))
    assert rendered.document.text == "Talk at Port Serel\n\nThe Minister called.\n\nOreil\tMinister\nMarran\tAmbassador\n\nHe left."
    assert kinds(rendered)["Talk at Port Serel"] == "heading"
    assert rendered.document.format == "docx"


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The Minister ")
    tracked(paragraph, "del", "agreed")
    tracked(paragraph, "ins", "refused")
    rendered = read(saved(document))
    assert rendered.document.text == "The Minister refused"
    assert rendered.notes == ("The file tracks changes (1 insertions, 1 deletions): it was read as if all were accepted.",)


def test_hidden_words_are_not_read_and_said() -> None:
    document = docx.Document()
    document.add_paragraph("Shown. ").add_run("Hidden.").font.hidden = True
    rendered = read(saved(document))
    assert rendered.document.text == "Shown. "
    assert "Word hides" in rendered.notes[0]


def test_footnotes_follow_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("The Minister called.").runs[0].font.size = Pt(11)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>On May 4.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        links = file.read("word/_rels/document.xml.rels").decode()
        types = file.read("[Content_Types].xml").decode()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changed = repacked(data, {
        "word/footnotes.xml": notes.encode(),
        "word/_rels/document.xml.rels": links.replace(
            "</Relationships>", f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>').encode(),
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>').encode(),
    })
    rendered = read(changed)
    assert rendered.document.text == "The Minister called.\n\n1 On May 4."
    assert kinds(rendered)["1 On May 4."] == "footnote"


def test_the_numbers_that_word_prints_are_read() -> None:
    document = docx.Document()
    for text in ("First.", "Second."):
        document.add_paragraph(text, "List Number")
    for paragraph in document.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = numbered(document)
    assert read(saved(document)).document.text == "1. First.\n2. Second."


def numbered(document: Any) -> int:
    """A list of the template that counts in decimal figures."""
    root = document.part.numbering_part.element
    decimal = {a.get(qn("w:abstractNumId")) for a in root.iter(qn("w:abstractNum"))
               if a.find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val")) == "decimal"}
    return next(int(n.get(qn("w:numId"))) for n in root.iter(qn("w:num")) if n.find(qn("w:abstractNumId")).get(qn("w:val")) in decimal)


@pytest.mark.parametrize(("number", "written"), [(1, "i"), (4, "iv"), (1994, "mcmxciv")])
def test_roman_figures(number: int, written: str) -> None:
    assert roman(number) == written


def test_a_running_head_is_boilerplate_and_gives_the_classification() -> None:
    document = docx.Document()
    document.add_paragraph("The Minister called.")
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    rendered = read(saved(document))
    assert rendered.document.classification == "Confidential"
    assert kinds(rendered)["CONFIDENTIAL"] == "boilerplate"


def test_a_telegram_in_word_is_read_as_one() -> None:
    document = docx.Document()
    head = "R 041900Z MAY 07\nFM AMEMBASSY MARL\nTO SECSTATE WASHDC\nC O N F I D E N T I A L MARL 000123\nSIPDIS\nE.O. 12958: DECL\n"
    for line in (head + "TAGS: PREL\nSUBJECT: FERRIES").splitlines():
        document.add_paragraph(line)
    document.add_paragraph("1. (C) The Minister said no.")
    rendered = read(saved(document))
    assert rendered.document.subject == "FERRIES"
    assert any(part.mark == "C" for part in rendered.parts)


def test_an_external_entity_is_not_resolved(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("quincunx", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("The Minister called PLACE.")
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
    body = body.replace("<w:document", f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>\n<w:document', 1).replace("PLACE", "&x;")
    assert "quincunx" not in read(repacked(data, {"word/document.xml": body.encode()})).document.text


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(FormatError, match=r"draft\.docx: the Word file is broken"):
        read(b"PK\x03\x04 word/document.xml")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read(saved(docx.Document()))


def test_a_file_that_swells_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(UnreadableError, match="would unpack to 30 MB"):
        read(written.getvalue())
