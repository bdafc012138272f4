"""The numbers that Word prints before paragraphs and that stand nowhere in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
         (4, "iv"), (1, "i"))
BULLET = "•"


class Numbering:
    """Counts the numbered paragraphs of a file in order."""

    def __init__(self, file: Any) -> None:
        root = next((rel.target_part.element for rel in file.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        self.lists: dict[str, str] = {}
        self.levels: dict[tuple[str, int], Any] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for number in root.iter(f"{W}num"):
            self.lists[number.get(f"{W}numId")] = number.find(f"{W}abstractNumId").get(f"{W}val")
        for abstract in root.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                self.levels[abstract.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl", "0"))] = level

    def label(self, paragraph: Any) -> str:
        """The number of a paragraph as it is printed, "" where it has none; to be asked once for each, in order."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        if given is None or given.find(f"{W}numId") is None:
            return ""
        abstract = self.lists.get(given.find(f"{W}numId").get(f"{W}val"), "")
        depth = given.find(f"{W}ilvl")
        at = int(depth.get(f"{W}val")) if depth is not None else 0
        level = self.levels.get((abstract, at))
        if level is None:
            return ""
        counts = self.counts[abstract]
        counts[at] = counts.get(at, self.start(abstract, at) - 1) + 1
        for deeper in [depth for depth in counts if depth > at]:
            del counts[deeper]
        if self.form(abstract, at) == "bullet":
            return BULLET
        pattern = value(level, "lvlText", f"%{at + 1}.")
        return re.sub(r"%([1-9])", lambda match: self.shown(abstract, int(match[1]) - 1), pattern)

    def start(self, abstract: str, at: int) -> int:
        return int(value(self.levels[abstract, at], "start", "1"))

    def form(self, abstract: str, at: int) -> str:
        level = self.levels.get((abstract, at))
        return value(level, "numFmt", "decimal") if level is not None else "decimal"

    def shown(self, abstract: str, at: int) -> str:
        """The count of one level in the form it is printed in."""
        count = self.counts[abstract].get(at, 1)
        form = self.form(abstract, at)
        if form.endswith("Letter"):
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if form.startswith("upper") else letter
        if form.endswith("Roman"):
            return roman(count).upper() if form.startswith("upper") else roman(count)
        return "" if form == "none" else str(count)


def value(level: Any, name: str, otherwise: str) -> str:
    """What a level says of itself."""
    found = level.find(f"{W}{name}")
    return str(found.get(f"{W}val", otherwise)) if found is not None else otherwise


def roman(number: int) -> str:
    """A number in small Roman figures."""
    written = ""
    for size, figure in ROMAN:
        times, number = divmod(number, size)
        written += figure * times
    return written
