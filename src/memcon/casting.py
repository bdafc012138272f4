"""Cast files: the reader's own knowledge of who is who, as TOML; read, checked and written."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from memcon.errors import CastError
from memcon.model import Participant, Person

KEYS = {"name", "role", "side", "author", "aliases"}


def load(path: Path) -> tuple[Participant, ...]:
    """The people of a cast file; raises CastError with what is wrong and where."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CastError(f"{path}: there is no such cast file; memcon read FILE --write-cast prints one to start from.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CastError(f"{path}: the cast file cannot be read ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise CastError(f"{path}: the cast file is no valid TOML ({error}); mend that line.") from error
    rows = data.get("person")
    if not isinstance(rows, list) or not rows:
        raise CastError(f"{path}: the cast file names nobody; it needs one [[person]] table a person, with name = \"...\".")
    people = tuple(one(row, f"{path}: person {number}") for number, row in enumerate(rows, 1))
    if sum(p.author for p in people) > 1:
        raise CastError(f"{path}: more than one person has author = true; a record has one writer.")
    return people


def one(row: object, where: str) -> Participant:
    """One person's table, every key and type checked."""
    if not isinstance(row, dict):
        raise CastError(f"{where} is no table; write [[person]] and below it name = \"...\".")
    if unknown := set(row) - KEYS:
        raise CastError(f"{where} has the unknown key '{sorted(unknown)[0]}'; known are {', '.join(sorted(KEYS))}.")
    for key in ("name", "role", "side"):
        if not isinstance(row.get(key, ""), str):
            raise CastError(f"{where}: {key} must be text in quotation marks.")
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise CastError(f"{where}: aliases must be a list of texts, as in [\"the Minister\", \"Don\"].")
    if not isinstance(row.get("author", False), bool):
        raise CastError(f"{where}: author must be true or false.")
    if not row.get("name") and not row.get("role") and not row.get("author"):
        raise CastError(f"{where} has neither name nor role; give one of them.")
    return Participant(
        row.get("name", ""), row.get("role", ""), row.get("side", ""), author=row.get("author", False), aliases=tuple(aliases)
    )


def dump(people: Iterable[Person]) -> str:
    """A cast file of the people found; what is not known is left as an empty text to fill in."""
    blocks = ["# Edit and give back with --cast: name, role, side, the names they go by, and who \"I\" is (author).\n"]
    for person in people:
        lines = ["[[person]]", f"name = {quoted(person.name)}", f"role = {quoted(person.role)}", f"side = {quoted(person.side)}"]
        lines.append(f"aliases = [{', '.join(quoted(a) for a in person.aliases)}]")
        if person.author:
            lines.append("author = true")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and the delete character, which TOML alone forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
