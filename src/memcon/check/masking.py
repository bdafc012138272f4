"""A manuscript's text made easy to parse: each longer quotation becomes one pronoun, and no character moves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memcon import lexicon
from memcon.quotes.marks import Quotation

LONGEST_KEPT = 4
"""Words of a quotation that is parsed as it stands: it is part of the writer's own sentence."""
REACH = 80


def masked(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with each quotation of more than four words as "it" and the mark it ends with; the length stays."""
    letters = list(text)
    for one in quotations:
        if one.block:
            continue
        start, end = one.outer
        inner = text[one.start : one.end]
        if one.count <= LONGEST_KEPT and not re.search(r"[.?!,]$", inner.rstrip()):
            letters[start : one.start] = " " * (one.start - start)
            letters[one.end : end] = " " * (end - one.end)
            continue
        mark = ending(text, inner.rstrip()[-1:], end)
        opens = re.search(r"(?:^|[.?!][”\"’)]*\s*|\n\s*)$", text[max(0, start - REACH) : start])
        shown = ("It" if opens else "it") + mark
        letters[start:end] = shown.ljust(end - start)[: end - start]
    return "".join(letters)


def ending(text: str, mark: str, end: int) -> str:
    """The mark that a quotation lends to the sentence around it: one that only ends the quotation becomes a comma."""
    if mark in {",", "—", "–"}:
        return ","
    if mark not in {".", "?", "!", "…"}:
        return ""
    if end < len(text) and text[end] in ".,;:?!":
        return ""
    rest = re.split(r"[.;:?!]", text[end : end + REACH], maxsplit=1)[0]
    words = re.findall(r"[\w’'-]+", rest)[:7]
    reported = any(word.lower() in lexicon.cues() for word in words[:5])
    if mark == ".":
        return "," if reported and words and words[0][0].islower() else "."
    return "," if reported else "."
