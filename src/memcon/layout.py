"""What the layouts of records have in common: lines, labels of captions, classification lines, page breaks, paragraph numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon import lexicon
from memcon.model import Part, PartKind

LEVEL = (
    r"(?:TOP ?SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|UNCLAS|RESTRICTED|LIMITED OFFICIAL USE|OFFICIAL USE ONLY"
    r"|SENSITIVE BUT UNCLASSIFIED|SBU"
    r"|NO CLASSIFICATION)"
)
CLASSIFIED = re.compile(
    rf"[(\[]?{LEVEL}(?:(?: ?/+ ?|[ ,;–—-]+)(?:NODIS|EXDIS|LIMDIS|STADIS|SENSITIVE|EYES ONLY|NOFORN|NO DISTRIBUTION|SECURITY INFORMATION"
    rf"|FOR OFFICIAL USE ONLY|{LEVEL}|[A-Z]{{4,12}}))*[)\]]?\.?",
    re.IGNORECASE,
)
PAGE = re.compile(r"PAGE \d{1,3}\b[ \t]+[A-Z][A-Z0-9 .,/-]{0,60}|PAGE \d{1,3}(?: OF \d{1,3})?|-? ?\d{1,3} ?-", re.ASCII)
MARK = r"(?:TS|S|C|U|SBU|LOU|FOUO|CONFIDENTIAL|SECRET|UNCLASSIFIED)"
NUMBERED = re.compile(
    rf"[ \t]*¶?[ \t]*\(?(?P<number>\d{{1,3}}|[A-Za-z])[.)](?=\s|\()[ \t]*(?P<mark>\({MARK}(?:[/-][A-Z/ -]+)?\)|{MARK}\)(?=\s))?[ \t]*"
)
OPENS = re.compile(r"(?:BEGIN )?(SUMMARY|COMMENT|ASSESSMENT)\b[^.:\n]{0,40}[.:]", re.IGNORECASE)
CLOSES = re.compile(r"\bEND (?:OF )?(?:SUMMARY|COMMENT)\b", re.IGNORECASE)
SECTION = re.compile(
    r"(?:BEGIN |END )?(?:OF )?(SUMMARY|COMMENT|ASSESSMENT|ACTION REQUEST|BACKGROUND|RECOMMENDATION|CONCLUSION"
    r"|INTRODUCTION)S?(?: AND [A-Z ]{4,20})?[.:]?",
    re.IGNORECASE,
)
ENDED = re.compile(r"[.?!:][\"”’')\]]*\d?$")
INSERTION = re.compile(r"\[[^\[\]]{3,400}\]")
EXCISION = re.compile(r"not declassified|omitted|redact|garble|deleted|withheld|excis", re.IGNORECASE)
INNER = re.compile(r"(?<=[.?!:)\"”] )\(?(?:BEGIN )?(?P<word>COMMENT|SUMMARY)(?: ?[:.-]| ?\)) ?", re.IGNORECASE)
INNER_END = re.compile(r"\(?\bEND (?:OF )?(?:SUMMARY|COMMENT)\b ?[.:)]*", re.IGNORECASE)
LONG_LABELS = ("subject", "participants", "reference", "references", "classification", "distribution", "location")
LONGEST_LABEL = 60


def split(text: str) -> Iterator[tuple[int, int, bool]]:
    """Offsets of the lines that hold anything, without their surrounding white space, and whether an empty line goes before."""
    gap = True
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]*", text):
        line = match.group()
        if not line.strip():
            gap = gap or match.start() == 0 or text[match.start() - 1] == "\n"
            continue
        start = match.start() + len(line) - len(line.lstrip())
        yield start, match.start() + len(line.rstrip()), gap
        gap = False


def field_of(label: str) -> str:
    """The field a caption's label stands for, or ""; long labels are known with one slip of the typist."""
    if len(label) > LONGEST_LABEL:
        return ""
    known = lexicon.pairs("captions")
    label = re.sub(r"\s\d$", "", " ".join(label.lower().split()).rstrip(". "))
    if field := known.get(label, ""):
        return field
    if re.match(r"e\. ?o\b|eo \d", label):
        return "skip"
    if re.fullmatch(r"ubject|tas|tabs|tgs|ags|tage|tagss|suject|subjct|subj", label):
        return "tags" if label[0] in "ta" else "subject"
    return next((known[word] for word in LONG_LABELS if one_slip(label, word)), "")


def one_slip(found: str, meant: str) -> bool:
    """Whether one letter is missing, added, changed, or two neighbours stand in the wrong order; the first letter holds."""
    if abs(len(found) - len(meant)) > 1:
        return False
    at = 0
    while at < min(len(found), len(meant)) and found[at] == meant[at]:
        at += 1
    if at < 1:
        return False
    rest, due = found[at:], meant[at:]
    return rest[1:] == due[1:] or rest[1:] == due or rest == due[1:] or (rest[:2] == due[1::-1] and rest[2:] == due[2:])


def level(text: str) -> str:
    """A classification in one spelling: "SECRET" and "secret" as "Secret"."""
    text = text.strip("()[] .")
    return text.title() if text.isupper() or text.islower() else text


def references(text: str) -> tuple[str, ...]:
    """The messages a REF line names, without the letters that number them: "(A) LIMA 2431 (B) STATE 71234"."""
    text = re.sub(r"(?:(?<=\s)|^)(?:\(? ?[A-Za-z]\)|¶?[A-Z]\.)[ \t]*(?=\S)", ";", text)
    pieces = (" ".join(piece.split()).strip(" .") for piece in re.split(r"[;\n]|,(?! \d{1,2}\b)|\bAND\b|\band\b", text))
    return tuple(piece for piece in pieces if piece)


def insertions(text: str) -> Iterator[Part]:
    """Editor's brackets; those that say something was left out are excisions."""
    for match in INSERTION.finditer(text):
        if match.group().count(" ") < 2 and not EXCISION.search(match.group()):
            continue
        yield Part(match.start(), match.end(), "excision" if EXCISION.search(match.group()) else "insertion")


def section_kind(word: str) -> PartKind:
    """The kind of part that a section's word opens."""
    return "summary" if word.upper() == "SUMMARY" else "comment"


def sections(text: str, part: Part) -> Iterator[Part]:
    """A paragraph cut where a comment or summary inside it begins and ends, as its own words say."""
    at, kind = part.start, part.kind
    number, mark = part.number, part.mark
    while at < part.end:
        if kind == "paragraph":
            found = INNER.search(text, at, part.end)
            opens = found if found and INNER_END.search(text, found.end(), part.end) else None
            cut, following = (opens.start(), section_kind(opens["word"])) if opens else (part.end, kind)
        else:
            closes = INNER_END.search(text, at, part.end)
            cut, following = (closes.end(), "paragraph") if closes else (part.end, kind)
        end = at + len(text[at:cut].rstrip())
        if end > at:
            yield Part(at, end, kind, number, mark)
            number = mark = None
        at, kind = cut + len(text[cut : part.end]) - len(text[cut : part.end].lstrip()), following
