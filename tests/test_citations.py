"""Citations: every style says what the record says, down to the statement, and nothing that it does not say."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from library_samples import FERRY, composed, rendered
from memcon.citations import STYLES, cite
from memcon.errors import SettingError
from memcon.model import Document, Part, Record

TEXT = "41. Telegram From the Embassy in Valmora to the Department\n\nThe ferries sail.\n\n" + (
    "[1] Source: Foreign Office, Straits file 88. Confidential; Priority. Drafted by Sund."
)


@pytest.fixture
def telegram() -> Record:
    return composed(rendered(FERRY, "/papers/ferry.txt", "0" * 64, 0))


@pytest.fixture
def printed() -> Record:
    note = TEXT.index("[1]")
    return Record(
        document=Document(
            id="frus1964-68v14p2-d41",
            format="tei",
            kind="telegram",
            number="41",
            date="1964-03-09",
            place="Port Serel",
            title="41. Telegram From the Embassy in Valmora to the Department",
            from_=("Embassy in Valmora",),
            to=("Department",),
            text=TEXT,
        ),
        parts=(Part(note, len(TEXT), "footnote", "1"),),
    )


def test_chicago_of_a_statement(telegram: Record) -> None:
    start = FERRY.index("If the convention")
    assert cite(telegram, "chicago", "s2", "1147-abc") == (
        "Embassy in Valmora to Foreign Office, “The ferry convention and the straits,” telegram 1147, Port Serel, May 4, 1963, "
        f"¶4 (C), statement s2, characters {start}–{start + 59}: "
        "“If the convention is signed, then the ferries sail at once.” [memcon 1147-abc]"
    )


def test_chicago_of_a_printed_document(printed: Record) -> None:
    assert cite(printed) == (
        "“Telegram From the Embassy in Valmora to the Department,” Port Serel, March 9, 1964, in *Foreign Relations of the United States*, "
        "1964–1968, Volume XIV, Part 2, Document 41, Foreign Office, Straits file 88. [memcon frus1964-68v14p2-d41]"
    )


VOLUMES = {
    "frus1955-57v26-d3": ("1955–1957", "Volume XXVI"),
    "frus1951v07p2-d9": ("1951", "Volume VII, Part 2"),
    "frus1969-76ve14p1-d12": ("1969–1976", "Volume E–14, Part 1"),
    "frus1952-54Guat-d5": ("1952–1954", "Guat"),
}


@pytest.mark.parametrize(("label", "expected"), VOLUMES.items())
def test_volumes_of_the_series(printed: Record, label: str, expected: tuple[str, str]) -> None:
    record = msgspec.structs.replace(printed, document=msgspec.structs.replace(printed.document, id=label))
    assert f"{expected[0]}, {expected[1]}, Document 41" in cite(record)
    volume, _, document = label.rpartition("-")
    assert json.loads(cite(record, "csl-json"))[0]["URL"] == f"https://history.state.gov/historicaldocuments/{volume}/{document}"


def test_csl_json_is_what_zotero_takes(printed: Record) -> None:
    (item,) = json.loads(cite(printed, "csl-json"))
    assert item["type"] == "chapter"
    assert item["container-title"] == "Foreign Relations of the United States, 1964–1968"
    assert item["issued"] == {"date-parts": [[1964, 3, 9]]}
    assert item["author"] == [{"literal": "Embassy in Valmora"}]
    assert item["archive_location"] == "Foreign Office, Straits file 88"


def test_ris_has_one_field_a_line(telegram: Record) -> None:
    lines = cite(telegram, "ris", "s2").strip("\n").split("\n")
    assert lines[0] == "TY  - GEN"
    assert lines[-1] == "ER  - "
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert "DA  - 1963/05/04" in lines
    assert any("statement s2" in line for line in lines)


def test_bibtex_survives_hostile_titles(telegram: Record) -> None:
    document = msgspec.structs.replace(telegram.document, title="50 % of \\input{x} & {more_ #1}\n@misc{y,}", place="")
    entry = cite(msgspec.structs.replace(telegram, document=document), "bibtex")
    assert entry.startswith("@misc{ferry-d0,\n")
    assert entry.count("\n@") == 0
    assert r"50 \% of \textbackslash{}input\{x\} \& \{more\_ \#1\} @misc\{y,\}" in entry
    assert "address" not in entry
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")


@pytest.mark.parametrize("style", STYLES)
def test_a_record_that_says_nothing_gets_no_invented_words(style: str) -> None:
    cited = cite(Record(document=Document(text="", sha256="f" * 64)), style)  # type: ignore[arg-type]
    assert "ffffffffffffffff" in cited
    assert "None" not in cited
    assert not re.search(r"\bn\.d\.|unknown|Volume|, ,", cited)


@pytest.mark.parametrize(("date", "written"), [("1964", "1964"), ("1964-03", "March 1964"), ("1964-03-09", "March 9, 1964")])
def test_dates_keep_their_precision(telegram: Record, date: str, written: str) -> None:
    record = msgspec.structs.replace(telegram, document=msgspec.structs.replace(telegram.document, date=date))
    assert f"Port Serel, {written}." in cite(record)
    assert json.loads(cite(record, "csl-json"))[0]["issued"]["date-parts"] == [[int(part) for part in date.split("-")]]


def test_what_is_not_there_is_said(telegram: Record) -> None:
    with pytest.raises(SettingError, match=r"no such statement \(its last is s4\)"):
        cite(telegram, "chicago", "s99")
    with pytest.raises(SettingError, match="chicago, bibtex, ris, csl-json"):
        cite(telegram, "mla")  # type: ignore[arg-type]
