"""Statements as a talk: who has the word from where to where, and the words that tell of silence and of evasion."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import SPOKEN, Statement

LEAST_REQUEST = 3


class Turn(msgspec.Struct, frozen=True):
    """What one speaker, or several together, say at a stretch: the numbers of its statements (in ``told``), acts among them, and
    of the writer's asides that stand inside it or behind it."""

    speaker: tuple[str, ...]
    statements: tuple[int, ...]
    asides: tuple[int, ...] = ()


def turns(told: tuple[Statement, ...]) -> tuple[Turn, ...]:
    """The turns of the talk in text order; the writer's own voice begins none and ends none."""
    return tuple(grouped(told))


def grouped(told: tuple[Statement, ...]) -> Iterator[Turn]:
    """The statements gathered while the speaker stays the same."""
    said: list[int] = []
    asides: list[int] = []
    for index, statement in enumerate(told):
        if statement.mode in {"narration", "assessment"}:
            if said:
                asides.append(index)
            continue
        if said and told[said[-1]].speaker != statement.speaker:
            yield Turn(told[said[-1]].speaker, tuple(said), tuple(asides))
            said, asides = [], []
        said.append(index)
    if said:
        yield Turn(told[said[-1]].speaker, tuple(said), tuple(asides))


def is_silence(statement: Statement) -> bool:
    """Whether a statement tells that somebody gave no answer, and tells of nothing else."""
    found = lexicon.phrases("silences").search(statement.text)
    return found is not None and len(statement.text.split()) - len(found.group().split()) <= 12


def is_evasion(statement: Statement) -> bool:
    """Whether a statement is an evasion, or the writer calls it one."""
    return statement.force == "evasion" or lexicon.says("evasions", statement.text)


def is_spoken(statement: Statement) -> bool:
    """Whether somebody's words stand in a statement, verbatim or reported, and not the news that there were none."""
    return statement.mode in SPOKEN and not is_silence(statement)


def is_request(statement: Statement) -> bool:
    """Whether somebody asks for something to be done: by the statement's force, where its words allow it."""
    wanted = statement.force == "request" and is_spoken(statement) and lexicon.says("wants", statement.text)
    return wanted and len(statement.text.split()) >= LEAST_REQUEST
