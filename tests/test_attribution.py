"""Who a manuscript's sentence says is speaking, and to whom, in many wordings."""

from __future__ import annotations

import pytest

from memcon import sentences
from memcon.check.attribution import Attribution, attributions, opened
from memcon.check.masking import masked
from memcon.quotes.marks import quotations


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and listener of each attribution of a one-sentence text."""
    span = (0, len(text))
    clean = masked(text, quotations(text, [span]))
    parsed = sentences.parse(clean, (span,))
    found = [one for sentence in parsed.sentences for one in attributions(clean, parsed, sentence)]
    return [(text[slice(*one.who)], text[slice(*one.to)] if one.to else "") for one in found]


@pytest.mark.parametrize(
    ("text", "speaker", "listener"),
    [
        ("Oreil told the ambassador that the ferry would sail.", "Oreil", "the ambassador"),
        ("“The ferry will sail on Monday,” said Oreil.", "Oreil", ""),
        ("“The ferry,” Oreil added, “will sail on Monday if it can.”", "Oreil", ""),
        ("According to Oreil, the ferry would sail.", "Oreil", ""),
        ("As Oreil put it, “the ferry will sail on Monday.”", "Oreil", ""),
        ("In the words of Mr. Oreil, “the ferry will sail on Monday.”", "Mr. Oreil", ""),
        ("There was also Oreil’s warning that “the ferry will sail on Monday.”", "Oreil", ""),
        ("The Foreign Minister was told by Oreil that the ferry would sail.", "Oreil", "The Foreign Minister"),
        ("It was Oreil who said that the ferry would sail.", "Oreil", ""),
        ("Oreil is quoted as saying that “the ferry will sail on Monday.”", "Oreil", ""),
        ("Oreil made it clear that the ferry would sail.", "Oreil", ""),
        ("Oreil took the view that the ferry would sail.", "Oreil", ""),
        ("Ben-Oreil remarked that the ferry would sail.", "Ben-Oreil", ""),
    ],
)
def test_the_speaker_and_the_listener_are_found(text: str, speaker: str, listener: str) -> None:
    found = said(text)
    assert found
    assert found[0] == (speaker, listener)


def test_what_says_nothing_is_no_attribution() -> None:
    assert said("The ferry sailed on Monday with coal.") == []
    assert said("Nobody answered.") == []


def test_masking_moves_no_character() -> None:
    text = "“Will the ferry sail on Monday?” asked Oreil. “It will sail at noon.” He left."
    clean = masked(text, quotations(text, [(0, len(text))]))
    assert len(clean) == len(text)
    assert clean.index("asked Oreil") == text.index("asked Oreil")
    assert clean.index("He left") == text.index("He left")


@pytest.mark.parametrize(
    ("text", "speaker", "listener"),
    [
        ("Oreil told Lindqvist that the ferry would sail.", "Oreil", "Lindqvist"),
        ("On 9 March 1966, Oreil told the Ambassador that the ferry would sail.", "Oreil", "the Ambassador"),
        ("Oreil replied that the ferry would sail.", "Oreil", ""),
        ("Oreil walked that evening to the ferry.", "", ""),
    ],
)
def test_a_plain_opening_is_told_by_its_words_where_the_parse_does_not_show_it(text: str, speaker: str, listener: str) -> None:
    span = (0, len(text))
    sentence = sentences.parse(text, (span,)).sentences[0]
    found = [(text[slice(*one.who)], text[slice(*one.to)] if one.to else "") for one in opened(text, sentence, ())]
    assert found == ([(speaker, listener)] if speaker else [])


def test_a_listener_whom_the_parse_does_not_show_is_added_to_its_attribution() -> None:
    text = "Oreil told Lindqvist that the ferry would sail."
    sentence = sentences.parse(text, ((0, len(text)),)).sentences[0]
    told = Attribution((0, 5), "named", (6, 10), "tell")
    assert [one.to for one in opened(text, sentence, [told])] == [(11, 20)]
