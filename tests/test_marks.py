"""Handling marks: levels, banners, and what a record keeps when it is cut down to a level."""

from __future__ import annotations

import re

import msgspec
import pytest
from typer.testing import CliRunner

from memcon import export, marks, record, show
from memcon.cli import app
from memcon.errors import SettingError
from memcon.model import Document, Part, Record

CABLE = """R 041900Z MAY 07
FM AMEMBASSY MARL
TO SECSTATE WASHDC
S E C R E T MARL 000123

SIPDIS

E.O. 12958: DECL: 05/04/2017
TAGS: PREL
SUBJECT: FERRIES OF LISSEN

1. (C) The Foreign Minister said that the ferries would sail in June. The Ambassador replied that he was glad.

2. (S) Deputy Minister Quillon said that the Council would fall before the autumn. He asked that his name be protected.

3. (U) The Foreign Minister said that the harbour was open.

4. The Ambassador said that he would return on Monday.
"""


@pytest.fixture(scope="module")
def cable() -> Record:
    (read,) = record.read_bytes(CABLE.encode(), "marl.txt")
    return read


@pytest.mark.parametrize(
    ("mark", "level"),
    [("C", "C"), ("C/NF", "C"), ("Confidential", "C"), ("TOP SECRET", "TS"), ("Top Secret/Nodis", "TS"), ("SECRET-SENSITIVE", "S"),
     ("Limited Official Use", "R"), ("SBU", "R"), ("(U)", "U"), ("Unclas", "U"), ("", ""), ("SIPDIS", ""), ("Council", "")],
)
def test_the_level_of_a_mark(mark: str, level: str) -> None:
    assert marks.level(mark) == level


def test_the_banner_is_the_highest_level() -> None:
    document = Document(text="a b", classification="Confidential")
    assert marks.banner(Record(document=document)) == "CONFIDENTIAL"
    assert marks.banner(Record(document=document, parts=(Part(0, 1, "paragraph", "1", "S"),))) == "SECRET"
    assert marks.banner(Record(document=Document(text="a"))) == ""


def test_nothing_is_withheld_from_a_record_without_a_level_or_below_it(cable: Record) -> None:
    plain = Record(document=Document(text="The Minister called."))
    assert marks.up_to(plain, "U") == marks.Withheld(plain)
    assert marks.up_to(cable, "S").record is cable


def test_a_higher_paragraph_is_left_out_with_all_that_rests_on_it(cable: Record) -> None:
    cut = marks.up_to(cable, "C")
    kept = record.to_json(cut.record)
    for word in ("Quillon", "autumn", "protected", "QUILLON", "FERRIES OF LISSEN"):
        assert word not in kept, word
    assert "ferries would sail in June" in kept
    assert "harbour was open" in kept
    assert "return on Monday" not in kept, "a paragraph without a mark counts as the whole document"
    assert cut.parts == 2
    assert cut.statements == len(cable.statements) - len(cut.record.statements) > 0
    assert cut.record.notes[-1].startswith("Withheld above CONFIDENTIAL: 2 paragraphs, ")
    assert cut.record.document.text.count("[withheld: ") >= 2


def test_offsets_are_those_of_the_cut_text(cable: Record) -> None:
    cut = marks.up_to(cable, "C").record
    text = cut.document.text
    originals = {s.id: s for s in cable.statements}
    assert cut.statements
    for statement in cut.statements:
        before = originals[statement.id]
        assert text[statement.start : statement.end] == statement.text == before.text
        for now, then in ((statement.cue, before.cue), (statement.source, before.source)):
            if now and then:
                assert text[now[0] : now[1]] == cable.document.text[then[0] : then[1]]
    people = {p.id for p in cut.people}
    assert all(m.person in people for m in cut.mentions)
    assert {i for s in cut.statements for i in (*s.speaker, *s.to, *s.relays)} <= people
    assert msgspec.json.decode(record.to_json(cut), type=Record) == cut


def test_words_that_are_cut_are_counted(cable: Record) -> None:
    cut = marks.up_to(cable, "U")
    told = sum(int(n) for n in re.findall(r"\[withheld: (\d+) words\]", cut.record.document.text))
    assert told == cut.words > 50


def test_an_unknown_level_is_refused(cable: Record) -> None:
    with pytest.raises(SettingError, match=r"'Cosmic' is no level of classification; the levels are U, R, C, S, TS"):
        marks.up_to(cable, "Cosmic")


def test_views_bear_the_banner_and_the_marks(cable: Record) -> None:
    console = show.console()
    with console.capture() as printed:
        show.show(cable, console)
    lines = printed.get().strip().splitlines()
    assert lines[0].strip() == lines[-1].strip() == "SECRET"
    page = export.to_html(cable)
    assert page.count('<p class="banner">SECRET</p>') == 2
    assert "2. (S)" in page
    assert '<p class="banner">' not in export.to_html(Record(document=Document(text="The Minister called.")))


def test_the_command_says_how_much_is_withheld(tmp_path: object) -> None:
    result = CliRunner().invoke(app, ["read", "-", "--up-to", "C", "--json"], input=CABLE)
    assert result.exit_code == 0, result.output
    assert "Withheld above CONFIDENTIAL" in result.stderr
    assert "Quillon" not in result.stdout
