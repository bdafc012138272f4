"""``memcon read``, ``schema``, ``explain``, and how an error is worded."""

from __future__ import annotations

import csv
import io
import json
import sys
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from memcon import casting, cli, record
from memcon.cli import commands
from memcon.errors import CastError, SettingError, UnreadableError
from memcon.model import Record

ONE = "The Minister said that the ferries would sail.\n"


def run(*arguments: str | Path, input: bytes = b"") -> str:  # noqa: A002 - the runner's own word
    """The standard output of a command that succeeds; an error of memcon's own comes through."""
    result = CliRunner().invoke(cli.app, [str(a) for a in arguments], input=input)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def failed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and standard error of a command as the installed program runs it."""
    monkeypatch.setattr(sys, "argv", ["memcon", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return int(str(caught.value.code)), capsys.readouterr().err


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(ONE, encoding="utf-8")
    return path


def test_the_terminal_view_is_what_is_printed_without_an_option(cable_file: Path) -> None:
    printed = run("read", cable_file)
    assert "Tomas Oreil" in printed
    assert "\x1b" not in printed


def test_json_is_the_record_and_jsonl_one_a_line(cable_file: Path, cable_record: Record, note: Path) -> None:
    assert record.from_json(run("read", cable_file, "--json")) == cable_record
    rows = run("read", cable_file, note, "--jsonl").splitlines()
    assert [msgspec.json.decode(row, type=Record).document.source for row in rows] == [str(cable_file), str(note)]


def test_csv_has_one_row_a_statement_and_one_heading_for_all_files(cable_file: Path, cable_record: Record, note: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("read", cable_file, note, "--csv"))))
    assert len(rows) == 1 + len(cable_record.statements) + len(record.read(note).statements)
    assert rows.count(rows[0]) == 1


def test_text_is_the_text_that_offsets_count(cable_file: Path, cable_record: Record) -> None:
    assert run("read", cable_file, "--text") == cable_record.document.text + "\n"


def test_the_text_of_a_mail_says_which_attachment_was_not_read(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "Marran <marran@serel.example>", "Oreil <oreil@serel.example>", "<1@serel.example>"
    mail.set_content("The Minister told me that he would not wait.")
    mail.add_attachment("The Ambassador said that the ferries would sail.", filename="talk.txt")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="seal.gif")
    path = tmp_path / "talk.eml"
    path.write_bytes(mail.as_bytes())
    done = CliRunner().invoke(commands.app, ["read", str(path), "--text"])
    assert "would not wait.\n\nThe Ambassador said" in done.stdout
    assert f"{path}: Attachment not read: {path}!/seal.gif: this is an image (GIF)" in done.stderr


def test_html_is_one_page_written_to_its_file(cable_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run("read", cable_file, "--html", target) == ""
    assert "Tomas Oreil" in target.read_text(encoding="utf-8")
    with pytest.raises(SettingError, match="the page cannot be written"):
        run("read", cable_file, "--html", tmp_path / "no" / "page.html")


def test_the_cast_is_printed_edited_and_given_back(cable_file: Path, cable_record: Record, tmp_path: Path) -> None:
    written = run("read", cable_file, "--write-cast")
    assert written == casting.dump(cable_record.people)
    path = tmp_path / "cast.toml"
    path.write_text(written.replace("Tomas Oreil", "Petra Sund"), encoding="utf-8")
    found = record.from_json(run("read", cable_file, "--cast", path, "--json"))
    assert "Petra Sund" in {p.name for p in found.people}
    with pytest.raises(CastError, match="no such cast file"):
        run("read", cable_file, "--cast", tmp_path / "none.toml")


def test_standard_input_is_read_under_its_name() -> None:
    found = record.from_json(run("read", "-", "--json", input=ONE.encode()))
    assert (found.document.text, found.document.source) == (ONE, "standard input")


def test_statements_below_a_confidence_are_left_out(cable_file: Path) -> None:
    kept = record.from_json(run("read", cable_file, "--json", "--min-confidence", "0.9")).statements
    assert all(s.confidence >= 0.9 for s in kept)


def test_two_forms_of_output_and_several_documents_are_refused(cable_file: Path, note: Path) -> None:
    with pytest.raises(SettingError, match="--json and --csv cannot be given together"):
        run("read", cable_file, "--json", "--csv")
    with pytest.raises(UnreadableError, match="--json takes one document and there are several; --jsonl prints one record a line"):
        run("read", cable_file, note, "--json")


def test_an_unknown_format_is_said_with_those_there_are(cable_file: Path) -> None:
    with pytest.raises(SettingError, match="there is no format 'fax'; the formats are"):
        run("read", cable_file, "--format", "fax")


def test_schema_prints_the_schema() -> None:
    assert json.loads(run("schema")) == json.loads(json.dumps(record.schema()))


def test_explain_prints_the_reasons(cable_file: Path, cable_record: Record) -> None:
    first = cable_record.statements[0]
    assert run("explain", cable_file, str(first.start)).splitlines() == list(record.explain(cable_file, first.start))
    with pytest.raises(SettingError, match=r"offset 99999 lies outside the text; memcon read --text prints the text that offsets count"):
        run("explain", cable_file, "99999")


def test_an_error_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, said = failed(capsys, monkeypatch, "read", tmp_path / "none.txt")
    assert (code, said) == (2, f"memcon: {tmp_path}/none.txt: there is no such file; check the name.\n")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 400, b"%PDF-1.7\n", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><a>"])
def test_bad_input_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    code, said = failed(capsys, monkeypatch, "read", path)
    assert code == 2
    assert said.startswith(f"memcon: {path}: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_an_unknown_option_is_exit_code_2_and_help_is_0(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert failed(capsys, monkeypatch, "read", "--nonsense")[0] == 2
    assert failed(capsys, monkeypatch, "--help")[0] == 0


def test_an_interruption_and_a_closed_pipe_are_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "app", interrupt)
    assert failed(capsys, monkeypatch) == (130, "memcon: interrupted.\n")

    def hang_up() -> None:
        raise BrokenPipeError

    monkeypatch.setattr(commands, "app", hang_up)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 0
