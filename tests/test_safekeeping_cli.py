"""The commands that keep things safe, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from memcon.cli import app
from memcon.errors import SettingError
from memcon.library import offline


def test_redact_prints_or_writes_the_text(cable_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    command = ["redact", str(cable_file), "--person", "Oreil", "--pseudonyms", "--out", str(out)]
    told = CliRunner().invoke(app, command, catch_exceptions=False)
    assert told.exit_code == 0, told.output
    assert "Oreil: taken out in " in told.stderr
    assert "Oreil" not in out.read_text(encoding="utf-8")
    assert "Person A" in out.read_text(encoding="utf-8")
    with pytest.raises(SettingError, match=r"redact writes the text to a \.txt file"):
        CliRunner().invoke(app, [*command[:-1], str(tmp_path / "out.docx")], catch_exceptions=False)


def test_a_part_that_fails_is_named_with_the_reason() -> None:
    def broken() -> str:
        raise OSError("no such library")

    assert offline.tried("PDF pages", broken) == offline.Trial("PDF pages", "OSError: no such library; install memcon again")


def test_doctor_proves_that_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    told = CliRunner().invoke(app, ["doctor", "--offline"], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    assert "works: reading a record" in told.output
    assert "works: character recognition" in told.output
    assert "works: an encrypted library" in told.output
    assert "works: no network connection" in told.output
    assert offline.probe("socket.bind (<socket.socket fd=6>, ('::1', 0))")
    assert not offline.probe("socket.bind (<socket.socket fd=6>, ('0.0.0.0', 80))")
    monkeypatch.setattr(offline, "CONNECTIONS", ["socket.connect example"])
    monkeypatch.setattr(offline, "parts", lambda: iter(()))
    assert CliRunner().invoke(app, ["doctor", "--offline"], catch_exceptions=False).exit_code == 1
