"""What holds for every text: offsets, order, JSON, sameness, quotations found again, no network, an end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from memcon import mend, record
from memcon.errors import MemconError
from memcon.heading import outline
from memcon.model import Document, Record, Rendered
from memcon.statements.segments import quotations

PIECES = st.sampled_from([
    "The Minister said that the ferries would sail. ", "“", "”", '"', "\n", "\n\n", "\f", "\t", "I asked Mr. Oreil", " if he came, ", "— ",
    "Oreil: ", "1. (C) ", "COMMENT: ", "END COMMENT.", "PARTICIPANTS\n", "SUBJECT: ", "[2 lines not declassified]", "PAGE 02 SEREL\n",
    "İ", "ß", "e\u0301", "\u202e", "\u200d", "\x00", "\x1b[31m", "\r\n",
    "commis-\nsion", "the Council", "外交", "(", ")", "…", "THE FERRIES SAIL. ",
    "May 4, 1963", "otherwise, ", "May 30 ", "He did not answer. ", "\u2028", "\u2060", "𝔐",
])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.text(alphabet=st.characters(max_codepoint=127), max_size=400),
    st.lists(PIECES, max_size=24).map("".join),
)


def read(text: str) -> Record | None:
    """The record of a text as the bytes of a file; None where memcon says why it cannot be read."""
    refused = ""
    try:
        return next(record.read_bytes(text.encode(), "any.txt"))
    except MemconError as error:
        refused = str(error)
    assert refused.startswith("any.txt: ")
    assert "\n" not in refused
    return None


def spans_of(found: Record) -> list[tuple[int, int]]:
    """Every span that stands anywhere in a record."""
    spans: list[tuple[int, int] | None] = [(x.start, x.end) for x in (*found.parts, *found.mentions, *found.statements, *found.events)]
    for s in found.statements:
        spans += [s.cue, s.source, *s.hedges]
        if s.condition:
            spans += [s.condition.if_, s.condition.then, s.condition.otherwise, s.condition.because]
    return [s for s in spans if s is not None]


def keeps_the_laws(found: Record) -> None:
    text = found.document.text
    assert all(0 <= a < b <= len(text) for a, b in spans_of(found))
    for ordered in (found.statements, found.mentions):
        assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert all(text[s.start : s.end] == s.text for s in found.statements)
    assert all(any(c.isalnum() or c == "_" for c in s.text) for s in found.statements)
    assert all(0.0 <= s.confidence <= 1.0 for s in found.statements)
    people = {p.id for p in found.people}
    assert len(people) == len(found.people)
    assert sum(p.author for p in found.people) == 1
    assert people.issuperset(m.person for m in found.mentions)
    assert all(people.issuperset((*s.speaker, *s.to, *s.relays)) for s in found.statements)
    assert [s.id for s in found.statements] == [f"s{n}" for n in range(1, len(found.statements) + 1)]


@settings(max_examples=120, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_read_by_the_laws_or_refused_in_one_sentence(text: str) -> None:
    found = read(text)
    if found is not None:
        keeps_the_laws(found)
        assert record.from_json(record.to_json(found)) == found
        assert read(text) == found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS)
def test_a_plain_text_is_its_own_text_and_mending_keeps_its_length(text: str) -> None:
    assert len(mend.mend(outline(Rendered(Document(text=text)))).text) == len(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS)
def test_reading_a_given_text_keeps_every_character(text: str) -> None:
    found = record.compose(Rendered(Document(text=text)))
    assert found.document.text == text
    keeps_the_laws(found)


QUOTED = st.text(alphabet="abcdefghij klmnop,’-", min_size=20, max_size=80).map(lambda t: " ".join(t.split()))
BEFORE = st.sampled_from(["The Minister replied: ", "Oreil said, ", "He then said: ", "It was late. The Ambassador said "])
AFTER = st.sampled_from([" He left.", " I said that it was late.", "", " The Council met in May."])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(BEFORE, QUOTED, AFTER, st.sampled_from(["“”", '""', "«»"]))
def test_a_planted_quotation_is_found_again_to_the_character(before: str, inside: str, after: str, marks: str) -> None:
    assume(len(inside) > 10)
    quote = f"{marks[0]}{inside}.{marks[1]}"
    text = f"{before}{quote}{after}"
    mended = mend.mend(outline(Rendered(Document(text=text)))).text
    assert [text[a:b] for a, b in quotations(mended, 0, len(mended))] == [quote]


PLANTED = (
    "“I will not let the ferries sail before the Council has met.”",
    '"We have waited for this note since the winter, and we are tired of it."',
    "“You may tell your Government that the pilots are ready. They have been ready since May.”",
    "“Nothing has changed;\nnothing will change while I am Minister.”",
)


@pytest.mark.parametrize("quote", PLANTED)
@pytest.mark.parametrize("after", [" He then left.", "", "\n\n2. The Ambassador thanked him for his time."])
def test_a_quotation_planted_into_a_cable_is_verbatim_to_the_character(quote: str, after: str) -> None:
    found = read(f"Port Serel, May 4, 1963\n\n1. The Ambassador called on the Minister at noon. The Minister said: {quote}{after}\n")
    assert found is not None
    verbatim = [s for s in found.statements if s.mode == "verbatim"]
    start = found.document.text.index(quote)
    assert verbatim[0].start == start
    assert verbatim[-1].end == start + len(quote)
    assert all(s.start >= start and s.end <= start + len(quote) for s in verbatim)


def test_reading_opens_no_socket(monkeypatch: pytest.MonkeyPatch, cable_file: Path) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert record.read(cable_file).statements


WATCHED = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise SystemExit("no reading may do this: " + event)
sys.addaudithook(watch)
import memcon
assert memcon.read(sys.argv[1]).statements
"""


def test_a_fresh_reading_opens_no_socket(cable_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(cable_file)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "line",
    [lambda: "x" * 1_000_000, lambda: '"' * 1_000_000, lambda: "a" + " " * 1_000_000 + "b", lambda: "-" * 1_000_000],
    ids=["letters", "marks", "spaces", "dashes"],
)
def test_a_line_of_a_megabyte_comes_to_an_end(line: Callable[[], str]) -> None:
    text = f"The Minister said that he left. {line()} I stayed."
    found = read(text)
    if found is not None:
        assert all(0 <= a < b <= len(text) for a, b in spans_of(found))
