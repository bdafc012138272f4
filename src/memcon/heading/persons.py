"""Names and offices as lists and titles write them: what is a person, what an office, and where one ends."""

from __future__ import annotations

import re

from memcon import lexicon

FORM = re.compile(
    r"(?:(?:His|Her|Their) (?:Excellency|Excellencies|Majesty|Imperial Majesty)|H\. ?E\.|HE|HRH|HIM|HM|The Hon(?:orable"
    r"|\.)|Hon\.|(?:The )?(?:Rt\.|Right) Hon(?:orable|\.)),?\s+"
)
JUNIOR = r"(?:,? (?:Jr|Sr|II|III|IV)\b\.?)"
WORD = r"[A-ZÀ-ÖØ-Þ][\w’'À-ÿ.-]*"
NAME = re.compile(
    rf"(?:{WORD}|d[eu]B?{WORD}?)(?: (?:{WORD}|de|del|da|di|la|von|van|der|den|al|el|bin|ibn|ben|y|count"
    rf"|dinh)){{0,4}}{JUNIOR}?"
)
HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Madame|Mme|M|Señor|Senor|Amb|Ambassador|General|Gen|Brig|Lt|Col|Colonel|Lieutenant|Maj|Major|Adm"
    r"|Admiral|Rear|Vice Admiral|Capt|Captain|Commander|Secretary|Under Secretary|Undersecretary|Assistant Secretary|Senator|Congressman"
    r"|Governor|President|Vice President|Prime Minister|Foreign Minister|Defense Minister|Chancellor|Premier|Prince|King"
    r"|Queen|Sheikh|Shaikh"
    r"|Count|Baron|Viscount|Cardinal|Msgr|Prof|Professor|Judge|Justice|Marshal|Field Marshal)\b\.?"
)
TITLED = re.compile(rf"(?:(?:Acting|Deputy|Former|Soviet|British|French|German) )?(?:{HONORIFIC} ){{1,3}}(?P<name>{NAME.pattern})")


def person_kind(text: str) -> str:
    """ "titled" (Mr. A, Ambassador B), "office" (the President), "name" (Ann B. Clark), or "" for what is no person."""
    bare = FORM.sub("", text.strip(" .")).strip()
    if (match := TITLED.match(bare)) and not is_common(match["name"].split(" ")[0]):
        return "titled"
    low = re.sub(r"^the\s+", "", bare, flags=re.IGNORECASE).lower()
    if low in lexicon.words("roles") and (bare.startswith(("The ", "the "))):
        return "office"
    words = bare.split()
    if 2 <= len(words) <= 5 and NAME.fullmatch(bare) and not any(is_common(w) for w in words) and not bare.isupper():
        return "name"
    return ""


def is_person(text: str) -> bool:
    """Whether a text reads as a person's name."""
    return bool(person_kind(text))


def is_common(word: str) -> bool:
    """Whether a capitalised word is no part of a name: a word of everyday use, of office, of country, or a symbol."""
    stem = re.sub(r"[’']s?$", "", word.lower().strip(".,()"))
    everyday = stem in lexicon.words("common") and stem not in lexicon.words("surnames")
    return is_office_word(word) or (everyday and len(stem) > 1)


def is_office_word(word: str) -> bool:
    """Whether a word belongs to an office, a body or a country, or is a symbol such as "EUR" or "S/S"."""
    low = word.lower().strip(".,()")
    if low in lexicon.pairs("countries"):
        return True
    if len(low) == 1 or (word.isupper() and "." in word):
        return False
    if word.isupper() and (not word.isalpha() or len(word) < 5):
        return True
    offices = lexicon.words("roles") | lexicon.words("bodies") | lexicon.words("office_words")
    return low in offices or re.sub(r"[’']s?$", "", low) in offices


def is_office(text: str) -> bool:
    """Whether the words are an office without a name: "The Secretary", "Minister of Foreign Affairs"."""
    low = re.sub(r"^(?:the|his|her)\s+", "", text.strip(), flags=re.IGNORECASE).lower()
    known = lexicon.words("roles")
    if low in known:
        return True
    words = [w.strip(".,’'") for w in low.split()]
    if not any(w in known or w.rstrip("s") in known for w in words) or not SAYING.isdisjoint(words):
        return False
    capitals = [w for w in text.split() if w[:1].isupper()]
    return all(is_common(w) or (w.isupper() and w.isalpha() and len(w) > 1) for w in capitals)


def office_and_name(text: str) -> tuple[str, str] | None:
    """"Secretary of State Ann Clark" into office and name; None where the office has no "of" or no name follows."""
    words = text.split()
    if not any(w in {"of", "for"} for w in words) or len(words) > 14:
        return None
    at = len(words)
    while at > 1 and len(words) - at < LONGEST_NAME and in_name(words, at - 1):
        at -= 1
    office, name = " ".join(words[:at]), " ".join(words[at:])
    if not name or words[at - 1].lower() in {"of", "for", "the", "and", "to", "de"} or not is_office(office):
        return None
    return office, name


LONGEST_NAME = 4
PARTICLES = frozenset({"de", "del", "della", "da", "di", "von", "van", "der"})


def in_name(words: list[str], at: int) -> bool:
    """Whether a word belongs to the name that ends a phrase: by itself, or for the particle before or in it ("Gonsal del Mar")."""
    particle = words[at] in PARTICLES and at + 1 < len(words) and words[at + 1][:1].isupper()
    return is_name_word(words[at]) or particle or (words[at - 1] in PARTICLES and words[at][:1].isupper() and at == len(words) - 1)


SAYING = frozenset(
    {"said", "stated", "asked", "told", "that", "was", "were", "is", "are", "had", "has", "would", "will", "he", "she", "they"}
)


def is_name_word(word: str) -> bool:
    """Whether a word can belong to the name behind an office: capitalised, in no everyday use, and no symbol."""
    return word[:1].isupper() and not is_common(word) and not (word.isupper() and len(word) > 2)
