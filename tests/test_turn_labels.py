"""Which paragraphs open with the label of a turn."""

from __future__ import annotations

import pytest

from memcon import record
from memcon.mend import mend
from memcon.model import Document, Mention, Outline, Part, Participant
from memcon.turn_labels import turn_labels


def outlined(*paragraphs: str, listed: tuple[Participant, ...] = ()) -> Outline:
    """An outline of paragraphs that stand one behind the other."""
    text, parts = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        parts.append(Part(len(text), len(text) + len(paragraph), "paragraph"))
        text += paragraph
    return Outline(Document(text=text), tuple(parts), participants=listed)


def labels(*paragraphs: str, listed: tuple[Participant, ...] = ()) -> list[str]:
    found = outlined(*paragraphs, listed=listed)
    return [found.document.text[a:b].strip(" :") for a, b in turn_labels(found).values()]


def test_labels_that_come_again_are_turns() -> None:
    assert labels("Oreil: No.", "Falk: Why?", "Oreil: Because.", "Falk: I see.") == ["Oreil", "Falk", "Oreil", "Falk"]


def test_labels_of_a_title_or_a_participant_are_turns_though_none_comes_again() -> None:
    listed = (Participant("Ilse Marran"),)
    assert labels("The Chairman: No.", "Marran: Why?", "Ambassador Falk: Because.", listed=listed) == [
        "The Chairman", "Marran", "Ambassador Falk",
    ]


@pytest.mark.parametrize("headings", [("Fisheries", "Harbours", "Pilotage"), ("Introductory", "Comments", "Dates")])
def test_headings_of_sections_are_no_turns(headings: tuple[str, ...]) -> None:
    assert labels(*(f"{heading}: it was long." for heading in headings)) == []


def test_notes_that_label_only_the_first_paragraph_of_a_turn_are_a_transcript() -> None:
    turns = [f"{who}: Yes." for who in ("Oreil", "Falk", "Marran", "Oreil", "Falk", "Marran", "Oreil", "Falk")]
    assert len(labels(*turns, *["The ice is thin."] * 30)) == 8
    assert labels(*turns[:3], *["The ice is thin."] * 30) == []


def test_a_turn_goes_on_until_a_bracket_or_a_report() -> None:
    outline = outlined(
        "Oreil: The ice is thin.", "It will break.", "(Falk showed a map.)", "We cannot sail.", "Mr. Falk said that he could.",
        "Falk: I can.", "Oreil: No.",
    )
    mended = mend(outline)
    text = outline.document.text
    mentions = tuple(
        Mention(at, at + len(name), name) for name in ("Oreil", "Falk") for at in range(len(text)) if text.startswith(f"{name}:", at)
    )
    found = record.labels(mended, tuple(sorted(mentions, key=lambda m: m.start)))
    assert found == {0: "Oreil", 1: "Oreil", 3: "Oreil", 5: "Falk", 6: "Oreil"}


def test_without_labels_no_turn_goes_on() -> None:
    assert record.labels(mend(outlined("The ice is thin.", "It will break.")), ()) == {}
