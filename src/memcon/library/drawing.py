"""Pages drawn in a process of their own, with bounds of time and memory: a hostile paper costs its own picture and nothing else."""

from __future__ import annotations

import subprocess
import sys
from threading import BoundedSemaphore

import msgspec

from memcon.errors import MemconError
from memcon.formats import bounds
from memcon.places import Spot
from memcon.store import LibraryError

SECONDS = 60.0
AT_ONCE = BoundedSemaphore(2)
"""A browser asks for what it likes; no more pages than this are drawn at one time."""
SAID = 3
"""The exit code of a process that has written a sentence in the place of a picture."""


class Order(msgspec.Struct, frozen=True):
    """What is to be drawn. It goes to the process with the bytes: arguments could be seen by other users of the machine."""

    source: str
    number: int
    turned: int | None = None
    dpi: int = 150
    spots: tuple[Spot, ...] = ()


def png(data: bytes, order: Order) -> bytes:
    """The page as ``memcon.formats.pictures.png`` draws it; raises LibraryError where it cannot be drawn within the bounds."""
    command = [sys.executable, "-P", "-m", "memcon.library.drawing"]
    handed = msgspec.json.encode(order) + b"\n" + data
    with AT_ONCE:
        try:
            done = subprocess.run(command, input=handed, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise LibraryError(f"{order.source}: page {order.number} was not drawn within {SECONDS:.0f} seconds.") from error
    if done.returncode == SAID:
        raise LibraryError(done.stdout.decode())
    if done.returncode:
        raise LibraryError(f"{order.source}: page {order.number} cannot be drawn; drawing it brought its process down.")
    return done.stdout


def main() -> int:
    """Draws what the standard input orders; writes the picture, or the sentence that says why there is none."""
    bounds.bound_memory(bounds.setting(bounds.MEMORY))
    from memcon.formats import pictures

    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    try:
        drawn = pictures.png(
            sys.stdin.buffer.read(), order.source, order.number, dpi=order.dpi, turned=order.turned, spots=order.spots,
        )
        sys.stdout.buffer.write(drawn)
    except (MemconError, MemoryError) as error:
        said = str(error) or f"{order.source}: page {order.number} takes more memory than a page may."
        sys.stdout.buffer.write(said.encode("utf-8", "replace"))
        return SAID
    return 0


if __name__ == "__main__":
    sys.exit(main())
