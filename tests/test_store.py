"""The library file: what goes in comes out, what is deleted is gone, what is changed is found."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from library_samples import FERRY, LIGHTHOUSE, MEETING, composed, rendered
from memcon.library import naming
from memcon.search import parse
from memcon.store import FileFacts, LibraryError, Store, database, open_store

TEXTS = {"ferry": FERRY, "lighthouse": LIGHTHOUSE, "meeting": MEETING}


def put(store: Store, name: str, text: str, path: str | None = None) -> str:
    """Stores one document as a file of its own; returns its lasting id."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    path = path or f"/papers/{name}.txt"
    given = rendered(text, path, sha, 0)
    entry = naming.entry(composed(given), given.identities)
    with store.writing():
        file = store.open_file(FileFacts(sha, len(text), "0.1", "sample 1"), path)
        store.put(file.id, 0, entry)
        store.finish_file(file.id, path)
    return entry.name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memcon.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path, create=True)
    for name, text in TEXTS.items():
        put(opened, name, text)
    yield opened
    opened.close()


def found(store: Store, query: str) -> list[tuple[str, str]]:
    """Number of the document and label of each statement found."""
    return [(hit.document.partition("-")[0], hit.statement) for hit in store.find(parse(query), None, "best", False)]


QUERIES = {
    "ferries": {("1147", "s1"), ("1147", "s2")},
    "FERRIES sail": {("1147", "s1"), ("1147", "s2")},
    '"ferries sail"': {("1147", "s2")},
    "ferries NEAR/2 sail": {("1147", "s1"), ("1147", "s2")},
    "whether NEAR/1 autumn": set(),
    "nego*": {("1147", "s3"), ("1140", "s2"), ("12", "s2")},
    "tolls NOT towns": {("1147", "s3")},
    "tolls OR boats": {("1147", "s3"), ("1140", "s1"), ("12", "s1"), ("12", "s2")},
    "speaker:Oreil": {("1147", "s2"), ("1147", "s3"), ("12", "s1")},
    'speaker:"Oreil Tomas"': {("1147", "s2"), ("1147", "s3"), ("12", "s1")},
    "speaker:Ore*": {("1147", "s2"), ("1147", "s3"), ("12", "s1")},
    "speaker:ambassador": {("12", "s3")},
    "speaker:none": {("1140", "s3")},
    "to:Marran speaker:Oreil": {("1147", "s2"), ("1147", "s3")},
    "relays:council": {("1147", "s2")},
    "about:Sund": {("1147", "s3")},
    "about:Oreil": {("1147", "s4")},
    "mode:assessment": {("1147", "s4")},
    "force:refusal": {("1147", "s3")},
    "condition:yes": {("1147", "s2")},
    "condition:no kind:memorandum": {("12", "s1"), ("12", "s2"), ("12", "s3")},
    "from:embassy to-post:office date:1963-04": {("1140", "s1"), ("1140", "s2"), ("1140", "s3")},
    "place:Orvask": {("12", "s1"), ("12", "s2"), ("12", "s3")},
    "date:1964..": {("12", "s1"), ("12", "s2"), ("12", "s3")},
    "date:..1963-04-12 mode:verbatim": {("1140", "s2")},
    "side:Valmora": {("1147", "s2"), ("1147", "s3")},
    "title:ferry mode:verbatim": {("1147", "s2")},
    "topic:straits": {("1147", "s1"), ("1147", "s2"), ("1147", "s3"), ("1147", "s4"), ("12", "s1")},
    "doc:meeting-d0": {("12", "s1"), ("12", "s2"), ("12", "s3")},
    "doc:meet*": {("12", "s1"), ("12", "s2"), ("12", "s3")},
    "(tolls OR speaker:Aldane) AND NOT mode:reported": {("12", "s2")},
    "NOT (tolls OR boats) date:1964": {("12", "s3")},
    "speaker:(Sund OR Aldane)": {("1140", "s1"), ("12", "s2")},
    "nobodysaysthis": set(),
    "speaker:nobodyatall": set(),
}


@pytest.mark.parametrize(("query", "expected"), QUERIES.items())
def test_a_query_finds(store: Store, query: str, expected: set[tuple[str, str]]) -> None:
    assert set(found(store, query)) == expected
    assert store.count(parse(query), False)[0] == store.total(parse(query), False) == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        '"; DROP TABLE documents; --',
        "' OR 1=1 --",
        "a) UNION SELECT text FROM documents",
        "speaker:\"x' OR '1\"",
        "doc:%e%",
        "NEAR(a b)",
        "{title}: x",
        '"" OR x""',
        "rank MATCH x",
        "text:x",
    ],
)
def test_sql_in_a_query_is_words(store: Store, query: str) -> None:
    assert found(store, query) == []
    assert store.status().documents == 3


def test_ten_thousand_characters_are_answered(store: Store) -> None:
    assert set(found(store, "(" + " OR ".join(["ferries", "speaker:Oreil", "NOT tolls"] * 400) + ")")) >= set(found(store, "ferries"))


def test_best_first_or_by_date(store: Store) -> None:
    best = [hit.date for hit in store.find(parse("straits OR boats"), 10, "best", False)]
    dated = [hit.date for hit in store.find(parse("straits OR boats"), 10, "date", False)]
    assert dated == sorted(dated)
    assert best != dated
    assert store.find(parse("straits OR boats"), 1, "best", False)[0].text == "Let the mail boats pass through the straits."


def test_a_hit_has_its_words_context_voices_condition_and_answer(store: Store) -> None:
    (hit,) = store.find(parse("speaker:Oreil mode:verbatim date:1963"), 5, "best", False)
    text = store.record(hit.document).document.text
    assert text[hit.start : hit.end] == hit.text == "If the convention is signed, then the ferries sail at once."
    assert (hit.speaker, hit.to, hit.relays) == (("Tomas Oreil",), ("Ilse Marran",), ("Council",))
    assert hit.condition is not None
    assert (hit.condition.if_, hit.condition.then) == ("If the convention is signed", "then the ferries sail at once.")
    assert hit.before.startswith("I asked whether")
    assert hit.after.startswith("He would not")
    assert [answer.statement for answer in hit.answers] == ["s1"]
    (question,) = store.find(parse("force:question"), 5, "best", False)
    assert [(answer.outcome, answer.text) for answer in question.answered] == [("answered", hit.text)]


def test_facets_count_what_is_not_stated_as_such(store: Store) -> None:
    counts = {count.value: count.statements for count in store.facet(parse("date:1963-04"), "speaker", False)}
    assert counts == {"Sund": 1, "Marran": 1, "not stated": 1}
    assert [(c.value, c.statements) for c in store.facet(parse("*"), "year", False)] == [("1963", 7), ("1964", 3)]


def test_a_record_comes_out_as_it_went_in(store: Store) -> None:
    for text in TEXTS.values():
        given = rendered(text, "/papers/x.txt", "0", 0)
        record = store.record(naming.name(composed(given)))
        assert msgspec.structs.replace(record.document, source="", sha256="", id="") == msgspec.structs.replace(
            given.document, source="", sha256="", id="")
        assert record.statements == composed(given).statements


def test_the_same_bytes_at_two_places_are_one_document(store: Store) -> None:
    name = put(store, "ferry", FERRY, "/copies/ferry.txt")
    assert store.status().documents == 3
    assert store.filed(name).places == ("/copies/ferry.txt", "/papers/ferry.txt")


def test_a_changed_file_is_a_new_version_and_the_old_one_is_kept(store: Store) -> None:
    old = found(store, "ferries")
    name = put(store, "ferry", FERRY.replace("at once", "in June"))
    filed = store.filed(name)
    assert (filed.version, filed.current) == (2, True)
    earlier = store.filed(filed.replaces)
    assert (earlier.version, earlier.current, earlier.places) == (1, False, ())
    assert "at once" in store.record(earlier.name).document.text
    assert found(store, "ferries") == old
    assert not found(store, '"at once"')
    assert len(store.find(parse('"at once"'), None, "best", True)) == 1


def test_old_versions_do_not_crowd_out_the_best(store: Store) -> None:
    for number in range(60):
        put(store, "ferry", FERRY.replace("at once", f"on day {number}"))
    asked = parse("ferries")
    assert len(store.find(asked, 2, "best", False)) == 2
    totals = [store.total(asked, old) for old in (False, True)]
    assert totals == [store.count(asked, old)[0] for old in (False, True)]
    assert totals[0] < totals[1]


def test_a_file_that_goes_back_to_what_it_was_is_current_again(store: Store) -> None:
    changed = put(store, "ferry", FERRY.replace("at once", "in June"))
    name = put(store, "ferry", FERRY)
    assert store.filed(name).current
    assert not store.filed(changed).current


def test_a_document_is_known_by_many_names(store: Store) -> None:
    name = naming.name(composed(rendered(FERRY, "x", "0", 0)))
    for reference in (name, name.partition("-")[2][:6], "ferry-d0", "/papers/ferry.txt"):
        assert store.resolve(reference) == name
    for reference in ("ferry.txt", "papers/ferry.txt", name.partition("-")[2][:4], name[:-6], "1147", " 1147 "):
        assert store.resolve(reference) == name
    for reference in ("nothing", "", "%", "____", name[:3]):
        with pytest.raises(LibraryError, match=f"no document '{reference}'"):
            store.resolve(reference)


def test_a_number_or_a_file_that_means_several_documents_is_refused_with_their_ids(store: Store) -> None:
    name = put(store, "ferry", FERRY)
    other = put(store, "other", FERRY.replace("at once", "in June"), "/elsewhere/ferry.txt")
    for reference in ("1147", "ferry.txt"):
        with pytest.raises(LibraryError, match="can mean several documents") as refused:
            store.resolve(reference)
        assert name in str(refused.value)
        assert other in str(refused.value)
    both = store.find(parse(f"doc:{name} OR doc:{other}"), None, "best", False)
    assert len(store.find(parse("doc:1147"), None, "best", False)) == len(both)


def test_references_find_their_documents_both_ways(store: Store) -> None:
    ferry, lighthouse = store.resolve("ferry-d0"), store.resolve("lighthouse-d0")
    ((reference, documents),) = store.references(ferry)
    assert (reference.words, documents) == ("SEREL 1140", (lighthouse,))
    assert [name for _, name in store.referring(lighthouse)] == [ferry]


def test_a_reference_without_a_number_means_no_document(store: Store) -> None:
    head = "# 1963-05-{day} telegram | Port Serel | Embassy in Valmora > Foreign Office | A call\n"
    put(store, "before", head.format(day="05") + "Oreil -> Marran [reported]: He would call.\n")
    name = put(store, "after", head.format(day="06") + "REF: Our call of yesterday\nOreil -> Marran [reported]: He had called.\n")
    ((reference, documents),) = store.references(name)
    assert (reference.number, documents) == ("", ())


def test_names_are_one_only_on_evidence_and_merges_can_be_undone(store: Store) -> None:
    actors = {(actor.name, actor.evidence): actor for actor in store.actors()}
    assert ("Tomas Oreil", "identity") in actors
    assert ("Tomas Oreil", "full name") in actors
    assert ("Marran", "same words only") in actors
    marran, ilse = actors["Marran", "same words only"], actors["Ilse Marran", "full name"]
    assert len(found(store, 'speaker:"Ilse Marran"')) == 1
    merge = store.merge(marran.id, ilse.id, "by hand")
    assert len(found(store, 'speaker:"Ilse Marran"')) == 2
    assert next(a for a in store.actors("Ilse") if a.id == ilse.id).merged == ("Marran",)
    with pytest.raises(LibraryError, match="one already"):
        store.merge(ilse.id, marran.id, "by hand")
    store.unmerge(merge.id)
    assert len(found(store, 'speaker:"Ilse Marran"')) == 1
    assert store.merges()[0].undone
    with pytest.raises(LibraryError, match="undone already"):
        store.unmerge(merge.id)


def words_in(folder: Path, words: str) -> list[str]:
    """The files of the folder whose bytes hold the words."""
    return [file.name for file in folder.iterdir() if words.encode() in file.read_bytes()]


def test_delete_forgets_every_word(store: Store, path: Path) -> None:
    secret = FERRY.replace("lighthouse", "xylotheque").replace("Petra Sund", "Quendolin Zarb").replace("Miss Sund", "Miss Zarb")
    name = put(store, "secret", secret)
    for words in ("xylotheque", "Quendolin Zarb"):
        assert words_in(path.parent, words)
    store.forget((name,))
    for words in ("xylotheque", "Quendolin Zarb", "quendolin"):
        assert not words_in(path.parent, words)
    assert not found(store, "xylotheque")
    assert store.status().deleted == 1
    assert store.deleted(name)
    assert [line.subject for line in store.log() if line.action == "delete"] == [name]
    assert not store.health()
    assert set(found(store, "tolls")) == {("1147", "s3"), ("1140", "s1")}


def test_a_deleted_document_does_not_come_back(store: Store) -> None:
    name = store.resolve("ferry-d0")
    store.forget((name,))
    put(store, "ferry", FERRY, "/elsewhere/ferry.txt")
    assert store.status().documents == 2


def test_a_deletion_says_when_a_reader_keeps_the_journal(store: Store, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM documents").fetchone()
    store.db.do("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
    with pytest.raises(LibraryError, match="another program"):
        store.forget((store.resolve("ferry-d0"),))
    other.close()
    store.forget((naming.name(composed(rendered(FERRY, "x", "0", 0))),))
    assert not words_in(path.parent, "before the autumn")


CHANGES = {
    "a line changed": ("DROP TRIGGER log_keeps", "UPDATE log SET subject = 'x' WHERE id = 2"),
    "a time changed": ("DROP TRIGGER log_keeps", "UPDATE log SET time = '1999-01-01T00:00:00Z' WHERE id = 1"),
    "a line taken out": ("DROP TRIGGER log_stays", "DELETE FROM log WHERE id = 2"),
    "the last line taken out": ("DROP TRIGGER log_stays", "DELETE FROM log WHERE id = (SELECT max(id) FROM log)"),
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_the_chain_finds_a_changed_line(store: Store, path: Path, changes: tuple[str, ...]) -> None:
    assert store.broken_line() == ""
    with sqlite3.connect(path) as other:
        for change in changes:
            other.execute(change)
    other.close()
    assert "of the log" in store.broken_line()


def test_the_log_cannot_be_changed_by_accident(store: Store, path: Path) -> None:
    other = sqlite3.connect(path)
    for sql in ("UPDATE log SET subject = 'x'", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute(sql)
    other.close()


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    text, foreign, empty = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.db"
    text.write_text("no library, but long enough to have a head")
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE birds (name)")
    other.close()
    empty.touch()
    for file, words in ((text, "no memcon library"), (foreign, "no memcon library"), (tmp_path, "a folder"), (empty, "holds no library"),
                        (tmp_path / "d.db", "no library here"), (tmp_path / "no" / "d.db", "no library here")):
        with pytest.raises(LibraryError, match=words):
            open_store(file)
    for file in (text, foreign):
        before = file.read_bytes()
        with pytest.raises(LibraryError, match="no memcon library"):
            open_store(file, create=True)
        assert file.read_bytes() == before


def test_a_newer_library_is_left_alone(store: Store, path: Path) -> None:
    store.close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(LibraryError, match=r"newer memcon .*schema 99"):
        open_store(path)


def test_each_earlier_version_is_migrated_whole_or_not_at_all(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    now = database.MIGRATIONS
    scripts = {name: database.script(name) for name in now} | {
        "good.sql": "ALTER TABLE documents ADD COLUMN seen TEXT NOT NULL DEFAULT '';\n",
        "bad.sql": "CREATE TABLE half (x);\nINSERT INTO nowhere VALUES (1);\n",
    }
    monkeypatch.setattr(database, "script", scripts.__getitem__)
    monkeypatch.setattr(database, "MIGRATIONS", (*now, "bad.sql"))
    with pytest.raises(LibraryError):
        open_store(path)
    with sqlite3.connect(path) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (len(now),)
        assert other.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    other.close()
    monkeypatch.setattr(database, "MIGRATIONS", (*now, "good.sql"))
    opened = open_store(path)
    assert opened.status().schema == len(now) + 1
    assert set(found(opened, "ferries")) == {("1147", "s1"), ("1147", "s2")}
    opened.close()
    fresh = open_store(tmp_path / "fresh.db", create=True)
    assert fresh.status().schema == len(now) + 1
    fresh.close()


@pytest.mark.parametrize("version", range(1, len(database.MIGRATIONS)))
def test_a_library_of_each_earlier_version_has_all_that_this_one_has(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, file = database.MIGRATIONS, tmp_path / "old.db"
    monkeypatch.setattr(database, "MIGRATIONS", now[:version])
    old = open_store(file, create=True)
    name = put(old, "ferry", FERRY)
    assert old.status().schema == version
    old.close()
    monkeypatch.setattr(database, "MIGRATIONS", now)
    opened, fresh = open_store(file), open_store(tmp_path / "fresh.db", create=True)

    def made(store: Store) -> list[tuple[str, str]]:
        return store.db.all("SELECT name, sql FROM sqlite_master ORDER BY name")  # type: ignore[attr-defined, no-any-return]

    assert made(opened) == made(fresh)
    assert opened.status().schema == len(now)
    assert (opened.additions.corrections(name), opened.additions.words(name)) == ((), ())
    assert set(found(opened, "ferries")) == {("1147", "s1"), ("1147", "s2")}
    opened.close()
    fresh.close()


def test_a_full_disk_is_said_and_leaves_the_library_whole(store: Store) -> None:
    (pages,) = store.db.one("PRAGMA page_count")  # type: ignore[attr-defined]
    store.db.do(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]
    long = FERRY + "".join(f"Oreil -> Marran [reported]: Ferry {n} is number {n * 7919} of the fleet.\n" for n in range(400))
    with pytest.raises(LibraryError, match="no room left"):
        put(store, "long", long)
    assert store.status().documents == 3
    assert not store.health()
    assert store.broken_line() == ""


def test_a_damaged_file_is_said(store: Store, path: Path) -> None:
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:40960] = b"\xff" * (40960 - 4096)
    path.write_bytes(data)
    with pytest.raises(LibraryError, match=r"damaged|cannot do this"):
        list(open_store(path).documents())


def test_views_read_well_elsewhere(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as other:
        rows = other.execute(
            "SELECT speaker, \"to\", relays, text FROM statement_list WHERE mode = 'verbatim' AND date < '1964' ORDER BY date"
        ).fetchall()
        assert rows[1] == ("Tomas Oreil", "Ilse Marran", "Council", "If the convention is signed, then the ferries sail at once.")
        for view in ("document_list", "people_list", "exchange_list", "statement_texts"):
            assert other.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0
    other.close()


def test_searching_loads_no_language_library(path: Path, store: Store) -> None:
    code = (
        "import sys; from memcon.store import open_store; from memcon.search import parse; from pathlib import Path; "
        f"print(len(open_store(Path({str(path)!r})).find(parse('ferries'), 5, 'best', False)), "
        "[m for m in ('spacy', 'onnxruntime', 'lxml', 'tokenizers', 'socket') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "2"
    assert "spacy" not in done.stdout
    assert "onnxruntime" not in done.stdout


def test_a_library_that_another_program_keeps_locked_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "memcon.db"
    first, second = database.Database(path, create=True), database.Database(path, create=False, wait=0.01)
    with first.writing():
        first.do("INSERT INTO deletions (name, time) VALUES ('a', 'now')")
        with pytest.raises(LibraryError, match=r"kept the library locked for 0\.01 seconds; close it"), second.writing():
            pass
        assert second.one("SELECT count(*) FROM deletions") == (0,)
    with second.writing():
        assert second.one("SELECT count(*) FROM deletions") == (1,)
    first.close()
    second.close()
