"""Two records side by side as one HTML page that stands alone: two columns, every pair linked to by the number of its row."""

from __future__ import annotations

from memcon.compare import Comparison, Row
from memcon.export.accounts import page
from memcon.export.markup import Html, element, html, lines
from memcon.model import Record
from memcon.voices import names, speaker_of

KINDS = {"both": "told by both", "contradicting": "contradicting", "first only": "only in the first", "second only": "only in the second"}


def to_html(comparison: Comparison, first: Record, second: Record) -> str:
    """The comparison as a page; raises ModelError when the page's style is missing from the installation."""
    title = f"{comparison.first} and {comparison.second}"
    return page(title, [element("h1", title), side_by_side(comparison, first, second)])


def side_by_side(comparison: Comparison, first: Record, second: Record, addresses: tuple[str, str] = ("", "")) -> Html:
    """The comparison without its page: the verdict, the rows by kind, and the two columns.

    With the addresses of the two records, their names lead there, and the number of each statement to the statement.
    """
    links = [element("div", element("dt", title), element("dd", *numbers(comparison, kind))) for kind, title in KINDS.items()]
    called = comparison.first, comparison.second
    heads = [element("h2", element("a", name, href=to) if to else name) for name, to in zip(called, addresses, strict=True)]
    rows = [pair(number, one, (first, second), addresses) for number, one in enumerate(comparison.rows, 1)]
    return lines([verdict(comparison), element("dl", *links, class_="caption"), element("div", *heads, class_="sides heads"), *rows])


def numbers(comparison: Comparison, kind: str) -> list[Html]:
    """The numbers of the rows of a kind, each a link to its row."""
    found = [number for number, one in enumerate(comparison.rows, 1) if one.kind == kind]
    return [element("span", element("a", str(number), href=f"#row{number}"), " ") for number in found] or [html("none")]


def verdict(comparison: Comparison) -> Html:
    """The verdict and its evidence."""
    kin = comparison.kinship
    rows = [element("div", element("dt", "verdict"), element("dd", f"{kin.verdict} (score {kin.score:.2f} of 1)"))]
    rows += [
        element("div", element("dt", one.kind), element("dd", "silent: " if one.value is None else f"{one.value:.2f}: ", one.sentence))
        for one in kin.evidence
    ]
    return element("dl", *rows, class_="caption")


def pair(number: int, one: Row, records: tuple[Record, Record], addresses: tuple[str, str] = ("", "")) -> Html:
    """One row of the two columns."""
    agreed = one.why or (agreement(one) if one.agreement else "")
    label = f"{number}. {KINDS[one.kind]}{', moved' if one.moved else ''}{': ' if agreed else ''}{agreed}"
    sides = [side(record, ids, to) for record, ids, to in zip(records, (one.first, one.second), addresses, strict=True)]
    return element(
        "section", element("p", element("a", label, href=f"#row{number}"), class_="label"), element("div", *sides, class_="sides"),
        id=f"row{number}", class_=f"pair {one.kind.replace(' ', '-')}",
    )


def agreement(one: Row) -> str:
    """What two statements agree on, in words."""
    if one.agreement is None:
        return ""
    differ = [name for name in ("speaker", "mode", "force", "condition") if getattr(one.agreement, name) is False]
    return f"words {one.agreement.words:.2f}" + (f", other {', '.join(differ)}" if differ else ", all else the same")


def side(record: Record, ids: tuple[str, ...], address: str = "") -> Html:
    """The statements of one record in a row, each with its number where the record has an address to lead to."""
    called = names(record)
    return element("div", *[
        element(
            "p", element("b", element("bdi", speaker_of(s, record, called)), " "), element("span", f"[{s.mode}] ", class_="aside"),
            element("bdi", s.text), *([" ", element("a", s.id, href=f"{address}#{s.id}", class_="place")] if address else []),
        )
        for s in record.statements if s.id in ids
    ], class_="side")
