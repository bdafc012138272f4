"""``memcon redact``: people, places, words and marked paragraphs out of a paper before it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memcon.cli import holding
from memcon.cli.read import Format, Ocr
from memcon.errors import SettingError


def register(app: typer.Typer) -> None:
    """Adds the command of this file to the command line."""
    app.command("redact")(redact)


def redact(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to redact; it holds one document.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="OUT.txt for the text (default: printed), OUT.pdf for the pages.")
    ] = None,
    person: Annotated[list[str] | None, typer.Option("--person", metavar="NAME", help="A person, by all names; can be repeated.")] = None,
    place: Annotated[list[str] | None, typer.Option("--place", metavar="NAME", help="A place; can be repeated.")] = None,
    word: Annotated[list[str] | None, typer.Option("--word", metavar="WORDS", help="Any words; can be repeated.")] = None,
    paragraph: Annotated[list[str] | None, typer.Option("--paragraph", metavar="N", help="A paragraph, by its number.")] = None,
    above: Annotated[str | None, typer.Option("--above", metavar="LEVEL", help="What is marked higher than U, R, C, S.")] = None,
    pseudonyms: Annotated[bool, typer.Option("--pseudonyms", help='"Person A" and "Place B" in the place of names.')] = False,
    format_: Format = None,
    ocr: Ocr = "auto",
) -> None:
    """Takes people, places, words and paragraphs out of a paper, and reads the outcome again to prove that they are gone."""
    from memcon import redaction

    request = redaction.Request(
        people=tuple(person or ()), places=tuple(place or ()), words=tuple(word or ()), above=above or "",
        paragraphs=tuple(paragraph or ()), pseudonyms=pseudonyms,
    )
    done = redaction.redact(file, request, format=format_, ocr=ocr)
    if out is None:
        typer.echo(done.text)
    else:
        written(out, redaction.as_pdf(done) if out.suffix.lower() == ".pdf" else done.text.encode("utf-8"))
    if pseudonyms and out is not None and out.suffix.lower() == ".pdf":
        typer.echo("The pages are blacked out; pseudonyms stand in the text alone (--out OUT.txt).", err=True)
    for name, count in done.counts.items():
        typer.echo(f"{name}: taken out in {count} place{'s' if count != 1 else ''}", err=True)
    for leading, count in done.near.items():
        typer.echo(
            f"'{leading}' still stands in {count} place{'s' if count != 1 else ''} and may lead to what went; --word takes it out.",
            err=True,
        )


def written(target: Path, data: bytes) -> None:
    """Writes the outcome; raises SettingError where the name has another ending or the file cannot be written."""
    if target.suffix.lower() not in {".txt", ".pdf"}:
        raise SettingError(f"{target}: redact writes the text to a .txt file and the pages to a .pdf file; name one of these.")
    holding.written(target, data, "file")
