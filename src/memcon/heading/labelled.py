"""Labels of caption lines: which field "SUBJECT:", "Participants" or a misspelt "SUBJET:" opens."""

from __future__ import annotations

import re

from memcon.heading import persons, sides
from memcon.layout import field_of

CAPTION = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9.&()/,’' ]{0,48}?)[ \t]*(?::|;|--?|—)(?=[ \t]|$)[ \t]*")
ITEM = re.compile(r"[ \t]*¶?\d{1,2}\.[ \t]*(?:\([A-Z/]{1,9}\)[ \t]*)?(?=[A-Za-z])")
OPENING = re.compile(r"(SUBJECT|PARTICIPANTS|PRESENT|TAGS|REFS?|SUBJ|MEMORANDUM (?:FOR|TO))(?:[ \t]*[:.][ \t]*|[ \t]+)(?=\S)")
PRESENT = re.compile(
    r"(?:.{0,40}\b)?(?:participants?|participation|principals|present|attendees|attendance|attending|attended by|attended"
    r"|members present|meeting (?:of the president )?with)"
    r"(?: (?:at |in )?(?:the |this )?meeting)?(?: (?:were|was|included|are))?(?: the following)?",
    re.IGNORECASE,
)
SECTION_TITLE = re.compile(r"(?:[A-Z]|[IVX]+)\. \w+")
PRESENT_END = re.compile(
    r"\b(?:present|participants|participating|attended by|attending|in attendance)(?: (?:were|was"
    r"|included))?:$",
    re.IGNORECASE,
)


def caption_at(line: str) -> tuple[str, int]:
    """The field of the caption that opens the line and the length of its label; ("", 0) where there is none."""
    if (number := ITEM.match(line)) and (found := caption_at(line[number.end() :]))[0] == "participants":
        return found[0], number.end() + found[1]
    match = CAPTION.match(line)
    if match and (field := field_of(match.group(1)) or present(match.group(1))):
        return field, match.end()
    if len(line) <= 80:
        bare = line.strip(" \t[].:")
        field = field_of(bare)
        if field and (bare.upper() == bare or field in {"participants", "subject"}):
            return field, len(line)
        if (bare.upper() == bare or line.rstrip().endswith(":")) and present(bare):
            return "participants", len(line)
    if (match := OPENING.match(line)) and not re.match(r"THE (?:RECORD|FILES?)\b", line[match.end() :]):
        return field_of(match.group(1)), match.end()
    return "", 0


def present(label: str) -> str:
    """ "participants" for labels such as "U.S. PARTICIPANTS" or "Those present were"."""
    return "participants" if len(label.split()) <= 9 and PRESENT.fullmatch(re.sub(r"\s\d$", "", label.strip())) else ""


def is_listed(line: str) -> bool:
    """Whether a line behind an empty one could go on with a list of participants: a person, an office, a group."""
    if line.count(" ") > 25 or len(line) > 200 or (line.isupper() and line.count(" ") > 3) or SECTION_TITLE.fullmatch(line):
        return False
    if sides.of_group(line) is not None:
        return bool(sides.country_of(line)) or line.endswith(":")
    first = re.split(r"[,(;]|—", line, maxsplit=1)[0].strip()
    return persons.is_person(first) or persons.is_office(first)
