"""``memcon compare`` and ``memcon find-pairs``: two accounts of one conversation, two releases of one record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli import holding, listing
from memcon.cli.read import Model
from memcon.errors import SettingError

if TYPE_CHECKING:
    from memcon.model import Record

Account = Annotated[str, typer.Argument(help="A file, a record as JSON (.json), or a document of the library by any of its names.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to the command line."""
    app.command("compare")(compare)
    app.command("find-pairs")(find_pairs)


def compare(
    first: Account,
    second: Account,
    library: holding.File = None,
    releases: Annotated[bool, typer.Option("--releases", help="They are an older and a newer release of one record.")] = False,
    json: holding.Json = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="One self-contained page, written to OUT.html.")] = None,
    model: Model = None,
) -> None:
    """Lays two records side by side: what both tell, what one alone tells, where they contradict each other."""
    holding.one_form(json=json, html=bool(html))
    if releases and html:
        raise SettingError("--releases and --html cannot be given together; take --json or the terminal.")
    from memcon import compare as comparing
    from memcon import show

    ours, theirs = account(first, library, model), account(second, library, model)
    if releases:
        found = comparing.releases(ours, theirs)
        if json:
            listing.as_json(found)
        else:
            show.show_releases(found, show.console())
        return
    comparison = comparing.compare(ours, theirs)
    if json:
        listing.as_json(comparison)
    elif html:
        from memcon.export.comparison import to_html

        holding.written(html, to_html(comparison, ours, theirs), "page")
        listing.aside(f"{html}: written.")
    else:
        show.show_comparison(comparison, ours, theirs, show.console())


def account(name: str, library: Path | None, model: str | None) -> Record:
    """The record that is meant: a JSON record, a file that is read, or a document of the library."""
    from memcon import record
    from memcon.library import chosen_path

    path = Path(name)
    if path.suffix == ".json" and path.is_file():
        import msgspec

        try:
            return record.from_json(path.read_bytes())
        except msgspec.DecodeError as error:
            raise SettingError(f"{path}: this is no record as 'memcon read --json' prints it ({error}).") from error
    if path.is_file():
        return record.read(path, model=model)
    if library is None and not chosen_path().exists():
        raise SettingError(f"{name}: there is no such file, and no library ({chosen_path()}) that could hold such a document.")
    return holding.opened(library).show(name)


def find_pairs(
    library: holding.File = None,
    least: Annotated[float, typer.Option("--least", min=0.0, max=1.0, help="The lowest score that is shown (default 0.4).")] = 0.4,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help="The most pairs shown (default 50; 0 shows all).")
    ] = 50,
    json: holding.Json = False,
) -> None:
    """Finds the records of a library that can be accounts of one conversation."""
    from memcon import pairs

    found = pairs.find_pairs(holding.opened(library), least=least)[: limit or None]
    if json:
        listing.as_json(found)
        return
    from memcon import show

    show.show_pairs(found, show.console())
