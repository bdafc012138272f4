"""Record -> the other records it names: REF lines, "my telegram 440", "Deptel 335", "Document 75" of the same volume."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.model import Document, Record
from memcon.store import Reference

NUMBERS = r"(?P<numbers>(?:Nos?\.?\s?)?\d{1,6}(?:(?:,\s|\sand\s|,\sand\s|\s&\s)\d{1,6})*)"
MESSAGE = re.compile(
    rf"""
      \b(?P<whose>[Mm]y|[Oo]ur|[Yy]our)\s+(?:immediately\s+preceding\s+)?(?:telegrams?|tels?\.?|cables?|messages?)\s+{NUMBERS}
    | \b(?P<short>(?:[Dd]ep|[Ee]mb|[Cc]on|[Ll]eg|[Uu]r|[Mm]y|[Oo]ur)tels?)\s+{NUMBERS.replace("numbers", "numbers2")}
    | \b[Tt]elegrams?\s+{NUMBERS.replace("numbers", "numbers3")}\s+(?P<way>from|to)\s+(?P<post>(?:the\s+)?[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)
    | \b(?P<post2>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?:['’]s)?\s+(?:telegram|tel|cable)\s+{NUMBERS.replace("numbers", "numbers4")}
    """,
    re.VERBOSE,
)
VOLUME = re.compile(r"(?:vol(?:ume|s?\.)|\b(?:ibid|Ibid)\.)[^.;()]{0,80}$")
CROSS = re.compile(r"\bDocuments?\s+(?P<numbers>\d{1,4}(?:(?:, | and |, and |[–-])\d{1,4})*)")
LINE = re.compile(r"(?:\(?[A-Z]\)|¶?[A-Z]\.)?\s*(?P<year>(?:19|20)?\d\d\s+)?(?P<post>[A-Za-z][A-Za-z. ]*?)\s*(?P<number>\d{1,6})\b")
MRN = re.compile(r"(?P<year>\d{2}|\d{4})(?P<post>[A-Z][A-Z ]*[A-Z])0*(?P<number>\d+)")
OPENING = re.compile(r"\s*(?P<number>\d{1,6})\.\s")
DIGITS = re.compile(r"\d+")
WIDEST = 20
"""The most documents that a stretch as "Documents 70–75" is spelt out to."""


def references(record: Record) -> tuple[Reference, ...]:
    """Every reference once a place; those of the REF lines first."""
    document = record.document
    found = [*lines(document), *messages(document)]
    return tuple(found + (list(crossed(document.text)) if document.format == "tei" else []))


def lines(document: Document) -> Iterator[Reference]:
    """The record's own REF lines; one that names no numbered message is kept in its words."""
    for words in document.references:
        match = LINE.match(words.strip()) or MRN.match(words.strip())
        if match is None:
            yield Reference("message", words, "")
            continue
        year = (match["year"] or "").strip()
        post = match["post"].strip(" .")
        yield Reference("message", words, match["number"].lstrip("0"), posted(post, document), full_year(year))


def posted(word: str, document: Document) -> str:
    """The post that a REF line's word means: "Deptel" and "STATE" are the Department, "Embtel" the embassy."""
    low = word.lower().rstrip("s")
    if low in {"state", "deptel", "secstate", "department"}:
        return "department"
    if low in {"embtel", "contel", "legtel"}:
        return embassy(document)
    if low in {"mytel", "ourtel"}:
        return "; ".join(document.from_)
    return "; ".join(document.to) if low == "urtel" else word


def embassy(document: Document) -> str:
    """The end of the wire that is not the Department."""
    ends = ("; ".join(document.from_), "; ".join(document.to))
    return next((end for end in ends if end and "depart" not in end.lower()), "")


def full_year(year: str) -> str:
    """"73" as 1973; posts were first numbered by year in the 1960s, so that 60 and above are of the last century."""
    return year if len(year) != 2 else f"{'19' if int(year) >= 60 else '20'}{year}"


def messages(document: Document) -> Iterator[Reference]:
    """Messages named by number in the text."""
    for match in MESSAGE.finditer(document.text):
        numbers = next(n for n in (match["numbers"], match["numbers2"], match["numbers3"], match["numbers4"]) if n)
        for number in DIGITS.findall(numbers):
            yield Reference("message", match.group(), number.lstrip("0"), sender(match, document), "", match.start(), match.end())


def sender(match: re.Match[str], document: Document) -> str:
    """From which post the message meant was sent, as far as the words tell; "" where they do not."""
    if whose := match["whose"]:
        return "; ".join(document.to if whose.lower() == "your" else document.from_)
    if short := match["short"]:
        return posted(short, document)
    if match["way"] == "to":
        return "department"
    return match["post"] or match["post2"] or ""


def crossed(text: str) -> Iterator[Reference]:
    """Documents of the same volume named by number; one of another volume is kept in its words, without a number."""
    for match in CROSS.finditer(text):
        other = VOLUME.search(text, max(0, match.start() - 100), match.start())
        volume = other.group().strip(" ,;") if other else ""
        for number in spelt(match["numbers"]):
            yield Reference("document", match.group(), "" if other else number, volume, "", match.start(), match.end())


def spelt(numbers: str) -> Iterator[str]:
    """The numbers of a list in which a dash means all between."""
    for piece in re.split(r", and | and |, ", numbers):
        ends = [int(end) for end in DIGITS.findall(piece)]
        yield from (str(n) for n in (range(ends[0], ends[-1] + 1) if 0 <= ends[-1] - ends[0] < WIDEST else ends))


def message_number(record: Record) -> str:
    """The number under which others refer to a telegram, "" where it has none: from its MRN, else from how its body opens."""
    document = record.document
    if match := MRN.fullmatch(document.number.replace(" ", "")):
        return match["number"]
    if "telegram" not in document.kind.lower() and document.format not in {"aad", "cablegate"}:
        return ""
    body = next((part for part in record.parts if part.kind in {"paragraph", "summary"}), None)
    opening = OPENING.match(document.text, body.start, body.end) if body else None
    if opening and int(opening["number"]) > 1:
        return opening["number"].lstrip("0")
    return document.number.lstrip("0") if document.format != "tei" and document.number.isdigit() else ""
