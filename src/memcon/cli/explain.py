"""``memcon explain``: why a stretch of a record has its speaker and mode."""

from __future__ import annotations

from typing import Annotated

import typer

from memcon.cli.read import CastFile, Format, Model, given_cast
from memcon.errors import SettingError


def register(app: typer.Typer) -> None:
    """Adds the command of this file to the command line."""
    app.command("explain")(explain)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file the record stands in.")],
    offset: Annotated[int, typer.Argument(metavar="OFFSET", help="A character offset into the text that --text prints.", min=0)],
    format_: Format = None,
    cast: CastFile = None,
    model: Model = None,
) -> None:
    """Says why the stretch at OFFSET has its speaker and mode: the cue, the evidence, how each mention was resolved."""
    from memcon import record

    found = record.explain(file, offset, format=format_, cast=given_cast(cast), model=model)
    if not found:
        raise SettingError(f"{file}: offset {offset} lies outside the text; memcon read --text prints the text that offsets count.")
    for line in found:
        typer.echo(line)
