"""``memcon check`` as it is typed: exit codes, and its forms of output."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from checking import library, record
from memcon.cli import app
from memcon.cli import main as run_program

WRONG = "Dane said: “I can hold the newspapers for a week, but I cannot hold the army for a month.”"
RIGHT = WRONG.replace("Dane", "Oreil")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    library(tmp_path / "papers.db", record()).close()
    return tmp_path / "papers.db"


def checked(text: str, papers: Path, *options: str) -> tuple[int, str]:
    manuscript = papers.parent / "m.txt"
    manuscript.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(manuscript), "--against", str(papers), *options], catch_exceptions=False)
    return result.exit_code, result.stdout


def test_the_exit_code_says_whether_anything_is_wrong(papers: Path) -> None:
    code, shown = checked(WRONG, papers)
    assert code == 1
    assert "other speaker" in shown
    assert "hold the army for a month" in shown
    assert checked(RIGHT, papers)[0] == 0


def test_json_has_a_summary_and_the_findings(papers: Path) -> None:
    code, shown = checked(WRONG, papers, "--json")
    data = json.loads(shown)
    assert code == 1
    assert data["summary"]["faults"] == {"other speaker": 1}
    assert data["findings"][0]["faults"][0]["kind"] == "other speaker"


def test_sarif_names_rule_place_and_words(papers: Path) -> None:
    data = json.loads(checked(WRONG, papers, "--sarif")[1])
    (result,) = data["runs"][0]["results"]
    rules = {rule["id"] for rule in data["runs"][0]["tool"]["driver"]["rules"]}
    region = result["locations"][0]["physicalLocation"]["region"]
    assert data["version"] == "2.1.0"
    assert result["ruleId"] in rules
    assert WRONG[region["charOffset"] : region["charOffset"] + region["charLength"]] == region["snippet"]["text"]


def test_the_page_escapes_what_it_shows(papers: Path) -> None:
    out = papers.parent / "out.html"
    checked(WRONG.replace("month.”", "month.” <script>x</script>"), papers, "--html", str(out))
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_word_file_bears_the_finding_as_a_comment(papers: Path) -> None:
    out = papers.parent / "out.docx"
    checked(WRONG, papers, "--docx", str(out))
    (comment,) = docx.Document(str(out)).comments
    assert "other speaker" in comment.text
    again = CliRunner().invoke(app, ["check", str(out), "--against", str(papers), "--json"], catch_exceptions=False)
    assert json.loads(again.stdout)["summary"]["faults"] == {"other speaker": 1}


def test_a_check_that_cannot_run_exits_with_two(
    papers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["memcon", "check", "none.txt", "--against", str(papers)])
    with pytest.raises(SystemExit) as caught:
        run_program()
    assert caught.value.code == 2
    assert "cannot be opened" in capsys.readouterr().err
