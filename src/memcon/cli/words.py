"""``memcon words``: what readers have typed in the place of recognised words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli import holding, listing
from memcon.cli.holding import Csv, File, Json, Jsonl
from memcon.errors import SettingError

if TYPE_CHECKING:
    from memcon.store import WordCorrection


def register(app: typer.Typer) -> None:
    """Adds the command to a command line; a MemconError is left to its caller."""
    app.command("words")(words)


def words(
    document: Annotated[
        str | None, typer.Argument(metavar="DOC", help="A document by any of its names (default: all documents, the newest word first).")
    ] = None,
    left_behind: Annotated[
        bool, typer.Option("--left-behind", help="Those of the version before that do not fit this one; needs DOC.")
    ] = False,
    library: File = None,
    json: Json = False,
    jsonl: Jsonl = False,
    csv: Csv = False,
) -> None:
    """Lists the words that readers have corrected, what was recognised in their place, who and when; those taken back too."""
    holding.one_form(json=json, jsonl=jsonl, csv=csv)
    held = holding.opened(library)
    if left_behind and document is None:
        raise SettingError("words: --left-behind is about one document; name it.")
    found = held.words_left_behind(document) if left_behind and document is not None else held.corrected_words(document)
    if not listing.in_form(found, json, jsonl, csv):
        for one in found:
            listing.line(told(one), 0, 6)
        listing.aside(listing.counted(len(found), "corrected word"))


def told(one: WordCorrection) -> str:
    """One corrected word in a line."""
    change = f"“{one.word}” confirmed" if one.word == one.recognised else listing.replaced(one)
    undone = f"; undone by {one.undone_by}, {one.undone}" if one.undone else ""
    return f"{one.id:>5}  {one.document}  page {one.page}: {change}  ({one.who}, {one.time}{undone})"
