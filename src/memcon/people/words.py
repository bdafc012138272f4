"""Where in a text a phrase of a word list can begin: one walk over its words, so that no long pattern is tried at every place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

WORD = re.compile(r"\w[\w’']*(?:\.(?=\w)\w+)*")
LONGEST = 8
POSSESSIVE = ("’s", "'s", "’", "'")


def last_words(phrases: Iterable[str]) -> frozenset[str]:
    """The word that each phrase ends with."""
    return frozenset(WORD.findall(phrase)[-1] for phrase in phrases)


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
        low = word.group().lower()
        if low.endswith(POSSESSIVE):
            low = low.removesuffix("s")[:-1]
        if low in heads:
            led.append(word.start())
            for at in led[-LONGEST:]:
                if at >= done and (found := match(text, at, end)):
                    yield found
                    done = found.end()
                    led = []
                    break
            if led and low not in lead:
                led = []
        elif low in lead:
            led.append(word.start())
        elif led:
            led = []
