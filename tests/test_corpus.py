"""The annotated corpus: a volume of two invented documents, read twice."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from memcon import corpus
from memcon.cli import corpus as commands
from memcon.corpus import Annotated, Name, Piece, agreement, distribution
from memcon.errors import FormatError, MemconError, SettingError, UnreadableError

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div type="document" xml:id="d1" n="1"><head>1. Memorandum of Conversation</head>
<p>Minister Oreld said the harbour at Sund was closed.<note n="1">Not printed.</note> If Norland paid, it would open.</p>
<p>I asked whether “the pilots have gone” and he nodded.</p></div>
<div type="document" xml:id="d2" n="2"><head>2. Telegram</head><p>The ferry sails on Monday.</p></div>
</body></text></TEI>
"""
TEXT = (
    "1. Memorandum of Conversation\n\nMinister Oreld said the harbour at Sund was closed. If Norland paid, it would open.\n\n"
    "I asked whether “the pilots have gone” and he nodded.\n"
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


PIECES = (
    Piece(*span("1. Memorandum of Conversation"), "AUTHOR", "header"),
    Piece(*span("Minister Oreld said the harbour at Sund was closed."), "Oreld", "reported", "statement", relays="Sund"),
    Piece(*span("If Norland paid, it would open."), "Oreld", "reported", "commitment", cond=True, to="I"),
    Piece(*span("I asked whether"), "I", "reported", "question", to="Oreld"),
    Piece(*span("“the pilots have gone”"), "I", "verbatim", "question", to="Oreld"),
    Piece(*span("and he nodded."), "Oreld", "act", to="I"),
)


def record(pieces: tuple[Piece, ...] = PIECES, cast: tuple[str, ...] = ("Oreld", "Sund"), **changes: object) -> Annotated:
    made = Annotated(
        volume="frus1958x", document="d1", kind="memorandum of conversation", sha256=corpus.digest(TEXT), characters=len(TEXT),
        cast=tuple(Name(name, (span("Minister Oreld" if name == "Oreld" else name),) if name in TEXT else ()) for name in cast),
        pieces=pieces,
    )
    return msgspec.structs.replace(made, **changes)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "frus").mkdir()
    (tmp_path / "frus" / "frus1958x.xml").write_text(VOLUME, encoding="utf-8")
    for folder in ("records", "second"):
        (tmp_path / "corpus" / folder).mkdir(parents=True)
        write(tmp_path, folder, record())
    return tmp_path


def write(shared: Path, folder: str, one: Annotated) -> None:
    path = shared / "corpus" / folder / f"{one.name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(corpus.dump(one))


def changed(index: int, **fields: object) -> Annotated:
    pieces = list(PIECES)
    pieces[index] = msgspec.structs.replace(pieces[index], **fields)
    return record(tuple(pieces), cast=("Oreld", "Sund", "Norland"))


def faults(one: Annotated) -> list[str]:
    return list(corpus.faults_of(one, TEXT))


def measures(first: Annotated, second: Annotated) -> dict[str, float]:
    return {one.measure: one.value for one in agreement.agree([agreement.Pair(TEXT, first, second)])}


def run(*words: str) -> tuple[int, str, BaseException | None]:
    app = typer.Typer()
    commands.register(app)
    app.command("other")(lambda: None)
    result = CliRunner().invoke(app, ["corpus", *words])
    return result.exit_code, result.output, result.exception


def test_text_ends_before_the_first_footnote(shared: Path) -> None:
    assert corpus.render(shared / "frus", record()) == TEXT


def test_missing_volume_and_document_are_said(shared: Path) -> None:
    with pytest.raises(UnreadableError, match=r"frus1900\.xml"):
        corpus.render(shared / "frus", record(volume="frus1900"))
    with pytest.raises(UnreadableError, match="no document d9"):
        corpus.render(shared / "frus", record(document="d9"))


def test_json_round_trip_is_the_same_bytes(shared: Path) -> None:
    path = shared / "corpus" / "records" / "frus1958x-d1.json"
    (loaded,) = corpus.load(path.parent)
    assert loaded == record()
    assert corpus.dump(loaded) == path.read_bytes()
    assert path.read_text(encoding="utf-8").count("\n") == 2 + 2 + 2 + len(PIECES) + 1
    assert "harbour" not in path.read_text(encoding="utf-8")


def test_broken_record_is_one_sentence(shared: Path) -> None:
    (shared / "corpus" / "records" / "x.json").write_text('{"volume": 3}', encoding="utf-8")
    with pytest.raises(FormatError, match=r"x\.json: this is no annotated record"):
        corpus.load(shared / "corpus" / "records")
    with pytest.raises(UnreadableError, match="no such folder"):
        corpus.load(shared / "nowhere")


def test_gold_writes_every_field_and_refuses_another_text() -> None:
    made = corpus.gold(record(), TEXT)
    assert made["doc"] == "frus1958x-d1"
    assert made["pieces"][2] == {
        "start": PIECES[2].start, "end": PIECES[2].end, "speaker": "Oreld", "mode": "reported", "force": "commitment",
        "cond": True, "to": "I", "relays": None,
    }
    with pytest.raises(FormatError, match="not the one that was annotated"):
        corpus.gold(record(), TEXT + " ")


def test_sound_record_has_no_fault(shared: Path) -> None:
    assert faults(record()) == []
    assert corpus.check(shared / "frus", shared / "corpus") == corpus.Report(2, ())


@pytest.mark.parametrize(
    ("one", "what"),
    [
        (record(sha256="0" * 64), "not the one annotated"),
        (changed(5, end=len(TEXT) + 1), "piece 5 lies outside"),
        (changed(2, start=PIECES[1].start), "piece 2 overlaps"),
        (changed(1, mode="sung"), "unknown mode sung"),
        (changed(1, force="plea"), "unknown force plea"),
        (changed(1, force="none"), "force none with mode reported"),
        (changed(5, force="request"), "force request with mode act"),
        (changed(3, speaker="Kalda"), "names Kalda, who is not in the cast"),
        (record(cast=("Oreld",)), "names Sund"),
    ],
)
def test_each_fault_is_found(one: Annotated, what: str) -> None:
    assert any(what in found for found in faults(one))


def test_an_alias_longer_than_a_name_is_a_fault() -> None:
    long = msgspec.structs.replace(record(), cast=(Name("Oreld", ((0, len(TEXT)),)), Name("Sund")))
    assert faults(long) == ["an alias of Oreld is no name in the text"]


def test_the_same_reading_agrees_with_itself() -> None:
    found = measures(record(), record())
    assert {value for name, value in found.items() if name != "turns F1"} == {1.0}
    assert found["turns F1"] != found["turns F1"]


def test_a_person_under_another_name_is_the_same_person() -> None:
    swap = {"Oreld": "Minister"}
    renamed = tuple(msgspec.structs.replace(p, speaker=swap.get(p.speaker, p.speaker), to=swap.get(p.to or "", p.to)) for p in PIECES)
    other = record(renamed, cast=("Sund",))
    other = msgspec.structs.replace(other, cast=(*other.cast, Name("Minister", (span("Minister Oreld"), span("Minister")))))
    assert measures(record(), other)["speaker"] == 1.0
    stranger = msgspec.structs.replace(other, cast=(*other.cast[:1], Name("Minister")))
    assert measures(record(), stranger)["speaker"] < 0.5


def test_each_field_counts_its_own_words() -> None:
    words = 25
    assert agreement.words([agreement.Pair(TEXT, record(), record())]) == words
    assert measures(record(), changed(2, speaker="I"))["speaker"] == pytest.approx(1 - 6 / words)
    assert measures(record(), changed(5, mode="narration"))["mode"] == pytest.approx(1 - 3 / words)
    assert measures(record(), changed(2, cond=False))["cond F1"] == 0.0
    assert measures(record(), changed(1, relays=None))["relays F1"] == 0.0
    assert measures(record(), changed(1, relays="Norland"))["relays F1"] == 0.0
    assert measures(record(), changed(4, mode="reported"))["quotes F1"] == 0.0
    assert measures(record(), changed(3, to=None))["to"] == pytest.approx(1 - 3 / 16)
    assert measures(record(), changed(3, to=None))["to, both named"] == 1.0


def test_classes_have_their_own_f1() -> None:
    found = agreement.by_class([agreement.Pair(TEXT, record(), changed(5, mode="narration"))])
    modes = {one.label: (one.words, one.f1) for one in found if one.field == "mode"}
    assert modes == {"reported": (18, 1.0), "verbatim": (4, 1.0), "act": (3, 0.0)}
    assert {one.label for one in found if one.field == "force"} == {"statement", "commitment", "question"}


def test_disagreements_are_shown_as_stretches() -> None:
    found = agreement.disagreements(agreement.Pair(TEXT, record(), changed(2, force="warning")))
    assert [(TEXT[d.start : d.end], d.field, d.first, d.second) for d in found] == [
        ("If Norland paid, it would open", "force", "commitment", "warning")
    ]


def test_intervals_are_the_same_every_time() -> None:
    pairs = [agreement.Pair(TEXT, record(), changed(i, mode="narration")) for i in (1, 2, 5)]
    assert agreement.agree(pairs) == agreement.agree(pairs)
    mode = next(one for one in agreement.agree(pairs) if one.measure == "mode")
    assert mode.low < mode.value < mode.high


def test_distribution_counts_words_by_label() -> None:
    found = distribution.distribution([(record(), TEXT)])
    assert found.sizes["words"] == 29
    assert found.sizes["words outside headers"] == 25
    assert found.counts["mode"] == {"reported": 18, "header": 4, "verbatim": 4, "act": 3}
    assert found.counts["cond"]["if"] == 6
    assert found.counts["years from"] == {"1958": 1}


def test_commands(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_SHARED", str(shared))
    folder = ("--corpus", str(shared / "corpus"))
    assert run("check", *folder) == (0, "2 readings stand on their texts; no fault.\n", None)
    code, said, _ = run("stats", *folder)
    assert (code, "reported" in said, "records" in said) == (0, True, True)
    write(shared, "first", changed(2, force="warning"))
    assert "force            1.000" in run("agree", *folder)[1]
    raw = run("agree", "--raw", "--show", *folder)[1]
    assert "force: warning | commitment: If Norland paid, it would open" in raw


def test_a_fault_ends_the_check_with_an_error(shared: Path) -> None:
    write(shared, "second", changed(1, mode="sung"))
    code, said, error = run("check", "--frus", str(shared / "frus"), "--corpus", str(shared / "corpus"))
    assert code == 1
    assert "second/frus1958x-d1: piece 1 has the unknown mode sung" in said
    assert isinstance(error, MemconError)


def test_without_a_folder_the_setting_is_asked_for(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMCON_SHARED", raising=False)
    error = run("check", "--corpus", str(shared / "corpus"))[2]
    assert isinstance(error, SettingError)
    assert "MEMCON_SHARED" in str(error)
