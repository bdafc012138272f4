"""Who took part where no list says so."""

from __future__ import annotations

import re

from memcon.model import Parsed
from memcon.people.span import Ground

SAID = {
    "said", "told", "replied", "asked", "stated", "added", "remarked", "responded", "answered", "observed", "commented", "inquired",
    "continued", "interjected", "explained", "expressed", "pointed", "emphasized", "stressed", "opened",
}
MET = re.compile(
    r"\b(?:met with|meeting (?:\w+ ){0,2}with|saw|called on|talk(?:ed)? (?:\w+ )?with|conversation (?:\w+ )?with|accompanied by|(?:lunch"
    r"|dinner|breakfast)(?:eon)? (?:\w+ )?with|received by|also present|interview with|call from)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"\b(?:joined|accompanied) (?:me|us)\b")


def seat(parsed: Parsed, ground: Ground) -> None:
    """Who took part where no list says so: those who say something in a main clause, and those the first sentences place in the room."""
    at = {s.start: s for s in ground.spans if not s.entry.body}
    for sentence in parsed.sentences:
        for index in range(sentence.first, sentence.last):
            token = parsed.tokens[index]
            if token.dep == "nsubj" and parsed.tokens[token.head].text.lower() in SAID and parsed.tokens[token.head].dep == "ROOT":
                span = ground.at[token.start]
                if span is not None and not span.entry.body:
                    span.entry.participant = True
    for sentence in parsed.sentences[:5]:
        text = parsed.text[sentence.start : sentence.end]
        met, joined = MET.search(text), JOINED.search(text)
        for start, span in at.items():
            inside = sentence.start <= start < sentence.end
            if inside and ((met and start > sentence.start + met.start()) or (joined and start < sentence.start + joined.start())):
                span.entry.participant = True
