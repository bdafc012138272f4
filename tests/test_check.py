"""A manuscript against an invented memorandum: what holds, each fault, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from checking import library, record
from memcon.check import Finding, check, judging
from memcon.library import Library
from memcon.manuscript import read_bytes
from memcon.model import Document, Person, Record, Statement


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    elsewhere = record()
    other = elsewhere.document.__class__(id="letter-3", source="letter.txt", place="Brennau", date="1970-01-02", text="A letter. " * 20)
    with library(tmp_path_factory.mktemp("check") / "papers.db", elsewhere, elsewhere.__class__(document=other)) as opened:
        yield opened


def found(sentence: str, held: Library) -> Finding:
    """The one finding on a manuscript of one sentence."""
    report = check(read_bytes(sentence.encode(), "m.txt"), held)
    assert len(report.findings) == 1, [one.manuscript.text for one in report.findings]
    return report.findings[0]


TRUE = (
    "Oreil said: “I can hold the newspapers for a week, but I cannot hold the army for a month.”",
    "“I can hold the newspapers for a week ... I cannot hold the army for a month,” said the Secretary.",
    "According to Oreil, “I can hold the news-\npapers for a week, but I cannot hold the army for a month.”",
    "Secretary Oreil told Lindqvist that the weather station at Arda had recorded a clear sky all that day.",
    "In Ambassador Lindqvist’s account, two aircraft on a training flight had lost their way in cloud.",
    "As Colonel Dane explained, the squadron had a new commander who knew little of the mountains.",
    "On 9 March 1966 Oreil said that the weather station at Arda had recorded a clear sky all that day.",
    "The memorandum notes that the Ambassador seemed to have been given no instructions beyond the note.",
    "Oreil promised: “If the squadron is moved away from the border, the engineers will meet on the date agreed.”",
    "Lindqvist, quoting Haldor, said that the inquiry could not be finished before the election in May.",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_holds_is_not_accused(sentence: str, held: Library) -> None:
    one = found(sentence, held)
    assert one.faults == ()
    assert one.source is not None
    assert one.source.label == "memo-12"


FALSE = (
    ("other speaker", "Colonel Dane said: “I can hold the newspapers for a week, but I cannot hold the army for a month.”"),
    ("other speaker", "According to Oreil, the squadron had a new commander who knew little of the mountains."),
    ("other speaker", "It was Marran who said that the weather station at Arda had recorded a clear sky all that day."),
    ("writer's voice", "Oreil said that the Ambassador seemed to have been given no instructions beyond the note that he handed over."),
    ("turned round", "Lindqvist accepted that the movement of squadrons was a matter for the Council of the League."),
    ("condition dropped", "“The engineers will meet on the date agreed,” Oreil assured him."),
    ("relayed as own", "Lindqvist said that the inquiry could not be finished before the election in May."),
    ("reported as verbatim", "“The weather station at Arda had recorded a clear sky all that day,” said Oreil."),
    ("stitched", "Oreil said: “I can hold the newspapers for a week will be broken off before the summer.”"),
    ("altered", "Oreil warned: “I can hold the newspapers for a year, but I cannot hold the army for a month.”"),
    ("not found", "Oreil exclaimed: “Seven white swans were swimming in the canal under the moon.”"),
    ("hedge dropped", "Oreil said: “The talks on the southern railway will be broken off before the summer.”"),
    ("wrong listener", "Oreil told Dane that the weather station at Arda had recorded a clear sky all that day."),
    ("wrong date", "On 4 May 1966 Oreil said that the weather station at Arda had recorded a clear sky all that day."),
    ("wrong place", "In Brennau, Oreil said that the weather station at Arda had recorded a clear sky all that day."),
)


@pytest.mark.parametrize(("kind", "sentence"), FALSE)
def test_each_fault_is_found_as_what_it_is(kind: str, sentence: str, held: Library) -> None:
    one = found(sentence, held)
    assert kind in {fault.kind for fault in one.faults}, one
    assert one.verdict == "wrong"


def talked(*lines: tuple[str, str]) -> Record:
    """The memorandum's people in a talk of verbatim lines."""
    text, told = "", []
    for number, (speaker, words) in enumerate(lines, 1):
        told.append(
            Statement(id=f"s{number}", start=len(text), end=len(text) + len(words), text=words, speaker=(speaker,), mode="verbatim",
                      force="statement", confidence=1.0)
        )
        text += words + " "
    return Record(document=Document(id="talk-1", text=text), people=record().people, statements=tuple(told))


UNTOLD = (
    "“I can hold the newspapers for a week, but I cannot hold the army for a month.”",
    "Oreil said that the swans of the canal had flown south under the moon of autumn.",
    "He was, so to speak, “under the moon”.",
)


@pytest.mark.parametrize("sentence", UNTOLD)
def test_what_cannot_be_judged_is_said(sentence: str, held: Library) -> None:
    one = found(sentence, held)
    assert one.verdict == "cannot tell"
    assert one.doubts


def test_a_reading_that_names_nobody_accuses_nobody(tmp_path: Path) -> None:
    sure = record()
    doubted = tuple(s.__class__(**{f: getattr(s, f) for f in s.__struct_fields__} | {"confidence": 0.9}) for s in sure.statements)
    unsure = sure.__class__(document=sure.document, parts=sure.parts, people=sure.people, mentions=sure.mentions, statements=doubted)
    with library(tmp_path / "unsure.db", unsure) as held:
        one = found("Lindqvist said: “I can hold the newspapers for a week, but I cannot hold the army for a month.”", held)
    assert one.verdict == "cannot tell"
    assert "does not settle it" in one.doubts[0]


def test_the_worst_stands_first_and_places_are_exact(held: Library) -> None:
    text = f"{TRUE[0]}\n\n{FALSE[9][1]}\n\n{FALSE[0][1]}\n"
    report = check(read_bytes(text.encode(), "m.txt"), held)
    assert [one.verdict for one in report.findings] == ["wrong", "wrong", "right"]
    assert report.faults() == {"other speaker": 1, "altered": 1}
    for one in report.findings:
        assert text[one.manuscript.start : one.manuscript.end] == one.manuscript.text
        assert one.source is not None
        assert held.show(one.source.document).document.text[one.source.start : one.source.end].startswith("I can hold")
    assert report.findings[0].manuscript.line == 5


def test_a_manuscript_imported_beside_its_sources_is_no_source(tmp_path: Path) -> None:
    sentence = "It was Marran who said that “I can hold the newspapers for a week, but I cannot hold the army for a month.”"
    source = record()
    own = source.document.__class__(id="draft", source="draft.txt", text=sentence)
    said = Statement(id="s1", start=0, end=len(sentence), text=sentence, mode="reported")
    with library(tmp_path / "papers.db", source, source.__class__(document=own, statements=(said,))) as opened:
        report = check(read_bytes(sentence.encode(), "draft.txt"), opened)
    assert len(report.passed) == 1
    assert report.faults() == {"other speaker": 1}


def test_a_quotation_that_goes_on_behind_its_speaker_is_the_speakers(held: Library) -> None:
    text = "“I can hold the newspapers for a week,” Colonel Dane said. “But I cannot hold the army for a month.”"
    one, other = check(read_bytes(text.encode(), "m.txt"), held).findings
    assert one.manuscript.speaker == other.manuscript.speaker == "Colonel Dane"
    assert {fault.kind for fault in (*one.faults, *other.faults)} == {"other speaker"}


def test_a_quotation_that_opens_a_new_paragraph_is_not_carried_on(held: Library) -> None:
    text = "“I can hold the newspapers for a week,” Dane said.\n\n“But I cannot hold the army for a month.”"
    last = max(check(read_bytes(text.encode(), "m.txt"), held).findings, key=lambda one: one.manuscript.start)
    assert last.manuscript.speaker == ""


def test_the_sentence_shown_is_not_cut_in_a_quotation(held: Library) -> None:
    text = "“I can hold the newspapers for a week,” Oreil told Lindqvist, “but I cannot hold the army for a month.”"
    for one in check(read_bytes(text.encode(), "m.txt"), held).findings:
        assert one.manuscript.sentence == text


def test_a_name_behind_its_verb_amid_what_is_said_is_the_speakers(held: Library) -> None:
    one = found("The squadron had, said Colonel Dane, a new commander who knew little of the mountains.", held)
    assert one.manuscript.speaker == "Colonel Dane"
    assert one.faults == ()


def test_words_left_out_in_which_another_speaks_are_told(tmp_path: Path) -> None:
    said = ("p2", "I can hold the newspapers for a week."), ("p3", "You have never held anything."), ("p2", "I cannot hold the army.")
    talk = talked(*said)
    with library(tmp_path / "talk.db", talk) as opened:
        one = found("Oreil said: “I can hold the newspapers for a week … I cannot hold the army.”", opened)
    assert one.verdict == "right"
    assert one.remarks == ("Between these words the record hears Lindqvist; the ellipsis does not say so.",)


def test_an_opening_place_that_is_not_known_as_one_is_a_doubt(held: Library) -> None:
    one = found("In Quellmar, Oreil said that the weather station at Arda had recorded a clear sky all that day.", held)
    assert one.verdict == "cannot tell"
    assert "Quellmar" in one.doubts[0]


@pytest.mark.parametrize("who", ["Oreil said that", "According to Oreil,"])
def test_the_view_of_a_capital_is_not_the_speakers_own(who: str, tmp_path: Path) -> None:
    told = "Oreil said that the thinking in Tess City was that the summer was no time for a journey over the mountains."
    lines = (("p2", told),)
    with library(tmp_path / "view.db", talked(*lines)) as opened:
        assert found(f"{who} the summer was no time for a journey over the mountains.", opened).faults[0].kind == "relayed as own"
        assert found(f"{who} the thinking in Tess City was that the summer was no time for a journey.", opened).faults == ()


@pytest.mark.parametrize(("to", "kinds"), [("Haldor", ["wrong listener"]), ("Dane", []), ("Marran", [])])
def test_one_who_is_only_spoken_of_was_not_told(to: str, kinds: list[str], tmp_path: Path) -> None:
    with library(tmp_path / "talk.db", talked(("p2", "The ferry will not sail before the ice has left the harbour."))) as opened:
        one = found(f"Oreil told {to} that the ferry would not sail before the ice had left the harbour.", opened)
    assert [fault.kind for fault in one.faults] == kinds


def test_an_office_by_which_the_record_calls_another_is_that_others(tmp_path: Path) -> None:
    words = "The squadron has a new commander who knows little of the mountains."
    talk = talked(("p2", "The engineers can meet on the bridge."), ("p6", words))
    known = replace(talk, people=(*talk.people, Person(id="p6", name="Krell", participant=True)))
    with library(tmp_path / "talk.db", known) as opened:
        one = found(f"The Secretary said: “{words}”", opened)
    assert [fault.kind for fault in one.faults] == ["other speaker"]


def test_a_listener_whom_the_record_does_not_name_may_be_anybody(tmp_path: Path) -> None:
    talk = talked(("p2", "The ferry will not sail before the ice has left the harbour."))
    heard = replace(talk, people=(*talk.people, Person(id="p7", role="Secretary", aliases=("the Secretary",), participant=True)),
                    statements=(replace(talk.statements[0], to=("p7",), confidence=0.9),))
    with library(tmp_path / "talk.db", heard) as opened:
        one = found("Oreil told Haldor that the ferry would not sail before the ice had left the harbour.", opened)
    assert one.verdict == "cannot tell"
    assert "whether that is Haldor" in one.doubts[0]


@pytest.mark.parametrize(("confidence", "verdict"), [(1.0, "wrong"), (0.9, "wrong"), (0.7, "cannot tell")])
def test_a_listener_is_held_against_a_manuscript_where_the_reading_is_sure(confidence: float, verdict: str, tmp_path: Path) -> None:
    talk = talked(("p2", "The ferry will not sail before the ice has left the harbour."))
    heard = replace(talk, statements=(replace(talk.statements[0], to=("p3",), confidence=confidence),))
    with library(tmp_path / "talk.db", heard) as opened:
        one = found("Oreil told Haldor that the ferry would not sail before the ice had left the harbour.", opened)
    assert one.verdict == verdict


@pytest.mark.parametrize(
    ("line", "words", "named", "confidence", "reported"),
    [
        ("Oreil said that we had lost our way in the cloud.", "we had lost our way", True, 0.7, True),
        ("Oreil said, we have lost our way in the cloud.", "we have lost our way", True, 0.7, False),
        ("The squadron had lost its way in the cloud.", "The squadron had lost its way", False, 0.8, True),
        ("The squadron had lost its way in the cloud.", "The squadron had lost its way", False, 0.7, False),
        ("We had lost our way in the cloud.", "We had lost our way", False, 0.9, False),
    ],
)
def test_reported_speech_is_told_by_the_clause_that_reports_it(
    line: str, words: str, named: bool, confidence: float, reported: bool
) -> None:
    talk = talked(("p2", line))
    one = replace(talk.statements[0], mode="reported", confidence=confidence, source=(0, len("Oreil")) if named else None)
    at = line.index(words)
    assert judging.is_reported(one, replace(talk, statements=(one,)), [(at, at + len(words))]) is reported


@pytest.mark.parametrize(("body", "speaker", "own"), [("Valmora", "p2", True), ("Tessaly", "p2", False), ("Valmora", "p1", True)])
def test_the_view_of_the_speakers_own_state_is_not_passed_on(body: str, speaker: str, own: bool) -> None:
    talk = talked((speaker, "The government wanted the ferry to sail before the ice had left the harbour."))
    state = Person(id="p8", side=body, role="government")
    assert judging.own_side(state, talk, talk.statements[0]) is own


def test_a_denial_does_not_reach_a_clause_of_its_own(tmp_path: Path) -> None:
    said = "Oreil did not think this feasible but he would send an engineer to the harbour in the spring."
    with library(tmp_path / "talk.db", talked(("p2", said))) as opened:
        assert found("Oreil said that he “would send an engineer to the harbour in the spring.”", opened).verdict != "wrong"
        assert found("Oreil said: “but he would send an engineer to the harbour in the spring.”", opened).verdict != "wrong"


def test_words_too_common_to_tell_a_document_by_are_found_side_by_side(tmp_path: Path) -> None:
    with library(tmp_path / "talk.db", talked(("p2", "That is what it is and that's what it will be."))) as opened:
        one = found("Oreil said: “that's what it will be.”", opened)
    assert one.source is not None
    assert one.wording == "exact"
