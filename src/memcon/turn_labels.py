"""Which paragraphs of a record open with the label of a turn, as in a transcript ("Dirksen:"), and which go on with it."""

from __future__ import annotations

import re
from collections import Counter

from memcon import lexicon
from memcon.model import Outline, Range

BODY = {"paragraph", "summary", "comment"}
LABEL = re.compile(
    r"[ \t]*(?:(?:The|Mr\.|Mrs\.|Ms\.|Dr\.|Sir|Lord|Gen\.|Sen\.|Amb\.) )?[A-Z][\w.'’/-]*"
    r"(?: (?:[A-Z][\w.'’/-]*|of|the|de|von|and|&|[a-z]{2,3})){0,4}(?: ?\([^()\n]{1,40}\))? ?: ?(?=\S)"
)
FEWEST, SHARE = 3, 0.35
# Notes of a meeting label the first paragraph of a turn alone: labels that come again make up for a smaller share.
MANY, LEAST_SHARE, AGAIN = 8, 0.15, 2
LONGEST_NAME = 3
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
TELLS = re.compile(
    r"\W*(?:[A-Z][\w.’']+ ){1,4}(?:then |also )?(?:said|asked|told|replied|noted|stated|felt|thought|left|entered|joined|adjourned|read"
    r"|agreed|suggested|indicated|reported|commented|pointed|arrived|opened|closed|concluded|ended|enters|leaves|joins)\b"
)


def turn_labels(outline: Outline) -> dict[int, Range]:
    """The labels of turns, with their colons, by the offset at which their paragraph starts; none where the record is no transcript.
    A label surely names a speaker if it comes again or holds a participant's name or a title, which headings of sections do not;
    where there are such labels, others count too that can be names."""
    text = outline.document.text
    body = [part for part in outline.parts if part.kind in BODY]
    found = {part.start: (part.start, match.end()) for part in body if (match := LABEL.match(text, part.start, part.end))}
    said = {start: text[a:b].strip(" \t:") for start, (a, b) in found.items()}
    counted = Counter(said.values())
    names = {word.lower() for participant in outline.participants for word in WORD.findall(participant.name)}
    sure = {start for start, label in said.items() if counted[label] >= AGAIN or names_somebody(label, names)}
    turns = {start: place for start, place in found.items() if start in sure or can_be_name(said[start])}
    again = sum(counted[label] >= AGAIN for label in set(said.values()))
    enough = len(turns) >= max(FEWEST, SHARE * len(body))
    many = len(turns) >= max(MANY, LEAST_SHARE * len(body)) and again >= AGAIN
    return turns if (enough or many) and len(sure) >= max(AGAIN, len(found) / 3) else {}


def names_somebody(label: str, names: set[str]) -> bool:
    """Whether a label holds a participant's name, a title or an office."""
    words = [word.lower() for word in WORD.findall(label)]
    titles = lexicon.words("honorifics") | lexicon.words("roles")
    return any(word in names or word in titles for word in words)


def can_be_name(label: str) -> bool:
    """Whether nothing in a label is an everyday word or a country."""
    words = [word.lower() for word in WORD.findall(label)]
    known = lexicon.words("common"), lexicon.pairs("countries"), lexicon.pairs("peoples"), lexicon.pairs("capitals")
    return len(words) <= LONGEST_NAME and not any(word in listed for word in words for listed in known)


def goes_on(text: str) -> bool:
    """Whether a paragraph of a transcript that has no label can belong to the turn before it: it stands in no bracket and does not
    open by telling what somebody said or did."""
    return not text.lstrip().startswith(("(", "[")) and not TELLS.match(text)
