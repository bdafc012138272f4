"""What the bench scripts share when they report: tables, the machine, and the marked blocks of docs/ that hold figures.

A block stands between ``<!-- NAME -->`` and ``<!-- end NAME -->`` in a page of ``docs/``; what is between the marks belongs to
the script of that name and is replaced as a whole, the command first. The prose around it is written by hand.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def stop(sentence: str) -> NoReturn:
    """Ends the script with exit status 2 and one sentence on standard error."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def command() -> str:
    """The command that is running, as it is typed in the project's folder; ``--write`` is left out."""
    script = Path(sys.argv[0]).resolve()
    name = script.relative_to(ROOT).as_posix() if script.is_relative_to(ROOT) else script.name
    return shlex.join([name, *(word for word in sys.argv[1:] if word != "--write")])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def plain(markdown: str) -> str:
    """A Markdown table as aligned columns, for the terminal."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines()]
    rows = [row for row in rows if not set("".join(row)) <= set("-:")]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in rows
    )


def machine() -> str:
    """The machine in a few words: processor cores usable here, architecture, Python and spaCy."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        parser = f", spaCy {version('spacy')}"
    except PackageNotFoundError:
        parser = ""
    noun = "core" if cores == 1 else "cores"
    return f"{cores} {noun} ({platform.machine()}, {platform.system()}), Python {platform.python_version()}{parser}"


def write(page: str, block: str, body: str) -> None:
    """Puts the command and the body into a block of ``docs/PAGE``; ends the script where the page has no such block."""
    path = DOCS / page
    if not path.is_file():
        stop(f"{path}: there is no such page; write it with a block <!-- {block} --> ... <!-- end {block} --> in it.")
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {re.escape(block)} -->\n).*?(<!-- end {re.escape(block)} -->)", re.DOTALL)
    if len(pattern.findall(text)) != 1:
        stop(f"{path}: the block <!-- {block} --> ... <!-- end {block} --> must stand there once; put it where the figures go.")
    filled = f"`{command()}`\n\n{body.strip()}\n"
    path.write_text(pattern.sub(lambda match: match.group(1) + filled + match.group(2), text), encoding="utf-8")
    print(f"wrote {block} in {path.relative_to(ROOT)}")
