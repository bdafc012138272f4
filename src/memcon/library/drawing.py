"""Pages drawn in a process of their own, with bounds of time and memory: a hostile paper costs its own picture and nothing else."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from memcon.errors import MemconError
from memcon.store import LibraryError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS = 60.0
MEMORY = 4 << 30
"""Bytes of address space; the largest page that memcon reads takes a third of it."""
AT_ONCE = BoundedSemaphore(2)
"""A browser asks for what it likes; no more pages than this are drawn at one time."""


def png(data: bytes, source: str, number: int, turned: int) -> bytes:
    """The page as ``memcon.formats.pictures.png`` draws it; raises LibraryError where it cannot be drawn within the bounds."""
    import multiprocessing

    spawn = multiprocessing.get_context("spawn")
    with AT_ONCE:
        ours, theirs = spawn.Pipe(duplex=False)
        process = spawn.Process(target=draw, args=(theirs, data, source, number, turned), daemon=True)
        process.start()
        theirs.close()
        try:
            if not ours.poll(SECONDS):
                raise LibraryError(f"{source}: page {number} was not drawn within {SECONDS:.0f} seconds.")
            drawn: bytes | str = ours.recv()
        except EOFError as error:
            raise LibraryError(f"{source}: page {number} cannot be drawn; drawing it brought its process down.") from error
        finally:
            process.kill()
            process.join()
            ours.close()
    if isinstance(drawn, str):
        raise LibraryError(drawn)
    return drawn


def draw(told: Connection, data: bytes, source: str, number: int, turned: int) -> None:
    """Sends the picture, or the sentence that says why there is none."""
    bound()
    from memcon.formats import pictures

    try:
        told.send(pictures.png(data, source, number, turned=turned))
    except MemconError as error:
        told.send(str(error))
    except MemoryError:
        told.send(f"{source}: page {number} takes more memory than one page may.")


def bound() -> None:
    """Bounds the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
