"""Telegrams of 1966-2010 in the layout of the Cablegate release: portion marks, "E.O. 12958", SIPDIS, VZCZ transmission lines.

Read from a plain text of the telegram, with its transmission head or without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from memcon.formats import encoding, telegrams
from memcon.model import Document, Rendered

CERTAIN = (
    re.compile(r"^[ \t]*VZCZ\w", re.MULTILINE),
    re.compile(r"^[ \t]*SIPDIS\b", re.MULTILINE),
    re.compile(r"^[ \t]*E\.? ?O\.? ?(?:12356|12958|13526)\b", re.MULTILINE),
    re.compile(r"^[ \t]*¶[ \t]?\d", re.MULTILINE),
)
LIKELY = (
    re.compile(r"^[ \t]*(?:TAGS?|TAS|TABS|TGS|AGS|TAGE)[ \t]*:", re.MULTILINE),
    re.compile(r"^[ \t]*(?:SUBJECT|SUBJ|UBJECT|SUBJET|SUJECT|SUBJCT)[ \t]*:", re.MULTILINE),
    re.compile(r"^[ \t]*FM[ \t]+[A-Z]", re.MULTILINE),
    re.compile(r"^[ \t]*(?:[A-Z] ){5,}[A-Z]\b", re.MULTILINE),
    re.compile(r"^[ \t]*(?:[ZOPR] ){1,2}[0-3]\d{5}Z [A-Z]{3} \d{2}", re.MULTILINE),
    re.compile(r"^[ \t]*¶?1\.[ \t]*\((?:C|S|U|SBU|C/NF|S/NF)\)", re.MULTILINE),
    re.compile(r"^[ \t]*CLASSIFIED BY:?[ \t]", re.MULTILINE | re.IGNORECASE),
)


def sniff(data: bytes) -> bool:
    """Whether the bytes are such a telegram: one line that only this layout has, and two of its head."""
    head = encoding.peek(data)
    likely = sum(bool(pattern.search(head)) for pattern in LIKELY)
    return any(pattern.search(head) for pattern in CERTAIN) and likely >= 2


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields the telegram; raises UnreadableError where the encoding cannot be told."""
    decoded = encoding.decode(data, source)
    sha = hashlib.sha256(data).hexdigest()
    yield telegrams.render(Document(id=sha[:16], source=source, sha256=sha, format="cablegate", text=decoded.text), decoded.notes)
