"""Two records side by side as one HTML page that stands alone: two columns, every pair linked to by the number of its row."""

from __future__ import annotations

from memcon.compare import Comparison, Row
from memcon.export.accounts import page
from memcon.export.markup import Html, element, lines
from memcon.model import Record
from memcon.voices import names, speaker_of

KINDS = {"both": "told by both", "contradicting": "contradicting", "first only": "only in the first", "second only": "only in the second"}


def to_html(comparison: Comparison, first: Record, second: Record) -> str:
    """The comparison as a page; raises ModelError when the page's style is missing from the installation."""
    rows = [pair(number, one, first, second) for number, one in enumerate(comparison.rows, 1)]
    links = [
        element("div", element("dt", title), element("dd", *[
            element("span", element("a", str(number), href=f"#row{number}"), " ")
            for number, one in enumerate(comparison.rows, 1) if one.kind == kind
        ]))
        for kind, title in KINDS.items()
    ]
    columns = element("div", element("h2", comparison.first), element("h2", comparison.second), class_="sides")
    return page(f"{comparison.first} and {comparison.second}", [head(comparison), element("dl", *links, class_="caption"), columns, *rows])


def head(comparison: Comparison) -> Html:
    """The verdict and its evidence."""
    kin = comparison.kinship
    rows = [element("div", element("dt", "verdict"), element("dd", f"{kin.verdict} (score {kin.score:.2f} of 1)"))]
    rows += [
        element("div", element("dt", one.kind), element("dd", "silent: " if one.value is None else f"{one.value:.2f}: ", one.sentence))
        for one in kin.evidence
    ]
    return lines([element("h1", f"{comparison.first} and {comparison.second}"), element("dl", *rows, class_="caption")])


def pair(number: int, one: Row, first: Record, second: Record) -> Html:
    """One row of the two columns."""
    agreed = one.why or (agreement(one) if one.agreement else "")
    label = f"{number}. {KINDS[one.kind]}{', moved' if one.moved else ''}{': ' if agreed else ''}{agreed}"
    return element(
        "section",
        element("p", element("a", label, href=f"#row{number}"), class_="label"),
        element("div", side(first, one.first), side(second, one.second), class_="sides"),
        id=f"row{number}", class_=f"pair {one.kind.replace(' ', '-')}",
    )


def agreement(one: Row) -> str:
    """What two statements agree on, in words."""
    if one.agreement is None:
        return ""
    differ = [name for name in ("speaker", "mode", "force", "condition") if getattr(one.agreement, name) is False]
    return f"words {one.agreement.words:.2f}" + (f", other {', '.join(differ)}" if differ else ", all else the same")


def side(record: Record, ids: tuple[str, ...]) -> Html:
    """The statements of one record in a row."""
    called = names(record)
    return element("div", *[
        element("p", element("b", f"{speaker_of(s, record, called)} "), element("span", f"[{s.mode}] ", class_="aside"), s.text)
        for s in record.statements if s.id in ids
    ], class_="side")
