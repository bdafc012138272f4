"""Dates as records write them, as ISO dates: "June 7, 1956, 8 p.m.", "18 June 73", "192055Z APR 73", "1976-06-18"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
SPAN = r"(?: ?[–-] ?(?:\d{1,2}|[A-Z][a-z]{2,8}\.? \d{1,2})(?!\d))?"
DATE = re.compile(
    rf"\b(?P<m1>{MONTH}) ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{SPAN}(?: ?\[(?P<e1>\d{{1,2}})\])?(?:,|\.)? ?(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?{SPAN} ?-?(?P<m2>{MONTH})(?:,|-)? ?(?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)\b",
    re.IGNORECASE,
)
GROUP = re.compile(rf"\b(?P<d>[0-3]\d)[0-2]\d[0-5]\d ?Z?,? ?(?P<m>{MONTH}),? ?(?P<y>\d{{2}}|\d{{4}})\b", re.IGNORECASE)
SHORT = re.compile(rf"\b(?P<d>\d{{1,2}})[ -](?P<m>{MONTH}),?[ -](?P<y>\d{{2}})\b", re.IGNORECASE)
PARTIAL = re.compile(rf"\b(?P<m>{MONTH}),? (?P<y>1[89]\d\d|20\d\d)\b", re.IGNORECASE)
SLASHED = re.compile(r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})\b")


def iso_date(text: str) -> str:
    """The first full date in the text as YYYY-MM-DD, else the first month with a year as YYYY-MM, else ""."""
    return next(full_dates(text), "") or next(months(text), "")


def full_dates(text: str) -> Iterator[str]:
    """Every full date in text order; days that no calendar has are passed over."""
    for match in DATE.finditer(text):
        got = {key[0]: value for key, value in match.groupdict().items() if value}
        yield from valid(int(got["y"]), month_number(got["m"]), int(got.get("e") or got["d"]))


def months(text: str) -> Iterator[str]:
    """Every "June 1974" in text order as YYYY-MM."""
    for match in PARTIAL.finditer(text):
        yield f"{match['y']}-{month_number(match['m']):02}"


def caption_date(text: str) -> str:
    """The date of a caption line, where short forms are dates too: "18 Jun 73", "192055Z APR 73", "13/7/1954".

    Of dates in figures alone only those are read that can be read in one way.
    """
    for pattern in (GROUP, SHORT):
        if (match := pattern.search(text)) and (found := next(valid(full_year(match["y"]), month_number(match["m"]), int(match["d"])), "")):
            return found
    return iso_date(text) or next(slashed(text), "")


def slashed(text: str) -> Iterator[str]:
    """Dates in figures where only one of the two first numbers can be a month, or both are the same."""
    for match in SLASHED.finditer(text):
        one, two = int(match["a"]), int(match["b"])
        if one > 12 or two > 12 or one == two:
            yield from valid(int(match["y"]), min(one, two), max(one, two))


def full_year(year: str) -> int:
    """A year of two figures as one of 1945 to 2044: no telegram with a date-time group is older."""
    number = int(year)
    return number if number > 99 else 1900 + number if number >= 45 else 2000 + number


def month_number(name: str) -> int:
    """1 to 12, from a month's name, its first letters, or its number."""
    return int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1


def valid(year: int, month: int, day: int) -> Iterator[str]:
    """The date as YYYY-MM-DD, where the calendar has it."""
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return
