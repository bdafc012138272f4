"""Telegrams of 1973-79 as the National Archives' Access to Archival Databases print them: "Message Text", "Message Attributes".

Also the bare telegram of those years, without the two blocks. The 63 attributes stand as "Key: value" below the text; those
that say what the head of the telegram says fill what it leaves open. A withdrawal card, which has no text, is said.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator

import msgspec

from memcon.dates import caption_date
from memcon.formats import encoding, telegrams
from memcon.layout import level, references
from memcon.model import Document, Part, Rendered

TEXT = re.compile(r"^[ \t]*Message Text[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"^[ \t]*Message Attributes[ \t]*$", re.MULTILINE)
PAGE = re.compile(r"^[ \t]*(?:[A-Z ]{3,30} )?PAGE 0\d[ \t]+[A-Z]", re.MULTILINE)
ORDER = re.compile(r"^[ \t]*E\.? ?O\.? ?(?:11652|12065)\b", re.MULTILINE)
ROUTED = re.compile(r"^[ \t]*FM (?:AMEMBASSY|AMCONSUL|SECSTATE|USMISSION|USDEL|USINT|USLO)\b", re.MULTILINE)
LATER = re.compile(r"^[ \t]*(?:SIPDIS\b|VZCZ|E\.? ?O\.? ?(?:12356|12958|13526))|¶", re.MULTILINE)
ATTRIBUTE = re.compile(r"^[ \t]*(?P<key>[A-Z][A-Za-z /]{1,45}):[ \t]*(?P<value>.*)$")
EMPTY = {"", "n/a", "na", "n/a or blank"}


def sniff(data: bytes) -> bool:
    """Whether the bytes are such a telegram: by the markers of the blocks, else by page lines with the lines of the head."""
    head = encoding.peek(data)
    if TEXT.search(head) and (ATTRIBUTES.search(encoding.peek(data[-65536:])) or PAGE.search(head)):
        return True
    return not LATER.search(head) and bool(PAGE.search(head)) and bool(ORDER.search(head) or ROUTED.search(head))


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields each telegram of the file; raises UnreadableError where the encoding cannot be told."""
    decoded = encoding.decode(data, source)
    sha = hashlib.sha256(data).hexdigest()
    starts = [match.start() for match in TEXT.finditer(decoded.text)] or [0]
    bounds = [0, *starts[1:], len(decoded.text)]
    several = len(starts) > 1
    for number, (start, end) in enumerate(itertools.pairwise(bounds), 1):
        id_ = f"{sha[:16]}-{number}" if several else sha[:16]
        yield telegram(decoded.text[start:end], id_, source, sha, decoded.notes)


def telegram(text: str, id_: str, source: str, sha: str, notes: tuple[str, ...]) -> Rendered:
    """One telegram; the block of attributes is boilerplate whose content fills what the text leaves open."""
    block = ATTRIBUTES.search(text)
    end = block.start() if block else len(text)
    known = attributes(text[block.end() :]) if block else {}
    document = Document(
        id=id_, source=source, sha256=sha, format="aad", number=known.get("Document Number", ""), text=text[:end],
        classification=level(known.get("Original Classification", "")),
    )
    rendered = telegrams.render(document, (*notes, *remarks(known)))
    tail = (Part(block.start(), len(text.rstrip()), "boilerplate"),) if block else ()
    return Rendered(completed(rendered.document, known, text), (*rendered.parts, *tail), notes=rendered.notes)


def attributes(block: str) -> dict[str, str]:
    """The attributes of the lower block; a line without a key goes on with the value before it."""
    found: dict[str, str] = {}
    key = ""
    for line in block.splitlines():
        match = ATTRIBUTE.match(line)
        if match:
            key = match["key"].strip()
            found.setdefault(key, match["value"].strip())
        elif key and line.strip():
            found[key] = f"{found[key]} {line.strip()}".strip()
    return {key: value for key, value in found.items() if value.lower() not in EMPTY}


def completed(document: Document, known: dict[str, str], text: str) -> Document:
    """The whole text again, and from the attributes what the telegram's own head does not say."""
    changes: dict[str, str | tuple[str, ...]] = {"text": text}
    offered: dict[str, str | tuple[str, ...]] = {
        "date": caption_date(known.get("Draft Date", "")),
        "subject": known.get("Subject", ""),
        "title": known.get("Subject", ""),
        "from_": tuple(filter(None, (known.get("From", ""),))),
        "to": tuple(piece.strip() for piece in known.get("To", "").split(",") if piece.strip()),
        "tags": tuple(piece.strip() for piece in re.split(r",(?![^()]*\))", known.get("TAGS", "")) if piece.strip()),
        "references": references(known.get("Reference", "")),
    }
    changes.update({name: value for name, value in offered.items() if value and not getattr(document, name)})
    return msgspec.structs.replace(document, **changes)


def remarks(known: dict[str, str]) -> Iterator[str]:
    """What the attributes say of the state of the text."""
    locator = known.get("Locator", "")
    if locator and "TEXT ON-LINE" not in locator.upper():
        yield f"The archive holds no text of this telegram on line (Locator: {locator}): this is a withdrawal card or an error."
