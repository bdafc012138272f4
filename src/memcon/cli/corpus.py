"""``memcon corpus``: the annotated corpus checked against local FRUS volumes, counted, and its two readings compared."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import FormatError, SettingError

if TYPE_CHECKING:
    from memcon.corpus.agreement import Pair

SHARED = "MEMCON_SHARED"

Frus = Annotated[Path | None, typer.Option("--frus", metavar="FOLDER", help=f"Folder of FRUS volumes in TEI (default: ${SHARED}/frus).")]
Corpus = Annotated[Path, typer.Option("--corpus", metavar="FOLDER", help="The corpus: a folder with records/ and second/.")]
HERE = Path("corpus")

commands = typer.Typer(help="The annotated corpus: check it, count it, compare its two readings.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file to the command line."""
    app.add_typer(commands, name="corpus")


def frus_folder(given: Path | None) -> Path:
    """The folder given, else the one by the setting; raises SettingError where there is none."""
    shared = os.environ.get(SHARED, "")
    if given is None and not shared:
        raise SettingError(f"no folder of FRUS volumes is known; give --frus FOLDER or set {SHARED} to the folder that holds frus/.")
    folder = given or Path(shared) / "frus"
    if not folder.is_dir():
        raise SettingError(f"{folder}: there is no such folder of FRUS volumes; give --frus FOLDER or set {SHARED}.")
    return folder


@commands.command("check")
def check(frus: Frus = None, corpus: Corpus = HERE) -> None:
    """Renders every document anew and verifies hashes, offsets and labels; ends with 2 on a fault."""
    from memcon import corpus as corpus_

    report = corpus_.check(frus_folder(frus), corpus)
    for fault in report.faults:
        typer.echo(f"{fault.reading}/{fault.record}: {fault.what}")
    if report.faults:
        raise FormatError(f"{corpus}: {len(report.faults)} faults in {report.readings} readings; take corpus and volumes of one release.")
    typer.echo(f"{report.readings} readings stand on their texts; no fault.")


@commands.command("stats")
def stats(frus: Frus = None, corpus: Corpus = HERE) -> None:
    """Counts records, words and labels."""
    from memcon import corpus as corpus_
    from memcon.corpus import distribution

    found = distribution.distribution(corpus_.texts(frus_folder(frus), corpus_.load(corpus / "records")))
    table("", found.sizes.items())
    for field, counts in found.counts.items():
        whole = sum(counts.values())
        typer.echo()
        table(field, ((label, f"{count:>8,} {count / whole:7.1%}") for label, count in counts.items()))


def table(title: str, rows: Iterable[tuple[str, object]]) -> None:
    """A titled list of names and values."""
    if title:
        typer.echo(title)
    for name, value in rows:
        typer.echo(f"  {name:38} {value:,}" if isinstance(value, int) else f"  {name:38} {value}")


@commands.command("agree")
def agree(
    frus: Frus = None,
    corpus: Corpus = HERE,
    raw: Annotated[bool, typer.Option("--raw", help="Compare the first readings as they stood before corrections.")] = False,
    show: Annotated[bool, typer.Option("--show", help="List every stretch that was read differently.")] = False,
) -> None:
    """Compares the first readings with the second ones, with 95 % intervals by bootstrap over documents."""
    from memcon.corpus import agreement

    found = pairs(frus_folder(frus), corpus, raw)
    if show:
        for pair in found:
            differences(pair)
    typer.echo(f"{len(found)} records, {agreement.words(found):,} words")
    for one in agreement.agree(found):
        typer.echo(f"  {one.measure:16} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]")
    typer.echo("F1 of each label, with its words in the first reading")
    for label in agreement.by_class(found):
        typer.echo(f"  {label.field:6} {label.label:15} {label.f1:.3f}  {label.words:>7,}")


def pairs(frus: Path, corpus: Path, raw: bool) -> list[Pair]:
    """Both readings of every record that has two."""
    from memcon import corpus as corpus_
    from memcon.corpus.agreement import Pair

    first = {record.name: record for record in corpus_.load(corpus / "records")}
    if raw and (corpus / "first").is_dir():
        first |= {record.name: record for record in corpus_.load(corpus / "first")}
    second = [record for record in corpus_.load(corpus / "second") if record.name in first]
    if not second:
        raise FormatError(f"{corpus}: no record has two readings; take the whole corpus.")
    return [Pair(text, first[record.name], record) for record, text in corpus_.texts(frus, second)]


def differences(pair: Pair) -> None:
    """One line a stretch: where, the field, both labels, the words."""
    from memcon.corpus import agreement

    for one in agreement.disagreements(pair):
        words = " ".join(pair.text[one.start : one.end].split())
        typer.echo(f"{pair.first.name} {one.start}-{one.end} {one.field}: {one.first} | {one.second}: {words}")
