"""From words to paper and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from memcon import places
from memcon.model import Page, Place
from memcon.places import Edit, Shift, Spot

PAGES = (
    Page(1, 600, 800, (
        Place(0, 3, 70, 100, 90, 112), Place(4, 9, 95, 100, 130, 112), Place(10, 15, 70, 114, 110, 126),
    )),
    Page(2, 600, 800, (Place(16, 20, 70, 100, 100, 112, 0.4), Place(21, 25, 105, 100, 140, 112, 0.95)), recognised=True),
)


def test_words_of_a_line_are_one_rectangle() -> None:
    assert places.where(PAGES, 0, 9) == (Spot(1, (70, 100, 130, 112)),)


def test_each_line_and_page_has_its_own() -> None:
    assert places.where(PAGES, 5, 18) == (Spot(1, (95, 100, 130, 112)), Spot(1, (70, 114, 110, 126)), Spot(2, (70, 100, 100, 112)))


def test_what_touches_no_word_has_none() -> None:
    assert places.where(PAGES, 3, 4) == ()
    assert places.where(PAGES, 25, 99) == ()
    assert places.where((), 0, 9) == ()


def test_a_point_leads_to_its_word() -> None:
    assert places.at(PAGES, 1, 100, 105) == (4, 9)
    assert places.at(PAGES, 1, 300, 105) is None
    assert places.at(PAGES, 7, 100, 105) is None


def test_doubtful_words_are_recognised_ones_only() -> None:
    assert places.doubtful(PAGES) == ((16, 20),)
    assert places.doubtful(PAGES, 0.99) == ((16, 20), (21, 25))


def test_rectangles_are_alike_as_far_as_they_cover_each_other() -> None:
    assert places.alike((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert places.alike((0, 0, 10, 10), (5, 0, 25, 10)) == 0.5
    assert places.alike((0, 0, 10, 10), (10, 0, 20, 10)) == places.alike((0, 0, 0, 0), (0, 0, 10, 10)) == 0


def test_a_shift_moves_what_stands_behind() -> None:
    text = "The ferrics sail to Valrnora."
    shift = Shift([Edit(20, 28, "Valmora"), Edit(4, 11, "ferries of Lissen")])
    assert shift.text(text) == "The ferries of Lissen sail to Valmora."
    assert shift.span(12, 16) == (22, 26)
    assert shift.span(4, 11) == (4, 21)
    assert shift.span(6, 8) == (4, 21)
    assert shift.at(len(text)) == len(shift.text(text))
    assert shift.back(text).text(shift.text(text)) == text


@settings(deadline=None)
@given(st.text("ab ", min_size=1, max_size=40), st.data())
def test_there_and_back_a_stretch_between_edits_is_the_same(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    shift = Shift(Edit(start, end, data.draw(st.text("xy", max_size=5))) for start, end in pairs)
    after = shift.text(text)
    for (_, start), (end, _) in zip([(0, 0), *pairs], [*pairs, (len(text), len(text))], strict=True):
        moved = shift.at(start), shift.at(end)
        assert after[moved[0] : moved[1]] == text[start:end] or start == end
    assert shift.back(text).text(after) == text
