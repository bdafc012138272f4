"""A record as one HTML file that stands alone: style, script and data inlined, no network allowed by its own policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from string import Template

from memcon import marks, voices
from memcon.errors import ModelError
from memcon.export import details, filters, findings, reading
from memcon.export.markup import Html, element, html, lines
from memcon.model import Record


def to_html(record: Record) -> str:
    """The record as a page: its text with the speakers in the margin, and who said what beside it.

    Raises ModelError when the page's template is missing from the installation.
    """
    style, script = data("page.css"), data("page.js")
    document = record.document
    return Template(data("page.html")).substitute(
        policy=policy(style, script),
        title=html(document.title or document.subject or document.id or "A record"),
        shape="quoting" if quoting(record) else "telling",
        style=style,
        script=script,
        banner=banner(record),
        head=head(record),
        filters=filters.filters(record),
        text=reading.text(record),
        findings=findings.findings(record),
        details=details.details(record),
        threshold=f"{voices.DOUBTFUL_BELOW:.1f}",
    )


def quoting(record: Record) -> bool:
    """Whether most words are verbatim, as in a transcript: then quotation is the rule, and the page sets it in plain type."""
    counts = {True: 0, False: 0}
    for statement in record.statements:
        counts[statement.mode == "verbatim"] += voices.count(statement.text)
    return counts[True] > counts[False]


@cache
def data(name: str) -> str:
    """A file of the page as text with line feeds, which its hash in the policy is made from."""
    path = files("memcon") / "data" / name
    if not path.is_file():
        raise ModelError(f"the page's file data/{name} is not in this installation; install memcon again.")
    return path.read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The content security policy: this style and this script, and nothing from anywhere else."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The hash by which a policy knows an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def banner(record: Record) -> Html:
    """The classification of the record, over and under the page; nothing where it has none."""
    shown = marks.banner(record)
    return element("p", shown, class_="banner") if shown else html()


def head(record: Record) -> Html:
    """The title and what the caption says; "not stated" where it is silent, and notes on how it was read."""
    document = record.document
    rows = [
        element("div", element("dt", name), element("dd", element("bdi", value or voices.NOT_STATED), class_="" if value else "absent"))
        for name, value in voices.caption(document).items()
    ]
    title = document.title or document.id or document.source or "A record without a title"
    notes = [element("p", note, class_="reading-note") for note in record.notes]
    return lines([element("h1", element("bdi", title)), element("dl", *rows, class_="caption"), *notes])
