"""The word lists: each is there, sound and of use, and a broken one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import lexicon, model
from memcon.errors import ModelError

DATA = Path(lexicon.__file__).parent / "data"
PAIRS = {"body_forms", "capitals", "captions", "countries", "cues", "peoples", "topics"}
RECORDS = {"holders"}
WORDS = sorted(p.stem for p in DATA.glob("*.txt") if p.stem not in PAIRS | RECORDS)
PHRASES = sorted(p.stem for p in DATA.glob("*.phrases"))
WEIGHTS = sorted(p.stem for p in DATA.glob("*.weights"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of word lists of the test's own, with nothing kept of what was loaded before."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(lexicon, "DATA", tmp_path / "data")
    for name in ("words", "pairs", "phrases", "weights"):
        monkeypatch.setattr(lexicon, name, getattr(lexicon, name).__wrapped__)
    return tmp_path / "data"


@pytest.mark.parametrize("name", WORDS)
def test_every_list_of_words_is_sound(name: str) -> None:
    assert lexicon.words(name)


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_every_list_of_pairs_is_sound(name: str) -> None:
    assert all(word and value for word, value in lexicon.pairs(name).items())


@pytest.mark.parametrize("name", PHRASES)
def test_every_list_of_phrases_is_sound_and_says_what_it_is(name: str) -> None:
    lines = (DATA / f"{name}.phrases").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line == line.lower() and line == line.strip() for line in lines[1:])
    assert len(set(lines)) == len(lines)
    assert not lexicon.says(name, "")
    assert any(f'"{name}"' in path.read_text(encoding="utf-8") for path in DATA.parent.rglob("*.py")), f"nobody asks for {name}"


def test_a_phrase_is_found_as_whole_words_whatever_its_capitals(own: Path) -> None:
    (own / "signs.phrases").write_text("# A list.\nno comment\nask\\w*\n", encoding="utf-8")
    assert lexicon.says("signs", "He said: No comment.")
    assert lexicon.says("signs", "Asked")
    assert not lexicon.says("signs", "a task, no commentary")
    (own / "broken.phrases").write_text("# A list.\n(open\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"broken\.phrases: a phrase is no regular expression"):
        lexicon.phrases("broken")
    with pytest.raises(ModelError, match=r"data/none\.phrases are not in this installation"):
        lexicon.phrases("none")


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_list_of_weights_is_sound(name: str) -> None:
    found = lexicon.weights(name)
    assert found
    assert all(abs(number) < 100 for number in found.values())


def test_the_weights_of_forces_and_modes_name_those_there_are() -> None:
    assert {fact for fact in lexicon.weights("force") if " " not in fact} <= {*model.FORCES, "foreseen"}
    assert {fact for fact in lexicon.weights("mode") if " " not in fact} <= set(model.MODES)


def test_every_cue_has_a_base_and_a_force_there_is() -> None:
    cues = lexicon.cues()
    assert cues["said"] == ("say", "statement")
    assert cues["asked"][0] == "ask"
    assert {force for _, force in cues.values()} <= set(model.FORCES)
    assert all(base for base, _ in cues.values())


def test_comments_and_empty_lines_are_no_entries(own: Path) -> None:
    (own / "list.txt").write_text("# source\n\none # first\n  two\n", encoding="utf-8")
    assert lexicon.entries("list") == ("one", "two")


@pytest.mark.parametrize(("text", "named"), [("one\nOne\n", "One"), ("one\none\n", "one")])
def test_a_capital_or_a_repetition_is_refused_by_name(own: Path, text: str, named: str) -> None:
    (own / "list.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=rf"data/list\.txt: not lower case or given twice: {named}"):
        lexicon.words("list")


@pytest.mark.parametrize("line", ["one", "One = 1", "one = 1\none = 2"])
def test_a_pair_that_is_none_is_refused_by_name(own: Path, line: str) -> None:
    (own / "list.txt").write_text(line, encoding="utf-8")
    with pytest.raises(ModelError, match=r"data/list\.txt: '.*' is not a lower case 'word = value' given once"):
        lexicon.pairs("list")


def test_weights_may_name_facts_with_an_equals_sign(own: Path) -> None:
    (own / "list.weights").write_text("# learned\na & b = 0.5\na=b = -2\n\n", encoding="utf-8")
    assert lexicon.weights("list") == {"a & b": 0.5, "a=b": -2.0}


def test_a_list_that_is_not_there_is_named(own: Path) -> None:
    with pytest.raises(ModelError, match=r"the word list data/nothing\.txt is not in this installation; install memcon again"):
        lexicon.entries("nothing")
    with pytest.raises(ModelError, match=r"the weights data/nothing\.weights are not in this installation"):
        lexicon.weights("nothing")
