"""Terminal view of a check: a summary, then each claim that does not hold or cannot be judged, worst first, both texts beside it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from memcon.check import Finding, Report, listed, noted
from memcon.show.sheet import LABELS, SIGNS, WIDEST, Sheet, across, row, section, styled

VERDICTS = {"wrong": "bold red", "cannot tell": "yellow", "right": "green"}
TITLES_IN_NOTES = "that stand nowhere in the library, quoted as nobody's: taken for titles"
TITLES = {"wrong": "Does not hold", "cannot tell": "Could not be judged", "right": "Holds"}


def show_check(report: Report, console: Console, everything: bool = False) -> None:
    """Prints a report; what holds is left out but for its number, unless everything is asked for."""
    width = min(console.width, WIDEST)
    on = Sheet(console, SIGNS, LABELS, max(width - LABELS - 4, 20))
    head(report, on)
    for verdict, title in TITLES.items():
        found = [one for one in report.findings if one.verdict == verdict]
        if found and (everything or verdict != "right"):
            section(on, f"{title} ({len(found)})")
            for number, one in enumerate(found):
                if number:
                    console.print()
                show_finding(one, on)


def head(report: Report, on: Sheet) -> None:
    """What was checked against what, and the counts."""
    across(on, styled(on, report.manuscript, "bold"))
    on.console.print()
    row(on, Text("against", style="dim"), styled(on, f"{report.library}, {report.documents:,} documents"))
    if report.passed:
        row(on, Text("passed over", style="dim"), styled(on, f"{', '.join(report.passed)}: the manuscript itself"))
    if report.missing:
        row(on, Text("not in it", style="dim"), styled(on, f"cited, but not found under that name: {listed(report.missing)}"))
    row(on, Text("claims", style="dim"), styled(on, f"{len(report.findings):,} in {report.words:,} words"))
    for verdict, style in VERDICTS.items():
        row(on, Text(verdict, style=style), styled(on, f"{report.count(verdict):,}"))  # type: ignore[arg-type]
    if report.titles:
        row(on, Text("in notes", style="dim"), styled(on, f"{report.titles:,} {TITLES_IN_NOTES}"))
    if report.faults():
        row(on, Text("faults", style="dim"), styled(on, ", ".join(f"{kind} {count}" for kind, count in report.faults().items())))


def show_finding(one: Finding, on: Sheet) -> None:
    """One claim: its place and faults, the manuscript's words, the record's words, the changes, what was passed over."""
    passage = one.manuscript
    place = f"page {passage.page}" if passage.page else f"{passage.line}:{passage.column}"
    kinds = ", ".join(fault.kind for fault in one.faults) or one.verdict
    kinds += f", in {noted(passage.note)}" if passage.note else ""
    row(on, styled(on, place, "dim"), styled(on, kinds, VERDICTS[one.verdict]))
    for fault in one.faults:
        row(on, Text(), styled(on, fault.sentence))
    for doubt in one.doubts:
        row(on, Text(), styled(on, doubt, "italic"))
    row(on, Text("manuscript", style="dim"), styled(on, passage.sentence))
    if passage.cited:
        row(on, Text("cites", style="dim"), styled(on, passage.cited, "dim"))
    if one.source:
        source = one.source
        who = " + ".join(source.speaker) or "not stated"
        row(on, Text("record", style="dim"), styled(on, source.text))
        where = ", ".join(filter(None, (source.title, source.date, source.label or source.document, f"{source.start}-{source.end}")))
        row(on, Text(), styled(on, f"{who} [{source.mode or 'no statement'}], {where}", "dim"))
    for change in one.changes if one.wording == "altered" else ():
        shown = Text.assemble(styled(on, change.written or "(nothing)", "red"), " for ", styled(on, change.stands or "(nothing)", "green"))
        row(on, Text("changed", style="dim"), shown)
    if one.ignored:
        row(on, Text("passed over", style="dim"), styled(on, "; ".join(one.ignored), "dim"))
    for remark in one.remarks:
        row(on, Text("note", style="dim"), styled(on, remark, "dim"))
