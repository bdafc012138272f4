"""Corrected words: the text and its reading follow them, what was recognised is kept, all of it can be taken back and carried over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from library_samples import SampleReader
from memcon import record
from memcon.cli import app, listing
from memcon.errors import MemconError, SettingError
from memcon.library import Library, LibraryError
from memcon.model import Record
from memcon.places import where
from memcon.store import Change, Place, Told
from paper_samples import TALK, PaperReader
from test_formats_scan import file, page


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one scan."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "talk.png").write_text(TALK)
    with Library(tmp_path / "memcon.db", create=True, reader=PaperReader()) as held:
        held.import_paths([str(tmp_path / "papers")])
        yield held


def span(found: Record, word: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = found.document.text.index(word, at + 1)
    return at, at + len(word)


def correct(library: Library, old: str, new: str, who: str = "ilse", nth: int = 0) -> int:
    return library.correct_word("talk-d0", span(library.show("talk-d0"), old, nth), new, who).id


def said(library: Library, query: str) -> list[str]:
    return [hit.text for hit in library.search(query, limit=None)]


def test_a_word_is_corrected_in_text_search_and_record(library: Library) -> None:
    name = library.document("talk-d0").name
    before = library.show(name)
    correct(library, "Kestna", "the Republic of Kestria")
    after = library.show(name)
    assert after.document.text == before.document.text.replace("Kestna", "the Republic of Kestria", 1)
    assert said(library, "Kestria") == ["The ferries of Lissen would sail to the Republic of Kestria in June."]
    assert said(library, "Kestna") == ["When would the pilots of Kestna come back?"]
    for statement in after.statements:
        assert after.document.text[statement.start : statement.end] == statement.text
    start, end = span(after, "the Republic of Kestria")
    assert where(after.pages, start, end) == where(before.pages, *span(before, "Kestna"))
    assert library.document("talk-d0").name == name
    assert library.doctor().problems == ()


def test_what_was_recognised_is_kept_beside(library: Library) -> None:
    before = library.show("talk-d0")
    correct(library, "Kestna", "Kestria")
    assert library.show("talk-d0", corrected=False) == before
    (kept,) = library.corrected_words("talk-d0")
    assert (kept.page, kept.recognised, kept.word, kept.who, kept.holds) == (1, "Kestna", "Kestria", "ilse", True)
    assert kept.time.endswith("Z")


def test_undone_it_is_as_before_and_still_told(library: Library) -> None:
    before = library.show("talk-d0")
    first = correct(library, "Kestna", "Kestria")
    second = correct(library, "pi1ots", "pilots", "tomas")
    library.undo_word(first, "tomas")
    assert library.show("talk-d0").document.text == before.document.text.replace("pi1ots", "pilots")
    library.undo_word(second, "ilse")
    assert library.show("talk-d0") == before
    assert [(one.who, one.undone_by) for one in library.corrected_words()] == [("tomas", "ilse"), ("ilse", "tomas")]
    with pytest.raises(LibraryError, match="undone already"):
        library.undo_word(first, "tomas")
    with pytest.raises(LibraryError, match="no corrected word 99"):
        library.undo_word(99, "tomas")
    assert library.doctor().problems == ()
    assert library.verify().whole


def test_a_word_corrected_twice_keeps_what_was_recognised(library: Library) -> None:
    correct(library, "Kestna", "Kestia")
    correct(library, "Kestia", "Kestria", "tomas")
    first, second = library.corrected_words("talk-d0")
    assert (first.holds, first.undone_by, second.recognised, second.word) == (False, "tomas", "Kestna", "Kestria")
    library.undo_word(second.id, "ilse")
    assert "Kestna in June" in library.show("talk-d0").document.text


def test_a_doubtful_word_is_confirmed(library: Library) -> None:
    def doubtful() -> list[str]:
        found = library.show("talk-d0")
        return [found.document.text[p.start : p.end] for leaf in found.pages for p in leaf.places if p.confidence < 0.8]

    assert doubtful() == ["Kestna", "pi1ots"]
    correct(library, "Kestna", "Kestna")
    assert doubtful() == ["pi1ots"]
    assert library.show("talk-d0").notes == (
        "page 9: broken in the file and not read",
        "pages 1-2: read by character recognition; 1 of 43 words are doubtful: check them against the image.",
    )
    with pytest.raises(SettingError, match="has this word already"):
        correct(library, "Kestna", "Kestna")


def test_a_confirmed_word_needs_no_new_reading(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(library, "ferries", "wherries")
    before = library.show("talk-d0")
    monkeypatch.delattr(PaperReader, "compose")
    monkeypatch.setattr(SampleReader, "compose", lambda *_: pytest.fail("read anew"))
    number = correct(library, "pi1ots", "pi1ots")
    after = library.show("talk-d0")
    assert msgspec.structs.replace(after, pages=(), notes=()) == msgspec.structs.replace(before, pages=(), notes=())
    assert "1 of 43 words are doubtful" in after.notes[-1]
    assert "2 of 43 words are doubtful" in before.notes[-1]
    library.undo_word(number, "ilse")
    assert library.show("talk-d0") == before


def test_what_readers_have_put_on_the_document_moves_with_its_words(library: Library) -> None:
    before = library.show("talk-d0")
    name = library.document("talk-d0").name
    last, first = before.statements[-1], before.statements[0]
    library.correct(name, (last.start, last.end), Change(speaker=(Told("Petra Sund"),)), "ilse")
    library.note(Place(name, *span(before, "Kestna in June")), "where?", "ilse")
    library.note(Place(name), "all of it", "ilse")
    library.put_tag(Place(name, first.start, first.end), "ferries", "ilse")
    made = library.make_collection("Lissen", "ilse")
    library.collect(made.id, Place(name, last.start, last.end), "ilse")
    number = correct(library, "Lissen", "the Lissen Straits")
    correct(library, "Kestna", "Kestria")
    after = library.show(name)
    text = after.document.text
    assert said(library, 'speaker:"Petra Sund"') == [last.text]
    assert [text[n.place.start : n.place.end] for n in library.notes(name) if n.place.start >= 0] == ["Kestria in June"]
    assert [text[t.place.start : t.place.end] for t in library.tags(name)] == [after.statements[0].text]
    assert [text[p.start : p.end] for p in library.collected(made.id)] == [last.text]
    library.undo_word(number, "ilse")
    assert said(library, 'speaker:"Petra Sund"') == [last.text]
    shown = library.show(name).document.text
    assert [shown[n.place.start : n.place.end] for n in library.notes(name)] == ["", "Kestria in June"]


def test_the_log_says_who_and_no_word(library: Library) -> None:
    number = correct(library, "Kestna", "Kestria")
    library.undo_word(number, "tomas")
    lines = [line for line in library.log() if line.action in {"correct word", "undo word"}]
    assert [line.action for line in lines] == ["correct word", "undo word"]
    assert all('"who":' in line.details and "Kest" not in line.details for line in lines)
    assert library.store.broken_line() == ""


def test_verify_reads_what_was_recognised_and_finds_what_was_changed(library: Library) -> None:
    correct(library, "Kestna", "Kestria")
    found = library.verify()
    assert (found.whole, found.read_again, found.differences) == (True, 1, ())
    with sqlite3.connect(library.path) as other:
        other.execute("UPDATE recognised SET text = replace(text, 'Kestna', 'Kestra')")
    other.close()
    assert "not what was recognised" in " ".join(one.what for one in library.verify(read_again=False).differences)


def test_a_deleted_document_takes_its_words_along(library: Library) -> None:
    number = correct(library, "Kestna", "Quendolin")
    correct(library, "pi1ots", "xylotheque")
    library.undo_word(number, "ilse")
    library.delete("talk-d0")
    assert library.corrected_words() == ()
    for word in (b"Quendolin", b"xylotheque", b"pi1ots", b"Kestna"):
        assert not any(word in path.read_bytes() for path in library.path.parent.glob("memcon.db*"))


@pytest.mark.parametrize(("word", "said"), [
    ("", "between 1 and 200"), ("x" * 201, "between 1 and 200"), ("Kest\u202eria", "between 1 and 200"),
    ("ferries", "has this word already"),
])
def test_a_word_of_no_use_is_said(library: Library, word: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        correct(library, "ferries", word)


def test_what_is_no_word_of_the_paper_is_said(library: Library) -> None:
    start, end = span(library.show("talk-d0"), "ferries")
    for wrong in ((start, end + 1), (end, end + 1), (0, 9_999)):
        with pytest.raises(SettingError, match="not one word of the paper"):
            library.correct_word("talk-d0", wrong, "ships", "ilse")
    with pytest.raises(LibraryError, match="another word stands there by now, “ferries”"):
        library.correct_word("talk-d0", (start, end), "ships", "ilse", was="fairies")


def test_a_reading_that_fails_changes_nothing(library: Library) -> None:
    before = library.show("talk-d0")
    with pytest.raises(MemconError, match="cannot be read"):
        correct(library, "ferries", "unreadable")
    assert library.show("talk-d0") == before
    assert library.corrected_words() == ()


def test_of_two_at_once_the_second_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    compose = PaperReader.compose

    def interrupted(self: PaperReader, *given: object) -> Record:
        monkeypatch.setattr(PaperReader, "compose", compose)
        with Library(library.path, reader=PaperReader()) as other:
            correct(other, "pi1ots", "pilots", "tomas")
        return compose(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(PaperReader, "compose", interrupted)
    with pytest.raises(LibraryError, match="somebody else has changed"):
        correct(library, "Kestna", "Kestria")
    assert [one.word for one in library.corrected_words()] == ["pilots"]


def test_the_same_bytes_again_change_nothing(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    (tmp_path / "papers" / "copy.png").write_text(TALK)
    library.import_paths([str(tmp_path / "papers")], retry=True)
    assert len(said(library, "Kestria")) == 1


def test_another_file_of_the_same_text_is_the_same_document(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    (tmp_path / "papers" / "talk.png").write_text(TALK + "\n")
    library.import_paths([str(tmp_path / "papers")])
    assert len(list(library.documents())) == 1
    assert len(said(library, "Kestria")) == 1


def scanned_again(library: Library, tmp_path: Path, *changes: tuple[str, str], retry: bool = False) -> list[str]:
    """Imports another scan of the paper in the place of the first; returns the words that did not fit."""
    text = TALK
    for old, new in changes:
        text = text.replace(old, new)
    (tmp_path / "papers" / "talk.png").write_text(text)
    return [one.word for one in library.import_paths([str(tmp_path / "papers")], retry=retry).unfit]


def test_a_new_scan_takes_over_the_words_that_fit(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    correct(library, "pi1ots", "pilots", "tomas")
    last = library.show("talk-d0").statements[-1]
    library.correct("talk-d0", (last.start, last.end), Change(speaker=(Told("Petra Sund"),)), "ilse")
    assert scanned_again(library, tmp_path, ("Nobody had", "Nobody  had"), ("in June", "in Juue")) == []
    new = library.document("talk-d0")
    assert new.version == 2
    assert [(one.word, one.who) for one in library.corrected_words(new.name)] == [("Kestria", "ilse"), ("pilots", "tomas")]
    assert "Kestria in Juue" in library.show(new.name).document.text
    assert said(library, 'speaker:"Petra Sund"') == ["Nobody had asked the pilots yet."]
    assert library.verify().whole
    assert [line.subject for line in library.log() if line.action == "carry words"] == [new.name]


def test_what_the_new_scan_reads_otherwise_is_said(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    correct(library, "pi1ots", "pilots")
    correct(library, "ferries", "wherries")
    assert scanned_again(library, tmp_path, ("Kestna~", "Keslna~"), ("pi1ots~", "pilots~")) == ["Kestria"]
    (left,) = library.words_left_behind("talk-d0")
    assert (left.recognised, left.word) == ("Kestna", "Kestria")
    assert [one.word for one in library.corrected_words(library.document("talk-d0").name)] == ["wherries"]


def test_a_word_taken_back_in_the_new_version_stays_so(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    scanned_again(library, tmp_path, ("in June", "in Juue"))
    (carried,) = library.corrected_words(library.document("talk-d0").name)
    library.undo_word(carried.id, "tomas")
    assert library.carry_words("talk-d0") == library.words_left_behind("talk-d0") == ()


def test_a_new_version_that_cannot_be_read_with_the_words_keeps_its_own(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "un-readable")
    with sqlite3.connect(library.path) as other:
        other.execute("UPDATE word_corrections SET word = 'unreadable'")
    other.close()
    assert scanned_again(library, tmp_path, ("in June", "in Juue")) == ["unreadable"]
    assert library.document("talk-d0").version == 2
    assert "not carried over" in library.failures()[0].reason


def test_a_document_that_was_told_its_people_is_not_read_anew(library: Library, tmp_path: Path) -> None:
    with sqlite3.connect(library.path) as other:
        other.execute("UPDATE files SET settings = 'cast 0123456789abcdef'")
    other.close()
    with pytest.raises(LibraryError, match="imported with --cast"):
        correct(library, "Kestna", "Kestria")


def test_a_text_that_came_on_no_paper_has_no_such_words(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(TALK)
    with Library(tmp_path / "memcon.db", create=True, reader=SampleReader()) as library:
        library.import_paths([str(tmp_path / "plain.txt")])
        with pytest.raises(SettingError, match="its words stand on no paper"):
            library.correct_word("plain-d0", (0, 4), "Talks", "ilse")


def test_a_real_scan_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(file(page()))
    with Library(tmp_path / "memcon.db", create=True) as library:
        library.add(tmp_path / "page.png")
        name = next(library.documents()).name
        before = library.show(name)
        assert before == record.read(tmp_path / "page.png")
        made = library.correct_word(name, span(before, "ferries"), "wherries", "ilse")
        assert [hit.text for hit in library.search("wherries")] != []
        assert library.verify().whole
        library.undo_word(made.id, "ilse")
        assert library.show(name) == before


def strike(library: Library, word: str) -> int:
    return library.strike_word("talk-d0", span(library.show("talk-d0"), word), "ilse", was=word).id


def test_what_is_no_word_is_struck_out_and_comes_back(library: Library) -> None:
    before = library.show("talk-d0")
    name = library.document("talk-d0").name
    library.note(Place(name, *span(before, "would sail to")), "when?", "ilse")
    numbers = [strike(library, "sail"), strike(library, "to")]
    after = library.show(name)
    assert after.document.text == before.document.text.replace("sail to ", "", 1)
    assert said(library, "Lissen") == ["The ferries of Lissen would Kestna in June."]
    for statement in after.statements:
        assert after.document.text[statement.start : statement.end] == statement.text
    assert not [place for leaf in after.pages for place in leaf.places if place.start >= place.end]
    assert sum(len(leaf.places) for leaf in before.pages) - sum(len(leaf.places) for leaf in after.pages) == 2
    (note,) = library.notes(name)
    assert after.document.text[note.place.start : note.place.end].strip() == "would"
    assert [(one.recognised, one.word) for one in library.corrected_words(name)] == [("sail", ""), ("to", "")]
    for number in numbers:
        library.undo_word(number, "tomas")
    assert library.show(name) == before
    assert library.verify().whole


def test_what_stands_before_a_struck_word_does_not_grow_when_that_comes_back(library: Library) -> None:
    name, number = library.document("talk-d0").name, strike(library, "sail")
    library.note(Place(name, *span(library.show(name), "would ")), "when?", "ilse")
    library.undo_word(number, "ilse")
    (note,) = library.notes(name)
    assert library.show(name).document.text[note.place.start : note.place.end] == "would "


def test_a_line_of_struck_words_alone_leaves_no_empty_line(library: Library, tmp_path: Path) -> None:
    (tmp_path / "papers" / "stain.png").write_text("Note\nThe ferries sail\n,; ..\nin June.\n")
    library.import_paths([str(tmp_path / "papers")])
    for word in (",;", ".."):
        library.strike_word("stain-d0", span(library.show("stain-d0"), word), "ilse")
    assert library.show("stain-d0").document.text == "Note\nThe ferries sail\nin June."


def test_a_word_that_something_is_about_is_not_struck_out(library: Library) -> None:
    name = library.document("talk-d0").name
    library.put_tag(Place(name, *span(library.show(name), "sail")), "ships", "ilse")
    with pytest.raises(SettingError, match="about this word alone"):
        strike(library, "sail")
    assert library.corrected_words() == ()


def test_a_new_scan_without_the_struck_word_needs_nothing(library: Library, tmp_path: Path) -> None:
    strike(library, "June.")
    (tmp_path / "papers" / "talk.png").write_text(TALK.replace(" in June.", " in"))
    progress = library.import_paths([str(tmp_path / "papers")])
    assert progress.unfit == []
    strike(library, "Port")
    (tmp_path / "papers" / "talk.png").write_text(TALK.replace(" in June.", " in").replace("Port", "Fort"))
    assert "“Port” struck out (ilse, " in listing.summary(library.import_paths([str(tmp_path / "papers")]))


def test_the_command_line_lists_them(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    correct(library, "pi1ots", "pi1ots")
    number = correct(library, "ferries", "wherries")
    library.undo_word(number, "tomas")

    def printed(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["words", *arguments, "--library", str(library.path)], catch_exceptions=False)
        assert result.exit_code == 0
        return " ".join(result.stdout.split())

    assert "page 1: “Kestna” → “Kestria” (ilse, " in printed("talk-d0")
    assert "page 2: “pi1ots” confirmed" in printed()
    assert "; undone by tomas, " in printed()
    assert [one["word"] for one in msgspec.json.decode(printed("--json"))] == ["wherries", "pi1ots", "Kestria"]
    assert printed("--csv").startswith("id,document,page,left,top,right,bottom,recognised,word,who,time,undone,undone_by")
    assert msgspec.json.decode(printed("talk-d0", "--left-behind", "--json")) == []
    with pytest.raises(SettingError, match="about one document"):
        printed("--left-behind")


def test_an_import_names_what_did_not_fit(library: Library, tmp_path: Path) -> None:
    correct(library, "Kestna", "Kestria")
    (tmp_path / "papers" / "talk.png").write_text(TALK.replace("Kestna~", "Keslna~"))
    said = listing.summary(library.import_paths([str(tmp_path / "papers")]))
    assert "not carried over to the new version of n-" in said
    assert ": page 1, “Kestna” → “Kestria” (ilse, " in said
