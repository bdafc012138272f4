"""From words to paper and back."""

from __future__ import annotations

from memcon import places
from memcon.model import Page, Place
from memcon.places import Spot

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
