"""Offices, bodies and other parties that say or think something, in text order."""

from __future__ import annotations

import re
from bisect import insort

from memcon import lexicon
from memcon.model import Parsed, Range
from memcon.people.cast import Cast, Entry
from memcon.people.introduced import side_before
from memcon.people.names import stop
from memcon.people.roles import Description, bodies, describe
from memcon.people.span import Ground, Span

QUALIFIERS = {"amod", "compound", "nmod", "det", "poss", "nummod"}
QUANTIFIER = re.compile(r"^(?:the|some|many|other|all|certain|most) ", re.IGNORECASE)
NOUNS = {
    "view", "views", "opinion", "belief", "position", "wish", "wishes", "fear", "fears", "feeling", "feelings", "concern", "desire",
    "attitude", "hope", "thinking", "remarks", "statement", "reply", "message", "letter",
}
THINGS = {
    "reports", "facts", "events", "points", "developments", "talks", "relations", "problems", "questions", "figures", "matters", "views",
    "proposals", "negotiations", "conditions", "terms", "elections", "documents", "papers", "telegrams", "messages", "instructions",
    "discussions", "conversations", "remarks", "results", "years", "months", "days", "times", "things", "ways", "efforts", "measures",
    "steps", "forces", "troops", "arms",
}


def take_offices(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """Offices and bodies in text order; one that nobody holds becomes a person without a name."""
    found: list[Description] = []
    for start, end in stretches:
        found.extend(describe(text, start, end))
        found.extend(bodies(text, start, end))
    for said in sorted(found, key=lambda d: (d.start, -d.end)):
        if any(s.rank >= 7 or s.end - s.start > said.end - said.start for s in ground.over(said.start, said.end)):
            continue
        if said.body:
            entry = cast.by_body(said.head, said.side) or cast.add(Entry(roles=[said.head], side=said.side, body=True))
        else:
            entry = cast.by_office(said.head, said.side, said.start) or cast.add(Entry(roles=[said.head], side=said.side))
        insort(entry.spans, (said.start, said.end))
        ground.add(Span(said.start, said.end, entry, 5))


def take_groups(cast: Cast, parsed: Parsed, ground: Ground) -> None:
    """Other parties that say or think something: the subject phrase of a reporting verb ("American companies")."""
    cues = lexicon.cues()
    known: dict[str, Entry] = {}
    for index, token in enumerate(parsed.tokens):
        if token.dep not in {"nsubj", "poss"} or not token.tag.startswith("N") or ground.covered(token.start):
            continue
        head = parsed.tokens[token.head]
        if head.text.lower() not in cues and not (token.dep == "poss" and head.text.lower() in NOUNS):
            continue
        first = index
        while first and index - first < 4 and (t := parsed.tokens[first - 1]).head == index and t.dep in QUALIFIERS:
            first -= 1
        plural_or_name = token.tag in {"NNS", "NNP", "NNPS"} or token.text.lower() in lexicon.words("bodies")
        if not plural_or_name or stop(token.text) or token.text.lower() in THINGS:
            continue
        phrase = QUANTIFIER.sub("", parsed.text[parsed.tokens[first].start : token.end])
        side = side_before(parsed.text, parsed.tokens[first].start, token.end)
        entry = known.setdefault(phrase.lower(), Entry(roles=[phrase], side=side, body=True))
        if entry not in cast.entries:
            cast.add(entry)
        ground.add(Span(parsed.tokens[first].start, token.end, entry, 2))
