"""Telegrams of the 1970s: head, page breaks that cut sentences, sections, attributes."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import heading, mend
from memcon.formats import aad
from memcon.model import Part, Rendered

RECORDS = Path(__file__).parent / "records"
HEAD = "R 192055Z APR 73\nFM AMEMBASSY VELDT\nTO SECSTATE WASHDC 12\nCONFIDENTIAL VELDT 0034\nE.O. 11652: GDS\nTAGS: PFOR\n"


def sample(name: str = "veldt-1973.aad.txt") -> Rendered:
    return next(aad.read((RECORDS / name).read_bytes(), name))


def of(text: str) -> Rendered:
    return next(aad.read(("PAGE 01 VELDT 00034 192208Z\n" + HEAD + text).encode(), "t.txt"))


def words(rendered: Rendered, *kinds: str) -> list[str]:
    text = rendered.document.text
    return [" ".join(text[p.start : p.end].split()) for p in rendered.parts if p.kind in kinds]


def test_the_head_becomes_fields() -> None:
    document = sample().document
    assert document.kind == "telegram"
    assert (document.date, document.place) == ("1973-04-19", "Veldt")
    assert (document.from_, document.to) == (("AMEMBASSY VELDT",), ("SECSTATE WASHDC",))
    assert document.classification == "Confidential"
    assert document.subject == "CALL ON FOREIGN MINISTER ABOUT THE FISHERIES LIMIT AND THE HARBOR TALKS"
    assert document.tags == ("PFOR", "EFIS", "OVIP", "HARROW, JOHN")
    assert document.references == ("VELDT 2431", "STATE 71234")
    assert document.number == "1973VELDT02545"
    assert document.signer == "HARROW"


def test_the_text_is_the_files_own() -> None:
    assert sample().document.text == (RECORDS / "veldt-1973.aad.txt").read_text(encoding="utf-8")


def test_a_page_break_cuts_no_paragraph() -> None:
    rendered = sample()
    mended = mend.mend(heading.outline(rendered))
    second = mended.text[mended.paragraphs[1].start : mended.paragraphs[1].end]
    assert "when the cabinet had met. i asked whether that meant this month" in " ".join(second.lower().split())


def test_a_later_sections_head_is_boilerplate() -> None:
    rendered = sample()
    assert "FM AMEMBASSY VELDT" in words(rendered, "boilerplate")
    assert words(rendered, "heading").count("FM AMEMBASSY VELDT") == 1
    assert "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005" in words(rendered, "boilerplate")


def test_numbers_summary_and_comment() -> None:
    body = [p for p in sample().parts if p.kind in {"summary", "paragraph", "comment"}]
    assert [(p.kind, p.number) for p in body] == [("summary", "1"), ("paragraph", "2"), ("comment", "3"), ("paragraph", None)]


def test_words_behind_the_end_of_a_comment_are_the_bodys() -> None:
    assert words(sample(), "paragraph")[-1] == "HE WALKED ME TO THE DOOR."


def test_the_bare_telegram_is_read_too() -> None:
    document = sample("ostravia-1975.bare.txt").document
    assert (document.date, document.number, document.signer) == ("1975-11-12", "OSTRAV 417", "FINCH")
    assert document.classification == "Unclassified"


def test_attributes_fill_what_the_text_leaves_open() -> None:
    data = (
        "Message Text\nPAGE 01 VELDT 00034\n1. HE SAID NO.\nMessage Attributes\nDraft Date: 02 MAY 1974\nFrom: VELDT\nTo:"
        " STATE, PORT MARL\n"
        "Subject: A LONG MATTER OF\n FISH\nTAGS: PFOR, OVIP (HARROW, JOHN)\nReference: VELDT 33\nDocument Number:"
        " 1974VELDT00034\nCopy: N/A\n"
    )
    document = next(aad.read(data.encode(), "t.txt")).document
    assert (document.date, document.from_, document.to) == ("1974-05-02", ("VELDT",), ("STATE", "PORT MARL"))
    assert (document.subject, document.references) == ("A LONG MATTER OF FISH", ("VELDT 33",))
    assert document.tags == ("PFOR", "OVIP (HARROW, JOHN)")


def test_a_withdrawal_card_is_said() -> None:
    data = b"Message Text\n\n1. WITHDRAWN\n\nMessage Attributes\nLocator: PAPER ONLY\nDocument Number: 1974VELDT00099\n"
    rendered = next(aad.read(data, "t.txt"))
    assert rendered.notes == ("The archive holds no text of this telegram on line (Locator: PAPER ONLY): this is a withdrawal"
        " card or an error.",)


def test_several_telegrams_in_one_file() -> None:
    one = (RECORDS / "veldt-1973.aad.txt").read_text(encoding="utf-8")
    found = list(aad.read((one + "\n" + one).encode(), "two.txt"))
    assert [r.document.number for r in found] == ["1973VELDT02545"] * 2
    assert found[0].document.id != found[1].document.id
    assert "".join(r.document.text for r in found) == one + "\n" + one


@pytest.mark.parametrize("label", ["SUBJECT:", "SUBJ:", "SUBJET:", "UBJECT:", "SUJBECT:", "SUBJECT ;"])
def test_a_misspelt_subject_is_known(label: str) -> None:
    assert of(f"{label} FISH\n1. HE SAID NO.\n").document.subject == "FISH"


def test_unnumbered_words_behind_the_subject_are_the_body() -> None:
    rendered = of("SUBJECT: FISH\n\nTHE MINISTER TOLD ME TODAY THAT THE FISH HAD GONE AND THAT\nHE WAS SORRY.\nHARROW\n")
    assert words(rendered, "paragraph") == ["THE MINISTER TOLD ME TODAY THAT THE FISH HAD GONE AND THAT HE WAS SORRY."]
    assert rendered.document.signer == "HARROW"


def test_a_number_at_a_lines_start_opens_no_paragraph_inside_a_sentence() -> None:
    rendered = of("SUBJECT: FISH\n1. HE SPOKE OF THE MEETING IN ROOM\n7. THE OTHERS WERE SILENT.\n2. WE LEFT.\n")
    assert [p.number for p in rendered.parts if p.kind == "paragraph"] == ["1", "2"]


def test_a_page_break_run_into_a_line_is_boilerplate() -> None:
    rendered = of("SUBJECT: FISH\n1. WE HAVE NO CONFIDENTIAL CONFIDENTIAL PAGE 02 VELDT 00034 192208Z INTEREST IN FISH.\n")
    assert words(rendered, "boilerplate")[1:] == ["CONFIDENTIAL CONFIDENTIAL PAGE 02 VELDT 00034 192208Z"]


def test_excisions_and_participants_of_a_telegram() -> None:
    rendered = of("SUBJECT: TALK\n1. HE NAMED [1 LINE NOT DECLASSIFIED].\n2. PARTICIPANTS:\nMARL:\nMINISTER LUCA ORSINO\n3. THE END.\n")
    assert words(rendered, "excision") == ["[1 LINE NOT DECLASSIFIED]"]
    people = heading.outline(rendered).participants
    assert [(p.name, p.side) for p in people] == [("Minister Luca Orsino", "Marl")]


def test_the_heading_stage_leaves_the_parts_as_they_are() -> None:
    rendered = sample()
    kept = {p for p in rendered.parts if p.kind != "heading"}
    assert kept <= set(heading.outline(rendered).parts)
    assert Part(0, 12, "boilerplate") in kept
