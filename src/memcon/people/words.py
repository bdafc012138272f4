"""Where in a text a phrase of a word list can begin: one walk over its words, so that no long pattern is tried at every place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

WORD = re.compile(r"\w[\w’']*(?:\.(?=\w)\w+)*")
LONGEST = 8
POSSESSIVE = re.compile(r"[’']s?$")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The word that each phrase begins with."""
    return frozenset(WORD.findall(phrase)[0] for phrase in phrases)


def every_word(phrases: Iterable[str]) -> frozenset[str]:
    """All words of the phrases."""
    return frozenset(word for phrase in phrases for word in WORD.findall(phrase))


def matches(
    text: str, start: int, end: int, heads: frozenset[str], lead: frozenset[str], match: Callable[[str, int, int], re.Match[str] | None]
) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a stretch, from left to right without overlap. A match holds one of the words ``heads``
    behind any number of the words ``lead``; both in small letters, a possessive ending aside."""
    led: list[int] = []
    done = start
    for word in WORD.finditer(text, start, end):
        low = POSSESSIVE.sub("", word.group().lower())
        if word.start() < done:
            continue
        led.append(word.start())
        if low in heads:
            for at in led[-LONGEST:]:
                if found := match(text, at, end):
                    yield found
                    done = found.end()
                    led = []
                    break
        if low not in lead:
            led = []
