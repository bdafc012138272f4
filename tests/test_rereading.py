"""A record that came on paper is read anew without its paper, as it is and with words replaced."""

from __future__ import annotations

import msgspec
import pytest

from memcon import places, record
from memcon.formats.paper import rereading
from memcon.model import Record
from memcon.places import Edit, Shift
from papers import STORY, Paper, wrapped
from test_formats_scan import file, page

LONG = (*wrapped(STORY, 440), "", "2. The Ambassador said that no ferry would wait for the Council.")


def memorandum() -> bytes:
    """Two pages with classification, running heads, a caption, a footnote and a numbered paragraph."""
    paper = Paper()
    for number in (1, 2):
        paper.put("SECRET", 290, 40)
        paper.put("The Lissen Papers", 72, 56)
        paper.put(f"- {number} -", 300, 760)
        if number == 1:
            paper.column(["Memorandum of Conversation", "", "DATE: May 4, 1963", "SUBJECT: The Lissen Straits", "", *LONG], 72, 100)
            paper.put("1 The pilots of Lissen were then on strike.", 72, 700, 8)
            paper.turn()
        else:
            paper.column(["3. The Foreign Minister asked when the pilots would come back to Lissen."], 72, 100)
    return paper.bytes()


def telegram() -> bytes:
    """A cable printed on one page."""
    lines = (
        "C O N F I D E N T I A L SECTION 01 OF 01 VALMORA 001147", "", "SIPDIS", "", "E.O. 12958: DECL: 05/04/2013", "TAGS: PREL",
        "SUBJECT: THE LISSEN STRAITS", "", "Classified By: Ambassador Ilse Marran for reason 1.4 (d)", "",
        "1. (C) The Foreign Minister said that the ferries would sail again in June.", "", "2. (C) Comment: He seemed tired. End comment.",
        "MARRAN",
    )
    paper = Paper()
    paper.column(lines, 72, 100)
    return paper.bytes()


PAPERS = {"memorandum": memorandum, "telegram": telegram, "scan": lambda: file(page())}


@pytest.fixture(scope="module", params=PAPERS)
def read(request: pytest.FixtureRequest) -> Record:
    (found,) = record.read_bytes(PAPERS[request.param](), "paper")
    return found


def test_without_a_change_it_reads_as_before(read: Record) -> None:
    assert record.compose(rereading.rendered(read, Shift([]))) == read


def test_a_word_is_replaced_in_text_reading_and_place(read: Record) -> None:
    text = read.document.text
    start = text.index("Minister said")
    after = record.compose(rereading.rendered(read, Shift([Edit(start, start + 8, "Secretary")])))
    assert after.document.text == text[:start] + "Secretary" + text[start + 8 :]
    (spot,) = places.where(after.pages, start, start + 9)
    assert (spot,) == places.where(read.pages, start, start + 8)
    for statement in after.statements:
        assert after.document.text[statement.start : statement.end] == statement.text
    behind = [place for leaf in after.pages for place in leaf.places if place.start > start + 9]
    assert behind
    assert [after.document.text[p.start : p.end] for p in behind] == [
        text[p.start : p.end] for leaf in read.pages for p in leaf.places if p.start > start + 8
    ]


def test_a_caption_that_is_mended_is_read_again() -> None:
    paper = Paper()
    paper.column(["Memorandum of Conversation", "", "DATE: May 4, 1963", "SUBJECT: The Lissen Strails", "", *LONG], 72, 100)
    (read,) = record.read_bytes(paper.bytes(), "paper.pdf")
    start = read.document.text.index("Strails")
    after = record.compose(rereading.rendered(read, Shift([Edit(start, start + 7, "Straits")])))
    assert (read.document.subject, after.document.subject) == ("The Lissen Strails", "The Lissen Straits")
    assert after.document.date == "1963-05-04"


def test_a_doubtful_word_that_is_confirmed_is_counted_no_more() -> None:
    (read,) = record.read_bytes(file(page()), "page.png")
    leaf = read.pages[0]
    unsure = tuple(msgspec.structs.replace(place, confidence=0.5) for place in leaf.places)
    doubtful = msgspec.structs.replace(read, pages=(msgspec.structs.replace(leaf, places=unsure),))
    words = len(leaf.places)
    first = leaf.places[0]
    after = rereading.rendered(doubtful, Shift([Edit(first.start, first.end, read.document.text[first.start : first.end])]))
    assert after.notes == (
        f"page 1: read by character recognition; {words - 1} of {words} words are doubtful: check them against the image.",
    )
