"""Statements as a Parquet file, one row each, for DuckDB, pandas, R and others; people are lists, not joined text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from memcon import voices
from memcon.errors import SettingError
from memcon.export.table import addresses, branches
from memcon.library import Selected

TEXT = ("document", "label", "date", "kind", "title", "place", "classification", "statement", "paragraph", "mark", "mode", "force", "if",
        "then", "otherwise", "because", "cue", "source", "grade", "why", "text")
PEOPLE = ("speaker", "to", "relays")
GROUP = 20_000
"""Rows that are written together."""


def write(chosen: Iterable[Selected], path: Path) -> None:
    """Writes the statements; raises SettingError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise SettingError("--to parquet needs pyarrow; install it with: pip install 'memcon[parquet]'.") from error

    names = pyarrow.list_(pyarrow.string())
    columns = [(name, pyarrow.string()) for name in TEXT] + [(name, names) for name in (*PEOPLE, "speaker_actor", "hedges")]
    columns += [("start", pyarrow.int64()), ("end", pyarrow.int64()), ("confidence", pyarrow.float64())]
    schema = pyarrow.schema(columns)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        waiting: list[dict[str, Any]] = []
        for one in chosen:
            waiting += rows(one)
            if len(waiting) >= GROUP:
                writer.write_table(pyarrow.Table.from_pylist(waiting, schema))
                waiting = []
        writer.write_table(pyarrow.Table.from_pylist(waiting, schema))


def rows(one: Selected) -> Iterator[dict[str, Any]]:
    """A row a statement. ``speaker_actor`` holds who the speakers are across records, "" for one without a name of their own."""
    record, called = one.record, voices.names(one.record)
    document = record.document
    about = {"document": one.name, "label": document.id, "date": document.date, "kind": document.kind, "title": document.title,
             "place": document.place, "classification": document.classification}
    for s, (paragraph, mark) in zip(record.statements, addresses(record), strict=True):
        yield about | {
            "statement": s.id, "paragraph": paragraph, "mark": mark, "mode": s.mode, "force": s.force, "grade": s.grade, "why": s.why,
            "text": s.text, "start": s.start, "end": s.end, "confidence": s.confidence,
            **dict(zip(("if", "then", "otherwise", "because"), branches(record, s), strict=True)),
            **{part: [called.get(person, person) for person in getattr(s, part)] for part in PEOPLE},
            "speaker_actor": [one.people[person].name if person in one.people else "" for person in s.speaker],
            "hedges": [voices.quoted(record, hedge) for hedge in s.hedges],
            "cue": voices.quoted(record, s.cue), "source": voices.quoted(record, s.source),
        }
