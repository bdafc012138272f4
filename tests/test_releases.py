"""Two releases of one invented record: what is opened, closed, and who is now read as the speaker."""

from __future__ import annotations

import pytest

from memcon.compare import releases
from memcon.errors import SettingError
from memcon.model import Document, Part, Person, Record, Statement

BEFORE = "Oreil said that the ferry would sail on Monday. [2 lines not declassified] The Ambassador thanked him for the coal and left."
NOW = BEFORE.replace("[2 lines not declassified]", "Marran feared that the pilots would strike.")
PEOPLE = (Person(id="p1", name="Oreil"), Person(id="p2", name="Marran"), Person(id="p3", name="Ambassador"))


def release(text: str, *speakers: str) -> Record:
    told, at = [], 0
    for number, (speaker, words) in enumerate(zip(speakers, [s for s in text.split(". ") if s], strict=False), 1):
        at = text.index(words)
        told.append(Statement(id=f"s{number}", start=at, end=at + len(words), text=words, speaker=(speaker,), mode="reported"))
    mark = "[2 lines not declassified]"
    at = text.find(mark)
    parts = (Part(at, at + len(mark), "excision"),) if at >= 0 else ()
    return Record(document=Document(id=text[:3], text=text), parts=parts, people=PEOPLE, statements=tuple(told))


def test_opened_lines_are_shown_with_the_mark_that_stood_for_them_and_who_says_them() -> None:
    found = releases(release(BEFORE, "p1"), release(NOW, "p1", "p2", "p3"))
    (opened,) = found.stretches
    assert (opened.kind, opened.excision) == ("opened", "[2 lines not declassified]")
    assert NOW[opened.new[0] : opened.new[1]] == "Marran feared that the pilots would strike"
    assert opened.speakers == ("Marran [reported]",)


def test_the_other_way_round_they_are_closed() -> None:
    (closed,) = releases(release(NOW, "p1", "p2", "p3"), release(BEFORE, "p1")).stretches
    assert closed.kind == "closed"
    assert closed.speakers == ("Marran [reported]",)


def test_a_statement_that_is_now_read_as_anothers_is_named() -> None:
    found = releases(release(NOW, "p1", "p1", "p3"), release(NOW, "p1", "p2", "p3"))
    assert found.stretches == ()
    (changed,) = found.revoiced
    assert (changed.was, changed.now) == ("Oreil [reported]", "Marran [reported]")


def test_records_that_share_little_are_no_releases_of_one() -> None:
    with pytest.raises(SettingError, match="no releases of one record"):
        releases(release(BEFORE, "p1"), release("Coal was dear this winter in every harbour of the strait. Nobody knew why", "p1"))
