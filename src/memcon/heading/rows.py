"""The lines of a text as rows: where each stands and, once it is read, what it is."""

from __future__ import annotations

from typing import Literal

import msgspec

from memcon.model import Part

RowKind = Literal[
    "title", "dateline", "caption", "list", "heading", "prose", "turn", "signature", "boilerplate", "insertion",
    "footnote",
]


class Row(msgspec.Struct, frozen=True):
    """One line without its surrounding white space: offsets, kind, and whether an empty line stands before it.

    ``given`` is the part that the format's reader found there, where it found one.
    """

    start: int
    end: int
    text: str
    kind: RowKind
    caption: str = ""
    gap: bool = False
    given: Part | None = None
