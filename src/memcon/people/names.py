"""Names in running text: honorific, office, given names and surname, and what a participants line names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from memcon import lexicon
from memcon.people.words import every_word, last_words, matches

PARTICLES = {
    "de", "del", "della", "da", "di", "la", "le", "von", "van", "der", "den", "al", "el", "bin", "ibn", "abd", "ben", "y", "dos", "du",
    "af",
}
SUFFIX = re.compile(r"(?:,? (?:Jr|Sr|II|III|IV|USA|USN|USAF|USMC|RN|RAF|\(?[Rr]et)\.?\)?)+$")
BEHIND = re.compile(r"(?<=\w) (?:Pasha|Bey|Effendi)$")
GLUED = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z][a-z])")
OF_LAND = re.compile(r"(?<=\w) of (?:the )?(?P<land>[A-Z][\w ]+)$")
WORD = r"(?:[ae]l[–-])?[A-ZÀ-ÖØ-Þ][\w’'À-ÿ]*(?:-[\w’'À-ÿ]+)*"
ARTICLED = re.compile(r"[ae]l[–-][A-Z]")
PLAIN_TITLES = {"mr", "mrs", "miss", "ms"}
BARE_TITLES = PLAIN_TITLES | {"dr"}
INITIAL = r"[A-Z]\."
POSSESSIVE = re.compile(r"[’']s?$")


class Name(msgspec.Struct, frozen=True):
    """A name taken apart: ``title`` as written before it (honorific or office), the bare ``full`` name, the ``last`` name."""

    title: str
    full: str
    last: str


@cache
def titles() -> re.Pattern[str]:
    """Any honorific or office that can stand before a name, longest first, full stops optional."""
    ranked = sorted(lexicon.words("honorifics") | lexicon.words("roles"), key=len, reverse=True)
    either = "|".join(re.escape(t).replace(r"\ ", r"\.? ") for t in ranked)
    qualifier = (
        r"(?:Acting |Deputy |Vice |Assistant |Former |ex-|Soviet |British |French |German |Israeli |Egyptian "
        r"|[A-Z][a-z]{1,20}(?:ian|ese|ish|i|an) )?"
    )
    office = r"(?:Defen[sc]e |Foreign |Finance |Interior |Prime |Economic |State |Trade |Cultural |Education |Cabinet )?"
    of = r"(?: (?:of )?(?:State|Defense|Defence|Foreign Affairs|Finance|the Treasury|Commerce|the Interior)| General)?"
    abroad = r"(?: for (?:[A-Z]\w+|and|of|the|South|Near)(?: (?:[A-Z]\w+|and|of|the))*,(?= [A-Z]\w+ [A-Z]\w+\b))?"
    return re.compile(
        rf"(?:(?i:{qualifier})(?i:{office})\b(?i:{either})"
        rf"(?:(?<!\b[Kk]ing)(?<!\b[Pp]ope)(?<!\b[Ss]hah)(?<!\b[Ee]mir)(?<!\b[Ll]ord)(?<!\b[Ll]ady)(?<!\b[Mm]iss)(?<!\b[Hh]ead)(?:(?<=\b[A-Za-z]{{2}})|(?<=\b[A-Za-z]{{3}})|(?<=\b[A-Za-z]{{4}}))\.)?"
        rf"(?i:{of}){abroad}) (?=[A-Z]|(?:de|du|von|van|bin|ben|al|el) [A-Z]|[ae]l[–-][A-Z])"
    )


@cache
def title_heads() -> frozenset[str]:
    return last_words(lexicon.words("honorifics") | lexicon.words("roles"))


@cache
def title_lead() -> frozenset[str]:
    return TITLE_LEAD | every_word([*lexicon.pairs("countries"), *lexicon.words("honorifics"), *lexicon.words("roles")])


TITLE_LEAD = frozenset({
    "acting", "deputy", "vice", "assistant", "former", "ex", "defense", "defence", "foreign", "finance", "interior", "prime", "economic",
    "state", "trade", "cultural", "education", "cabinet",
})


def take_apart(text: str) -> Name:
    """Splits "Lt. Gen. Brent Scowcroft, Jr." into title, full name and last name; a bare office has no last name."""
    rest = re.sub(r"^(?:the|The|His Excellency|H\.E\.|Sr\.|Señor|M\.|MM\.) +", "", text.strip(" ,;:.()"))
    rest = GLUED.sub(" ", landless(rest))
    title = ""
    while (match := titles().match(rest)) and match.end() < len(rest):
        title, rest = f"{title} {rest[: match.end()]}".strip(" ,"), rest[match.end() :].strip(" ,")
    rest = POSSESSIVE.sub("", rest)
    bare = SUFFIX.sub("", rest).strip(" ,.")
    if honour := BEHIND.search(bare):
        title, bare = f"{title} {honour.group().strip()}".strip(), bare[: honour.start()]
    low = bare.lower().strip(".")
    if is_surname(title, low):
        return Name(title, bare, bare)
    if low in lexicon.words("roles") or low in lexicon.words("honorifics") or low in {"of state", "state"}:
        return Name(f"{title} {bare}".strip(), "", "")
    words = bare.split()
    if not words or not (words[-1][:1].isupper() or ARTICLED.match(words[-1])):
        return Name(title, bare, "")
    last = words[-1]
    if len(words) > 1 and words[-2].lower().strip(".") in {"al", "el", "bin", "ibn", "ben"}:
        last = f"{words[-2]} {last}"
    return Name(title, bare, last)


def land_of(text: str) -> str:
    """The country that stands behind a name or office: "President Dale of Valmora"; "" where none does."""
    tail = OF_LAND.search(text)
    return lexicon.pairs("countries").get(tail["land"].lower(), "") if tail else ""


def is_surname(title: str, word: str) -> bool:
    """Whether a word of office in small letters is somebody's surname behind a title: "Mr. Bishop", not "Mr. President"."""
    return title.lower().strip(".") in PLAIN_TITLES and word in lexicon.words("surnames")


def landless(text: str) -> str:
    """A name without the country that stands before its office or behind it: "Valmora Foreign Minister Dale", "Dale of Valmora"."""
    if land_of(text):
        text = OF_LAND.sub("", text)
    land, _, rest = text.partition(" ")
    office = titles().match(rest)
    return rest if office and office.end() < len(rest) and land.lower() in lexicon.pairs("countries") else text


def titled(text: str, start: int, end: int) -> Iterator[tuple[int, int, Name]]:
    """Names with a title before them: "Prime Minister Dia", "Mr. Joseph J. Jova"; offsets cover title and name."""
    for match in matches(text, start, end, title_heads(), title_lead(), titles().match):
        name = name_at(text, match.end(), end)
        if name is None:
            continue
        bare = text[match.end() : name].strip()
        first = bare.split()[0].lower().strip(".,")
        found = take_apart(text[match.start() : name])
        if first in lexicon.words("honorifics") and " " not in bare and not is_surname(found.title, first):
            continue
        if found.last and not stop(found.last) and not no_title(text[match.start()], found):
            yield match.start(), name - (len(text[match.start() : name]) - len(POSSESSIVE.sub("", text[match.start() : name]))), found


ADJECTIVES = {"major", "general", "chief", "head", "director", "special", "justice", "count", "king", "official", "officer", "leader"}
OF_UNIT = {"chief", "deputy chief", "director", "commander", "head", "adviser", "advisor", "representative", "officer", "deputy"}


def no_title(first: str, name: Name) -> bool:
    """Whether what stands before a name is no title of a person: a word written small ("major Oreil units"), the office of one who
    heads a unit that letters stand for ("Chief MAAG"), or an office before the place where it is held ("Ambassador Paris")."""
    low = name.title.lower().strip(".")
    unit = low in OF_UNIT and name.full.isupper() and len(name.full) < LONGEST_UNIT
    return unit or (posted(name.full) and not mild(name.title)) or (first.islower() and low in ADJECTIVES)


LONGEST_UNIT = 7


def mild(title: str) -> bool:
    """Whether a title is one of address and no office."""
    return all(word.strip(".") in BARE_TITLES for word in title.lower().split())


def posted(word: str) -> bool:
    """Whether a word behind an office is the capital where it is held ("Ambassador Paris" in a telegram)."""
    return word.lower() in lexicon.pairs("capitals") and word.lower() not in lexicon.words("surnames")


def name_at(text: str, start: int, end: int) -> int | None:
    """End of the run of name words that starts at ``start``; None where no name stands there."""
    at, last = start, None
    piece = re.compile(rf"(?:(?:{INITIAL})+(?= [A-ZÀ-ÖØ-Þ])|{WORD}|(?:{'|'.join(sorted(PARTICLES))})(?= ))")
    count = 0
    while count < 6 and (match := piece.match(text, at, end)):
        word = match.group()
        if word in {"I", "A"} or stop(POSSESSIVE.sub("", word)) or word.lower() in OFFICES:
            break
        if word not in PARTICLES:
            last = match.end()
        count += 1
        at = match.end()
        if POSSESSIVE.search(word) and word[-1] != "." and len(word) > 2 and word.endswith(("’s", "'s", "’", "'")):
            break
        if at < end and text[at] == " ":
            at += 1
        else:
            break
    return last


OFFICES = {
    "president", "secretary", "minister", "ambassador", "premier", "chairman", "chancellor", "senator", "governor", "general", "prime",
    "foreign", "under", "assistant", "deputy",
}
STOPS = {
    "that", "the", "this", "these", "those", "there", "then", "he", "she", "they", "we", "it", "i", "and", "but", "or", "if",
    "in", "on", "at", "of", "for", "to", "with", "as", "when", "while", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "state", "general", "secretary", "embassy", "department", "government", "also",
    "however", "u.s", "us", "affairs", "office", "house", "council", "commission", "committee", "conference", "ministry",
    "said", "asked", "replied", "thought", "told", "what", "who", "his", "her", "my", "our", "your", "their", "not",
    "designate", "elect", "subject", "participants", "place", "date", "time", "page", "embtel", "deptel", "section", "continuing",
    "regarding", "staff", "assembly", "east", "attorney", "solicitor", "surgeon", "postmaster",
}


def stop(word: str) -> bool:
    """Whether a capitalised word is no name: a month, a day, a pronoun, a word of office."""
    return word.lower().strip(".") in STOPS
