"""The words of a voice as HTML: every value escaped, numbers and doubtful words that lead only where there is somewhere to go."""

from __future__ import annotations

from memcon.model import Statement
from memcon.web.reading import Said, Stretch
from memcon.web.spoken import spoken


def said(name: str = "s1", **given: object) -> Said:
    """A statement of one doubtful word on page 2, and of plain ones."""
    statement = Statement(id=name, start=4, end=20, text="", mode="reported", force="request")
    stretches = (Stretch("ferry", "unread", 2, 7), Stretch(" & <pilots>"))
    return Said(stretches, statement, anchor=True, **given)  # type: ignore[arg-type]


def test_a_statement_kept_nowhere_leads_nowhere() -> None:
    assert spoken((said(people="p1 p2", doubtful=True),), None, None, True) == (
        '<span class="s reported doubtful" id="s1" data-p="p1 p2" data-f="request" data-at="4">'
        '<span class="unread">ferry</span> &amp; &lt;pilots&gt;</span>'
    )


def test_what_stands_between_is_named_unless_it_is_white_space() -> None:
    pieces = (Said((Stretch(" \n"),)), Said((Stretch("<1>"),)), Said((Stretch("[left out]"),), inserted=True))
    assert spoken(pieces, None, None, False) == (
        ' \n<span class="between">&lt;1&gt;</span><span class="inserted">[left out]</span>'
    )


def test_an_id_cannot_become_markup() -> None:
    made = spoken((said('s"><script>', people='"><b>'),), None, None, False)
    assert "<script" not in made
    assert "<b>" not in made
