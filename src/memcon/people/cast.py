"""The cast while it is being found: people, their names, and which name or office means whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

import msgspec

from memcon import lexicon
from memcon.people.names import PLAIN_TITLES, Name

MINISTRIES = {
    "foreign affairs": "foreign minister", "external affairs": "foreign minister", "finance": "finance minister",
    "defense": "defense minister", "defence": "defense minister",
}
OF_MINISTER = re.compile(r"\bminister (?:of|for) (foreign affairs|external affairs|finance|defense|defence)\b")


OTHER_SECRETARIES = {
    "press", "first", "second", "third", "executive", "foreign", "cabinet", "private", "parliamentary", "permanent", "colonial", "home",
    "party", "personal", "recording",
}
GIVEN_TITLES = {"sir", "dame", "prince", "princess", "crown prince", "sheikh", "shaikh", "pasha", "bey", "effendi"}
MINISTRY = re.compile(r" minister$|\bminister (?:of|for) ")
PAST = re.compile(r"(?:former|late|ex|onetime|outgoing)\b")
LESSER = {"deputy", "vice", "assistant", "under"}
VAGUE = {"minister", "secretary", "director", "general"}
"""Offices of one word that say too little to be meant by a longer one that holds the word."""


class Entry(msgspec.Struct, eq=False):
    """One person under construction."""

    name: str = ""
    last: str = ""
    roles: list[str] = []
    side: str = ""
    aliases: list[str] = []
    spans: list[tuple[int, int]] = []
    participant: bool = False
    author: bool = False
    body: bool = False
    styles: set[str] = set()
    """The titles, in plain words, that stand before the name in the text."""
    key: str = ""
    whole: str = ""
    """The name with given names by the list of holders of office; it tells namesakes apart."""
    listed_office: bool = False
    government: bool = False
    party: bool = False
    given: bool = False
    why: list[str] = []

    def take(self, other: Entry) -> None:
        """Takes over what is known of an entry that turned out to be the same person."""
        self.roles.extend(r for r in other.roles if r not in self.roles)
        self.aliases.extend(a for a in other.aliases if a not in self.aliases)
        self.why.extend(w for w in other.why if w not in self.why)
        self.side = self.side or other.side
        self.participant = self.participant or other.participant
        self.author = self.author or other.author
        other.participant = other.author = False

    def known_as(self, title: str) -> bool:
        """Whether one of the person's offices can be called by these words."""
        return any(same_office(role, title) for role in self.roles)


@lru_cache(maxsize=4096)
def same_office(role: str, title: str) -> bool:
    """Whether one office can be called by the other's words: "Defense Minister" by "Minister", not "Deputy Minister" by it."""
    role, title = plain(role), plain(title)
    if not role or not title or PAST.match(role):
        return False
    if role == title or (role == "secretary" and title == "secretary of state"):
        return True
    for match in re.finditer(rf"(?<!\w){re.escape(title)}(?![\w’'-]| general\b)", role):
        before = role[: match.start()].split()
        if before and (before[-1] in {"special", "to", "the", "of", "for", "acting"} or not LESSER.isdisjoint(before)):
            continue
        if title == "minister" and before and before[-1] == "prime":
            continue
        if title == "secretary" and before and before[-1] in OTHER_SECRETARIES:
            continue
        return True
    words = set(title.split())
    return " " not in role and role not in VAGUE and role in words and LESSER.isdisjoint(words)


@lru_cache(maxsize=4096)
def plain(role: str) -> str:
    """An office in small letters without article and marks, its short forms written out: "The Sec." -> "secretary"."""
    words = re.sub(r"[^\w\s’'-]", " ", role.lower()).replace("the ", " ").split()
    short = lexicon.pairs("offices")
    return OF_MINISTER.sub(lambda m: MINISTRIES[m.group(1)], " ".join(short.get(word, word) for word in words))


class Cast:
    """The people found so far; every lookup says whom a name or an office means at that place."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.bodies: dict[tuple[str, str], Entry] = {}
        self.sides: dict[str, Entry] = {}
        self.homes: tuple[frozenset[str], ...] = ()
        """The countries, each by its names, whose holder an office without country means first."""

    def add(self, entry: Entry) -> Entry:
        """Takes a person into the cast and gives it back."""
        self.entries.append(entry)
        if entry.government:
            self.sides.setdefault(entry.side, entry)
        elif entry.body and entry.roles:
            self.bodies.setdefault((entry.roles[0], entry.side), entry)
        return entry

    def drop(self, entry: Entry) -> None:
        """Leaves out an entry that turned out to be another person's."""
        self.entries = [e for e in self.entries if e is not entry]

    def by_last(self, name: Name, side: str = "") -> Entry | None:
        """The person of that surname; where two share it, the one whose given name or title fits."""
        last = folded(name.last)
        found = [e for e in self.entries if e.last and (folded(e.last) == last or last in surnames(e))]
        if not found and plain(name.title) in GIVEN_TITLES and name.full == name.last:
            called = [e for e in self.entries if given(e.name) == name.last.lower() and not e.body]
            return called[0] if len(called) == 1 else None
        if not found and name.title and name.full == name.last:
            # Of two surnames the first stands alone: "Ambassador Vega" for "Ambassador Vega Lander".
            first = [e for e in self.entries if e.last and len(e.name.split()) == 2 and folded(e.name.split()[0]) == last]
            found = [e for e in first if e.known_as(name.title)]
        if len(found) > 1 and " " in name.full:
            close = [e for e in found if given(spelled(e)) and given(spelled(e)) == given(name.full)]
            found = close or [e for e in found if not given(spelled(e))] or found
        if len(found) > 1 and name.title:
            # "Mr. Dale" is rather the one without an office than Secretary Dale.
            plainly = plain(name.title) in PLAIN_TITLES
            found = [e for e in found if (not e.roles if plainly else e.known_as(name.title))] or found
        if len(found) == 1 and (clash(spelled(found[0]), name.full) or not_that_office(found[0], name.title)):
            return None
        if not found:
            return None
        return max(found, key=lambda e: (e.participant, len(e.spans)))

    def by_last_word(self, name: str) -> Entry | None:
        """Somebody whose name ends with the last word of a name, or begins with its first."""
        first, last = name.lower().split()[0], name.lower().split()[-1]
        able = (e for e in self.entries if e.last)
        return next((e for e in able if e.last.lower().split()[-1] == last or e.name.lower().split()[0] == first), None)

    def by_office(self, head: str, side: str, at: int) -> Entry | None:
        """The person who holds the office: sides must agree where both are said, the latest mentioned is preferred."""
        found = [e for e in self.entries if not e.body and e.known_as(head) and not (side and e.side and e.side != side)]
        if not found:
            return None
        exact = [e for e in found if any(plain(r) == plain(head) for r in e.roles)]
        if plain(head) == "minister":
            # An embassy has a minister too, but the one who is meant without a name heads a ministry.
            exact = [e for e in found if any(MINISTRY.search(plain(r)) for r in e.roles)] or exact
        if plain(head) == "secretary":
            exact = [e for e in found if any(plain(r) in {"secretary", "secretary of state"} for r in e.roles)] or exact
        sided = [e for e in found if side and e.side == side]
        # Ambassadors of both sides meet, so neither is meant rather than the other.
        homes = self.homes if plain(head) != "ambassador" and not side else ()
        home = next((own for names in homes if (own := [e for e in found if e.side in names])), [])

        def rank(entry: Entry) -> tuple[bool, bool, bool, bool, bool, bool, int]:
            before = bisect_right(entry.spans, at, key=itemgetter(0))
            last = entry.spans[before - 1][0] if before else -1
            styled = plain(head) in entry.styles
            return (entry in sided, entry.listed_office, entry.participant, entry in exact, entry in home, styled, last)

        return max(found, key=rank)

    def by_side(self, side: str) -> Entry | None:
        """The government, people or country that speaks for a side."""
        return self.sides.get(side)

    def by_body(self, head: str, side: str) -> Entry | None:
        """The body of that name and side."""
        return self.bodies.get((head, side))


def not_that_office(entry: Entry, title: str) -> bool:
    """Whether a title is so high that the list or the text would have told of it: "President Dale" is not Mr. Ann Dale, EUR."""
    known = bool(entry.roles or given(entry.name))
    return plain(title) == "president" and entry.participant and known and not entry.known_as("president")


@lru_cache(maxsize=4096)
def folded(last: str) -> str:
    """A surname in small letters without hyphens, its spellings from other alphabets made one: "Pak" and "Park"."""
    return " ".join(lexicon.pairs("spellings").get(word, word) for word in last.lower().replace("-", " ").split())


def given(name: str) -> str:
    """The first of a name's words in small letters, "" where the name is one word."""
    words = name.split()
    return words[0].strip(".").lower() if len(words) > 1 else ""


def spelled(entry: Entry) -> str:
    """A name as the record has it, else with the given names of the list where it has a surname alone."""
    return entry.whole if entry.whole and " " not in entry.name else entry.name


def surnames(entry: Entry) -> frozenset[str]:
    """Other words of the name by which somebody may be called: for names of three and more words, and before a hyphen."""
    return words_of(entry.name, entry.last)


@lru_cache(maxsize=4096)
def words_of(name: str, last: str) -> frozenset[str]:
    words = [w.lower() for w in name.split() if len(w) > 2 and not w.endswith(".")]
    out = set(words[1:]) if len(words) > 2 else set()
    if len(words) > 1 and words[0] in lexicon.words("family_first"):
        out.add(folded(words[0]))
    if len(words) == 2 and "-" in words[-1]:
        out |= set(words[-1].split("-")) - {"al", "el"}
    if last.lower().startswith(("al-", "el-", "al–", "el–", "al ", "el ")):
        out.add(last.lower()[3:])
    return frozenset(out)


def clash(known: str, found: str) -> bool:
    """Whether two full names of one surname have given names that cannot be one: "Allen Dulles", "John Foster Dulles"."""
    one, two = given(known), given(found)
    words = sorted((known.lower().split(), found.lower().split()), key=len)
    if not one or not two or words[0] == words[1][-len(words[0]) :]:
        return False
    return one[0] != two[0]


def initials(entry: Entry) -> str:
    """The first letters of a name of several words, in small letters."""
    return "".join(w[0] for w in entry.name.split()).lower() if " " in entry.name else ""


def by_initials(cast: Cast, letters: str) -> Entry | None:
    """The one person whose initials two to four capitals are: all of them, else the last name's alone."""
    whole = [e for e in cast.entries if initials(e) == letters.lower()]
    last = [e for e in cast.entries if e.last[:1] == letters[-1:].upper() and not e.body]
    return whole[0] if len(whole) == 1 else last[0] if len(last) == 1 else None


def by_letter(cast: Cast, letter: str) -> Entry | None:
    """The one person whose last name begins with the letter that stands for it."""
    found = [e for e in cast.entries if e.last[:1] == letter and not e.body]
    return found[0] if len(found) == 1 else None
