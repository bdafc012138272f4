"""Who wrote the record: the user's word, the title, the signature, or the "I" whom the list leaves."""

from __future__ import annotations

import re

from memcon.model import Outline, Parsed
from memcon.people.bare import nameable
from memcon.people.cast import Cast, Entry, by_initials, plain
from memcon.people.names import take_apart
from memcon.people.span import Ground

FIRST = re.compile(r"\b(?:I|me|my|myself)\b")


def appoint_author(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground, writer: Entry | None, labelled: bool) -> None:
    """Exactly one person is the writer: the user's word, else the one who signs or sends, else the "I" whom the list leaves.
    In a record of labelled turns "I" is whoever speaks."""
    if any(entry.author for entry in cast.entries):
        return
    if writer is not None and writer not in cast.entries:
        # Found to be somebody else of the cast, who does not sign.
        writer = None
    told = first_person(parsed) and not labelled
    entry = writer or signer(cast, outline, parsed) or (the_i(cast, outline, parsed, ground) if told else None)
    entry = entry or cast.add(Entry(participant=told and not outline.participants))
    entry.author = True
    entry.participant = entry.participant or told


SENDER = re.compile(r"\bFrom (?:the )?((?:Acting )?(?:Secretary of State|Under Secretary of State|[A-Z][a-z]+ ?(?:[A-Z][a-z]+ ?)?)) to ")
SENDING = {"secretary of state", "acting secretary of state", "under secretary of state", "ambassador", "consul general", "chargé"}
BY = re.compile(r"(?:(?:[Ff]rom|\b[Bb]y) [^()]*\( ?|\bby (?:the )?)(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)")
SENT = re.compile(
    r"(?:^|\n|\d\.\s+|\bFor [\w ,]{1,60} |\b(?:[Cc]able|[Mm]essage|[Tt]elegram) )[Ff]rom (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){0,3}?)"
    r"(?=\.(?:\s|$)| ?\()"
)
HEAD = 200
APPROVED = re.compile(r"\b[Aa]pproved(?: by)?:?[\s\[]*(?:signed)?[\s\]]*\Z")
LAST_WORD = re.compile(r"[.?!][”\"]?\s+([A-Z][A-Za-z’'-]{2,})\s*$")


def signer(cast: Cast, outline: Outline, parsed: Parsed) -> Entry | None:
    """The person whom the title names as writer or sender, or who signed, by name or by initials."""
    senders = " ".join(outline.document.from_)
    for match in BY.finditer(outline.document.title):
        if senders and match.group("name") not in senders:
            # "From Ann Dale of the Staff to the Assistant (Finch)": the brackets are the addressee's.
            continue
        if entry := cast.by_last(take_apart(match.group("name"))):
            return entry
    if entry := sender(cast, parsed) or sending(cast, outline.document.from_):
        return entry
    signed = outline.document.signer
    if not signed and parsed.sentences and (last := LAST_WORD.search(parsed.text[: parsed.sentences[-1].end])):
        signed = last.group(1) if not outline.participants else ""
    if not signed or approved(parsed.text, signed):
        return None
    letters = re.sub(r"[^A-Z]", "", signed)
    written = sum(c.isalpha() for c in signed)
    if written <= 4 and len(letters) > written / 2:
        return by_initials(cast, letters)
    name = take_apart(signed)
    if not name.last:
        return None
    entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))
    if (office := SENDER.search(outline.document.title)) and plain(office.group(1)) in SENDING and not entry.roles:
        entry.roles.append(office.group(1))
    return entry


OF_STAFF = re.compile(r"(?P<name>[A-Z][\w’'-]+ (?:[A-Z][\w.’'-]+ )*[A-Z][\w’'-]+),? of the ")


LONGEST_INITIAL = 2


def sending(cast: Cast, senders: tuple[str, ...]) -> Entry | None:
    """The one sender whom the title names without brackets: "Ann Dale of the Staff"."""
    match = OF_STAFF.match(senders[0]) if len(senders) == 1 else None
    name = take_apart(match["name"]) if match else None
    if name is None or not name.last or not all(nameable(word, True, set()) for word in name.full.split() if len(word) > LONGEST_INITIAL):
        return None
    return cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))


def approved(text: str, signed: str) -> bool:
    """Whether the name at the end is that of somebody who approved what another wrote."""
    return APPROVED.search(text, 0, max(0, text.rfind(signed))) is not None


def sender(cast: Cast, parsed: Parsed) -> Entry | None:
    """The person from whom a telegram's first words say it is: "From Ambassador Dale.", "For Finch from Dale."."""
    if not parsed.sentences:
        return None
    start = parsed.sentences[0].start
    # A slice, not a search between offsets: "^" is where the body begins.
    if not (match := SENT.search(parsed.text[start : min(start + HEAD, parsed.sentences[-1].end)])):
        return None
    name = take_apart(match.group("name"))
    if not name.last or not nameable(name.last, True, set()):
        return None
    return cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))


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
    signed = outline.document.signer
    unnamed = [e for e in cast.entries if e.last and id(e) not in seen and (e.participant or id(e) in titled_)]
    return unnamed[0] if len(unnamed) == 1 and (not signed or unnamed[0].last[:1].lower() in signed.lower()) else None
