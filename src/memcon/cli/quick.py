"""A search, a citation or a record as most people ask for them, answered without the library that parses all other commands: to
load that one takes longer than to answer.

An option or a value that is not understood here leaves everything to the whole command line, so that help and the words about a
mistake have one home. The options are those of the commands in library.py; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from memcon.cli import finding
from memcon.cli.finding import Asked
from memcon.library.safekeeping import locked
from memcon.library.searching import Searching, chosen_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATEMENT = {"--statement": "statement", "-s": "statement"}
LIBRARY = {"--library": "library", "-L": "library"}
FORMS = {"json", "jsonl", "csv", "text"}
"""Forms of output, of which one at most is asked for."""
LONGEST = 9
"""Figures of a number that is understood here."""


class Plain(NamedTuple):
    """A command with the options that are understood here, those with a value and those without, and what answers it: False where
    a value is left to the whole command line."""

    values: dict[str, str]
    flags: dict[str, str]
    answer: Callable[[Path, list[str], dict[str, Any]], bool]


def answered(command: str, arguments: list[str]) -> bool:
    """Answers what the arguments ask for; False, and nothing done, where they are not plain or the library is encrypted."""
    plain = COMMANDS[command]
    understood = options(plain, arguments)
    if understood is None:
        return False
    words, given = understood
    path = chosen_path(given.pop("library", None))
    return not locked(path) and plain.answer(path, words, given)


def options(plain: Plain, arguments: list[str]) -> tuple[list[str], dict[str, Any]] | None:
    """The words and the options by their names; None where an argument is not understood."""
    given: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=") if argument.startswith("--") else (argument, "", "")
        if not argument.startswith("-"):
            words.append(argument)
        elif name in plain.flags and not equals:
            given[plain.flags[name]] = True
        elif name in plain.values:
            given[plain.values[name]] = value if equals else next(rest, "")
        else:
            return None
    return (words, given) if words and all(given.values()) and len(FORMS & given.keys()) < 2 else None


def search(path: Path, words: list[str], given: dict[str, Any]) -> bool:
    """Prints what a search finds."""
    limit = given.pop("limit", "20")
    if not limit.isdecimal() or len(limit) > LONGEST or given.get("sort", "best") not in ("best", "date"):
        return False
    finding.answer(Searching(path), Asked(" ".join(words), limit=int(limit), **given))
    return True


def cite(path: Path, words: list[str], given: dict[str, Any]) -> bool:
    """Prints the citation of a document."""
    from memcon.citations import STYLES
    from memcon.cli import listing
    from memcon.library import Library

    if len(words) > 1 or given.get("style", "chicago") not in STYLES:
        return False
    listing.echo(Library(path).cite(words[0], **given).rstrip("\n"))
    return True


def show(path: Path, words: list[str], given: dict[str, Any]) -> bool:
    """Prints a record."""
    from memcon.cli import listing
    from memcon.library import Library

    if len(words) > 1:
        return False
    listing.record(Library(path), words[0], **given)
    return True


COMMANDS = {
    "search": Plain(
        {**LIBRARY, "--limit": "limit", "-n": "limit", "--sort": "sort", "--by": "by"},
        {"--count": "count", "--old-versions": "old_versions", "--json": "json", "--jsonl": "jsonl", "--csv": "csv"},
        search,
    ),
    "cite": Plain({**LIBRARY, **STATEMENT, "--style": "style"}, {}, cite),
    "show": Plain(LIBRARY, {"--json": "json", "--text": "text"}, show),
}
