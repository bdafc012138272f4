"""The words of one voice -> HTML: each statement a span with its number, and what its reading rests on marked within it.

By far the most of a record's page is made here, so it is not a template: a template would ask for every attribute by name and
escape every value by itself, some thirty times a statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from memcon.model import Statement
from memcon.store import Filed
from memcon.web.paper import Sheet
from memcon.web.reading import Said, Stretch, Voice
from memcon.web.templating import address, shown


def spoken(row: Voice, filed: Filed | None, sheet: Sheet | None, writable: bool) -> Markup:
    """The words of a row. Numbers and doubtful words lead to where the document is ``filed``, beside the ``sheet`` that is open;
    in a record that is kept nowhere they lead nowhere."""
    return Markup("".join(part for said in row.pieces for part in said_parts(said, row.people, filed, sheet, writable)))


def said_parts(said: Said, people: str, filed: Filed | None, sheet: Sheet | None, writable: bool) -> Iterator[str]:
    """One statement, or what stands between two; ``people`` are those of the row, which a statement repeats only where it has others."""
    statement = said.statement
    if statement is None:
        kind = "inserted" if said.inserted else "between"
        for stretch in said.stretches:
            words = shown(stretch.text)
            yield words if stretch.text.isspace() else f'<span class="{kind}">{words}</span>'
        return
    name = escape(statement.id)
    yield opening(said, statement, name, people)
    if said.anchor and filed:
        yield number(statement.id, name, filed, sheet)
    correctable = filed if writable else None
    for stretch in said.stretches:
        yield labelled(stretch, name, correctable)
    yield "</span>"


def opening(said: Said, statement: Statement, name: str, people: str) -> str:
    """The start of a statement's span; ``name`` is its id as HTML, which only the first piece of a statement has for an anchor."""
    kinds = statement.mode + (" doubtful" if said.doubtful else "") + (" corrected" if said.corrected else "")
    others = f' data-p="{escape(said.people)}"' if said.people != people else ""
    force = f' data-f="{statement.force}"' if statement.force != "statement" else ""
    return f'<span class="s {kinds}" {"id" if said.anchor else "data-s"}="{name}"{others}{force}>'


def number(statement: str, name: str, filed: Filed, sheet: Sheet | None) -> str:
    """The number of a statement; beside a page of the paper it leads to the statement's place there, else to its card."""
    page = sheet.begins.get(statement) if sheet else None
    if page is None:
        return f'<a href="{escape(filed.name)}/{name}">{name[1:]}</a>'
    there = escape(address(f"/doc/{filed.name}", page=page, lit=statement))
    return f'<a href="{there}#{name}" data-page="{page}">{name[1:]}</a>'


def labelled(stretch: Stretch, name: str, correctable: Filed | None) -> str:
    """Words of one kind; a doubtful one of a document that may be corrected leads to where that is done."""
    words = shown(stretch.text)
    if stretch.page and correctable:
        there = escape(address(f"/doc/{correctable.name}", page=stretch.page, word=stretch.word))
        return f'<a class="{stretch.labels}" href="{there}#{name}" title="Correct this word">{words}</a>'
    return f'<span class="{stretch.labels}">{words}</span>' if stretch.labels else words
