"""The one composer: bytes -> document -> sentences -> people -> statements -> record, on one screen."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec

from memcon import events, evidence, exchanges, heading, items, mend, people, positions, sentences, statements
from memcon.errors import SettingError, UnreadableError
from memcon.formats import apart
from memcon.mend import Mended
from memcon.model import Mention, Ocr, Outline, Participant, Person, Range, Record, Rendered, Statement
from memcon.turn_labels import goes_on

LEAST_ENGLISH = 0.5
AT_MOST = 400_000


def compose(
    rendered: Rendered, cast: tuple[Participant, ...] = (), model: str | None = None, at_most: int | None = None
) -> Record:
    """The record of one rendered document. ``cast`` is the reader's own knowledge and wins over what the text suggests;
    ``at_most`` is how many characters of it are read (see :func:`bound`).

    A record that the source itself carries is returned as it is, unless a cast or a model is given.
    """
    if rendered.record is not None and not cast and model is None:
        return rendered.record
    outline = heading.outline(shortened(rendered, bound(at_most)))
    mended = mend.mend(outline)
    paragraphs: tuple[Range, ...] = tuple((p.start, p.end) for p in mended.paragraphs)
    hidden = tuple((p.start, p.end) for p in outline.parts if p.kind in {"footnote", "boilerplate"})
    with ThreadPoolExecutor(1) as beside:
        # The encoder needs only the text, so it runs on another core while the parser runs on this one.
        gathered = beside.submit(evidence.gather, mended.text, evidence.stretches(mended.text, hidden) if paragraphs else ())
        parsed = sentences.parse(mended.text, paragraphs, model)
        found = people.find(outline, parsed, cast)
        seen = gathered.result()
    scene = statements.scene_of(parsed, found.people, found.mentions, seen, mended.transcript)
    comments = frozenset(index for index, p in enumerate(mended.paragraphs) if p.kind == "comment")
    told = statements.tell(scene, paragraphs, labels(mended, found.mentions), comments, mended.repairs, outline.document.text)
    mentions = people.with_pronouns(found, parsed, told)
    kept = present(found.people, told)
    ids = {p.id for p in kept}
    answers = exchanges.pair(told)
    return Record(
        document=msgspec.structs.replace(outline.document, text=rendered.document.text),
        parts=outline.parts,
        people=kept,
        mentions=tuple(m for m in mentions if m.person in ids),
        statements=told,
        exchanges=answers,
        items=items.gather(told, answers, mentions),
        positions=positions.hold(told, kept, parsed),
        events=events.date(told, outline.document, parsed),
        notes=(*outline.notes, *found.notes, *remarks(outline, told)),
        pages=rendered.pages,
    )


def bound(at_most: int | None = None) -> int:
    """How many characters of a document are read: as asked for, else by MEMCON_AT_MOST, else AT_MOST; 0 is no bound.

    Every stage takes time in proportion to the text, so a bound on characters is one on time, and the same input gives the same
    output, which no clock would. Raises SettingError where the setting is no number.
    """
    if at_most is not None:
        return at_most
    setting = os.environ.get("MEMCON_AT_MOST", "")
    if setting and not setting.isdecimal():
        raise SettingError(f"MEMCON_AT_MOST is '{setting}'; give a number of characters, or 0 for no bound.")
    return int(setting) if setting else AT_MOST


def shortened(rendered: Rendered, most: int) -> Rendered:
    """The document up to the bound, cut behind a line or else a word, with a note that says how much of it is read."""
    text = rendered.document.text
    if not most or len(text) <= most:
        return rendered
    cut = max(text.rfind("\n", most // 2, most), 0) or max(text.rfind(" ", most // 2, most), 0) or most
    note = (
        f"The document has {len(text):,} characters, of which the first {cut:,} were read; --at-most N or MEMCON_AT_MOST reads more"
        " (0 reads all)."
    )
    return msgspec.structs.replace(
        rendered,
        document=msgspec.structs.replace(rendered.document, text=text[:cut]),
        parts=tuple(msgspec.structs.replace(p, end=min(p.end, cut)) for p in rendered.parts if p.start < cut),
        identities=tuple(i for i in rendered.identities if i.end <= cut),
        pages=tuple(msgspec.structs.replace(p, places=tuple(w for w in p.places if w.end <= cut)) for p in rendered.pages),
        notes=(*rendered.notes, note),
    )


def labels(mended: Mended, mentions: tuple[Mention, ...]) -> dict[int, str]:
    """The speaker of every labelled paragraph, by the mention that stands in its label, and of those behind it that go on with
    the turn."""
    starts = [m.start for m in mentions]
    found: dict[int, str] = {}
    speaker: str | None = None
    for index, paragraph in enumerate(mended.paragraphs):
        if paragraph.label:
            start, end = paragraph.label
            first = bisect_left(starts, start)
            speaker = mentions[first].person if first < len(starts) and starts[first] < end else ""
            found[index] = speaker
        elif speaker is not None and paragraph.kind == "paragraph" and goes_on(mended.text[paragraph.start : paragraph.end]):
            found[index] = speaker
    return found


def present(found: tuple[Person, ...], told: tuple[Statement, ...]) -> tuple[Person, ...]:
    """The people a record keeps: who took part, speaks, is spoken to or relayed, and whoever is named; no idle offices."""
    used = {i for s in told for i in (*s.speaker, *s.to, *s.relays)}
    return tuple(p for p in found if p.id in used or p.participant or p.author or named(p))


def named(person: Person) -> bool:
    """Whether a person goes by more than a bare surname or office."""
    return bool(person.name) and any(len(alias.split()) > 1 and person.name.split()[-1] in alias for alias in person.aliases)


def remarks(outline: Outline, told: tuple[Statement, ...]) -> tuple[str, ...]:
    """What a user should know of the reading as a whole."""
    if not told:
        return ("The text holds no statement: nothing in it reads as speech, act or narration.",)
    if not any(s.mode in {"verbatim", "reported"} for s in told):
        return ("The text tells of no conversation: all of it is the writer's own voice.",)
    return ()


def read_all(
    source: str | Path, *, format: str | None = None, cast: tuple[Participant, ...] = (), model: str | None = None,  # noqa: A002
    at_most: int | None = None, ocr: Ocr = "auto",
) -> Iterator[Record]:
    """Reads every document of a file; raises UnreadableError where the file cannot be read as a record. ``ocr`` says which pages
    are recognised from their picture: those without text ("auto"), all ("force"), none ("never")."""
    path = Path(source)
    yield from read_bytes(load(path), str(path), format=format, cast=cast, model=model, at_most=at_most, ocr=ocr)


def read_bytes(
    data: bytes, source: str, *, format: str | None = None, cast: tuple[Participant, ...] = (), model: str | None = None,  # noqa: A002
    at_most: int | None = None, ocr: Ocr = "auto",
) -> Iterator[Record]:
    """Reads every document of the bytes; ``source`` is the name shown for them."""
    for rendered in apart.read_bytes(data, source, format, ocr):
        refuse_foreign(rendered)
        yield compose(rendered, cast, model, at_most)


def read(
    source: str | Path, *, format: str | None = None, cast: tuple[Participant, ...] = (), model: str | None = None,  # noqa: A002
    at_most: int | None = None, ocr: Ocr = "auto",
) -> Record:
    """Reads a file that holds one document; raises UnreadableError where it holds several. ``ocr`` as for ``read_all``."""
    rendered = list(islice(apart.read_bytes(load(Path(source)), str(source), format, ocr), 2))
    if not rendered:
        raise UnreadableError(f"{source}: the file holds no document; there is nothing to read.")
    if len(rendered) > 1:
        raise UnreadableError(f"{source}: the file holds several documents; iterate over memcon.read_all or print them with --jsonl.")
    refuse_foreign(rendered[0])
    return compose(rendered[0], cast, model, at_most)


def load(path: Path) -> bytes:
    """The bytes of a file; raises UnreadableError where there is none or it is a folder."""
    if path.is_dir():
        raise UnreadableError(f"{path}: this is a folder; name the files in it, as in {path}/*.txt.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file; check the name.") from error
    except OSError as error:
        raise UnreadableError(f"{path}: the file cannot be opened ({error.strerror}); check its permissions.") from error


def refuse_foreign(rendered: Rendered) -> None:
    """Raises UnreadableError where the text is long enough to judge and hardly a word of it is English; a document of a
    TEI volume is read all the same, so that one list of names does not stop a volume."""
    if rendered.document.format == "tei":
        return
    share = sentences.english(rendered.document.text)
    if share is not None and share < LEAST_ENGLISH:
        raise UnreadableError(
            f"{rendered.document.source}: the text does not read as English ({share:.0%} of its commonest words are);"
            " memcon reads English only."
        )


def at_least(record: Record, confidence: float) -> Record:
    """The record without the statements below a confidence, and without what rests on them."""
    kept = tuple(s for s in record.statements if s.confidence >= confidence)
    ids = {s.id for s in kept}
    return msgspec.structs.replace(
        record,
        statements=kept,
        exchanges=tuple(e for e in record.exchanges if e.first in ids and (e.reply is None or e.reply in ids)),
        items=tuple(i for i in record.items if set(i.statements) <= ids),
        positions=tuple(p for p in record.positions if ids.issuperset((*p.statements, *p.basis))),
        events=tuple(e for e in record.events if e.statement in ids),
    )


def explain(
    source: str | Path, offset: int, *, format: str | None = None, cast: tuple[Participant, ...] = (), model: str | None = None,  # noqa: A002
    at_most: int | None = None,
) -> tuple[str, ...]:
    """Why the stretch at an offset (characters of the document's text) is read as it is, a line each; empty where the
    offset lies outside the text."""
    record = read(source, format=format, cast=cast, model=model, at_most=at_most)
    text = record.document.text
    if not 0 <= offset < len(text):
        return ()
    statement = next((s for s in record.statements if s.start <= offset < s.end), None)
    if statement is None:
        part = next((p for p in record.parts if p.start <= offset < p.end), None)
        return (f"{offset}: no statement stands here; it is {part.kind if part else 'between the parts'} of the document.",)
    return tuple(reasons(record, statement))


def reasons(record: Record, statement: Statement) -> Iterator[str]:
    """The lines that explain one statement: what it is, its cue and source, and how each person was found."""
    text = record.document.text
    yield f"{statement.id} [{statement.start}:{statement.end}] “{' '.join(statement.text.split())}”"
    yield f"  mode {statement.mode}, force {statement.force}, confidence {statement.confidence:.2f}"
    yield f"  why: {statement.why}"
    for label, span in (("cue", statement.cue), ("source", statement.source)):
        if span:
            yield f"  {label}: “{text[span[0] : span[1]]}” at {span[0]}"
    people = {p.id: p for p in record.people}
    for label, ids in (("speaker", statement.speaker), ("to", statement.to), ("relays", statement.relays)):
        for id_ in ids:
            yield f"  {label}: {chain(record, people[id_], statement.start)}"
        if not ids and label == "speaker":
            yield "  speaker: not stated"


def chain(record: Record, person: Person, at: int) -> str:
    """How a person is known: name, role, the last mention before the statement, and the names that lead to it."""
    text = record.document.text
    before = [m for m in record.mentions if m.person == person.id and m.start <= at]
    last = f"; last mentioned as “{text[before[-1].start : before[-1].end]}” at {before[-1].start}" if before else ""
    known = ", ".join(f"“{a}”" for a in person.aliases)
    who = person.name or ("the writer, not named" if person.author else person.role or "not named")
    role = f" ({person.role})" if person.role and person.role != who else ""
    return f"{who}{role}{', the writer' if person.author and person.name else ''}, known as {known or 'nothing else'}{last}"


def to_json(record: Record) -> str:
    """The record as JSON text in the record format."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1).decode()


def from_json(data: bytes | str) -> Record:
    """The record that JSON text holds; raises msgspec.ValidationError where it breaks the format."""
    return msgspec.json.decode(data, type=Record)


def schema() -> dict[str, object]:
    """The JSON Schema of a record."""
    return msgspec.json.schema(Record)


def fingerprint(data: bytes) -> str:
    """The sha256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
