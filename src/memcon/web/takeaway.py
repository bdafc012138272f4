"""What a search finds, in forms for other programs: tables, JSON, citations, and every format of ``memcon export``."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from memcon.citations import Style
from memcon.export import exporting
from memcon.export.table import harmless
from memcon.library import Found, Library


class Form(msgspec.Struct, frozen=True):
    """A form: its media type, the ending of its file, what it is."""

    kind: str
    ending: str
    told: str


FORMS = {
    "csv": Form("text/csv; charset=utf-8", "csv", "a table"),
    "json": Form("application/json", "json", "one JSON document"),
    "jsonl": Form("application/jsonl", "jsonl", "one JSON object a line"),
    "chicago": Form("text/plain; charset=utf-8", "txt", "citations, Chicago"),
    "bibtex": Form("application/x-bibtex; charset=utf-8", "bib", "citations, BibTeX"),
    "ris": Form("application/x-research-info-systems; charset=utf-8", "ris", "citations, RIS"),
    "csl-json": Form("application/vnd.citationstyles.csl+json", "csl.json", "citations, CSL-JSON"),
}
FORMS |= {
    "records": Form("application/jsonl", "records.jsonl", "the whole records, one a line"),
    "parquet": Form("application/vnd.apache.parquet", "parquet", "a table for DuckDB, pandas and R"),
    "tei": Form("application/zip", "tei.zip", "the whole records as TEI files"),
    "annotations": Form("application/ld+json", "jsonld", "W3C Web Annotations"),
    "ftm": Form("application/jsonl", "ftm.jsonl", "FollowTheMoney entities"),
    "html": Form("application/zip", "html.zip", "the whole records as pages that need no network"),
}
EXPORTS: dict[str, exporting.Target] = {
    "records": "jsonl", "parquet": "parquet", "tei": "tei", "annotations": "annotations", "ftm": "ftm", "html": "html",
}
"""Forms that ``memcon export`` writes, and what they are called there."""
STYLES: dict[str, Style] = {"chicago": "chicago", "bibtex": "bibtex", "ris": "ris", "csl-json": "csl-json"}


def exported(library: Library, query: str, form: str) -> bytes:
    """What a query finds in one of EXPORTS, a folder as a .zip file; raises LibraryError where nothing is found."""
    with TemporaryDirectory(prefix="memcon-") as folder:
        out = Path(folder) / "statements"
        exporting.export(library, EXPORTS[form], out, query)
        return Path(shutil.make_archive(str(out), "zip", out)).read_bytes() if out.is_dir() else out.read_bytes()


def written(library: Library, found: Found, form: str) -> bytes:
    """The statements in one of FORMS that is none of EXPORTS."""
    if form == "csv":
        return table(found).encode("utf-8", "replace")
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(told(found)), indent=1)
    if form == "jsonl":
        return b"".join(msgspec.json.encode(hit) + b"\n" for hit in found)
    cited = (library.cite(hit.document, STYLES[form], hit.statement).strip() for hit in found)
    if form == "csl-json":
        return msgspec.json.format(msgspec.json.encode([item for one in cited for item in msgspec.json.decode(one)]), indent=1)
    return ("\n".join(dict.fromkeys(cited)) + "\n").encode("utf-8", "replace")


def told(found: Found) -> dict[str, object]:
    """The result with the query as it was understood."""
    return {
        "query": found.query.text, "understood": found.query.understood, "remarks": found.query.remarks, "more": found.more,
        "hits": found.hits,
    }


def table(found: Found) -> str:
    """One row a statement; a cell that a spreadsheet would take for a formula gets a leading apostrophe."""
    written = io.StringIO()
    rows = list(found.rows())
    if rows:
        sheet = csv.writer(written, lineterminator="\n")
        sheet.writerow(rows[0])
        sheet.writerows([harmless(str(cell)) for cell in row.values()] for row in rows)
    return written.getvalue()
