"""When the talk was that a record tells of: its day, and its hours where the heading gives them."""

from __future__ import annotations

import re
from datetime import date

from memcon.model import Record

OF_A_TALK = frozenset(
    ("memorandum of conversation", "memorandum of telephone conversation", "telephone conversation", "minutes", "transcript", "notes")
)
"""Kinds that bear the day and hour of the talk; a telegram or a letter bears those of its sending."""
HEADING = 600
"""Characters of a text in which its hour is looked for."""
CLOCK = r"(\d{1,2})(?:[:.](\d\d))?"
HOURS = re.compile(rf"(?<![\d:.]){CLOCK}(?: ?([ap])\.? ?m\.?)?(?: ?(?:[-–—]|to) ?{CLOCK})? ?([ap])\.? ?m\b|\b(noon|midnight)\b", re.IGNORECASE)
NEAR_MINUTES = 45
"""Minutes that the beginnings of two accounts may lie apart where the earlier gives no end."""
Hours = tuple[int, int | None]
"""Beginning and end in minutes after midnight; None where no end is given."""


def of_a_talk(record: Record) -> bool:
    """Whether the record is dated by the talk itself, not by its own writing or sending."""
    return record.document.kind in OF_A_TALK


def days_apart(one: str, other: str) -> int | None:
    """Days between two dates; None where one is not a full date."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None


def hours(record: Record) -> Hours | None:
    """The hours of a talk as the heading gives them; None where it gives none, or those of another thing."""
    text = record.document.text
    lines = [text[part.start : part.end] for part in record.parts if part.kind == "heading" and part.start < HEADING]
    found = next((match for line in lines if (match := HOURS.search(line))), None) if of_a_talk(record) else None
    if found is None:
        return None
    hour, minute, half, hour_end, minute_end, half_end, word = found.groups()
    if word:
        return (12 * 60 if word.lower() == "noon" else 0), None
    if not hour_end:
        return clock(hour, minute, half or half_end), None
    end = clock(hour_end, minute_end, half_end)
    begin = clock(hour, minute, half or half_end)
    if not half and begin > end:
        begin -= 12 * 60
    return begin, end


def clock(hour: str, minute: str | None, half: str) -> int:
    """Minutes after midnight."""
    return (int(hour) % 12 + (12 if half.lower() == "p" else 0)) * 60 + int(minute or 0)


def at_one_time(one: Hours, other: Hours) -> bool:
    """Whether two talks can be one by their hours: the later begins before the earlier ends, or near its beginning."""
    (first, end), (second, _) = sorted((one, other), key=lambda hours: hours[0])
    return second < end if end is not None else second - first <= NEAR_MINUTES
