"""Statements -> events: dated or dateable happenings, placed before, at or after the meeting."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from memcon.model import Document, Event, Range, Relation, Statement

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = "|".join(m.title() for m in MONTHS) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
FULL = re.compile(rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{MONTH})|(?P<m2>{MONTH})\.? (?P<d2>\d{{1,2}}))(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?\b")
MONTH_ONLY = re.compile(rf"\b(?:in|of|last|next|since|by|early|late|mid-?) ?(?P<m>{MONTH})(?:,? (?P<y>\d{{4}}))?\b")
YEAR = re.compile(r"\b(?:in|of|since|until|by|during) (?P<y>1[89]\d\d|20\d\d)\b")
DAYS = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|a|several|some|\d{1,2}) (?P<u>day|week|month|year)s? (?P<w>ago|earlier"
    r"|before|hence|later|from now)\b",
    re.IGNORECASE,
)
NEAR = {
    "yesterday": -1, "last night": -1, "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "tomorrow": 1,
}
WORDS = re.compile(r"\b(?:" + "|".join(NEAR) + r")\b", re.IGNORECASE)
BEFORE = re.compile(
    r"\b(?:recently|recent|last (?:week|month|year|summer|autumn|fall|winter|spring|night|session)|past (?:few )?(?:one |two "
    r"|three )?(?:years?|months?|weeks?|days)|previous(?:ly)?|earlier|prior to|ago|already|had (?:been|gone|met|visited|held))\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\b(?:upcoming|forthcoming|coming|next (?:week|month|year|summer|session)|within (?:a |the )?(?:few|next|\w+) (?:days|weeks"
    r"|months)|in (?:a|the) (?:few|next|near) \w+|soon|will be|scheduled (?:for|to))\b",
    re.IGNORECASE,
)
HAPPENING = re.compile(
    r"\b(?:visit|meeting|conference|vote|voting|election|invasion|war|talks|hearing|trip|summit|session|attack|agreement|treaty|speech"
    r"|debate|coup|crisis|referendum|negotiations|conversation|luncheon|dinner|olympics|rally|resolution|letter|announcement)s?\b",
    re.IGNORECASE,
)
UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}
NUMBER = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def date(told: tuple[Statement, ...], document: Document) -> tuple[Event, ...]:
    """The events in text order; a date is given only where words and the record's own date settle it."""
    day = anchor(document.date)
    return tuple(event for statement in told if statement.mode != "act" for event in of(document.text, statement, day))


def anchor(iso: str) -> datetime.date | None:
    """The record's date as a day; None where it gives no full date."""
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None


def of(text: str, statement: Statement, day: datetime.date | None) -> Iterator[Event]:
    """The happenings told of in one statement: a noun of happening with a time in its clause."""
    for start, end in clauses(text, statement.start, statement.end):
        happening = HAPPENING.search(text, start, end)
        when, relation = time_of(text[start:end], day)
        if happening and relation:
            yield Event(start, end, " ".join(text[start:end].split()), when, relation, statement.id)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A statement's clauses: cut at semicolons, dashes and "and" before a new subject; edges trimmed."""
    at = start
    for match in re.finditer(r"[;—]|, (?=(?:and|but|while) )", text[start:end]):
        yield trim(text, at, start + match.start())
        at = start + match.end()
    yield trim(text, at, end)


def trim(text: str, start: int, end: int) -> Range:
    """A clause from its first letter or digit on, without the marks at its end."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;”\""):
        end -= 1
    return start, end


def time_of(clause: str, day: datetime.date | None) -> tuple[str, Relation | None]:
    """The date a clause gives ("" where it gives none) and its place before, at or after the meeting."""
    if match := FULL.search(clause):
        return full_date(match, day)
    if match := DAYS.search(clause):
        return by_count(match, day)
    if match := WORDS.search(clause):
        shift = NEAR[match.group().lower()]
        relation: Relation = "before" if shift < 0 else "after" if shift > 0 else "at"
        return moved(day, shift) if day else "", relation
    for pattern in (MONTH_ONLY, YEAR):
        if match := pattern.search(clause):
            return partial(match, day)
    if AFTER.search(clause):
        return "", "after"
    if BEFORE.search(clause):
        return "", "before"
    return "", None


def full_date(match: re.Match[str], day: datetime.date | None) -> tuple[str, Relation | None]:
    """A day and month; without a year, the one that lies nearest to the record's date."""
    month = MONTHS.index(next(m for m in MONTHS if m.startswith((match.group("m1") or match.group("m2")).lower()[:3]))) + 1
    number = int(match.group("d1") or match.group("d2"))
    years = [int(match.group("y"))] if match.group("y") else [day.year - 1, day.year, day.year + 1] if day else []
    found = []
    for year in years:
        try:
            found.append(datetime.date(year, month, number))
        except ValueError:
            continue
    if not found:
        return "", None
    nearest = min(found, key=lambda d: abs((d - day).days) if day else 0)
    return nearest.isoformat(), place(nearest, day)


def place(found: datetime.date, day: datetime.date | None) -> Relation | None:
    """Where a day lies to the record's date; None without one."""
    if day is None:
        return None
    return "before" if found < day else "after" if found > day else "at"


def by_count(match: re.Match[str], day: datetime.date | None) -> tuple[str, Relation | None]:
    """A time counted in days, weeks, months or years from the record's date; months and years give no day."""
    back = match.group("w").lower() in {"ago", "earlier", "before"}
    word = match.group("n").lower()
    count = NUMBER.get(word) or (int(word) if word.isdigit() else 0)
    relation: Relation = "before" if back else "after"
    if not day or not count or match.group("u").lower() in {"month", "year"}:
        return "", relation
    shift = UNIT[match.group("u").lower()] * count
    return moved(day, -shift if back else shift), relation


def moved(day: datetime.date, days: int) -> str:
    """The date so many days later (earlier where negative); "" where the calendar does not reach."""
    try:
        return (day + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def partial(match: re.Match[str], day: datetime.date | None) -> tuple[str, Relation | None]:
    """A month or a year alone."""
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else day.year if day else 0
    if not groups.get("m"):
        return str(year), ("before" if year < day.year else "after" if year > day.year else None) if day else None
    month = MONTHS.index(next(m for m in MONTHS if m.startswith(groups["m"].lower()[:3]))) + 1
    if day and not groups.get("y") and month > day.month and "last" in match.group().lower():
        year -= 1
    if not day:
        return (f"{year}-{month:02d}" if year else ""), None
    here = (year, month)
    return f"{year}-{month:02d}", "before" if here < (day.year, day.month) else "after" if here > (day.year, day.month) else None
