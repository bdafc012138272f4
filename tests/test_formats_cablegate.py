"""Telegrams in the Cablegate layout: portion marks, transmission lines, REF forms, misspelt captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import heading, mend
from memcon.formats import cablegate
from memcon.model import Rendered

RECORDS = Path(__file__).parent / "records"
HEAD = "C O N F I D E N T I A L MARL CITY 000123\n\nSIPDIS\n\nE.O. 12958: DECL: 02/28/2017\nTAGS: PREL, ML\nSUBJECT: FISH\n"


def sample() -> Rendered:
    return next(cablegate.read((RECORDS / "marl-2007.cablegate.txt").read_bytes(), "marl.txt"))


def of(text: str) -> Rendered:
    return next(cablegate.read((HEAD + text).encode(), "t.txt"))


def words(rendered: Rendered, *kinds: str) -> list[str]:
    text = rendered.document.text
    return [" ".join(text[p.start : p.end].split()) for p in rendered.parts if p.kind in kinds]


def test_the_head_becomes_fields() -> None:
    document = sample().document
    assert (document.date, document.place, document.number) == ("2007-02-28", "Marl City", "MARL CITY 123")
    assert (document.from_, document.to) == (("AMEMBASSY MARL CITY",), ("SECSTATE WASHDC",))
    assert document.subject == "FOREIGN MINISTER ON THE HARBOR TALKS: NO MOVE BEFORE JUNE"
    assert document.classification == "Confidential"
    assert document.tags == ("PREL", "PGOV", "KDEM", "ML")
    assert document.references == ("VELDT 71", "06 MARL CITY 1151", "SMITH/ROE TELCON 02/16/2007")
    assert document.signer == "ROE"


def test_paragraphs_keep_number_and_portion_mark() -> None:
    body = [p for p in sample().parts if p.kind in {"summary", "paragraph", "comment"}]
    assert [(p.kind, p.number, p.mark) for p in body] == [
        ("summary", "1", "C"), ("paragraph", "2", "C"), ("comment", "4", "C/NF"), ("paragraph", None, None),
    ]


def test_a_page_break_cuts_no_paragraph() -> None:
    mended = mend.mend(heading.outline(sample()))
    second = mended.text[mended.paragraphs[1].start : mended.paragraphs[1].end]
    assert "would answer it when the cabinet had met. The Ambassador asked" in " ".join(second.split())


def test_participants_are_people_with_sides() -> None:
    people = heading.outline(sample()).participants
    assert [(p.name, p.role, p.side) for p in people] == [
        ("Ambassador Jane Roe", "", "United States"),
        ("Peter Vale", "Political Counselor (notetaker)", "United States"),
        ("Foreign Minister Luca Orsino", "", "Marl"),
    ]
    text = sample().document.text
    assert all(text[p.start : p.end] == p.name for p in people)


def test_an_underlined_line_is_a_heading() -> None:
    assert "HARBOR TALKS" in words(sample(), "heading")


@pytest.mark.parametrize(
    ("line", "number", "mark"),
    [
        ("¶1. (C) He agreed.", "1", "C"),
        ("1. (SBU) He agreed.", "1", "SBU"),
        ("1. (C/NF) He agreed.", "1", "C/NF"),
        ("1. C) He agreed.", "1", "C"),
        ("1. (U) He agreed.", "1", "U"),
        ("1. He agreed.", "1", None),
    ],
)
def test_forms_of_number_and_mark(line: str, number: str, mark: str | None) -> None:
    body = [p for p in of(line + "\n").parts if p.kind == "paragraph"]
    assert [(p.number, p.mark) for p in body] == [(number, mark)]


def test_a_summary_over_two_paragraphs() -> None:
    rendered = of("1. (C) BEGIN SUMMARY: Fish came.\n\n2. (C) Fish went. END SUMMARY.\n\n3. (C) He agreed.\n")
    assert [p.kind for p in rendered.parts if p.number] == ["summary", "summary", "paragraph"]


def test_a_comment_inside_a_paragraph_is_cut_out() -> None:
    rendered = of("1. (C) He agreed. (COMMENT: He had no choice. END COMMENT.) We left.\n")
    assert words(rendered, "comment") == ["(COMMENT: He had no choice. END COMMENT.)"]
    assert words(rendered, "paragraph") == ["1. (C) He agreed.", "We left."]


@pytest.mark.parametrize("label", ["TAGS", "TAS", "TABS", "TGS", "AGS", "TAGE"])
def test_misspelt_tags(label: str) -> None:
    text = HEAD.replace("TAGS", label) + "1. (C) He agreed.\n"
    assert next(cablegate.read(text.encode(), "t.txt")).document.tags == ("PREL", "ML")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("REF: A. MARL 2799 AND 2764", ("MARL 2799", "2764")),
        ("REF: (A) 05 PORT MARL 405; (B) 05 PORT MARL 402", ("05 PORT MARL 405", "05 PORT MARL 402")),
        ("REFTEL: MARL 71", ("MARL 71",)),
    ],
)
def test_forms_of_references(line: str, found: tuple[str, ...]) -> None:
    assert of(f"{line}\n\n1. (C) He agreed.\n").document.references == found


def test_utf16_is_sniffed_and_read() -> None:
    data = (HEAD + "1. (C) Señor Orsino agreed.\nROE\n").encode("utf-16")
    assert cablegate.sniff(data)
    assert next(cablegate.read(data, "t.txt")).document.signer == "ROE"
