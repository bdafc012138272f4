"""Where a statement may begin and end: quotations, sentences cut at them, joints."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model import Parsed, Sentence
from memcon.statements.segments import merge_wordless, quotations, segments, token_range, trim
from parsing import build, flat


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no.” I left.", ["“no.”"]),
        ("He said “the “old” note” twice, “no.”", ["“the “old” note”", "“no.”"]),
        ("He said “we sail. I left.", ["“we sail. I left."]),
        ("«Non», he said.", ["«Non»"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He wasn’t Oreil’s.", []),
        ("a closing” mark alone", []),
        ("“One.” “Two.”", ["“One.”", "“Two.”"]),
    ],
)
def test_quotations_keep_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_quotations_are_looked_for_in_the_stretch_alone() -> None:
    text = "“One.” He said “two.”"
    assert quotations(text, 7, len(text)) == ((15, 21),)


def test_a_sentence_is_cut_at_its_quotation() -> None:
    parsed = flat("He said “the ferries sail” and left.")
    found = list(segments(parsed, ((8, 26),)))
    assert [(parsed.text[s.start : s.end], s.quoted) for s in found] == [
        ("He said", False), ("“the ferries sail”", True), ("and left.", False),
    ]
    assert [(s.first, s.last) for s in found] == [(0, 2), (2, 7), (7, 10)]


def test_a_quotation_over_two_sentences_is_cut_at_the_sentence() -> None:
    parsed = build("He/PRP/nsubj/1 said/VBD/ROOT/1 “/``/punct/3 Go/VB/ccomp/1 ././punct/1", "Now/RB/ROOT/0 !/./punct/0 ”/''/punct/0")
    found = list(segments(parsed, ((8, len(parsed.text)),)))
    assert [(parsed.text[s.start : s.end], s.quoted, s.sentence) for s in found] == [
        ("He said", False, 0), ("“Go.", True, 0), ("Now!”", True, 1),
    ]


def test_a_stop_behind_the_quotation_stays_with_it() -> None:
    parsed = flat("He said “we sail”.")
    found = [(parsed.text[s.start : s.end], s.quoted) for s in segments(parsed, ((8, 17),))]
    assert found == [("He said", False), ("“we sail”.", True)]


def test_a_quotation_in_brackets_is_one() -> None:
    parsed = flat("He agreed (“we sail”).")
    assert [s.quoted for s in segments(parsed, ((11, 20),))] == [False, True]


def test_a_sentence_without_a_word_is_no_segment() -> None:
    parsed = Parsed("... --", (), (Sentence(0, 6, 0, 0, 0),))
    assert list(segments(parsed, ())) == []


def test_pieces_without_a_word_fall_to_their_neighbour() -> None:
    text = "( one two ) three"
    assert merge_wordless(text, [(0, 1), (1, 9), (9, 11), (11, 17)]) == [(0, 11), (11, 17)]


def test_white_space_is_trimmed() -> None:
    assert trim("  one two \n", 0, 11) == (2, 9)
    assert trim("   ", 0, 3) == (3, 3)


def test_the_tokens_of_a_stretch_touch_it() -> None:
    parsed = flat("one two three four")
    sentence = parsed.sentences[0]
    assert token_range(parsed, sentence, 4, 13) == (1, 3)
    assert token_range(parsed, sentence, 5, 6) == (1, 2)
    assert token_range(parsed, sentence, 3, 4) == (0, 0)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="ab .“”\"'", max_size=80))
def test_segments_lie_in_order_inside_the_sentence(text: str) -> None:
    parsed = flat(text)
    quotes = quotations(text, 0, len(text))
    assert all(0 <= a < b <= len(text) for a, b in quotes)
    found = list(segments(parsed, quotes))
    edges = [edge for s in found for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    words = {i for i, letter in enumerate(text) if letter in "ab"}
    assert words <= {i for s in found for i in range(s.start, s.end)}


@pytest.mark.parametrize("text", ["“" * 50_000, '"' * 50_000, "“a”" * 20_000])
def test_a_long_line_of_marks_is_read_in_bounded_work(text: str) -> None:
    found = quotations(text, 0, len(text))
    assert all(a < b for a, b in found)
