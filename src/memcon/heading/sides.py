"""On which side somebody stands: by the country of a group line ("U.S. Side") or of a role ("Soviet Ambassador")."""

from __future__ import annotations

import re

from memcon import lexicon

HOME = re.compile(
    r"(?:the )?(?:state|defense|treasury|white house|commerce|agriculture|justice|labor|interior|cia|aid|usia|nsc|jcs|department of [\w ]+"
    r"|dept\.? of [\w ]+|[\w ]+ (?:department|dept\.?)|bureau of the budget|central intelligence agency)",
    re.IGNORECASE,
)
OFFICE_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z]{1,5})*")


def of_group(line: str) -> str | None:
    """The country a group line names, the line itself where it is another group, None where it names a person."""
    bare = re.sub(r"^(?:for|from)\s+", "", line.strip(" :.>-–—"), flags=re.IGNORECASE)
    words = bare.split()
    if not words or len(words) > 6 or "," in bare or "—" in bare:
        return None
    if line.strip().endswith(":"):
        return country_of(bare) or bare
    if has_person(bare):
        return None
    if country := country_of(bare):
        return country if only_country(bare, country) else None
    if HOME.fullmatch(bare):
        return "United States"
    plain = all(w.lower() in lexicon.words("group_words") or is_plain(w) for w in words)
    if len(words) == 1 and (country := country_of(bare.removesuffix("s"))):
        return country
    return bare if plain and (len(words) > 1 or words[0].lower() in lexicon.words("group_words")) and not bare.startswith("The ") else None


def only_country(line: str, country: str) -> bool:
    """Whether a line holds nothing but the country's name and words for a group of people."""
    own = {word for key, value in lexicon.pairs("countries").items() if value == country for word in key.split()}
    words = re.sub(r"\b(?:of|and|the)\b", " ", line).split()
    return all(w.lower().strip(".") in lexicon.words("group_words") | own or is_plain(w) or country_of(w) for w in words)


def is_plain(word: str) -> bool:
    """Whether the word is one of everyday use or of office, and so no name."""
    return word.lower().strip(".") in lexicon.words("common") | lexicon.words("office_words")


def has_person(text: str) -> bool:
    """Whether the line has an honorific or an office, hence speaks of a person."""
    low = [word.strip(".,").lower() for word in text.split()]
    return any(word in lexicon.words("honorifics") or word in lexicon.words("roles") for word in low)


def country_of(text: str) -> str:
    """The country whose name or adjective stands in the text, the longest name first; "" where there is none."""
    known = lexicon.pairs("countries")
    low = " ".join(text.lower().split()).strip(" ,:")
    for whole in (low, low.rstrip(".")):
        if whole in known and (whole not in {"us", "un"} or text.strip(" ,:").isupper()):
            return known[whole]
    words = [w.strip(",:();") for w in text.split()]
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            chunk = " ".join(words[at : at + size])
            if found := known.get(country_key(chunk, known)):
                return found
    return ""


def country_key(chunk: str, known: dict[str, str]) -> str:
    """The chunk as the list of countries has it; "us" and "un" count in capitals alone."""
    low = chunk.lower()
    for key in (low, low.rstrip("."), re.sub(r"[’']s$", "", low), low.replace(".", "")):
        if key in known and (key not in {"us", "un"} or chunk.replace(".", "").isupper()):
            return key
    return ""


# The countries that an office deals with are not its own.
AFFAIRS = re.compile(r"\b(?:[Oo]ffice|[Bb]ureau|[Dd]ivision|[Dd]irector|[Oo]fficer|[Cc]hief)\b[^;()]*\b(?:Affairs|Desk)\b")


def of_role(role: str) -> str:
    """The side a role tells of: the country it belongs to, not the one it is sent to; or an office of the Department of State."""
    own = AFFAIRS.sub("", re.split(r"\b(?:to|for|in|at|on|with)\b", role, maxsplit=1)[0])
    country = country_of(own)
    if country:
        return country
    symbols = [piece.strip(" ()") for piece in re.split(r"[,—–(]", role) if piece.strip(" ()")]
    if (symbols and OFFICE_SYMBOL.fullmatch(symbols[-1])) or HOME.fullmatch(role.strip()) or "Department of State" in role:
        return "United States"
    return ""
