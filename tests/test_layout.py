"""What layouts share: lines, labels, sections inside a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon import layout
from memcon.model import Part


def test_lines_with_their_gaps() -> None:
    text = "one\r\n\r\n  two \nthree\u2028four"
    assert [(text[a:b], gap) for a, b, gap in layout.split(text)] == [
        ("one", True), ("two", True), ("three", False), ("four", False),
    ]


@given(st.text())
def test_lines_hold_every_character_but_white_space(text: str) -> None:
    rest = list(text)
    for start, end, _ in layout.split(text):
        rest[start:end] = " " * (end - start)
    assert not "".join(rest).strip()


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Subject", "subject"), ("SUBJET", "subject"), ("Sbuject", "subject"), ("SUBJECTT", "subject"), ("UBJECT", "subject"),
        ("PARTCIPANTS", "participants"), ("Participents", "participants"), ("REFERNCE", "references"), ("TABS", "tags"),
        ("E.O. 12958", "skip"), ("EO 11652", "skip"), ("Ambassador", ""), ("Object", ""), ("x" * 100, ""),
    ],
)
def test_labels_and_their_misspellings(label: str, field: str) -> None:
    assert layout.field_of(label) == field


@pytest.mark.parametrize(
    ("found", "meant", "slip"),
    [("sbject", "subject", True), ("subjekt", "subject", True), ("sujbect", "subject", True),
     ("sbjct", "subject", False), ("object", "subject", False)],
)
def test_one_slip(found: str, meant: str, slip: bool) -> None:
    assert layout.one_slip(found, meant) is slip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(A) LIMA 2431 (B) STATE 71234", ("LIMA 2431", "STATE 71234")),
        ("( A) STATE 064299; ( B) STATE 059898", ("STATE 064299", "STATE 059898")),
        ("¶A. MARL 71 ¶B. 09 MARL 720", ("MARL 71", "09 MARL 720")),
        ("Marl telegram 12 and Veldt telegram 13", ("Marl telegram 12", "Veldt telegram 13")),
        ("", ()),
    ],
)
def test_references(text: str, found: tuple[str, ...]) -> None:
    assert layout.references(text) == found


def test_a_classification_has_one_spelling() -> None:
    assert [layout.level(t) for t in ("SECRET", "(secret)", "Top Secret", "")] == ["Secret", "Secret", "Top Secret", ""]


def test_sections_cover_their_paragraph() -> None:
    text = "2. He agreed. COMMENT: No choice. END COMMENT. We left. COMMENT: Late."
    cut = list(layout.sections(text, Part(0, len(text), "paragraph", "2", "C")))
    assert [(p.kind, p.number, text[p.start : p.end]) for p in cut] == [
        ("paragraph", "2", "2. He agreed."),
        ("comment", None, "COMMENT: No choice. END COMMENT."),
        ("paragraph", None, "We left. COMMENT: Late."),
    ]
