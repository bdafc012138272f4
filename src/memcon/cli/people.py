"""``memcon people``: who appears in a library, and who of them is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli import holding, listing
from memcon.cli.holding import Csv, File, Json, Jsonl

if TYPE_CHECKING:
    from memcon.library import Proposal

commands = typer.Typer(
    invoke_without_command=True, help="Lists the people of the library; merges those who are one, and takes it back."
)


@commands.callback()
def people(
    context: typer.Context,
    name: Annotated[
        str, typer.Option("--name", metavar="WORDS", help="Only those one of whose names holds the words; Khru* for a beginning.")
    ] = "",
    proposals: Annotated[bool, typer.Option("--proposals", help="Pairs that may be one person, with the evidence and the doubt.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="The most people shown; 0 shows all.")] = 50,
    library: File = None,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
) -> None:
    """Lists the people of the library, those in most records first."""
    if context.invoked_subcommand:
        context.obj = library
        return
    holding.one_form(json=json, jsonl=jsonl, csv=csv)
    held = holding.opened(library)
    if proposals:
        pairs = held.proposals(name)[: limit or None]
        if not listing.in_form(pairs, json, jsonl, csv):
            proposed(pairs)
            nothing(not pairs, "no pair may be one person", name)
        return
    found = held.people(name)[: limit or None]
    if not listing.in_form(found, json, jsonl, csv):
        listing.actors(found)
        nothing(not found, "nobody was found", name)


def proposed(pairs: Sequence[Proposal]) -> None:
    """Prints pairs that may be one person, each as the command that merges it."""
    for pair in pairs:
        doubt = f"; in doubt: {pair.doubt}" if pair.doubt else ""
        merged = f"memcon people merge {pair.actor} {pair.into}"
        listing.line(f"{merged}   {pair.names[0]} = {pair.names[1]}? {pair.evidence}{doubt}", 0, 4)


def nothing(empty: bool, said: str, name: str) -> None:
    """Says that a list is empty, and how names are found that begin so."""
    if empty:
        hint = "; a star finds names that begin so, as in --name 'Khru*'" if name and not name.endswith("*") else ""
        listing.aside(f"{said}{hint}")


@commands.command("merge")
def merge(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="A number from 'memcon people', or a name that means one person only.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The one under whom both are listed from now on.")],
    because: Annotated[str, typer.Option("--because", metavar="WORDS", help="Your evidence (default: what the library knows).")] = "",
    library: File = None,
) -> None:
    """Says that A and B are one person."""
    made = holding.opened(library or context.obj).merge(first, second, because)
    listing.line(
        f"merge {made.id}: {made.actor} {made.actor_name} is now one with {made.into} {made.into_name} ({made.evidence}); "
        f"take it back with: memcon people undo {made.id}", 0, 4,
    )


@commands.command("undo")
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="MERGE", help="The number of the merge, as 'memcon people merges' lists it.")],
    library: File = None,
) -> None:
    """Takes a merge back."""
    made = holding.opened(library or context.obj).undo(number)
    listing.line(f"merge {made.id} undone: {made.actor} {made.actor_name} and {made.into} {made.into_name} are two again.", 0, 4)


@commands.command("merges")
def merges(context: typer.Context, library: File = None, json: Json = False) -> None:
    """Lists every merge made, those taken back included."""
    made = holding.opened(library or context.obj).merges()
    if json:
        listing.as_json(made)
        return
    for one in made:
        undone = f", undone {one.undone}" if one.undone else ""
        names = f"{one.actor} {one.actor_name} into {one.into} {one.into_name}"
        listing.line(f"merge {one.id}: {names}, {one.time}{undone}: {one.evidence}", 0, 4)
    if not made:
        listing.aside("nobody was merged; 'memcon people --proposals' lists who may be one.")
