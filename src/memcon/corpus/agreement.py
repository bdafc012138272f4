"""How far two readings of the same records agree, word by word, with intervals by bootstrap over documents.

Words are runs of ``\\w``; words that both readings call header are left out. Two names are the same person where they are
the same words or share an alias of the cast; each name is tied to one name of the other reading, the pair with most words
first. The writer's own voice, the writer's surname and "I" are one person: the mode tells them apart. Counted as in quotation
attribution: the first reading stands as the reference of F1, which is the same the other way round but for relays.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from memcon.corpus import AUTHOR, UNKNOWN, WORD, Annotated, Piece, names
from memcon.model import MODES

HEADER = "header"
TRANSCRIPT = "transcript"
FORCED = frozenset({"verbatim", "reported", "assessment"})
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
SEED = 1945
DRAWS = 2000
MEASURES = (
    "speaker", "mode", "mode macro-F1", "mode kappa", "joint", "force", "force macro-F1", "force kappa", "cond F1", "quotes F1",
    "turns F1", "relays F1", "to", "to, both named",
)

Key = frozenset[str]
Counts = Counter[tuple[str, ...]]


class Measured(msgspec.Struct, frozen=True):
    """One measure with its 95 % interval; not a number where nothing of the kind was read."""

    measure: str
    value: float
    low: float
    high: float


class ClassAgreement(msgspec.Struct, frozen=True):
    """F1 of one label of a field, with its words in the first reading."""

    field: str
    label: str
    words: int
    f1: float


class Disagreement(msgspec.Struct, frozen=True):
    """A stretch read differently: offsets, the field, and the label of each reading."""

    start: int
    end: int
    field: str
    first: str
    second: str


class Pair(msgspec.Struct, frozen=True):
    """Two readings of one text."""

    text: str
    first: Annotated
    second: Annotated


def agree(pairs: Sequence[Pair]) -> tuple[Measured, ...]:
    """Every measure over all pairs, with intervals from resampled documents (fixed seed)."""
    counted = [counts(pair) for pair in pairs]
    whole = figures(counted)
    draw = random.Random(SEED)
    resampled = [figures(draw.choices(counted, k=len(counted))) for _ in range(DRAWS)]
    return tuple(Measured(name, whole[name], *interval([figure[name] for figure in resampled])) for name in MEASURES)


def by_class(pairs: Sequence[Pair]) -> tuple[ClassAgreement, ...]:
    """Each mode and force of the first reading, with its words and F1."""
    total: Counts = Counter()
    for pair in pairs:
        total.update(counts(pair))
    found: list[ClassAgreement] = []
    for field in ("mode", "force"):
        confusion = table(total, field)
        words_of: Counter[str] = Counter()
        for (first, _), value in confusion.items():
            words_of[first] += value
        found += [ClassAgreement(field, label, n, f1(confusion, label)) for label, n in words_of.most_common() if label != HEADER]
    return tuple(found)


def interval(values: list[float]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the draws that hold anything to measure."""
    ordered = sorted(value for value in values if not math.isnan(value)) or [math.nan]
    return ordered[int(0.025 * (len(ordered) - 1))], ordered[round(0.975 * (len(ordered) - 1))]


def words(pairs: Sequence[Pair]) -> int:
    """The number of words compared."""
    return sum(counts(pair)["n",] for pair in pairs)


def counts(pair: Pair) -> Counts:
    """What is counted over one pair: keys are a measure's name, or (confusion, first label, second label)."""
    tie = tied(pair)
    found: Counts = Counter()
    for _, one, two in aligned(pair):
        count_word(found, pair, tie, one, two)
    count_relays(found, pair, tie)
    count_stretches(found, pair, tie)
    return found


def count_word(found: Counts, pair: Pair, tie: dict[str, str], one: Piece | None, two: Piece | None) -> None:
    """One word, with the piece of each reading that holds it."""
    same_speaker = speaker_of(pair.first, one) == renamed(speaker_of(pair.second, two), tie)
    same_mode = mode_of(one) == mode_of(two)
    found["n",] += 1
    found["speaker",] += same_speaker
    found["mode",] += same_mode
    found["joint",] += same_speaker and same_mode
    found["mode", mode_of(one), mode_of(two)] += 1
    found["cond", str(bool(one and one.cond)), str(bool(two and two.cond))] += 1
    if one and one.mode in FORCED:
        found["force", one.force, two.force if two else "none"] += 1
    if one and one.to:
        said, heard = keys(pair.first, one.to), renamed(keys(pair.second, two.to if two else None), tie)
        found["to_n",] += 1
        found["to",] += said == heard
        found["to_both_n",] += bool(heard)
        found["to_both",] += said == heard


def mode_of(piece: Piece | None) -> str:
    """The mode of a piece; what no piece covers is header."""
    return piece.mode if piece else HEADER


def speaker_of(record: Annotated, piece: Piece | None) -> Key:
    """The speaker of a piece as keys; the writer where no piece stands."""
    return keys(record, piece.speaker if piece else AUTHOR)


def aligned(pair: Pair) -> Iterator[tuple[int, Piece | None, Piece | None]]:
    """Each word that the two readings do not both call header: its offset and the two pieces."""
    first, second = by_word(pair.text, pair.first), by_word(pair.text, pair.second)
    for match in WORD.finditer(pair.text):
        one, two = first.get(match.start()), second.get(match.start())
        if not mode_of(one) == mode_of(two) == HEADER:
            yield match.start(), one, two


def by_word(text: str, record: Annotated) -> dict[int, Piece]:
    """The piece that holds each word, by the word's offset."""
    return {match.start(): piece for piece in record.pieces for match in WORD.finditer(text, piece.start, piece.end)}


def keys(record: Annotated, label: str | None) -> Key:
    """The people of a label; the writer is one person by whatever name."""
    writer = {name.casefold() for name in record.writer} | {AUTHOR.casefold(), "i"}
    return frozenset(AUTHOR if name.casefold() in writer else name.casefold() for name in names(label) if name != UNKNOWN)


def renamed(key: Key, tie: dict[str, str]) -> Key:
    """A key of the second reading in the first one's names, where the two are tied."""
    return frozenset(tie.get(name, f"second:{name}") if name != AUTHOR else name for name in key)


def tied(pair: Pair) -> dict[str, str]:
    """A name of the second reading -> the name of the first that means the same person."""
    weight: Counter[tuple[str, str]] = Counter()
    first, second = called(pair.text, pair.first), called(pair.text, pair.second)
    for _, one, two in aligned(pair):
        for field, points in (("speaker", 3), ("to", 1), ("relays", 1)):
            for name in keys(pair.first, getattr(one, field, None)) - {AUTHOR}:
                for other in keys(pair.second, getattr(two, field, None)) - {AUTHOR}:
                    if first.get(name, {name}) & second.get(other, {other}):
                        weight[other, name] += points + (name == other)
    tie: dict[str, str] = {}
    for (other, name), _ in sorted(weight.items(), key=lambda item: (-item[1], item[0])):
        if other not in tie and name not in tie.values():
            tie[other] = name
    return tie


def called(text: str, record: Annotated) -> dict[str, set[str]]:
    """Each name of the cast with everything the text calls the person, case and article ignored."""
    return {
        name.name.casefold(): {name.name.casefold(), *(ARTICLE.sub("", text[start:end]).casefold() for start, end in name.aliases)}
        for name in record.cast
    }


def count_relays(found: Counts, pair: Pair, tie: dict[str, str]) -> None:
    """A relayed party is found where pieces of the other reading that relay it hold half of the piece's words."""
    second = by_word(pair.text, pair.second)
    hits: set[tuple[int, str]] = set()
    for piece in pair.first.pieces:
        inside = [match.start() for match in WORD.finditer(pair.text, piece.start, piece.end)]
        for name in keys(pair.first, piece.relays):
            over = [two for at in inside if (two := second.get(at)) and name in renamed(keys(pair.second, two.relays), tie)]
            found["relays", "hit" if 2 * len(over) >= len(inside) else "missed"] += 1
            hits |= {(two.start, name) for two in over}
    for piece in pair.second.pieces:
        for name in renamed(keys(pair.second, piece.relays), tie):
            found["relays", "extra"] += (piece.start, name) not in hits


def count_stretches(found: Counts, pair: Pair, tie: dict[str, str]) -> None:
    """Verbatim stretches with the same words and speaker: turns in a transcript, quotes elsewhere."""
    kind = "turns" if pair.first.kind == TRANSCRIPT else "quotes"
    first = {(*span, speaker) for *span, speaker in stretches(pair.text, pair.first)}
    second = {(*span, renamed(speaker, tie)) for *span, speaker in stretches(pair.text, pair.second)}
    found[kind, "hit"] += len(first & second)
    found[kind, "missed"] += len(first - second)
    found[kind, "extra"] += len(second - first)


def stretches(text: str, record: Annotated) -> list[tuple[int, int, Key]]:
    """First word, last word and speaker of each verbatim stretch; neighbours of one speaker are one stretch."""
    found: list[tuple[int, int, Key]] = []
    last: tuple[int, Key] | None = None
    for at, piece in sorted(by_word(text, record).items()):
        speaker = keys(record, piece.speaker)
        if piece.mode != "verbatim":
            last = None
        elif last and last[1] == speaker:
            found[-1] = (found[-1][0], at, speaker)
            last = at, speaker
        else:
            found.append((at, at, speaker))
            last = at, speaker
    return found


def figures(counted: Iterable[Counts]) -> dict[str, float]:
    """The measures of summed counts."""
    total: Counts = Counter()
    for one in counted:
        total.update(one)
    n = total["n",]
    mode, force, cond = (table(total, name) for name in ("mode", "force", "cond"))
    return {
        "speaker": ratio(total["speaker",], n),
        "mode": ratio(total["mode",], n),
        "mode macro-F1": macro(mode, MODES),
        "mode kappa": kappa(mode),
        "joint": ratio(total["joint",], n),
        "force": ratio(sum(v for (a, b), v in force.items() if a == b), sum(force.values())),
        "force macro-F1": macro(force, sorted({first for first, _ in force})),
        "force kappa": kappa(force),
        "cond F1": f1(cond, "True"),
        "quotes F1": found_f1(total, "quotes"),
        "turns F1": found_f1(total, "turns"),
        "relays F1": found_f1(total, "relays"),
        "to": ratio(total["to",], total["to_n",]),
        "to, both named": ratio(total["to_both",], total["to_both_n",]),
    }


def found_f1(total: Counts, name: str) -> float:
    """F1 of things found, missed and added."""
    hit = total[name, "hit"]
    return ratio(2 * hit, 2 * hit + total[name, "missed"] + total[name, "extra"])


def table(total: Counts, name: str) -> Counter[tuple[str, str]]:
    """The confusion of one field: (first label, second label) -> words."""
    return Counter({(key[1], key[2]): value for key, value in total.items() if key[0] == name and len(key) == 3})


def ratio(part: int, whole: int) -> float:
    """A share; not a number where there is nothing to share."""
    return part / whole if whole else math.nan


def f1(confusion: Counter[tuple[str, str]], label: str) -> float:
    """F1 of one label, from how often each pair of labels was given."""
    both = confusion[label, label]
    either = sum(value * ((first == label) + (second == label)) for (first, second), value in confusion.items())
    return ratio(2 * both, either)


def macro(confusion: Counter[tuple[str, str]], labels: Iterable[str]) -> float:
    """Mean F1 over the labels that the first reading uses."""
    used = [label for label in labels if any(first == label for first, _ in confusion)]
    return sum(f1(confusion, label) for label in used) / len(used) if used else math.nan


def kappa(confusion: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond what the two readings' label frequencies alone would give."""
    n = sum(confusion.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, two), value in confusion.items():
        first[one] += value
        second[two] += value
    chance = sum(first[label] * second[label] for label in first) / n**2 if n else 1.0
    seen = ratio(sum(value for (one, two), value in confusion.items() if one == two), n)
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def disagreements(pair: Pair) -> tuple[Disagreement, ...]:
    """Every stretch on which the readings differ, field by field, neighbouring words joined."""
    tie = tied(pair)
    found: dict[str, list[Disagreement]] = {}
    for start, one, two in aligned(pair):
        match = WORD.match(pair.text, start)
        end = match.end() if match else start
        for field, first, second in differing(pair, tie, one, two):
            runs = found.setdefault(field, [])
            before = runs[-1] if runs else None
            joined = before and (before.first, before.second) == (first, second) and not WORD.search(pair.text, before.end, start)
            if before and joined:
                runs[-1] = msgspec.structs.replace(before, end=end)
            else:
                runs.append(Disagreement(start, end, field, first, second))
    return tuple(sorted((d for runs in found.values() for d in runs), key=lambda d: (d.start, d.field)))


def differing(pair: Pair, tie: dict[str, str], one: Piece | None, two: Piece | None) -> Iterator[tuple[str, str, str]]:
    """The fields in which two pieces differ, with the label of each."""
    for field in ("speaker", "to", "relays"):
        first, second = getattr(one, field, None), getattr(two, field, None)
        if keys(pair.first, first) != renamed(keys(pair.second, second), tie):
            yield field, first or "-", second or "-"
    for field in ("mode", "force", "cond"):
        first, second = str(getattr(one, field, "-")), str(getattr(two, field, "-"))
        if first != second:
            yield field, first, second
