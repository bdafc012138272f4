"""``memcon export`` and ``memcon network``: what a library holds, for other programs and as a picture."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from memcon.cli import holding, listing
from memcon.cli.holding import Csv, File, Json, Jsonl

Targets = Literal["jsonl", "csv", "parquet", "tei", "annotations", "ftm", "html"]
Query = Annotated[list[str] | None, typer.Argument(metavar="QUERY", help="What to take, as for 'memcon search'; without it everything.")]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="OUT.svg", help="Draw it into this file (.svg, .png or .json).")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to the command line."""
    app.command("export")(export)
    app.command("network")(network)


def export(
    query: Query = None,
    to: Annotated[Targets, typer.Option("--to", metavar="FORMAT", help="jsonl, csv, parquet, tei, annotations, ftm or html.")] = "jsonl",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="PATH", help="A new file, or folder for tei and html.")] = None,
    old_versions: Annotated[bool, typer.Option("--old-versions", help="Replaced versions of documents too.")] = False,
    up_to: Annotated[
        str | None, typer.Option("--up-to", metavar="LEVEL", help="Leave out what is marked higher: U, R, C, S or TS; it is said how much.")
    ] = None,
    library: File = None,
) -> None:
    """Writes what a query finds, or the whole library, for other programs."""
    from memcon.export.exporting import export as write

    held = holding.opened(library)
    done = write(held, to, out or sys.stdout, " ".join(query) if query else None, old_versions=old_versions, up_to=up_to)
    place = f" to {done.path}" if done.path else ""
    listing.aside(f"{listing.counted(done.documents, 'document')}, {listing.counted(done.statements, 'statement')} as {to}{place}")
    listing.aside(f"{to} cannot carry {done.cannot_carry}.")
    if up_to:
        left = done.withheld
        listing.aside(
            f"withheld as marked higher: {listing.counted(left.words, 'word')} and {listing.counted(left.statements, 'statement')} in"
            f" {listing.counted(left.documents, 'document')}, of which {left.whole:,} left out whole."
        )


def network(
    query: Query = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="The most pairs shown; 0 shows all.")] = 40,
    plot: Plot = None,
    library: File = None,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
) -> None:
    """Shows who spoke to whom in what a query finds, or in the whole library."""
    form = holding.one_form(json=json, jsonl=jsonl, csv=csv, plot=plot is not None)
    found = holding.opened(library).network(" ".join(query) if query else None, limit=None if plot else limit or None)
    listing.remarks(found.query)

    def draw(target: Path) -> str:
        from memcon import plots

        left = plots.network(found, target)
        return f"{left:,} people with fewer statements are left out" if left else ""

    summary = {"query": found.query.text if found.query else "", "edges": found.edges}
    give(form, plot, draw, summary, found, listing.flat(found), lambda: listing.network(found))


def give(
    form: str, plot: Path | None, draw: Callable[[Path], str], summary: object, each: Iterable[object], rows: Iterable[dict[str, Any]],
    lines: Callable[[], None],
) -> None:
    """Gives a result out in the form that was asked for: drawn (``draw`` says what it left out), ``summary`` as JSON, ``each`` as
    JSON lines, ``rows`` as CSV, else ``lines`` for the terminal."""
    if plot:
        left = draw(plot)
        listing.aside(f"drawn into {plot}{'; ' if left else ''}{left}")
    elif form == "json":
        listing.as_json(summary)
    elif form == "jsonl":
        listing.as_jsonl(each)
    elif form == "csv":
        listing.as_csv(rows)
    else:
        lines()
