"""What the commands of the library share: how the library is named and opened, and the forms of output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import SettingError

if TYPE_CHECKING:
    from memcon.library import Library

File = Annotated[
    Path | None, typer.Option("--library", "-L", metavar="FILE", help="The library (default: MEMCON_LIBRARY, else memcon.db here).")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="CSV with the names of the columns on top.")]


def opened(path: Path | None, create: bool = False) -> Library:
    """The library asked for. Whatever happens, the process closes it when it ends. The passphrase of an encrypted one is asked for
    at the terminal where MEMCON_KEY_FILE names no key file."""
    from memcon.library import Library, chosen_path
    from memcon.library.safekeeping import locked, named_key

    key = named_key()
    if not key and locked(chosen_path(path)) and sys.stdin.isatty():
        key = typer.prompt("Passphrase", hide_input=True, err=True)
    return Library(path, create, key=key)


def written(target: Path, data: str | bytes, what: str) -> None:
    """Writes a file that was asked for; raises SettingError, which calls it ``what``, where it cannot be written."""
    try:
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        raise SettingError(f"{target}: the {what} cannot be written ({error.strerror}); choose another place.") from error


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_form(**forms: bool) -> str:
    """The form of output that was asked for, "" where none was; raises SettingError where two forms of output are asked for at once."""
    asked = [f"--{name}" for name, on in forms.items() if on]
    if len(asked) > 1:
        raise SettingError(f"{' and '.join(asked)} cannot be given together; choose one form of output.")
    return next((name for name, on in forms.items() if on), "")
