"""The words of a voice as HTML: every value escaped, numbers and doubtful words that lead only where there is somewhere to go."""

from __future__ import annotations

from memcon.model import Statement
from memcon.web.reading import Said, Stretch, Voice
from memcon.web.spoken import spoken


def said(name: str = "s1", **given: object) -> Said:
    """A statement of one doubtful word on page 2, and of plain ones."""
    statement = Statement(id=name, start=4, end=20, text="", mode="reported", force="request")
    stretches = (Stretch("ferry", "unread", 2, 7), Stretch(" & <pilots>"))
    return Said(stretches, statement, anchor=True, **given)  # type: ignore[arg-type]


def row(*pieces: Said, people: str = "p1 p2") -> Voice:
    """A row of pieces whose first statement has these people."""
    return Voice("", False, 4, people, True, "", "", 0, pieces)


def test_a_statement_kept_nowhere_leads_nowhere() -> None:
    assert spoken(row(said(people="p1 p2", doubtful=True)), None, None, True) == (
        '<span class="s reported doubtful" id="s1" data-f="request">'
        '<span class="unread">ferry</span> &amp; &lt;pilots&gt;</span>'
    )


def test_a_statement_names_its_people_only_where_they_are_not_those_of_its_row() -> None:
    made = spoken(row(said("s1", people="p1 p2"), said("s2", people="p1"), said("s3")), None, None, False)
    for opening in ('id="s1" data-f', 'id="s2" data-p="p1" data-f', 'id="s3" data-p="" data-f'):
        assert opening in made


def test_what_stands_between_is_named_unless_it_is_white_space() -> None:
    pieces = row(Said((Stretch(" \n"),)), Said((Stretch("<1>"),)), Said((Stretch("[left out]"),), inserted=True))
    assert spoken(pieces, None, None, False) == (
        ' \n<span class="between">&lt;1&gt;</span><span class="inserted">[left out]</span>'
    )


def test_a_carriage_return_stays_one() -> None:
    made = spoken(row(Said((Stretch("\r\n"), Stretch("lights\r\n"))), said("s1")), None, None, False)
    assert made.startswith('&#13;\n<span class="between">lights&#13;\n</span>')


def test_an_id_cannot_become_markup() -> None:
    made = spoken(row(said('s"><script>', people='"><b>')), None, None, False)
    assert "<script" not in made
    assert "<b>" not in made
