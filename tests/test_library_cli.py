"""The commands of the library: each prints what its function returns, in every form, and ends with the right code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library_samples import FERRY, SampleReader, write
from memcon.cli import app, holding
from memcon.errors import SettingError
from memcon.library import Library, LibraryError

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a library of three records; raises what the command lets through."""
    papers = tmp_path / "papers"
    papers.mkdir()
    write(papers)
    monkeypatch.setenv("MEMCON_LIBRARY", str(tmp_path / "memcon.db"))
    monkeypatch.setattr(holding, "opened", lambda path, create=False: Library(path, create, SampleReader()))
    with Library(create=True, reader=SampleReader()) as library:
        library.import_paths([str(papers)])

    def runs(*arguments: str, typed: str = "") -> Any:
        result = CliRunner().invoke(app, list(arguments), input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return runs


def test_import_says_which_library_and_what_it_did(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(FERRY.replace("1147", "1200"))
    result = run("import", "-", "--jobs", "1", typed=f"{tmp_path / 'new.txt'}\n\n{tmp_path / 'papers'}\n")
    assert result.exit_code == 0
    assert f"library {tmp_path / 'memcon.db'}" in result.stderr
    assert "1 document imported, 3 held already from 4 files" in result.stdout


def test_import_with_a_failure_ends_with_1_and_status_says_why(run: Run, tmp_path: Path) -> None:
    named = [str(tmp_path / "papers"), str(tmp_path / "none.txt"), "-j", "1"]
    result = run("import", *named, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed"] == 1
    assert f"failed: {tmp_path / 'none.txt'}: there is no such file" in run("import", *named).stdout
    assert "there is no such file" in " ".join(run("status").stdout.split())
    assert len(json.loads(run("status", "--json").stdout)["failures"]) == 1


def test_an_import_of_nothing_that_is_there_makes_no_library(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    with pytest.raises(SettingError, match=r"none\.txt: there is no such file; check the name\. \(and so with 1 more\)"):
        run("import", str(tmp_path / "none.txt"), "other.txt", "-L", str(target))
    assert not target.exists()


def test_a_number_under_its_bound_and_an_empty_name_are_refused(run: Run) -> None:
    for command in ("people", "find-pairs"):
        assert run(command, "--limit", "-1").exit_code == 2
    for arguments in (("verify", "--sample", "-1"), ("positions", "--actor", " ")):
        with pytest.raises(SettingError, match=f"^{arguments[1]}"):
            run(*arguments)


def test_a_dry_run_makes_no_library(run: Run, tmp_path: Path) -> None:
    assert "held: " in run("import", str(tmp_path / "papers"), "--dry-run").stdout
    other = tmp_path / "other.db"
    assert run("import", str(tmp_path / "papers"), "--dry-run", "-L", str(other)).stdout.count("new: ") == 3
    assert not other.exists()


def test_import_of_nothing_is_said(run: Run) -> None:
    with pytest.raises(SettingError, match="no file was named"):
        run("import")


def test_search_prints_statements_with_voices_condition_and_answer(run: Run) -> None:
    result = run("search", "speaker:Oreil", "ferries")
    for words in (
        "Tomas Oreil → Ilse Marran, relaying Council [verbatim, commitment]",
        "if: If the convention is signed",
        "answers: Ilse Marran, s1",
    ):
        assert words in result.stdout
    assert "1 statement in 1 document" in result.stderr


def test_search_tells_how_a_mistaken_query_was_read(run: Run) -> None:
    result = run("search", "speeker:Oreil")
    assert "did you mean 'speaker:'?" in result.stderr
    assert "searched: speeker AND Oreil" in result.stderr


def test_a_search_that_finds_nothing_names_wider_ones(run: Run) -> None:
    result = run("search", "speaker:Oreil mode:verbatim lighthouse")
    assert "0 statements" in result.stderr
    assert "2 with: memcon search 'speaker:Oreil AND mode:verbatim'" in result.stderr
    alone = run("search", "speaker:Sund date:1964 zebra lighthouse").stderr
    assert "1 with: memcon search speaker:Sund" in alone
    assert "with:" not in run("search", "zebra").stderr


def test_a_search_names_who_speaks_beside_and_counts_all(run: Run) -> None:
    result = run("search", "doc:ferry-d0", "--limit", "2")
    assert "(Tomas Oreil) If the convention is signed" in result.stdout
    assert "2 of 4 statements in 1 document; more with --limit" in result.stderr
    row = next(csv.DictReader(io.StringIO(run("search", "doc:ferry-d0 force:question", "--csv").stdout)))
    assert (row["after_speaker"], row["before_speaker"]) == ("Tomas Oreil", "")


def test_search_in_every_form_says_the_same(run: Run) -> None:
    asked = ("search", "mode:verbatim")
    whole = json.loads(run(*asked, "--json").stdout)
    lines = [json.loads(line) for line in run(*asked, "--jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert whole["understood"] == "mode:verbatim"
    assert whole["hits"] == lines
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    assert len(lines) == 4
    assert len(run(*asked, "--jsonl", "--limit", "2").stdout.splitlines()) == 2
    with pytest.raises(SettingError, match="--json and --csv cannot"):
        run(*asked, "--json", "--csv")


def test_search_cites_each_statement(run: Run) -> None:
    result = run("search", "mode:verbatim speaker:Oreil", "--cite", "chicago")
    assert result.stdout.count("[memcon ") == 2
    assert "statement s2, characters" in result.stdout
    assert run("search", "mode:verbatim", "--cite", "ris").stdout.count("ER  -") == 4


def test_search_counts(run: Run) -> None:
    assert run("search", "tolls", "--count").stdout == "2 statements in 2 documents\n"
    assert json.loads(run("search", "tolls", "--count", "--json").stdout) == {"statements": 2, "documents": 2}
    assert [line.split()[:2] for line in run("search", "*", "--by", "year").stdout.splitlines()] == [["1963", "7"], ["1964", "3"]]
    with pytest.raises(SettingError, match="--by colour"):
        run("search", "*", "--by", "colour")


def test_signs_that_command_a_terminal_are_not_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(FERRY.replace("ferries", "\x1b[31mferries\x07").replace("1147", "1300"))
    run("import", str(tmp_path / "bad.txt"), "-j", "1")
    result = run("search", "doc:bad-d0")
    assert "ferries" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


def test_people_are_listed_merged_and_taken_apart(run: Run) -> None:
    assert "Tomas Oreil" in run("people", "--name", "Oreil").stdout
    assert "may be several people" in run("people", "--proposals").stdout
    assert {person["evidence"] for person in json.loads(run("people", "--json").stdout)} == {"identity", "full name", "same words only"}
    merged = " ".join(run("people", "merge", "Sund", "Petra Sund").stdout.split())
    assert merged.startswith("merge 1: ")
    assert "the same surname; records of 1963 and 1963; in doubt: 'Sund' has no given name" in merged
    assert "Petra Sund" in run("people", "--name", "Pet*").stdout
    assert "nobody was found; a star" in run("people", "--name", "Pet").stderr
    assert "undone" in run("people", "undo", "1").stdout
    assert "undone" in run("people", "merges").stdout
    run("people", "merge", "Sund", "Petra Sund", "--because", "her own letter says so")
    assert "her own letter says so" in " ".join(run("people", "merges").stdout.split())


def test_a_document_is_shown_cited_and_followed(run: Run) -> None:
    assert run("show", "ferry-d0", "--text").stdout == FERRY + "\n"
    assert json.loads(run("show", "ferry-d0", "--json").stdout)["document"]["number"] == "1147"
    assert "ferries" in run("show", "ferry-d0").stdout
    assert run("cite", "ferry-d0", "-s", "s2", "--style", "ris").stdout.startswith("TY  - GEN\n")
    assert "refers to 1140-" in run("thread", "ferry-d0").stdout
    assert len(json.loads(run("thread", "lighthouse-d0", "--json").stdout)["answered_by"]) == 1
    with pytest.raises(LibraryError, match="no document 'nothing'"):
        run("show", "nothing")


def test_the_original_bytes_are_given_back_where_they_were_kept(run: Run, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="were not kept"):
        run("show", "ferry-d0", "--original")
    run("import", str(tmp_path / "papers"), "-j", "1", "--keep-originals")
    assert run("show", "ferry-d0", "--original").stdout_bytes == FERRY.encode()
    for path in (tmp_path / "papers").iterdir():
        path.unlink()
    verified = run("verify")
    assert verified.exit_code == 0
    assert "3 records read again" in " ".join(verified.stdout.split())


def test_positions_by_date(run: Run) -> None:
    hits = json.loads(run("positions", "--actor", "Oreil", "--json").stdout)["hits"]
    assert [hit["date"] for hit in hits] == ["1963-05-04", "1963-05-04", "1964-03-09"]


def test_verify_ends_with_1_where_something_changed(run: Run, tmp_path: Path) -> None:
    assert run("verify").exit_code == 0
    with Library() as library:
        library.store.db.do("UPDATE documents SET text = replace(text, 'tolls', 'trolls')")  # type: ignore[attr-defined]
    result = run("verify", "--no-reading")
    assert result.exit_code == 1
    assert "DIFFERS" in result.stdout


def test_delete_asks_or_is_told(run: Run) -> None:
    with pytest.raises(SettingError, match="say --yes"):
        run("delete", "ferry-d0")
    assert "forgotten" in run("delete", "ferry-d0", "--yes").stdout
    assert run("search", "ferries", "--count").stdout == "0 statements in 0 documents\n"


def test_doctor_counts_connections_and_needs_no_library(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("doctor", "--json").stdout)
    assert found["connections"] == 0
    assert "(not there yet)" in run("doctor", "-L", str(tmp_path / "none.db")).stdout
    assert not (tmp_path / "none.db").exists()


def test_a_missing_library_is_said(run: Run, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no library here"):
        run("search", "x", "-L", str(tmp_path / "none.db"))
