"""An office and a name made one by a dated list of who held which office: "the Chancellor", and a name of the record that was
chancellor in the record's year.

The list alone says nothing: both must stand in the record, the country must fit, and nothing in the record may speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import msgspec

from memcon import lexicon
from memcon.errors import ModelError
from memcon.model import Outline, Parsed
from memcon.people.bare import nameable
from memcon.people.cast import Cast, Entry, folded, plain, same_office
from memcon.people.names import Name
from memcon.people.span import Ground, Span

ENTRY = re.compile(
    r"(?P<office>[^,=]+), (?P<country>[^=]+?) = (?P<names>[^,]+)(?:, (?P<given>[^,]+))?, (?P<since>\d{4}), (?P<until>\d{4})"
)
ABROAD = re.compile(
    r"(?:Embassy|Legation|Consulate(?: General)?|Ambassador|Chargé(?: d[’']Affaires)?|Minister) (?:in|to|at) (?:the )?(?P<land>.+)"
)
OURS = re.compile(r"\b(?:Department of State|Delegation|Mission|Secretary of State)\b")
# Offices that a record of this side means its own holder by, unless it comes from a country that has the office too.
OUR_OFFICES = (
    "president", "vice president", "attorney general", "secretary", "under secretary", "deputy secretary", "deputy under secretary",
)
SAME_LANDS = (
    {"Egypt", "United Arab Republic"}, {"Vietnam", "South Vietnam"}, {"Soviet Union", "Russia"}, {"China", "Republic of China"},
    {"Congo", "Zaire"}, {"Malaya", "Malaysia"},
)
HOME = "United States"
WORLD = frozenset({"United Nations", "NATO"})
RANKS = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "madame", "prof", "professor", "general", "gen", "marshal", "field marshal",
    "colonel", "col", "admiral", "adm", "comrade", "prince", "count", "herr", "shaikh", "sheikh", "signor", "senor", "dame",
})
LETTERS = re.compile(r"(?<![\w.&/-])[A-Z]{2,4}(?![\w&/-])")
LEAST_LETTERS = 3
LEAST_NAME = 4
MOST_SHARED = 3


class Tenure(msgspec.Struct, frozen=True):
    """One line of the list: an office of a country, its holder's surname in its spellings, given names, first and last year."""

    office: str
    country: str
    names: tuple[str, ...]
    given: str
    since: int
    until: int

    def says(self) -> str:
        """The line in words: "chancellor of Valmora, 1961 to 1966"."""
        return f"{self.office} of {self.country}, {self.since} to {self.until}"


def tenures(entries: Iterable[str]) -> tuple[Tenure, ...]:
    """The entries of a list of holders; raises ModelError on one that is not "office, country = surname, given names, year, year"."""
    return tuple(map(tenure, entries))


def tenure(entry: str) -> Tenure:
    """One entry, checked."""
    match = ENTRY.fullmatch(entry)
    if match is None or match["since"] > match["until"]:
        raise ModelError(f"data/holders.txt: '{entry}' is no 'office, country = surname, given names, first year, last year'.")
    names = tuple(name.strip() for name in match["names"].split(" / "))
    return Tenure(match["office"], match["country"], names, match["given"] or "", int(match["since"]), int(match["until"]))


@cache
def known() -> tuple[Tenure, ...]:
    """The list that comes with memcon."""
    return tenures(lexicon.entries("holders"))


def tie_tenures(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground, writer: Entry | None, here: Here) -> None:
    """Every office without a holder whose holder, by the list, is named in the record."""
    for office in [e for e in cast.entries if vacant(e)]:
        found = {
            entry: held
            for held in (*here.fitting(office), *here.own(office))
            for entry in named(cast, held) or called(cast, outline, parsed, ground, held)
            if here.first(held, entry) and agrees(office, entry, held, here) and may_write(entry, writer, outline)
            and never_both(office, entry, outline, parsed, ground)
        }
        if len(found) == 1:
            (chosen, held), = found.items()
            settle(cast, ground, chosen, office, held)


def take_lands(cast: Cast, here: Here) -> None:
    """The country of those who are named with an office that they held there by the list ("President Dale"), and whose holder is
    meant where an office stands without country: that of the post abroad which reports, else the writer's own."""
    for entry in [e for e in cast.entries if e.last and e.roles and not e.side and not e.body]:
        able = {t.country for t in here.held_by(entry) if t.country not in WORLD and any(means(t, role) for role in entry.roles)}
        if len(able) == 1:
            (entry.side,) = able
    cast.homes = tuple(frozenset({land}).union(*(names for names in SAME_LANDS if land in names)) for land in (here.post, HOME) if land)


def take_initials(cast: Cast, parsed: Parsed, ground: Ground, here: Here) -> None:
    """"AVB" for the one person of the cast whose given names and surname begin so, by the record or by the list of holders; two
    letters alone count where they act as a person does."""
    spelled: dict[str, list[tuple[int, int]]] = {}
    for match in LETTERS.finditer(parsed.text, parsed.sentences[0].start if parsed.sentences else len(parsed.text)):
        spelled.setdefault(match.group(), []).append(match.span())
    for letters, places in spelled.items():
        own = {s.entry for a, b in places for s in ground.over(a, b) if parsed.text[s.start : s.end] == letters}
        able = [e for e in cast.entries if e.last and not e.body and e not in own and letters in here.initials(e)]
        if len(able) != 1 or (len(letters) < LEAST_LETTERS and not own) or any(e.side or e.government for e in own):
            continue
        for entry in own:
            ground.merge(able[0], entry)
            cast.drop(entry)
        able[0].aliases.append(letters)
        for start, end in places:
            if not ground.covered(start):
                ground.add(Span(start, end, able[0], 6))


def take_given_names(cast: Cast, ground: Ground, writer: Entry | None, here: Here) -> None:
    """A given name alone for the one holder of office in the cast who bears it by the list ("Yves" for "Foreign Minister Delorme")."""
    for entry in [e for e in cast.entries if e is not writer and e.last and e.name == e.last and not (e.roles or e.body or e.given)]:
        able = {
            e: held for e in cast.entries if e is not entry and e.last and not e.body
            for held in here.held_by(e) if entry.last in held.given.split() and here.first(held, e)
        }
        if len(able) == 1:
            (chosen, held), = able.items()
            ground.merge(chosen, entry)
            cast.drop(entry)
            chosen.why.append(f"“{entry.last}” by the list of holders of office: {held.given} {held.names[0]}, {held.says()}")


def vacant(entry: Entry) -> bool:
    """Whether an entry is an office without a name."""
    return not (entry.last or entry.name or entry.body or entry.party or entry.author or entry.given) and bool(entry.roles)


def settle(cast: Cast, ground: Ground, chosen: Entry, office: Entry, held: Tenure) -> None:
    """Makes office and name one person and keeps the ground for it."""
    if chosen not in cast.entries:
        cast.add(chosen)
    ground.merge(chosen, office)
    cast.drop(office)
    chosen.side = chosen.side or ("" if held.country in WORLD else held.country)
    chosen.why.append(f"“{re.sub('^[Tt]he ', '', office.roles[0])}” by the list of holders of office: {held.says()}")


class Here:
    """What a record says of countries, with the tenures of its year."""

    def __init__(self, outline: Outline, text: str, listed: tuple[Tenure, ...]) -> None:
        document = outline.document
        year = document.date[:4]
        self.listed = tuple(t for t in listed if t.since <= int(year) <= t.until) if year.isdecimal() else ()
        self.by_name: dict[str, list[Tenure]] = {}
        for held in self.listed:
            for name in {word for full in map(folded, held.names) for word in (full, full.split()[-1])}:
                self.by_name.setdefault(name, []).append(held)
        self.post = next((land for sender in document.from_ if (land := land_of_post(sender))), "")
        self.told = lands(text) | {p.side for p in outline.participants if p.side}
        if capital := lexicon.pairs("capitals").get(document.place.lower()):
            self.told.add(capital)

    def held_by(self, entry: Entry) -> list[Tenure]:
        """The tenures of the year whose holder bears somebody's name."""
        words = re.split(r"[\s.]+", entry.name)
        keys = dict.fromkeys(folded(word) for word in (*words[:1], entry.last, entry.name, *entry.last.split()[-1:]) if word)
        near = dict.fromkeys(held for key in keys for held in self.by_name.get(key, ()))
        return [held for held in near if bears(entry, held)]

    def whole(self, name: Name) -> str:
        """The name of the one holder of an office whom a title and a bare surname mean, with given names; "" where it is not sure."""
        if not name.title or " " in name.full:
            return ""
        able = {t.given for t in self.by_name.get(folded(name.last), ()) if t.given and means(t, name.title)}
        return f"{able.pop()} {name.last}" if len(able) == 1 else ""

    def first(self, held: Tenure, entry: Entry) -> bool:
        """Whether a bare surname that the list gives to several of one country is this holder's: the first in the list bears it."""
        if " " in entry.name and entry.name != entry.last:
            return True
        return next(t for t in self.listed if t.country == held.country and set(t.names) & set(held.names)).given == held.given

    def fitting(self, office: Entry) -> list[Tenure]:
        """The tenures that an office can be: of its own country where it is said, else of the country the record comes from where
        that has the office, else of the writer's own where it has, else of any country that is named."""
        meant = [t for t in self.listed if any(means(t, role) for role in office.roles)]
        if office.side:
            return [t for t in meant if same_land(t.country, office.side)]
        if self.post and (local := [t for t in meant if same_land(t.country, self.post)]):
            return local
        if any(plain(role).startswith(OUR_OFFICES) for role in office.roles) and (own := [t for t in meant if t.country == HOME]):
            return own
        return [t for t in meant if t.country in WORLD or any(same_land(t.country, land) for land in self.told)]

    def own(self, office: Entry) -> list[Tenure]:
        """The holder of an office on the writer's own side, who may be meant on a visit to a country that has the office too."""
        ours = any(plain(role).startswith(OUR_OFFICES) for role in office.roles) and not office.side and self.post
        return [t for t in self.listed if ours and t.country == HOME and any(means(t, role) for role in office.roles)]

    def initials(self, entry: Entry) -> set[str]:
        """The initials by which a person may be written: of all names, and of the first and the last."""
        names = [[*entry.name.split()], *([*t.given.split(), t.names[0]] for t in self.held_by(entry) if t.given)]
        several = [[word[0].upper() for word in words if word[0].isalpha()] for words in names if len(words) > 1]
        return {"".join(letters) for letters in several} | {letters[0] + letters[-1] for letters in several if letters}

    def against(self, office: Entry, entry: Entry) -> bool:
        """Whether the list speaks against an office's being a person's: the person held another one then, of a country that is named,
        or somebody else held this one in the country from which the record comes."""
        local = [t for t in self.fitting(office) if self.post and same_land(t.country, self.post)]
        if local and not any(bears(entry, t) for t in local):
            return True
        held = [t for t in self.held_by(entry) if t.country in WORLD or t.country == HOME or t.country in self.told]
        return bool(held) and not any(means(t, role) for t in held for role in office.roles)


def land_of_post(sender: str) -> str:
    """The country of a post abroad: "Embassy in Valmora"; "" for other senders."""
    match = ABROAD.match(sender)
    return next(iter(lands(match["land"])), "") if match else ""


def lands(text: str) -> set[str]:
    """The countries that a text names, by name or adjective."""
    known_ = lexicon.pairs("countries")
    words = re.findall(r"[A-Z][\w.’'-]*", text)
    plain_words = (re.sub(r"[’']s?$", "", word).strip(".").lower() for word in [*words, *(f"{a} {b}" for a, b in pairwise(words))])
    return {known_[word] for word in plain_words if word in known_ and word != "us"}


def same_land(one: str, other: str) -> bool:
    """Whether two names of countries mean one, as records of this time use them."""
    return one == other or any({one, other} <= lands_ for lands_ in SAME_LANDS)


ALSO = {
    "premier": "prime minister", "secretary": "secretary of state", "minister": "foreign minister", "defence minister": "defense minister",
    "secretary-general": "secretary general",
}


OF_COUNTRY = re.compile(r" of (?:the )?(?P<land>[\w ]+)$")


def of_country(office: str) -> str:
    """The country that an office in small letters ends with ("president of valmora"), "" where it ends otherwise."""
    tail = OF_COUNTRY.search(office)
    return lexicon.pairs("countries").get(tail["land"], "") if tail else ""


def means(held: Tenure, role: str) -> bool:
    """Whether an office of the list can be called by the words of a role."""
    said = plain(role)
    if said in {"acting secretary", "acting secretary of state"}:
        return held.office in {"under secretary of state", "deputy secretary of state"}
    if said in {"foreign secretary", "secretary of state for foreign affairs"} and held.country == "United Kingdom":
        return held.office == "foreign minister"
    if said.startswith("acting "):
        return False
    if of_country(said) == held.country:
        said = OF_COUNTRY.sub("", said)
    said = ALSO.get(said, said)
    return held.office == said or (bool(said) and held.office.startswith((f"{said} of ", f"{said} to ")))


def named(cast: Cast, held: Tenure) -> list[Entry]:
    """The people of the cast who bear the holder's name."""
    return [e for e in cast.entries if e.last and not e.body and not e.party and bears(e, held)]


def bears(entry: Entry, held: Tenure) -> bool:
    """Whether somebody's name is the holder's: the surname, and nothing against it in a given name."""
    words = [w.strip(".").lower() for w in re.split(r"[\s.]+", entry.name) if w.strip(".")]
    for name in map(folded, held.names):
        first = bool(words) and folded(words[0]) == name and (len(words) == 1 or held.given.lower()[:3] == words[1][:3])
        last = folded(entry.last) == name or folded(entry.name) == name or (" " in name and name.split()[-1] == folded(entry.last))
        if first or (last and given_fits(words, name, held)):
            return True
    return False


def given_fits(words: list[str], name: str, held: Tenure) -> bool:
    """Whether the words before a surname are those of the holder, or begin as they do."""
    before = [w for w in words if w not in name.split()]
    own = [w.strip(".").lower() for w in re.split(r"[\s.]+", held.given) if w.strip(".")]
    return not before or not own or any(a[0] == b[0] for a in before[:1] for b in own)


def called(cast: Cast, outline: Outline, parsed: Parsed, ground: Ground, held: Tenure) -> list[Entry]:
    """The holder as a new person, where the record holds the surname and nobody in the cast bears it."""
    for name in held.names:
        if len(name) < LEAST_NAME or not nameable(name.split()[-1], True, set()) or cast.by_last_word(name):
            continue
        places = list(surname_at(outline, ground, name))
        if places:
            entry = Entry(name=name, last=name)
            for start, end in places:
                ground.add(Span(start, end, entry, 6))
            return [entry]
    return []


def surname_at(outline: Outline, ground: Ground, name: str) -> Iterator[tuple[int, int]]:
    """Where a surname stands alone outside footnotes, free of other mentions."""
    text = outline.document.text
    hidden = [(p.start, p.end) for p in outline.parts if p.kind in {"footnote", "boilerplate"}]
    either = "|".join(map(re.escape, {name, name.upper()}))
    for match in re.finditer(rf"(?<![\w’'])(?:{either})(?![\w])(?! (?!TALKS)[A-Z])", text):
        if not ground.over(*match.span()) and not any(a <= match.start() < b for a, b in hidden):
            yield match.span()


def agrees(office: Entry, entry: Entry, held: Tenure, here: Here) -> bool:
    """Whether side and offices of a person let the person hold an office."""
    if entry is office or (entry.side and held.country not in WORLD and not same_land(entry.side, held.country)):
        return False
    also = [t for t in here.listed if t.names == held.names and t.country == held.country]
    return all(
        plain(role) in RANKS or office.known_as(role) or any(means(t, role) or same_office(t.office, role) for t in also)
        for role in entry.roles
    )


def never_both(office: Entry, entry: Entry, outline: Outline, parsed: Parsed, ground: Ground) -> bool:
    """Whether the record does not show two people: not both in its list, and seldom in one sentence."""
    if outline.participants and office.participant and entry.participant:
        return False
    shared = sum(
        any(s.entry is office for s in over) and any(s.entry is entry for s in over)
        for over in (ground.over(sentence.start, sentence.end) for sentence in parsed.sentences)
    )
    return shared * MOST_SHARED <= len(ground.of.get(office, ()))


def may_write(entry: Entry, writer: Entry | None, outline: Outline) -> bool:
    """Whether a person is not the writer, who would say "I"; the head of a ministry signs all that it sends."""
    return entry is not writer or any(OURS.search(sender) for sender in outline.document.from_)
