"""Where people, places and words stand in a text: by the record's own mentions, and wherever one of their names is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from memcon import layout, lexicon
from memcon.model import Person, Range, Record

LEAST_STEM = 4
"""Of a shorter name too many other words begin with the same letters."""
LEAST_SLIP = 5
"""Shorter names are looked for as they are; in longer ones a recognised page may have one wrong letter."""

BODY = {"paragraph", "summary", "comment"}
ENDING = {"heading", "signature"}


class Place(msgspec.Struct, frozen=True):
    """One thing asked for: its pseudonym ("" for none), where it stands, and the names by which it is looked for afterwards."""

    asked: str
    label: str
    ranges: tuple[Range, ...]
    names: tuple[str, ...] = ()


def people(record: Record, asked: Sequence[str]) -> Iterator[Place]:
    """Each person asked for: every mention but pronouns, and every place where one of the names is written."""
    for number, name in enumerate(asked):
        known = [person for person in record.people if goes_by(person, name)]
        names = tuple(dict.fromkeys([name, *(one for person in known for one in names_of(person))]))
        text = record.document.text
        # A family is told by its name too ("the Oreils").
        names += tuple(many for one in names for many in (f"{one}s", f"{one}es") if " " not in one and pattern(many).search(text))
        told = {text[m.start : m.end] for m in record.mentions}
        ids = {person.id for person in known}
        spoken = {alias for person in known for alias in person.aliases if alias in told}
        ranges = {(m.start, m.end) for m in record.mentions if m.person in ids and text[m.start : m.end] in spoken}
        ranges |= {span for one in names for span in written(record, one)}
        yield Place(name, f"Person {letter(number)}", tuple(apart(tuple(ranges))), names)


def literal(record: Record, asked: Sequence[str], kind: str) -> Iterator[Place]:
    """Each word or name asked for, wherever it is written."""
    for number, name in enumerate(asked):
        yield Place(name, f"{kind} {letter(number)}" if kind else "", tuple(written(record, name)), (name,))


def near(text: str, wanted: Sequence[Place]) -> Counter[str]:
    """Words that still stand in a redacted text and lead to a name that was taken out, each with how often: those that begin with it
    ("Kestrian"), and a name's own words standing alone ("Serel")."""
    stems = {word.casefold() for place in wanted for name in place.names for word in re.findall(r"\w+", name) if len(word) >= LEAST_STEM}
    stems -= lexicon.words("common") | lexicon.words("honorifics") | lexicon.words("office_words")
    return Counter(word for word in re.findall(r"\w+", text) if word[:1].isupper() and word.casefold().startswith(tuple(stems)))


def numbered(record: Record, number: str) -> Iterator[Range]:
    """The paragraphs of a printed number, each with what follows it without a number, up to the next one, a heading or a signature."""
    inside = False
    for part in record.parts:
        if part.kind in ENDING:
            inside = False
        elif part.kind in BODY:
            # A paragraph that a reader takes for one may have been read as several, at a page's end or at a short line.
            inside = part.number == number or (inside and part.number is None)
            if inside:
                yield part.start, part.end


def goes_by(person: Person, name: str) -> bool:
    """Whether a person has a name, or goes by it, capitals apart."""
    wanted = name.casefold()
    own = [person.name, *person.aliases]
    return any(wanted == one.casefold() or re.search(rf"\b{re.escape(wanted)}\b", one.casefold()) for one in own if one)


def names_of(person: Person) -> Iterator[str]:
    """What a person is called by name: the full name, and each word of it that is a name of its own."""
    titles = lexicon.words("honorifics") | lexicon.words("office_words")
    common = lexicon.words("common")
    for name in (person.name, *person.aliases):
        own = [word for word in re.findall(r"[\w’'-]+", name) if word[:1].isupper() and word.lower() not in titles]
        if len(own) > 1 and any(word.lower() not in common for word in own):
            yield " ".join(own)
        for word in own:
            surname = name == person.name and word == own[-1]
            if len(word) > 2 and (surname or word.lower() not in common):
                yield word


def written(record: Record, name: str) -> Iterator[Range]:
    """Where a name is written: in capitals or not, over line ends, cut by a hyphen; on recognised pages with one letter wrong."""
    text = record.document.text
    for match in pattern(name).finditer(text):
        yield match.span()
    if len(name) < LEAST_SLIP or " " in name or not any(page.recognised for page in record.pages):
        return
    for page in record.pages:
        for place in page.places if page.recognised else ():
            word = text[place.start : place.end].strip(".,;:!?()[]\"'“”’")
            if abs(len(word) - len(name)) < 2 and layout.one_slip(word.casefold(), name.casefold()):
                yield place.start, place.end


def pattern(name: str) -> re.Pattern[str]:
    """What matches a name and nothing longer."""
    broken = r"(?:[-\u00ad]?[ \t\r]*\n[ \t]*)?"
    words = (broken.join(re.escape(char) for char in word) for word in name.split())
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)


def apart(ranges: Sequence[Range]) -> list[Range]:
    """The ranges, those that touch joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def letter(number: int) -> str:
    """A, B, ... Z, AA, AB and so on."""
    return (letter(number // 26 - 1) if number > 25 else "") + chr(ord("A") + number % 26)
