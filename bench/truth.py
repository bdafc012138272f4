"""Annotated records as memcon's own records, so that what is measured on them is not memcon's reading of who speaks.

Speakers, modes, forces, listeners and relayed parties are the annotation's; the caption (date, place, title) is read from the text,
and the spans of conditions and hedges are found by rule inside the pieces that the annotation marks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import material
from memcon import corpus, formats, heading
from memcon.corpus import AUTHOR, UNKNOWN, Annotated, Name, Piece
from memcon.library import Library, naming
from memcon.model import Document, Mention, Person, Record, Rendered, Statement
from memcon.record import compose
from memcon.statements import conditions
from memcon.store import FileFacts

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SPEAKS = frozenset({"verbatim", "reported", "act", "narration", "assessment"})


class Known(msgspec.Struct, frozen=True):
    """A record built from an annotation, with the annotation and what the text was rendered from."""

    record: Record
    rendered: Rendered
    names: dict[str, str]


def dev() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Name, text and annotation of each record of ``gold/dev``."""
    for path in sorted(material.shared("gold", "dev").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        yield name, (path.parent / f"{name}.txt").read_text(encoding="utf-8"), msgspec.json.decode(path.read_bytes())


def known(limit: int | None = None) -> list[Known]:
    """The dev records and the corpus's own as records; at most so many of the corpus."""
    found = [built(name, text, annotation_of(data), data_cast(data, text)) for name, text, data in dev()]
    records = corpus.load(CORPUS / "records")
    chosen = records if limit is None else records[:: max(1, len(records) // max(limit, 1))][:limit]
    return found + of_corpus(chosen)


def held_out(half: int) -> list[Known]:
    """The first or the second (1, 2) half of the corpus's records that no weight of the shipped encoder has seen."""
    names = set((CORPUS / "held.txt").read_text(encoding="utf-8").split()[half - 1 :: 2])
    return of_corpus([one for one in corpus.load(CORPUS / "records") if one.name in names])


def of_corpus(chosen: Sequence[Annotated]) -> list[Known]:
    """Records of the corpus as memcon's own records."""
    return [built(one.name, text, one, one.cast) for one, text in corpus.texts(material.shared("frus"), chosen)]


def read(records: Sequence[Known], folder: Path) -> list[Known]:
    """The same texts as memcon itself reads them; those read before are taken from the folder, new ones are kept in it."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for one in records:
        path = folder / f"{one.record.document.id}.json"
        if not path.is_file():
            path.write_bytes(msgspec.json.encode(compose(one.rendered)))
        found.append(msgspec.structs.replace(one, record=msgspec.json.decode(path.read_bytes(), type=Record)))
    return found


def annotation_of(data: dict[str, object]) -> Annotated:
    """An annotation of ``gold/dev`` in the corpus's form."""
    name = str(data["doc"])
    volume, _, document = name.rpartition("-")
    pieces = msgspec.convert(data["pieces"], tuple[Piece, ...])
    return Annotated(
        volume=volume, document=document, kind="", sha256="", characters=0, writer=tuple(data["writer"]), pieces=pieces,  # type: ignore[arg-type]
    )


def data_cast(data: dict[str, object], text: str) -> tuple[Name, ...]:
    """The labels of an annotation that gives no cast, each with the places where the text has it."""
    labels = {
        name for piece in data["pieces"] for key in ("speaker", "to", "relays") for name in corpus.names(piece[key])  # type: ignore[attr-defined]
    }
    found = []
    for label in sorted(labels - {AUTHOR, UNKNOWN, "I"}):
        at = text.find(label)
        found.append(Name(label, ((at, at + len(label)),) if at >= 0 else ()))
    return tuple(found)


def built(name: str, text: str, annotated: Annotated, cast: tuple[Name, ...]) -> Known:
    """The record of an annotated text."""
    rendered = next(iter(formats.read_bytes(text.encode(), f"{name}.txt", "text")))
    outline = heading.outline(rendered)
    document = msgspec.structs.replace(outline.document, id=name)
    writers = set(annotated.writer) | {AUTHOR, "I"}
    ids = dict.fromkeys(writers, "p1")
    author = next(iter(annotated.writer), "")
    people = [Person(id="p1", name=author, author=True, participant="I" in {p.speaker for p in annotated.pieces} or bool(author))]
    mentions = []
    for number, one in enumerate(cast, 2):
        id_ = ids.setdefault(one.name, f"p{number}")
        aliases = tuple(dict.fromkeys(" ".join(text[a:b].split()) for a, b in one.aliases if b - a > 1))
        mentions += [Mention(a, b, id_) for a, b in one.aliases]
        if id_ == "p1":
            people[0] = msgspec.structs.replace(people[0], aliases=(*people[0].aliases, *aliases))
        else:
            people.append(Person(id=id_, name=one.name, aliases=aliases, participant=True))
    told = tuple(statement(number, piece, text, ids) for number, piece in enumerate((p for p in annotated.pieces if p.mode in SPEAKS), 1))
    placed = tuple(sorted(mentions, key=lambda m: m.start))
    record = Record(document=document, parts=outline.parts, people=tuple(people), mentions=placed, statements=told)
    return Known(record, msgspec.structs.replace(rendered, document=document), {i: label for label, i in ids.items()})


def statement(number: int, piece: Piece, text: str, ids: dict[str, str]) -> Statement:
    """A piece as a statement; people whom the cast lacks are left out."""
    def people(label: str | None) -> tuple[str, ...]:
        return tuple(ids[name] for name in corpus.names(label) if name in ids)

    return Statement(
        id=f"s{number}", start=piece.start, end=piece.end, text=text[piece.start : piece.end], speaker=people(piece.speaker),
        to=people(piece.to), relays=people(piece.relays), mode=piece.mode, force=piece.force,  # type: ignore[arg-type]
        condition=conditions.condition(text, piece.start, piece.end) if piece.cond else None,
        hedges=conditions.hedges(text, piece.start, piece.end), confidence=1.0, why="annotated",
    )


def mixed(records: list[Known], count: int, chance: random.Random) -> Iterator[Known]:
    """So many more records, each of forty statements drawn from all of them: as many words, in the language of records."""
    pool = [s for one in records for s in one.record.statements]
    for number in range(count):
        text, told = "", []
        for index, s in enumerate(chance.sample(pool, 40), 1):
            told.append(Statement(id=f"s{index}", start=len(text), end=len(text) + len(s.text), text=s.text, mode=s.mode, confidence=1.0))
            text += s.text + " "
        record = Record(document=Document(id=f"mixed-{number}", text=text), statements=tuple(told))
        yield Known(record, Rendered(record.document), {})


def library(path: Path, records: list[Known]) -> Library:
    """A new library that holds the records as they are."""
    held = Library(path, create=True)
    with held.store.writing():
        for one in records:
            name = one.record.document.id
            state = held.store.open_file(FileFacts(sha256=name, bytes=len(one.record.document.text)), f"{name}.txt")
            held.store.put(state.id, 0, naming.entry(one.record))
            held.store.finish_file(state.id, f"{name}.txt")
    return held
