"""The example records are read: layout, people and the laws of the record; nothing here hangs on a learned weight."""

from __future__ import annotations

import re
import socket
from functools import cache
from pathlib import Path

import pytest

import memcon
from memcon import casting
from memcon.model import SPOKEN, Person, Record, Statement

EXAMPLES = Path(__file__).parent.parent / "examples"
RECORDS = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".xml"})


@cache
def records(name: str) -> tuple[Record, ...]:
    return tuple(memcon.read_all(EXAMPLES / name))


def only(name: str) -> Record:
    (record,) = records(name)
    return record


def person(record: Record, surname: str) -> Person:
    """The one person whose name ends so, in whatever case."""
    (found,) = [p for p in record.people if p.name.lower().split()[-1:] == [surname.lower()]]
    return found


def saying(record: Record, words: str) -> Statement:
    """The statement in which the words begin."""
    at = record.document.text.index(words)
    return next(s for s in record.statements if s.start <= at < s.end)


def test_there_is_an_example_of_each_layout() -> None:
    assert RECORDS == [
        "cable.txt", "capitals.txt", "luncheon.txt", "memorandum.txt", "report.txt", "telegram.txt", "telephone.txt",
        "volume.xml",
    ]


@pytest.mark.parametrize("name", RECORDS)
def test_the_laws_of_the_record_hold(name: str) -> None:
    for record in records(name):
        text, people, ids = record.document.text, {p.id for p in record.people}, {s.id for s in record.statements}
        assert len(record.statements) > 10
        assert sum(p.author for p in record.people) == 1
        end = 0
        for statement in record.statements:
            assert end <= statement.start < statement.end <= len(text)
            assert text[statement.start : statement.end] == statement.text
            assert {*statement.speaker, *statement.to, *statement.relays} <= people
            end = statement.end
        for mention in record.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert mention.person in people
        for exchange in record.exchanges:
            assert {exchange.first, exchange.reply or exchange.first} <= ids
        assert memcon.from_json(memcon.to_json(record)) == record


@pytest.mark.parametrize("name", [name for name in RECORDS if name.endswith(".txt")])
def test_a_text_is_kept_as_it_stands(name: str) -> None:
    assert only(name).document.text == (EXAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RECORDS)
def test_reading_again_gives_the_same(name: str) -> None:
    assert tuple(memcon.read_all(EXAMPLES / name)) == records(name)


@pytest.mark.parametrize(
    ("name", "format_", "kind", "date"),
    [
        ("cable.txt", "cablegate", "telegram", "2005-05-13"),
        ("capitals.txt", "aad", "telegram", "1974-09-06"),
        ("luncheon.txt", "text", "telegram", "1997-10-14"),
        ("memorandum.txt", "text", "memorandum of conversation", "1966-03-09"),
        ("telegram.txt", "text", "telegram", "1963-05-04"),
        ("telephone.txt", "text", "telephone conversation", "1971-11-21"),
    ],
)
def test_format_kind_and_date_are_right(name: str, format_: str, kind: str, date: str) -> None:
    document = only(name).document
    assert (document.format, document.kind, document.date) == (format_, kind, date)


@pytest.mark.parametrize("name", ["cable.txt", "capitals.txt"])
def test_the_head_of_a_telegram_is_data(name: str) -> None:
    document = only(name).document
    assert document.classification == "Confidential"
    assert "SECSTATE WASHDC" in " ".join(document.to)
    assert "PORT SEREL" in " ".join(document.from_)
    assert document.subject.isupper()
    assert document.tags[0].startswith("P")
    assert len(document.references) >= 2
    assert document.signer in {"MARLOWE", "HOLLAND"}


@pytest.mark.parametrize("name", ["cable.txt", "capitals.txt"])
def test_no_word_of_a_telegrams_head_or_foot_is_speech(name: str) -> None:
    record = only(name)
    text = record.document.text
    body = text.index("1. ")
    assert min(s.start for s in record.statements) >= body
    assert max(s.end for s in record.statements) <= text.rindex(record.document.signer)


def test_the_numbers_and_marks_of_paragraphs_are_data() -> None:
    numbered = {p.number: p.mark for p in only("cable.txt").parts if p.number and p.kind in {"paragraph", "summary", "comment"}}
    assert numbered == dict.fromkeys("123456", "C")
    assert [p.number for p in only("capitals.txt").parts if p.kind == "comment"] == ["7"]


def test_a_sentence_cut_by_a_page_break_is_whole() -> None:
    record = only("capitals.txt")
    statement = saying(record, "VALMORA WOULD\nCONFIDENTIAL")
    assert saying(record, "PUT ITS OWN LAW ASIDE") == statement
    assert statement.grade != "exact"
    assert person(record, "Dragan").id in statement.speaker


def test_the_participants_of_a_memorandum_take_part() -> None:
    record = only("memorandum.txt")
    roles = {surname: person(record, surname) for surname in ("Oreil", "Sund", "Castan", "Lindqvist", "Dane")}
    assert all(p.participant for p in roles.values())
    assert roles["Oreil"].role == "Secretary of State"
    assert roles["Lindqvist"].role == "Ambassador"
    assert saying(record, "I can hold the newspapers").mode == "verbatim"
    assert saying(record, "I can hold the newspapers").speaker == (roles["Oreil"].id,)


def test_the_turns_of_a_transcript_are_said_by_their_labels() -> None:
    record = only("telephone.txt")
    turns = list(re.finditer(r"^(Operator|Prime Minister|Sund): (.+)$", record.document.text, re.MULTILINE))
    assert len(turns) > 20
    verbatim = 0
    for turn in turns:
        said = [s for s in record.statements if turn.start() <= s.start < turn.end()]
        assert all(s.start >= turn.start(2) for s in said), "a label is no speech"
        assert {record.name(who) for s in said if s.mode == "verbatim" for who in s.speaker} <= {turn[1]}
        verbatim += any(s.mode == "verbatim" for s in said)
    assert verbatim > 0.9 * len(turns)


def test_an_answer_is_given_by_whoever_was_asked_and_a_quotation_by_whoever_paused() -> None:
    record = only("luncheon.txt")
    veld = person(record, "Veld").id
    assert saying(record, "I asked Veld whether").to == (veld,)
    assert saying(record, "He answered in the negative").speaker == (veld,)
    assert saying(record, "After a pause he went on").speaker == (veld,)
    assert saying(record, "I think that if your Government ratifies").speaker == (veld,)


def test_a_telegram_without_articles_names_its_speaker() -> None:
    record = only("telegram.txt")
    assert saying(record, "Minister said GOV would").speaker == (person(record, "Oreil").id,)
    assert saying(record, "did not intend to see them").mode == "verbatim"
    assert person(record, "Marran").author


def test_the_writers_judgement_is_not_what_was_said() -> None:
    judged = {"luncheon.txt": "Veld seemed ill at ease", "cable.txt": "Voss was in high spirits", "capitals.txt": "WE DOUBT THAT"}
    assert {saying(only(name), words).mode for name, words in judged.items()} == {"assessment"}


def test_a_volume_gives_each_document_with_footnotes_apart() -> None:
    first, second = records("volume.xml")
    assert [r.document.kind for r in (first, second)] == ["memorandum of conversation", "telegram"]
    assert [r.document.date for r in (first, second)] == ["1961-06-05", "1961-06-14"]
    assert [r.document.place for r in (first, second)] == ["Karlsholm", "Port Serel"]
    assert first.document.id != second.document.id
    assert [p.number for p in first.parts if p.kind == "footnote"] == ["1", "2"]
    notes = [p for p in first.parts if p.kind == "footnote"]
    assert all(s.end <= min(p.start for p in notes) for s in first.statements)
    assert person(first, "Quill").participant


def test_a_cast_wins() -> None:
    cast = casting.load(EXAMPLES / "cast.toml")
    record = memcon.read(EXAMPLES / "luncheon.txt", cast=cast)
    assert {p.name: (p.role, p.side) for p in record.people}.items() >= {p.name: (p.role, p.side) for p in cast}.items()
    assert [p.name for p in record.people if p.author] == ["Helena Marran"]
    assert record.by("Helena Marran")
    said = [s for s in record.by("Veld") if s.mode in SPOKEN]
    assert saying(record, "People here do not understand") in said


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert memcon.read(EXAMPLES / "luncheon.txt") == only("luncheon.txt")
