"""Input that is no record, or a hard one: each is refused in one sentence with exit code 2, or read as an honest record."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from memcon import cli, formats, record
from memcon.errors import SettingError
from memcon.model import Document, Part, Rendered

SAID = "The Minister said that the ferries would sail in June. "
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" xml:id="d1"><p>{}</p></div></body></text></TEI>'
ENTITY = '<!DOCTYPE TEI [<!ENTITY secret SYSTEM "file://{}">]>'
GERMAN = "Der Minister sagte, dass er von der Note nichts wisse und dass es Sache des Rates sei, darauf zu antworten. " * 4


def ran(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command as the installed program runs it."""
    monkeypatch.setattr(sys, "argv", ["memcon", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    shown = capsys.readouterr()
    return int(str(caught.value.code or 0)), shown.out, shown.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (bytes(range(256)) * 8, "this is a binary file"),
        (b"\x7fELF\x02\x01", "this is a program"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>He said", "broken"),
        (b"\xff\xfe" + b"\x00\xd8" * 9, "breaks its rules"),
        (GERMAN.encode(), "does not read as English"),
    ],
    ids=["empty", "white space", "binary", "program", "broken XML", "wrong encoding", "not English"],
)
def test_what_is_no_record_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    code, out, said = ran(monkeypatch, capsys, "read", str(path))
    assert (code, out) == (2, "")
    assert said.startswith(f"memcon: {path}: ")
    assert sentence in said
    assert said.count("\n") == 1


def test_a_place_that_may_not_be_looked_at_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "closed" / "memcon.db"

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", closed)
    for arguments in (("search", "boats", "-L"), ("doctor", "-L"), ("read",)):
        code, out, said = ran(monkeypatch, capsys, *arguments, str(path))
        assert (code, out, said.count("\n")) == (2, "", 1)
        assert said.startswith(f"memcon: {path}: ")
        assert "Permission denied" in said


@pytest.mark.parametrize(("name", "sentence"), [("none.txt", "there is no such file"), ("", "this is a folder")])
def test_a_missing_file_and_a_folder_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, sentence: str
) -> None:
    code, out, said = ran(monkeypatch, capsys, "read", str(tmp_path / name))
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert sentence in said


def test_a_file_of_more_than_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(formats, "LIMIT", formats.MEGABYTE)
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * (formats.MEGABYTE + 1))
    code, _, said = ran(monkeypatch, capsys, "read", str(path))
    assert (code, said.count("\n")) == (2, 1)
    assert "the file has 2 MB" in said


def test_an_external_entity_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is Lissen.", encoding="utf-8")
    path = tmp_path / "volume.xml"
    path.write_text(ENTITY.format(secret) + TEI.format(SAID + "&secret;"), encoding="utf-8")
    assert "Lissen" not in record.to_json(record.read(path))


def test_a_text_without_conversation_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Rope, 40 fathoms\n\nTar, 2 barrels\n\nThe lamps were trimmed at dusk and the gates were shut.\n", encoding="utf-8")
    found = record.read(path)
    assert not any(s.mode in {"verbatim", "reported"} for s in found.statements)
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    "sign",
    ["\x07", "\x0b", "\x1b[31m", "\x7f", "\u202e", "\u200f", "\u2066", "\ufeff", "\u05e9\u05dc\u05d5\u05dd ", "\u0645\u0631\u062d "],
)
def test_control_characters_and_right_to_left_text_change_no_offset(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, sign: str
) -> None:
    text = f"The Minister said{sign} that the ferries would sail. {sign}She replied that they would not.\n"
    path = tmp_path / "signs.txt"
    path.write_bytes(text.encode())
    code, out, _ = ran(monkeypatch, capsys, "read", "--json", str(path))
    found = json.loads(out)
    assert code == 0
    assert found["document"]["text"] == text
    assert found["statements"]
    assert all(text[s["start"] : s["end"]] == s["text"] for s in found["statements"])


def test_no_sign_of_a_paper_reaches_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "signs.txt"
    path.write_bytes(("The Minister said \x1b[2J\x07that the ferries\u202e would sail. " * 2).encode())
    code, out, _ = ran(monkeypatch, capsys, "read", str(path))
    assert code == 0
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_a_long_document_is_read_up_to_the_bound_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "\n".join(SAID.strip() for _ in range(20))
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    code, out, _ = ran(monkeypatch, capsys, "read", "--json", "--at-most", "200", str(path))
    found = json.loads(out)
    cut = text.rindex("\n", 0, 200)
    assert code == 0
    assert found["document"]["text"] == text
    assert max(s["end"] for s in found["statements"]) <= cut
    assert f"The document has {len(text):,} characters, of which the first {cut:,} were read" in found["notes"][0]
    monkeypatch.setenv("MEMCON_AT_MOST", "200")
    assert json.loads(ran(monkeypatch, capsys, "read", "--json", str(path))[1]) == found
    assert len(record.read(path, at_most=0).statements) == 20


def test_the_bound_is_a_number_of_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert record.bound() == record.AT_MOST
    assert (record.bound(7), record.bound(0)) == (7, 0)
    monkeypatch.setenv("MEMCON_AT_MOST", "many")
    with pytest.raises(SettingError, match="MEMCON_AT_MOST is 'many'; give a number of characters"):
        record.bound()


@pytest.mark.parametrize(("text", "kept"), [("one two\nthree four", "one two"), ("one two three four", "one two"), ("x" * 18, "x" * 10)])
def test_the_bound_cuts_behind_a_line_or_a_word(text: str, kept: str) -> None:
    rendered = Rendered(Document(text=text), parts=(Part(0, len(text), "paragraph"), Part(len(text) - 1, len(text), "excision")))
    short = record.shortened(rendered, 10)
    assert short.document.text == kept
    assert short.parts == (Part(0, len(kept), "paragraph"),)
    assert record.shortened(rendered, 18) is rendered


def test_one_sentence_of_many_thousand_words_comes_to_an_end() -> None:
    seen = "the boats which he had seen last week when he was in the harbour before the vote and "
    text = f"The Minister said that {seen * 240}they sailed."
    found = record.compose(Rendered(Document(text=text)))
    assert all(0 <= e.start < e.end <= len(text) for e in found.events)
