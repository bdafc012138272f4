"""Loads the word lists of ``data/*.txt`` and the phrases of ``data/*.phrases``: one entry a line, ``#`` starts a comment.

The only reader of package data. A list that breaks its rules is refused when it is loaded, so that a test sees it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from memcon.errors import ModelError

DATA = Path(__file__).parent / "data"


def entries(name: str) -> tuple[str, ...]:
    """The lines of ``data/NAME.txt`` without comments, in file order; raises ModelError when the list is missing."""
    path = DATA / f"{name}.txt"
    if not path.is_file():
        raise ModelError(f"the word list data/{name}.txt is not in this installation; install memcon again.")
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


@cache
def words(name: str) -> frozenset[str]:
    """The list as a set; raises ModelError on an entry that is not lower case or stands twice."""
    found = entries(name)
    faults = [entry for entry in found if entry != entry.lower()] + [e for e, number in Counter(found).items() if number > 1]
    if faults:
        raise ModelError(f"data/{name}.txt: not lower case or given twice: {', '.join(sorted(set(faults)))}.")
    return frozenset(found)


@cache
def pairs(name: str) -> dict[str, str]:
    """A list of ``word = value`` lines as a dictionary."""
    found: dict[str, str] = {}
    for entry in entries(name):
        word, equals, value = entry.partition("=")
        word, value = word.strip(), value.strip()
        if not equals or word != word.lower() or word in found:
            raise ModelError(f"data/{name}.txt: '{entry}' is not a lower case 'word = value' given once.")
        found[word] = value
    return found


@cache
def phrases(name: str) -> re.Pattern[str]:
    """The phrases of ``data/NAME.phrases`` as one pattern that finds each as whole words, capitals aside; raises ModelError where the
    list is missing, or holds a phrase that is no regular expression."""
    path = DATA / f"{name}.phrases"
    if not path.is_file():
        raise ModelError(f"the phrases data/{name}.phrases are not in this installation; install memcon again.")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    try:
        return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise ModelError(f"data/{name}.phrases: a phrase is no regular expression ({error}).") from error


def says(name: str, text: str) -> bool:
    """Whether one of the phrases of ``data/NAME.phrases`` stands in a text."""
    return phrases(name).search(text) is not None


@cache
def cues() -> dict[str, tuple[str, str]]:
    """Every form of a reporting verb with its base and the force it lends: ``asked`` -> ("ask", "question")."""
    found: dict[str, tuple[str, str]] = {}
    for form, value in pairs("cues").items():
        base, _, force = value.partition(" ")
        found[form] = (base, force)
    return found


@cache
def weights(name: str) -> dict[str, float]:
    """Learned weights of readable facts from ``data/NAME.weights``: one ``fact = number`` a line."""
    path = DATA / f"{name}.weights"
    if not path.is_file():
        raise ModelError(f"the weights data/{name}.weights are not in this installation; install memcon again.")
    lines = (line.split("#", 1)[0].rpartition("=") for line in path.read_text(encoding="utf-8").splitlines())
    return {fact.strip(): float(number) for fact, equals, number in lines if equals}
