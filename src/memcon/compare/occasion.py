"""When the talk was that a record tells of: its day and hours, or, for a telegram or letter, those after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from memcon.model import Record

OF_A_TALK = frozenset(
    ("memorandum of conversation", "memorandum of telephone conversation", "telephone conversation", "minutes", "transcript", "notes")
)
"""Kinds that bear the day and hour of the talk; a telegram or a letter bears those of its sending."""
SENT = frozenset(("telegram", "airgram", "letter", "message", "report"))
HEADING = 600
"""Characters of a text in which its hour is looked for."""
CLOCK = r"(\d{1,2})(?:[:.](\d\d))?"
HOURS = re.compile(
    rf"(?<![\d:.]){CLOCK}(?: ?([ap])\.? ?m\.?)?(?: ?(?:[-–—]|to) ?{CLOCK})? ?([ap])\.? ?m\b|\b(noon|midnight)\b", re.IGNORECASE
)
NEAR_MINUTES = 45
"""Minutes that the beginnings of two accounts may lie apart where the earlier gives no end."""
Hours = tuple[int, int | None]
"""Beginning and end in minutes after midnight; None where no end is given."""


MEALS = {"breakfast": (450, 600), "lunch": (720, 900), "dinner": (1140, 1380), "supper": (1140, 1380)}
"""When people sit at table, in minutes after midnight."""
MEAL = re.compile(rf"\b({'|'.join(MEALS)})(?:eon)?\b", re.IGNORECASE)


class Agreement(msgspec.Struct, frozen=True):
    """Whether the hours of two records allow one talk, and the sentence that says so."""

    agree: bool
    sentence: str


def days_apart(one: str, other: str) -> int | None:
    """Days between two dates; None where one is not a full date."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None


def day_bar(first: Record, second: Record) -> str:
    """Why two records of different days cannot be of one talk, as the end of a sentence; "" where they can."""
    talks = [one for one in (first, second) if one.document.kind in OF_A_TALK]
    if len(talks) == 2:
        return ", and both bear the day of their talk"
    sent = next((one for one in (first, second) if one.document.kind in SENT), None)
    if talks and sent and sent.document.date < talks[0].document.date:
        return f", and the {sent.document.kind} was written before the talk"
    return ""


def hours_agree(first: Record, second: Record) -> Agreement | None:
    """What the hours of two records of one day say; None where the headings do not give both.

    Two talks agree where the later begins before the earlier ends, or near its beginning. A telegram or letter of the same place
    agrees where it was sent after the talk began; where it does, that says little, and nothing is said.
    """
    ours, theirs = hours(first), hours(second)
    if ours is None or theirs is None or first.document.date != second.document.date:
        return None
    kinds = first.document.kind, second.document.kind
    if all(kind in OF_A_TALK for kind in kinds):
        same = at_one_time(ours, theirs)
        return Agreement(same, f"The talks began at {shown(ours)} and {shown(theirs)}: {'one time' if same else 'not at one time'}.")
    if kinds[0] in SENT:
        kinds, ours, theirs = (kinds[1], kinds[0]), theirs, ours
    if kinds[0] in OF_A_TALK and kinds[1] in SENT and first.document.place == second.document.place and theirs[0] < ours[0]:
        return Agreement(False, f"The {kinds[1]} is of {shown(theirs)}, the talk began at {shown(ours)}.")
    return None


def shown(hours: Hours) -> str:
    """The beginning, as 14:05."""
    return f"{hours[0] // 60}:{hours[0] % 60:02}"


def hours(record: Record) -> Hours | None:
    """The first hours in a record's heading, else those of the meal that it names; None where it gives neither."""
    text = record.document.text
    lines = [text[part.start : part.end] for part in record.parts if part.kind == "heading" and part.start < HEADING]
    found = next((match for line in lines if (match := HOURS.search(line))), None)
    if found is None:
        return at_table(record, lines)
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


def at_table(record: Record, lines: Sequence[str]) -> Hours | None:
    """The hours of the meal at which a heading says that the talk was; None where it names none."""
    named = next((match for line in lines if (match := MEAL.search(line))), None) if record.document.kind in OF_A_TALK else None
    return MEALS[named.group(1).lower()] if named else None


def clock(hour: str, minute: str | None, half: str) -> int:
    """Minutes after midnight."""
    return (int(hour) % 12 + (12 if half.lower() == "p" else 0)) * 60 + int(minute or 0)


def at_one_time(one: Hours, other: Hours) -> bool:
    """Whether two talks can be one by their hours: the later begins before the earlier ends, or near its beginning."""
    (first, end), (second, _) = sorted((one, other), key=lambda hours: hours[0])
    return second < end if end is not None else second - first <= NEAR_MINUTES
