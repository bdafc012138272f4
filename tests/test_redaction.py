"""Redaction: what is asked for goes out of text and pages, and the outcome is read again. Records are built by hand."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from memcon import formats, places, redaction
from memcon.errors import SettingError
from memcon.formats import pdf
from memcon.formats.paper import recognition
from memcon.model import Document, Mention, Page, Part, Person, Place, Record
from memcon.places import Spot
from memcon.redaction import Request, finding, pages, proof
from papers import STORY, Paper, wrapped

TEXT = (
    "Talk with Mr. Tomas Oreil, Foreign Minister\n\n1. (C) The Foreign Minister said no. He left for Port\nSerel. OREIL's car was late.\n\n"
    "2. (S) Quillon, of Port Serel, told Or-\neil of the vote."
)


def record() -> Record:
    at = TEXT.index
    people = (
        Person(id="p1", name="Tomas Oreil", role="Foreign Minister", aliases=("Mr. Tomas Oreil", "The Foreign Minister", "OREIL"),
               participant=True),
        Person(id="p2", author=True),
    )
    mentions = (
        Mention(at("Mr. Tomas"), at("Mr. Tomas") + 15, "p1"), Mention(at("The Foreign"), at("The Foreign") + 20, "p1"),
        Mention(at("He left"), at("He left") + 2, "p1"), Mention(at("OREIL"), at("OREIL") + 5, "p1"),
    )
    first, second = at("1. (C)"), at("2. (S)")
    parts = (
        Part(0, first - 2, "heading"), Part(first, second - 2, "paragraph", "1", "C"), Part(second, len(TEXT), "paragraph", "2", "S"),
    )
    return Record(document=Document(text=TEXT, source="talk.txt"), people=people, mentions=mentions, parts=parts)


def test_a_person_goes_by_every_name_and_description() -> None:
    done = redaction.of_record(record(), Request(people=("Oreil",)))
    assert done.text == (
        "Talk with [redacted], Foreign Minister\n\n1. (C) [redacted] said no. He left for Port\nSerel. [redacted]'s car was late.\n\n"
        "2. (S) Quillon, of Port Serel, told [redacted] of the vote."
    )
    assert done.counts == {"Oreil": 4}


def test_pseudonyms_are_the_same_throughout() -> None:
    request = Request(people=("Tomas Oreil", "Quillon"), places=("port serel",), pseudonyms=True)
    text = redaction.of_record(record(), request).text
    assert text.count("Person A") == 4
    assert text.count("Person B") == 1
    assert text.count("Place A") == 2
    assert not any(word in text.lower() for word in ("oreil", "tomas", "quillon", "serel"))


def test_a_name_and_the_office_behind_it_are_one_pseudonym() -> None:
    text = "Mr. Oreil, Foreign Minister, and Mr. Venn"
    people = (Person(id="p1", name="Oreil", role="Foreign Minister", aliases=("Mr. Oreil", "Foreign Minister"), participant=True),)
    mentions = (Mention(0, 9, "p1"), Mention(11, 27, "p1"))
    paper = Record(document=Document(text=text, source="talk.txt"), people=people, mentions=mentions)
    assert redaction.of_record(paper, Request(people=("Oreil",), pseudonyms=True)).text == "Person A, and Mr. Venn"
    assert redaction.of_record(paper, Request(people=("Oreil",))).text == "[redacted], [redacted], and Mr. Venn"


def test_a_family_goes_with_its_name_and_what_leads_to_a_name_is_said() -> None:
    text = "Oreil of Port Serel said that the Oreils knew SEREL. The Kestrian side asked Oreilly of Port Lissen. Kestria agreed."
    people = (Person(id="p1", name="Tomas Oreil", aliases=("Oreil",), participant=True),)
    paper = Record(document=Document(text=text, source="talk.txt"), people=people, mentions=(Mention(0, 5, "p1"),))
    done = redaction.of_record(paper, Request(people=("Oreil",), places=("Kestria", "Port Serel")))
    assert done.text == (
        "[redacted] of [redacted] said that the [redacted] knew SEREL. The Kestrian side asked Oreilly of Port Lissen. [redacted] agreed."
    )
    assert done.near == {"SEREL": 1, "Kestrian": 1, "Oreilly": 1}


def test_marked_and_numbered_paragraphs_go_whole() -> None:
    assert redaction.of_record(record(), Request(paragraphs=("2",))).text.endswith("late.\n\n[redacted]")
    above = redaction.of_record(record(), Request(above="C")).text
    assert "Quillon" not in above
    assert above.startswith("[redacted]\n\n1. (C) The Foreign Minister"), "a heading without a mark counts as the whole"


def test_a_numbered_paragraph_goes_up_to_the_next_number() -> None:
    text = "1. (C) The ferries\nwould sail.\nA note on fares.\n2. (C) Quillon agreed.\nMARRAN"
    at = text.index
    parts = (
        Part(0, at("\nwould"), "paragraph", "1", "C"), Part(at("would"), at("\nA note"), "paragraph"),
        Part(at("A note"), at("\n2."), "footnote", "2"), Part(at("2. (C)"), at("\nMARRAN"), "paragraph", "2", "C"),
        Part(at("MARRAN"), len(text), "signature"),
    )
    paper = Record(document=Document(text=text, source="talk.txt"), parts=parts)
    assert redaction.of_record(paper, Request(paragraphs=("1",))).text == (
        "[redacted]\n[redacted]\nA note on fares.\n2. (C) Quillon agreed.\nMARRAN"
    )
    second = redaction.of_record(paper, Request(paragraphs=("2",)))
    assert second.text.endswith("would sail.\nA note on fares.\n[redacted]\nMARRAN"), "a footnote's number is no paragraph's"


def test_overlapping_stretches_become_one() -> None:
    done = redaction.of_record(record(), Request(people=("Oreil",), paragraphs=("2",)))
    assert done.text.endswith("late.\n\n[redacted]")
    assert all(a[1] <= b[0] for a, b in zip(done.ranges, done.ranges[1:], strict=False))


def test_what_does_not_stand_there_is_an_error() -> None:
    with pytest.raises(SettingError, match=r"talk\.txt: 'Orell' does not stand in the text"):
        redaction.of_record(record(), Request(people=("Orell",)))
    with pytest.raises(SettingError, match="nothing was asked for"):
        redaction.of_record(record(), Request())


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [("Oreil", "Oreil's", True), ("Oreil", "Oreilly", False), ("Port Serel", "PORT\n SEREL", True), ("Oreil", "Ore-\n  il", True),
     ("Oreil", "oreil.", True), ("a.b", "axb", False)],
)
def test_a_name_is_found_in_its_forms(name: str, text: str, found: bool) -> None:
    assert bool(finding.pattern(name).search(text)) == found


def test_a_recognised_word_with_one_wrong_letter_is_found() -> None:
    text = "said Orejl then"
    page = Page(1, 600, 800, (Place(0, 4, 0, 0, 9, 9), Place(5, 10, 10, 0, 19, 9, 0.6), Place(11, 15, 20, 0, 29, 9)), recognised=True)
    scanned = Record(document=Document(text=text), pages=(page,))
    assert list(finding.written(scanned, "Oreil")) == [(5, 10)]
    assert list(finding.written(Record(document=Document(text=text)), "Oreil")) == []


def test_letters_go_on_after_z() -> None:
    assert [finding.letter(number) for number in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_a_trace_in_the_text_is_no_proof() -> None:
    with pytest.raises(proof.ProofError, match="'Oreil' still stands in the redacted text at 4"):
        proof.text("The oreil", [finding.Place("Oreil", "", ((0, 1),), ("Oreil",))])


@pytest.fixture
def paper(tmp_path: Path) -> Record:
    """A PDF with an author, and its record without people: what is asked for is found by its words."""
    drawn = Paper()
    drawn.canvas.setAuthor("Ilse Marran")
    drawn.column(wrapped(STORY, 440), 72, 100)
    drawn.turn()
    drawn.put("Lissen was quiet.", 72, 100)
    path = tmp_path / "paper.pdf"
    path.write_bytes(drawn.bytes())
    (rendered,) = formats.read_bytes(path.read_bytes(), str(path))
    return Record(document=rendered.document, parts=rendered.parts, pages=rendered.pages)


def test_pages_are_pictures_with_the_words_burnt_out(paper: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)
    done = redaction.of_record(paper, Request(places=("Lissen", "Port Serel")))
    made = redaction.as_pdf(done)
    assert b"Marran" not in made
    with pypdfium2.PdfDocument(made) as file:
        assert len(file) == 2
        assert file.get_metadata_dict(skip_empty=True) == {}
        assert all(not file[index].get_textpage().count_chars() for index in range(2))
        image = pdf.image(file[0], 200 / 72)
    start = paper.document.text.index("Lissen")
    (spot,) = places.where(paper.pages, start, start + 6)
    assert proof.black(image, spot)
    other = places.where(paper.pages, 0, 20)[0]
    assert not proof.black(image, other)


def test_recognition_proves_that_the_pages_are_clean(paper: Record) -> None:
    done = redaction.of_record(paper, Request(places=("Lissen",)))
    spots = [spot for start, end in done.ranges for spot in places.where(paper.pages, start, end)]
    half = pages.burnt(Path(paper.document.source).read_bytes(), paper, spots[1:])
    with pytest.raises(proof.ProofError, match="'Lissen' still stands"):
        proof.pages(half, spots[1:], done.wanted)


def test_a_rectangle_that_is_not_black_is_no_proof() -> None:
    written = io.BytesIO()
    Image.new("RGB", (400, 400), (200, 200, 200)).save(written, "PDF", producer="", creationDate=None, modDate=None, resolution=200)
    with pytest.raises(proof.ProofError, match="a rectangle of page 1 is not black"):
        proof.pages(written.getvalue(), [Spot(1, (10, 10, 60, 30))], [])


def test_a_layer_of_text_or_metadata_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "METADATA", re.compile(b"never in a file"))
    drawn = Paper()
    drawn.put("Lissen", 72, 100)
    data = drawn.bytes()
    with pytest.raises(proof.ProofError, match="a layer of text"):
        proof.pages(data, [], [])
    monkeypatch.undo()
    with pytest.raises(proof.ProofError, match="has metadata"):
        proof.pages(data, [], [])


def test_a_text_has_no_pages_to_redact() -> None:
    with pytest.raises(SettingError, match="came on no pages"):
        redaction.as_pdf(redaction.of_record(record(), Request(people=("Oreil",))))
