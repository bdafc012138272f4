"""The annotated corpus as training material: labels for every character, and who a name means in memcon's own cast."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memcon import corpus, heading, mend, people, record, sentences, statements
from memcon.corpus import Annotated, Piece
from memcon.evidence import HEADS, Evidence
from memcon.model import Document, Mention, Person, Range, Rendered
from memcon.statements.speakers import Scene

SPOKEN = ("verbatim", "reported")
IGNORED = -100
PURE = 0.7
FOLDS = 3


def names(label: str | None) -> list[str]:
    """The names of a label; UNKNOWN is nobody."""
    return [n for n in corpus.names(label) if n != "UNKNOWN"]


def material(frus: Path, folder: Path) -> list[tuple[Annotated, str]]:
    """Every first reading with its text, in a fixed order."""
    return sorted(corpus.texts(frus, corpus.load(folder / "records")), key=lambda pair: (pair[0].volume, pair[0].document))


def aliases(reading: Annotated, text: str) -> dict[str, str]:
    """Every way a label's person is named in the record -> the label."""
    found: dict[str, str] = {}
    for name in reading.cast:
        for alias in [name.name, *(text[a:b] for a, b in name.aliases)]:
            found.setdefault(re.sub(r"^(?:the|The) ", "", alias), name.name)
    return found


def labels(reading: Annotated, text: str) -> dict[str, list[int]]:
    """For each head of the encoder the label of each character, IGNORED where the head has none."""
    found = {head: [IGNORED] * len(text) for head in HEADS}
    known = aliases(reading, text)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?!\w)") if known else None
    writer = {w.casefold() for w in reading.writer} | {"i"}
    last: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    for piece in sorted(reading.pieces, key=lambda p: p.start):
        span = range(piece.start, piece.end)
        put(found["mode"], span, HEADS["mode"].index(piece.mode))
        put(found["begin"], span, 0)
        found["begin"][piece.start] = 1
        if piece.mode == "header":
            continue
        put(found["part"], span, 0)
        found_here = list(pattern.finditer(text, piece.start, piece.end)) if pattern else []
        for match in found_here:
            put(found["part"], range(*match.span()), part_of(piece, known[match.group()]))
        if piece.mode in {*SPOKEN, "assessment"}:
            put(found["force"], span, HEADS["force"].index(piece.force) if piece.force != "none" else 0)
            put(found["cond"], span, int(piece.cond))
        if piece.mode in SPOKEN:
            put(found["relay"], span, int(bool(names(piece.relays))))
            who = frozenset("\0i" if n.casefold() in writer else n.casefold() for n in names(piece.speaker))
            named = any(known[m.group()].casefold() in who for m in found_here)
            turn = "runs on" if who == last else "back" if who == before else "named" if named else "other"
            put(found["turn"], span, HEADS["turn"].index(turn))
            if who != last:
                last, before = who, last
    return found


def put(row: list[int], span: range, value: int) -> None:
    row[span.start : span.stop] = [value] * len(span)


def part_of(piece: Piece, name: str) -> int:
    """Whether a name in a piece is its speaker, a relayed party, its listener or none of them."""
    parts = (("speaker", piece.speaker), ("relays", piece.relays), ("to", piece.to))
    part = next((part for part, label in parts if name in names(label)), "none")
    return HEADS["part"].index(part)


def fold_of(name: str) -> int:
    """The fold of a record, by the hash of its name."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def evidence_of(at: NDArray[np.int64], shares: NDArray[np.float32]) -> Evidence:
    """The encoder's probabilities of one record as the stages see them, from one matrix of all heads."""
    edges = np.cumsum([0, *(len(classes) for classes in HEADS.values())])
    return Evidence(at, {head: shares[:, a:b].astype(np.float32) for head, a, b in zip(HEADS, edges[:-1], edges[1:], strict=True)})


def seen_by(*paths: Path) -> dict[str, Evidence]:
    """The evidence of each record that bench/train wrote for those it held out, of several files the last that has it."""
    found: dict[str, Evidence] = {}
    for path in paths:
        held = np.load(path)
        names_ = {key.rpartition("/")[0] for key in held.files}
        found |= {name: evidence_of(held[f"{name}/at"], held[f"{name}/p"]) for name in sorted(names_)}
    return found


class Case:
    """One annotated record run through the stages up to the people, with the person each label's name means."""

    def __init__(self, reading: Annotated, text: str, evidence: Evidence | None) -> None:
        outline = heading.outline(Rendered(Document(text=text)))
        self.mended = mend.mend(outline)
        self.paragraphs: tuple[Range, ...] = tuple((p.start, p.end) for p in self.mended.paragraphs)
        parsed = sentences.parse(self.mended.text, self.paragraphs)
        self.found = found = people.find(outline, parsed)
        self.scene: Scene = statements.scene_of(parsed, found.people, found.mentions, evidence, self.mended.transcript)
        self.labels = record.labels(self.mended, found.mentions)
        self.comments = frozenset(i for i, p in enumerate(self.mended.paragraphs) if p.kind == "comment")
        self.reading, self.text = reading, text
        self.at = np.full(len(text) + 1, -1)
        for number, piece in enumerate(reading.pieces):
            self.at[piece.start : piece.end] = number
        self.person = tie(reading, text, found.people, found.mentions)

    def piece(self, start: int, end: int) -> tuple[Piece, bool] | None:
        """The annotated piece that most of a stretch lies in, and whether nearly all of what is annotated of it does; None where
        nothing is, or a heading."""
        counted = Counter(int(n) for n in self.at[start:end] if n >= 0)
        if not counted:
            return None
        number, count = counted.most_common(1)[0]
        piece = self.reading.pieces[number]
        return None if piece.mode == "header" else (piece, count > PURE * counted.total())

    def ids(self, label: str | None) -> tuple[str, ...]:
        """The people a label names; a name that memcon's cast lacks is kept apart by a question mark."""
        return tuple(self.person.get(name, f"?{name}") for name in names(label))


def tie(reading: Annotated, text: str, cast: tuple[Person, ...], mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Label -> the person most of whose mentions hold the name or are one of its aliases; the writer is the author."""
    author = next(p.id for p in cast if p.author)
    writer = {w.casefold() for w in reading.writer} | {"author", "i"}
    known = aliases(reading, text)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    labels_ = {n for p in reading.pieces for label in (p.speaker, p.to, p.relays) for n in names(label)}
    for mention in mentions:
        said = re.sub(r"^(?:the|The) ", "", text[mention.start : mention.end])
        for name in labels_:
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said.casefold()):
                counted[name][mention.person] += 2
            elif known.get(said) == name:
                counted[name][mention.person] += 1
    found = {name: counted[name].most_common(1)[0][0] for name in labels_ if counted[name]}
    return found | {name: author for name in labels_ if name.casefold() in writer}
