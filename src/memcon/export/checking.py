"""A check as one HTML page that stands alone: the findings worst first, manuscript and record side by side."""

from __future__ import annotations

from memcon.check import Finding, Report, listed
from memcon.export.accounts import page
from memcon.export.markup import Html, element, lines
from memcon.quotes.align import Change

TITLES = {"wrong": "Does not hold", "cannot tell": "Could not be judged", "right": "Holds"}


def to_html(report: Report) -> str:
    """The report as a page; raises ModelError when the page's style is missing from the installation."""
    parts: list[str] = [head(report)]
    for verdict, title in TITLES.items():
        found = [one for one in report.findings if one.verdict == verdict]
        if found:
            rows = [finding(one) for one in found]
            opened = verdict != "right"
            summary = element("summary", f"{title} ({len(found)})")
            parts.append(element("details", summary, *rows, open=opened, class_=verdict.replace(" ", "-")))
    return page(f"{report.manuscript} against its sources", parts)


def head(report: Report) -> Html:
    """What was checked, against what, and the counts."""
    facts = {
        "against": f"{report.library}, {report.documents:,} documents",
        **({"passed over": f"{', '.join(report.passed)}: the manuscript itself"} if report.passed else {}),
        **({"cited, but not found under that name": listed(report.missing)} if report.missing else {}),
        **({"in notes, taken for titles": f"{report.titles:,}"} if report.titles else {}),
        "claims": f"{len(report.findings):,} in {report.words:,} words",
        "wrong": f"{report.count('wrong'):,}", "cannot tell": f"{report.count('cannot tell'):,}", "right": f"{report.count('right'):,}",
        **{kind: f"{count:,}" for kind, count in report.faults().items()},
    }
    rows = [element("div", element("dt", name), element("dd", value)) for name, value in facts.items()]
    return lines([element("h1", report.manuscript), element("dl", *rows, class_="caption")])


def finding(one: Finding) -> Html:
    """One claim: its faults or doubts, and two columns."""
    passage = one.manuscript
    said = [element("p", element("b", fault.kind), f" {fault.sentence}") for fault in one.faults]
    said += [element("p", element("i", doubt)) for doubt in one.doubts]
    said += [element("p", remark, class_="aside") for remark in one.remarks]
    if one.ignored:
        said.append(element("p", f"Passed over: {'; '.join(one.ignored)}.", class_="aside"))
    cites = f"; cites {passage.cited}" if passage.cited else ""
    where = element("p", f"{passage.place}{cites}", class_="aside")
    left = element("div", element("p", passage.sentence), where, class_="side")
    return element("section", *said, element("div", left, source(one), class_="sides"), class_="finding")


def source(one: Finding) -> Html:
    """The record's words with their neighbours, changed words marked, and where they stand."""
    if one.source is None:
        return element("div", element("p", "Stands nowhere in the library.", class_="aside"), class_="side")
    stand = one.source
    who = " + ".join(stand.speaker) or "not stated"
    changes = [change for change in one.changes if one.wording == "altered" and (change.written or change.stands)]
    where = ", ".join(filter(None, (who, stand.mode, stand.title, stand.label or stand.document, stand.date, f"{stand.start}–{stand.end}")))
    return element(
        "div",
        element("p", element("span", f"… {stand.before} ", class_="aside"), element("q", stand.text),
                element("span", f"{'' if stand.after[:1] in '.,;:!?”' else ' '}{stand.after} …", class_="aside")),
        *[changed(change) for change in changes],
        element("p", where, class_="aside"),
        class_="side",
    )


def changed(change: Change) -> Html:
    """One change: what is written, for what stands in the record."""
    return element("p", element("del", change.written or "(nothing)"), " for ", element("ins", change.stands or "(nothing)"))
