"""``memcon read`` and ``memcon schema``: a record on the terminal, as JSON, JSON lines, CSV, HTML or plain text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from memcon.cli import holding
from memcon.errors import SettingError, UnreadableError

if TYPE_CHECKING:
    from memcon.model import Participant, Record

STDIN = "-"

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files to read; - reads standard input.")]
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="NAME", help="Read as this format instead of sniffing it, as text, tei or pdf."),
]
Ocr = Annotated[
    Literal["auto", "force", "never"],
    typer.Option("--ocr", help="Which pages are recognised from their picture: those without text, all, or none."),
]
CastFile = Annotated[
    Path | None,
    typer.Option("--cast", metavar="CAST.toml", help="People, roles, sides and the writer as you know them; they win over inference."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Another installed English spaCy pipeline (default: MEMCON_MODEL, else the one installed with memcon).",
    ),
]

AtMost = Annotated[
    int | None,
    typer.Option(
        "--at-most", metavar="N", min=0,
        help="Read at most the first N characters of a document (default: MEMCON_AT_MOST, else 400,000; 0 reads all).",
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to the command line."""
    app.command("read")(read)
    app.command("schema")(schema)


def read(
    files: Files,
    format_: Format = None,
    cast: CastFile = None,
    model: Model = None,
    at_most: AtMost = None,
    ocr: Ocr = "auto",
    json: Annotated[bool, typer.Option("--json", help="One record as JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One record a line as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a statement as CSV.")] = False,
    text: Annotated[bool, typer.Option("--text", help="The document's text, the one that offsets point into.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="One self-contained page, written to OUT.html.")] = None,
    write_cast: Annotated[bool, typer.Option("--write-cast", help="The cast found, as a cast file to be edited.")] = False,
    up_to: Annotated[
        str | None, typer.Option("--up-to", metavar="LEVEL", help="Leave out what is marked higher: U, R, C, S or TS; it is said how much.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out statements below this confidence.")
    ] = 0.0,
) -> None:
    """Reads records and shows who said what, to whom, in whose words, to what effect, on what condition."""
    forms = {"--json": json, "--jsonl": jsonl, "--csv": csv, "--text": text, "--html": html, "--write-cast": write_cast}
    chosen = [name for name, on in forms.items() if on]
    if len(chosen) > 1:
        raise SettingError(f"{' and '.join(chosen)} cannot be given together; choose one form of output.")
    records = released(sure(read_files(files, format_, cast, model, at_most, ocr), min_confidence), up_to)
    if jsonl:
        lines(records)
    elif json:
        typer.echo(as_json(only(records, files, "--json")))
    elif csv:
        table(records)
    elif html:
        page(only(records, files, "--html"), html)
    elif write_cast:
        typer.echo(cast_of(only(records, files, "--write-cast")), nl=False)
    elif text:
        plain(records)
    else:
        terminal(records)


def read_files(
    files: list[str], format_: str | None, cast: Path | None, model: str | None, at_most: int | None = None,
    ocr: Literal["auto", "force", "never"] = "auto",
) -> Iterator[Record]:
    """The records of every file in the order given."""
    from memcon import record

    people = given_cast(cast)
    for name in files:
        if name == STDIN:
            data = sys.stdin.buffer.read()
            yield from record.read_bytes(data, "standard input", format=format_, cast=people, model=model, at_most=at_most, ocr=ocr)
        else:
            yield from record.read_all(name, format=format_, cast=people, model=model, at_most=at_most, ocr=ocr)


def given_cast(path: Path | None) -> tuple[Participant, ...]:
    """The people of the cast file the user gave; nobody without one."""
    if path is None:
        return ()
    from memcon import casting

    return casting.load(path)


def sure(records: Iterator[Record], least: float) -> Iterator[Record]:
    """The records without the statements below a confidence."""
    from memcon import record

    for found in records:
        yield record.at_least(found, least) if least else found


def released(records: Iterator[Record], highest: str | None) -> Iterator[Record]:
    """The records without what is marked higher than a level; how much that was goes to standard error."""
    from memcon import marks

    if highest is not None:
        marks.asked(highest)
    for found in records:
        if highest is None:
            yield found
            continue
        cut = marks.up_to(found, highest)
        if cut.words:
            typer.echo(f"{found.document.source}: {cut.record.notes[-1]}", err=True)
        yield cut.record


def only(records: Iterator[Record], files: list[str], option: str) -> Record:
    """The one record there is; raises UnreadableError where there are more, which only --jsonl prints."""
    first = next(records, None)
    if first is None:
        raise UnreadableError(f"{files[0]}: the file holds no document.")
    if len(files) > 1 or next(records, None) is not None:
        raise UnreadableError(f"{', '.join(files)}: {option} takes one document and there are several; --jsonl prints one record a line.")
    return first


def as_json(found: Record) -> str:
    """The record as JSON text."""
    from memcon import record

    return record.to_json(found)


def lines(records: Iterator[Record]) -> None:
    """Prints one record a line as JSON."""
    from memcon import export

    for found in records:
        typer.echo(export.to_jsonl([found]), nl=False)


def table(records: Iterator[Record]) -> None:
    """Prints one row a statement, under one heading for all records."""
    from memcon import export

    for index, found in enumerate(records):
        rows = export.to_csv(found)
        typer.echo(rows if index == 0 else rows.split("\n", 1)[1], nl=False)


def page(found: Record, target: Path) -> None:
    """Writes the record as one page; raises SettingError where the file cannot be written."""
    from memcon import export

    holding.written(target, export.to_html(found), "page")
    typer.echo(f"{target}: {len(found.statements)} statements written.", err=True)


def cast_of(found: Record) -> str:
    """The people found, as a cast file."""
    from memcon import casting

    return casting.dump(found.people)


def plain(records: Iterator[Record]) -> None:
    """Prints the text that offsets count, an empty line between two; what there is to say of it goes to standard error."""
    for index, found in enumerate(records):
        typer.echo(("\n" if index else "") + found.document.text)
        for note in found.notes:
            typer.echo(f"{found.document.source}: {note}", err=True)


def terminal(records: Iterator[Record]) -> None:
    """Prints the records for a reader at a terminal, a rule between two."""
    from memcon import show

    console = show.console()
    for index, found in enumerate(records):
        if index:
            console.rule()
        show.show(found, console)


def schema() -> None:
    """Prints the JSON Schema of a record."""
    import json as json_

    from memcon import record

    typer.echo(json_.dumps(record.schema(), indent=1, ensure_ascii=False))
