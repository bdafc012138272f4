"""What libraries raise on broken files, turned into one sentence for the user."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from memcon.errors import FormatError, MemconError

RAISED: tuple[type[Exception], ...] = (
    ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RuntimeError, SyntaxError, OSError, EOFError, struct.error,
)
"""What parsers raise on bytes that break the rules of their format, beside errors of their own."""


@contextmanager
def broken(sentence: str, *own: type[Exception]) -> Iterator[None]:
    """Raises FormatError with the sentence for whatever a parser raises, ``own`` being its own errors; memcon's errors pass."""
    kinds = (*RAISED, *own)
    try:
        yield
    except MemconError:
        raise
    except kinds as error:
        raise FormatError(sentence) from error
