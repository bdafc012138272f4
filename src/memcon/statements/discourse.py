"""The talk seen as a whole: for every segment and every person what shows whether that person speaks, listens or is relayed.

The chooser in ``speakers`` goes through the talk forwards and remembers only the last turns. Here each person is followed
through all segments at once, in both directions, by one small recurrent network that is the same for all of them: it does
not know names, so who they are and how many makes no difference (Zaheer et al., 2017, on functions of sets). What it finds
is one more fact for the choosers to weigh. It is learned from the annotated corpus by ``bench/follow``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from memcon.errors import ModelError
from memcon.evidence import HEADS, network
from memcon.model import MODES
from memcon.statements import forces, modes, speakers
from memcon.statements.frames import NOUN_CUES, PRONOUNS
from memcon.statements.listeners import MESSAGE
from memcon.statements.outlook import PARTS, Outlook, outlook
from memcon.statements.speakers import Scene, View, within

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]


class Put(Protocol):
    """Notes a fact of a person by its column, where the person is followed; the highest value stays."""

    def __call__(self, who: str, fact: int, value: float = 1.0) -> None: ...


MOST = 32
FLOOR = 1e-3
KINDS = ("named", "he", "they", "i", "we", "it", "none", "noun", "no frame")
HEARERS = ("him", "me", "them", "")
OPENINGS = (speakers.REPLY, speakers.PASSIVE, speakers.EXCISED, speakers.TELEGRAPHIC)
INSIDE = (speakers.BOTH, MESSAGE, modes.SEEMING, modes.READER, modes.ARRIVAL, *forces.SIGNS.values())
BEHIND = {"by": 0, "to": 1, "with": 1, "from": 2, "of": 2}
WORD = re.compile(r"\w+")


class Table(msgspec.Struct, frozen=True):
    """What the network reads: the people followed, facts of each segment, facts of each person at each segment."""

    people: tuple[str, ...]
    shared: Floats
    each: Floats


def table(scene: Scene, views: list[View], labels: dict[int, str], comments: frozenset[int]) -> Table:
    """The facts of every segment and person."""
    people = followed(scene, views)
    column = {who: i for i, who in enumerate(people)}
    still = np.array([standing(scene, who) for who in people], dtype=np.float32)
    shared = np.array([of_segment(scene, view, labels, comments) for view in views], dtype=np.float32)
    each = np.zeros((len(views), len(people), MOVING), dtype=np.float32)
    for number, view in enumerate(views):
        of_people(scene, view, labels, column, each[number])
    spread = np.broadcast_to(still, (len(views), *still.shape))
    return Table(people, shared, np.concatenate([each, spread], axis=2))


def followed(scene: Scene, views: list[View]) -> tuple[str, ...]:
    """The writer and those named most in the body, participants first among equals."""
    start = views[0].segment.start
    counted = Counter(m.person for m in scene.mentions if m.person in scene.people and m.start >= start)
    for who in scene.partners:
        counted[who] += 1
    counted.pop(scene.author, None)
    ordered = sorted(counted, key=lambda who: (-counted[who], not scene.people[who].participant))
    return (scene.author, *ordered[: MOST - 1])


def one_hot(value: str, among: tuple[str, ...]) -> list[float]:
    return [float(value == one) for one in among]


def of_segment(scene: Scene, view: View, labels: dict[int, str], comments: frozenset[int]) -> list[float]:
    """What a segment shows whoever speaks."""
    segment, text = view.segment, scene.parsed.text
    main = speakers.governing(view)
    seen: list[float] = []
    for head, classes in HEADS.items():
        shares = scene.evidence.mean(head, segment.start, segment.end) if scene.evidence else [1 / len(classes)] * len(classes)
        seen.extend(math.log(max(share, FLOOR)) / 3 for share in shares)
    opening = text[segment.start : segment.end][:60]
    hearer = scene.parsed.tokens[main.hearer].text.lower() if main and main.hearer >= 0 and main.hearer not in scene.covering else ""
    addressed = {"he": "him", "i": "me", "we": "me", "they": "them"}.get(PRONOUNS.get(hearer, ""), "")
    return [
        *seen,
        *one_hot(view.mode, MODES),
        *one_hot(main.kind if main else "no frame", KINDS),
        *one_hot(addressed, HEARERS),
        *one_hot(main.force if main else "", HEADS["force"]),
        *(float(bool(pattern.match(opening))) for pattern in OPENINGS),
        *(float(bool(pattern.search(text, segment.start, segment.end))) for pattern in INSIDE),
        float(bool(main and main.depth <= 1)),
        float(bool(main and main.passive)),
        float(bool(main and main.negated)),
        float(bool(view.frames)),
        len(view.frames) / 3,
        float(segment.quoted),
        float(view.first_in_sentence),
        float(view.first_in_paragraph),
        float(view.paragraph in comments),
        float(view.paragraph in labels),
        float(scene.first_person),
        float(scene.transcript),
        math.log1p(len(WORD.findall(text, segment.start, segment.end))) / 3,
    ]


# Facts of a person at a segment, by column: subject, subject deep, joined by and, agreeing, subject of a further verb, told,
# told by a further verb, "I", label, mentioned, opens the sentence, root subject, subject, possessor, possessor of a saying,
# behind by, to, from, object, three parts inside, three parts in the rest of the sentence, named last before, in the sentence
# before, in the sentence behind, how often mentioned.
MOVING = 29


def of_people(scene: Scene, view: View, labels: dict[int, str], column: dict[str, int], out: Floats) -> None:
    """What a segment shows of each person: fills one row of the table."""
    main = speakers.governing(view)

    def put(who: str, fact: int, value: float = 1.0) -> None:
        if who in column:
            out[column[who], fact] = max(out[column[who], fact], value)

    if main:
        named = scene.mentions[main.mention].person if main.mention >= 0 else ""
        put(named, 0 if main.depth <= 1 else 1)
        as_one = speakers.subjects(scene, view, main)
        for who in as_one if len(as_one) > 1 else ():
            put(who, 2)
        for who in speakers.agreeing(scene, view):
            put(who, 3)
        if main.kind == "i":
            put(scene.author, 7)
    for frame in view.frames:
        further = frame is not main
        if frame.mention >= 0 and further:
            put(scene.mentions[frame.mention].person, 4)
        if scene.covering.get(frame.hearer, -1) >= 0:
            put(scene.mentions[scene.covering[frame.hearer]].person, 6 if further else 5)
    put(labels.get(view.paragraph, ""), 8)
    in_grammar(scene, view, put)
    in_reach(scene, view, put)


def in_grammar(scene: Scene, view: View, put: Put) -> None:
    """As what each person is mentioned in the segment."""
    tokens, segment = scene.parsed.tokens, view.segment
    for index in range(segment.first, segment.last):
        at = scene.covering.get(index, -1)
        if at < 0:
            continue
        mention, token = scene.mentions[at], tokens[index]
        head = tokens[token.head]
        low = head.text.lower()
        put(mention.person, 9)
        if view.first_in_sentence and mention.start <= segment.start + 4:
            put(mention.person, 10)
        if token.dep in {"nsubj", "nsubjpass"}:
            put(mention.person, 11 if head.dep == "ROOT" else 12)
        elif token.dep == "poss":
            put(mention.person, 14 if low.rstrip("s") in NOUN_CUES else 13)
        elif token.dep == "pobj" and low in BEHIND:
            put(mention.person, 15 + BEHIND[low])
        elif token.dep in {"dobj", "dative", "iobj"}:
            put(mention.person, 18)


def in_reach(scene: Scene, view: View, put: Put) -> None:
    """Who is mentioned in the sentence and its neighbours, and what the encoder takes each mention for."""
    parsed, segment = scene.parsed, view.segment
    sentence = parsed.sentences[segment.sentence]
    counted: Counter[str] = Counter()
    for mention in within(scene, sentence.start, sentence.end):
        inside = segment.start <= mention.start < segment.end
        counted[mention.person] += inside
        if scene.evidence:
            shares = scene.evidence.mean("part", mention.start, mention.end)
            for k in range(len(PARTS)):
                put(mention.person, (19 if inside else 22) + k, shares[k + 1])
    first = bisect_left(scene.mentions, segment.start, key=lambda m: m.start)
    if first:
        put(scene.mentions[first - 1].person, 25)
    for offset, fact in ((-1, 26), (1, 27)):
        if 0 <= segment.sentence + offset < len(parsed.sentences):
            beside = parsed.sentences[segment.sentence + offset]
            for mention in within(scene, beside.start, beside.end):
                put(mention.person, fact)
    for who, count in counted.items():
        put(who, 28, min(count, 3) / 3)


def standing(scene: Scene, who: str) -> list[float]:
    """What is known of a person through the whole record."""
    person, writer = scene.people[who], scene.people.get(scene.author)
    side = writer.side if writer else None
    counted = sum(m.person == who for m in scene.mentions)
    return [
        float(person.author),
        float(person.author and scene.first_person),
        float(person.participant),
        float(who in scene.partners[:1]),
        float(who in scene.partners[1:2]),
        float(len(scene.partners) == 1),
        float(person.role == person.name.lower() and not person.participant),
        float(bool(person.side and side) and person.side == side),
        float(bool(person.side and side) and person.side != side),
        math.log1p(counted) / 4,
        counted / max(len(scene.mentions), 1),
    ]


@cache
def session() -> InferenceSession:
    """The network; raises ModelError where its weights are missing."""
    path = files("memcon") / "weights" / "discourse.onnx"
    if not path.is_file():
        raise ModelError("the weights of the discourse network are not in this installation; install memcon again.")
    # It is small: one thread does.
    return network(path, 1)


def follow(scene: Scene, views: list[View], labels: dict[int, str], comments: frozenset[int]) -> list[Outlook]:
    """The outlook of every segment, in order; none where there is no segment, or no evidence for the network to read."""
    if not views or scene.evidence is None:
        return []
    read = table(scene, views, labels, comments)
    odds, force, mode = session().run(None, {"shared": read.shared, "each": read.each})
    return [named(read.people, *row) for row in zip(odds.tolist(), force.tolist(), mode.tolist(), strict=True)]


def named(people: tuple[str, ...], odds: list[list[float]], force: list[float], mode: list[float]) -> Outlook:
    """One row of the network's answer, by name."""
    return outlook(
        {part: {who: row[k] for who, row in zip((*people, ""), odds, strict=True)} for k, part in enumerate(PARTS)},
        tuple(force), tuple(mode),
    )
