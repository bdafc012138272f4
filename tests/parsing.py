"""Parses and evidence written by hand, so that a stage is tested without the parser and the encoder.

A sentence is written as ``word/TAG/dep/head``, one a token, the head as its number in the sentence (from 0):
``build("He/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1")``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from memcon.evidence import HEADS, Evidence
from memcon.model import Document, Mention, Outline, Parsed, Part, Participant, Person, Sentence, Statement, Token

NO_SPACE = {".", ",", ";", ":", "?", "!", "”", "’s", "'s", ")"}
OPENING = {"“", "("}


def build(*written: str, paragraphs: Sequence[int] | None = None) -> Parsed:
    """The sentences as a Parsed; ``paragraphs`` gives the paragraph of each, by default all stand in the first."""
    text, tokens, sentences = "", [], []
    for number, line in enumerate(written):
        first = len(tokens)
        for piece in line.split():
            word, tag, dep, head = piece.rsplit("/", 3)
            if text and word not in NO_SPACE and text[-1] not in OPENING:
                text += " "
            tokens.append(Token(len(text), len(text) + len(word), word, word.lower(), tag, dep, first + int(head)))
            text += word
        paragraph = paragraphs[number] if paragraphs else 0
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens), paragraph))
    return Parsed(text, tuple(tokens), tuple(sentences))


def flat(text: str) -> Parsed:
    """A text as one sentence of nouns without a tree, for what looks at words alone."""
    words = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    tokens = tuple(Token(a, b, text[a:b], text[a:b].lower(), "NN", "dep", 0) for a, b in words)
    return Parsed(text, tokens, (Sentence(words[0][0], words[-1][1], 0, len(tokens), 0),) if words else ())


def mention(text: str, words: str, person: str, after: int = 0) -> Mention:
    """The mention of a person by the words that stand in the text, the first at or behind an offset."""
    start = text.index(words, after)
    return Mention(start, start + len(words), person)


def evidence(text: str, **seen: Sequence[tuple[str, str]]) -> Evidence:
    """What an encoder might see, one piece a word: even everywhere but where a head is given as (words, label) pairs."""
    words = [m.span() for m in re.finditer(r"\S+", text)]
    shares = {head: np.full((len(words), len(labels)), 1 / len(labels), np.float32) for head, labels in HEADS.items()}
    for head, pairs in seen.items():
        labels = HEADS[head]
        for stretch, label in pairs:
            start = text.index(stretch)
            for row, (at, _) in enumerate(words):
                if start <= at < start + len(stretch):
                    shares[head][row] = 0.04 / (len(labels) - 1)
                    shares[head][row, labels.index(label)] = 0.96
    return Evidence(np.array([a for a, _ in words], dtype=np.int64), shares)


def outline(text: str, *participants: Participant, heading: int = 0, **fields: str) -> Outline:
    """A text as an outline of one heading (up to an offset) and one paragraph."""
    parts = [Part(heading, len(text), "paragraph")]
    if heading:
        parts.insert(0, Part(0, heading, "heading"))
    return Outline(Document(text=text, **fields), tuple(parts), participants)


def say(number: int, text: str, speaker: str, start: int = 0, **fields: object) -> Statement:
    """A reported statement of one speaker; other fields as given."""
    settings = {"mode": "reported", "force": "statement", "speaker": tuple(speaker.split()), **fields}
    return Statement(id=f"s{number}", start=start, end=start + len(text), text=text, **settings)  # type: ignore[arg-type]


MINISTER = Person(id="p1", name="Tomas Oreil", role="Minister", side="Valmora", aliases=("the Minister", "Oreil"), participant=True)
WRITER = Person(id="p2", name="Ilse Marran", role="Ambassador", aliases=("Marran",), author=True, participant=True)
COUNCIL = Person(id="p3", name="Council", role="council", side="Valmora", aliases=("the Council",))
PEOPLE = (MINISTER, WRITER, COUNCIL)
