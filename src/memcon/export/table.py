"""A record as a table: one row a statement, with names in the place of ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from memcon import voices
from memcon.model import Condition, Record, Statement

COLUMNS = (
    "document", "date", "statement", "start", "end", "paragraph", "mark", "classification", "speaker", "to", "relays", "mode", "force",
    "if", "then", "otherwise", "because", "hedges", "cue", "source", "grade", "confidence", "why", "text",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(*records: Record) -> str:
    """The statements of one or more records as CSV, the columns named in the first row.

    Several people or hedges in one cell are parted by "; ". A cell that a spreadsheet would take for a formula gets a
    leading apostrophe; ``start`` and ``end`` still give the exact words in the document.
    """
    return "".join(csv_lines(records))


def csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """The same, a piece a record, so that a library need not fit into memory."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for record in records:
        table.writerows([harmless(cell) for cell in row] for row in rows(record))
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()


def harmless(cell: str) -> str:
    """The cell, kept from being run as a formula."""
    return "'" + cell if cell.startswith(FORMULA) else cell


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """The cells of each statement, in the order of ``COLUMNS``."""
    called = voices.names(record)
    for statement, (paragraph, mark) in zip(record.statements, addresses(record), strict=True):
        yield (
            record.document.id or record.document.source,
            record.document.date,
            statement.id,
            str(statement.start),
            str(statement.end),
            paragraph,
            mark,
            record.document.classification,
            *(joined(called.get(name, name) for name in people) for people in (statement.speaker, statement.to, statement.relays)),
            statement.mode,
            statement.force,
            *branches(record, statement),
            joined(voices.quoted(record, hedge) for hedge in statement.hedges),
            voices.quoted(record, statement.cue),
            voices.quoted(record, statement.source),
            statement.grade,
            f"{statement.confidence:.2f}",
            statement.why,
            statement.text,
        )


def addresses(record: Record) -> Iterator[tuple[str, str]]:
    """The number and the handling mark of the paragraph in which each statement begins; "" where it bears none."""
    numbered = [part for part in record.parts if part.number or part.mark]
    for statement in record.statements:
        part = next((part for part in numbered if part.start <= statement.start < part.end), None)
        yield (part and part.number) or "", (part and part.mark) or ""


def joined(cells: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(cells)


def branches(record: Record, statement: Statement) -> tuple[str, ...]:
    """The words of if, then, otherwise and because; "" where a branch is not there."""
    condition = statement.condition or Condition()
    return tuple(voices.quoted(record, span) for span in (condition.if_, condition.then, condition.otherwise, condition.because))
