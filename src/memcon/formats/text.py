"""Plain text: the file's own text, unchanged, so that an offset can be checked with any editor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from memcon.errors import UnreadableError
from memcon.formats import binary, encoding
from memcon.layout import insertions
from memcon.model import Document, Rendered


def sniff(data: bytes) -> bool:
    """Whether the bytes can be text at all."""
    return binary.kind_of(data) is None


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields the file as one document; raises UnreadableError where its encoding cannot be told."""
    decoded = encoding.decode(data, source)
    if not decoded.text.strip():
        raise UnreadableError(f"{source}: the file is empty; there is nothing to read.")
    sha = hashlib.sha256(data).hexdigest()
    document = Document(id=sha[:16], source=source, sha256=sha, format="text", text=decoded.text)
    yield Rendered(document, tuple(insertions(decoded.text)), notes=decoded.notes)
