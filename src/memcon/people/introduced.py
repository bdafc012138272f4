"""People whom the record introduces: in its list, its title, behind a title of honour, in brackets behind an office."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable

import msgspec

from memcon import lexicon
from memcon.model import Outline, Participant, Range
from memcon.people.cast import Cast, Entry, plain
from memcon.people.names import BARE_TITLES, Name, land_of, stop, take_apart, titled
from memcon.people.roles import describe
from memcon.people.span import Ground, Span

BETWEEN = re.compile(r"\b(?:From|from|to|and|Between|between|With|with|by|By)\b (?:the )?")
IN_TITLE = re.compile(r"\( ?([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*) ?\)")
LONGEST = 8
OF_PLACE = re.compile(r"^(?P<name>(?:[A-Z][\w.’'-]* ){2,5}[A-Z][\w’'-]+) of (?P<body>[A-Z][\w’'-]+)$")
OF_BODY = re.compile(r"^(?P<name>(?:[A-Z][\w.’'-]*,? ){1,4}[A-Z][\w’'-]+) of the (?P<body>[A-Z].*)$")


def enlist(cast: Cast, text: str, participant: Participant, ground: Ground) -> None:
    """A line of the list becomes a person; a name met before adds its role and side to the one there."""
    written = participant.name
    apart = OF_BODY.match(written) or OF_PLACE.match(written)
    if apart and apart["name"].split()[-1].lower() not in lexicon.words("roles"):
        written, participant = apart["name"], msgspec.structs.replace(participant, role=participant.role or apart["body"])
    name = take_apart(written) if written else Name("", "", "")
    side = participant.side or land_of(written)
    roles = [r for r in (name.title, participant.role) if r and plain(r) not in {"mr", "mrs", "dr", "miss"}]
    entry = cast.by_last(name) if name.last else None
    if entry is None:
        entry = cast.add(Entry(name=name.full or ("" if participant.role else written), last=name.last, side=side))
    entry.participant = True
    entry.author = entry.author or participant.author
    entry.side = entry.side or side
    entry.roles.extend(r for r in roles if r not in entry.roles)
    entry.listed_office = entry.listed_office or not name.last
    if not name.last and not participant.role and participant.name:
        entry.roles.append(participant.name)
    entry.aliases.extend(participant.aliases)
    if participant.start >= 0:
        ground.add(Span(*place(text, participant, name), entry, 9))


def place(text: str, participant: Participant, name: Name) -> Range:
    """Where the list names somebody: the whole entry, or the name alone where an office of many words stands before it."""
    words = text[participant.start : participant.end]
    at = words.rfind(name.full) if name.last else -1
    if at < 0 or len(words.split()) <= LONGEST:
        return participant.start, participant.end
    return participant.start + at, participant.start + at + len(name.full)


def take_titled(
    cast: Cast, text: str, stretches: list[Range], ground: Ground, by_list: Callable[[Name], str] = lambda name: ""
) -> None:
    """Names behind a title; an office in the list without a name takes the first name that comes with the office, unless that
    is another country's ("President Dale of Valmora"). ``by_list`` gives the whole name of a surname's holder of office."""
    for first, last, name in (one for start, end in stretches for one in titled(text, start, end)):
        side = side_before(text, first, last)
        whole = by_list(name)
        known = cast.by_last(msgspec.structs.replace(name, full=whole) if whole else name, side)
        entry = office_listed(cast, name, known) or known
        if entry is None and plain(name.title) not in BARE_TITLES and not OF_LAND.match(text, last):
            able = [e for e in cast.entries if not e.last and not e.body and e.known_as(name.title)]
            unnamed = [e for e in able if not (side and e.side and side != e.side)]
            entry = unnamed[0] if len(unnamed) == 1 else None
        if entry is None:
            entry = cast.add(Entry(name=name.full, last=name.last, side=side))
        entry.whole = entry.whole or (whole if " " not in entry.name else "")
        if not entry.last:
            entry.name, entry.last = name.full, name.last
        if " " in name.full and " " not in entry.name and name.last == entry.last:
            entry.name = name.full
        if name.title and plain(name.title) not in BARE_TITLES | {"sir", "lord"} and not entry.known_as(name.title):
            entry.roles.append(name.title)
        if also := another_office(text, first):
            first -= len(also) + 1
            entry.roles.append(also)
        entry.side = entry.side or side
        entry.styles.add(plain(name.title))
        insort(entry.spans, (first, last))
        ground.add(Span(first, last, entry, 8))


def another_office(text: str, at: int) -> str:
    """The office that a hyphen or stroke joins to the one at an offset ("Crown Prince-Foreign Minister Dale"), "" where there is none."""
    found = ALSO.search(text[max(0, at - LONGEST_OFFICE) : at])
    known = found and found["office"].lower() in lexicon.words("roles") | lexicon.words("honorifics")
    return found["office"] if found and known else ""


def office_listed(cast: Cast, name: Name, known: Entry | None) -> Entry | None:
    """Whom a title with a bare surname means where the list has its office without a name, and the surname with a given name and
    without the office: "Secretary Dale" is "The Secretary", not "Mr. Arne Dale", whom the surname alone would be (``known``)."""
    if plain(name.title) in BARE_TITLES or known is None or not known.participant or known.roles or " " not in known.name:
        return None
    able = [e for e in cast.entries if e.listed_office and not e.last and e.known_as(name.title)]
    return able[0] if len(able) == 1 and " " not in name.full else None


ALSO = re.compile(r"(?<!\w)(?P<office>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[-/]$")
LONGEST_OFFICE = 40
OF_LAND = re.compile(r" of (?:the )?[A-Z]")


def side_before(text: str, start: int, end: int) -> str:
    """The country that stands as an adjective in or right before the mention."""
    known = lexicon.pairs("countries")
    words = text[max(0, start - 30) : start].split()[-1:] + text[start:end].split()[:2]
    for word in words:
        if word[:1].isupper() and (side := known.get(word.lower()) or known.get(word.lower().removesuffix("’s").removesuffix("'s"))):
            return side
    return ""


def take_sender(cast: Cast, outline: Outline, ground: Ground) -> None:
    """Names in the brackets of a title: "From the Ambassador in France (Dillon) to ...", and office with them."""
    title = next((p for p in outline.parts if p.kind == "heading"), None)
    text = outline.document.text
    if title is None or not re.search(r"\b(?:From|Between|by|With|from|between|with)\b", text[title.start : title.end]):
        return
    for match in IN_TITLE.finditer(text, title.start, title.end):
        name = take_apart(match.group(1))
        if not name.last or stop(name.last) or name.last.lower() in lexicon.pairs("countries"):
            continue
        before = office_of(outline, match.group(1)) or BETWEEN.split(text[title.start : match.start()])[-1].strip()
        entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))
        office = re.split(r" (?:in|at|for|to) ", before)[0]
        if office and not entry.known_as(office) and len(office.split()) < 9:
            entry.roles.append(office)
        entry.participant = entry.participant or bool(TALK.search(text, title.start, match.start()))
        ground.add(Span(match.start(1), match.end(1), entry, 8))


def office_of(outline: Outline, name: str) -> str:
    """The office that stands before a name in brackets, as the title's sender or addressee has it."""
    posts = (*outline.document.from_, *outline.document.to)
    return next((post[: -len(name) - 2].strip() for post in posts if post.endswith(f"({name})")), "")


TALK = re.compile(r"\b(?:Conversation|Meeting|Discussion) Between\b")
BRACKETED = re.compile(r"\(([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})\)")


def take_parentheses(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """"the British Ambassador (Caccia)" is one person: office and name are tied."""
    for start, end in stretches:
        for match in BRACKETED.finditer(text, start, end):
            name = take_apart(match.group(1))
            before = [d for d in describe(text, max(start, match.start() - 60), match.start()) if text[d.end : match.start()].strip() == ""]
            if not before or not name.last or stop(name.last) or name.last.lower() in lexicon.pairs("countries"):
                continue
            said = before[-1]
            entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last, side=said.side))
            if not entry.known_as(said.head):
                entry.roles.append(text[said.start : said.end].removeprefix("the ").removeprefix("The "))
            entry.side = entry.side or said.side
            ground.add(Span(match.start(1), match.end(1), entry, 8))


EXCISED = re.compile(r"\[(?:name|identity) (?:not declassified|deleted|omitted|withheld)\]", re.IGNORECASE)


def take_excised(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """Somebody whose name was withheld goes by the words that stand for it."""
    places = [match.span() for start, end in stretches for match in EXCISED.finditer(text, start, end)]
    if places:
        start, end = places[0]
        entry = cast.add(Entry(name=text[start:end]))
        for place in places:
            ground.add(Span(*place, entry, 6))
