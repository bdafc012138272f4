"""A small reader for the tests of the library: records written as lines, so that no language model is needed.

A file holds documents parted by lines of "====". A document is a head and lines of speech:

    #1147 1963-05-04 telegram | Port Serel | Embassy in Valmora > Foreign Office | The ferry convention
    REF: SEREL 1140
    Oreil -> Marran [verbatim commitment]: If the convention is signed, then the rest is settled.
    Marran -> Oreil [reported] {Council}: He would see.
    plain text that is no statement

``{Council}`` is relayed, ``(of Sund)`` behind the brackets is mentioned; a line that begins with ``?`` asks and the next
one answers. A document whose title holds BROKEN cannot be read; one with CRASH ends the process that reads it.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from memcon.errors import FormatError, UnreadableError
from memcon.model import (
    Condition,
    Document,
    Exchange,
    Identity,
    Mention,
    Part,
    Participant,
    Person,
    Record,
    Rendered,
    Statement,
)

HEAD = re.compile(r"#(?P<number>\S*) (?P<date>\S*) (?P<kind>[^|]*)\| (?P<place>[^|]*)\| (?P<ends>[^|]*)\| (?P<title>.*)")
SPEECH = re.compile(r"(?P<asks>\?)?(?P<speaker>[^\[\]>]*?)(?: -> (?P<to>[^\[\]]*?))? \[(?P<mode>\w+)(?: (?P<force>\w+))?\]"
                    r"(?: \{(?P<relays>[^}]*)\})?(?: \(of (?P<about>[^)]*)\))?: (?P<words>.*)")
IDENTITY = re.compile(r"ID: (?P<name>[^=]+) = (?P<full>.+)")


class SampleReader:
    """Reads the format of this file. ``slow`` seconds are spent on each document, so that a break can fall between two."""

    def __init__(self, slow: float = 0.0) -> None:
        self.slow = slow

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]:  # noqa: A002
        """The documents of the bytes; one line of BREAK breaks the file off."""
        if not data.strip():
            raise UnreadableError(f"{source}: the file is empty; there is nothing to read.")
        sha = hashlib.sha256(data).hexdigest()
        for index, text in enumerate(re.split(r"^====\n", data.decode(), flags=re.MULTILINE)):
            if text.startswith("BREAK"):
                raise FormatError(f"{source}: the file is broken here; mend it.")
            yield rendered(text, source, sha, index)

    def compose(self, given: Rendered, cast: tuple[Participant, ...], model: str | None) -> Record:
        """The record; raises UnreadableError for BROKEN, ends the process for CRASH."""
        time.sleep(self.slow)
        if "CRASH" in given.document.title and os.getpid() != int(os.environ.get("SAMPLE_PARENT", "0")):
            os._exit(9)
        if "BROKEN" in given.document.title:
            raise UnreadableError(f"{given.document.source}: the document is broken; mend it.")
        if "FAULT" in given.document.title:
            raise KeyError("a fault of the reader's own")
        return composed(given)

    def versions(self, model: str | None) -> tuple[str, str]:
        return "0.1", model or "sample 1"


def rendered(text: str, source: str, sha: str, index: int) -> Rendered:
    """One document with its head read."""
    head = HEAD.match(text)
    fields = head.groupdict() if head else {}
    sender, _, receiver = fields.get("ends", "").partition(">")
    references = tuple(line.removeprefix("REF: ") for line in text.splitlines() if line.startswith("REF: "))
    document = Document(
        id=f"{Path(source).stem}-d{index}", source=source, sha256=sha, kind=fields.get("kind", "").strip(), title=fields.get("title", ""),
        date=fields.get("date", ""), place=fields.get("place", "").strip(), number=fields.get("number", ""), references=references,
        from_=tuple(filter(None, (sender.strip(),))), to=tuple(filter(None, (receiver.strip(),))), text=text,
    )
    identities = tuple(
        Identity(at.start(), at.end(), "#p", match["full"])
        for match in IDENTITY.finditer(text) for at in re.finditer(rf"^{re.escape(match['name'])}\b", text, re.MULTILINE)
    )
    return Rendered(document, (), identities)


class Cast:
    """The people met so far, by name."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}

    def ids(self, names: str | None) -> tuple[str, ...]:
        return tuple(self.one(name.strip()) for name in (names or "").split("+") if name.strip())

    def one(self, name: str) -> str:
        name, _, side = name.partition("@")
        if name not in self.people:
            plain = "" if name in {"I", "the Ambassador"} else name
            role = "Ambassador" if name == "the Ambassador" else ""
            self.people[name] = Person(
                id=f"p{len(self.people) + 1}", name=plain, role=role, side=side, author=name == "I", participant=True
            )
        return self.people[name].id


def composed(given: Rendered) -> Record:
    """The lines of speech as statements."""
    text, cast = given.document.text, Cast()
    statements: list[Statement] = []
    mentions: list[Mention] = []
    exchanges: list[Exchange] = []
    asked = ""
    offset = 0
    for line in text.splitlines(keepends=True):
        match = SPEECH.match(line.rstrip("\n"))
        if match:
            start, end = offset + match.start("words"), offset + match.end("words")
            statement = spoken(match, start, end, cast, f"s{len(statements) + 1}")
            mentions += [Mention(start, start + 1, person) for person in cast.ids(match["about"])]
            mentions += [Mention(offset, offset + match.end("speaker"), person) for person in statement.speaker]
            statements.append(statement)
            exchanges += [Exchange("question", asked, statement.id, "answered")] if asked else []
            asked = statement.id if match["asks"] else ""
        offset += len(line)
    return Record(
        document=given.document, parts=(Part(0, text.find("\n"), "heading"), Part(text.find("\n") + 1, len(text), "paragraph", "4", "C")),
        people=tuple(cast.people.values()), mentions=tuple(mentions), statements=tuple(statements), exchanges=tuple(exchanges),
    )


def spoken(match: re.Match[str], start: int, end: int, cast: Cast, name: str) -> Statement:
    """One statement; "If ..., then ..." in its words makes a condition."""
    words = match["words"]
    condition = None
    if words.startswith("If ") and ", then " in words:
        cut = words.index(", then ")
        condition = Condition(if_=(start, start + cut), then=(start + cut + 2, end))
    return Statement(
        id=name,
        start=start,
        end=end,
        text=words,
        speaker=cast.ids(match["speaker"]),
        to=cast.ids(match["to"]),
        relays=cast.ids(match["relays"]),
        mode=match["mode"],
        force=match["force"] or "statement",
        condition=condition,
        confidence=0.9,  # type: ignore[arg-type]
    )


FERRY = """#1147 1963-05-04 telegram | Port Serel | Embassy in Valmora > Foreign Office | The ferry convention and the straits
REF: SEREL 1140
?Ilse Marran -> Tomas Oreil@Valmora [reported question]: I asked whether the ferries would sail before the autumn.
Tomas Oreil@Valmora -> Ilse Marran [verbatim commitment] {Council}: If the convention is signed, then the ferries sail at once.
Tomas Oreil@Valmora -> Ilse Marran [reported refusal] (of Petra Sund): He would not negotiate about the lighthouse tolls with Miss Sund.
I [assessment none] (of Tomas Oreil): The Minister seemed tired of the straits.
"""
LIGHTHOUSE = """#1140 1963-04-12 telegram | Port Serel | Embassy in Valmora > Foreign Office | Lighthouse tolls
Sund -> Marran [reported statement]: The tolls had been raised by the harbour towns alone.
Marran -> Sund [verbatim objection]: "Nobody has negotiated them with Kestria."
 [reported statement]: It was also said that the pilots were idle.
"""
MEETING = """#12 1964-03-09 memorandum of conversation | Orvask | Ministry > | Berths in the harbour
ID: Oreil = Oreil, Tomas
Oreil -> President Aldane [verbatim request]: Let the mail boats pass through the straits.
President Aldane -> Oreil [verbatim agreement]: The mail boats may pass; negotiations follow.
the Ambassador [act]: The Ambassador left the room.
"""


def write(folder: Path) -> list[Path]:
    """The three documents as three files."""
    paths = []
    for name, text in {"ferry": FERRY, "lighthouse": LIGHTHOUSE, "meeting": MEETING}.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def volume(documents: int, mark: str = "v") -> str:
    """A file of many documents, all different."""
    return "====\n".join(
        f"#{n} 1962-0{1 + n % 9}-1{n % 10} telegram | Port Serel | Embassy in Valmora > Foreign Office | Day {n} {mark}\n"
        f"Oreil -> Marran [reported]: The {mark} boat number {n} sailed.\nMarran -> Oreil [verbatim agreement]: So it did, {mark}{n}.\n"
        for n in range(1, documents + 1)
    )
