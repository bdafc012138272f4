"""The kinds of stretch on which a reader of records succeeds or fails, told from the annotation and the words alone.

A stretch can be of several classes. What counts as a cue here is a reporting verb in a finite past or present form within
the first twelve words; the list of verbs is the project's own (``memcon.lexicon``).
"""

from __future__ import annotations

import re
from functools import cache

from judging import Judged
from memcon import lexicon

CLASSES = {
    "writer in the first person": "said in the talk by the writer (\"I\", \"we\")",
    "named or described subject": "reported, and a cue near its start has a name or an office before it",
    "pronoun subject": "reported, opening with \"he\", \"she\" or \"they\" and a cue",
    "no subject": "reported, opening with a cue that has no subject of its own, as telegrams do",
    "cue inside or behind": "reported, with the cue between commas or at the end",
    "runs on without cue": "reported, no cue of its own near its start",
    "verbatim inside reported": "verbatim, in a record that is no transcript",
    "transcript turns": "verbatim, in a transcript",
    "narration": "the writer's voice: facts",
    "assessment": "the writer's voice: judgement",
    "acts": "what somebody did without content being told",
    "relays": "passes on what a third party said or thinks",
    "joint speakers": "said by several together",
    "speaker not stated": "the record does not say who speaks",
}
IRREGULAR = {
    "said", "told", "thought", "felt", "wrote", "spoke", "put", "took", "made", "gave", "went", "held", "understood", "knew", "saw",
    "meant", "drew", "brought", "began", "read", "sought", "foresaw", "says", "thinks", "feels", "believes", "states", "considers",
}
PRONOUN = re.compile(
    r"\W*(?:(?:but|and|also|then|again|however|finally|furthermore|in addition|thus|\w+ly),? )?"
    r"(?:he|she|they|latter|the latter)\b(?P<rest>(?:\W+\w+){1,6})",
    re.IGNORECASE,
)
PARENTHETIC = re.compile(r",\s+(?!(?:if|as|when|unless|once)\b)[\w.’' -]{1,40}?\s(?P<cue>\w+)(?:,|\.\W*$)")


@cache
def cues() -> frozenset[str]:
    """Finite forms of reporting verbs."""
    return frozenset(form for form in lexicon.cues() if form.endswith("ed") or form in IRREGULAR)


def classes_of(judged: Judged, index: int, author: str, transcript: bool) -> set[str]:
    """The classes of one annotated piece; ``author`` is score.py's mark for the writer."""
    piece = judged.gold["pieces"][index]
    mode = piece["mode"]
    found = {"acts" if mode == "act" else mode} & {"acts", "narration", "assessment"}
    if mode == "verbatim":
        found.add("transcript turns" if transcript else "verbatim inside reported")
    if mode == "reported":
        found |= manner(judged.text[piece["start"] : piece["end"]])
    if mode in {"verbatim", "reported"}:
        own = {author if name in judged.writer else name for name in named(piece["speaker"])}
        found |= {"writer in the first person"} if author in own and not transcript else set()
        found |= {"joint speakers"} if len(own) > 1 else set()
        found |= {"speaker not stated"} if not own else set()
        found |= {"relays"} if piece["relays"] else set()
    return found


def named(label: str | None) -> set[str]:
    return {n.strip().casefold() for n in (label or "").split("+") if n.strip() and n.strip() != "UNKNOWN"}


def manner(words: str) -> set[str]:
    """How a reported stretch shows its speaker."""
    first = re.findall(r"[\w’']+", words)[:12]
    at = next((i for i, word in enumerate(first) if word.lower() in cues()), -1)
    pronoun = PRONOUN.match(words)
    if pronoun and any(word.lower() in lexicon.cues() for word in re.findall(r"\w+", pronoun["rest"])):
        return {"pronoun subject"}
    if any(m["cue"].lower() in cues() for m in PARENTHETIC.finditer(words)):
        return {"cue inside or behind"}
    if first and first[0].endswith("ing") and first[0].lower() in lexicon.cues():
        return {"no subject"}
    if at < 0:
        return {"runs on without cue"}
    if at == 0 or (at == 1 and (first[0].lower() in {"also", "then", "and", "but", "further"} or first[0].endswith("ly"))):
        return {"no subject"}
    if any(word in {"I", "we", "We"} for word in first[:at]):
        return {"named or described subject"} if at > 4 else set()
    return {"named or described subject"}


