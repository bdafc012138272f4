"""On which side somebody stands where neither list nor phrase says so: by an office only one country has, by who came with whom,
and for the writer by whose record the title says it is."""

from __future__ import annotations

import re

from memcon import lexicon
from memcon.model import Outline, Parsed, Sentence
from memcon.people.cast import Cast, Entry
from memcon.people.span import Ground, Span

AMERICAN = re.compile(
    r"(?:(?:(?:principal )?deputy )?assistant secretary of state\b.*|deputy secretary of state"
    r"|deputy under secretary of state(?: for (?:political|economic) affairs)?|department of state|state department"
    r"|white house)",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\b(?P<of>[A-Z][\w.]*(?: [A-Z][\w.]*)??) (?:(?i:diplomatic|official|embassy|government|foreign (?:ministry|office)) )?"
    r"(?i:cypher|cipher|cable|telegram|dispatch|despatch|memorandum|record|notes?|report|minutes|readout)\b"
)
WITH = re.compile(r"\b(?:accompanied by|together with|joined by|along with)\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:joined|accompanied) (?:me|us)\b|\bwith me (?:was|were)\b", re.IGNORECASE)
OPENING = 6


def take_sides(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground) -> None:
    """Gives a side to those who have none and whose side the record shows."""
    for entry in cast.entries:
        if not entry.side and any(AMERICAN.fullmatch(role) for role in entry.roles):
            entry.side = "United States"
    writer = next((e for e in cast.entries if e.author), None)
    if writer and not writer.side:
        writer.side = titled(outline)
    for sentence in parsed.sentences[:OPENING]:
        share(parsed, sentence, ground, writer)


def titled(outline: Outline) -> str:
    """The country whose record the title says it is: "Norland Embassy Record of Conversation"; "" where it does not."""
    found = RECORD.search(outline.document.title)
    said = found.group("of").split() if found else []
    return next((side for n in range(len(said)) if (side := lexicon.pairs("countries").get(" ".join(said[n:]).lower()))), "")


def share(parsed: Parsed, sentence: Sentence, ground: Ground, writer: Entry | None) -> None:
    """Those who come together stand on one side: "he was accompanied by", "joined me"."""
    text = parsed.text[sentence.start : sentence.end]
    inside = [s for s in ground.over(sentence.start, sentence.end) if not s.entry.body]
    if met := JOINED.search(text):
        came = [s for s in inside if s.start < sentence.start + met.start()]
        together(came, writer.side if writer else "")
    elif met := WITH.search(text):
        at = sentence.start + met.start()
        before = [s for s in inside if s.start < at] or earlier(ground, parsed, sentence, writer)
        if before:
            together([s for s in inside if s.start >= at], before[-1].entry.side)


def earlier(ground: Ground, parsed: Parsed, sentence: Sentence, writer: Entry | None) -> list[Span]:
    """Who is named last before a sentence that opens with "he"; nobody where it does not."""
    if parsed.tokens[sentence.first].text.lower() not in {"he", "she"}:
        return []
    return [s for s in ground.over(0, sentence.start) if not s.entry.body and s.entry is not writer][-1:]


def together(spans: list[Span], side: str) -> None:
    for span in spans:
        span.entry.side = span.entry.side or side
