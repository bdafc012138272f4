"""A plain search is answered without the whole command line, and answered the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from memcon.cli import app, quick
from memcon.library import Library

HEAVY = (
    "typer", "rich", "numpy", "spacy", "lxml", "shutil", "hashlib", "memcon.library.library", "memcon.citations", "memcon.store.overviews",
    "memcon.store.additions",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ferries"],
        ["speaker:Oreil", "mode:verbatim", "--limit", "1"],
        ["speaker:Oreil", "-n", "0", "--sort=date"],
        ["speaker:Oreil", "--by", "mode"],
        ["speaker:Oreil", "--count"],
        ["speaker:Oreil", "--count", "--json"],
        ["speaker:Oreil", "--json", "--old-versions"],
        ["speaker:Oreil", "--jsonl"],
        ["speaker:Oreil", "--csv"],
        ["Oreil", "zzzz"],
        ["(Oreil"],
    ],
)
def test_it_prints_what_the_whole_command_line_prints(library: Library, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = [*arguments, "-L", str(library.path)]
    assert quick.answered(asked)
    printed = capsys.readouterr()
    whole = CliRunner().invoke(app, ["search", *asked])
    assert whole.exit_code == 0
    assert (printed.out.replace("\r\n", "\n"), printed.err) == (whole.stdout.replace("\r\n", "\n"), whole.stderr)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--help"], ["Oreil", "--limit"], ["Oreil", "-n", "many"], ["Oreil", "--sort", "size"], ["Oreil", "--cite", "ris"], ["-b"],
     ["speaker:Oreil", "--json", "--csv"], ["Oreil", "--json=yes"], ["--", "Oreil"]],
)
def test_what_is_not_plain_is_left_to_the_whole_command_line(arguments: list[str]) -> None:
    assert quick.options(arguments) is None


def test_its_options_are_those_of_the_command() -> None:
    command = get_command(app).commands["search"]  # type: ignore[attr-defined]
    named = {name: option.name for option in command.params for name in option.opts}
    flags = {name for option in command.params if getattr(option, "is_flag", False) for name in option.opts}
    assert named.items() >= {**quick.VALUES, **quick.FLAGS}.items()
    assert flags >= set(quick.FLAGS)
    assert not flags & set(quick.VALUES)


def test_an_encrypted_library_is_left_to_the_whole_command_line(tmp_path: Path) -> None:
    path = tmp_path / "closed.db"
    path.write_bytes(b"\x8f\x02" * 4096)
    assert not quick.answered(["Oreil", "-L", str(path)])


def test_nothing_heavy_is_loaded_for_it(library: Library) -> None:
    program = (
        f"import sys; sys.argv = ['memcon', 'search', 'speaker:Oreil', '-L', {str(library.path)!r}]\n"
        f"from memcon.cli import main; main(); print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Oreil" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"
