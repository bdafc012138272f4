"""Who wrote a record, and what is no name: approvals, initials at the end, several offices."""

from __future__ import annotations

from memcon.model import Participant
from memcon.people import find
from memcon.people.bare import nameable
from parsing import flat, outline

LISTED = (Participant("Tomas Oreil", "Foreign Minister"), Participant("Ilse Marran", "Ambassador"))


def author(text: str, **fields: str) -> list[str]:
    return [p.name for p in find(outline(text, *LISTED, **fields), flat(text)).people if p.author]


def test_who_approved_what_another_wrote_is_not_the_writer() -> None:
    assert author("The Minister spoke.\nIlse Marran", signer="Ilse Marran") == ["Ilse Marran"]
    assert author("The Minister spoke.\nApproved by:\n[signed] Ilse Marran", signer="Ilse Marran") == [""]


def test_i_is_not_the_one_left_whom_the_initials_at_the_end_do_not_fit() -> None:
    text = "I asked the Foreign Minister about the straits."
    assert author(text, signer="C.D.") == [""]
    assert author(text) == ["Ilse Marran"]


def test_several_offices_are_no_surname() -> None:
    assert not nameable("Ministers", True, set())
