"""A plain search is answered without the whole command line, and answered the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from memcon.cli import PLAIN, app, quick
from memcon.library import Library

HEAVY = (
    "typer", "rich", "numpy", "spacy", "lxml", "shutil", "hashlib", "memcon.library.library", "memcon.citations", "memcon.store.overviews",
    "memcon.store.additions",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "ferries"],
        ["search", "speaker:Oreil", "mode:verbatim", "--limit", "1"],
        ["search", "speaker:Oreil", "-n", "0", "--sort=date"],
        ["search", "speaker:Oreil", "--by", "mode"],
        ["search", "speaker:Oreil", "--count"],
        ["search", "speaker:Oreil", "--count", "--json"],
        ["search", "speaker:Oreil", "--json", "--old-versions"],
        ["search", "speaker:Oreil", "--jsonl"],
        ["search", "speaker:Oreil", "--csv"],
        ["search", "Oreil", "zzzz"],
        ["search", "(Oreil"],
        ["cite", "1147"],
        ["cite", "1147", "--style", "ris", "--statement=s1"],
        ["show", "1147"],
        ["show", "1147", "--json"],
        ["show", "1147", "--text"],
    ],
)
def test_it_prints_what_the_whole_command_line_prints(library: Library, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command, *asked = [*arguments, "-L", str(library.path)]
    assert quick.answered(command, asked)
    printed = capsys.readouterr()
    whole = CliRunner().invoke(app, [command, *asked])
    assert whole.exit_code == 0
    assert (printed.out.replace("\r\n", "\n"), printed.err) == (whole.stdout.replace("\r\n", "\n"), whole.stderr)


@pytest.mark.parametrize(
    "arguments",
    [["search"], ["search", "--help"], ["search", "Oreil", "--limit"], ["search", "Oreil", "-n", "many"],
     ["search", "Oreil", "--sort", "size"], ["search", "Oreil", "--cite", "ris"], ["search", "-b"], ["search", "--", "Oreil"],
     ["search", "speaker:Oreil", "--json", "--csv"], ["search", "Oreil", "--json=yes"],
     ["cite", "one", "two"], ["cite", "1147", "--style", "mla"], ["cite"], ["show", "1147", "--original"],
     ["show", "1147", "--page", "1"], ["show", "1147", "--json", "--text"], ["show", "one", "two"]],
)
def test_what_is_not_plain_is_left_to_the_whole_command_line(library: Library, arguments: list[str]) -> None:
    command, *asked = arguments
    assert not quick.answered(command, [*asked, "-L", str(library.path)] if asked[-1:] != ["--limit"] else asked)


def test_the_commands_answered_are_those_asked_for() -> None:
    assert set(quick.COMMANDS) == PLAIN


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_its_options_are_those_of_the_command(name: str) -> None:
    plain = quick.COMMANDS[name]
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    named = {form: option.name for option in command.params for form in option.opts}
    flags = {form for option in command.params if getattr(option, "is_flag", False) for form in option.opts}
    assert named.items() >= {**plain.values, **plain.flags}.items()
    assert flags >= set(plain.flags)
    assert not flags & set(plain.values)


def test_an_encrypted_library_is_left_to_the_whole_command_line(tmp_path: Path) -> None:
    path = tmp_path / "closed.db"
    path.write_bytes(b"\x8f\x02" * 4096)
    assert not quick.answered("search", ["Oreil", "-L", str(path)])


def test_nothing_heavy_is_loaded_for_it(library: Library) -> None:
    program = (
        f"import sys; sys.argv = ['memcon', 'search', 'speaker:Oreil', '-L', {str(library.path)!r}]\n"
        f"from memcon.cli import main; main(); print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Oreil" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"
