"""Exports of a library: every format holds what was asked for, says what it cannot carry, and leaves nothing half done."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from library_samples import SampleReader, write
from memcon import record
from memcon.cli import app, holding
from memcon.errors import SettingError
from memcon.export import exporting
from memcon.export.exporting import LOST, TARGETS, Target, export
from memcon.library import Library, LibraryError
from memcon.model import Record

PAGE = Path(__file__).parents[1] / "docs" / "export.md"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The three records."""
    papers = tmp_path / "papers"
    papers.mkdir()
    write(papers)
    with Library(tmp_path / "memcon.db", create=True, reader=SampleReader()) as opened:
        opened.import_paths([str(papers)])
        yield opened


def lines(library: Library, target: str, query: str | None = None) -> str:
    """A text format as it is written."""
    written = io.StringIO()
    export(library, target, written, query)  # type: ignore[arg-type]
    return written.getvalue()


def records(library: Library) -> dict[str, Record]:
    return {filed.name: library.show(filed.name) for filed in library.documents()}


def test_json_lines_are_the_records(library: Library) -> None:
    assert [record.from_json(line) for line in lines(library, "jsonl").splitlines()] == list(records(library).values())


def test_a_search_takes_whole_records_or_the_statements_found(library: Library) -> None:
    query = "speaker:Oreil mode:verbatim"
    whole = [record.from_json(line) for line in lines(library, "jsonl", query).splitlines()]
    assert [len(one.statements) for one in whole] == [4, 3]
    rows = list(csv.DictReader(io.StringIO(lines(library, "csv", query))))
    assert [(row["speaker"], row["mode"]) for row in rows] == [("Tomas Oreil", "verbatim"), ("Oreil", "verbatim")]
    done = export(library, "csv", io.StringIO(), query)
    assert (done.documents, done.statements) == (2, 2)


def test_parquet_keeps_lists_and_every_statement(library: Library, tmp_path: Path) -> None:
    export(library, "parquet", tmp_path / "s.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "s.parquet").to_pylist()
    texts = [s.text for one in records(library).values() for s in one.statements]
    assert [row["text"] for row in rows] == texts
    ferry = next(row for row in rows if row["force"] == "commitment")
    assert ferry["relays"] == ["Council"]
    assert ferry["if"] == "If the convention is signed"
    assert ferry["speaker_actor"] == ["Tomas Oreil"]


def test_tei_is_imported_again_as_the_same_records(library: Library, tmp_path: Path) -> None:
    export(library, "tei", tmp_path / "tei")
    with Library(tmp_path / "again.db", create=True) as again:
        assert again.import_paths([str(tmp_path / "tei")]).documents == 3
        assert records(again) == records(library)
        assert {a.name: a.evidence for a in again.people()} == {a.name: a.evidence for a in library.people()}


def test_a_reading_mended_by_hand_takes_the_place_of_the_first(library: Library, tmp_path: Path) -> None:
    export(library, "tei", tmp_path / "tei", "doc:ferry-d0")
    (path,) = (tmp_path / "tei").iterdir()
    before = records(library)
    reading = '#mode-reported #force-refusal" direct="false" who="#p'
    text = path.read_text(encoding="utf-8")
    assert text.count(f"{reading}2") == 1
    path.write_text(text.replace(f"{reading}2", f"{reading}1"), encoding="utf-8")
    with Library(library.path) as mended:
        assert mended.import_paths([str(path)]).documents == 1
        assert mended.import_paths([str(path), str(tmp_path / "papers")]).documents == 0
        assert mended.count("speaker:Marran force:refusal")[0] == 1
        assert mended.count("speaker:Oreil force:refusal")[0] == 0
        after = records(mended)
        assert {name for name in before if before[name] != after[name]} == {path.stem}
        assert mended.store.health() == ()
        assert [line.action for line in mended.log() if line.subject == path.stem] == ["add", "mend"]
        assert mended.verify().whole
        mended.delete(path.stem)
        assert mended.count("refusal ferries")[0] == 0


def test_annotations_point_to_their_words(library: Library) -> None:
    page = json.loads(lines(library, "annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    held = records(library)
    for item in page["items"]:
        text = held[item["target"]["source"].removeprefix("urn:memcon:")].document.text
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    tags = {body["value"] for item in page["items"] for body in item["body"]}
    assert {"speaker:Tomas Oreil", "to:Ilse Marran", "relays:Council", "mode:verbatim", "force:refusal", "condition:yes"} <= tags
    assert json.loads(lines(library, "annotations", "lighthouse NOT lighthouse"))["items"] == []


def test_entities_fit_together(library: Library) -> None:
    first, second = (actor.id for actor in library.people("Oreil"))
    apart = lines(library, "ftm").count('"LegalEntity"')
    library.merge(first, second)
    assert lines(library, "ftm").count('"LegalEntity"') == apart - 1
    found = [json.loads(line) for line in lines(library, "ftm").splitlines()]
    ids = {entity["id"] for entity in found}
    assert len(ids) == len(found)
    messages = [entity["properties"] for entity in found if entity["schema"] == "Message"]
    for told in messages:
        for name in ("sender", "recipients", "proof", "inReplyToMessage"):
            assert set(told.get(name, [])) <= ids
        assert told["sender"]
        assert told["bodyText"]
        assert told["fileName"]
    assert any("inReplyToMessage" in told for told in messages)
    spoken = sum(bool(s.speaker) for one in records(library).values() for s in one.statements)
    assert len(messages) == spoken
    for entity in found:
        if entity["schema"] == "LegalEntity":
            assert entity["properties"]["name"]


def test_pages_open_alone_and_the_index_leads_to_them(library: Library, tmp_path: Path) -> None:
    export(library, "html", tmp_path / "pages")
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', index)
    assert sorted(links) == sorted(path.name for path in (tmp_path / "pages").iterdir() if path.name != "index.html")
    assert len(links) == 3
    assert index.index("1963-04-12") < index.index("1963-05-04") < index.index("1964-03-09")
    assert "http" not in index.replace("http-equiv", "")


@pytest.mark.parametrize("target", TARGETS)
def test_a_place_that_is_taken_is_left_alone(library: Library, tmp_path: Path, target: exporting.Target) -> None:
    place = tmp_path / "taken"
    place.write_text("mine")
    with pytest.raises(SettingError, match="something of that name already"):
        export(library, target, place)
    assert place.read_text() == "mine"


@pytest.mark.parametrize("target", TARGETS)
def test_an_export_of_nothing_or_one_that_breaks_leaves_nothing(library: Library, tmp_path: Path, target: exporting.Target) -> None:
    with pytest.raises(LibraryError, match="nothing was found"):
        export(library, target, tmp_path / "none", "zebra")
    with pytest.raises(LibraryError, match="cannot be written"):
        export(library, target, tmp_path / "no" / "such" / "folder")
    assert {path.name for path in tmp_path.iterdir()} <= {"papers", "memcon.db", "memcon.db-wal", "memcon.db-shm"}


def test_what_needs_a_place_says_so(library: Library) -> None:
    for target in ("tei", "html", "parquet"):
        with pytest.raises(SettingError, match="name it with --out"):
            lines(library, target)
    with pytest.raises(SettingError, match="--to docx"):
        lines(library, "docx")


def test_the_page_says_of_each_format_what_the_program_says() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert dict(rows) == LOST
    assert set(LOST) == set(TARGETS)


def test_the_command_writes_and_tells_what_is_lost(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "opened", lambda path: library)
    result = CliRunner().invoke(app, ["export", "speaker:Oreil", "--to", "csv", "--out", str(tmp_path / "o.csv")], catch_exceptions=False)
    assert "2 documents, 3 statements as csv" in result.stderr
    assert "csv cannot carry the text between statements" in result.stderr
    assert (tmp_path / "o.csv").read_text().count("\n") == 4
    printed = CliRunner().invoke(app, ["export", "speaker:Oreil", "--to", "csv"], catch_exceptions=False).stdout
    assert printed == (tmp_path / "o.csv").read_text()


def test_old_versions_are_taken_where_asked(library: Library, tmp_path: Path) -> None:
    ferry = tmp_path / "papers" / "ferry.txt"
    ferry.write_text(ferry.read_text().replace("ferries", "steamers"))
    library.import_paths([str(ferry)])
    assert export(library, "jsonl", io.StringIO()).documents == 3
    assert export(library, "jsonl", io.StringIO(), old_versions=True).documents == 4


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[Library]:
    """A cable of two paragraphs, the second of them secret."""
    secret = "that the Varden pilots were bought in Lissen"
    text = (
        "S E C R E T PORT SEREL 000412\n\nSIPDIS\n\nE.O. 12958: DECL: 05/13/2015\nTAGS: PREL\nSUBJECT: (C) THE FERRIES\n\n"
        "1. (C) Minister Karel Voss told Ambassador that the ferries would sail in June.\n\n"
        f"2. (S) Counselor Ada Quill said {secret}.\n\nMARLOWE\n"
    )
    (tmp_path / "cable.txt").write_text(text)
    with Library(tmp_path / "marked.db", create=True) as opened:
        opened.add(tmp_path / "cable.txt")
        yield opened


@pytest.mark.parametrize("target", ["jsonl", "csv", "annotations", "ftm", "html", "tei"])
def test_what_is_marked_higher_is_in_no_format(marked: Library, target: Target, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    export(marked, target, whole)
    done = export(marked, target, cut, up_to="C")
    words = {place: "".join(f.read_text() for f in ([place] if place.is_file() else place.iterdir())) for place in (whole, cut)}
    assert "Quill" in words[whole]
    assert "Varden" in words[whole]
    assert "ferries" in words[cut]
    assert not re.search("Quill|Varden|bought", words[cut])
    assert (done.withheld.documents, done.withheld.whole) == (1, 0)
    assert done.withheld.statements > 0


def test_a_document_found_by_what_is_withheld_is_left_out(marked: Library) -> None:
    written = io.StringIO()
    done = export(marked, "jsonl", written, "pilots", up_to="C")
    assert (written.getvalue(), done.documents, done.withheld.whole) == ("", 0, 1)
    assert export(marked, "jsonl", io.StringIO(), "ferries", up_to="C").documents == 1


def test_the_line_keeps_its_mark(marked: Library) -> None:
    written = io.StringIO()
    export(marked, "csv", written, up_to="C")
    assert {row["mark"] for row in csv.DictReader(io.StringIO(written.getvalue()))} == {"C"}


def test_a_row_of_parquet_bears_the_marks_of_its_paragraph_and_document(marked: Library, tmp_path: Path) -> None:
    export(marked, "parquet", tmp_path / "s.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "s.parquet").to_pylist()
    assert [(row["paragraph"], row["mark"]) for row in rows] == [("1", "C"), ("2", "S")]
    assert {row["classification"] for row in rows} == {"Secret"}


def test_each_line_of_each_format_bears_its_marks(marked: Library) -> None:
    written = lines(marked, "annotations")
    tags = [[body["value"] for body in one["body"]] for one in json.loads(written)["items"]]
    assert [[tag for tag in found if tag.startswith(("mark:", "classification:"))] for found in tags] == [
        ["mark:C", "classification:Secret"], ["mark:S", "classification:Secret"],
    ]
    entities = [json.loads(line)["properties"] for line in lines(marked, "ftm").splitlines()]
    told = [json.loads(one["metadata"][0]) for one in entities if "metadata" in one]
    assert [(one["mark"], one["classification"]) for one in told] == [("C", "Secret"), ("S", "Secret")]
    rows = list(csv.DictReader(io.StringIO(lines(marked, "csv"))))
    assert [(row["mark"], row["classification"]) for row in rows] == [("C", "Secret"), ("S", "Secret")]


def test_the_command_says_how_much_is_withheld(marked: Library) -> None:
    asked = ["export", "--to", "csv", "--up-to", "C", "--library", str(marked.path)]
    answer = CliRunner().invoke(app, asked)
    assert answer.exit_code == 0
    assert re.search(r"withheld as marked higher: \d+ words and \d+ statements? in 1 document, of which 0 left out whole", answer.stderr)
    refused = CliRunner().invoke(app, [*asked[:4], "Z", *asked[5:]])
    assert "'Z' is no level of classification" in str(refused.exception)
