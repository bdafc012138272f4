"""A search as most people type it, answered without the library that parses all other commands: to load that one takes longer
than to search.

An option or a value that is not understood here leaves everything to the whole command line, so that help and the words about a
mistake have one home. The options are those of ``search`` in library.py; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from memcon.cli import finding
from memcon.cli.finding import Asked
from memcon.library.safekeeping import locked
from memcon.library.searching import Searching, chosen_path

VALUES = {"--library": "library", "-L": "library", "--limit": "limit", "-n": "limit", "--sort": "sort", "--by": "by"}
FLAGS = {"--count": "count", "--old-versions": "old_versions", "--json": "json", "--jsonl": "jsonl", "--csv": "csv"}


def answered(arguments: list[str]) -> bool:
    """Answers the search that the arguments ask for; False, and nothing done, where they are not plain or the library is encrypted."""
    given = options(arguments)
    if given is None:
        return False
    path = chosen_path(given.pop("library", None))
    if locked(path):
        return False
    finding.answer(Searching(path), Asked(**given))
    return True


def options(arguments: list[str]) -> dict[str, Any] | None:
    """The fields of ``Asked``, with the library's path; None where an argument is not understood."""
    given: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=") if argument.startswith("--") else (argument, "", "")
        if not argument.startswith("-"):
            words.append(argument)
        elif name in FLAGS and not equals:
            given[FLAGS[name]] = True
        elif name in VALUES:
            given[VALUES[name]] = value if equals else next(rest, "")
        else:
            return None
    limit = given.get("limit", "20")
    plain = words and all(given.values()) and limit.isdecimal() and given.get("sort", "best") in ("best", "date")
    if not plain or sum(given.get(form, False) for form in ("json", "jsonl", "csv")) > 1:
        return None
    return {**given, "limit": int(limit), "text": " ".join(words)}
