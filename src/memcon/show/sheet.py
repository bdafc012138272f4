"""The sheet a terminal view is printed on: a margin for labels, a gutter for signs, a column for text.

Width and encoding are the console's: signs and text that its encoding cannot show are written in ASCII, and what would
steer the terminal is made visible.
"""

from __future__ import annotations

import unicodedata
from itertools import zip_longest

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from memcon import voices
from memcon.model import Mode, Record

SIGNS: dict[Mode, str] = {"verbatim": "“", "reported": "»", "act": "*", "narration": "·", "assessment": "~"}
ASCII_SIGNS: dict[Mode, str] = {"verbatim": '"', "reported": ">", "act": "*", "narration": ".", "assessment": "~"}
WIDEST = 110
"""Columns beyond which lines are not drawn out, for the eye's sake."""
NARROW = 48
"""Columns below which names stand above the text, not beside it."""
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
                       "·": ".", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "\u2011": "-", "\u00a0": " "})
LABELS = 16
"""Columns of the margin that the views' own labels need ("recommendation" is the longest)."""
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Sheet(msgspec.Struct, frozen=True):
    """Where a view is printed: the console, its signs, the columns of the margin (0: none) and of the text."""

    console: Console
    signs: dict[Mode, str]
    margin: int
    text: int


def console() -> Console:
    """The standard output as a console: colour only where it is a terminal, 80 columns where it has no width of its own."""
    return Console(markup=False, emoji=False, highlight=False)


def sheet(record: Record, console: Console) -> Sheet:
    """A sheet as wide as the console, with a margin that fits the record's names as far as the text leaves room."""
    width = min(console.width, WIDEST)
    signs = SIGNS if encodes(console, "".join(SIGNS.values())) else ASCII_SIGNS
    if width < NARROW:
        return Sheet(console, signs, 0, max(width - 3, 1))
    longest = max((cell_len(name) for name in voices.names(record).values()), default=0)
    margin = min(max(longest, LABELS), max(LABELS, width // 5))
    return Sheet(console, signs, margin, width - margin - 4)


def encodes(console: Console, text: str) -> bool:
    """Whether the console's encoding has all characters of the text."""
    try:
        text.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def printable(console: Console, text: str) -> str:
    """The text as the console can show it: no control characters, and ASCII for what its encoding lacks."""
    if not text.isprintable():
        text = "".join("\ufffd" if steers(char) else char for char in text)
    if encodes(console, text):
        return text
    return "".join(char if encodes(console, char) else in_ascii(char) for char in text)


def steers(char: str) -> bool:
    """Whether a character would command the terminal instead of being shown."""
    return (unicodedata.category(char) in {"Cc", "Cs"} and not char.isspace()) or char in REORDERING


def in_ascii(char: str) -> str:
    """The nearest ASCII: plain quotation marks and dashes, letters without their accents, "?" for the rest."""
    if (plain := char.translate(PLAIN)) != char:
        return plain
    letter = unicodedata.normalize("NFKD", char) if char.isalpha() else ""
    return letter.encode("ascii", "ignore").decode() or "?"


def styled(on: Sheet, text: str, style: str = "") -> Text:
    """The text fit for the sheet's console, white space as single spaces."""
    return Text(voices.squeezed(printable(on.console, text)), style=style)


def row(on: Sheet, label: Text, body: Text, gutter: str = "", style: str = "") -> None:
    """Prints a label in the margin and a body beside it, each wrapped in its own column; the gutter holds two signs.

    On a narrow console the label stands on a line of its own above the body.
    """
    labels = wrapped(on, label, on.margin or on.text) if label.plain else []
    lines = [] if on.margin else labels
    for number, (name, line) in enumerate(zip_longest(labels if on.margin else [], wrapped(on, body, on.text))):
        margin = name or Text()
        margin.pad_right(max(on.margin - margin.cell_len, 0) + (1 if on.margin else 0))
        signs = Text(f"{gutter if number == 0 else '':>2} ", style=style)
        lines.append(Text.assemble(margin, signs, line or Text()))
    put(on, lines)


def across(on: Sheet, text: Text) -> None:
    """Prints text over the sheet's full width."""
    put(on, wrapped(on, text, on.margin + on.text + 3))


def section(on: Sheet, title: str) -> None:
    """Prints a section's title with an empty line above and below it."""
    on.console.print()
    across(on, Text(title.upper(), style="bold"))
    on.console.print()


def wrapped(on: Sheet, text: Text, width: int) -> list[Text]:
    """The text in lines no wider than the width; words longer than that are cut."""
    return list(text.wrap(on.console, width))


def put(on: Sheet, lines: list[Text]) -> None:
    """Prints lines as they are, without trailing space."""
    for line in lines:
        line.rstrip()
    on.console.print(Text("\n").join(lines), soft_wrap=True)
