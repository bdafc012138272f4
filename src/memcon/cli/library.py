"""The commands of the library: import, search, people, thread, show, cite, status, verify, delete, doctor, positions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

import typer

from memcon.cli import finding, holding, listing, people
from memcon.cli.exporting import Plot, give
from memcon.cli.finding import Asked
from memcon.cli.holding import Csv, File, Json, Jsonl, cores
from memcon.cli.read import given_cast
from memcon.errors import SettingError
from memcon.library.archives import hindrance

if TYPE_CHECKING:
    from memcon.library import Progress
    from memcon.model import Participant

Styles = Literal["chicago", "bibtex", "ris", "csl-json"]
FOUND, DIFFERENT = 0, 1
"""Exit codes: all is well; something failed or is not as it was. A command that cannot run exits with 2."""

Document = Annotated[
    str, typer.Argument(metavar="DOC", help="A document: its id or the beginning of it, its label, its printed number, or its path.")
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Another installed English spaCy pipeline.")]


class Given(TypedDict):
    """The options of an import, as ``Library.import_paths`` names them."""

    jobs: int
    format: str | None
    cast: tuple[Participant, ...]
    model: str | None
    retry: bool
    keep_originals: bool


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to a command line; a MemconError is left to its caller."""
    commands: dict[str, Callable[..., None]] = {
        "import": import_, "search": search, "thread": thread, "show": show, "cite": cite, "status": status, "verify": verify,
        "delete": delete, "doctor": doctor, "positions": positions,
    }
    for name, command in commands.items():
        app.command(name)(command)
    app.add_typer(people.commands, name="people")


def import_(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Files, folders, .zip or .tar archives; - reads a list of paths.")
    ] = None,
    library: File = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Reading processes (default: the cores).")] = 0,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help="Read as this format instead of sniffing it.")
    ] = None,
    cast: Annotated[Path | None, typer.Option("--cast", metavar="CAST.toml", help="People as you know them, for every document.")] = None,
    model: Model = None,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed; with no PATH all of it.")] = False,
    keep_originals: Annotated[bool, typer.Option("--keep-originals", help="Keep the original bytes in the library too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read, and read nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking for new and changed files.")] = False,
    json: Json = False,
) -> None:
    """Imports records into a library; the same command goes on where a broken one stopped."""
    listed = [name for path in paths or () for name in (sys.stdin.read().splitlines() if path == "-" else [path]) if name.strip()]
    if not listed and not retry:
        raise SettingError("import: no file was named; give files, folders or archives, or --retry to read again what failed.")
    if listed and not watch and all(reasons := [hindrance(Path(name)) for name in listed]):
        more = f" (and so with {len(listed) - 1:,} more)" if len(listed) > 1 else ""
        raise SettingError(f"import: {listed[0]}: {reasons[0]}{more}")
    if dry_run:
        planned(library, listed, json)
        return
    held = holding.opened(library, create=True)
    listing.aside(f"library {held.path.absolute()}")
    given = Given(jobs=jobs or cores(), format=format_, cast=given_cast(cast), model=model, retry=retry, keep_originals=keep_originals)
    try:
        if watch:
            for progress in held.watch(listed, **given):
                listing.aside(listing.summary(progress))
        with listing.bar() as tell:
            progress = held.import_paths(listed, tell=tell, **given)
    except KeyboardInterrupt:
        listing.aside("interrupted: what was stored stays; the same command goes on where it was.")
        raise
    told(progress, json)
    raise typer.Exit(DIFFERENT if progress.failed else FOUND)


def planned(library: Path | None, paths: list[str], json: bool) -> None:
    """Prints what an import would do with each path; where there is no library yet, none is made."""
    from tempfile import TemporaryDirectory

    from memcon.library import chosen_path

    path = chosen_path(library)
    with TemporaryDirectory() as folder:
        held = holding.opened(path) if path.exists() else holding.opened(Path(folder) / "none.db", create=True)
        plan = [{"path": name, "what": what} for name, what in held.plan(paths)]
        held.close()
    if json:
        listing.as_json(plan)
        return
    listing.aside(f"library {path.absolute()}{'' if path.exists() else ' (not there yet)'}")
    for row in plan:
        typer.echo(f"{row['what']}: {listing.clean(row['path'])}")


def told(progress: Progress, json: bool) -> None:
    """Prints what an import did."""
    if json:
        listing.as_json(progress)
    else:
        typer.echo(listing.summary(progress))


def search(
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help='Words, "phrases", AND OR NOT ( ), nego*, NEAR/5, and fields; see docs/search.md.')
    ],
    library: File = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="The most statements shown; 0 shows all.")] = 20,
    sort: Annotated[Literal["best", "date"], typer.Option("--sort", help="Best first, or by date.")] = "best",
    by: Annotated[
        str | None, typer.Option("--by", metavar="FACET", help="Count by speaker, to, year, mode, force, kind or place instead.")
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Only count.")] = False,
    cite: Annotated[Styles | None, typer.Option("--cite", help="A citation beneath each statement, in this style.")] = None,
    old_versions: Annotated[bool, typer.Option("--old-versions", help="Search replaced versions of documents too.")] = False,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
) -> None:
    """Finds statements: who said what, to whom, in whose words."""
    holding.one_form(json=json, jsonl=jsonl, csv=csv)
    held = holding.opened(library)
    asked = Asked(" ".join(query), limit, sort, by, count, old_versions, json, jsonl, csv)
    finding.answer(held, asked, (lambda hit: held.cite(hit.document, cite, hit.statement)) if cite else None)


def thread(document: Document, library: File = None, json: Json = False) -> None:
    """Shows what a record answers and what answers it, and which references are not held."""
    found = holding.opened(library).thread(document)
    if json:
        listing.as_json({"document": found.document, "answers": found.answers, "answered_by": found.answered_by})
    else:
        listing.thread(found)


def show(
    document: Document,
    library: File = None,
    json: Json = False,
    text: Annotated[bool, typer.Option("--text", help="The document's own text.")] = False,
    original: Annotated[bool, typer.Option("--original", help="The bytes of its file, where the import kept them.")] = False,
    page: Annotated[int | None, typer.Option("--page", metavar="N", help="A page of a PDF or scan, as a picture; needs --png.")] = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="OUT.png", help="Where the picture of the page is written.")] = None,
    statement: Annotated[str | None, typer.Option("--statement", "-s", metavar="S", help="Lit up on the page, as s12.")] = None,
) -> None:
    """Shows a record of the library, as 'memcon read' does, or a page of it or of a file."""
    holding.one_form(json=json, text=text, png=png is not None, original=original)
    if page is not None or png is not None:
        pictured(document, library, page, png, statement)
        return
    held = holding.opened(library)
    if original:
        sys.stdout.buffer.write(held.original(document))
        return
    listing.record(held, document, json, text)


def pictured(document: str, library: Path | None, page: int | None, target: Path | None, statement: str | None) -> None:
    """Writes the picture of a page of a document of the library, or of a file."""
    if page is None or target is None:
        raise SettingError("show: a page is written to a file; give both --page N and --png OUT.png.")
    if Path(document).is_file() and library is None and statement is None:
        from memcon.library import drawing
        from memcon.record import load

        data = drawing.png(load(Path(document)), drawing.Order(document, page))
    else:
        data = holding.opened(library).page(document, page, statement)
    holding.written(target, data, "picture")
    listing.aside(f"{target}: page {page} written")


def cite(
    document: Document,
    statement: Annotated[str | None, typer.Option("--statement", "-s", metavar="S", help="Down to this statement, as s12.")] = None,
    style: Annotated[
        Literal["chicago", "bibtex", "ris", "csl-json"], typer.Option("--style", help="The form of the citation.")
    ] = "chicago",
    library: File = None,
) -> None:
    """Prints a citation that can be pasted, or taken into Zotero."""
    typer.echo(holding.opened(library).cite(document, style, statement).rstrip("\n"))


def positions(
    actor: Annotated[str, typer.Option("--actor", metavar="NAME", help="Who; any of the person's names.")],
    topic: Annotated[str | None, typer.Option("--topic", metavar="QUERY", help="On what: words or a query.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="The most statements shown; 0 shows all.")] = 0,
    plot: Plot = None,
    library: File = None,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
) -> None:
    """Shows what an actor held on a topic, by date."""
    form = holding.one_form(json=json, jsonl=jsonl, csv=csv, plot=plot is not None)
    from memcon.library import Found
    from memcon.search import parse

    held = holding.opened(library).positions(actor, topic, limit=limit or None)
    found = Found(held.topic or parse(""), held.hits)
    listing.remarks(found.query)

    def draw(target: Path) -> str:
        from memcon import plots

        left = plots.timeline(held, target)
        return f"{listing.counted(left, 'statement')} without a date left out" if left else ""

    give(form, plot, draw, {"actor": actor, "topic": topic, "hits": held.hits}, held, found.rows(), lambda: listing.statements(found))


def status(library: File = None, json: Json = False) -> None:
    """Shows what the library holds, what is unfinished and what failed."""
    found = holding.opened(library).status()
    if json:
        listing.as_json(found)
    else:
        listing.status(found)


def verify(
    library: File = None,
    sample: Annotated[int, typer.Option("--sample", metavar="N", help="Hash and read only N files, chosen at random by --seed.")] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Which sample.")] = 0,
    read_again: Annotated[bool, typer.Option("--read-again/--no-reading", help="Whether documents are read again and compared.")] = True,
    model: Model = None,
    json: Json = False,
) -> None:
    """Looks whether log, records and sources are as they were, and reads the sources again."""
    found = holding.opened(library).verify(sample=sample or None, read_again=read_again, model=model, seed=seed)
    if json:
        listing.as_json(found)
    else:
        for difference in found.differences:
            listing.line(f"{'DIFFERS' if difference.serious else 'note'}: {difference.subject}: {difference.what}", 0, 4)
        verdict = "all as it was" if found.whole else "not as it was"
        typer.echo(f"{listing.counted(found.documents, 'record')} compared with the log, {listing.counted(found.files, 'file')} hashed, "
                   f"{listing.counted(found.read_again, 'record')} read again: {verdict}.")
    raise typer.Exit(FOUND if found.whole else DIFFERENT)


def delete(
    documents: Annotated[list[str], typer.Argument(metavar="DOC...", help="Documents to forget.")],
    library: File = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forgets documents: no word of them stays in the library, only that they were there."""
    held = holding.opened(library)
    if not yes:
        if not sys.stdin.isatty():
            raise SettingError("delete: nobody can be asked here; say --yes to forget the documents for good.")
        typer.confirm(f"Forget {', '.join(held.named(*documents))} for good?", abort=True)
    for name in held.delete(*documents):
        typer.echo(f"{name} forgotten; the log keeps that it was there.")


def doctor(
    library: File = None,
    offline: Annotated[bool, typer.Option("--offline", help="Use every part once: nothing missing, no connection opened.")] = False,
    json: Json = False,
) -> None:
    """Shows what is installed and whether the library is whole, and counts the network connections opened meanwhile."""
    from memcon.library import Library, chosen_path
    from memcon.library.doctor import diagnosis, watch_network

    watch_network()
    if offline:
        proved(json)
        return
    path = chosen_path(library)
    found = Library(path).doctor() if path.exists() else diagnosis(None, path)
    if json:
        listing.as_json(found)
    else:
        typer.echo(f"memcon {found.memcon}, Python {found.python}, SQLite {found.sqlite}")
        typer.echo(f"language model {found.model}")
        typer.echo("packages " + ", ".join(f"{p.name} {p.version or '(not installed)'}" for p in found.packages))
        typer.echo(f"library {listing.clean(found.library)}{'' if path.exists() else ' (not there yet)'}")
        for problem in found.problems:
            listing.line(f"PROBLEM: {problem}", 0, 4)
        typer.echo(f"network connections opened: {found.connections}")
    raise typer.Exit(DIFFERENT if found.problems or found.connections else FOUND)


def proved(json: bool) -> None:
    """Prints what works without a network, and ends with 1 where something does not."""
    from memcon.library import offline

    found = offline.trials()
    if json:
        listing.as_json(found)
    for trial in () if json else found:
        listing.line(f"{'PROBLEM' if trial.problem else 'works'}: {trial.what}{': ' if trial.problem else ''}{trial.problem}", 0, 4)
    raise typer.Exit(DIFFERENT if any(trial.problem for trial in found) else FOUND)
