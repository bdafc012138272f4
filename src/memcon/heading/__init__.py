"""Rendered -> Outline: a document's caption read into its fields, and every line given its place as a part.

Reads the layouts of FRUS, of plain memoranda and telegrams, of AAD and Cablegate text. What the caption does not
say stays empty. Where a format's own reader gives parts and fields, they stand; what it leaves open is read here.
"""

from __future__ import annotations

import re

import msgspec

from memcon.heading import captions, lines, participants, parts, signature, titles
from memcon.heading.rows import Row
from memcon.model import Document, Outline, Part, Rendered

LETTER = re.compile(r"(?:my )?dear\b|sir:|excellency:", re.IGNORECASE)


def outline(rendered: Rendered) -> Outline:
    """Reads the caption lines, the participants, the body's parts and the signature of one document."""
    rows = lines.classify(rendered.document.text, rendered.parts)
    found = captions.read(rows)
    rows = signature.mark(list(rows), titles.posts(rendered.document.title or found.title)[0] or found.from_)
    cut = parts.cut(rendered.document.text, rows, rendered.parts)
    document = fill(rendered.document, found, rows)
    people = participants.with_title(participants.read(found.participants), titles.talkers(document.title), document.text)
    return Outline(document, cut, people, rendered.identities, rendered.notes)


def fill(document: Document, found: captions.Captions, rows: tuple[Row, ...]) -> Document:
    """The document with what its caption says; what the format reader already knew stays."""
    title = document.title or found.title
    senders, receivers = titles.posts(title)
    return msgspec.structs.replace(
        document,
        title=title,
        kind=document.kind or kind_of(title, rows),
        date=document.date or found.date,
        place=document.place or found.place,
        subject=document.subject or found.subject,
        classification=document.classification or found.classification,
        from_=document.from_ or senders or found.from_,
        to=document.to or receivers or found.to,
        number=document.number or titles.number_of(title),
        signer=document.signer or signature.signer(rows),
        tags=document.tags or found.tags,
        references=document.references or found.references,
    )


def kind_of(title: str, rows: tuple[Row, ...]) -> str:
    """The kind of record from its title, else from its caption, else from how its body opens."""
    if kind := titles.kind_of(title):
        return kind
    head = " ".join(row.text for row in rows[:60] if row.kind in {"heading", "title", "caption"})
    if kind := titles.kind_of(head):
        return kind
    turns = sum(row.kind == "turn" for row in rows)
    if turns > 3 and turns > sum(row.kind == "prose" for row in rows):
        return "transcript"
    first = next((row.text for row in rows if row.kind in {"prose", "turn", "heading"}), "")
    return "telegram" if lines.TELEGRAM.match(first) else "letter" if LETTER.match(first) else ""


__all__ = ["Part", "outline"]
