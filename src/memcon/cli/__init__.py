"""The command line: parse, call one documented function, show. The only place that words errors and sets exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from memcon.errors import MemconError

if TYPE_CHECKING:
    from memcon.cli.commands import app

USAGE = 2
INTERRUPTED = 130
PLAIN = frozenset({"search", "show", "cite"})
"""The commands that quick.py answers where they are asked for plainly."""


def main() -> None:
    """Runs the command line; a MemconError becomes one sentence on standard error and exit code 2."""
    try:
        run(sys.argv[1:])
    except MemconError as error:
        print(f"memcon: {error}", file=sys.stderr)
        sys.exit(USAGE)
    except BrokenPipeError:
        # Whoever read the pipe has gone: nothing is left to say, and Python's own complaint at exit is silenced.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # A file or folder that may not be looked at, or a disk that fails, wherever a command meets it.
        print(f"memcon: {error.filename or 'the system'}: {error.strerror or error}; check the name and its permissions.", file=sys.stderr)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        print("memcon: interrupted.", file=sys.stderr)
        sys.exit(INTERRUPTED)


def run(arguments: list[str]) -> None:
    """Answers plain commands at once, and loads the whole command line for all else."""
    if arguments and arguments[0] in PLAIN:
        from memcon.cli import quick

        if quick.answered(arguments[0], arguments[1:]):
            return
    from memcon.cli.commands import app

    app()


def __getattr__(name: str) -> object:
    """``app``, loaded when first used."""
    if name != "app":
        raise AttributeError(f"module 'memcon.cli' has no attribute '{name}'")
    from memcon.cli.commands import app

    return app


__all__ = ["app", "main"]
