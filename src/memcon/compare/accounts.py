"""Two records side by side: statements told by both in their order, those that were moved, those that one alone has, contradictions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal

import msgspec

from memcon.compare.kinship import Kinship, kinship, same_person
from memcon.compare.likeness import likeness, rarity, stems
from memcon.model import Person, Record, Statement
from memcon.quotes import who
from memcon.voices import NOT_STATED, names

Kind = Literal["both", "contradicting", "first only", "second only"]

LEAST = 0.3
"""Likeness from which two statements can be accounts of one."""
MOVED = 0.42
"""Likeness that is asked of two statements which stand at different places of the two records."""
SAME_SPEAKER, OTHER_SPEAKER = 0.08, -0.12
"""What it adds to the likeness that the speakers are, or cannot be, one person."""
CONTRARY = 0.45
"""Likeness below which a difference of force or polarity is taken for another matter, not for a contradiction."""
DENIES = re.compile(r"\b(?:not|never|no|cannot|nor|neither|without|nothing|none)\b|n[’']t\b", re.IGNORECASE)
OPPOSED = (
    (frozenset({"agreement", "commitment"}), frozenset({"refusal", "objection"})),
    (frozenset({"commitment", "agreement"}), frozenset({"evasion"})),
)
TOLD = frozenset({"verbatim", "reported", "act", "assessment", "narration"})
FEWEST = 2
"""Telling words below which a statement is not paired."""
WHOLE = 0.6
"""Share of the longer statement's telling words that the shorter must have for a denial in one of them to be a contradiction."""


class Agreement(msgspec.Struct, frozen=True):
    """How far two statements agree: likeness of the words (0 to 1), speaker (None: one record does not say), mode, force, condition."""

    words: float
    speaker: bool | None
    mode: bool
    force: bool
    condition: bool


class Row(msgspec.Struct, frozen=True):
    """One line of the comparison: statements of the first and of the second record (ids), how far they agree, whether they were moved."""

    kind: Kind
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    agreement: Agreement | None = None
    moved: bool = False
    why: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """Two records compared: their names, whether they can be of one conversation, and the rows in the order of the first record."""

    first: str
    second: str
    kinship: Kinship
    rows: tuple[Row, ...]

    def of(self, kind: Kind) -> tuple[Row, ...]:
        """The rows of a kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def compare(first: Record, second: Record) -> Comparison:
    """Compares two records, statement by statement."""
    ours = [s for s in first.statements if s.mode in TOLD]
    theirs = [s for s in second.statements if s.mode in TOLD]
    table = likenesses(first, ours, second, theirs)
    pairs = monotone(table)
    moved = beyond(table, pairs)
    both = pairs | moved
    rows = []
    for i, j in sorted(both):
        told = " ".join(ours[a].text for a, b in sorted(both) if b == j), " ".join(theirs[b].text for a, b in sorted(both) if a == i)
        rows.append(row(first, ours[i], second, theirs[j], table[i][j], (i, j) in moved, told))
    left = {i for i, _ in pairs | moved}
    right = {j for _, j in pairs | moved}
    singles = [(i, Row("first only", (ours[i].id,))) for i in range(len(ours)) if i not in left]
    placed = [(i, one) for (i, _), one in zip(sorted(pairs | moved), rows, strict=True)]
    lone = [(anchor(j, pairs), Row("second only", (), (theirs[j].id,))) for j in range(len(theirs)) if j not in right]
    ordered = sorted([*((i, 0, one) for i, one in placed), *((i, 0, one) for i, one in singles), *((i, 1, one) for i, one in lone)],
                     key=lambda item: item[:2])
    return Comparison(named(first), named(second), kinship(first, second), tuple(one for _, _, one in ordered))


def named(record: Record) -> str:
    """What a record is called in a comparison: its own label; the name of its file where the label is made of the file's digest."""
    document = record.document
    if document.sha256.startswith(document.id):
        return PurePath(document.source).name or document.title or document.id
    return document.id or document.title or document.source


def anchor(j: int, pairs: set[tuple[int, int]]) -> int:
    """Behind which statement of the first record a statement of the second stands: that of its nearest paired neighbour before."""
    return max(((b, a) for a, b in pairs if b < j), default=(-1, -1))[1]


def likenesses(first: Record, ours: Sequence[Statement], second: Record, theirs: Sequence[Statement]) -> list[list[float]]:
    """The likeness of each statement of the first record to each of the second."""
    left, right = [stems(s.text) for s in ours], [stems(s.text) for s in theirs]
    weights = rarity([*left, *right])
    people = known_as_one(first, second)
    table = []
    for i, one in enumerate(ours):
        line = []
        for j, other in enumerate(theirs):
            value = likeness(left[i], right[j], weights) if min(len(left[i]), len(right[j])) >= FEWEST else 0.0
            if value:
                same = speakers(one, other, people)
                value += 0 if same is None else SAME_SPEAKER if same else OTHER_SPEAKER
            line.append(max(0.0, min(1.0, value)))
        table.append(line)
    return table


def known_as_one(first: Record, second: Record) -> dict[tuple[str, str], bool | None]:
    """For each two people of two records whether they can be one; None for a writer whom no record names: it may be anybody."""
    return {
        (a.id, b.id): None if nameless(a) or nameless(b) else same_person(a, b) for a in first.people for b in second.people
    }


def nameless(person: Person) -> bool:
    """Whether a person is a writer whose name the record does not give."""
    return person.author and not who.called(person).names


def speakers(one: Statement, other: Statement, people: dict[tuple[str, str], bool | None]) -> bool | None:
    """Whether two statements have one speaker; None where one record does not say."""
    found = [people.get((a, b)) for a in one.speaker for b in other.speaker]
    if True in found:
        return True
    return False if found and None not in found else None


def monotone(table: Sequence[Sequence[float]]) -> set[tuple[int, int]]:
    """The pairs of the best alignment that keeps the order of both records; one statement may stand for several neighbours.

    Dynamic programming (Needleman and Wunsch, 1970) with no cost for what has no counterpart.
    """
    rows, columns = len(table), len(table[0]) if table else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            gain = table[i][j] - LEAST
            paired = gain + max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1]) if gain > 0 else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: set[tuple[int, int]] = set()
    i = j = 0
    while i < rows and j < columns:
        gain = table[i][j] - LEAST
        steps = [(best[i + 1][j + 1], i + 1, j + 1), (best[i + 1][j], i + 1, j), (best[i][j + 1], i, j + 1)]
        value, a, b = max(steps, key=lambda step: step[0])
        if gain > 0 and best[i][j] == gain + value:
            pairs.add((i, j))
            i, j = a, b
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def beyond(table: Sequence[Sequence[float]], pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs out of order: each other's best, alike enough, and neither has a counterpart in order."""
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    found = set()
    for i, line in enumerate(table):
        if i in left or not line:
            continue
        j = max(range(len(line)), key=line.__getitem__)
        if line[j] >= MOVED and j not in right and line[j] == max(other[j] for other in table):
            found.add((i, j))
            right.add(j)
    return found


def row(
    first: Record, one: Statement, second: Record, other: Statement, value: float, moved: bool, told: tuple[str, str] = ("", "")
) -> Row:
    """One pair as a row, with what the two agree on and why they contradict each other where they do.

    ``told`` are the words of all statements that each side lays on the other's one: what one record tells in two sentences, the other may
    tell in one.
    """
    same = speakers(one, other, known_as_one(first, second))
    agreement = Agreement(
        round(value, 3), same, one.mode == other.mode, one.force == other.force, (one.condition is None) == (other.condition is None)
    )
    against = contradiction(one, other, value, told) if same else ""
    why = against
    if same is False and value >= CONTRARY:
        ours = " + ".join(names(first).get(i, i) for i in one.speaker) or NOT_STATED
        theirs = " + ".join(names(second).get(i, i) for i in other.speaker) or NOT_STATED
        why = f"The first gives it to {ours}, the second to {theirs}."
    return Row("contradicting" if against else "both", (one.id,), (other.id,), agreement, moved, why)


def contradiction(one: Statement, other: Statement, value: float, told: tuple[str, str] = ("", "")) -> str:
    """Why two statements of one speaker on one matter contradict each other; "" where they do not."""
    if value < CONTRARY:
        return ""
    here, there = denies(told[0] or one.text), denies(told[1] or other.text)
    if here and there and denies(one.text) and denies(other.text):
        return ""
    for yes, no in OPPOSED:
        if (one.force in yes and other.force in no) or (one.force in no and other.force in yes):
            return f"The first has {article(one.force)}, the second {article(other.force)}."
    sizes = sorted((len(stems(one.text)), len(stems(other.text))))
    if sizes[0] < WHOLE * sizes[1]:
        return ""
    if here != there and denies(one.text) != denies(other.text) and {one.mode, other.mode} <= {"verbatim", "reported"}:
        return "One denies what the other affirms."
    return ""


def denies(text: str) -> bool:
    """Whether some words deny: an odd number of their words does."""
    return len(DENIES.findall(text)) % 2 == 1


def article(word: str) -> str:
    """A noun with its article."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
