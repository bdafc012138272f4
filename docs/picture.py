"""Draws docs/reading.svg, the picture in the README: what ``memcon read`` prints for an example, from its text on.

Run in the project's root: ``python docs/picture.py``.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import memcon
from memcon import casting, show

EXAMPLES = Path("examples")
TITLE = "memcon read --cast examples/cast.toml examples/luncheon.txt"
FIRST, LAST = "I had luncheon", "Veld asked whether"
WIDTH = 92
# A picture that fetches its font would tell a server who looks at it.
FETCHED = re.compile(r"@font-face \{\{.*?\}\}", re.DOTALL)
FRAME = FETCHED.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code", "ui-monospace, Menlo, Consolas")
COLOUR: dict[str, Any] = {"force_terminal": True, "color_system": "truecolor"}


def printed() -> list[str]:
    """The lines of the terminal view, in colour."""
    written = io.StringIO()
    record = memcon.read(EXAMPLES / "luncheon.txt", cast=casting.load(EXAMPLES / "cast.toml"))
    show.show_text(record, Console(file=written, width=WIDTH, markup=False, emoji=False, highlight=False, **COLOUR))
    return written.getvalue().splitlines()


def cut(lines: list[str]) -> list[str]:
    """The legend, and the lines from the first to the last sentence shown."""
    plain = [Text.from_ansi(line).plain for line in lines]
    begins = next(number for number, line in enumerate(plain) if FIRST in line)
    ends = next(number for number, line in enumerate(plain) if LAST in line)
    legend = next(number for number, line in enumerate(plain) if "verbatim" in line)
    return [*lines[legend : legend + 3], "", *lines[begins:ends]]


def main() -> None:
    """Writes the picture."""
    canvas = Console(record=True, width=WIDTH, file=io.StringIO(), markup=False, emoji=False, highlight=False)
    for line in cut(printed()):
        canvas.print(Text.from_ansi(line), soft_wrap=True)
    Path("docs/reading.svg").write_text(canvas.export_svg(title=TITLE, code_format=FRAME, unique_id="reading"), encoding="utf-8")


if __name__ == "__main__":
    main()
