"""A check as a Word file: the manuscript with a comment at each claim that does not hold or could not be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import cast

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from memcon.check import Finding, Report, noted
from memcon.manuscript import Manuscript, word

AUTHOR = "memcon"


def to_docx(report: Report, manuscript: Manuscript) -> bytes:
    """The manuscript's own Word file, or one made of its paragraphs, with the findings as comments."""
    document = word.opened(Path(manuscript.source).read_bytes(), manuscript.source) if manuscript.kind == "docx" else made(manuscript)
    places = list(placed(document, manuscript))
    anchors = {note.mark: note.anchor for note in reversed(manuscript.notes)}
    for one in report.findings:
        if one.verdict != "right":
            comment(document, held(places, one, anchors), one)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def made(manuscript: Manuscript) -> Document:
    """A Word file with the manuscript's paragraphs."""
    document = docx.Document()
    for start, end in manuscript.paragraphs:
        paragraph = document.add_paragraph()
        for word_ in re.findall(r"\S+\s*|\s+", manuscript.clean[start:end]):
            # One run a word lets a comment stand at the very words.
            paragraph.add_run(word_.replace("\n", " "))
    return document


def placed(document: Document, manuscript: Manuscript) -> Iterator[tuple[int, Run]]:
    """Each run of the file with the offset at which its words begin in the manuscript's text."""
    spans = iter(manuscript.paragraphs)
    for paragraph in word.paragraphs(document):
        words, _ = word.text_of(paragraph)
        if not words.strip():
            continue
        start, _ = next(spans)
        yield from runs(paragraph, start)


def runs(paragraph: Paragraph, start: int) -> Iterator[tuple[int, Run]]:
    """The runs of a paragraph, those inside links included, with their offsets."""
    at = start
    for element in paragraph._p.iter(qn("w:r")):
        yield at, Run(cast(CT_R, element), paragraph)
        for node in element.iter():
            if node.tag == qn("w:t"):
                at += len(node.text or "")
            elif node.tag in (*word.BREAKS, qn("w:noBreakHyphen")):
                at += 1


def held(places: list[tuple[int, Run]], one: Finding, anchors: dict[str, int]) -> list[Run]:
    """The runs of a finding's claim; for a claim in a note, to which Word allows no comment, the run that bears the note's mark."""
    if one.manuscript.note:
        anchor = anchors.get(one.manuscript.note, -1)
        return [run for at, run in places if at <= anchor or anchor < 0][-1:]
    return [run for (at, run), (after, _) in zip(places, [*places[1:], (1 << 60, None)], strict=True)
            if at < one.manuscript.end and one.manuscript.start < after]


def comment(document: Document, runs: list[Run], one: Finding) -> None:
    """Puts a finding's sentences, and the record's words, at some runs."""
    if not runs:
        return
    said = [f"{fault.kind}: {fault.sentence}" for fault in one.faults] or [f"cannot tell: {doubt}" for doubt in one.doubts]
    if one.source:
        who = " + ".join(one.source.speaker) or "speaker not stated"
        where = ", ".join(dict.fromkeys(filter(None, (one.source.title, one.source.date, one.source.label or one.source.document))))
        said.append(f"{where}; {who}: “{one.source.text}”")
    said += [f"note: {remark}" for remark in one.remarks]
    if one.manuscript.note:
        said.insert(0, f"In {noted(one.manuscript.note)}: “{one.manuscript.text}”")
    document.add_comment([runs[0], runs[-1]], text="\n".join(said), author=AUTHOR, initials="m")
