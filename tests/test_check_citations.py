"""What a manuscript cites decides where its words are looked for first, and is held against it where they stand elsewhere alone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from checking import library, record
from memcon.check import Finding, Report, check
from memcon.check.catalogue import Catalogue
from memcon.check.cited import citation
from memcon.check.lookup import Lookup
from memcon.library import Library
from memcon.manuscript import read_bytes
from memcon.model import Document, Part, Record

SAID = "“I can hold the newspapers for a week, but I cannot hold the army for a month.”"
LETTER = "Letter From Haldor to Oreil\n\nThe ferry will not run this summer. " + "Nothing more can be said of it today. " * 12
VOLUME = "FRUS, 1964–1968, vol. XIV"


def under(label: str, date: str, kind: str, title: str, extra: str, **facts: str) -> Record:
    """The memorandum's words as another document."""
    found = record()
    document = msgspec.structs.replace(
        found.document, id=label, date=date, kind=kind, title=title, text=found.document.text + extra, **facts  # type: ignore[arg-type]
    )
    return msgspec.structs.replace(found, document=document)


def papers() -> tuple[Record, ...]:
    """The memorandum; a printed telegram and a cable that hold its words too; a letter that does not."""
    letter = Document(id="frus1964-68v14-d13", date="1966-03-20", kind="letter", title="Letter From Haldor to Oreil", text=LETTER)
    source = "Source: National Archives, RG 59, Central Files, POL 31 VAL–TES. Secret."
    title = "Telegram From the Embassy in Valmora"
    printed = under("frus1964-68v14-d12", "1966-03-11", "telegram", title, source, format="tei", number="12")
    start = len(record().document.text)
    noted = msgspec.structs.replace(printed, parts=(*printed.parts, Part(start, start + len(source), "footnote")))
    cable = under("cable-9", "1966-04-02", "telegram", "Overflights", "Sent.", format="cablegate", number="PORT SEREL 412")
    return record(), noted, cable, Record(document=letter, parts=(Part(0, len(LETTER), "paragraph"),))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library(tmp_path_factory.mktemp("cited") / "papers.db", *papers()) as opened:
        yield opened


def report(text: str, held: Library) -> Report:
    """The report on a manuscript in Markdown."""
    return check(read_bytes(text.encode(), "m.md", "md"), held)


def noted(held: Library, note: str, sentence: str = f"Oreil said: {SAID}") -> Finding:
    """The one finding on a sentence with a note."""
    (found,) = report(f"{sentence}[^1]\n\n[^1]: {note}\n", held).findings
    return found


@pytest.mark.parametrize(
    ("words", "label", "sure"),
    [
        (f"{VOLUME}, doc. 12", "frus1964-68v14-d12", True),
        ("history.state.gov/historicaldocuments/frus1964-68v14/d12", "frus1964-68v14-d12", True),
        ("frus1964-68v14-d12", "frus1964-68v14-d12", True),
        (f"{VOLUME}, doc. 99", "", False),
        ("FRUS, 1961–1963, vol. XIV, doc. 12", "", False),
        ("Port Serel 412, 2 April 1966", "cable-9", True),
        ("Telegram 412 from Port Serel", "cable-9", True),
        ("Telegram 412 from Port Serel, 9 June 1971", "", False),
        ("Memorandum of Conversation, “Overflights,” Port Serel, March 9, 1966", "memo-12", True),
        ("Memorandum of Conversation, Lindqvist, March 9, 1966", "memo-12", True),
        ("Memorandum of Conversation, March 9, 1966", "memo-12", False),
        ("Memorandum of Conversation, Overflights, March 8, 1966", "memo-12", False),
        ("Letter, Haldor to Oreil, 20 March 1966", "frus1964-68v14-d13", True),
        ("Letter, Haldor to Oreil, 20 March 1967", "", False),
        ("The Brennau Courier, 9 March 1966", "", False),
    ],
)
def test_a_citation_means_what_it_names(words: str, label: str, sure: bool, held: Library) -> None:
    meant = Catalogue(Lookup(held, "")).meant(citation(words))
    assert [held.document(name).label for name in meant.documents] == ([label] if label else [])
    assert meant.sure is sure


@pytest.mark.parametrize(
    ("note", "label"),
    [
        (f"{VOLUME}, doc. 12.", "frus1964-68v14-d12"),
        ("Port Serel 412, 2 April 1966.", "cable-9"),
        ("Memorandum of Conversation, “Overflights,” Port Serel, March 9, 1966.", "memo-12"),
        ("Letter, Haldor to Oreil, 20 March 1966; Port Serel 412.", "cable-9"),
    ],
)
def test_words_that_stand_in_several_documents_are_judged_in_the_one_cited(note: str, label: str, held: Library) -> None:
    found = noted(held, note)
    assert (found.verdict, found.source and found.source.label, found.remarks) == ("right", label, ())
    assert found.manuscript.cited == note.rstrip(".")


def test_words_that_stand_elsewhere_alone_are_a_fault_of_the_citation(held: Library) -> None:
    found = noted(held, f"{VOLUME}, doc. 13.")
    assert [fault.kind for fault in found.faults] == ["wrong document"]
    assert "not in the document cited" in found.faults[0].sentence
    assert "Letter From Haldor to Oreil, 1966-03-20" in found.faults[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        f"Oreil said: {SAID} ({VOLUME}, doc. 13.)",
        f"Oreil said ({VOLUME}, doc. 13): {SAID}",
        f"Oreil wrote:[^1]\n\n> {SAID.strip('“”')}\n\n[^1]: {VOLUME}, doc. 13.\n",
        f"The ferry stayed.[^1] Oreil said: {SAID}[^2]\n\n[^1]: {VOLUME}, doc. 12.\n[^2]: Ibid., doc. 13.\n",
    ],
)
def test_a_citation_is_found_in_brackets_before_a_block_and_behind_ibid(text: str, held: Library) -> None:
    assert report(text, held).faults() == {"wrong document": 1}


def test_nobody_is_accused_on_a_citation_that_is_not_settled(held: Library) -> None:
    unsure = noted(held, "Letter, 20 March 1966.")
    assert (unsure.faults, len(unsure.remarks)) == ((), 1)
    short = noted(held, f"{VOLUME}, doc. 13.", "Oreil warned that he could not “hold the army” in place.")
    assert short.faults == ()
    assert "not in the document cited" in short.remarks[-1]
    later = report(f"Oreil said: {SAID} The ferry ran on.[^1]\n\n[^1]: {VOLUME}, doc. 13.\n", held)
    assert later.faults() == {}


def test_a_cited_document_that_the_library_lacks_is_named(held: Library) -> None:
    found = noted(held, f"{VOLUME}, doc. 99.")
    assert found.faults == ()
    assert f"no document known as the one cited, “{VOLUME}, doc. 99”" in found.remarks[0]
    assert report(f"Oreil said: {SAID}[^1]\n\n[^1]: {VOLUME}, doc. 99.\n", held).missing == (f"{VOLUME}, doc. 99",)


def test_words_that_stand_nowhere_are_held_against_a_manuscript_whose_source_is_there(held: Library) -> None:
    sentence = "Oreil exclaimed: “Seven white swans were swimming in the canal under the moon.”"
    elsewhere = noted(held, "The Brennau Courier, 9 March 1966, p. 3.", sentence)
    assert (elsewhere.verdict, elsewhere.faults) == ("cannot tell", ())
    assert "does not have the document cited, “The Brennau Courier" in elsewhere.doubts[0]
    here = noted(held, f"{VOLUME}, doc. 13.", sentence)
    assert [fault.kind for fault in here.faults] == ["not found"]
    assert here.faults[0].sentence.startswith("Neither Letter From Haldor")
    emphasis = noted(held, "Emphasis added.", sentence)
    assert [fault.kind for fault in emphasis.faults] == ["not found"]


def test_an_archive_that_is_cited_is_compared_with_the_records_source_line(held: Library) -> None:
    same = noted(held, "Telegram, National Archives, RG 59, Central Files, POL 31 VAL–TES, 1966.")
    assert same.faults == ()
    other = noted(held, "Johnson Library, National Security File, Box 12, 1966.")
    assert other.faults == ()
    assert "no document known as the one cited" in other.remarks[0]


def test_a_note_used_twice_holds_at_both_places_and_only_a_lead_lends_its_note_to_a_block(held: Library) -> None:
    notes = f"[^1]: {VOLUME}, doc. 12.\n[^2]: {VOLUME}, doc. 13.\n"
    twice = report(f"The ferry ran.[^1] Oreil said: {SAID}[^1] The ferry stayed.[^2]\n\n{notes}", held)
    assert [one.source and one.source.label for one in twice.findings] == ["frus1964-68v14-d12"]
    block = report(f"The ferry ran.[^1]\n\n> {SAID.strip('“”')}\n\n[^1]: {VOLUME}, doc. 13.\n", held)
    assert block.faults() == {}


def test_words_given_to_the_paper_are_given_to_nobody_else(held: Library) -> None:
    sentence = "Oreil accepted the regret. As the memorandum records, “the squadron had a new commander who knew little of the mountains.”"
    assert report(sentence, held).faults() == {}


def test_a_sentence_ends_before_a_note_and_a_quotation(held: Library) -> None:
    told = "Oreil thanked him.[^1] “Colonel Dane explained that the squadron had a new commander,” Lindqvist told the press."
    (found,) = report(f"{told}\n\n[^1]: {VOLUME}, doc. 12.\n", held).findings
    assert found.manuscript.sentence.startswith("“Colonel Dane")
