"""What the commands of the library share: how the library is named and opened, and the forms of output."""

from __future__ import annotations

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
    """The library asked for. Whatever happens, the process closes it when it ends."""
    from memcon.library import Library

    return Library(path, create)


def one_form(**forms: bool) -> None:
    """Raises SettingError where two forms of output are asked for at once."""
    asked = [f"--{name}" for name, on in forms.items() if on]
    if len(asked) > 1:
        raise SettingError(f"{' and '.join(asked)} cannot be given together; choose one form of output.")
