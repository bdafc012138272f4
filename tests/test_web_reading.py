"""What the page of a record shows: every word once and exactly, a name at each change of voice, the card of a statement."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.library import Library
from memcon.model import Document, Part, Person, Record, Statement
from memcon.web import reading
from memcon.web.reading import Page


def statement_texts(page: Page) -> dict[str, str]:
    """The words of each statement as the page puts them together."""
    found: dict[str, str] = {}
    for section in page.sections:
        for row in section.rows:
            for said in row.pieces:
                if said.statement:
                    found[said.statement.id] = found.get(said.statement.id, "") + "".join(s.text for s in said.stretches)
    return found


def test_a_quotation_is_exact(cable_record: Record) -> None:
    page = reading.Reader(cable_record).page()
    shown = statement_texts(page)
    for statement in cable_record.statements:
        assert re.sub(r"\s", "", shown[statement.id]) == re.sub(r"\s", "", statement.text)


def test_a_speaker_is_named_at_each_change_and_each_paragraph(cable_record: Record) -> None:
    rows = [row for section in reading.Reader(cable_record).page().sections for row in section.rows]
    changes = [row.speaker for row in rows if row.change]
    assert len(changes) > 3
    assert all(first != second for first, second in pairwise(changes))
    firsts = [section.rows[0] for section in reading.Reader(cable_record).page().sections if section.rows and section.rows[0].pieces]
    assert all(row.speaker for row in firsts if any(p.statement for p in row.pieces))


def test_a_row_knows_where_its_words_stand(cable_record: Record) -> None:
    text = cable_record.document.text
    rows = [row for section in reading.Reader(cable_record).page().sections for row in section.rows]
    for row in rows:
        words = "".join(stretch.text for said in row.pieces for stretch in said.stretches)
        assert text[row.start : row.start + len(words)] == words


def test_every_statement_has_its_anchor_once(cable_record: Record) -> None:
    pieces = [p for section in reading.Reader(cable_record).page().sections for row in section.rows for p in row.pieces]
    anchors = [p.statement.id for p in pieces if p.anchor and p.statement]
    assert anchors == [s.id for s in cable_record.statements]


def test_the_writer_has_no_bar_of_a_speaker(cable_record: Record) -> None:
    rows = [row for section in reading.Reader(cable_record).page().sections for row in section.rows]
    assert {row.tone for row in rows if row.speaker == "the writer"} == {0}
    assert max(row.tone for row in rows) >= 2


def test_the_panel_counts_shares_and_draws_conditions(cable_record: Record) -> None:
    panel = reading.panel(cable_record)
    assert 0.9 < sum(one.share for one in panel.people) <= 1.01
    (fork, *_) = panel.forks
    assert [branch.label for branch in fork.branches][:2] == ["if", "then"]
    assert dict(panel.modes)["verbatim"] >= 1
    assert any("seemed tired" in told.text for told in panel.assessment)


def test_the_panel_does_not_say_a_name_again() -> None:
    embassy = Person(id="p1", name="Embassy", role="embassy", aliases=("the Embassy", "EMBASSY"))
    assert reading.otherwise(embassy, "Embassy") == ("", ())
    minister = Person(id="p2", name="Oreil", role="Foreign Minister", side="Valmora", aliases=("The Minister", "the Minister", "Oreil"))
    assert reading.otherwise(minister, "Oreil") == ("Foreign Minister · Valmora", ("The Minister",))


def test_a_card_says_why(library: Library) -> None:
    why = reading.why(library.show("ferry-d0"), "s2")
    assert why is not None
    facts = dict(why.facts)
    assert (why.speaker, facts["to"], facts["passes on"], facts["force"]) == ("Tomas Oreil", "Ilse Marran", "Council", "commitment")
    assert facts["if"] == "the convention is signed"
    assert "¶4 (C)" in facts["address"]
    assert (why.before.id, why.after.id) == ("s1", "s3")
    assert reading.why(library.show("ferry-d0"), "s99") is None
    first = reading.why(library.show("ferry-d0"), "s1")
    assert first is not None
    assert first.before.id == ""
    assert first.after.id == "s2"


def test_a_transcript_is_told_from_a_memorandum(cable_record: Record) -> None:
    assert not reading.quoting(cable_record)
    person = Person(id="p1", name="Sund", participant=True)
    said = Statement(id="s1", start=0, end=5, text="Well.", speaker=("p1",), mode="verbatim", force="statement")
    assert reading.quoting(Record(document=Document(text="Well."), people=(person,), statements=(said,)))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.integers(0, 80), st.integers(0, 80))
def test_any_text_is_laid_out_with_every_word(text: str, first: int, second: int) -> None:
    start, end = sorted((first % (len(text) + 1), second % (len(text) + 1)))
    said = (Statement(id="s1", start=start, end=end, text=text[start:end], mode="reported"),) if text[start:end].strip() else ()
    record = Record(document=Document(text=text), parts=(Part(0, len(text), "paragraph"),), statements=said)
    page = reading.Reader(record).page()
    words = "".join(
        section.text + "".join(s.text for row in section.rows for p in row.pieces for s in p.stretches) for section in page.sections
    )
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", text)
