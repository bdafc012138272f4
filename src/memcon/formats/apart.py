"""Papers read apart: in a process of their own with bounds of time and memory, so that the worst costs itself and nothing else.

Plain text and the telegram layouts are read in this process: nothing but memcon's own lines looks at them. A process that has read
a paper well waits for the next one; one that was stopped, broke down or has grown is replaced.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from collections.abc import Iterator
from time import monotonic

import msgspec

from memcon import errors, formats
from memcon.errors import MemconError, UnreadableError
from memcon.formats import bounds, worker
from memcon.model import Ocr, Rendered

LIGHT = frozenset({"text", "aad", "cablegate"})
"""Formats without a parser of somebody else's."""
MOST_IDLE = 2
"""Processes that wait for a paper, at most."""
DECODER = msgspec.msgpack.Decoder(worker.Answer)
SPARE = 64 * bounds.MEGABYTE
"""Bytes by which an answer may be longer than the memory of its process: then it is none."""

idle: list[Worker] = []
guard = threading.Lock()


def read_bytes(
    data: bytes, source: str, format: str | None = None, ocr: Ocr = "auto"  # noqa: A002
) -> Iterator[Rendered]:
    """Every document of the bytes, as ``formats.read_bytes`` gives them. Raises what it raises, and UnreadableError where the paper
    takes more time or memory than MEMCON_PAPER_SECONDS and MEMCON_PAPER_MEMORY allow, or brings its process down."""
    name = formats.named(data, source, format)
    if name in LIGHT:
        return formats.rendered(data, source, name, ocr)
    return read_apart(data, worker.Order(source, name, ocr))


def read_apart(data: bytes, order: worker.Order) -> Iterator[Rendered]:
    """The documents of a paper as a process reads them."""
    reading = taken()
    try:
        yield from reading.read(data, order)
    finally:
        given_back(reading)


def taken() -> Worker:
    """A process that waits, else a new one."""
    seconds, memory = bounds.setting(bounds.SECONDS), bounds.setting(bounds.MEMORY)
    with guard:
        fitting = [one for one in idle if (one.seconds, one.memory) == (seconds, memory) and one.process.poll() is None]
        if fitting:
            idle.remove(fitting[-1])
            return fitting[-1]
    return Worker(seconds, memory)


def given_back(reading: Worker) -> None:
    """Keeps a process for the next paper where it can take one."""
    with guard:
        if reading.ready and len(idle) < MOST_IDLE:
            idle.append(reading)
            return
    reading.end()


class Worker:
    """A process that reads papers one after the other; ``seconds`` a step, ``memory`` in megabytes."""

    def __init__(self, seconds: int, memory: int) -> None:
        self.seconds, self.memory = seconds, memory
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "memcon.formats.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self.ready = True
        self.late = False

    def read(self, data: bytes, order: worker.Order) -> Iterator[Rendered]:
        """The documents of one paper; raises as ``read_bytes`` does."""
        self.ready = False
        self.order(data, order)
        left = float(bounds.WHOLE * self.seconds)
        while True:
            begun = monotonic()
            answer = self.answer(min(float(self.seconds), left), order.source)
            left -= monotonic() - begun
            if isinstance(answer, worker.Told):
                yield answer.rendered
            elif isinstance(answer, worker.Ended):
                self.ready = not answer.spent
                if answer.error:
                    raise self.error(answer, order.source)
                return

    def order(self, data: bytes, order: worker.Order) -> None:
        """Hands a paper over; a process that is gone is told of when its answer is awaited."""
        assert self.process.stdin is not None
        try:
            worker.put(self.process.stdin, msgspec.msgpack.encode(order))
            worker.put(self.process.stdin, data)
        except BrokenPipeError:
            return

    def answer(self, seconds: float, source: str) -> worker.Answer:
        """The next word of the process; raises UnreadableError where it does not come in time, or never will."""
        assert self.process.stdout is not None
        clock = threading.Timer(max(seconds, 0.0), self.stop)
        clock.start()
        try:
            frame = worker.take(self.process.stdout, self.memory * bounds.MEGABYTE + SPARE)
        finally:
            clock.cancel()
        if frame is not None:
            answer: worker.Answer = DECODER.decode(frame)
            return answer
        if self.late:
            raise UnreadableError(
                f"{source}: reading it was stopped: one page or part of it took more than {self.seconds} seconds, or all of it"
                f" {bounds.WHOLE} times as long; split it, or allow more with {bounds.SECONDS}."
            )
        raise UnreadableError(
            f"{source}: reading it brought its process down (out of the {self.memory} MB that a paper may take, or a fault in a"
            f" library); get it again or save it in another form, or allow more memory with {bounds.MEMORY}."
        )

    def error(self, ended: worker.Ended, source: str) -> MemconError:
        """The error that ended a paper, as its process said it."""
        if ended.error == "MemoryError":
            return UnreadableError(
                f"{source}: reading it takes more than the {self.memory} MB of memory that a paper may; split it, or allow more with"
                f" {bounds.MEMORY}."
            )
        kind = getattr(errors, ended.error, None)
        if isinstance(kind, type) and issubclass(kind, MemconError):
            return kind(ended.said)
        return UnreadableError(f"{source}: reading it met a fault in memcon ({ended.said}); save it in another form and read that.")

    def stop(self) -> None:
        """Ends the process because its time is over."""
        self.late = True
        self.process.kill()

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self.ready = False
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                # What was not handed over yet is nobody's any more.
                continue
        self.process.wait()


@atexit.register
def close() -> None:
    """Ends the processes that wait."""
    with guard:
        while idle:
            idle.pop().end()
