"""Fourteen ways to misquote one real record, each made from offsets into it when the test runs; skipped where the record is not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.check import check
from memcon.library import Library
from memcon.manuscript import read_bytes

SHARED = Path(os.environ.get("MEMCON_SHARED") or Path(__file__).parent.parent.parent / "shared")
RECORD = SHARED / "seed" / "cypher-2022-03-07.txt"

pytestmark = pytest.mark.skipif(not RECORD.is_file(), reason="the record is not part of the project; MEMCON_SHARED names its folder")

CONDITIONAL, HEDGED, REBUTTAL, JUDGEMENT = (1677, 1791), (1997, 2086), (2838, 2983), (8038, 8169)
INDIRECT, DENT, EUROPE, AWAY, POSITION = (5991, 6123), (7512, 7601), (1868, 1958), (7758, 7793), (6439, 6519)
NEVER, TOLD, WORRIED = (1006, 1074), (2370, 2424), (3711, 3802)
WASHINGTON = (6027, 6123)
"""Stretches of the record, as offsets of characters."""


@pytest.fixture(scope="module")
def text() -> str:
    return RECORD.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("seed") / "seed.db", create=True) as library:
        library.add(RECORD)
        yield library


def misquotes(text: str) -> dict[str, tuple[str, str]]:
    """Each way to misquote the record: the fault it bears, and the sentence."""
    def cut(span: tuple[int, int]) -> str:
        return text[slice(*span)]

    dent = cut(DENT).split()
    half = " ".join(cut(EUROPE).split()[:11])
    return {
        "the condition left out": ("condition dropped", f"Lu told the ambassador that “{cut(CONDITIONAL)}.”"),
        "the doubt left out": ("hedge dropped", f"“{cut(HEDGED)},” said Lu."),
        "given to the other one in the room": ("other speaker", f"It was Viguerie who said that “{cut(REBUTTAL)}.”"),
        "the writer's reply given to the guest": ("other speaker", f"Lu said that {cut(TOLD)}."),
        "the writer's judgement as the guest's words": ("writer's voice", f"Lu was blunt: “{cut(JUDGEMENT)}.”"),
        "reported speech as quotation": ("reported as verbatim", f"“{cut(INDIRECT)},” Lu replied."),
        "a word left out": ("altered", f"As Lu put it, “{' '.join(dent[:7] + dent[8:])}.”"),
        "two answers as one": ("stitched", f"Lu said: “{half} {cut(AWAY)}.”"),
        "words that nobody said": ("not found", f"Lu added: “{' '.join(sorted(cut(POSITION).split()))}.”"),
        "another day": ("wrong date", f"On 9 April 2022 Lu said: “{cut(EUROPE)}.”"),
        "the denial taken out": ("turned round", f"The ambassador replied that {cut(NEVER).replace('never ', '')}."),
        "the thinking of his capital as his own": ("relayed as own", f"Lu said that {cut(WASHINGTON)}."),
        "another listener": ("wrong listener", f"The ambassador told Viguerie that {cut(WORRIED)}."),
    }


@pytest.mark.parametrize("number", range(13))
def test_each_way_to_misquote_the_record_is_found(number: int, text: str, held: Library) -> None:
    how, (fault, sentence) = list(misquotes(text).items())[number]
    report = check(read_bytes(sentence.encode(), "m.txt"), held)
    assert fault in report.faults(), how


def test_a_place_that_the_record_does_not_name_cannot_be_judged_where_it_names_none(text: str, held: Library) -> None:
    sentence = f"In Vienna, Lu told the ambassador: “{text[slice(*DENT)]}.”"
    (found,) = check(read_bytes(sentence.encode(), "m.txt"), held).findings
    assert (found.verdict, found.faults) == ("cannot tell", ())
    assert "The record does not say where this was said; the manuscript says Vienna." in found.doubts


def test_another_place_is_found_where_the_record_bears_one(text: str, tmp_path: Path) -> None:
    first, _, rest = text.partition("\n")
    for name, place in (("here.txt", "Washington"), ("there.txt", "Vienna")):
        shown = f"{first}\n{place}, March 7, 2022\n{rest}" if place == "Washington" else f"{first}\n{place}, March 7, 2022\n\n{text[-400:]}"
        (tmp_path / name).write_text(shown, encoding="utf-8")
    with Library(tmp_path / "placed.db", create=True) as library:
        library.add(tmp_path / "here.txt")
        library.add(tmp_path / "there.txt")
        sentence = f"In Vienna, Lu told the ambassador: “{text[slice(*DENT)]}.”"
        assert check(read_bytes(sentence.encode(), "m.txt"), library).faults() == {"wrong place": 1}


def test_the_same_words_quoted_rightly_are_not_accused(text: str, held: Library) -> None:
    for start, end in (EUROPE, DENT, POSITION, REBUTTAL):
        report = check(read_bytes(f"Donald Lu said: “{text[start:end]}.”".encode(), "m.txt"), held)
        assert report.faults() == {}
