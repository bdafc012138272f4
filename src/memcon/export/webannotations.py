"""Statements as W3C Web Annotations (JSON-LD): each with its words, its place, and what was read of it as tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from memcon import voices
from memcon.export.table import addresses
from memcon.library import Selected
from memcon.model import Record, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix by which a quotation is found again in a text that has shifted."""


def page(chosen: Iterable[Selected]) -> Iterator[str]:
    """One AnnotationPage, piece by piece, so that it need not fit into memory."""
    yield f'{{"@context":"{CONTEXT}","id":"urn:memcon:annotations","type":"AnnotationPage","items":[\n'
    between = ""
    for one in chosen:
        for annotation in annotated(one.record, one.name):
            yield between + msgspec.json.encode(annotation).decode()
            between = ",\n"
    yield "\n]}\n"


def annotated(record: Record, name: str) -> Iterator[dict[str, Any]]:
    """An annotation a statement; ``name`` is the document's lasting id. Positions count code points of the document's text."""
    called = voices.names(record)
    for statement, (_, mark) in zip(record.statements, addresses(record), strict=True):
        marks = {"mark": mark, "classification": record.document.classification}
        handling = (f"{name}:{value}" for name, value in marks.items() if value)
        yield {
            "id": f"urn:memcon:{name}:{statement.id}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (*tags(statement, called), *handling)],
            "target": {"source": f"urn:memcon:{name}", "selector": selectors(record.document.text, statement)},
        }


def tags(statement: Statement, called: dict[str, str]) -> Iterator[str]:
    """What was read, in the words of the query language: "speaker:Tomas Oreil"."""
    for part, people in (("speaker", statement.speaker), ("to", statement.to), ("relays", statement.relays)):
        yield from (f"{part}:{called.get(person, person)}" for person in people)
    yield f"mode:{statement.mode}"
    yield f"force:{statement.force}"
    if statement.condition:
        yield "condition:yes"
    yield f"confidence:{statement.confidence:.2f}"


def selectors(text: str, statement: Statement) -> list[dict[str, Any]]:
    """Where the words stand: by position, and by their own wording with what surrounds it."""
    return [
        {"type": "TextPositionSelector", "start": statement.start, "end": statement.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[statement.start : statement.end],
            "prefix": text[max(0, statement.start - AROUND) : statement.start],
            "suffix": text[statement.end : statement.end + AROUND],
        },
    ]
