"""Mending: what is repaired, that nothing moves, and which paragraphs are one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.mend import JOINER, Mended, in_capitals, mend, prefix
from memcon.model import Document, Outline, Part, PartKind


def outlined(*pieces: tuple[PartKind, str], gap: str = "\n\n") -> Outline:
    """An outline whose parts stand one behind the other."""
    text, parts = "", []
    for kind, piece in pieces:
        text += gap if text else ""
        parts.append(Part(len(text), len(text) + len(piece), kind))
        text += piece
    return Outline(Document(text=text), tuple(parts))


def paragraphs(mended: Mended) -> list[str]:
    return [mended.text[p.start : p.end] for p in mended.paragraphs]


def test_a_paragraph_cut_by_a_page_break_is_one_again() -> None:
    broken = outlined(("paragraph", "The pilots had been withdrawn"), ("boilerplate", "PAGE 02 SEREL 0041"), ("paragraph", "only in May."))
    mended = mend(broken)
    assert [" ".join(p.split()) for p in paragraphs(mended)] == ["The pilots had been withdrawn only in May."]
    assert len(mended.text) == len(broken.document.text)
    start = broken.document.text.index("PAGE")
    assert mended.repairs == ((start, start + len("PAGE 02 SEREL 0041")),)


@pytest.mark.parametrize(
    ("first", "second"),
    [("He came.", "only then did it rain."), ("He came", "Only then did it rain."), ("He came:", "the rest")],
)
def test_paragraphs_that_are_two_stay_two(first: str, second: str) -> None:
    assert paragraphs(mend(outlined(("paragraph", first), ("paragraph", second)))) == [first, second]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("He said “nothing is late.", "We sail.” He left.", 1), ('He said "it is late.', 'We sail." He left.', 1),
        ("He said “nothing is late.", "“We sail.” He left.", 2), ("He said “no.”", "We sail.” He left.", 2),
        ("He said “nothing is late.", "We sail. He left.", 2),
    ],
)
def test_a_quotation_goes_on_in_the_next_line_where_it_is_closed(first: str, second: str, count: int) -> None:
    assert len(mend(outlined(("paragraph", first), ("paragraph", second), gap="\n")).paragraphs) == count
    assert len(mend(outlined(("paragraph", first), ("paragraph", second))).paragraphs) == 2


def test_a_heading_between_keeps_paragraphs_apart() -> None:
    mended = mend(outlined(("paragraph", "He came"), ("heading", "THE STRAITS"), ("paragraph", "only then")))
    assert paragraphs(mended) == ["He came", "only then"]


def test_line_breaks_become_spaces_and_a_hyphen_is_closed_with_joiners() -> None:
    mended = mend(outlined(("paragraph", "The commis-\n  sion sat\r\n \n in May.")))
    assert mended.text == f"The commis{JOINER * 4}sion sat     in May."
    assert mended.repairs == ((10, 14),)


def test_a_hyphen_before_a_capital_is_left() -> None:
    assert "-" in mend(outlined(("paragraph", "The Anglo-\nKestrian note."))).text


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("4. (C) ", "The Minister spoke."), ("(b) ", "The Minister spoke."), ("¶7. (S/NF) ", "The Minister spoke."), ("- ", "the Minister"),
        ("COMMENT: ", "The Minister"), ("2. (C) SUMMARY: ", "The Minister"), ("Begin Summary. ", "The Minister"),
        ("", "I spoke."), ("", "A minister spoke."),
    ],
)
def test_numbering_marks_bullets_and_section_words_are_no_text(opening: str, rest: str) -> None:
    text = opening + rest
    assert prefix(text, 0, len(text)) == len(opening)


def test_a_section_word_at_the_end_is_no_text() -> None:
    mended = mend(outlined(("comment", "6. (C) COMMENT: He was tired. END COMMENT."), ("summary", "SUMMARY: He spoke. END SUMMARY")))
    assert paragraphs(mended) == ["He was tired.", "He spoke."]


def test_straight_marks_are_turned_by_what_stands_before_them() -> None:
    mended = mend(outlined(("paragraph", 'He said "yes" ("no") and:"perhaps"')))
    assert mended.text == "He said “yes” (“no”) and:“perhaps”"


def test_capitals_are_put_into_sentence_case() -> None:
    shouted = "THE WATER OF ORVASK WAS GOOD. HE ASKED ABOUT THE TIME AND THE MONEY OF THE USN AND OF ARDA."
    mended = mend(outlined(("paragraph", shouted)))
    assert mended.text == "The water of Orvask was good. He asked about the time and the money of the USN and of Arda."


def test_ordinary_text_and_short_text_keep_their_capitals() -> None:
    assert not in_capitals("SAIL TODAY")
    assert in_capitals("THE FERRIES WILL SAIL AGAIN BEFORE THE AUTUMN IF THE STRAITS ARE OPEN")
    assert not in_capitals("The ferries will sail again before the autumn if THE STRAITS ARE open")


def test_a_transcript_has_its_labels_and_a_memorandum_with_one_colon_has_none() -> None:
    turns = mend(outlined(*(("paragraph", f"{who}: The ferries sail.") for who in ("Oreil", "Mr. Sund", "The Chairman", "Marran"))))
    assert turns.transcript
    assert [turns.text[a:b] for a, b in (p.label for p in turns.paragraphs if p.label)] == [
        "Oreil: ", "Mr. Sund: ", "The Chairman: ", "Marran: ",
    ]
    assert set(paragraphs(turns)) == {"The ferries sail."}
    memo = mend(outlined(*(("paragraph", text) for text in ("Oreil: nothing.", "He left.", "I stayed.", "It rained."))))
    assert not memo.transcript
    assert not any(p.label for p in memo.paragraphs)


def test_an_empty_document_has_no_paragraph() -> None:
    assert mend(Outline(Document(text=""))) == Mended("", ())


KINDS = st.sampled_from(["paragraph", "heading", "comment", "boilerplate", "excision"])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(KINDS, st.text(min_size=1, max_size=60)), max_size=5))
def test_mending_keeps_the_length_and_every_paragraph_lies_inside(pieces: list[tuple[PartKind, str]]) -> None:
    given_ = outlined(*pieces)
    mended = mend(given_)
    assert len(mended.text) == len(given_.document.text)
    edges = [edge for p in mended.paragraphs for edge in (p.start, p.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(mended.text) for edge in edges)
    changed = {i for i, (a, b) in enumerate(zip(given_.document.text, mended.text, strict=True)) if a != b}
    inside = {i for part in given_.parts if part.kind != "heading" for i in range(part.start, part.end)}
    quotes = {i for i, letter in enumerate(given_.document.text) if letter == '"'}
    between = {i for p in mended.paragraphs for i in range(p.start, p.end)}
    assert changed <= inside | quotes | between


@pytest.mark.parametrize("line", ["a" + " " * 200_000 + "b", "-" * 200_000, "a-\n" * 60_000, '"' * 200_000, ". " * 100_000])
def test_a_long_line_is_mended_in_bounded_work(line: str) -> None:
    assert len(mend(outlined(("paragraph", line))).text) == len(line)
