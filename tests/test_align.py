"""A quotation on its source: exact, exact but for marks, altered, stitched, nowhere; and what does not count."""

from __future__ import annotations

import pytest

from memcon.quotes import align
from memcon.quotes.marks import quotations

TEXT = (
    "The Minister said that the ferry would sail on Monday if the pilots were back from the harbour of Serel. The Ambassador thanked him. "
    "He remarked that the weather over the strait had been poor since the new year, and that nobody could tell when it would change. "
    "The conccrned captains had written to the Harbours Department about the price of coal in October."
)


def matched(quoted: str) -> align.Match | None:
    manuscript = f"“{quoted}”"
    (one,) = quotations(manuscript, [(0, len(manuscript))])
    found = align.match(one.pieces, align.source(TEXT), manuscript)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("quoted", "wording"),
    [
        ("the ferry would sail on Monday", "exact"),
        ("The FERRY would sail—on Monday,", "exact"),
        ("the ferry would ... if the pilots were back", "marked"),
        ("the ferry [to the islands] would sail on Monday", "marked"),
        ("the [company]’s ferry would sail on Monday", "marked"),
        ("the ferry would sail on Tuesday if the pilots were back", "altered"),
        ("the ferry would sail if the pilots were back", "altered"),
        ("the weather over the strait the price of coal in October", "stitched"),
        ("the price of coal in October … the ferry would sail on Monday", "stitched"),
    ],
)
def test_the_wording_is_judged(quoted: str, wording: str) -> None:
    found = matched(quoted)
    assert found is not None
    assert found.wording == wording


def test_words_that_stand_nowhere_match_nothing() -> None:
    assert matched("seven swans were swimming in the moonlit canal of another country") is None


def test_a_change_shows_both_sides_at_their_offsets() -> None:
    found = matched("the ferry would sail on Tuesday if the pilots were back")
    assert found is not None
    (change,) = found.changes
    assert (change.written, change.stands) == ("Tuesday", "Monday")
    assert TEXT[change.source[0] : change.source[1]] == "Monday"


def test_a_slip_of_the_scan_and_a_hyphen_are_passed_over_and_named() -> None:
    found = matched("The concerned captains had written to the Har-bours Department")
    assert found is not None
    assert found.wording == "exact"
    assert found.ignored == ("hyphens and spaces between words", "slips of a scan")


def test_spans_are_offsets_of_the_source() -> None:
    found = matched("sail on Monday … the harbour of Serel")
    assert found is not None
    assert [TEXT[a:b] for a, b in found.spans] == ["sail on Monday", "the harbour of Serel"]
