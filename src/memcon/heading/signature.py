"""The signature: the name at the end of a text, with the rank and office that go with it."""

from __future__ import annotations

import re

import msgspec

from memcon.heading import persons
from memcon.heading.rows import Row
from memcon.layout import CLASSIFIED, ENDED

CLOSING = re.compile(
    r"(?:(?:very |yours )?(?:respectfully|sincerely|faithfully|cordially|truly)|with (?:warm|best|kind|every|my)|yours|yrs"
    r"|best (?:wishes|regards))\b",
    re.IGNORECASE,
)
WORD = r"(?:[A-Z][\w.'’-]*|[a-z]{1,2}B?[A-Z][\w.’-]*|(?:de|del|von|van|der|la|of|for|the|to|and|dinh|al|bin|y))"
NAME_LINE = re.compile(rf"[A-Z][\w.'’-]*(?:,? {WORD})*,?\.?\d?")
NO_NAME = re.compile(
    r"(?:I|End|Begin|Observe|Unquote|Quote|Attachments?|Enclosures?|Tabs?|Annex|Approved?|Disapproved?|Agree|Disagree|Yes|No|Reply|Seen|For|Drafted|Date|Time"
    r"|Please|Comment|Summary|Distribution|Copies|Copy|Note|Recommendation)\b|[A-Z]\. \w+ \w+ |.*\b(?:text|by:?)$",
    re.IGNORECASE,
)
FOR_BODY = re.compile(r"(?:For|By|By direction of|On behalf of) the .{3,60}:", re.IGNORECASE)
RANKS = frozenset({"secretary", "chairman", "director", "brigadier", "colonel", "general", "ambassador"})
NNNN = re.compile(r"N{2,5}|<< END OF DOCUMENT >>|#+")
SIGNED = re.compile(r"\s*\[[^\[\]]*\]\s*|^(?:/?s/|\[?signed[\]:]+)\s*|[\[\]\"”“]", re.IGNORECASE)
LONGEST = 80


def mark(rows: list[Row], senders: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows with those of the signature marked: the short lines that stand last, or the sender's name before an enclosure."""
    last = len(rows)
    while last and silent(rows[last - 1]):
        last -= 1
    first = last
    while first and last - first < 6 and signs(rows, first - 1):
        first -= 1
    while first < last and not name_of(rows[first].text) and not CLOSING.match(rows[first].text) and bare(rows[first].text) != "":
        first += 1
    signed = set(range(first, last)) or sender_lines(rows, senders)
    return tuple(msgspec.structs.replace(row, kind="signature") if index in signed else row for index, row in enumerate(rows))


def silent(row: Row) -> bool:
    """Whether a line at the end says nothing of who signed: a stamp, a note, the end mark of a telegram."""
    return row.kind in {"footnote", "boilerplate", "insertion"} or bool(CLASSIFIED.fullmatch(row.text) or NNNN.fullmatch(row.text))


def bare(text: str) -> str:
    """The words of a signature line without brackets, "[signed]" and quotation marks."""
    return SIGNED.sub("", text).strip(" ,")


def signs(rows: list[Row], index: int) -> bool:
    """Whether a line of the body's end can be part of a signature."""
    row = rows[index]
    if (row.given is not None and row.given.kind not in {"heading", "signature"}) or len(row.text) > LONGEST:
        return False
    if row.kind == "signature" or FOR_BODY.fullmatch(row.text):
        return True
    if row.kind not in {"heading", "prose"} or row.text.count(" ") > 8 or silent(row):
        return False
    before = rows[index - 1] if index else row
    runs_on = not row.gap and before.kind == "prose" and not ENDED.search(before.text[-8:])
    words = bare(row.text)
    if runs_on or (words and NO_NAME.match(words)):
        return False
    return not words or bool(NAME_LINE.fullmatch(words)) or (bool(CLOSING.match(words)) and row.text.count(" ") < 8)


def sender_lines(rows: list[Row], senders: tuple[str, ...]) -> set[int]:
    """The lines in which a sender of the title signed before an enclosure follows."""
    surnames = {words[-1].strip("()").lower() for sender in senders if (words := sender.split()) and sender.endswith(")")}
    surnames |= {sender.split()[-1].lower() for sender in senders if persons.is_person(sender)}
    for index in range(len(rows) - 1, 3, -1):
        row = rows[index]
        closed = rows[index - 1].kind in {"insertion", "heading"}
        if row.kind not in {"heading", "prose"} or len(row.text) > LONGEST or not (row.gap or closed):
            continue
        words = re.sub(rf"{persons.JUNIOR}$", "", bare(row.text)).split()
        if words and words[-1].lower() in surnames and len(words) < 5 and NAME_LINE.fullmatch(" ".join(words)):
            return {index, *rank_lines(rows, index + 1)}
    return set()


def rank_lines(rows: list[Row], index: int) -> list[int]:
    """The lines of rank and office right below a name."""
    found: list[int] = []
    while index < len(rows) and len(found) < 3 and not rows[index].gap and rows[index].kind == "heading":
        found.append(index)
        index += 1
    return found


def name_of(text: str) -> str:
    """The name in a line of the signature; "" where the line is a rank, an office or a closing phrase."""
    words = bare(text)
    if closing := CLOSING.match(words):
        _, comma, rest = words[closing.start() :].partition(", ")
        words = rest if comma else ""
    words = re.sub(r"(?<=[a-z]{2})(?<!\bJr)(?<!\bSr)\.$", "", words.rstrip(","))
    if not words or NO_NAME.match(words) or FOR_BODY.fullmatch(words) or CLASSIFIED.fullmatch(words):
        return ""
    split = persons.office_and_name(words)
    if split:
        return split[1]
    everyday = all(map(persons.is_common, re.findall(r"[\w.’'-]+", words)))
    if " " in words and (everyday or persons.is_office(words) or re.search(r"\bof\b", words)):
        return ""
    return "" if words.lower() in RANKS else words


def signer(rows: tuple[Row, ...]) -> str:
    """The name signed, without rank or office lines; "" where nobody signs.

    A telegram that quotes a letter ends with two signatures, parted by an empty line: the last is the telegram's.
    """
    block = ""
    for row in rows:
        name = name_of(row.text) if row.kind == "signature" else ""
        if name and (row.gap or not block):
            block = name
    return block
