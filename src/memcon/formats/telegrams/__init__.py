"""A telegram's text -> Rendered, for the layouts that the Department of State's systems printed.

``aad`` (1970s) and ``cablegate`` (1966-2010) stand on this. The text stays as it is; page breaks, stamps and repeated
lines become parts of kind boilerplate, also inside a paragraph that they cut in two.
"""

from __future__ import annotations

import msgspec

from memcon.formats.telegrams import fields, lines, parts
from memcon.model import Document, Rendered


def render(document: Document, notes: tuple[str, ...] = ()) -> Rendered:
    """Reads the fields and parts of one telegram; what ``document`` already says stands."""
    found = lines.lines(document.text)
    read = fields.read(found)
    whole = {name: value for name, value in read.items() if not getattr(document, name)}
    filled = msgspec.structs.replace(document, **whole)
    return Rendered(filled, parts.cut(document.text, found), notes=notes)


__all__ = ["render"]
