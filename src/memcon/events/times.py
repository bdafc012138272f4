"""Words of time: where they stand in a text, the date they give, and their place before, at or after the meeting."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from memcon import lexicon
from memcon.model import Relation

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = "|".join(MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON = "spring|summer|autumn|fall|winter"
COUNT = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|several|some|(?:a )?few|a couple of|many|\d{1,2}"
NUMBER = {
    "one": 1, "a": 1, "an": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}
NEAR: dict[str, int] = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1, "earlier today": 0, "today": 0,
    "this morning": 0, "this noon": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
}
COUNTED = r"(?P<w>ago|earlier|before|previously|hence|later|from now|from today)"
ABOUT = re.compile(r"\b(?:more than|over|nearly|almost|about|some|less than|around|approximately)\s*$", re.IGNORECASE)


class Time(msgspec.Struct, frozen=True):
    """Words of time as offsets; ``when`` is YYYY[-MM[-DD]] or "", ``relation`` is None where the verb's tense must settle it.

    ``adjective``: the words stand before a noun of happening, else they date a verb.
    """

    start: int
    end: int
    when: str
    relation: Relation | None
    adjective: bool = False


Answer = tuple[str, Relation | None]
Reader = Callable[[re.Match[str], datetime.date | None], Answer]


def times(text: str, start: int, end: int, day: datetime.date | None) -> Iterator[Time]:
    """The words of time in a stretch, in text order and without overlap; exact dates go before vague words."""
    found: list[Time] = []
    for pattern, reader, adjective in patterns():
        for match in pattern.finditer(text, start, end):
            if any(t.start < match.end() and match.start() < t.end for t in found):
                continue
            found.append(Time(match.start(), match.end(), *reader(match, day), adjective))
    yield from sorted(found, key=lambda t: t.start)


def anchor(iso: str) -> datetime.date | None:
    """The record's date as a day; None where it gives no full date."""
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None


def full_date(match: re.Match[str], day: datetime.date | None) -> Answer:
    """A day and month; without a year, the one that lies nearest to the record's date."""
    month = month_of(match["m1"] or match["m2"])
    number = int(match["d1"] or match["d2"])
    years = [int(match["y"])] if match["y"] else [day.year - 1, day.year, day.year + 1] if day else []
    found = [d for d in (calendar(year, month, number) for year in years) if d]
    if not found:
        return "", None
    nearest = min(found, key=lambda d: abs((d - day).days) if day else 0)
    return nearest.isoformat(), place(nearest, day)


def calendar(year: int, month: int, number: int) -> datetime.date | None:
    """The day, where the calendar has it."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def place(found: datetime.date, day: datetime.date | None) -> Relation | None:
    """Where a day lies to the record's date; None without one."""
    if day is None:
        return None
    return "before" if found < day else "after" if found > day else "at"


def by_count(match: re.Match[str], day: datetime.date | None) -> Answer:
    """A time counted from the meeting; months give a month, years a year, and what is counted from another time, or only about, no date."""
    word, count = match["w"].lower(), number_of(match["n"])
    relation: Relation | None = None if word == "later" else "after" if word in {"hence", "from now", "from today"} else "before"
    exact = word in {"ago", "hence", "from now", "from today"} and not ABOUT.search(match.string, max(0, match.start() - 16), match.start())
    return (counted(day, -count if word == "ago" else count, match["u"].lower()) if day and count and exact else ""), relation


def within(match: re.Match[str], day: datetime.date | None) -> Answer:
    """A span of time that lasts to, or begins with, the meeting: "over the past year", "in the next few days"."""
    return "", "before" if re.search(r"past|last|recent|previous|preceding", match.group(), re.IGNORECASE) else "after"


def lasting(match: re.Match[str], day: datetime.date | None) -> Answer:
    """"for at least two years": the tense tells whether it is over."""
    return "", None


def number_of(word: str) -> int:
    """The number that a word or figures mean; 0 where they leave it open."""
    word = " ".join(word.lower().split())
    return NUMBER.get(word) or (int(word) if word.isdigit() else 0)


def counted(day: datetime.date, count: int, unit: str) -> str:
    """The date so many units away, as exact as the unit is; "" where the calendar does not reach."""
    if unit in {"day", "week"}:
        return moved(day, count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return ""
    return str(year) if unit == "year" else f"{year:04d}-{month + 1:02d}"


def moved(day: datetime.date, days: int) -> str:
    """The date so many days later (earlier where negative); "" where the calendar does not reach."""
    try:
        return (day + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def near(match: re.Match[str], day: datetime.date | None) -> Answer:
    """"yesterday", "this morning", "tomorrow"."""
    shift = NEAR[" ".join(match.group().lower().split())]
    return moved(day, shift) if day else "", "before" if shift < 0 else "after" if shift > 0 else "at"


def unit_near(match: re.Match[str], day: datetime.date | None) -> Answer:
    """"last month", "next year", "last summer": as exact as the unit."""
    side, unit = match["s"].lower(), match["u"].lower()
    step = 1 if side == "next" else -1
    when = counted(day, step, unit) if day and unit in {"month", "year"} else ""
    return when, "after" if step > 0 else "before"


def weekday(match: re.Match[str], day: datetime.date | None) -> Answer:
    """"last Friday", "next Monday"; "on Monday" alone leaves the side to the tense."""
    side = (match["s"] or "").lower()
    relation: Relation | None = "before" if side in {"last", "past"} else "after" if side in {"next", "coming"} else None
    if not day or relation is None:
        return ("", relation) if relation else ("", None)
    ahead = (WEEKDAYS.index(match["u"].lower()) - day.weekday()) % 7 or 7
    return moved(day, ahead if relation == "after" else ahead - 7 if ahead < 7 else -7), relation


def partial(match: re.Match[str], day: datetime.date | None) -> Answer:
    """A month with or without a year, or a year alone."""
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else day.year if day else 0
    if not groups.get("m"):
        return str(year), ("before" if year < day.year else "after" if year > day.year else None) if day else None
    month = month_of(groups["m"])
    if not day:
        return (f"{year:04d}-{month:02d}" if year else ""), None
    if not groups.get("y"):
        year += nearest_year(month - day.month, (groups.get("p") or "").lower())
    here = (year, month)
    return f"{year:04d}-{month:02d}", "before" if here < (day.year, day.month) else "after" if here > (day.year, day.month) else None


def nearest_year(ahead: int, word: str) -> int:
    """The year, counted from the record's own, of a month so many months ahead in the calendar: the nearest, or the one that
    "last" and "next" say."""
    if word in {"last", "next"}:
        return -(ahead >= 0) if word == "last" else int(ahead <= 0)
    return -1 if ahead > 6 else int(ahead < -6)


def month_of(name: str) -> int:
    """1 to 12, from a month's name or its first letters."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def fixed(relation: Relation) -> Reader:
    """What words say that give a side but no date."""
    return lambda match, day: ("", relation)


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


UNIT = r"(?P<u>day|week|month|year)s?"
EXACT: tuple[tuple[re.Pattern[str], Reader, bool], ...] = (
    (compiled(
        rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{MONTH})\.?|(?P<m2>{MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
        r"(?:,? (?P<y>\d{4}))?(?!\d)"
    ), full_date, False),
    (compiled(rf"(?P<n>{COUNT}) {UNIT} {COUNTED}"), by_count, False),
    (compiled("|".join(sorted(NEAR, key=len, reverse=True))), near, False),
    (compiled(
        r"(?:over|in|during|for|within|through(?:out)?|of) (?:the )?(?:past|last|next|coming|recent|previous|preceding)"
        rf"(?: (?:{COUNT}|\w+))? ?(?:days?|weeks?|months?|years?|decades?)"
        rf"|within (?:the (?:next )?)?(?:{COUNT}) (?:days?|weeks?|months?|years?)"
    ), within, False),
    (compiled(rf"(?P<s>last|next|past|coming) (?P<u>week|month|year|{SEASON})"), unit_near, False),
    (compiled(rf"(?:on |(?P<s>last|next|past|coming|this) )(?P<u>{'|'.join(WEEKDAYS)})"), weekday, False),
    (compiled(
        r"(?:(?P<p>last|next|this|in|of|by|since|until|during|from)(?: early| late| mid)?[ -]|(?:early|late|mid)(?: in)?[ -])"
        rf"(?P<m>{MONTH})\b(?! \d{{1,2}}\b)(?:,?(?: of)? (?P<y>\d{{4}}))?"
    ), partial, False),
    (compiled(r"(?:in|of|since|until|by|during|from)(?: early| late| mid)?[ -](?P<y>1[6-9]\d\d|20\d\d)"), partial, False),
    (compiled(
        rf"for (?:(?:at least|nearly|almost|some|about|over|more than|the) )*(?:{COUNT}) (?:days|weeks|months|years?|decades)"
    ), lasting, False),
)
# List of phrases, the side on which they put a happening, whether they stand before its noun; the longer lists first.
VAGUE: tuple[tuple[str, Relation, bool], ...] = (
    ("coming_times", "after", False),
    ("past_times", "before", False),
    ("past_adjectives", "before", True),
    ("coming_adjectives", "after", True),
    ("present_times", "at", True),
)


@cache
def patterns() -> tuple[tuple[re.Pattern[str], Reader, bool], ...]:
    """All patterns in the order in which they are tried: a stretch that one has read is closed to those behind it."""
    return (*EXACT, *((lexicon.phrases(name), fixed(relation), adjective) for name, relation, adjective in VAGUE))
