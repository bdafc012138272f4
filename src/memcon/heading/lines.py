"""Lines of a document and what each is: caption, list, dateline, heading, prose, turn, signature, boilerplate."""

from __future__ import annotations

import re

import msgspec

from memcon.dates import DATE, PARTIAL
from memcon.heading import labelled, signature, titles
from memcon.heading.rows import Row, RowKind
from memcon.layout import CLASSIFIED, ENDED, PAGE, SECTION, field_of, split
from memcon.model import Part

HEAD_ROWS = 150
# A longer line is running text, whatever it looks like.
LONGEST = 1500
# The least width of a line that the page's edge has cut off.
WRAPPED = 58
VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|said|say"
    r"|says|told|asked|replied|called|saw|met|came|went|gave|made|took|began|opened|thought|felt|(?!united)[a-z]{3,}ed)\b"
)
TURN = re.compile(
    r"(?:(?:The|Mr\.|Mrs\.|Ms\.|Dr\.|Sir|Lord|Gen\.|Sen\.|Amb\.) )?[A-Z][\w.'’/-]*(?: (?:[A-Z][\w.'’/-]*|of|the|de|von|and"
    r"|&|[a-z]{2,3})){0,4}"
    r"(?: ?\([^()\n]{1,40}\))? ?: ?(?=\S)"
)
TELEGRAM = re.compile(
    r"[ \t]*(?:No\. )?\d{1,6}(?:/[A-Z][a-z]+ \d+)?\.[ \t]+(?=[A-Z“\"(\[])|[ \t]*[A-Z][a-z]+(?:to"
    r"|un)? \d{1,4}\.[ \t]+(?=[A-Z“\"(\[])"
)
BRACKETED = re.compile(r"\[[^\[\]\n]*\]\.?|\((?:The )?(?:meeting|conversation|page|end)[^()\n]*\)", re.IGNORECASE)
RULE = re.compile(r"[\W_]+")
OUTSIDE_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


class Head(msgspec.Struct):
    """Where the reading of the head stands: the caption that is open, whether it has content, the rows so far, and how many of
    them are neither a classification nor a page's mark."""

    caption: str = ""
    taken: bool = False
    rows: int = 0
    named: int = 0
    titled: bool = False


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: a finite verb and a sentence's length or end."""
    if len(line) > LONGEST:
        return True
    count = line.count(" ") + 1
    if count < 5 or not VERB.search(line.lower() if line.isupper() else line):
        return False
    small = sum(word[0].islower() for word in line.split())
    wide = len(line) >= WRAPPED and small > 0.6 * count
    return count >= 28 or wide or (bool(ENDED.search(line[-8:])) and count >= 7) or count >= 14


def is_turn(line: str) -> bool:
    """Whether a line opens with a speaker's label; captions are no labelled."""
    match = TURN.match(line[:LONGEST])
    if not match:
        return False
    label = match.group().rstrip(" :").lower()
    return field_of(label) == "" and not label.startswith(("summary", "comment", "note", "begin", "end", "http"))


def is_dateline(line: str) -> bool:
    """Whether the line is a place and a date: few words around the date, and no verb outside brackets."""
    match = DATE.search(line) or PARTIAL.search(line)
    outside = OUTSIDE_BRACKETS.sub(" ", line[:400])
    if not match:
        return bool(re.search(r"(?:^|,|\]) ?undated\.?$", line[-40:], re.IGNORECASE)) and line.count(" ") < 8
    before, after = line[: match.start()].count(" "), line[match.end() :].count(" ")
    return before < 10 and after < 12 and line.count(" ") < 16 and not VERB.search(outside)


def classify(text: str, given: tuple[Part, ...]) -> tuple[Row, ...]:
    """Every line with its kind. The head of the document ends at the first line of prose or the first turn."""
    rows: list[Row] = []
    head = Head()
    body = False
    standing = Standing(given)
    for start, end, gap in split(text):
        line = text[start:end]
        part = standing.at(start)
        if part and part.kind in FIXED:
            row = Row(start, end, line, FIXED[part.kind], gap=gap, given=part)
        elif part and part.kind in {"paragraph", "summary", "comment"}:
            row = Row(start, end, line, "turn" if is_turn(line) else "prose", gap=gap, given=part)
        elif body:
            row = Row(start, end, line, "heading" if part else body_kind(line, gap, rows[-1]), gap=gap, given=part)
        else:
            row = head_row(start, end, line, gap, head, part)
        body = body or row.kind in {"prose", "turn"} or head.rows > HEAD_ROWS
        rows.append(row)
    return tuple(rows) if body or given else told(tuple(rows))


def told(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a text in which no line is long enough for prose: where one is a sentence, the lines with a verb are the body."""
    if not any(tells(row) and ENDED.search(row.text[-8:]) for row in rows):
        return rows
    found: list[Row] = []
    for row in rows:
        runs_on = bool(found) and found[-1].kind == "prose" and not row.gap and not ENDED.search(found[-1].text[-8:])
        found.append(msgspec.structs.replace(row, kind="prose") if tells(row) or (runs_on and row.kind in LOOSE) else row)
    return tuple(found)


LOOSE: frozenset[RowKind] = frozenset({"title", "heading", "list"})


def tells(row: Row) -> bool:
    """Whether a line of the head, however short, has a finite verb, and does not open as titles do."""
    return row.kind in LOOSE and row.text.count(" ") > 1 and VERB.search(row.text.lower()) is not None and not titled(row.text)


FIXED: dict[str, RowKind] = {"boilerplate": "boilerplate", "footnote": "footnote", "signature": "signature"}


class Standing:
    """The parts a format's reader gave that decide what a line is; asked for offsets in rising order."""

    def __init__(self, given: tuple[Part, ...]) -> None:
        kinds = {*FIXED, "paragraph", "summary", "comment", "heading"}
        self.waiting = sorted((p for p in given if p.kind in kinds), key=lambda p: p.start, reverse=True)
        self.open: list[Part] = []

    def at(self, offset: int) -> Part | None:
        """The innermost part around the offset."""
        while self.waiting and self.waiting[-1].start <= offset:
            self.open.append(self.waiting.pop())
        self.open = [p for p in self.open if p.end > offset]
        return min(self.open, key=lambda p: p.end - p.start, default=None)


def head_row(start: int, end: int, line: str, gap: bool, head: Head, given: Part | None) -> Row:
    """A line before the body has begun; one that the format's reader knows for a heading is never prose."""
    field, label = labelled.caption_at(line) if len(line) <= LONGEST else ("", 0)
    kind = head_kind(line, gap, head, field)
    head.rows += 1
    head.named += not marked(line)
    if given and kind in {"prose", "turn"}:
        kind = "list" if head.caption and not gap else "heading"
    if kind == "caption":
        head.caption, head.taken = field, label < len(line)
    elif kind == "list":
        head.taken = True
    elif kind == "title":
        head.titled = True
    elif kind in {"heading", "dateline"} and gap and head.caption != "participants":
        head.caption = ""
    return Row(start, end, line, kind, caption=field if kind == "caption" else "", gap=gap, given=given)


def head_kind(line: str, gap: bool, head: Head, field: str) -> RowKind:
    """What a line of the head is, by its own look and by the caption that is open."""
    if len(line) > LONGEST:
        return "turn" if is_turn(line) else "prose"
    if not field and not marked(line) and (head.named == 0 or (head.named == 1 and not gap and head.titled)):
        if head.named and is_dateline(line):
            return "dateline"
        return "turn" if is_turn(line) else "prose" if is_prose(line) and not titled(line) else "title"
    if field:
        return "caption"
    if CLASSIFIED.fullmatch(line):
        return "heading"
    if PAGE.fullmatch(line):
        return "boilerplate"
    listing = bool(head.caption) and (not gap or not head.taken or (head.caption == "participants" and labelled.is_listed(line)))
    if BRACKETED.fullmatch(line) and not (listing and head.caption == "participants"):
        return "insertion"
    if listing and not gap and head.caption == "subject" and line.count(" ") < 40 and not re.search(r"[.?!]$", line):
        return "list"
    if listing and not head.taken and line.count(" ") < 60 and not is_turn(line):
        return "list"
    if is_dateline(line) and not (listing and not gap and head.caption == "subject"):
        return "dateline"
    if is_turn(line) and not (listing and not gap):
        return "turn"
    if is_prose(line) or (TELEGRAM.match(line) and line.count(" ") > 6 and not listing):
        return "prose"
    return "list" if listing and line.count(" ") < 40 else "heading"


def marked(line: str) -> bool:
    """Whether a line is a classification or a page's mark alone; "Confidential Memorandum" is a title."""
    return PAGE.fullmatch(line) is not None or (CLASSIFIED.fullmatch(line) is not None and not titles.kind_of(line))


TITLED = re.compile(
    r"(?:\d+\. )?(?:The )?(?:Memorand|Telegram|Letter|Desp?atch|Dispatch|Airgram|Minutes|Note|Summary|Record|Message"
    r"|Transcript|Paper|Editorial"
    r"|Telephone|Draft|Report|Ambassador|Secretary|Chargé|Acting|Consul|\w+ (?:Memorandum|Telegram|Report|Paper))"
)


def titled(line: str) -> bool:
    """Whether a line opens as titles of records do; one that ends as a sentence tells, as "The Ambassador called today."."""
    return bool(TITLED.match(line)) and not ENDED.search(line[-8:])


def body_kind(line: str, gap: bool, previous: Row) -> RowKind:
    """A line once the body has begun: prose unless it is short and has no end, or is a turn, or bracketed."""
    if is_turn(line):
        return "turn"
    if len(line) > LONGEST:
        return "prose"
    if BRACKETED.fullmatch(line):
        return "insertion"
    if PAGE.fullmatch(line):
        return "boilerplate"
    if SECTION.fullmatch(line) or CLASSIFIED.fullmatch(line) or RULE.fullmatch(line):
        return "heading"
    short = line.count(" ") < 12
    runs_on = not gap and previous.kind in {"prose", "turn"} and not ENDED.search(previous.text[-8:])
    if short and not line[0].islower() and not runs_on and not re.search(r"[.?!:;,][\"”’')\]]*$", line[-8:]) and not is_prose(line):
        return "heading"
    if short and signature.CLOSING.match(line) and line.count(" ") < 4:
        return "heading"
    return "prose"
