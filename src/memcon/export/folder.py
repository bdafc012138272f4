"""Records as a folder of files: pages with an index, or TEI editions; every file opens on its own, offline."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from memcon import edition, voices
from memcon.export.markup import Html, element, html, lines
from memcon.export.page import digest, to_html
from memcon.library import Selected

STYLE = (
    ":root{color-scheme:light dark}body{max-width:70rem;margin:2rem auto;padding:0 1.5rem;font:1rem/1.45 system-ui,sans-serif}"
    "h1{font-weight:600;font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;"
    "padding:.35rem 1rem .35rem 0;border-bottom:1px solid #8884}td.number{text-align:end;font-variant-numeric:tabular-nums}"
)


def editions(chosen: Iterable[Selected], folder: Path) -> None:
    """A TEI file a record, by its lasting id."""
    version = metadata.version("memcon")
    for one in chosen:
        ties = {person: known.identity for person, known in one.people.items() if known.identity}
        (folder / f"{one.name}.xml").write_bytes(edition.to_tei(one.record, version, ties))


def pages(chosen: Iterable[Selected], folder: Path) -> None:
    """A page a record, and index.html that leads to them."""
    rows = []
    for one in chosen:
        (folder / f"{one.name}.html").write_text(to_html(one.record), encoding="utf-8")
        rows.append((one.record.document.date or "9999", row(one)))
    (folder / "index.html").write_text(index([row for _, row in sorted(rows, key=lambda one: one[0])]), encoding="utf-8")


def row(one: Selected) -> Html:
    """A record's line in the index: date, title as a link, place, who speaks in it, how many statements were found."""
    document, called = one.record.document, voices.names(one.record)
    speakers = dict.fromkeys(called[person] for s in one.record.statements for person in s.speaker if person in called)
    return element(
        "tr",
        element("td", document.date or "not dated"),
        element("td", element("a", element("bdi", document.title or document.subject or one.name), href=f"{one.name}.html")),
        element("td", element("bdi", document.place)),
        element("td", element("bdi", ", ".join(list(speakers)[:6]) + (", …" if len(speakers) > 6 else ""))),
        element("td", f"{len(one.record.statements) if one.found is None else len(one.found):,}", class_="number"),
    )


def index(rows: list[Html]) -> Html:
    """The page that leads to the others."""
    policy = f"default-src 'none'; style-src '{digest(STYLE)}'; base-uri 'none'; form-action 'none'"
    head = element("tr", *(element("th", name) for name in ("date", "record", "place", "who speaks", "statements")))
    title = f"{len(rows):,} {'record' if len(rows) == 1 else 'records'}"
    return html(
        Html('<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title), Html(f"<style>{STYLE}</style></head><body>"), element("h1", title),
        element("table", element("thead", head), element("tbody", lines(rows))), Html("</body></html>\n"),
    )
