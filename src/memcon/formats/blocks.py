"""Blocks of a marked-up document -> Rendered: one text, a blank line between two blocks, with the parts the markup gives.

Used by the formats that come as blocks (``html``, ``docx``, ``mail``). Where the text is a telegram in a layout that memcon knows,
its parts are read as in ``cablegate`` and ``aad``.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from memcon.errors import UnreadableError
from memcon.formats import cablegate, telegrams
from memcon.layout import insertions
from memcon.model import Document, Part, PartKind, Rendered


class Block(msgspec.Struct, frozen=True):
    """A paragraph, heading, row or note. ``kind`` is given where the markup says it; ``close`` blocks follow without a blank line."""

    text: str
    kind: PartKind | None = None
    number: str | None = None
    close: bool = False


def render(document: Document, blocks: Iterable[Block], notes: tuple[str, ...] = ()) -> Rendered:
    """The document with the text of its blocks; raises UnreadableError where they hold none."""
    pieces: list[str] = []
    parts: list[Part] = []
    length = 0
    for block in blocks:
        text = block.text.strip("\n")
        if not text.strip():
            continue
        if pieces:
            pieces.append("\n" if block.close else "\n\n")
            length += len(pieces[-1])
        if block.kind:
            parts.append(Part(length, length + len(text), block.kind, block.number))
        pieces.append(text)
        length += len(text)
    text = "".join(pieces)
    if not text:
        raise UnreadableError(f"{document.source}: the file holds no text; there is nothing to read.")
    return told(Rendered(msgspec.structs.replace(document, text=text), tuple(parts), notes=notes))


def told(rendered: Rendered) -> Rendered:
    """The parts that the text itself gives beside those of the markup; all of a telegram's where it is one."""
    text = rendered.document.text
    found = (*rendered.parts, *insertions(text))
    if cablegate.sniff(text.encode("utf-8", "replace")):
        telegram = telegrams.render(rendered.document, rendered.notes)
        own = [part for part in rendered.parts if part.kind in {"boilerplate", "footnote"}]
        rest = [part for part in telegram.parts if not any(part.start < one.end and one.start < part.end for one in own)]
        rendered, found = msgspec.structs.replace(telegram, identities=rendered.identities, pages=rendered.pages), (*own, *rest)
    return msgspec.structs.replace(rendered, parts=tuple(sorted(found, key=lambda part: (part.start, -part.end))))
