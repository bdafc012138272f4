"""The commands of the room: the address with its token, the warning beyond this machine, passwords typed twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from memcon import web
from memcon.cli import app
from memcon.errors import SettingError
from memcon.web import passwords


def test_serve_tells_the_address_and_passes_its_options_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def serve(library: Path, *, tell: Any, **options: Any) -> None:
        given.update(options, library=library)
        tell("http://127.0.0.1:1/?token=x")

    monkeypatch.setattr(web, "serve", serve)
    result = CliRunner().invoke(app, ["serve", "-L", str(tmp_path / "a.db"), "--port", "0", "--read-only", "--jobs", "3"])
    assert result.exit_code == 0
    assert "http://127.0.0.1:1/?token=x" in result.stdout
    assert result.stderr == ""
    assert (given["port"], given["read_only"], given["jobs"], given["host"]) == (0, True, 3, "127.0.0.1")


def test_serve_says_what_it_exposes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "serve", lambda *_, tell, **__: tell("address"))
    for options in (["--host", "0.0.0.0"], ["--name", "archive.example"]):
        assert "not encrypted" in CliRunner().invoke(app, ["serve", *options]).stderr


def test_serve_beyond_this_machine_demands_passwords(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "-L", str(tmp_path / "a.db"), "--host", "0.0.0.0", "--port", "0"])
    assert isinstance(result.exception, SettingError)
    assert "--password-file" in str(result.exception)


def test_a_password_is_typed_twice(tmp_path: Path) -> None:
    file = tmp_path / "readers"
    differs = CliRunner().invoke(app, ["password", str(file), "ilse"], input="a long password\nanother password\n")
    assert isinstance(differs.exception, SettingError)
    assert not file.exists()
    result = CliRunner().invoke(app, ["password", str(file), "ilse"], input="a long password\na long password\n")
    assert result.exit_code == 0
    assert passwords.fits(passwords.load(file), "ilse", "a long password")


def test_what_is_refused_opens_no_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(web, "bound", lambda *_: pytest.fail("a socket was opened"))
    result = CliRunner().invoke(app, ["serve", "-L", str(tmp_path / "a.db"), "--host", "0.0.0.0"])
    assert isinstance(result.exception, SettingError)
