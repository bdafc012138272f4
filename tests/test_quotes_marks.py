"""Quotations in a manuscript: which marks open and close, what falls into pieces, what is passed over."""

from __future__ import annotations

import pytest

from memcon.quotes.marks import quotations


def found(text: str) -> list[list[str]]:
    """The words of each quotation, a string a piece."""
    return [[" ".join(word.key for word in piece.words) for piece in one.pieces] for one in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “the ferry will sail.”", "the ferry will sail"),
        ('He said "the ferry will sail."', "the ferry will sail"),
        ("He said «the ferry will sail».", "the ferry will sail"),
        ("He said ‘the ferry won’t sail’, and left.", "the ferry wont sail"),
        ("He said 'the captain's ferry will sail', and left.", "the captains ferry will sail"),
        ("He said “the ferry will\nsail.”", "the ferry will sail"),
        ("He said “the fer-\nry will sail.”", "the ferry will sail"),
        ("He said “the ferry [sic] will sail.”", "the ferry will sail"),
        ("He said “[T]he ferry will sail.”", "the ferry will sail"),
    ],
)
def test_the_words_between_marks_are_one_quotation(text: str, expected: str) -> None:
    assert found(text) == [[expected]]


def test_an_apostrophe_opens_nothing() -> None:
    assert found("The ministers' boats and the captain's ferry were the pilots' pride.") == []


def test_ellipses_and_brackets_part_a_quotation() -> None:
    assert found("“the ferry … will sail [on Monday] for Serel”") == [["the ferry", "will sail", "for serel"]]
    (one,) = quotations("“the ferry ... will sail”", [(0, 24)])
    assert [piece.joint for piece in one.pieces] == ["", "ellipsis"]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    text = "“The ferry will sail.\n\n“It will be late.”"
    assert [one.count for one in quotations(text, [(0, 21), (23, len(text))])] == [4, 4]


def test_a_block_is_one_quotation() -> None:
    text = "The ferry will sail."
    (one,) = quotations(text, [(0, len(text))], [(0, len(text))])
    assert one.block
    assert one.count == 4


def test_offsets_are_those_of_the_text() -> None:
    text = "He said “the ferry will sail” twice."
    (one,) = quotations(text, [(0, len(text))])
    assert text[one.start : one.end] == "the ferry will sail"
    assert text[one.outer[0] : one.outer[1]] == "“the ferry will sail”"
