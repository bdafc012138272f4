"""Text -> words fit for comparison, each with its place: what typesetting, case, accents and line breaks change is gone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from memcon import lexicon
from memcon.model import Range

WORD = re.compile(r"[^\W_]+(?:[’'ʼ`][^\W_]+)*(?:(?:\u00ad|\u2060+|(?<=[a-z])[-¬]\s*\n\s*)(?=[a-z])[^\W_]+)*")
APOSTROPHE = re.compile(r"[’'ʼ`\u00ad\u2060¬]|-\s*\n\s*")
ORDINARY = frozenset(
    """a about after again all also am an and any are as at be because been before being both but by can could did do does each either
    even every few for from had has have having he her here him his how i if in into is it its just like made make may me might more most
    must my no nor not now of on one only or other our out over own same shall she should so some such than that the their them then there
    these they this those through to too two under until up upon us very was we were what when where which while who whom whose why will
    with would yet you your said told asked added replied mr mrs sir""".split()
)
"""Words that stand everywhere and therefore place nothing."""
CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("c", "e"), ("ſ", "s"))
"""What optical recognition takes for one another."""


class Word(msgspec.Struct, frozen=True):
    """One word: half-open offsets of characters, and the form in which it is compared."""

    start: int
    end: int
    key: str


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of a stretch, in order; hyphened words are several, a word cut at a line's end is one."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(m.start(), m.end(), key(m.group())) for m in found)


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The form in which a word is compared: small letters without accents, apostrophes and soft hyphens."""
    bare = APOSTROPHE.sub("", unicodedata.normalize("NFKD", word))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def telling(key_: str) -> bool:
    """Whether a word can help to place a passage."""
    return key_ not in ORDINARY and (len(key_) > 2 or key_.isdigit())


def text_of(found: tuple[Word, ...], first: int, last: int) -> Range:
    """The characters from word ``first`` to the end of word ``last - 1``; an empty range where there is none between them."""
    if first >= last:
        at = found[first].start if first < len(found) else found[-1].end if found else 0
        return at, at
    return found[first].start, found[last - 1].end


def same_but_for_scan(one: str, other: str) -> bool:
    """Whether two words differ as a scan's slip does: letters that look alike, in a word that English does not know."""
    if known(one) and known(other):
        return False
    return unconfused(one) == unconfused(other)


def known(word: str) -> bool:
    """Whether a word is common English."""
    return word in lexicon.words("common")


@lru_cache(maxsize=50_000)
def unconfused(word: str) -> str:
    """The word with letters that look alike made one."""
    for seen, meant in CONFUSED:
        word = word.replace(seen, meant)
    return word
