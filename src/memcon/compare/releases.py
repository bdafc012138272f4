"""Two releases of one record: which lines the newer one opens or closes, and what that changes in who said what."""

from __future__ import annotations

from typing import Literal

import msgspec
from rapidfuzz.distance import Levenshtein

from memcon.compare.accounts import named
from memcon.errors import SettingError
from memcon.model import Range, Record, Statement
from memcon.quotes.words import text_of, words
from memcon.voices import names

ONE_RECORD = 0.4
"""Share of the shorter text's words that both must have to be releases of one record."""
LONGEST = 60_000
"""Words up to which two texts are laid on each other."""


class Opened(msgspec.Struct, frozen=True):
    """A stretch that only one release has: ``kind`` says whether the newer one opens or closes it, or words it otherwise.

    ``old`` and ``new`` are offsets in the two texts (empty where nothing stands there), with their words; ``excision`` is the mark that
    stood in its place; ``statements`` are those of the release that has the words, with their speakers.
    """

    kind: Literal["opened", "closed", "changed"]
    old: Range
    new: Range
    was: str
    now: str
    excision: str = ""
    statements: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


class Revoiced(msgspec.Struct, frozen=True):
    """A statement that both releases have and that is read otherwise: ids, its words, speaker and mode before and now."""

    old: str
    new: str
    text: str
    was: str
    now: str


class Releases(msgspec.Struct, frozen=True):
    """Two releases compared."""

    old: str
    new: str
    shared: float
    stretches: tuple[Opened, ...]
    revoiced: tuple[Revoiced, ...]


def releases(old: Record, new: Record) -> Releases:
    """Compares an older with a newer release of one record; raises SettingError where they are too different to be that."""
    ours, theirs = words(old.document.text), words(new.document.text)
    if max(len(ours), len(theirs)) > LONGEST:
        raise SettingError(f"{named(old)}, {named(new)}: a text of more than {LONGEST:,} words is too long to be laid on another; cut it.")
    steps = [(s.tag, s.src_start, s.src_end, s.dest_start, s.dest_end)
             for s in Levenshtein.opcodes([w.key for w in ours], [w.key for w in theirs])]
    agreed = sum(b - a for tag, a, b, _, _ in steps if tag == "equal")
    shared = agreed / max(1, min(len(ours), len(theirs)))
    if shared < ONE_RECORD:
        raise SettingError(
            f"{named(old)} and {named(new)} share {shared:.0%} of their words: they are no releases of one record;"
            " compare them without --releases."
        )
    found = []
    for tag, a, b, c, d in joined(steps):
        if tag != "equal":
            found.append(stretch(old, text_of(ours, a, b), new, text_of(theirs, c, d)))
    pairs = {ours[a + k].start: theirs[c + k].start for tag, a, b, c, _ in steps if tag == "equal" for k in range(b - a)}
    return Releases(named(old), named(new), round(shared, 3), tuple(found), revoiced(old, new, pairs))


def joined(steps: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """The steps with changes made one that a word or two of agreement part by chance."""
    merged: list[tuple[str, int, int, int, int]] = []
    for tag, a, b, c, d in steps:
        if merged and tag != "equal" and merged[-1][0] != "equal":
            merged[-1] = ("replace", merged[-1][1], b, merged[-1][3], d)
        elif tag != "equal" and len(merged) > 1 and by_chance(merged[-1]) and merged[-2][0] != "equal":
            merged.pop()
            merged[-1] = ("replace", merged[-1][1], b, merged[-1][3], d)
        else:
            merged.append((tag, a, b, c, d))
    return merged


def by_chance(step: tuple[str, int, int, int, int]) -> bool:
    """Whether a step is an agreement of a word or two."""
    return step[0] == "equal" and step[2] - step[1] <= 2


def stretch(old: Record, here: Range, new: Record, there: Range) -> Opened:
    """One difference, with the excision it stands for and the statements it holds."""
    was, now = (" ".join(r.document.text[a:b].split()) for r, (a, b) in ((old, here), (new, there)))
    before, after = excision(old, here), excision(new, there)
    if before and not after:
        kind: Literal["opened", "closed", "changed"] = "opened"
    elif after and not before:
        kind = "closed"
    else:
        kind = "opened" if len(now.split()) > 2 * len(was.split()) else "closed" if len(was.split()) > 2 * len(now.split()) else "changed"
    holder, span = (old, here) if kind == "closed" else (new, there)
    told = [s for s in holder.statements if s.start < span[1] and span[0] < s.end]
    speakers = tuple(dict.fromkeys(voice(holder, s) for s in told))
    return Opened(kind, here, there, was, now, before or after, tuple(s.id for s in told), speakers)


def excision(record: Record, span: Range) -> str:
    """The words of an excision that a stretch holds or touches."""
    for part in record.parts:
        if part.kind == "excision" and part.start <= span[1] and span[0] <= part.end:
            return " ".join(record.document.text[part.start : part.end].split())
    return ""


def revoiced(old: Record, new: Record, pairs: dict[int, int]) -> tuple[Revoiced, ...]:
    """The statements of both releases whose speaker or mode is another."""
    found = []
    for one in old.statements:
        places = [pairs[w.start] for w in words(old.document.text, one.start, one.end) if w.start in pairs]
        if not places:
            continue
        middle = places[len(places) // 2]
        other = next((s for s in new.statements if s.start <= middle < s.end), None)
        if other and voice(old, one) != voice(new, other):
            found.append(Revoiced(one.id, other.id, " ".join(other.text.split()), voice(old, one), voice(new, other)))
    return tuple(found)


def voice(record: Record, statement: Statement) -> str:
    """Speaker and mode of a statement in words."""
    called = names(record)
    return f"{' + '.join(called.get(i, i) for i in statement.speaker) or 'not stated'} [{statement.mode}]"
