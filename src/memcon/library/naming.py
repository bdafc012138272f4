"""Record -> Entry: the id that lasts, and which of its people can be known again in other records."""

from __future__ import annotations

import hashlib
import re

import msgspec

from memcon import lexicon
from memcon.library.references import message_number, references
from memcon.model import Identity, Person, Record
from memcon.store import Entry, Named

IDENTITY, FULL_NAME, SAME_WORDS = "identity", "full name", "same words only"
SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def entry(record: Record, identities: tuple[Identity, ...] = (), edited: bool = False) -> Entry:
    """The record with all that a library adds to it; ``identities`` are the source's own ties of names to persons, ``edited``
    says that the source holds the reading itself."""
    tied = ties(record, identities)
    found = (named(person, tied.get(person.id)) for person in record.people)
    return Entry(record, name(record), digest(record), message_number(record), tuple(n for n in found if n), references(record), edited)


def name(record: Record) -> str:
    """The lasting id: the record's own number and 16 hexadecimal digits of its text's sha256, as 147-0f3a9c2e51d04b77.

    It stays when a file is renamed, or when other documents of its volume change.
    """
    number = re.sub(r"[^a-z0-9]+", "-", record.document.number.lower()).strip("-")[:40]
    return f"{number or 'n'}-{hashlib.sha256(record.document.text.encode()).hexdigest()[:16]}"


def digest(record: Record) -> str:
    """The sha256 of the record's JSON."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()


def ties(record: Record, identities: tuple[Identity, ...]) -> dict[str, Identity]:
    """The identity of each person one of whose mentions lies on a name that the source ties.

    Two different identities tie nothing, and neither does one that has no word in common with the person's own name: then
    a mention was given to the wrong person, and no other record must inherit that.
    """
    found: dict[str, set[Identity]] = {}
    ordered = sorted(identities, key=lambda i: i.start)
    for mention in record.mentions:
        for identity in ordered:
            if identity.start >= mention.end:
                break
            if identity.end > mention.start and identity.name:
                found.setdefault(mention.person, set()).add(msgspec.structs.replace(identity, start=0, end=0))
    names = {person.id: set(folded(person.name).split()) for person in record.people}
    return {
        person: identity
        for person, tied in found.items() if len(tied) == 1
        for identity in tied if not names.get(person) or names[person] & set(folded(identity.name).split())
    }


def named(person: Person, identity: Identity | None) -> Named | None:
    """Who a person is across records, and on what evidence; None for one who has no name of their own ("the Ambassador")."""
    if identity is not None:
        full = straight(identity.name)
        return Named(person.id, f"identity:{folded(full)}", full, IDENTITY, identity.name)
    words = own_words(person.name)
    if not words or is_office(person):
        return None
    if len(words) > 1 and sum(word[0].isupper() for word in words) > 1 and not person.name.lower().startswith("the "):
        return Named(person.id, f"name:{folded(' '.join(words))}", " ".join(words), FULL_NAME)
    return Named(person.id, f"words:{folded(person.name)}", person.name, SAME_WORDS)


def straight(name: str) -> str:
    """"Thompson, Llewellyn E., Jr." as "Llewellyn E. Thompson"."""
    surname, _, given = SUFFIX.sub("", name.strip()).partition(",")
    return f"{SUFFIX.sub('', given.strip(' ,'))} {surname.strip()}".strip()


def own_words(name: str) -> list[str]:
    """The words of a name without what addresses its bearer: "Ambassador Llewellyn Thompson" -> Llewellyn, Thompson."""
    words = SUFFIX.sub("", name).split()
    addressing = lexicon.words("honorifics")
    while words and words[0].strip(".,").lower() in addressing | {"mr", "mrs", "ms", "miss", "dr", "sir"}:
        words.pop(0)
    return [word for word in words if WORD.search(word)]


def is_office(person: Person) -> bool:
    """Whether what stands as the name is an office only, which somebody else may hold in the next record."""
    plain = re.sub(r"^(?:the|a|an|his|her)\s+", "", person.name.strip().lower())
    return plain in lexicon.words("roles") or plain == person.role.strip().lower()


def folded(name: str) -> str:
    """A name for comparison: its words in small letters."""
    return " ".join(word.lower() for word in WORD.findall(name))
