"""Plain text: the text stays as it stood, and a guessed encoding is said."""

from __future__ import annotations

import hashlib

import pytest

from memcon.errors import UnreadableError
from memcon.formats import encoding, text
from memcon.model import Rendered

WORDS = "Señor Vale said: “The harbor isn’t closed — not yet.”\r\nWe agreed.\n"


def read(data: bytes) -> Rendered:
    return next(text.read(data, "talk.txt"))


def test_utf8_is_read_unchanged_and_unremarked() -> None:
    rendered = read(WORDS.encode())
    assert rendered.document.text == WORDS
    assert rendered.notes == ()


@pytest.mark.parametrize(("mark", "name"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes, name: str) -> None:
    rendered = read(mark + WORDS.encode(name))
    assert rendered.document.text == WORDS
    assert rendered.notes == ()


def test_utf32_with_a_mark() -> None:
    assert read(b"\xff\xfe\0\0" + WORDS.encode("utf-32-le")).document.text == WORDS


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_guessed_and_said(name: str) -> None:
    rendered = read("The Minister called. He said that he agreed.".encode(name))
    assert rendered.document.text == "The Minister called. He said that he agreed."
    assert "UTF-16" in rendered.notes[0]


@pytest.mark.parametrize("words", ["He said “no” – and left…", WORDS, "The Chargé d’affaires, M. Lefèvre, spoke of the façade"
    " of Café Zürich."])
def test_windows_text_is_guessed_and_said(words: str) -> None:
    rendered = read(words.encode("cp1252"))
    assert rendered.document.text == words
    assert rendered.notes == (
        "The file does not say its encoding; it was read as Windows-1252, a guess: check quotation marks and accented letters.",
    )


def test_text_of_another_script_is_guessed() -> None:
    words = "Министр сказал, что правительство не согласно с нотой и ответит на неё в июне."
    rendered = read(words.encode("cp1251"))
    assert rendered.document.text == words
    assert "a guess" in rendered.notes[0]


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"talk\.txt: the file is marked as UTF-8 but breaks its rules at byte 3"):
        read(b"\xef\xbb\xbfabc\xff\xff")


def test_the_document_is_known_by_its_bytes() -> None:
    data = WORDS.encode()
    document = read(data).document
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == document.sha256[:16]
    assert (document.source, document.format) == ("talk.txt", "text")


def test_excisions_are_data() -> None:
    rendered = read(b"He named [2 lines not declassified] and left [as the drafter recalls it] early [sic].")
    assert [(p.kind, rendered.document.text[p.start : p.end]) for p in rendered.parts] == [
        ("excision", "[2 lines not declassified]"),
        ("insertion", "[as the drafter recalls it]"),
    ]


def test_white_space_alone_is_refused() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read("\u2003\u00a0\n".encode())


def test_peek_reads_the_start_in_any_encoding() -> None:
    assert encoding.peek("SIPDIS".encode("utf-16")).startswith("SIPDIS")
    assert encoding.peek(b"caf\xe9").startswith("caf")
