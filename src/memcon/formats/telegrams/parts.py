"""Lines of a telegram -> parts: headings, paragraphs with number and mark, summary and comment, boilerplate, signature."""

from __future__ import annotations

import re

from memcon import layout
from memcon.formats.telegrams.lines import Line
from memcon.model import Part, PartKind

FULL_WIDTH = 45
# A page break that a copyist ran into the words around it.
INLINE = re.compile(rf"(?<=[A-Za-z,.;] )(?:{layout.LEVEL} ){{1,2}}PAGE \d{{2,3}} [A-Z]+(?: [A-Z]+)? +\d{{4,6}}(?: +\d{{6}} ?Z)?(?= )")
HEADS = {
    "classification", "group", "from", "to", "info", "routing", "drafting", "order", "tags", "subject", "references", "caption", "number",
    "listed", "section",
}


def cut(text: str, found: list[Line]) -> tuple[Part, ...]:
    """Every line's part, and the paragraphs of the body; boilerplate stands inside the paragraph that it interrupts."""
    parts: list[Part] = []
    body: list[list[Line]] = []
    broken = opened = False
    for line in found:
        if line.kind in {"boilerplate", "page"}:
            parts.append(Part(line.start, line.end, "boilerplate"))
            broken = True
        elif line.kind == "body":
            if opened and goes_on(body[-1], line, broken):
                body[-1].append(line)
            else:
                body.append([line])
            broken, opened = False, True
        else:
            parts.append(Part(line.start, line.end, "signature" if line.kind == "signature" else "heading"))
            opened = False
    parts.extend(paragraphs(text, body))
    parts.extend(Part(match.start(), match.end(), "boilerplate") for match in INLINE.finditer(text))
    return tuple(sorted({*parts, *layout.insertions(text)}, key=lambda p: (p.start, -p.end)))


def goes_on(paragraph: list[Line], line: Line, broken: bool) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph[-1].text
    ended = bool(layout.ENDED.search(last[-8:]))
    numbered = layout.NUMBERED.match(line.text)
    if numbered and (ended or line.gap or numbered["mark"] or follows(paragraph[0], numbered["number"])):
        return False
    if not line.gap:
        return True
    return (broken and not ended) or ((broken or not ended) and len(last) > FULL_WIDTH)


def follows(line: Line, number: str) -> bool:
    """Whether a number is the next after that of a paragraph."""
    before = layout.NUMBERED.match(line.text)
    return bool(before and before["number"].isdigit() and number.isdigit() and int(number) == int(before["number"]) + 1)


def paragraphs(text: str, body: list[list[Line]]) -> list[Part]:
    """The paragraphs as parts; a summary or comment that says where it ends covers all paragraphs up to there."""
    found: list[Part] = []
    section: PartKind = "paragraph"
    for index, lines in enumerate(body):
        start, end = lines[0].start, lines[-1].end
        numbered = layout.NUMBERED.match(text, start, end)
        at = numbered.end() if numbered else start
        opens = layout.OPENS.match(text, at, end)
        kind: PartKind = layout.section_kind(opens.group(1)) if opens else section
        closed = layout.CLOSES.search(text, start, end)
        if opens and not closed and closes_later(text, body[index + 1 :]):
            section = kind
        number = numbered["number"] if numbered else None
        mark = (numbered["mark"] or "").strip("()") or None if numbered else None
        found.extend(layout.sections(text, Part(start, end, kind, number, mark)))
        if closed:
            section = "paragraph"
    return found


def closes_later(text: str, rest: list[list[Line]]) -> bool:
    """Whether an "END SUMMARY" or "END COMMENT" follows before another one is opened."""
    for lines in rest:
        start, end = lines[0].start, lines[-1].end
        if layout.CLOSES.search(text, start, end):
            return True
        numbered = layout.NUMBERED.match(text, start, end)
        if layout.OPENS.match(text, numbered.end() if numbered else start, end):
            return False
    return False
