"""The command line: parse, call one documented function, show. The only place that words errors and sets exit codes."""

from __future__ import annotations

import sys

import typer

from memcon.cli import check, compare, corpus, explain, exporting, library, read, redact, room, safekeeping
from memcon.errors import MemconError

USAGE = 2
INTERRUPTED = 130

app = typer.Typer(
    name="memcon",
    help="Reads a diplomatic record and tells its voices apart: who said what, to whom, in whose words.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (read, explain, redact, library, room, exporting, check, compare, safekeeping, corpus):
    part.register(app)


def main() -> None:
    """Runs the command line; a MemconError becomes one sentence on standard error and exit code 2."""
    try:
        app()
    except MemconError as error:
        typer.echo(f"memcon: {error}", err=True)
        sys.exit(USAGE)
    except BrokenPipeError:
        # Whoever read the pipe has gone: nothing is left to say, and Python's own complaint at exit is silenced.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("memcon: interrupted.", err=True)
        sys.exit(INTERRUPTED)


__all__ = ["app", "main"]
