"""Terminal views of two records: side by side, as two releases of one, and as pairs found in a library."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from memcon.compare import Comparison, Kinship, Releases, Row
from memcon.model import Record
from memcon.pairs import Pair
from memcon.show.sheet import LABELS, SIGNS, WIDEST, Sheet, across, row, section, styled
from memcon.voices import names, speaker_of

KINDS = {"both": "told by both", "contradicting": "contradicting", "first only": "only in the first", "second only": "only in the second"}
STYLES = {"both": "green", "contradicting": "bold red", "first only": "cyan", "second only": "magenta"}


def paper(console: Console) -> Sheet:
    """A sheet whose margin fits the views' own labels."""
    return Sheet(console, SIGNS, LABELS + 2, max(min(console.width, WIDEST) - LABELS - 6, 20))


def show_comparison(comparison: Comparison, first: Record, second: Record, console: Console) -> None:
    """Prints whether two records can be of one conversation, the counts, and every row in the order of the first record."""
    on = paper(console)
    across(on, styled(on, f"{comparison.first} and {comparison.second}", "bold"))
    console.print()
    show_kinship(comparison.kinship, on)
    section(on, "Side by side")
    for kind, title in KINDS.items():
        row(on, Text(title, style=STYLES[kind]), styled(on, str(len(comparison.of(kind)))))  # type: ignore[arg-type]
    for one in comparison.rows:
        console.print()
        show_row(one, first, second, on)


def show_kinship(kin: Kinship, on: Sheet) -> None:
    """The verdict with its score, and the evidence."""
    row(on, Text("verdict", style="dim"), styled(on, f"{kin.verdict} (score {kin.score:.2f} of 1)", "bold"))
    for one in kin.evidence:
        value = "silent" if one.value is None else f"{one.value:.2f}"
        row(on, Text(one.kind, style="dim"), styled(on, f"{value}  {one.sentence}"))


def show_row(one: Row, first: Record, second: Record, on: Sheet) -> None:
    """One row: the statements of both sides with their speakers, and what they agree on."""
    title = KINDS[one.kind] + (", moved" if one.moved else "")
    agreed = f"words {one.agreement.words:.2f}" if one.agreement else ""
    if one.agreement:
        agreed += "".join(
            f", {name} {'same' if same else 'not stated' if same is None else 'differs'}"
            for name, same in (("speaker", one.agreement.speaker), ("mode", one.agreement.mode), ("force", one.agreement.force),
                               ("condition", one.agreement.condition))
        )
    row(on, Text(title, style=STYLES[one.kind]), styled(on, one.why or agreed, "" if one.why else "dim"))
    for label, record, ids in (("first", first, one.first), ("second", second, one.second)):
        called = names(record)
        for statement in (s for s in record.statements if s.id in ids):
            said = Text.assemble(styled(on, f"{speaker_of(statement, record, called)}:", "bold"), " ", styled(on, statement.text))
            row(on, Text(label, style="dim"), said, on.signs[statement.mode])


def show_releases(found: Releases, console: Console) -> None:
    """Prints the stretches that one of two releases alone has, and the statements whose voice is read otherwise."""
    on = paper(console)
    across(on, styled(on, f"{found.old} and {found.new}: {found.shared:.0%} of the shorter text is the same", "bold"))
    for one in found.stretches:
        console.print()
        where = f"{one.old[0]}-{one.old[1]} in the old, {one.new[0]}-{one.new[1]} in the new"
        row(on, Text(one.kind, style="bold"), styled(on, where, "dim"))
        if one.was:
            row(on, Text("old", style="dim"), styled(on, one.was, "red"))
        if one.now:
            row(on, Text("new", style="dim"), styled(on, one.now, "green"))
        if one.speakers:
            row(on, Text("said by", style="dim"), styled(on, "; ".join(one.speakers)))
    if found.revoiced:
        section(on, "Who said what is read otherwise")
    for changed in found.revoiced:
        row(on, Text(changed.new, style="dim"), styled(on, f"{changed.was} is now {changed.now}: {changed.text}"))
    if not found.stretches:
        console.print()
        across(on, styled(on, "No word differs."))


def show_pairs(pairs: Sequence[Pair], console: Console) -> None:
    """Prints pairs, the likeliest first, with their evidence."""
    on = paper(console)
    for number, pair in enumerate(pairs):
        if number:
            console.print()
        row(on, styled(on, f"{pair.kinship.score:.2f}", "bold"), styled(on, f"{pair.first} and {pair.second}", "bold"))
        for title, day in zip(pair.titles, pair.dates, strict=True):
            row(on, styled(on, day, "dim"), styled(on, title))
        for one in pair.kinship.evidence:
            if one.value is not None:
                row(on, Text(one.kind, style="dim"), styled(on, one.sentence, "dim"))
    console.print()
    across(on, styled(on, "1 pair" if len(pairs) == 1 else f"{len(pairs):,} pairs"))
