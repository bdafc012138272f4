"""What each line of a telegram is: a line of its head, of its body, or a page break, stamp or repeated line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from memcon import layout
from memcon.dates import GROUP

LineKind = Literal[
    "boilerplate", "classification", "page", "group", "from", "to", "info", "routing", "drafting", "order", "tags", "subject", "references",
    "caption", "number", "body", "signature", "listed", "section",
]

POST = (
    r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|AMLEGATION|AMEMB|EMBASSY|CONSULATE|USMISSION|USINT|USLO|USNATO|USUN|USDEL|USDOC"
    r"|SECSTATE|SECDEF|SECTREAS|DEPT OF"
    r"|CIA|DIA|NSC|WHITE HOUSE|JCS|CINC[A-Z]+|COM[A-Z]{4,}|CDR[A-Z]+|DEPTCOMMERCE|DOD|AIT|OSD|[A-Z]+ COLLECTIVE|ALL )"
)
PAGE = re.compile(
    r"(?:[A-Z ]{0,40} )?PAGE \d{2,3}\b(?:[ \t]+[A-Z][A-Z0-9 .,/()-]{0,70})?|[A-Z][A-Z ]{1,30} \d{6,8} \d{3}\.\d OF \d{1,3}"
    r"|[A-Z][A-Z .]{1,30}[ \t]+\d{4,9}[ \t]+\d{2,3} OF \d{2,3}(?:[ \t]+\d{6}Z)?"
)
STAMP = re.compile(
    r".{0,60}Declassified\s*/?\s*Released\b.*|Declassified/Released|US Department of State(?: EO Systematic Review.*)?"
    r"|(?:EO )?Systematic Review.*"
    r"|\*{2,} ?(?:Current|Previous) (?:Handling|Classification).*|Current (?:Handling Restrictions|Classification)\b.*"
)
END = re.compile(r"N{2,5}|<< ?END OF DOCUMENT ?>>|BT|#+ ?\d*|-{3,}[-\d Z/]*|-{2,}|_{3,}|\*{3,}|=+", re.IGNORECASE)
NOTE = re.compile(r"Message (?:Text|Attributes)|NOTE BY OC/?T\b.*|ADP\d+|\[?MISSING PAGE.*", re.IGNORECASE)
COUNTER = re.compile(r"-{5,}[ \t]*\d*Z?[ \t\d/-]*|\d{1,3}|\d{6}[A-Z]?|\d{6}Z? \d{6} ?/\d{2}")
SPACED = re.compile(
    r"(?:[A-Z] ){4,}[A-Z]\b.*|(?:UNCLAS|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE"
    r"|UNCLASSIFIED)(?: SECTION \d{1,2} OF \d{1,2})? [A-Z][A-Z ./]{1,30} \d{3,7}\b.*"
)
SPACED_LEVEL = re.compile(
    r"(?:T O P S E C R E T|S E C R E T|C O N F I D E N T I A L|U N C L A S S I F I E D|U N C L A S"
    r"|L I M I T E D O F F I C I A L U S E)"
)
NUMBER = re.compile(r"(?:SECTION \d{1,2} OF \d{1,2} )?(?P<post>[A-Z][A-Z ./]{1,30}?) (?P<number>\d{1,7})\b")
GROUP_LINE = re.compile(rf"(?:[ZOPRYFM]{{1,2}} ){{0,3}}{GROUP.pattern}.*", re.IGNORECASE)
OFFICES = re.compile(
    r"(?:ACTION|ORIGIN|INFO)[ \t]+(?:[A-Z0-9/]{1,8}-\d{2}\b.*|LOG-\d{2}.*)"
    r"|(?:[A-Z0-9/]{1,8}-\d{2}[ \t]*){1,12}(?:/\d{2,3} ?[A-Z]{0,2})?(?: .{0,8})?|/\d{2,3} [A-Z]"
)
CIRCUIT = re.compile(
    r"VZCZ\w+.*|(?:[ZOPRY]{2} )?(?:[ZOPRY]{2} )?RUE[A-Z]{3,5}(?: RU\w{4,7})*|DE RU\w+ .*|ZNY .*|ZNR .*"
    r"|[ZOPR]{2}(?: RU\w{4,6})+|\d{7}Z? ?[A-Z]{3} ?\d{2}.*"
)
ROUTE = re.compile(rf"(?:RU[A-Z0-9]{{4,6}}/)?(?:{POST})\b.*|RU[A-Z0-9]{{4,6}}/.+")
HANDLING = re.compile(
    r"(?:SIPDIS|NODIS|EXDIS|LIMDIS|STADIS|NOFORN|EYES ONLY|NO DISTRIBUTION|CORRECTED COPY.*"
    r"|C O R R E C T E D.*)(?:[ ,;/]+\w+)*"
)
DRAFTED = re.compile(r"(?:DRAFTED|APPROVED|CLEARED) BY\b.*", re.IGNORECASE)
ORDER = re.compile(r"E ?\.? ?O ?\.? ?\d{5}\b.*|(?:DECL|REASON)\b ?:.*", re.IGNORECASE)
CLASSIFIER = re.compile(r"(?:CLASSIFIED|DERIVED) (?:BY|FROM)\b.*|\(?REASONS? ?:?.{0,60}1\.[45].*", re.IGNORECASE)
LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z .]{1,16}?)(?:\(S\))?[ \t]*(?:[:;]|\.(?= ))[ \t]*")
OPENING = re.compile(
    rf"{layout.NUMBERED.pattern}\S|(?:BEGIN )?(?:SUMMARY|INTRODUCTION|COMMENT|BACKGROUND|ENTIRE TEXT"
    rf"|ACTION REQUEST)\b.*",
    re.IGNORECASE,
)


# How many lines may follow the first of a caption, and from which width a subject runs into the next line.
LINES_OF: dict[LineKind, int] = {"tags": 2, "order": 2, "subject": 4, "references": 12}
HALF_WIDTH = 35
LETTERED = re.compile(r"(?:\(?[A-Z][.)]|¶[A-Z]\.)[ \t]")
SIGNATURE = re.compile(r"[A-Z][A-Za-z'’.-]+(?: [A-Z][A-Za-z'’.-]*){0,2}(?: ?\(?ACTING\)?)?")
PRESENT = re.compile(
    r"(?:¶?\d{1,2}\.[ \t]*(?:\([A-Z/]{1,9}\)[ \t]*)?)?(?:[A-Z][\w.]* ){0,3}(?:PARTICIPANTS?|THOSE PRESENT"
    r"|PRESENT)\b(?: WERE)?[ \t]*:.{0,200}|(?:[A-Z][\w.]* ){0,2}PARTICIPANTS",
    re.IGNORECASE,
)


class Line(msgspec.Struct):
    """One line that holds anything: its place, words and kind, and whether an empty line goes before."""

    start: int
    end: int
    text: str
    gap: bool
    kind: LineKind = "body"


class Reading:
    """The state while the lines are read in order: which head line is open, and whether the body has begun."""

    def __init__(self) -> None:
        self.open: LineKind = "body"
        self.body = False
        self.seen: set[LineKind] = set()
        self.broken = False
        self.length = 0
        self.width = 0

    def kind(self, line: Line) -> LineKind:
        """What the next line is."""
        fixed = always(line.text)
        if fixed:
            self.broken = self.broken or fixed == "page"
            return fixed
        if self.body:
            return self.in_body(line)
        found = self.in_head(line)
        self.broken, self.width = False, len(line.text)
        return found

    def in_body(self, line: Line) -> LineKind:
        """A line of the body; behind a page break the head of a section may be repeated."""
        if self.broken and (head := head_kind(line.text)) and head not in {"subject", "references"}:
            self.open = head
            return "boilerplate"
        if self.broken and self.open in {"to", "info", "from"} and ROUTE.fullmatch(line.text):
            return "boilerplate"
        self.broken, self.open = False, "body"
        return "classification" if layout.CLASSIFIED.fullmatch(line.text) else "body"

    def in_head(self, line: Line) -> LineKind:
        """A line of the head; the first that is none of its lines opens the body."""
        found = head_kind(line.text)
        if found:
            self.open, self.length = found, 0
            self.seen.add(found)
            return found
        if layout.CLASSIFIED.fullmatch(line.text):
            return "classification"
        if self.goes_on(line):
            self.length += 1
            return self.open
        if self.opens_body(line):
            self.body, self.broken, self.open = True, False, "body"
            return "body"
        self.open = "caption"
        return "caption"

    def goes_on(self, line: Line) -> bool:
        """Whether the line continues the open one: a list of posts, a subject of several lines, drafting names."""
        if self.open in {"to", "info"}:
            return bool(ROUTE.fullmatch(line.text)) or self.goes_on_plainly(line)
        if self.open in {"routing", "drafting"}:
            return "group" not in self.seen and not OPENING.match(line.text)
        if self.open == "references" and LETTERED.match(line.text):
            return True
        if (line.gap and not self.broken) or OPENING.match(line.text):
            return False
        return self.length < LINES_OF.get(self.open, 0) and (self.open != "subject" or self.width > HALF_WIDTH)

    def goes_on_plainly(self, line: Line) -> bool:
        """An addressee in words on a line of its own ("ALL EUROPEAN POSTS")."""
        return self.open == "to" and not line.gap and len(line.text) < 50 and not self.opens_body(line)

    def opens_body(self, line: Line) -> bool:
        """Whether the body starts here: a numbered paragraph, a summary, or running words behind the subject."""
        if OPENING.match(line.text) and self.seen & {"subject", "tags", "from", "number"}:
            return True
        words = line.text.count(" ") + 1
        return bool(self.seen & {"subject", "tags"} or {"from", "number"} <= self.seen) and ((words > 5 and line.gap) or words > 8)


def always(text: str) -> LineKind | None:
    """What a line is wherever it stands: a page break, a stamp, an end mark; None for lines that depend on their place."""
    if len(text) > 200:
        return None
    if PAGE.fullmatch(text):
        return "page"
    if STAMP.fullmatch(text) or END.fullmatch(text) or COUNTER.fullmatch(text) or NOTE.fullmatch(text):
        return "boilerplate"
    return None


def head_kind(text: str) -> LineKind | None:
    """What a line is among the lines of a telegram's head; None for other words."""
    if len(text) > 300:
        return None
    for kind, pattern in HEAD:
        if pattern.fullmatch(text):
            return kind
    label = LABEL.match(text)
    field = layout.field_of(label["label"]) if label else ""
    return FIELDS.get(field)


FIELDS: dict[str, LineKind] = {"subject": "subject", "tags": "tags", "references": "references"}
HEAD: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    ("group", GROUP_LINE),
    ("routing", OFFICES),
    ("routing", CIRCUIT),
    ("from", re.compile(r"FM[ \t]+\S.*")),
    ("to", re.compile(r"TO[ \t]+\S.*")),
    ("info", re.compile(r"(?:INFO|XMT)[ \t]+\S.*")),
    ("drafting", DRAFTED),
    ("order", ORDER),
    ("order", CLASSIFIER),
    ("number", SPACED),
    ("caption", HANDLING),
)


def lines(text: str) -> list[Line]:
    """The lines of a telegram with their kinds."""
    reading = Reading()
    found = [Line(start, end, text[start:end], gap) for start, end, gap in layout.split(text)]
    for line in found:
        line.kind = reading.kind(line)
    for index, line in enumerate(found):
        if line.kind == "classification" and (reading.body and (repeated(found, index) or after_body(found, index))):
            line.kind = "boilerplate"
    mark_lists(found)
    mark_signature(found)
    return found


def repeated(found: list[Line], index: int) -> bool:
    """Whether a classification line stands at a page break or at the end of the text."""
    around = [found[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(found)]
    return index + 3 > len(found) or any(line.kind == "page" for line in around)


def after_body(found: list[Line], index: int) -> bool:
    """Whether a line of the body goes before."""
    return any(line.kind == "body" for line in found[:index])


def runs(found: list[Line], kind: LineKind) -> Iterator[list[Line]]:
    """The groups of neighbouring lines of one kind; boilerplate between them does not part them."""
    group: list[Line] = []
    for line in found:
        if line.kind == kind:
            group.append(line)
        elif group and line.kind not in {"boilerplate", "page", "classification"}:
            yield group
            group = []
    if group:
        yield group


def mark_signature(found: list[Line]) -> None:
    """The surname with which a telegram ends is its signature."""
    last = next((line for line in reversed(found) if line.kind == "body"), None)
    if last is None or not SIGNATURE.fullmatch(last.text) or layout.CLOSES.search(last.text):
        return
    before = [line for line in found if line.kind == "body" and line.start < last.start]
    if before and (last.gap or layout.ENDED.search(before[-1].text[-8:]) or layout.CLOSES.search(before[-1].text[-20:])):
        last.kind = "signature"


def mark_lists(found: list[Line]) -> None:
    """Lists of participants and headings inside the body."""
    listing = False
    for index, line in enumerate(found):
        if line.kind != "body":
            continue
        if PRESENT.fullmatch(line.text):
            line.kind, listing = "listed", True
        elif listing and not OPENING.match(line.text) and line.text.count(" ") < 16 and not is_sentence(line):
            line.kind = "listed"
        else:
            listing = False
            if is_section(found, index):
                line.kind = "section"


def is_sentence(line: Line) -> bool:
    """Whether a line that opens a block is long enough for a sentence and ends as one."""
    return line.gap and line.text.count(" ") > 5 and bool(layout.ENDED.search(line.text[-8:]))


def is_section(found: list[Line], index: int) -> bool:
    """Whether a line of the body is a heading: short, without an end mark, alone or underlined."""
    line = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    if line.text.count(" ") > 9 or following is None or not line.text[0].isalnum() or layout.NUMBERED.match(line.text):
        return False
    if layout.SECTION.fullmatch(line.text):
        return True
    before = next((found[i] for i in range(index - 1, -1, -1) if found[i].kind == "body"), None)
    ended = before is None or layout.ENDED.search(before.text[-8:])
    underlined = bool(re.fullmatch(r"-{3,}|={3,}|_{3,}", following.text))
    alone = line.gap and following.gap and following.kind == "body"
    return bool(ended) and (underlined or alone) and not re.search(r"[.?!;,:]$", line.text)
