"""``memcon check``: a manuscript against a library, on the terminal, as JSON, SARIF, HTML or a commented Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli import holding, listing
from memcon.cli.read import Model

if TYPE_CHECKING:
    from memcon.check import Report
    from memcon.manuscript import Manuscript

NOTHING_WRONG, FINDINGS = 0, 1
"""Exit codes; a check that cannot run exits with 2."""


def register(app: typer.Typer) -> None:
    """Adds the command of this file to the command line."""
    app.command("check")(check)


def check(
    manuscript: Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="A book, article or brief: .txt, .md, .html, .docx or .pdf.")],
    against: Annotated[
        Path | None, typer.Option("--against", metavar="LIBRARY", help="The library (default: MEMCON_LIBRARY, else memcon.db here).")
    ] = None,
    json: holding.Json = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="SARIF 2.1.0, for editors.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="One self-contained page, written to OUT.html.")] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", metavar="OUT.docx", help="The manuscript with comments, written to OUT.docx.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show on the terminal what holds, too.")] = False,
    model: Model = None,
) -> None:
    """Looks up every quotation and attributed claim of a manuscript, and lists what does not hold."""
    holding.one_form(json=json, sarif=sarif, html=bool(html), docx=bool(docx))
    from memcon import check as checking
    from memcon import manuscript as manuscripts

    read = manuscripts.read(manuscript)
    report = checking.check(read, holding.opened(against), model=model)
    if json:
        listing.as_json({"summary": report.summary(), **as_fields(report)})
    elif sarif:
        from memcon.export.sarif import to_sarif

        typer.echo(to_sarif(report), nl=False)
    elif html or docx:
        written(report, read, html, docx)
    else:
        from memcon import show

        show.show_check(report, show.console(), everything)
    raise typer.Exit(FINDINGS if report.wrong else NOTHING_WRONG)


def as_fields(report: Report) -> dict[str, object]:
    """The fields of the report, as they stand in the JSON."""
    import msgspec

    return msgspec.structs.asdict(report)


def written(report: Report, manuscript: Manuscript, html: Path | None, docx: Path | None) -> None:
    """Writes the page or the Word file; raises SettingError where that cannot be done."""
    target = html or docx or Path()
    if docx:
        from memcon.export.comments import to_docx

        data = to_docx(report, manuscript)
    else:
        from memcon.export.checking import to_html

        data = to_html(report).encode()
    holding.written(target, data, "report")
    typer.echo(f"{target}: {len(report.findings)} claims, {len(report.wrong)} of them wrong.", err=True)
