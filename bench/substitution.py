"""Many records out of few: each copy has other surnames, places and years of the same length, fixed by a seed.

The bytes of every copy differ, the offsets stay true, and nothing needs to be read again: a library of any size can be
made in minutes. ``CachedReader`` imports them the way documents are imported, with a lookup in the place of the reading.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from memcon.model import Document, Participant, Record, Rendered

YEAR = re.compile(r"\b1[89]\d\d\b")
WORD = re.compile(r"[A-Z][a-z]{3,}")
CONSONANTS, VOWELS = "bdfghklmnprstvz", "aeiou"


def substituted(record: Record, seed: int) -> Record:
    """The record with the words of its people's names and its places replaced, and its years moved; every offset holds."""
    chance = random.Random(seed)
    words = sorted({word for name in names_of(record) for word in WORD.findall(name)})
    other = {word: invented(word, chance) for word in words}
    years = chance.randrange(-15, 16)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b|{YEAR.pattern}") if words else YEAR

    def change(text: str) -> str:
        return pattern.sub(lambda match: other.get(match.group()) or str(int(match.group()) + years), text)

    plain = msgspec.to_builtins(record)
    changed = msgspec.convert(every(plain, change), Record)
    return msgspec.structs.replace(changed, document=msgspec.structs.replace(changed.document, id=f"{record.document.id}-{seed}"))


def names_of(record: Record) -> Iterator[str]:
    """What is replaced in a record: names of people, not what they are called by office, and the place."""
    yield from (person.name for person in record.people if len(person.name.split()) < 4)
    yield record.document.place


def invented(word: str, chance: random.Random) -> str:
    """A word of the same length that can be spoken."""
    letters = (chance.choice(VOWELS if index % 2 else CONSONANTS) for index in range(len(word)))
    return "".join(letters).capitalize()


def every(value: object, change: object) -> object:
    """A plain value with every text in it changed."""
    if isinstance(value, str):
        return change(value)  # type: ignore[operator]
    if isinstance(value, dict):
        return {key: every(one, change) for key, one in value.items()}
    return [every(one, change) for one in value] if isinstance(value, list | tuple) else value


@cache
def records(path: str) -> list[Record]:
    """The records of a file of JSON lines."""
    return [msgspec.json.decode(line, type=Record) for line in Path(path).read_bytes().splitlines()]


class CachedReader:
    """Reads files whose lines are numbers: each is the copy of that seed of one of the cached records."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]:  # noqa: A002 - the protocol's word
        """A document a line, with no more than its number in it."""
        yield from (Rendered(Document(id=line, source=source, text=line)) for line in data.decode().split())

    def compose(self, rendered: Rendered, cast: tuple[Participant, ...], model: str | None) -> Record:
        """The copy of that number."""
        held, seed = records(self.path), int(rendered.document.text)
        return substituted(held[seed % len(held)], seed)

    def versions(self, model: str | None) -> tuple[str, str]:
        return "substitution", "none"
