"""Pairs of records in a library, and the commands on two accounts."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from checking import library, record
from memcon import record as records
from memcon.cli import app
from memcon.errors import SettingError
from memcon.model import Record
from memcon.pairs import Vectors, cosine, find_pairs


def dated(name: str, date: str, extra: str = "", kind: str = "memorandum of conversation") -> Record:
    """The sample memorandum under another name and date, with words of its own."""
    found = record()
    text = found.document.text + extra
    document = msgspec.structs.replace(found.document, id=name, number=name, date=date, kind=kind, text=text)
    return msgspec.structs.replace(found, document=document)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    three = dated("a", "1966-03-09"), dated("b", "1966-03-10", "It rained.", "telegram"), dated("c", "1967-03-10", "It snowed.")
    library(tmp_path / "p.db", *three).close()
    return tmp_path / "p.db"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_records_of_neighbouring_days_are_a_pair_and_others_are_not(tmp_path: Path) -> None:
    three = dated("a", "1966-03-09"), dated("b", "1966-03-10", "Rain.", "telegram"), dated("c", "1967-03-10", "Snow.")
    with library(tmp_path / "q.db", *three) as held:
        (pair,) = find_pairs(held)
        assert pair.dates == ("1966-03-09", "1966-03-10")
        assert pair.kinship.verdict == "one conversation"
        assert find_pairs(held, least=1.01) == ()


def test_texts_are_alike_by_the_stems_of_their_telling_words() -> None:
    texts = [("a", "The squadrons moved."), ("b", "A squadron will be moving, moved again."), ("c", "Coal was dear."), ("d", "squadron")]
    vectors = Vectors(texts, {"a", "b", "c"})
    assert cosine(vectors.of("a"), vectors.of("a")) == pytest.approx(1.0)
    assert cosine(vectors.of("a"), vectors.of("b")) > 0.6
    assert cosine(vectors.of("a"), vectors.of("c")) == 0.0
    assert "d" not in vectors.counts


def test_the_command_prints_pairs_and_their_evidence(papers: Path) -> None:
    shown = run("find-pairs", "--library", str(papers))
    assert shown.rstrip().endswith("1 pair")
    assert "one day apart" in shown
    assert len(json.loads(run("find-pairs", "--library", str(papers), "--json"))) == 1


def test_two_records_are_compared_by_file_or_by_their_name_in_the_library(papers: Path) -> None:
    file = papers.parent / "a.json"
    file.write_text(records.to_json(dated("a", "1966-03-09")), encoding="utf-8")
    data = json.loads(run("compare", str(file), "b", "--library", str(papers), "--json"))
    assert {row["kind"] for row in data["rows"]} == {"both"}
    shown = run("compare", "a", "b", "--library", str(papers))
    assert "told by both" in shown
    page = papers.parent / "out.html"
    run("compare", "a", "b", "--library", str(papers), "--html", str(page))
    assert 'href="#row1"' in page.read_text(encoding="utf-8")
    opened = json.loads(run("compare", "--releases", "a", "b", "--library", str(papers), "--json"))
    assert [one["now"] for one in opened["stretches"]] == ["It rained"]

def test_a_name_that_is_no_file_is_named_where_there_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMCON_LIBRARY", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError, match=r"^memo\.text: there is no such file, and no library \(memcon\.db\)"):
        run("compare", "memo.text", "memo.text")
