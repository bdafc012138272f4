"""An encrypted library: opened with its key alone, used as a plain one, and no plain word of it in any file."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from library_samples import FERRY, SampleReader
from memcon.cli import app
from memcon.errors import SettingError
from memcon.library import Library, LibraryError, safekeeping
from memcon.store import encryption, keys
from paper_samples import TALK, PaperReader

KEY = "quince 'and' fog"
PLAIN = (b"ferries", b"Oreil", b"Marran", b"SQLite format 3", b"harbour", b"statements")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a paper beside the one for the library."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "kept").mkdir()
    return tmp_path


def plain_words(folder: Path) -> set[tuple[str, bytes]]:
    """What can be read in any file of a folder without a key."""
    data = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {(name, word) for name, found in data.items() for word in PLAIN if word.lower() in found.lower()}


def filled(folder: Path, key: str = "") -> Path:
    path = folder / "kept" / "memcon.db"
    with Library(path, create=True, reader=SampleReader(), key=key) as library:
        library.add(folder / "papers" / "ferry.txt")
    return path


def test_the_words_looked_for_stand_in_a_plain_library(folder: Path) -> None:
    filled(folder)
    assert len(plain_words(folder / "kept")) > 3


def test_a_library_that_is_new_with_a_key_never_has_a_plain_byte(folder: Path) -> None:
    path = folder / "kept" / "memcon.db"
    with Library(path, create=True, reader=SampleReader(), key=KEY) as library:
        library.add(folder / "papers" / "ferry.txt")
        assert plain_words(folder / "kept") == set(), "journal included, while it is open"
        assert len(library.search("ferries")) > 0
        (filed,) = library.documents()
        assert library.show(filed.name).document.text
        library.delete(filed.name)
        assert plain_words(folder / "kept") == set()
    assert plain_words(folder / "kept") == set()


def test_corrected_words_are_encrypted_too(folder: Path) -> None:
    path = folder / "kept" / "memcon.db"
    (folder / "papers" / "talk.png").write_text(TALK, encoding="utf-8")
    with Library(path, create=True, reader=PaperReader(), key=KEY) as library:
        library.add(folder / "papers" / "talk.png")
        start = library.show("talk-d0").document.text.index("ferries")
        made = library.correct_word("talk-d0", (start, start + 7), "harbour", "Oreil")
        library.undo_word(made.id, "Marran")
        assert plain_words(folder / "kept") == set()
    assert plain_words(folder / "kept") == set()


def test_encrypt_leaves_no_plain_file_and_the_same_library(folder: Path) -> None:
    path = filled(folder)
    with Library(path) as library:
        before = [hit.text for hit in library.search("ferries")]
    safekeeping.encrypt(path, KEY)
    assert plain_words(folder / "kept") == set()
    assert [file.name for file in (folder / "kept").iterdir()] == ["memcon.db"]
    with Library(path, key=KEY) as library:
        assert [hit.text for hit in library.search("ferries")] == before
        assert library.doctor().problems == ()


@pytest.mark.parametrize("step", ["set_aside", "wipe"])
def test_an_interrupted_encryption_keeps_the_library_and_is_ended_by_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = filled(folder)

    def interrupted(*_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(encryption, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            safekeeping.encrypt(path, KEY)
    with Library(path, key=KEY if step == "wipe" else None) as library:
        assert len(library.search("ferries")) > 0
    assert plain_words(folder / "kept")
    safekeeping.encrypt(path, KEY)
    assert plain_words(folder / "kept") == set()
    assert [file.name for file in (folder / "kept").iterdir()] == ["memcon.db"]


def test_where_a_file_can_have_one_name_only_it_is_encrypted_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(folder)

    def refused(*_: Path) -> None:
        raise PermissionError("no second names here")

    monkeypatch.setattr(encryption.os, "link", refused)
    safekeeping.encrypt(path, KEY)
    assert plain_words(folder / "kept") == set()
    assert [file.name for file in (folder / "kept").iterdir()] == ["memcon.db"]


def test_decrypt_and_rekey(folder: Path) -> None:
    path = filled(folder, KEY)
    safekeeping.rekey(path, KEY, "fig")
    with pytest.raises(LibraryError, match="the key does not open this file"):
        Library(path, key=KEY)
    safekeeping.decrypt(path, "fig")
    assert not safekeeping.locked(path)
    with Library(path) as library:
        assert len(library.search("ferries")) > 0


def test_without_its_key_or_with_another_it_stays_shut(folder: Path) -> None:
    path = filled(folder, KEY)
    with pytest.raises(LibraryError, match=r"this file is encrypted, or no memcon library; name the file .* in MEMCON_KEY_FILE"):
        Library(path)
    with pytest.raises(LibraryError, match="the key does not open this file"):
        Library(path, key="pear")


def test_a_wrong_key_changes_nothing(folder: Path) -> None:
    path = filled(folder, KEY)
    before = path.read_bytes()
    for act in (lambda: safekeeping.decrypt(path, "pear"), lambda: safekeeping.rekey(path, "pear", "fig")):
        with pytest.raises(LibraryError, match="does not open"):
            act()
    assert path.read_bytes() == before


def test_a_wrong_key_is_answered_with_one_sentence_alone(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(folder, KEY)
    capfd.readouterr()
    with pytest.raises(LibraryError, match="the key does not open this file"):
        Library(path, key="another")
    assert capfd.readouterr().err == ""


def test_what_cannot_be_is_said(folder: Path) -> None:
    path = filled(folder)
    with pytest.raises(LibraryError, match="not encrypted; 'memcon library encrypt'"):
        safekeeping.decrypt(path, KEY)
    with pytest.raises(LibraryError, match="an empty passphrase protects nothing"):
        safekeeping.encrypt(path, "")
    with pytest.raises(LibraryError, match="there is no library here"):
        safekeeping.encrypt(folder / "none.db", KEY)
    with pytest.raises(LibraryError, match=r"ferry\.txt: this file is no memcon library; choose another"):
        safekeeping.encrypt(folder / "papers" / "ferry.txt", KEY)
    safekeeping.encrypt(path, KEY)
    with pytest.raises(LibraryError, match="encrypted already"):
        safekeeping.encrypt(path, KEY)


def test_the_key_file_is_named_by_the_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = folder / "key"
    named.write_text(KEY + "\n", encoding="utf-8")
    path = filled(folder)
    runner = CliRunner()
    told = runner.invoke(app, ["library", "encrypt", "-L", str(path), "--key-file", str(named)], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    with pytest.raises(LibraryError, match="is encrypted"):
        runner.invoke(app, ["status", "-L", str(path)], catch_exceptions=False)
    monkeypatch.setenv("MEMCON_KEY_FILE", str(named))
    assert runner.invoke(app, ["status", "-L", str(path)], catch_exceptions=False).exit_code == 0
    assert runner.invoke(app, ["library", "decrypt", "-L", str(path)], catch_exceptions=False).exit_code == 0
    assert not keys.encrypted(path)


def test_nobody_to_ask_is_said(folder: Path) -> None:
    with pytest.raises(SettingError, match="nobody can be asked for the passphrase here"):
        CliRunner().invoke(app, ["library", "encrypt", "-L", str(filled(folder))], catch_exceptions=False)


@pytest.mark.parametrize("data", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"x" * 5000])
def test_a_key_file_holds_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "key").write_bytes(data)
    with pytest.raises(SettingError, match="key file"):
        keys.from_file(tmp_path / "key")


def test_a_key_file_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"key: the key file cannot be read \(No such file or directory\); check the name"):
        keys.from_file(tmp_path / "key")


def test_without_the_extra_the_error_says_which(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(folder)
    monkeypatch.setattr(keys, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install 'memcon\[encrypted\]'"):
        safekeeping.encrypt(path, KEY)
