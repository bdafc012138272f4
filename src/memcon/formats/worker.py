"""The process in which papers are read apart (``apart.py``): orders come on standard input, documents go to standard output."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import IO

import msgspec

from memcon.errors import MemconError
from memcon.formats import bounds
from memcon.model import Ocr, Rendered

HEAD = 8
"""Bytes before each frame that say how long it is."""


class Order(msgspec.Struct, frozen=True):
    """A paper to be read; its bytes are the next frame. They come through a pipe: arguments could be seen by other users."""

    source: str
    format: str
    ocr: Ocr


class Step(msgspec.Struct, frozen=True, tag=True):
    """A page or paper is done."""


class Told(msgspec.Struct, frozen=True, tag=True):
    """A document of the paper."""

    rendered: Rendered


class Ended(msgspec.Struct, frozen=True, tag=True):
    """The paper is done with. ``error`` names the error that ended it, "" where all of it was read; ``spent``: this process takes
    no other paper."""

    error: str = ""
    said: str = ""
    spent: bool = False


Answer = Step | Told | Ended


def put(pipe: IO[bytes], frame: bytes) -> None:
    """Writes a frame."""
    pipe.write(len(frame).to_bytes(HEAD, "big"))
    pipe.write(frame)
    pipe.flush()


def take(pipe: IO[bytes], most: int | None = None) -> bytes | None:
    """The next frame; None at the end of the pipe, or where the frame is longer than ``most`` bytes."""
    head = pipe.read(HEAD)
    length = int.from_bytes(head, "big")
    if len(head) < HEAD or (most is not None and length > most):
        return None
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def main() -> None:
    """Reads papers until the orders end or this process is spent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the frames.
    os.dup2(2, 1)
    seconds, memory = bounds.setting(bounds.SECONDS), bounds.setting(bounds.MEMORY)
    bounds.bound_memory(memory)
    bounds.bound_files()
    encoder = msgspec.msgpack.Encoder()

    def say(answer: Answer) -> None:
        put(answers, encoder.encode(answer))

    def step() -> None:
        bounds.bound_step(seconds)
        say(Step())

    bounds.step.set(step)
    while (order := take(orders)) is not None and (data := take(orders)) is not None:
        bounds.bound_step(seconds)
        last = read(msgspec.msgpack.decode(order, type=Order), data, say)
        spent = last.spent or bounds.grown(memory)
        say(msgspec.structs.replace(last, spent=spent))
        if spent:
            return


def read(order: Order, data: bytes, say: Callable[[Answer], None]) -> Ended:
    """Reads one paper: says each document as it comes, and returns how it ended."""
    from memcon import formats

    try:
        for rendered in formats.rendered(data, order.source, order.format, order.ocr):
            say(Told(rendered))
    except MemconError as error:
        return Ended(type(error).__name__, str(error))
    except MemoryError:
        return Ended("MemoryError", spent=True)
    except Exception as error:
        # A fault of memcon or of a library; what stands half done in this process must not meet the next paper.
        return Ended("Exception", f"{type(error).__name__}: {error}"[:300], spent=True)
    return Ended()


if __name__ == "__main__":
    main()
