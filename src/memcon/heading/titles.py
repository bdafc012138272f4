"""A title into kind, sender, addressee, place: "Telegram From the Embassy in X to the Department of State"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon import lexicon
from memcon.dates import DATE
from memcon.heading import persons

KINDS = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE))
    for kind, pattern in (
        (
            "memorandum of telephone conversation",
            r"memorand(?:um|a) (?:of|on) (?:[\w’' ]{0,40} )?telephone (?:conversation|call)|telephone memorandum",
        ),
        (
            "telephone conversation",
            r"telephone (?:conversation|call|conference)|(?:transcript|notes|record|summary) of (?:a |the )?telephone|telcon\b",
        ),
        (
            "memorandum of conversation",
            r"memorand(?:um|a) (?:of|for the record of|on(?: the)?(?: substance of)?"
            r"|reporting) (?:\w+ (?:of )?){0,4}?(?:conversations?|discussions?|conferences?|meetings?)\b"
            r"|memcon\b|(?:record of |informal )?conversations? (?:between|with)\b",
        ),
        ("minutes", r"minutes\b"),
        ("telegram", r"(?:circular )?telegram\b|cablegram\b|cable\b|cypher\b|cipher\b|(?:backchannel|outgoing|incoming) message"),
        ("airgram", r"airgram\b"),
        ("letter", r"letter\b"),
        ("memorandum", r"memorand(?:um|urn|a)\b"),
        ("transcript", r"(?:verbatim )?transcript\b|verbatim record"),
        ("despatch", r"desp?atch\b|dispatch\b"),
        ("editorial note", r"editorial note\b"),
        ("national intelligence estimate", r"(?:special )?(?:national )?intelligence estimate\b"),
        ("note", r"(?:diplomatic )?note (?:from|to|by|verbale|presented)\b|aide[- ]m[ée]moire"),
        ("notes", r"(?:summary |tentative |preliminary |draft )?notes?\b|(?:summary )?record (?:of|for)\b|summary of\b"),
        ("message", r"message\b"),
        ("diary entry", r"(?:\w+ )?diary\b"),
        ("report", r"(?:[\w’']+ ){0,2}report\b"),
        ("paper", r"(?:[\w’']+ )?(?:paper|study)\b"),
        ("statement", r"(?:oral )?statement\b"),
        ("instruction", r"instructions? (?:from|to|for)\b"),
    )
)
BEFORE_TO = re.compile(
    r"(?:assistants?|advis[eo]rs?|ambassadors?|delegations?|missions?|counsell?ors?|representatives?|observers?|aides?|consultants?|liaison|deputy"
    r"|envoys?|ministers?|private secretary|high commissioner|attach[ée]s?|candidates?|successor|assistance|aid|visit"
    r"|visits|trip|proposals?)$",
    re.IGNORECASE,
)
FROM = re.compile(r"\b(?:from|by)\b ?(?:the )?", re.IGNORECASE)
BETWEEN = re.compile(
    r"\b(?:Between|Among|(?:Conversation|Conference|Discussion|Meeting|Call|Interview)s? With"
    r"|MEETING OF THE PRESIDENT WITH) (?:the )?",
    re.IGNORECASE,
)
PLACED = re.compile(r"(?<=[)\w])(?: in|,? at|, in) [A-Z][\w.’-]+(?: [A-Z][\w.’-]+){0,2}$")
TO = re.compile(r"(?<=[ .)])(?:to|for) (?:the )?|^to (?:the )?", re.IGNORECASE)
OFFICE = (
    r"(?:(?:Acting|Deputy|Assistant|Under|Vice|Special|Executive|First|President’s|President's|Foreign|Prime) )*"
    r"(?:Secretary|Under Secretary|President|Attorney General|Chairman|Director|Ambassador|Administrator|Minister|Adviser|Counselor"
    r"|Representative|Assistant|General|Senator|Special Assistant|Embassy|Department|Mission|Commander|Chief)\b"
)
SPLIT = re.compile(rf"(?<=\))(?:, and |,? and |, |; )(?:to |from )?(?:the )?|(?:, and |, |; | and )(?:to |from )?(?:the )?(?={OFFICE})")
AND = re.compile(r"(?:(?<=\))|(?<=\w)),? and (?:the )?(?=[A-Z])(?![^()]*\))")
LONGEST = 300
NO_ADDRESSEE = re.compile(r"(?:the )?(?:record|files?)\b", re.IGNORECASE)
TALK = re.compile(r"conversation|discussion|conference|meeting|minutes|telephone|talks", re.IGNORECASE)
STATES = re.compile(
    r"(?:[A-Z]\.){2,3}|California|Texas|Florida|New York|New Jersey|Virginia|Maryland|Pennsylvania|Hawaii"
    r"|Massachusetts|Maine|Georgia|Colorado|Wyoming"
)
PLACE_WORD = r"[A-Z][\w.’'-]*"
PLACE = re.compile(rf"{PLACE_WORD}(?:(?: | ?[–/-] ?|, )(?:{PLACE_WORD}|del?|la|of|the|en route|to|at)){{0,7}}")


def bare(title: str) -> str:
    """The title without its number; of one that is a whole entry of a list, the first sentence."""
    if len(title) > LONGEST:
        title = re.split(r"(?<=[a-z0-9)])\. (?=[A-Z])", title[:LONGEST])[0]
    return re.sub(r"^\s*(?:\[?\d{1,4}\]?\.?\s+)?", "", title).strip()


def number_of(title: str) -> str:
    """The number that opens a title: "41. Memorandum of Conversation" -> "41"."""
    match = re.match(r"\[?(\d{1,4})\]?\.\s+[A-Z]", title)
    return match.group(1) if match else ""


def kind_of(text: str) -> str:
    """The kind of record named first in the text; of two that start at one place the longer; "" where none is named."""
    found = [(match.start(), -match.end(), rank) for rank, (_, pattern) in enumerate(KINDS) if (match := pattern.search(text))]
    return KINDS[min(found)[2]][0] if found else ""


def posts(title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Senders and addressees that a title names, each as one phrase with the name in brackets behind its office."""
    text = without_dateline(bare(title))
    masked = re.sub(r"\([^()]*\)", lambda m: "(" + "x" * (len(m.group()) - 2) + ")", text)
    if BETWEEN.search(masked):
        return (), ()
    sender = FROM.search(masked)
    talk = bool(TALK.search(masked[: sender.start()] if sender else masked))
    if sender is None:
        if talk and not re.match(r"Message|Letter|Telegram|Note", text):
            return (), ()
        return without_sender(text, masked)
    if receiver := TO.search(masked, 0, sender.start()):
        return entries(text[sender.end() :]), entries(text[receiver.end() : sender.start()])
    cut = None if talk else divide(masked, sender.end())
    if cut is None:
        return entries(text[sender.end() :]), ()
    return entries(text[sender.end() : cut[0]]), entries(text[cut[1] :])


def talkers(title: str) -> tuple[str, ...]:
    """Those whom a title gives as having talked: "Memorandum of Conversation Between A and B"."""
    text = without_dateline(bare(title))
    match = BETWEEN.search(text)
    if not match or not TALK.search(text[: match.end()]):
        return ()
    named = re.split(r"(?<=[a-z)])\. ", text[match.end() :])[0]
    pieces = [piece for entry in entries(named) for piece in apart(entry)]
    unplaced = (PLACED.sub("", piece) for piece in pieces)
    return tuple(piece for piece in unplaced if is_somebody(piece))


def apart(entry: str) -> Iterator[str]:
    """"A and B" as two where both are people or offices; "Director of X and Y Affairs (C)" stays one."""
    held = ""
    for piece in AND.split(entry):
        if held and not is_somebody(PLACED.sub("", piece)):
            held = f"{held} and {piece}"
            continue
        if held:
            yield held
        held = piece
    yield held


POSSESSED = re.compile(r"\w(?:’s|'s|s’|s') (?:Residence|Office|Suite|Home|House|Apartment|Room|Study|Quarters)\b")


def is_somebody(phrase: str) -> bool:
    """Whether a phrase of a title names a person, or an office with or without its holder's name in brackets."""
    office, bracket, _ = phrase.partition(" (")
    if bracket and any(word.lower() in lexicon.words("roles") for word in office.split()):
        return True
    first = re.split(r" \(| of | in | at |, ", phrase)[0]
    if POSSESSED.search(first):
        return False
    return persons.is_person(first) or persons.is_office(office) or persons.office_and_name(office) is not None


def without_sender(text: str, masked: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles without "from": "The Ambassador in X (A) to the Secretary of State", "Memorandum for President B"."""
    opening = re.match(
        r"(?:[\w’'-]+ ){0,3}(?:Memorandum|Letter|Message|Telegram|Note|Report|Airgram)s? (?:to"
        r"|for) (?:the )?",
        masked, re.IGNORECASE,
    )
    if opening:
        return (), entries(text[opening.end() :])
    cut = divide(masked, 0) if masked.startswith("The ") or ")" in masked else None
    if cut is None or kind_of(masked[: cut[0]]):
        return (), ()
    return entries(text[: cut[0]]), entries(text[cut[1] :])


def divide(masked: str, start: int) -> tuple[int, int] | None:
    """Where the sender's words end and the addressee's begin; a "to" inside an office ("Assistant to the X") is none."""
    spots = [(m.start(), m.end()) for m in re.finditer(r" to (?:the )?", masked[start:])]
    spots = [(start + a, start + b) for a, b in spots]
    closed = [spot for spot in spots if masked[spot[0] - 1] == ")"]
    if closed:
        return closed[0]
    return next((spot for spot in spots if not BEFORE_TO.search(masked[start : spot[0]])), None)


def entries(text: str) -> tuple[str, ...]:
    """The several people or posts of one side."""
    pieces: list[str] = []
    for piece in map(clean, SPLIT.split(text)):
        if pieces and persons.person_kind(pieces[-1]) == "name":
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return tuple(piece for piece in pieces if piece and not NO_ADDRESSEE.match(piece) and not piece.startswith(("at ", "in ")))


def clean(text: str) -> str:
    """A post or person of a title without place, article and marks around it."""
    text = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", text))
    text = re.sub(r", at [A-Z][\w ]+$", "", text.strip(" .,;:"))
    return re.sub(r"^(?:(?:by|from|to|and)\s+)?(?:the\s+)?", "", text, flags=re.IGNORECASE)


def without_dateline(title: str) -> str:
    """The title up to its place and date: "Letter From A to B, Washington, June 18, 1973." -> "Letter From A to B"."""
    match = last_date(title)
    if not match:
        return title.rstrip(" .")
    head = title[: match.start()].rstrip(" ,")
    if place := place_in_title(title):
        head = head.removesuffix(place).rstrip(" ,")
    return head


def place_in_title(title: str) -> str:
    """The place named at the end of a title before its date: "..., Department of State, Washington, June 1, 1957"."""
    match = last_date(title)
    if not match:
        return ""
    segments = [s.strip() for s in title[: match.start()].rstrip(" ,").split(", ")]
    if len(segments) < 2 or not is_place(segments[-1]) or segments[-1].endswith(")"):
        return ""
    if len(segments) > 2 and STATES.fullmatch(segments[-1]) and is_place(segments[-2]):
        return ", ".join(segments[-2:])
    return segments[-1]


def last_date(title: str) -> re.Match[str] | None:
    """The last date that stands in a title."""
    return next(reversed(list(DATE.finditer(title))), None)


def is_place(text: str) -> bool:
    """Whether a phrase can name a place: capitalised words, few of them, no figures."""
    return len(text) <= 80 and not re.search(r"\d", text) and bool(PLACE.fullmatch(text))
