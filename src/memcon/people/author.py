"""Who wrote the record: the user's word, the title, the signature, or the "I" whom the list leaves."""

from __future__ import annotations

import re

from memcon.model import Outline, Parsed
from memcon.people.cast import Cast, Entry, by_initials, plain
from memcon.people.names import take_apart
from memcon.people.span import Ground

FIRST = re.compile(r"\b(?:I|me|my|myself)\b")


def appoint_author(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground, given: bool) -> None:
    """Exactly one person is the writer: the user's word, the signer, the sender in the title, or the "I" whom the list leaves."""
    if given:
        return
    entry = signer(cast, outline, parsed) or (the_i(cast, outline, parsed, ground) if first_person(parsed) else None)
    entry = entry or cast.add(Entry(participant=first_person(parsed) and not outline.participants))
    entry.author = True
    if first_person(parsed):
        entry.participant = True


SENDER = re.compile(r"\bFrom (?:the )?((?:Acting )?(?:Secretary of State|Under Secretary of State|[A-Z][a-z]+ ?(?:[A-Z][a-z]+ ?)?)) to ")
SENDING = {"secretary of state", "acting secretary of state", "under secretary of state", "ambassador", "consul general", "chargé"}
BY = re.compile(r"(?:\bby (?:the )?|[Ff]rom [^()]*\()(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)")
LAST_WORD = re.compile(r"[.?!][”\"]?\s+([A-Z][A-Za-z’'-]{2,})\s*$")


def signer(cast: Cast, outline: Outline, parsed: Parsed) -> Entry | None:
    """The person whom the title names as writer or sender, or who signed, by name or by initials."""
    for match in BY.finditer(outline.document.title):
        if entry := cast.by_last(take_apart(match.group("name"))):
            return entry
    signed = outline.document.signer
    if not signed and parsed.sentences and (last := LAST_WORD.search(parsed.text[: parsed.sentences[-1].end])):
        signed = last.group(1) if not outline.participants else ""
    if not signed:
        return None
    letters = re.sub(r"[^A-Za-z]", "", signed)
    if letters.isupper() and len(letters) <= 4:
        return by_initials(cast, letters)
    name = take_apart(signed)
    if not name.last:
        return None
    entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))
    if (sender := SENDER.search(outline.document.title)) and plain(sender.group(1)) in SENDING and not entry.roles:
        entry.roles.append(sender.group(1))
    return entry


def first_person(parsed: Parsed) -> bool:
    """Whether "I" stands outside quotation marks."""
    outside = re.sub(r"[“\"][^“”\"]*[”\"]", lambda quoted: " " * len(quoted.group()), parsed.text)
    return any(FIRST.search(outside, s.start, s.end) for s in parsed.sentences)


def the_i(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground) -> Entry | None:
    """The participant, listed or named in the title, whom the body never names, where only one is left."""
    body = parsed.sentences[0].start if parsed.sentences else 0
    seen = {id(s.entry) for s in ground.spans if s.start >= body}
    headed = {id(s.entry) for s in ground.spans if s.start < body}
    titled_ = set() if outline.participants else headed
    unnamed = [e for e in cast.entries if e.last and id(e) not in seen and (e.participant or id(e) in titled_)]
    return unnamed[0] if len(unnamed) == 1 else None
