"""What becomes of one input of ``bench/fuzz``: read, refused by one of memcon's own errors, or what must not be."""

from __future__ import annotations

import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from memcon import formats, heading, mend
from memcon.errors import MemconError
from memcon.formats import pictures

RECOGNISED = 250
"""One picture in so many is recognised; the others are drawn."""


class TooSlowError(BaseException):
    """An input took more than its time; no ``except Exception`` of a library takes it for a fault of its own."""


def outcome(name: str, number: int, data: bytes, seconds: float) -> tuple[str, str]:
    """What became of an input, and where it broke; ``seconds`` of processor time are its due."""
    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        taken = read(name, number, data)
    except TooSlowError:
        return "hangs", last_line()
    except Exception as error:
        return "tracebacks", f"{type(error).__name__}: {error}"[:200] + f" ({last_line()})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ("read" if taken else "refused"), ""


def late(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def last_line() -> str:
    frame = traceback.extract_tb(sys.exc_info()[2])[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def read(name: str, number: int, data: bytes) -> bool:
    """Reads an input as an import does up to its mended text; False where it is refused."""
    if name == "scan" and number % RECOGNISED:
        return drawn(data)
    taken = False
    try:
        for rendered in formats.read_bytes(data, "input", ocr="auto" if name == "scan" else "never"):
            mend.mend(heading.outline(rendered))
            taken = True
    except MemconError:
        return taken
    if name == "pdf" and number % 2:
        return drawn(data)
    return taken


def drawn(data: bytes) -> bool:
    """Draws the first page; False where that is refused."""
    try:
        return bool(pictures.png(data, "input", 1, dpi=50))
    except MemconError:
        return False
