"""Pictures: what is drawn is what was found; what is left out is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from library_samples import SampleReader, write
from memcon import plots
from memcon.cli import app, holding
from memcon.errors import SettingError
from memcon.library import Library, LibraryError


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    papers = tmp_path / "papers"
    papers.mkdir()
    write(papers)
    (papers / "undated.txt").write_text("#9  note | | > | No date\nOreil -> Marran [reported]: The ferries are idle.\n")
    with Library(tmp_path / "memcon.db", create=True, reader=SampleReader()) as opened:
        opened.import_paths([str(papers)])
        yield opened


def drawn(path: Path) -> list[dict[str, object]]:
    """The rows in a Vega-Lite specification."""
    specification = json.loads(path.read_text(encoding="utf-8"))
    return list(specification["data"]["values"])


def test_a_timeline_has_a_mark_for_each_day_force_and_mode(library: Library, tmp_path: Path) -> None:
    left = plots.timeline(library.positions("Oreil"), tmp_path / "line.json")
    rows = drawn(tmp_path / "line.json")
    assert left == 1
    assert {(row["date"], row["what"], row["mode"], row["statements"]) for row in rows} == {
        ("1963-05-04", "commitment, on a condition", "verbatim", 1),
        ("1963-05-04", "refusal", "reported", 1),
        ("1964-03-09", "request", "verbatim", 1),
    }


def test_a_network_has_a_dot_for_each_pair(library: Library, tmp_path: Path) -> None:
    found = library.network()
    assert plots.network(found, tmp_path / "net.json") == 0
    rows = {(row["speaker"], row["to"], row["statements"]) for row in drawn(tmp_path / "net.json")}
    assert rows == {(pair.speaker_name, pair.to_name, pair.statements) for pair in found}
    assert ("Tomas Oreil", "Ilse Marran", 2) in rows


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_pictures_are_drawn_without_a_browser(library: Library, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"net{ending}"
    plots.network(library.network("ferries"), path)
    data = path.read_bytes()
    if ending == ".png":
        assert data.startswith(b"\x89PNG")
    else:
        words = " ".join(ElementTree.fromstring(data).itertext())
        assert "Ilse Marran" in words
        assert "Who spoke to whom: ferries" in words


def test_what_cannot_be_drawn_is_said(library: Library, tmp_path: Path) -> None:
    taken = tmp_path / "taken.svg"
    taken.write_text("mine")
    for path, reason in ((tmp_path / "a.pdf", "ends in one of"), (taken, "already")):
        with pytest.raises(SettingError, match=reason):
            plots.network(library.network(), path)
    with pytest.raises(LibraryError, match="nothing to draw"):
        plots.network(library.network("zebra"), tmp_path / "b.svg")
    with pytest.raises(LibraryError, match="nothing to draw"):
        plots.timeline(library.positions("Zebra"), tmp_path / "b.svg")
    assert taken.read_text() == "mine"


def test_the_commands_draw_and_list(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "opened", lambda path: library)

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        assert result.exit_code == 0
        return result.stdout + result.stderr

    assert "1 statement without a date left out" in run("positions", "--actor", "Oreil", "--plot", str(tmp_path / "p.svg"))
    assert "drawn into" in run("network", "--plot", str(tmp_path / "n.svg"))
    listed = run("network", "ferries")
    assert "Tomas Oreil → Ilse Marran" in listed
    assert "people without a name of their own" in listed
    assert json.loads(run("network", "--json", "-n", "1"))["edges"][0]["statements"] == 2
    assert len(run("network", "--csv").splitlines()) == len(library.network()) + 1
