"""When, where and to whom: what a manuscript says of the occasion against what the record's caption and statements say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from memcon import dates, lexicon
from memcon.check import grounds
from memcon.check.claims import Claim
from memcon.check.findings import Fault
from memcon.model import Record, Statement
from memcon.quotes import who
from memcon.quotes.words import key

NEAR_DAYS = 2
"""Days by which a record may be dated after the talk it tells of."""
LEAST_LISTED = 3
"""People that a record has in the talk before one who is not among them can be called absent."""
DAY = re.compile(
    rf"\b(?:(?P<m1>{dates.MONTH}) (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{dates.MONTH}))(?!\d)",
    re.IGNORECASE,
)
PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom)\s+(?P<place>[A-ZÀ-Þ][\w’'À-ÿ-]+(?: [A-ZÀ-Þ][\w’'À-ÿ-]+){0,2})")
OPENS = re.compile(r"(?:^|,)\s*$")
"""What stands before words that say where the whole sentence takes place."""
NO_PLACE = frozenset("january february march april may june july august september october november december congress parliament".split())


def circumstances(
    claim: Claim, record: Record, told: Sequence[Statement], speaker: frozenset[str], places: frozenset[str], doubts: list[str]
) -> Iterator[Fault]:
    """What does not hold of date, place and listener; what cannot be judged is added to the doubts.

    ``places`` are the names that the library knows as places.
    """
    yield from wrong_date(claim, record)
    yield from wrong_place(claim, record, places, doubts)
    yield from wrong_listener(claim, record, told, speaker, doubts)


def occasion(claim: Claim) -> str:
    """The words of the sentence that can tell of the occasion: around the naming of the speaker, or all that is not quoted."""
    return claim.head if claim.kind == "paraphrase" or claim.head else claim.outside


def wrong_date(claim: Claim, record: Record) -> Iterator[Fault]:
    """A date of the saying that is neither the record's nor named in it."""
    dated = record.document.date
    if len(dated) < 7:
        return
    words = occasion(claim)
    known = {dated, *dates.full_dates(record.document.text)}
    for given in dates.full_dates(words):
        if not any(near(given, one) for one in known):
            yield Fault("wrong date", f"The record is dated {dated}; the manuscript says {given}.")
            return
    if next(dates.full_dates(words), ""):
        return
    months = {one[:7] for one in known} | set(dates.months(record.document.text))
    for month in dates.months(words):
        if month not in months:
            yield Fault("wrong date", f"The record is dated {dated}; the manuscript says {month}.")
            return
    for match in DAY.finditer(words):
        number = dates.month_number(match["m1"] or match["m2"])
        day = int(match["d1"] or match["d2"])
        ours = f"{dated[:4]}-{number:02}-{day:02}"
        if len(dated) == 10 and not re.match(r",? ?\d{4}", words[match.end() :]) and not any(near(ours, one) for one in known):
            yield Fault("wrong date", f"The record is dated {dated}; the manuscript says {match.group()}.")
            return


def near(one: str, other: str) -> bool:
    """Whether two dates can be of one talk: the same day, or a record written down to two days later."""
    if len(one) < 10 or len(other) < 10:
        return one[:7] == other[:7]
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= NEAR_DAYS
    except ValueError:
        return False


def wrong_place(claim: Claim, record: Record, places: frozenset[str], doubts: list[str]) -> Iterator[Fault]:
    """A place of the talk that is known as a place, is not the record's, and is nowhere named in the record.

    Where the record does not say where the talk was, the place is a doubt; a capital that opens the sentence is known as a place then.
    """
    held = record.document.place
    words = occasion(claim)
    text = key_text(record.document.text + " " + record.document.title + " " + held)
    for match in PLACE.finditer(words):
        named = match["place"].split(",")[0]
        form = key_text(named).strip()
        first = form.split()[0]
        opens = bool(OPENS.search(words[: match.start()]))
        known = form in places or first in places or (opens and form in lexicon.pairs("capitals"))
        if first in NO_PLACE or f" {form} " in text or f" {first} " in text or not (known or (opens and words[match.end() :][:1] == ",")):
            continue
        if held and known:
            yield Fault("wrong place", f"The record places this in {held}; the manuscript says {named}.")
        elif held:
            doubts.append(f"The record places this in {held}; the manuscript says {named}, which memcon does not know for a place.")
        else:
            doubts.append(f"The record does not say where this was said; the manuscript says {named}.")
        return


def key_text(text: str) -> str:
    """A text as words in the form for comparison, a space around each."""
    return " " + " ".join(key(word) for word in re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text)) + " "


def wrong_listener(
    claim: Claim, record: Record, told: Sequence[Statement], speaker: frozenset[str], doubts: list[str]
) -> Iterator[Fault]:
    """A listener whom the record knows as somebody else than those it names as listeners."""
    if not claim.to:
        return
    heard = frozenset(i for s in told for i in s.to)
    people = {p.id: p for p in record.people}
    meant = who.meant(claim.to, record)
    if not heard:
        if stranger_to_the_talk(claim.to, meant, record):
            yield Fault("wrong listener", f"The record does not have {claim.to} among those who took part in the talk.")
        return
    names = ", ".join(record.name(i) for i in sorted(heard))
    if all(s.confidence >= grounds.CERTAIN for s in told) and len(meant.people) == 1:
        if not meant.people & heard:
            yield listened_instead(claim.to, meant.people, speaker, names)
        return
    listeners = [people[i] for i in heard if i in people]
    if any(who.may_mean(claim.to, p) for p in listeners) and not another_by_name(claim.to, record, heard):
        named = who.parts(claim.to)[0] and not meant.people & heard
        if not meant.people or (named and not any(who.called(p).names for p in listeners)):
            doubts.append(f"memcon reads this as said to {names}; whether that is {claim.to}, the record does not settle.")
        return
    sure = all(s.confidence >= grounds.HEARD for s in told if s.to)
    if not meant.people:
        if sure and ((meant.by == "none" and not meant.stranger) or who.ends_with_name(claim.to)):
            yield Fault("wrong listener", f"In the record this is said to {names}; it knows nobody called {claim.to}.")
        else:
            doubts.append(f"memcon reads this as said to {names}; the record knows nobody called {claim.to}.")
    elif meant.people & heard or (meant.by == "office" and len(meant.people) > 1):
        return
    elif sure and grounds.absent(meant.people, record):
        yield listened_instead(claim.to, meant.people, speaker, names)
    else:
        doubts.append(f"memcon reads this as said to {names}, not to {claim.to}; the passage itself does not settle it.")


def another_by_name(phrase: str, record: Record, heard: frozenset[str]) -> bool:
    """Whether a record knows somebody else, who is not heard in it, by these very words, more of them than an office has."""
    whole = who.bare(phrase)
    found = {p.id for p in record.people if whole in {who.bare(p.name), *map(who.bare, p.aliases)}}
    return len(whole.split()) > 1 and bool(found) and not found & heard and grounds.absent(frozenset(found), record)


def listened_instead(named: str, meant: frozenset[str], speaker: frozenset[str], names: str) -> Fault:
    """The fault of naming one person as told where the record names others."""
    if meant <= speaker:
        return Fault("wrong listener", f"In the record {named} is the one who says this, to {names}.")
    return Fault("wrong listener", f"In the record this is said to {names}, not to {named}.")


def stranger_to_the_talk(phrase: str, meant: who.Named, record: Record) -> bool:
    """Whether the people whom a record's own list has in the talk are others than those whom a phrase means: it knows them by name, as
    people who are spoken of."""
    listed = [p for p in record.people if p.participant]
    heard = {i for s in record.statements for i in (*s.speaker, *s.to)} | {p.id for p in listed}
    if len(listed) < LEAST_LISTED or meant.by != "name" or not meant.people or meant.people & heard:
        return False
    return not any(who.may_mean(phrase, p) for p in record.people if p.id in heard)
