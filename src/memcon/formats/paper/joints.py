"""How two lines of paper join: the paragraph wraps, the line ends, or the paragraph does; and what becomes of a hyphen.

A line wraps where the first word of the next one would not have fitted on it. So a paragraph set ragged or on a typewriter is told
from a list of names by the same rule. In a justified column a line wraps where it reaches the edge.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Set
from itertools import pairwise
from typing import Literal

import msgspec

from memcon import lexicon
from memcon.formats.paper.columns import Zone
from memcon.formats.paper.words import Line
from memcon.layout import CLASSIFIED, ENDED, LONGEST_LABEL, NUMBERED, field_of

Joint = Literal["wrap", "line", "paragraph"]
SPACE = 0.25
"""The least width of a space, in sizes of the type."""
SLACK = 0.35
INDENT = 0.8
"""A paragraph's first line stands at least this far in, in sizes of the type."""
APART = 1.3
"""Lines further apart than this, in the usual distance of lines, have a paragraph's end between them."""
OTHER_SIZE = 0.15
SUPPORT = 3
"""So many lines must end near the right edge for it to be one."""
NEAR_EDGE = 0.1
FLUSH = 2.0
"""Points: lines that end so near each other end on one edge."""
JUSTIFIED = 0.7
"""So large a share of the lines near the right edge ends on it where the column is justified."""
NARROW = 0.65
"""Lines of one column that all end before this share of the page are a list."""
BULLET = re.compile(r"[—–•*·-]$|\(?\d{1,3}[.)]$|\(?[a-zA-Z][.)]$")
OPEN = re.compile(r"(?:[,(&]|\b(?:and|of|the|for|to|with|by|in|on|at))$", re.IGNORECASE)
"""The end of a line that the next one goes on with."""
SOFT = "\u00ad\u0002\ufffe"


class Column(msgspec.Struct, frozen=True):
    """The edges of a column, the usual distance of its lines in sizes of their type (0 where it has one line), and whether its
    lines are stretched to the right edge."""

    left: float
    right: float
    leading: float
    justified: bool = False


def column(zone: Zone, page_width: float) -> Column:
    """The edges of a zone. Where few lines reach a right edge, or none goes far over the paper, the edge is thought as far from
    the paper's own as the left one."""
    rows = zone.lines
    lefts = [round(row.left / 3) * 3 for row in rows]
    common = statistics.mode(sorted(lefts))
    left = min((row.left for row in rows if abs(row.left - common) <= 3), default=min(row.left for row in rows))
    right = max(row.right for row in rows)
    support = sum(row.right > right - NEAR_EDGE * (right - left) for row in rows)
    flush = sum(row.right > right - FLUSH for row in rows)
    justified = flush >= max(SUPPORT, JUSTIFIED * support)
    if zone.columns == 1 and (support < SUPPORT or right < NARROW * page_width):
        right = max(right, page_width - left)
    steps = sorted((below.middle - above.middle) / below.size for above, below in pairwise(rows) if below.middle > above.middle)
    return Column(left, right, steps[len(steps) // 4] if steps else 0.0, justified)


def joint(above: Line, upper: Column, below: Line, lower: Column, same_zone: bool) -> Joint:
    """How a line joins the next; ``same_zone`` is false where a column or page ends between them."""
    if CLASSIFIED.fullmatch(above.text) or CLASSIFIED.fullmatch(below.text):
        return "paragraph"
    if abs(above.size - below.size) > OTHER_SIZE * max(above.size, below.size):
        return "paragraph"
    if same_zone and upper.leading and below.middle - above.middle > APART * upper.leading * below.size:
        return "paragraph"
    if hyphened(above, below):
        return "wrap"
    if captioned(below.text):
        return "line"
    if begins(above, upper, below, lower, same_zone):
        return "paragraph"
    if wraps(above, upper, below):
        return "wrap"
    if same_zone:
        return "line"
    return "wrap" if below.text[0].islower() and not ENDED.search(above.text[-8:]) else "paragraph"


def hyphened(above: Line, below: Line) -> bool:
    """Whether a hyphen at the line's end is carried on by a small letter."""
    return bool(re.search(rf"\w[-{SOFT}]$", above.text)) and below.text[0].islower()


def captioned(text: str) -> bool:
    """Whether a line opens with the label of a caption ("SUBJECT:")."""
    label, colon, _ = text[:LONGEST_LABEL].partition(":")
    return bool(colon) and field_of(label) != ""


def lists_people(text: str) -> bool:
    """Whether a line is the caption over a list of people ("PARTICIPANTS")."""
    return field_of(text[:LONGEST_LABEL].partition(":")[0]) == "participants"


def next_person(above: Line, below: Line) -> bool:
    """Whether, in a list of people, a line names the next one: by a title, behind a line that holds nothing open."""
    return below.words[0].text.rstrip(".").lower() in lexicon.words("honorifics") and not OPEN.search(above.text)


def begins(above: Line, upper: Column, below: Line, lower: Column, same_zone: bool) -> bool:
    """Whether a line opens a paragraph: it is numbered, or stands in from the lines around it."""
    if NUMBERED.match(below.text) and len(below.words) > 1 and ENDED.search(above.text[-8:]):
        return True
    inward = below.left - lower.left
    before = above.left - upper.left
    if inward < INDENT * below.size or inward - before < INDENT * below.size:
        return False
    if BULLET.match(above.words[0].text) and len(above.words) > 1:
        # A hanging indent: the item goes on under its own words.
        return abs(below.left - above.words[1].left) > below.size
    return not centred(below, lower) or not same_zone


def centred(line: Line, column: Column) -> bool:
    """Whether a line stands in the middle of its column."""
    width = column.right - column.left
    return abs((line.left + line.right) / 2 - (column.left + column.right) / 2) < 0.03 * width and line.right - line.left < 0.9 * width


def wraps(above: Line, upper: Column, below: Line) -> bool:
    """Whether the next line's first word would not have fitted on the line, or the line was stretched to the edge."""
    if upper.justified:
        return above.right > upper.right - SLACK * above.size
    first = below.words[0]
    return above.right + SPACE * above.size + (first.right - first.left) > upper.right - SLACK * above.size


def closed(head: str, tail: str, seen: Set[str]) -> str:
    """What stands for the first half of a word that a line's end cuts: without its hyphen, unless the hyphen is the word's own.

    ``seen`` holds the words of the document so far, small: what it has in one form is taken for that form.
    """
    if head[-1] in SOFT:
        return head[:-1]
    first, last = re.sub(r"^\W+", "", head[:-1]).lower(), re.sub(r"\W+$", "", tail).lower()
    known = lexicon.words("common")
    if first + last in seen:
        return head[:-1]
    if f"{first}-{last}" in seen or "-" in first:
        return head
    own = first + last not in known and first in known and last in known
    return head if own else head[:-1]
