"""PDF: reading order, what is apart from the text, joints of lines and pages, and the way back to page and rectangle."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest

from memcon import formats, places
from memcon.errors import FormatError, UnreadableError
from memcon.formats import pdf
from memcon.formats.paper import joints, words
from memcon.model import Rendered
from papers import SIZE, STORY, Paper, wrapped


def read(data: bytes) -> Rendered:
    return next(formats.read_bytes(data, "paper.pdf"))


def flowing(rendered: Rendered) -> str:
    """The text without the parts that stand apart from it."""
    text, at, kept = rendered.document.text, 0, []
    for part in rendered.parts:
        if part.kind in {"boilerplate", "footnote"}:
            kept.append(text[at : part.start])
            at = part.end
    return "\n\n".join(piece.strip() for piece in [*kept, text[at:]] if piece.strip())


def apart(rendered: Rendered, kind: str = "boilerplate") -> list[str]:
    return [rendered.document.text[p.start : p.end] for p in rendered.parts if p.kind == kind]


def test_a_paragraph_is_one_line_of_text() -> None:
    paper = Paper()
    paper.column(wrapped(STORY, 440), 72, 100)
    rendered = read(paper.bytes())
    assert rendered.document.text == STORY
    assert rendered.document.format == "pdf"
    assert rendered.notes == ()


def test_a_list_keeps_its_lines_and_a_gap_parts_paragraphs() -> None:
    paper = Paper()
    down = paper.column(["PARTICIPANTS", "Mr. Tomas Oreil, Foreign Minister", "Miss Ilse Marran, Ambassador"], 72, 100)
    paper.column(wrapped(STORY, 440), 72, down + 10)
    assert read(paper.bytes()).document.text == (
        "PARTICIPANTS\nMr. Tomas Oreil, Foreign Minister\nMiss Ilse Marran, Ambassador\n\n" + STORY
    )


@pytest.mark.parametrize(("before", "mark"), [
    ("Prince Aldo, Count of Serel (Pretender to the Throne of the Kingdom of the Two Lissens in Valmora)", "\n"),
    ("Prince Aldo, Count of Serel (Pretender to the Throne of the Two Lissens), with his eldest son, Aldo, and", " "),
])
def test_the_next_person_of_a_list_has_a_line_even_behind_a_full_one(before: str, mark: str) -> None:
    paper = Paper()
    down = paper.column(["PARTICIPANTS"], 72, 100)
    down = paper.column([before, "Mr. Tomas Oreil, Foreign Minister"], 72, down + 10)
    paper.column(wrapped(STORY, 440), 72, down + 10)
    text = read(paper.bytes()).document.text
    assert f"{before}{mark}Mr. Tomas Oreil" in text


def test_outside_a_list_a_name_at_the_head_of_a_line_goes_on() -> None:
    paper = Paper()
    lines = wrapped(STORY, 440)
    paper.column([*lines[:2], lines[2].replace("for a word", "Mr. Bell"), *lines[3:]], 72, 100)
    assert "\n" not in read(paper.bytes()).document.text


def test_an_indent_opens_a_paragraph() -> None:
    paper = Paper()
    down = 100.0
    for _ in range(3):
        first, *rest = wrapped(STORY, 440)
        paper.put(first.rsplit(" ", 2)[0], 72 + 18, down)
        down = paper.column([" ".join(first.rsplit(" ", 2)[1:]) + " " + rest[0].rsplit(" ", 3)[0], *rest[1:]], 72, down + 13.5)
    assert read(paper.bytes()).document.text.count("\n\n") == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    lines = wrapped(STORY + " " + STORY, 220)
    paper.put("A Head Over Both Columns of the Page Which Is Long Enough", 100, 90)
    half = len(lines) // 2
    paper.column(lines[:half], 72, 120)
    paper.column(lines[half:], 320, 120)
    text = read(paper.bytes()).document.text
    assert text == f"A Head Over Both Columns of the Page Which Is Long Enough\n\n{STORY} {STORY}"


def test_a_label_beside_its_value_is_no_column() -> None:
    paper = Paper()
    rows = ["TO:", "FROM:", "SUBJECT:", "PLACE:", "DATE:"]
    for number, label in enumerate(rows):
        paper.put(label, 72, 100 + 14 * number)
        paper.put("the Department of Foreign Affairs", 160, 100 + 14 * number)
    assert read(paper.bytes()).document.text.splitlines()[1] == "FROM: the Department of Foreign Affairs"


def book(pages: int) -> bytes:
    """Pages with a running head, a number and a classification, whose one paragraph runs through all of them."""
    paper = Paper()
    lines = wrapped(" ".join([STORY] * pages), 440)
    share = -(-len(lines) // pages)
    for number in range(pages):
        paper.put("KESTRIAN PAPERS", 72, 40)
        paper.put("SECRET", 280, 55)
        paper.column(lines[number * share : (number + 1) * share], 72, 120)
        paper.put(str(number + 1), 300, 760)
        paper.turn()
    return paper.bytes()


def test_furniture_stands_apart_and_a_paragraph_runs_over_pages() -> None:
    rendered = read(book(4))
    assert flowing(rendered) == " ".join([STORY] * 4)
    assert sorted(apart(rendered)) == sorted(["KESTRIAN PAPERS", "SECRET"] * 4 + ["1", "2", "3", "4"])
    assert rendered.document.classification == "Secret"


def test_a_small_line_above_the_text_is_a_running_head_on_a_single_page_too() -> None:
    paper = Paper()
    paper.put("KESTRIAN PAPERS", 72, 40, 9)
    paper.column(wrapped(STORY, 440), 72, 90)
    rendered = read(paper.bytes())
    assert flowing(rendered) == STORY
    assert apart(rendered) == ["KESTRIAN PAPERS"]


@pytest.mark.parametrize(
    ("line", "size", "top"), [("The Straits of Lissen", 11, 60), ("The Straits of Lissen", 9, 81), ("May 4, 1963", 9, 60)]
)
def test_a_title_and_a_date_at_the_head_are_text(line: str, size: float, top: float) -> None:
    paper = Paper()
    paper.put(line, 72, top, size)
    paper.column(wrapped(STORY, 440), 72, 95)
    assert flowing(read(paper.bytes())) == f"{line}\n\n{STORY}"


def test_the_number_of_a_page_with_few_lines_is_no_text() -> None:
    paper = Paper()
    paper.put("The ferries would sail.", 72, 120)
    paper.put("12", 300, 750)
    assert apart(read(paper.bytes())) == ["12"]


def test_a_justified_line_that_ends_before_the_edge_ends_a_paragraph() -> None:
    paper = Paper()
    lines = wrapped(STORY, 440)
    # Behind its last words there is no room for the name, but they are not stretched to the edge.
    last = "Nobody had said so before, and the Ambassador would not be the first to say it in Port Serel that"
    down = paper.justified([*lines[:-1], last], 72, 100, 440)
    paper.put("Oreil-Galvane", 72, down)
    assert flowing(read(paper.bytes())).endswith(f"{last}\nOreil-Galvane")


def test_a_line_like_the_running_head_in_the_middle_of_a_page_is_text() -> None:
    paper = Paper()
    for _ in range(2):
        paper.put("KESTRIAN PAPERS", 72, 40)
        paper.put("KESTRIAN PAPERS", 72, 400)
        paper.turn()
    assert flowing(read(paper.bytes())) == "KESTRIAN PAPERS\n\nKESTRIAN PAPERS"


def test_a_stamp_across_the_text_is_no_part_of_it() -> None:
    paper = Paper()
    paper.column(wrapped(STORY, 440), 72, 100)
    paper.aslant("DECLASSIFIED", 200, 160, 30)
    rendered = read(paper.bytes())
    assert flowing(rendered) == STORY
    assert apart(rendered) == ["DECLASSIFIED"]


def test_footnotes_stand_apart() -> None:
    paper = Paper()
    paper.column(wrapped(STORY, 440), 72, 100)
    paper.put("1 See the note of May 4.", 72, 600, 8)
    paper.put("2 The ferries of Lissen,", 72, 610, 8)
    paper.put("and those of Marl.", 72, 620, 8)
    rendered = read(paper.bytes())
    assert flowing(rendered) == STORY
    assert apart(rendered, "footnote") == ["1 See the note of May 4.", "2 The ferries of Lissen, and those of Marl."]


@pytest.mark.parametrize(
    ("head", "tail", "shown"),
    [
        ("har-", "bour", "harbour"), ("ship-", "owners", "shipowners"), ("Anglo-", "kestrian", "Anglokestrian"),
        ("well-", "known", "well-known"), ("pri\u00ad", "vate", "private"), ("vice-ad-", "miral", "vice-ad-miral"),
    ],
)
def test_a_hyphen_at_a_lines_end(head: str, tail: str, shown: str) -> None:
    assert joints.closed(head, tail, frozenset()) + tail == shown


def test_a_hyphen_that_the_document_has_elsewhere_stays() -> None:
    assert joints.closed("ship-", "owners", {"ship-owners"}) == "ship-"


def test_a_word_cut_by_a_hyphen_has_two_places() -> None:
    paper = Paper()
    paper.column(["The Foreign Minister of Kestria said that the ferries of the har-", "bour would sail again in June."], 72, 100)
    rendered = read(paper.bytes())
    text = rendered.document.text
    assert "harbour would" in text
    spots = places.where(rendered.pages, text.index("harbour"), text.index("harbour") + 7)
    assert [spot.page for spot in spots] == [1, 1]
    assert spots[0].box[3] <= spots[1].box[1] + 3


def test_every_word_has_its_place_and_the_place_leads_back() -> None:
    rendered = read(book(3))
    text = rendered.document.text
    covered = [False] * len(text)
    for page in rendered.pages:
        for place in page.places:
            assert text[place.start : place.end].strip()
            covered[place.start : place.end] = [True] * (place.end - place.start)
            middle = ((place.left + place.right) / 2, (place.top + place.bottom) / 2)
            assert places.at(rendered.pages, page.number, *middle) == (place.start, place.end)
            assert 0 <= place.left < place.right <= page.width
    assert all(seen or char.isspace() for seen, char in zip(covered, text, strict=True))


def test_a_span_over_two_pages_has_a_rectangle_on_each() -> None:
    rendered = read(book(2))
    last = max(place.end for place in rendered.pages[0].places if place.top < 700 and place.top > 100)
    spots = places.where(rendered.pages, last - 5, last + 6)
    assert [spot.page for spot in spots] == [1, 2]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_turned_by_the_file_is_read_upright(degrees: int) -> None:
    paper = Paper()
    paper.column(wrapped(STORY, 440), 72, 100)
    with pypdfium2.PdfDocument(paper.bytes()) as file:
        file[0].set_rotation(degrees)
        written = io.BytesIO()
        file.save(written)
    rendered = read(written.getvalue())
    assert rendered.document.text == STORY
    assert rendered.pages[0].turned == 360 - degrees


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_lines_drawn_sideways_are_read_upright(degrees: int) -> None:
    paper = Paper((612, 612))
    canvas = paper.canvas
    canvas.translate(306, 306)
    canvas.rotate(degrees)
    canvas.translate(-306, -306)
    paper.column(wrapped(STORY, 440), 72, 100)
    rendered = read(paper.bytes())
    assert rendered.document.text == STORY
    assert rendered.pages[0].turned == degrees


def test_a_page_without_text_is_said() -> None:
    paper = Paper()
    paper.column(wrapped(STORY, 440), 72, 100)
    paper.turn()
    paper.turn()
    paper.put("The end of the talk.", 72, 100)
    assert read(paper.bytes()).notes == ("page 2: holds no text",)


def test_a_file_without_any_text_is_refused_with_the_reason() -> None:
    paper = Paper()
    paper.turn()
    with pytest.raises(UnreadableError, match=r"paper\.pdf: no page yields a word; page 1: holds no text"):
        read(paper.bytes())


def test_a_drawing_that_is_not_to_be_recognised_is_said() -> None:
    paper = Paper()
    paper.canvas.rect(100, 100, 200, 200, fill=1)
    with pytest.raises(UnreadableError, match="page 1: an image without text, not recognised"):
        next(formats.read_bytes(paper.bytes(), "paper.pdf", ocr="never"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"%PDF-1.4\n%%EOF", b"\n\n%PDF-1.4 and nothing more"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"paper\.pdf: the PDF file is broken"):
        read(data)


def test_a_locked_file_is_refused() -> None:
    paper = Paper()
    paper.canvas.setEncrypt("quince")
    paper.put("Locked.", 72, 100)
    with pytest.raises(UnreadableError, match="locked with a password"):
        read(paper.bytes())


def test_a_file_that_claims_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="claims 2 pages"):
        read(book(2))


def test_lines_are_told_by_the_height_of_their_middles() -> None:
    def word(text: str, left: float, top: float) -> words.Word:
        return words.Word(text, left, top, left + 20, top + 10, SIZE)

    found = words.lines([word("b", 30, 1), word("a", 0, 0), word("c", 0, 12)])
    assert [line.text for line in found] == ["a b", "c"]


def pages_of(count: int) -> Iterator[words.Sheet]:
    for number in range(count):
        yield words.Sheet(number + 1, 612, 792, (words.Word(f"word{number}", 72, 300, 110, 312, SIZE),))


def test_pages_are_taken_one_by_one() -> None:
    from memcon.formats.paper import furniture

    pages = pages_of(1000)
    laid = furniture.lay(pages)
    assert next(laid).sheet.number == 1
    assert next(pages).number == 4, "no more than the pages near by are held"


def test_a_telegram_on_paper_keeps_its_pages() -> None:
    page = Paper()
    page.column(["C O N F I D E N T I A L PORT SEREL 000412", "", "SIPDIS", "", "E.O. 12958: DECL: 05/13/2015", "TAGS: PREL",
                 "SUBJECT: THE FERRIES", "", "1. (C) The Minister said that the ferries would sail.", "", "MARLOWE"], 72, 90)
    found = next(formats.read_bytes(page.bytes(), "cable.pdf"))
    assert [part.mark for part in found.parts if part.number == "1"] == ["C"]
    at = found.document.text.index("ferries would")
    assert [spot.page for spot in places.where(found.pages, at, at + 7)] == [1]
