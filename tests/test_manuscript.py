"""Manuscripts of five kinds: their text, paragraphs, block quotations and notes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from memcon import manuscript
from memcon.errors import UnreadableError
from papers import STORY, Paper, wrapped


def shown(found: manuscript.Manuscript) -> list[str]:
    return [found.clean[a:b] for a, b in found.paragraphs]


def test_plain_text_keeps_its_offsets_and_its_notes() -> None:
    text = "Oreil said no.1 He left.\n\nNobody wept.\n\nNotes\n\n1. Telegram 12.\n2. Telegram 14.\n"
    found = manuscript.read_bytes(text.encode(), "m.txt", "txt")
    assert found.text == text
    assert shown(found) == ["Oreil said no.1 He left.", "Nobody wept."]
    assert [text[n.start : n.end] for n in found.notes] == ["Telegram 12.", "Telegram 14."]
    assert found.notes[0].anchor == text.index("1 He")


def test_markdown_keeps_its_length_and_loses_its_signs() -> None:
    text = "# A *talk*\n\nOreil said [no](http://x).[^1]\n\n> The ferry will sail.\n\n[^1]: Telegram 12.\n"
    found = manuscript.read_bytes(text.encode(), "m.md", "md")
    assert len(found.clean) == len(text)
    assert [" ".join(p.split()) for p in shown(found)] == ["A talk", "Oreil said no .", "The ferry will sail."]
    assert [" ".join(found.clean[a:b].split()) for a, b in found.blocks] == ["The ferry will sail."]
    (note,) = found.notes
    assert text[note.start : note.end] == found.clean[note.start : note.end] == "Telegram 12."
    assert note.anchor == text.index("[^1]")
    assert found.note_at(note.start) == note
    assert found.note_at(0) is None


def test_html_is_rendered_without_what_is_not_seen() -> None:
    page = """<html><head><style>p {}</style></head><body><p>Oreil said <q>no</q>.<sup><a href="#fn1">1</a></sup></p>
    <blockquote><p>The ferry will sail.</p></blockquote><ol><li id="fn1">Telegram 12.</li></ol><script>x()</script></body></html>"""
    found = manuscript.read_bytes(page.encode(), "m.html", "html")
    assert shown(found) == ["Oreil said “no”.", "The ferry will sail."]
    assert [found.text[a:b] for a, b in found.blocks] == ["The ferry will sail."]
    (note,) = found.notes
    assert found.text[note.start : note.end] == "Telegram 12."
    assert note.anchor == len("Oreil said “no”.") + 0


def test_word_gives_paragraphs_and_quotations_by_style() -> None:
    document = docx.Document()
    document.add_paragraph("Oreil said no.")
    document.add_paragraph("The ferry will sail.", style="Quote")
    data = BytesIO()
    document.save(data)
    found = manuscript.read_bytes(data.getvalue(), "m.docx", "docx")
    assert shown(found) == ["Oreil said no.", "The ferry will sail."]
    assert [found.text[a:b] for a, b in found.blocks] == ["The ferry will sail."]


def test_lines_and_columns_count_from_one() -> None:
    found = manuscript.read_bytes(b"One.\n\nTwo three.", "m.txt", "txt")
    assert (found.line(10), found.column(10)) == (3, 5)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("m.odt", b"x", "save it as one of these"), ("m.txt", b"  ", "holds no text"), ("m.docx", b"PK nonsense", "no Word file")],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=words):
        manuscript.read(path)


def test_a_missing_manuscript_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        manuscript.read(tmp_path / "none.txt")


def test_a_note_that_is_referred_to_twice_is_tied_to_both_places() -> None:
    found = manuscript.read_bytes(b"One.[^1] Two.[^1]\n\n[^1]: A source.\n", "m.md", "md")
    assert [note.anchor for note in found.notes] == [4, 13]


def test_pdf_gives_paragraphs_pages_and_footnotes() -> None:
    paper = Paper()
    down = paper.column(wrapped(STORY, 400), 72, 90)
    paper.column(wrapped("Oreil said that the ferry would sail in June.1 Nobody wept in the harbour that morning.", 400), 72, down + 20)
    paper.put("1 Telegram 12 from Port Serel, which Oreil signed.", 72, 720, 8)
    paper.turn()
    paper.column(wrapped("The second page holds other words. " + STORY, 400), 72, 90)
    found = manuscript.read_bytes(paper.bytes(), "m.pdf", "pdf")
    assert len(found.clean) == len(found.text)
    assert [found.page(found.text.index(word)) for word in ("Oreil said", "Telegram", "second page")] == [1, 1, 2]
    assert "Telegram" not in " ".join(shown(found))
    (note,) = found.notes
    assert (note.mark, found.clean[note.start : note.end]) == ("1", "Telegram 12 from Port Serel, which Oreil signed.")
    assert note.anchor == found.text.index("1 Nobody")
