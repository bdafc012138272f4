"""What words of a note or a sentence cite: a volume and its document, a message's number, a kind and a day."""

from __future__ import annotations

import pytest

from memcon.check import cited
from memcon.check.cited import Volume
from memcon.check.citing import noted
from memcon.manuscript.marked import read_markdown

VOLUMES = (
    ("FRUS, 1964–1968, vol. XIV, doc. 12", Volume("1964", "68", "14", ""), ("12",)),
    ("Foreign Relations of the United States, 1952–1954, Volume II, Part 1, Document 21", Volume("1952", "54", "2", "1"), ("21",)),
    ("Memcon, Sund, May 3, 1964, in Foreign Relations, 1964-68, XIV, No. 7, p. 33", Volume("1964", "68", "14", ""), ("7",)),
    ("FRUS, 1951, Vol. VII, Pt. Two, Documents 118 and 119", Volume("1951", "", "7", "2"), ("118", "119")),
    ("FRUS, 1969–1976, Vol. E–14, Doc. 3", Volume("1969", "76", "e14", ""), ("3",)),
    ("https://history.state.gov/historicaldocuments/frus1964-68v14/d12", Volume("1964", "68", "14", ""), ("12",)),
    ("frus1952-54v02p1-d21", Volume("1952", "54", "2", "1"), ("21",)),
    ("FRUS, 1964–1968, vol. XIV, Docs. 12 and 14", Volume("1964", "68", "14", ""), ("12", "14")),
    ("FRUS, 1964–1968, vol. XIV, docs. 112–14", Volume("1964", "68", "14", ""), ("112", "113", "114")),
    ("FRUS, 1964–1968, 14:22", Volume("1964", "68", "14", ""), ()),
)


@pytest.mark.parametrize(("text", "volume", "documents"), VOLUMES)
def test_a_volume_is_read_in_every_way_it_is_written(text: str, volume: Volume, documents: tuple[str, ...]) -> None:
    found = cited.citation(text)
    assert (found.volume, found.documents) == (volume, documents)
    assert found.names_one == bool(documents)


@pytest.mark.parametrize(
    ("text", "number", "kind", "date"),
    [
        ("Telegram 440 from Port Serel, May 4, 1963", "440", "telegram", "1963-05-04"),
        ("Embtel 1147, 4 May 1963", "1147", "telegram", "1963-05-04"),
        ("Cable No. I-0678, 7 March 2022", "I-0678", "telegram", "2022-03-07"),
        ("Telegram, 3 May 1964", "", "telegram", "1964-05-03"),
        ("Telegram 3 May 1964", "", "telegram", "1964-05-03"),
        ("Memorandum of Conversation, Sund, May 3, 1964", "", "conversation", "1964-05-03"),
        ("Memcon, Oreil–Sund, May 1964", "", "conversation", "1964-05"),
        ("Despatch 12, Brennau, 2 June 1958", "12", "despatch", "1958-06-02"),
    ],
)
def test_a_message_is_cited_by_number_and_a_record_by_kind_and_day(text: str, number: str, kind: str, date: str) -> None:
    found = cited.citation(text)
    assert (found.number, found.kind, found.date) == (number, kind, date)


def test_what_tells_a_document_from_others_is_kept() -> None:
    found = cited.citation("Memorandum of Conversation, Sund, “Ferry Rights,” Port Serel, May 3, 1964")
    assert found.details == {"sund", "ferry", "rights", "port", "serel"}


def test_a_note_falls_into_its_citations_and_words_that_cite_nothing_are_passed_over() -> None:
    found = list(cited.of_note("Memcon, Sund, May 3, 1964; Telegram 440, May 4, 1964; on this see the author's own view"))
    assert [one.words for one in found] == ["Memcon, Sund, May 3, 1964", "Telegram 440, May 4, 1964"]
    assert list(cited.of_note("Emphasis added.")) == []
    (newspaper,) = cited.of_note("The Brennau Courier, 5 May 1964, p. 3")
    assert not newspaper.names_one


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("In the memorandum of conversation of 3 May 1964, Sund said it.", ["memorandum of conversation of 3 May 1964"]),
        ("Sund said it (FRUS, 1964–1968, vol. XIV, doc. 12).", ["FRUS, 1964–1968, vol. XIV, doc. 12"]),
        ("The telegram says that on 3 May 1964 Sund left.", []),
        ("A letter was what Sund wanted on 3 May 1964.", []),
        ("Sund told the cabinet this on 3 May 1964.", []),
    ],
)
def test_a_sentence_cites_only_where_kind_and_day_belong_together(sentence: str, words: list[str]) -> None:
    assert [one.words for one in cited.of_sentence(sentence)] == words


def test_a_bracket_cites_a_document_or_names_a_speaker() -> None:
    assert cited.cites("(FRUS, 1964–1968, vol. XIV, doc. 13)")
    assert cited.cites("(Memorandum of Conversation, May 3, 1964)")
    assert not cited.cites("(Oreil, 3 May 1964)")
    assert not cited.cites("(Secretary of State Oreil)")


def test_ibid_is_the_document_before_and_what_stands_behind_it_is_another() -> None:
    text = "Words.[^1] More.[^2]\n\n[^1]: Telegram 440, May 4, 1964\n[^2]: Ibid.; Memcon, Sund, May 3, 1964\n"
    second = list(noted(read_markdown(text, "draft.md")).values())[1]
    assert [one.words for one in second] == ["Telegram 440, May 4, 1964", "Memcon, Sund, May 3, 1964"]
