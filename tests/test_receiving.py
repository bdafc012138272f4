"""Files handed over as bytes: imported under their own names, two of one name apart, archives opened, the bytes kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

from library_samples import FERRY, LIGHTHOUSE
from memcon.library import Library
from memcon.library.receiving import place_of


def test_two_files_of_one_name_are_two_documents(library: Library, tmp_path: Path) -> None:
    for number, text in enumerate((FERRY.replace("1147", "1"), LIGHTHOUSE.replace("1140", "2"))):
        file = tmp_path / f"upload{number}.txt"
        file.write_text(text)
        assert library.receive({"cable.txt": file}).documents == 1
    places = [place for filed in library.documents() for place in filed.places if place.startswith("dropped/")]
    assert len(set(places)) == 2
    assert all(place.endswith("/cable.txt") for place in places)
    assert all(filed.current for filed in library.documents())


def test_the_same_bytes_are_held_already(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "upload"
    file.write_text(FERRY)
    progress = library.receive({"cable.txt": file})
    assert (progress.documents, progress.known) == (0, 1)


def test_an_archive_is_opened_under_its_own_name(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "0.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/one.txt", FERRY.replace("1147", "1"))
        archive.writestr("two.txt", LIGHTHOUSE.replace("1140", "2"))
    progress = library.receive({"papers.zip": path})
    assert (progress.documents, progress.all_files) == (2, 2)
    places = {place for filed in library.documents() for place in filed.places}
    assert {f"{place_of('papers.zip', path)}!/a/one.txt", f"{place_of('papers.zip', path)}!/two.txt"} <= places


def test_a_name_is_no_path(tmp_path: Path) -> None:
    file = tmp_path / "upload"
    file.write_text("x")
    assert place_of("../../etc/passwd", file).endswith("/passwd")
    assert place_of("/", file).endswith("/unnamed")


def test_what_fails_is_written_down_under_its_name(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "upload.txt"
    file.write_text(FERRY.replace("The ferry convention", "BROKEN convention"))
    assert library.receive({"cable.txt": file}).failed == 1
    (failure,) = library.failures()
    assert failure.path == place_of("cable.txt", file)
    assert "broken" in failure.reason
    file.write_text(file.read_text())
    assert library.receive({"cable.txt": file}, retry=True).failed == 1
