"""Mail (.eml, .mbox): each message a document with sender, addressees and date; readable attachments are documents of their own."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime

from memcon.errors import MemconError, UnreadableError
from memcon.formats import blocks, bounds, encoding
from memcon.formats.blocks import Block
from memcon.model import Document, Ocr, Rendered

INSIDE = "!/"
DEEPEST = 3
"""A message in a message in a message is read; what is deeper is said and left alone."""
MOST_FILES = 500
HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
CERTAIN = {"message-id", "mime-version", "received", "return-path", "delivered-to"}
ENVELOPE = re.compile(rb"^From .{3,200}\r?$", re.MULTILINE)
SHOWN = ("From", "To", "Cc", "Date", "Subject")
STUMBLES = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, AssertionError)
"""What the standard library raises on headers and parts that break the rules."""
QUOTED = re.compile(
    r"(?m)^(?:(?:(?:On [^\n]{0,200}\n)?[^>\n][^\n]{0,200} wrote:[ \t]*\n\s*)?(?:>[^\n]*(?:\n|\Z))+|-{2,} ?Original Message ?-{2,}[^\0]*)"
)
"""Lines of an earlier message with what ascribes them, or all behind the line that says so."""
CONTACT = re.compile(r"(?m)^-- ?\n(?:[^\n>]{0,80}(?:\n|\Z)){1,8}")
"""What mail programs set under a message: the sender's name and post."""
NOT_READ = "An earlier message that is quoted is shown and not read: it is its writer's, not the sender's."
FLOWED = re.compile(r" \n(?!-- \n)(?=[^> \n])")


def sniff(data: bytes) -> bool:
    """Whether the bytes begin with the header of a message that went through the mail; a memorandum's FROM and TO are not enough."""
    head = encoding.peek(data, 8192).lstrip()
    if head.startswith("From ") and "\n" in head:
        head = head.split("\n", 1)[1]
    names = set()
    for line in head.splitlines():
        if match := HEADER.match(line):
            names.add(match[1].lower())
        elif not line.startswith((" ", "\t")):
            break
    return bool(names & CERTAIN) and bool(names & {"from", "to", "subject", "date"}) and len(names) >= 3


def read(data: bytes, source: str, ocr: Ocr = "auto") -> Iterator[Rendered]:
    """Yields each message and behind it each of its attachments that can be read; raises UnreadableError where there is nothing."""
    if source.count(INSIDE) > DEEPEST:
        raise UnreadableError(f"{source}: messages and archives stand too deep in one another; take this one out and read it.")
    messages = list(parted(data))
    for number, raw in enumerate(bounds.stepping(messages), 1):
        name = source if len(messages) == 1 else f"{source}{INSIDE}{number}"
        message = email.message_from_bytes(raw, policy=email.policy.default)
        attached, notes = attachments(message, name, ocr)
        yield rendered(message, raw, name, notes)
        yield from attached


def parted(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox; a single message as it is. A quoted "From " line is given back its own form."""
    if not data.startswith(b"From "):
        yield data
        return
    found = [match.start() for match in ENVELOPE.finditer(data)]
    starts = [at for at in found if at == 0 or data[max(0, at - 4) : at].endswith((b"\n\n", b"\r\n\r\n"))]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield re.sub(rb"^>(>*From )", rb"\1", data[start:end].split(b"\n", 1)[-1], flags=re.MULTILINE)


def rendered(message: EmailMessage, raw: bytes, source: str, notes: tuple[str, ...]) -> Rendered:
    """One message: its header as lines of a head, then its body."""
    sha = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=sha[:16], source=source, sha256=sha, format="mail", kind="mail", title=header(message, "Subject"), date=date_of(message),
        subject=header(message, "Subject"), from_=people(message, "From"), to=people(message, "To", "Cc"),
        number=header(message, "Message-ID"), signer=sender(message), text="",
    )
    head = [Block(f"{name}: {value}", "heading", close=True) for name in SHOWN if (value := header(message, name))]
    found = list(body(message, source))
    quoted = any(block.kind == "boilerplate" and QUOTED.match(block.text) for block in found)
    return blocks.render(document, [*head, *found], (*notes, NOT_READ) if quoted else notes)


def header(message: EmailMessage, name: str) -> str:
    """A header on one line, "" where it is missing or cannot be decoded."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except STUMBLES:
        # The standard library stumbles over some headers that break the rules; the message is read without them.
        return ""


def people(message: EmailMessage, *names: str) -> tuple[str, ...]:
    """Those a header names: by name, else by address."""
    pairs = getaddresses([header(message, name) for name in names])
    return tuple(name or address for name, address in pairs if name or address)


def sender(message: EmailMessage) -> str:
    """Who sent a message by name, "" where only an address is given: an address names nobody."""
    names = [name for name, _ in getaddresses([header(message, "From")]) if name and "@" not in name]
    return names[0] if len(names) == 1 else ""


def date_of(message: EmailMessage) -> str:
    """The day the message was sent, where it was sent."""
    try:
        return parsedate_to_datetime(header(message, "Date")).date().isoformat()
    except STUMBLES:
        return ""


def body(message: EmailMessage, source: str) -> Iterator[Block]:
    """The text of a message: its plain part, else its HTML."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return
    text = content(part)
    if part.get_content_subtype() == "html":
        from memcon.formats import html

        yield from html.found(html.parsed(text, source)) if text.strip() else ()
        return
    if part.get_param("format") == "flowed":
        text = FLOWED.sub(" ", text)
    yield from written(text.strip("\n"))


def written(text: str) -> Iterator[Block]:
    """The text of a message: what its sender wrote, what is quoted of earlier ones, and the sender's post under it. A message that holds
    nothing else is read as it is."""
    apart = [(match.start(), match.end()) for form in (QUOTED, CONTACT) for match in form.finditer(text)]
    at, pieces = 0, []
    for start, end in sorted(apart):
        if start >= at:
            pieces += [Block(text[at:start]), Block(text[start:end], "boilerplate")]
            at = end
    pieces.append(Block(text[at:]))
    own = any(block.kind is None and block.text.strip() for block in pieces)
    yield from pieces if own else [Block(text)]


def content(part: MIMEPart) -> str:
    """The characters of a text part, whatever it says of its encoding."""
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except STUMBLES:
        data = part.get_payload(decode=True)
        return encoding.decode(data, "mail").text.replace("\r\n", "\n") if isinstance(data, bytes) else ""


def attachments(message: EmailMessage, source: str, ocr: Ocr) -> tuple[list[Rendered], tuple[str, ...]]:
    """The attachments as documents, and a sentence for each that cannot be read."""
    from memcon.formats import read_bytes

    found: list[Rendered] = []
    notes: list[str] = []
    for number, part in enumerate(bounds.stepping(message.iter_attachments()), 1):
        name = f"{source}{INSIDE}{part.get_filename() or f'attachment {number}'}"
        if number > MOST_FILES:
            notes.append(f"The message has more than {MOST_FILES} attachments; the rest were not read.")
            break
        try:
            found += list(read_bytes(carried(part), name, ocr=ocr))
        except MemconError as error:
            notes.append(f"Attachment not read: {error}")
    return found, tuple(notes)


def carried(part: MIMEPart) -> bytes:
    """The bytes of an attachment; a message that is attached is one again."""
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and inner and hasattr(inner[0], "as_bytes") else b""
