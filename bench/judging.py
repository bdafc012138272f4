"""Each word of an annotated record held against the reading, by the rules of ``gold/score.py``, so that errors can be shown.

``score.py`` gives totals; here every word keeps which piece and which statement it stands in and what of it is right. The
tie of annotated names to people is built as there, and the totals must agree with those that ``score.py`` counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from types import ModuleType
from typing import Any

import msgspec

import report

Gold = dict[str, Any]
Prediction = dict[str, Any]
FIELDS = ("speaker", "relays", "to")
FORCED = {"verbatim", "reported", "assessment"}
NOBODY = "\0nobody"


class Word(msgspec.Struct, frozen=True):
    """One annotated word that is not header: its offset, piece and statement (-1: none), and what is right.

    ``force`` and ``to`` are None where the annotation does not ask for them.
    """

    start: int
    piece: int
    statement: int
    speaker: bool
    mode: bool
    force: bool | None
    cond: bool
    to: bool | None
    relays: bool

    @property
    def joint(self) -> bool:
        """Speaker and mode both right."""
        return self.speaker and self.mode


class Judged(msgspec.Struct, frozen=True):
    """One record with its annotation, its reading, the tie of names to people, and its judged words."""

    name: str
    text: str
    gold: Gold
    read: Prediction
    tie: dict[str, str]
    words: tuple[Word, ...]
    writer: frozenset[str]
    counts: dict[str, int]

    def people(self, ids: list[str]) -> str:
        """The names of people as shown, joined by "+"; "nobody" where there is none."""
        known = {p["id"]: p for p in self.read["people"]}
        return "+".join(shown(known[i]) for i in ids if i in known) or "nobody"


def shown(person: dict[str, Any]) -> str:
    name = person["name"] or person["role"] or person["id"]
    return f"{name} (writer)" if person["author"] else str(name)


def judge(rules: ModuleType, name: str, text: str, gold: Gold, read: Prediction) -> Judged:
    """Judges every word; ends the script where score.py counts otherwise. ``rules`` is score.py as a module."""
    counts: Counter[str] = rules.score(text, gold, read, Counter(), Counter(), Counter())
    writer = frozenset({n.casefold() for n in gold.get("writer", [])} | {"author", "i"})
    at_gold, at_read = rules.place(text, gold["pieces"], "pieces"), rules.place(text, read["statements"], "statements")
    tie = tied(rules, text, gold, read, writer, at_gold, at_read)
    authors = {p["id"] for p in read["people"] if p["author"]}

    def want(label: str | None) -> set[str]:
        keys = rules_keys(rules, label, writer)
        return {i for key in keys for i in (authors if key == rules.AUTHOR else {tie.get(key, NOBODY)})}

    words = tuple(
        word_of(rules, at, gold["pieces"][index], index, at_read.get(at, -1), read["statements"], want, writer)
        for at, index in sorted(at_gold.items())
        if gold["pieces"][index]["mode"] != "header"
    )
    if sum(w.joint for w in words) != counts["joint"]:
        report.stop(f"{name}: score.py counts otherwise than bench/judging.py; bring the two into line.")
    return Judged(name, text, gold, read, tie, words, writer, dict(counts))


def rules_keys(rules: ModuleType, label: str | None, writer: frozenset[str]) -> set[str]:
    """The names of a label, the writer's replaced by the mark for the writer."""
    return {rules.AUTHOR if n in writer else n for n in rules.names(label)}


def tied(
    rules: ModuleType, text: str, gold: Gold, read: Prediction, writer: frozenset[str], at_gold: dict[int, int], at_read: dict[int, int]
) -> dict[str, str]:
    """Each annotated name with the one person it stands for, as score.py ties them."""
    authors = {p["id"] for p in read["people"] if p["author"]} if gold.get("writer") else set()
    said: dict[str, list[str]] = defaultdict(list)
    for mention in read["mentions"]:
        words = text[mention["start"] : mention["end"]].casefold()
        if len(words.split()) <= 8:
            said[mention["person"]].append(words)
    weight: dict[str, Counter[str]] = defaultdict(Counter)
    known = {p["id"] for p in read["people"]} - authors
    for at, index in at_gold.items():
        piece = gold["pieces"][index]
        if piece["mode"] == "header" or at not in at_read:
            continue
        statement = read["statements"][at_read[at]]
        for field in FIELDS:
            for name in rules_keys(rules, piece[field], writer) - {rules.AUTHOR}:
                for person in known.intersection(statement.get(field) or []):
                    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for words in said[person]):
                        weight[name][person] += 3 if field == "speaker" else 1
    found: dict[str, str] = rules.best_tie(weight)
    return found


def word_of(
    rules: ModuleType, at: int, piece: dict[str, Any], index: int, number: int, statements: list[dict[str, Any]], want: Any,
    writer: frozenset[str],
) -> Word:
    """One word judged."""
    statement = statements[number] if number >= 0 else None
    who = set(statement["speaker"]) if statement else {NOBODY}
    own = rules_keys(rules, piece["speaker"], writer) == {rules.AUTHOR}
    mode = statement["mode"] if statement else "none"
    force = (statement["force"] or "none") if statement else "none"
    return Word(
        start=at,
        piece=index,
        statement=number,
        speaker=statement is not None and (who == want(piece["speaker"]) or (own and not who)),
        mode=mode == piece["mode"],
        force=force == piece["force"] if piece["mode"] in FORCED else None,
        cond=bool(piece["cond"]) == bool(statement and statement["condition"]),
        to=statement is not None and set(statement["to"]) == want(piece["to"]) if piece["to"] else None,
        relays=(set(statement["relays"]) if statement else set()) == want(piece["relays"]),
    )
