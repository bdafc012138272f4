"""Caption lines into fields: date, place, subject, from, to, classification, tags, references, participants."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from memcon.dates import DATE, PARTIAL, caption_date, iso_date
from memcon.heading import labelled, titles
from memcon.heading.rows import Row
from memcon.layout import CLASSIFIED, level, references

# A list of those present is looked for behind the first paragraphs alone: further down it belongs to an enclosure.
NEAR = 8


class Captions(msgspec.Struct):
    """What the caption lines say; every field empty where they say nothing."""

    title: str = ""
    date: str = ""
    place: str = ""
    subject: str = ""
    classification: str = ""
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    participants: tuple[Row, ...] = ()


class Reading:
    """The fields while the rows of the head are read one by one."""

    def __init__(self) -> None:
        self.found = Captions()
        self.subject: list[str] = []
        self.listed: list[Row] = []
        self.field = ""

    def take(self, row: Row) -> None:
        """One row of the head."""
        found = self.found
        if row.kind == "title":
            found.title = f"{found.title} {row.text}".strip()
        elif row.kind == "caption":
            self.caption(row)
        elif row.kind == "list":
            self.content(row)
        elif row.kind == "dateline" and not found.date:
            found.date, found.place = iso_date(row.text), found.place or place_of(row.text)
        elif CLASSIFIED.fullmatch(row.text) and not found.classification:
            found.classification = level(row.text)

    def caption(self, row: Row) -> None:
        """A caption line; what stands behind its label is content."""
        self.field = row.caption
        _, label = labelled.caption_at(row.text)
        rest = row.text[label:]
        if self.field == "participants" and (side := row.text[:label]).strip(" :.\t") and (" " in side.strip()):
            self.listed.append(msgspec.structs.replace(row, end=row.start + label, text=side))
        if rest.strip():
            start = row.start + label + len(rest) - len(rest.lstrip())
            self.content(msgspec.structs.replace(row, start=start, text=rest.strip()))

    def content(self, row: Row) -> None:
        """Puts one caption's content where it belongs."""
        found, text = self.found, row.text
        if self.field == "subject":
            self.subject.append(text)
        elif self.field == "participants":
            self.listed.append(row)
        elif self.field == "date":
            found.date = found.date or caption_date(text)
            found.place = found.place or place_after(text)
        elif self.field == "place":
            found.place = found.place or text
        elif self.field == "classification":
            found.classification = found.classification or level(text)
        elif self.field == "tags":
            found.tags = tuple(re.findall(r"\b[A-Z]{2,5}\b", text)) or tuple(t.strip() for t in text.split(",") if t.strip())
        elif self.field == "references":
            found.references += references(text)
        elif self.field == "from":
            found.from_ = (*found.from_, without_initials(text))
        elif self.field == "to":
            found.to = (*found.to, without_initials(text))


def read(rows: tuple[Row, ...]) -> Captions:
    """Gathers the fields from the rows of the head; what an editor's title says of date and place goes first."""
    reading = Reading()
    for number, row in enumerate(rows):
        if row.kind in {"prose", "turn"}:
            reading.listed.extend(listed_behind(rows, number))
            reading.listed.extend(listed_in_body(rows[number:]))
            break
        if row.kind == "heading" and reading.field == "participants" and heads_group(rows, number):
            row = msgspec.structs.replace(row, kind="list")
        reading.take(row)
    found = reading.found
    found.subject = " ".join(reading.subject)
    found.participants = tuple(reading.listed)
    if dated := iso_date(found.title):
        found.date = found.date or dated
        found.place = titles.place_in_title(found.title) or found.place
    return found


def heads_group(rows: tuple[Row, ...], number: int) -> bool:
    """Whether a heading stands right above people of the list: the name of their side."""
    following = rows[number + 1] if number + 1 < len(rows) else None
    return following is not None and following.kind == "list" and not following.gap


def listed_behind(rows: tuple[Row, ...], number: int) -> Iterator[Row]:
    """The people whom a sentence such as "... acted as chairman. Present were:" announces."""
    near = [i for i in range(number, min(number + NEAR, len(rows))) if rows[i].kind == "prose"]
    end = next((i for i in near if labelled.PRESENT_END.search(rows[i].text[-60:])), None)
    if end is None:
        return
    for row in rows[end + 1 :]:
        if row.kind in {"turn", "prose"}:
            return
        yield row


def listed_in_body(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The participants listed in a paragraph of their own, where the format's reader marked them as headings."""
    reading = Reading()
    for row in rows:
        if row.given is None or row.given.kind != "heading":
            reading.field = ""
            continue
        field, _ = labelled.caption_at(row.text)
        if field == "participants":
            reading.take(msgspec.structs.replace(row, kind="caption", caption=field))
        elif reading.field == "participants" and row.caption == "":
            reading.content(row)
    yield from reading.listed


def without_initials(text: str) -> str:
    """"Henry A. Kissinger [HK initialed]" without what an editor saw beside the name."""
    return re.sub(r"\s*\[[^\[\]]*\]\s*$", "", text).strip()


def place_of(line: str) -> str:
    """What stands before the date in a dateline, where it looks like a place; brackets of an editor are dropped."""
    if "declassified" in line.lower():
        return ""
    match = DATE.search(line) or PARTIAL.search(line) or re.search(r"\bundated\b", line, re.IGNORECASE)
    before = re.sub(r"[\[\]]", "", line[: match.start()]) if match else ""
    before = re.sub(r"^\S*\d\S*\s+", "", re.sub(r"\s+,", ",", before)).strip(" ,;.—–-")
    before = re.sub(r",? ?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", "", before)
    return before if titles.is_place(before) else ""


def place_after(text: str) -> str:
    """The place in a line of date, time and place: what stands behind the last hour or the date."""
    found = re.search(r"(?:a\.?m\.?|p\.?m\.?|noon|\d{4})[,;]? +(?:at |in )?(?:the )?([A-Z][^\d]{2,60})$", text)
    place = found.group(1).strip(" .,") if found else ""
    return place if titles.is_place(place) else ""
