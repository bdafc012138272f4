"""The whole command line: every command with its options."""

from __future__ import annotations

import typer

from memcon.cli import check, compare, corpus, explain, exporting, library, read, redact, room, safekeeping, words

app = typer.Typer(
    name="memcon",
    help="Reads a diplomatic record and tells its voices apart: who said what, to whom, in whose words.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (read, explain, redact, library, words, room, exporting, check, compare, safekeeping, corpus):
    part.register(app)
