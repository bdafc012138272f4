"""Parsing: where sentences end, that tokens stand where the text says, and how the model is chosen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from memcon import sentences
from memcon.errors import ModelError
from memcon.model import Parsed

Parse = Callable[[str], Parsed]


def cut(parsed: Parsed) -> list[str]:
    return [parsed.text[s.start : s.end] for s in parsed.sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["The Minister spoke.", "He left.", "It rained."],
        ["Mr. Oreil met Gen. Sund at 10 a.m. in Port Serel.", "They spoke."],
        ["He said “the ferries sail.”", "I left."],
        ["He asked “what then?” and left.", "I stayed."],
        ["“Are they here?”", "He did not say."],
        ["He met J. Oreil.", "“I know him,” he said."],
        ["no capital opens this one and no mark ends it"],
    ],
)
def test_sentences_end_where_mark_and_capital_agree(parse: Parse, expected: list[str]) -> None:
    assert cut(parse(" ".join(expected))) == expected


def test_tokens_and_sentences_stand_in_the_text(parse: Parse) -> None:
    parsed = parse("The Minister said (twice) “we can’t – not now.”  I left…\t\nThen we’d eat 3½ pies.")
    assert all(parsed.text[t.start : t.end] == t.text for t in parsed.tokens)
    assert all(a.end <= b.start for a, b in pairwise(parsed.tokens))
    assert all(0 <= t.head < len(parsed.tokens) for t in parsed.tokens)
    for s in parsed.sentences:
        assert (s.start, s.end) == (parsed.tokens[s.first].start, parsed.tokens[s.last - 1].end)


def test_paragraphs_are_parsed_apart_and_what_lies_between_is_left_out() -> None:
    text = "The ferries sail. SERET 2 He left."
    parsed = sentences.parse(text, ((0, 17), (26, 34)))
    assert [(text[s.start : s.end], s.paragraph) for s in parsed.sentences] == [("The ferries sail.", 0), ("He left.", 1)]
    assert not any(17 <= t.start < 26 for t in parsed.tokens)


def test_heads_point_into_the_whole_document() -> None:
    parsed = sentences.parse("It rained. Oreil left.", ((0, 10), (11, 22)))
    left = next(t for t in parsed.tokens if t.text == "left")
    oreil = next(t for t in parsed.tokens if t.text == "Oreil")
    assert parsed.tokens[oreil.head] == left


def test_no_paragraph_and_white_space_have_no_sentence() -> None:
    assert sentences.parse("", ()).sentences == ()
    assert sentences.parse(" \n ", ((0, 3),)).sentences == ()


def test_a_joined_word_reads_as_one(parse: Parse) -> None:
    parsed = parse("The Minister in\u2060\u2060formed us.")
    assert "informed" in [t.text for t in parsed.tokens]


def test_long_paragraphs_are_cut_at_white_space() -> None:
    text = "word " * 9_000
    pieces = sentences.chunks(text, 0, len(text))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(b - a <= sentences.LONGEST for a, b in pieces)
    assert all(text[b - 1] == " " for _, b in pieces)
    assert sentences.chunks(text, 3, 3) == []


def test_a_long_word_is_cut_where_it_must_be() -> None:
    pieces = sentences.chunks("x" * 50_000, 0, 50_000)
    assert [b - a for a, b in pieces] == [20_000, 20_000, 10_000]


def test_a_cut_paragraph_keeps_its_number_and_offsets() -> None:
    text = "The ferries sail. " * 1_200
    parsed = sentences.parse(text, ((0, len(text)),))
    assert {s.paragraph for s in parsed.sentences} == {0}
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)


@pytest.mark.parametrize("name", ["no-such-model", "./no/such/folder", ".", "json"])
def test_a_model_that_is_not_there_is_named_with_what_to_do(name: str) -> None:
    with pytest.raises(ModelError, match="is not installed; install it with pip or choose another with --model or MEMCON_MODEL"):
        sentences.parse("It rained.", ((0, 10),), name)


def test_the_model_asked_for_wins_over_the_environment_and_this_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMCON_MODEL", raising=False)
    assert sentences.model_name() == sentences.DEFAULT_MODEL
    monkeypatch.setenv("MEMCON_MODEL", "another")
    assert sentences.model_name() == "another"
    assert sentences.model_name("mine") == "mine"


def test_english_is_told_from_other_languages() -> None:
    english = "The Minister said that he had not been told of the note and that it was for the Council to reply to it. " * 2
    german = "Der Minister sagte, dass er von der Note nichts wisse und dass es Sache des Rates sei, darauf zu antworten. " * 3
    assert (sentences.english(english) or 0) > 0.9
    assert (sentences.english(german) or 0) < 0.4
    assert sentences.english(english.upper()) == sentences.english(english)
    assert sentences.english("Der Minister sagte nichts.") is None


@pytest.mark.parametrize("text", ['"' * 100_000, "x" * 100_000, "... " * 2_000, "the " + "-)" * 50_000 + " end"])
def test_a_paragraph_of_one_sign_ends(parse: Parse, text: str) -> None:
    assert all(text[s.start : s.end] for s in parse(text).sentences)


def test_long_runs_of_signs_are_not_parsed() -> None:
    text = "The end" + "=" * 300 + "of it"
    assert [text[a:b] for a, b in sentences.chunks(text, 0, len(text))] == ["The end", "of it"]
