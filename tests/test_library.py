"""Many files into one library: nothing twice, nothing lost, whatever breaks in between."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import stat
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from library_samples import FERRY, LIGHTHOUSE, MEETING, SampleReader, volume, write
from memcon.cli import listing
from memcon.errors import ModelError, SettingError
from memcon.library import Actor, Library, LibraryError, archives, chosen_path, topics
from memcon.library.people import proposal
from memcon.library.references import references
from memcon.model import Document, Record
from memcon.search import Field, Or, Term, parse

HERE = Path(__file__).parent
IMPORT = """
import sys; sys.path.insert(0, {here!r})
from library_samples import SampleReader
from memcon.library import Library
if __name__ == "__main__":
    with Library({path!r}, create=True, reader=SampleReader({slow})) as library:
        print(library.import_paths([{papers!r}], jobs={jobs}).documents)
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "memcon.db", create=True, reader=SampleReader()) as opened:
        yield opened


def contents(library: Library) -> set[tuple[object, ...]]:
    """All that an import decides: documents with their versions, places and digests, and every statement."""
    digests = {kept.name: (kept.digest, kept.ordinal, kept.sha256) for kept in library.store.kept()}
    documents = {(f.name, f.version, f.current, f.places, digests[f.name]) for f in library.documents()}
    statements = {(hit.document, hit.statement, hit.text, hit.speaker, hit.to) for hit in library.search("*", limit=None)}
    return documents | statements


def test_a_folder_is_imported_once(library: Library, papers: Path) -> None:
    assert library.import_paths([str(papers)]).documents == 3
    again = library.import_paths([str(papers)])
    assert (again.documents, again.known, again.failed) == (0, 3, 0)
    assert len([line for line in library.log() if line.action == "import"]) == 3


def test_several_processes_read_the_same_as_one(library: Library, papers: Path, tmp_path: Path) -> None:
    (papers / "volume.txt").write_text(volume(12))
    library.import_paths([str(papers)])
    with Library(tmp_path / "two.db", create=True, reader=SampleReader()) as two:
        assert two.import_paths([str(papers)], jobs=2).documents == 15
        assert contents(two) == contents(library)


def test_a_failure_is_written_down_and_stops_nothing(library: Library, papers: Path) -> None:
    (papers / "a.txt").write_text(
        FERRY.replace("The ferry", "BROKEN") + "====\n" + LIGHTHOUSE.replace("Lighthouse", "FAULT") + "====\n" + MEETING
    )
    (papers / "b.txt").write_text("")
    (papers / "c.txt").write_text(FERRY.replace("1147", "1148") + "====\nBREAK")
    done = library.import_paths([str(papers), str(papers / "missing.txt")])
    assert (done.documents, done.failed) == (4, 5)
    reasons = {(Path(f.path).name, f.ordinal): f.reason for f in library.failures()}
    assert reasons["a.txt", 0] == "the document is broken; mend it."
    assert "KeyError" in reasons["a.txt", 1]
    assert reasons["b.txt", -1].startswith("the file is empty")
    assert reasons["c.txt", 1].startswith("the file breaks off here")
    assert reasons["missing.txt", -1].startswith("there is no such file")
    quiet = library.import_paths([str(papers)])
    assert (quiet.documents, quiet.failed) == (0, 1)


def test_retry_reads_again_what_failed(library: Library, papers: Path) -> None:
    file = papers / "a.txt"
    file.write_text(FERRY.replace("The ferry", "BROKEN") + "====\n" + MEETING.replace("#12", "#13"))
    library.import_paths([str(papers)])

    class Mended(SampleReader):
        def compose(self, given: object, cast: object, model: object) -> Record:
            document = msgspec.structs.replace(given.document, title="mended")  # type: ignore[attr-defined]
            return super().compose(msgspec.structs.replace(given, document=document), (), None)  # type: ignore[type-var]

    library.given = Mended()
    done = library.import_paths([], retry=True)
    assert (done.documents, done.known, done.failed) == (1, 1, 0)
    assert not library.failures()


def test_a_missing_model_ends_the_import_and_is_no_fault_of_a_document(library: Library, papers: Path) -> None:
    class Without(SampleReader):
        def compose(self, given: object, cast: object, model: object) -> Record:
            raise ModelError("the language model is not installed.")

    library.given = Without()
    with pytest.raises(ModelError):
        library.import_paths([str(papers)])
    assert not library.failures()
    library.given = SampleReader()
    assert library.import_paths([str(papers)]).documents == 3


def test_a_process_that_dies_costs_one_document(library: Library, papers: Path) -> None:
    (papers / "a.txt").write_text(volume(6) + "====\n" + FERRY.replace("The ferry", "CRASH").replace("1147", "1149"))
    done = library.import_paths([str(papers)], jobs=2)
    assert (done.documents, done.failed) == (9, 1)
    assert "brought the reading process down" in library.failures()[0].reason


def session(leader: int) -> list[int]:
    """The processes that live in the session that a process has opened (Linux; elsewhere none is seen)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def test_kill_9_at_any_moment_then_the_same_command(tmp_path: Path, papers: Path) -> None:
    """MEMCON_KILLS sets how often (4); an import that ends by itself is compared, and the next begins anew."""
    for number in range(4):
        (papers / f"volume{number}.txt").write_text(volume(25, f"m{number}"))
    with Library(tmp_path / "whole.db", create=True, reader=SampleReader()) as whole:
        whole.import_paths([str(papers)])
        expected = contents(whole)
    assert len(expected) == 103 + 210
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    chance = random.Random(5)
    kills = ended = 0
    sessions: list[int] = []
    while kills < int(os.environ.get("MEMCON_KILLS", "4")):
        path = tmp_path / f"broken{ended}.db"
        code = IMPORT.format(here=str(HERE), path=str(path), papers=str(papers), slow=0.04, jobs=2)
        (tmp_path / "run.py").write_text(code)
        started = subprocess.Popen(
            [sys.executable, str(tmp_path / "run.py")], env=environment, stdout=subprocess.PIPE, start_new_session=True
        )
        time.sleep(chance.uniform(0.5, 2.5))
        sessions.append(started.pid)
        if started.poll() is None:
            started.send_signal(signal.SIGKILL)
            kills += 1
        else:
            same_and_whole(path, papers, expected)
            ended += 1
        started.communicate()
    same_and_whole(path, papers, expected)
    deadline = time.monotonic() + 20
    while any(session(leader) for leader in sessions) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [process for leader in sessions for process in session(leader)]


def same_and_whole(path: Path, papers: Path, expected: set[tuple[object, ...]]) -> None:
    """Completes an import, which then holds the same as an unbroken one."""
    with Library(path, create=True, reader=SampleReader()) as library:
        library.import_paths([str(papers)])
        assert contents(library) == expected
        assert library.verify().differences == ()
        assert not library.store.health()
        assert library.status().unfinished == 0


def test_one_process_imports_and_another_searches(tmp_path: Path, papers: Path) -> None:
    (papers / "volume.txt").write_text(volume(60))
    path = tmp_path / "shared.db"
    (tmp_path / "run.py").write_text(IMPORT.format(here=str(HERE), path=str(path), papers=str(papers), slow=0.05, jobs=1))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    Library(path, create=True).close()
    started = subprocess.Popen([sys.executable, str(tmp_path / "run.py")], env=environment, stdout=subprocess.PIPE, text=True)
    seen = []
    with Library(path) as library:
        while started.poll() is None:
            seen.append(library.count("boat OR ferries")[0])
            time.sleep(0.05)
        assert started.communicate()[0].strip() == "63"
        assert seen == sorted(seen)
        assert any(0 < number < 62 for number in seen)
        assert library.count("boat OR ferries") == (62, 61)


def test_two_processes_import_the_same_and_nothing_is_there_twice(tmp_path: Path, papers: Path) -> None:
    (papers / "volume.txt").write_text(volume(40))
    path = tmp_path / "shared.db"
    (tmp_path / "run.py").write_text(IMPORT.format(here=str(HERE), path=str(path), papers=str(papers), slow=0.01, jobs=1))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    started = [
        subprocess.Popen([sys.executable, str(tmp_path / "run.py")], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    counts = [int(one.communicate()[0]) for one in started]
    assert sum(counts) == 43
    with Library(path, reader=SampleReader()) as library:
        assert library.status().documents == 43
        assert library.verify().differences == ()


def test_original_bytes_are_kept_where_asked_and_forgotten_with_the_document(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)], keep_originals=True)
    count = "SELECT count(*) FROM files WHERE original IS NOT NULL"
    assert library.store.db.one(count) == (3,)  # type: ignore[attr-defined]
    library.delete("ferry-d0")
    assert library.store.db.one(count) == (2,)  # type: ignore[attr-defined]
    assert library.import_paths([str(papers)]).documents == 0
    with pytest.raises(LibraryError, match="no document 'ferry-d0'"):
        library.show("ferry-d0")


def test_a_plan_reads_nothing(library: Library, papers: Path) -> None:
    library.import_paths([str(papers / "ferry.txt"), str(papers / "meeting.txt")])
    (papers / "meeting.txt").write_text(MEETING + "Oreil [reported]: One more word.\n")
    plan = {Path(path).name: what for path, what in library.plan([str(papers), str(papers / "none")])}
    assert plan == {
        "ferry.txt": "held",
        "lighthouse.txt": "new",
        "meeting.txt": "changed",
        "none": "there is no such file; check the name.",
    }
    assert library.status().documents == 2


def test_what_may_not_be_opened_is_said(library: Library, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may open everything, so that the system is played.
    (papers / "closed" / "inner").mkdir(parents=True)
    (papers / "closed" / "inner" / "ferry.txt").write_text(FERRY)
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "closed")

    reads = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "ferry.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return reads(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    unread = {
        "closed": "the folder cannot be opened; check that you may read it.",
        "ferry.txt": "the file cannot be opened (Permission denied); check that it is whole and that you may read it.",
    }
    plan = {Path(path).name: what for path, what in library.plan([str(papers)])}
    assert plan == {**unread, "meeting.txt": "new", "lighthouse.txt": "new"}
    done = library.import_paths([str(papers)])
    assert (done.documents, done.failed) == (2, 2)
    assert {Path(failure.path).name: failure.reason for failure in library.failures()} == unread
    assert [reason.startswith(str(papers)) for reason in done.reasons] == [True, True]


def test_why_nothing_is_read_at_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archives.hindrance(tmp_path) == ""
    for name in ("none", "n" * 300, "no\0thing"):
        assert archives.hindrance(tmp_path / name) == "there is no such file; check the name."

    def closed(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", closed)
    assert archives.hindrance(tmp_path) == "its folder cannot be opened; check that you may read it."


def test_watching_takes_in_what_is_new(library: Library, papers: Path) -> None:
    watching = library.watch([str(papers)], every=0.01)
    assert next(watching).documents == 3
    (papers / "volume.txt").write_text(volume(2))
    assert next(watching).documents == 2


def zipped(path: Path, members: dict[str, bytes], link: tuple[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        if link:
            info = zipfile.ZipInfo(link[0])
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, link[1])
    return path


def tarred(path: Path, members: dict[str, bytes], link: tuple[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if link:
            info = tarfile.TarInfo(link[0])
            info.type, info.linkname = tarfile.SYMTYPE, link[1]
            archive.addfile(info)
    return path


@pytest.mark.parametrize(("make", "name"), [(zipped, "a.zip"), (tarred, "a.tar.gz")])
def test_archives_are_read_without_being_unpacked(library: Library, tmp_path: Path, make: object, name: str) -> None:
    path = make(tmp_path / name, {"x/ferry.txt": FERRY.encode(), "meeting.txt": MEETING.encode(), ".hidden": b"no", "in.zip": b"no"},  # type: ignore[operator]
                ("x/again.txt", "ferry.txt"))
    done = library.import_paths([str(path)])
    assert done.documents == 2
    assert library.document("ferry-d0").places == (f"{path}!/x/ferry.txt",)
    assert ["inside an archive" in failure.reason for failure in library.failures()] == [True]
    assert library.verify().differences == ()
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith("memcon.db")) == [name]


def aside(folder: Path) -> None:
    """Files that go with records and are none."""
    for name in ("README.md", "cast.toml", "CHANGELOG", "manuscript.md", "count.py"):
        (folder / name).write_text(FERRY)


def test_a_folder_passes_over_what_its_name_shows_to_be_no_record(library: Library, papers: Path) -> None:
    aside(papers)
    done = library.import_paths([str(papers)])
    assert (done.documents, done.failed) == (3, 0)
    assert {(Path(one.path).name, one.reason) for one in done.passed} == {
        ("README.md", "a text about the collection"), ("CHANGELOG", "a text about the collection"), ("cast.toml", "settings or data"),
        ("manuscript.md", "a manuscript or notes"), ("count.py", "a program"),
    }
    assert dict(library.plan([str(papers)]))[str(papers / "cast.toml")] == "passed over: settings or data"
    assert "5 files passed over: " in listing.summary(done)


def test_a_file_that_is_named_itself_is_always_tried(library: Library, papers: Path) -> None:
    aside(papers)
    done = library.import_paths([str(papers / "README.md")])
    assert (done.documents, done.passed) == (1, [])
    assert [filed.places for filed in library.documents()] == [(str(papers / "README.md"),)]


def test_an_archive_passes_over_the_same(library: Library, tmp_path: Path) -> None:
    done = library.import_paths([str(zipped(tmp_path / "a.zip", {"ferry.txt": FERRY.encode(), "x/README.md": b"about"}))])
    assert (done.documents, [one.path for one in done.passed]) == (1, [f"{tmp_path / 'a.zip'}!/x/README.md"])


BAD = {
    "../evil.txt": ({"good.txt": b"#", "../evil.txt": b"x"}, None, r"'\.\./evil\.txt' leads out"),
    "/etc/evil": ({"/etc/evil": b"x"}, None, "leads out"),
    "a link to a folder above": ({"good.txt": b"#"}, ("a/link.txt", "../../secret"), r"'a/link\.txt' leads out"),
    "a link to the root": ({"good.txt": b"#"}, ("link.txt", "/etc/passwd"), "leads out"),
    "a bomb": ({"bomb.txt": b"0" * 60_000_000}, None, r"swell.*bomb\.txt"),
    "a giant": ({"giant.txt": b"0" * 100_000_001}, None, r"'giant\.txt'.*100,000,001"),
}


@pytest.mark.parametrize(("members", "link", "reason"), BAD.values(), ids=BAD)
@pytest.mark.parametrize(("make", "name"), [(zipped, "a.zip"), (tarred, "a.tgz")], ids=["zip", "tar"])
def test_an_archive_that_breaks_the_rules_is_refused_whole(
    library: Library, tmp_path: Path, make: object, name: str, members: dict[str, bytes], link: tuple[str, str] | None, reason: str
) -> None:
    done = library.import_paths([str(make(tmp_path / name, members, link))])  # type: ignore[operator]
    assert (done.documents, done.files, done.failed) == (0, 0, 1)
    (failure,) = library.failures()
    assert failure.path == str(tmp_path / name)
    assert re.search(reason, failure.reason)


def test_a_truncated_archive_is_one_failure(library: Library, tmp_path: Path) -> None:
    whole = tarred(tmp_path / "a.tar.gz", {"ferry.txt": os.urandom(5000)})
    whole.write_bytes(whole.read_bytes()[:2000])
    library.import_paths([str(whole)])
    assert ["cannot be opened" in failure.reason for failure in library.failures()] == [True]


def test_links_in_a_folder(library: Library, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(FERRY)
    (papers / "out.txt").symlink_to(tmp_path / "secret.txt")
    (papers / "in.txt").symlink_to(papers / "ferry.txt")
    (papers / "lost.txt").symlink_to(papers / "nowhere.txt")
    library.import_paths([str(papers)])
    assert {Path(f.path).name: f.reason.partition(",")[0] for f in library.failures()} == {
        "out.txt": "the link leads out of the folder", "lost.txt": "the link leads to nothing."}
    assert len(library.document("ferry-d0").places) == 2


def test_the_library_passes_itself_over(papers: Path) -> None:
    with Library(papers / "memcon.db", create=True, reader=SampleReader()) as library:
        done = library.import_paths([str(papers)])
        assert (done.files, done.failed) == (3, 0)


def test_which_library_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMCON_LIBRARY", raising=False)
    assert chosen_path() == Path("memcon.db")
    monkeypatch.setenv("MEMCON_LIBRARY", "/x/y.db")
    assert chosen_path() == Path("/x/y.db")
    assert chosen_path("z.db") == Path("z.db")


def test_results_iterate_group_and_tell_of_more(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])
    found = library.search("straits OR tolls", limit=2)
    assert (len(found), len(list(found)), found.more) == (2, 2, True)
    everything = library.search("*", limit=None)
    assert not everything.more
    assert sum(map(len, everything.by_document().values())) == 10
    assert {row["if"] for row in everything.rows()} == {"", "If the convention is signed"}
    with pytest.raises(SettingError, match="--limit 0"):
        library.search("*", limit=0)
    with pytest.raises(SettingError, match="speaker, to, year"):
        library.facet("*", "colour")  # type: ignore[arg-type]


def test_positions_are_what_was_said_by_date(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])
    held = library.positions("Oreil")
    assert [hit.date for hit in held] == ["1963-05-04", "1963-05-04", "1964-03-09"]
    assert {hit.mode for hit in held} == {"verbatim", "reported"}
    assert [hit.force for hit in library.positions("Oreil", "boats OR ferries")] == ["commitment", "request"]


def test_proposals_show_evidence_and_doubt(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])
    proposals = {proposal.names: proposal for proposal in library.proposals()}
    assert proposals["Tomas Oreil", "Tomas Oreil"].evidence.startswith("the same full name")
    assert "may be several people" in proposals["Sund", "Petra Sund"].doubt
    assert not library.merges()
    library.merge("Sund", "Petra Sund")
    assert ("Sund", "Petra Sund") not in {proposal.names for proposal in library.proposals()}
    assert library.undo(1).undone
    with pytest.raises(LibraryError, match="nobody in the library is called 'Zz'"):
        library.merge("Zz", "Sund")
    with pytest.raises(LibraryError, match="can mean several people"):
        library.merge("Oreil", "Sund")


def test_a_bare_surname_and_a_full_name_of_two_records_are_proposed_and_never_merged(library: Library, tmp_path: Path) -> None:
    for day, name in enumerate(("Oreil", "Tomas Oreil"), 1):
        head = f"#{day} 1964-03-0{day} note | Orvask | > | Note {day}\n"
        (tmp_path / f"{day}.txt").write_text(f"{head}{name} [reported]: The boats of day {day} sailed.\n")
    library.import_paths([str(tmp_path / "1.txt"), str(tmp_path / "2.txt")])
    (made,) = library.proposals()
    assert made.names == ("Oreil", "Tomas Oreil")
    assert made.evidence == "the same surname; records of 1964 and 1964"
    assert made.doubt == "'Oreil' has no given name and may be several people; no role in common"
    assert {actor.name for actor in library.people("Oreil")} == {"Oreil", "Tomas Oreil"}
    assert not library.merges()


def test_a_fitting_role_speaks_for_a_merge_and_distant_dates_against_it() -> None:
    full = Actor(1, "Tomas Oreil", "full name", ("Tomas Oreil",), ("Minister of Transport",), 2, 5, "1963-05-04", "1964-03-09")
    bare = Actor(2, "Oreil", "same words only", ("Oreil",), ("minister of transport",), 1, 1, "1964-06-01", "1964-06-01")
    made = proposal(bare, full)
    assert made is not None
    assert (made.actor, made.into) == (2, 1)
    assert made.evidence == "the same surname; the same role (minister of transport); records of 1963–1964 and 1964"
    assert "no role" not in made.doubt
    assert proposal(structs.replace(bare, first="1999-01-01", last="1999-01-01"), full) is None


def test_two_sources_that_identify_one_name_otherwise_are_proposed(library: Library, tmp_path: Path) -> None:
    for number, full in enumerate(("Oreil, Tomas A.", "Oreil, Tomas Anselm", "Oreil, Bruno")):
        head = f"#{number + 1} 1964-03-0{number + 1} note | Orvask | > | Note {number}\nID: Oreil = {full}\n"
        (tmp_path / f"{number}.txt").write_text(f"{head}Oreil [reported]: The boats number {number} sailed.\n")
    library.import_paths([str(tmp_path / f"{number}.txt") for number in range(3)])
    (made,) = library.proposals()
    assert set(made.names) == {"Tomas A. Oreil", "Tomas Anselm Oreil"}
    assert "identified by its own source" in made.doubt
    assert library.merge(made.actor, made.into).evidence == f"{made.evidence}; in doubt: {made.doubt}"


def test_an_identity_that_shares_no_word_with_the_name_ties_nothing(library: Library, tmp_path: Path) -> None:
    head = "#1 1964-03-01 note | Orvask | > | Note\nID: Petra Sund = Oreil, Tomas\nID: Oreil = Oreil, Tomas\n"
    (tmp_path / "note.txt").write_text(f"{head}Petra Sund [reported]: No boat sailed.\nOreil [reported]: One did.\n")
    library.import_paths([str(tmp_path / "note.txt")])
    assert {actor.name: actor.evidence for actor in library.people()} == {"Petra Sund": "full name", "Tomas Oreil": "identity"}


def test_verify_finds_kept_bytes_that_are_not_those_imported(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)], keep_originals=True)
    (papers / "ferry.txt").unlink()
    assert library.verify().whole
    library.store.db.do("UPDATE files SET original = ?", (zlib.compress(b"other"),))  # type: ignore[attr-defined]
    found = [difference.what for difference in library.verify().differences if difference.serious]
    assert found == ["the original bytes kept in the library are not those that were imported."]


def test_a_thread_leads_both_ways_and_names_what_is_not_held(library: Library, papers: Path) -> None:
    (papers / "ferry.txt").write_text(FERRY.replace("REF: SEREL 1140\n", "REF: SEREL 1140\nREF: ORVASK 77\n"))
    library.import_paths([str(papers)])
    thread = library.thread("ferry-d0")
    assert [[d.label for d in link.documents] for link in thread.answers] == [["lighthouse-d0"], []]
    assert [reference.words for reference in thread.not_held] == ["ORVASK 77"]
    assert [back.document.label for back in library.thread("lighthouse-d0").answered_by] == ["ferry-d0"]


REFERENCES = {
    "My telegram 440 dealt with tolls.": [("440", "Embassy in Valmora")],
    "In your telegram 12 you ask.": [("12", "Department of State")],
    "Re Deptels 335 and 336.": [("335", "department"), ("336", "department")],
    "See Embtel 1211.": [("1211", "Embassy in Valmora")],
    "Telegram 77 from Orvask reports otherwise.": [("77", "Orvask")],
    "Orvask's telegram 78 says so.": [("78", "Orvask")],
    "Telegram 79 to Orvask was sent.": [("79", "department")],
    "He sent 440 boats by telegram.": [],
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.items())
def test_messages_named_in_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    record = Record(document=Document(text=text, from_=("Embassy in Valmora",), to=("Department of State",)))
    found = references(record)
    assert [(reference.number, reference.post) for reference in found] == expected
    assert all(text[reference.start : reference.end] == reference.words for reference in found)


def test_documents_of_the_same_volume_and_of_others() -> None:
    text = "See Document 75. See also Documents 80, 82–84. Printed in vol. XIV, Document 9."
    found = references(Record(document=Document(text=text, format="tei")))
    assert [reference.number for reference in found] == ["75", "80", "82", "83", "84", ""]
    assert found[-1].post == "vol. XIV"


def test_ref_lines_with_years_and_posts() -> None:
    lines = ("SANAA 71", "09 SANAA 720", "STATE 71234", "1973LIMA02545", "a talk by telephone")
    found = references(Record(document=Document(text="", references=lines)))
    assert [(r.number, r.post, r.year) for r in found] == [
        ("71", "SANAA", ""), ("720", "SANAA", "2009"), ("71234", "department", ""), ("2545", "LIMA", "1973"), ("", "", "")]


def test_a_topic_is_widened_by_the_fixed_vocabulary() -> None:
    words = {part.value for part in topics.expanded(parse("topic:Peru").tree).parts}  # type: ignore[union-attr]
    assert words == {Term("Peru"), Term("peruvian")}
    assert topics.expanded(parse("topic:PARM").tree) == Or(
        (Field("topic", Term("PARM")), Field("topic", Term("arms controls and disarmament")))
    )
    assert topics.widened(parse("lamps").tree) == Term("lamps")


def test_verify_finds_what_changed(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])
    assert library.verify().whole
    (papers / "ferry.txt").write_text(FERRY + "\n")
    (papers / "meeting.txt").unlink()
    noted = {Path(d.subject).name: d for d in library.verify().differences}
    assert "has changed" in noted["ferry.txt"].what
    assert "not there any more, or" in noted["meeting.txt"].what
    assert library.verify().whole
    library.store.db.do("UPDATE documents SET text = replace(text, 'towns', 'cities') WHERE label = 'lighthouse-d0'")  # type: ignore[attr-defined]
    verification = library.verify(read_again=False)
    assert [d.what for d in verification.differences if d.serious] == ["the stored record is not the one that was imported."]


def test_verify_tells_another_version_from_a_fault(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])

    class Other(SampleReader):
        def compose(self, given: object, cast: object, model: object) -> Record:
            return msgspec.structs.replace(super().compose(given, (), None), notes=("read otherwise",))  # type: ignore[arg-type]

    class Newer(Other):
        def versions(self, model: str | None) -> tuple[str, str]:
            return "0.2", "sample 1"

    library.given = Other()
    assert [d.serious for d in library.verify(sample=1).differences] == [True]
    library.given = Newer()
    assert [d.serious for d in library.verify().differences] == [False, False, False]
    assert library.verify().whole


def test_doctor_names_what_it_finds(library: Library) -> None:
    found = library.doctor()
    assert {package.name for package in found.packages} >= {"lxml", "msgspec", "spacy"}
    assert (found.connections, [p for p in found.problems if "log" in p or "index" in p]) == (0, [])


def test_bounds_of_archives_are_those_the_page_names() -> None:
    page = (HERE.parent / "docs" / "library.md").read_text(encoding="utf-8")
    for number in (f"{archives.LARGEST // 1_000_000} MB", f"{archives.SWELLING} times"):
        assert number in page


PAGE = (HERE.parent / "docs" / "library.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_runs(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Library, "reader", SampleReader())
    code = PAGE.split("```python\n")[1].split("```")[0].replace("jobs=2", "jobs=1")
    exec(compile(code, "docs/library.md", "exec"), {})
    assert capsys.readouterr().out.count("[memcon ") == 2


def test_the_page_names_every_view_and_command(library: Library) -> None:
    views = library.store.db.all("SELECT name FROM sqlite_master WHERE type = 'view'")  # type: ignore[attr-defined]
    assert {f"`{name}`" for (name,) in views if name != "statement_texts"} <= set(re.findall(r"`\w+`", PAGE))
    for command in ("import", "people", "thread", "status", "verify", "delete", "doctor"):
        assert f"memcon {command}" in PAGE


def test_a_data_frame_has_one_row_a_statement_or_says_what_is_missing(library: Library, papers: Path) -> None:
    library.import_paths([str(papers)])
    found = library.search("mode:verbatim")
    try:
        import pandas  # noqa: F401
    except ImportError:
        with pytest.raises(SettingError, match="pip install"):
            found.to_dataframe()
    else:
        assert list(found.to_dataframe()["text"]) == [hit.text for hit in found]
