"""Records for other programs: CSV for a table, JSON lines for a pipe, one HTML file for a reader."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from memcon.export.annotation import to_annotation
from memcon.export.page import to_html
from memcon.export.table import COLUMNS, to_csv
from memcon.model import Record


def to_jsonl(records: Iterable[Record]) -> str:
    """The records in the record format, one a line."""
    return "".join(msgspec.json.encode(record).decode() + "\n" for record in records)


__all__ = ["COLUMNS", "to_annotation", "to_csv", "to_html", "to_jsonl"]
