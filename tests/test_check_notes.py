"""Quotations and claims in the notes of a manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest

from checking import library, record
from memcon.check import Report, check
from memcon.export.checking import to_html
from memcon.export.comments import to_docx
from memcon.library import Library
from memcon.manuscript import Manuscript, read_bytes

BODY = "The first winter was long.[^1] The second was longer.\n\nThe ferries lay idle.\n\n[^1]: "


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library(tmp_path_factory.mktemp("notes") / "papers.db", record()) as opened:
        yield opened


def noted(note: str, held: Library) -> tuple[Report, Manuscript]:
    """The report on a manuscript with one note, and the manuscript."""
    manuscript = read_bytes((BODY + note).encode(), "m.md", "md")
    return check(manuscript, held), manuscript


def test_a_quotation_in_a_note_is_judged_like_any_other(held: Library) -> None:
    report, manuscript = noted("Oreil said: “I can hold the newspapers for a year, but I cannot hold the army for a month.”", held)
    (one,) = report.findings
    assert [fault.kind for fault in one.faults] == ["altered"]
    assert one.manuscript.note == "1"
    assert manuscript.text[one.manuscript.start : one.manuscript.end].startswith("I can hold")


def test_a_title_in_a_note_is_no_quotation(held: Library) -> None:
    report, _ = noted("A. Holm, “The Ferries of the Upper Lissen and Their Crews,” Review of Harbours 12 (1990), 34.", held)
    assert report.findings == ()
    assert report.titles == 1


def test_words_given_to_somebody_in_a_note_that_stand_nowhere_are_a_fault(held: Library) -> None:
    report, _ = noted("Oreil exclaimed: “Seven white swans were swimming in the canal under the moon.”", held)
    assert report.faults() == {"not found": 1}


def test_what_a_note_cites_accuses_nobody_of_a_wrong_document(held: Library) -> None:
    said = "“I can hold the newspapers for a week, but I cannot hold the army for a month,” Oreil said."
    report, _ = noted(f"FRUS, 1964–1968, vol. XIV, doc. 12. {said}", held)
    (one,) = report.findings
    assert one.faults == ()


def test_the_word_file_bears_the_comment_where_the_note_hangs(held: Library) -> None:
    report, manuscript = noted("Oreil said: “I can hold the newspapers for a year, but I cannot hold the army for a month.”", held)
    document = docx.Document(BytesIO(to_docx(report, manuscript)))
    (comment,) = document.comments
    assert comment.text.startswith("In note 1: “I can hold the newspapers for a year")
    start = document.element.xpath("//w:commentRangeStart")[0]
    assert "long." in "".join(start.getnext().itertext())


def test_the_page_says_in_which_note_it_stands(held: Library) -> None:
    report, _ = noted("Oreil said: “I can hold the newspapers for a year, but I cannot hold the army for a month.”", held)
    assert ", in note 1" in to_html(report)
