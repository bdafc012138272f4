"""Documents -> entries, in this process or in several; each worker loads the language model once and dies with its parent."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

import msgspec

from memcon.errors import CastError, MemconError, ModelError, SettingError
from memcon.library import naming
from memcon.model import Participant, Record, Rendered
from memcon.store import Entry

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

AHEAD = 4
"""How many documents wait for each worker, so that none idles."""
DIED = "the reading of this document brought the reading process down (out of memory, or a fault in a library); it was tried twice."
OURS = (ModelError, CastError, SettingError)
"""Errors that would meet every document: they end the import and are no fault of the document."""


class Reader(Protocol):
    """How documents are read. It must be picklable; ``render`` is called where the import runs, ``compose`` in the workers."""

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]: ...  # noqa: A002
    def compose(self, rendered: Rendered, cast: tuple[Participant, ...], model: str | None) -> Record: ...
    def versions(self, model: str | None) -> tuple[str, str]: ...


class Settings(msgspec.Struct, frozen=True):
    """What is the same for every document of an import."""

    reader: Reader
    cast: tuple[Participant, ...] = ()
    model: str | None = None


class Task(msgspec.Struct, frozen=True):
    """One document to be read: ``file`` and ``ordinal`` say which."""

    file: int
    ordinal: int
    rendered: Rendered


class Done(msgspec.Struct, frozen=True):
    """What became of a task: an entry, or the reason why there is none."""

    file: int
    ordinal: int
    entry: Entry | None = None
    reason: str = ""


def compose(task: Task, settings: Settings) -> Done:
    """Reads one document. Whatever goes wrong with it becomes the reason; only what would meet every document is raised."""
    try:
        record = settings.reader.compose(task.rendered, settings.cast, settings.model)
        edited = task.rendered.record is not None
        return Done(task.file, task.ordinal, naming.entry(record, task.rendered.identities, edited))
    except OURS:
        raise
    except MemconError as error:
        return Done(task.file, task.ordinal, reason=str(error))
    except Exception as error:
        return Done(task.file, task.ordinal, reason=f"a fault in the reader: {type(error).__name__}: {error}"[:500])


settings_here: Settings | None = None


def start(settings: Settings) -> None:
    """Prepares a worker: the settings, no share in the keyboard's interrupt, and a watch on the parent."""
    # Each importing process has a core of its own.
    os.environ.setdefault("MEMCON_THREADS", "1")
    global settings_here
    settings_here = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()


def follow_parent() -> None:
    """Ends this process when the one that started it is gone, also where that one was killed."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def compose_here(task: Task) -> Done:
    """``compose`` with the worker's own settings."""
    assert settings_here is not None
    return compose(task, settings_here)


class Alone:
    """Reads in this process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.done: list[Done] = []

    def submit(self, task: Task) -> None:
        self.done.append(compose(task, self.settings))

    def ready(self, all_: bool = False) -> list[Done]:
        """What has been read since the last call."""
        done, self.done = self.done, []
        return done

    def close(self) -> None:
        """Nothing is open."""


class Pool:
    """Reads in several processes. A process that dies is replaced, and the documents it held are tried alone once more."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings, self.jobs = settings, jobs
        self.executor = self.executor_of(jobs)
        self.running: dict[Future[Done], Task] = {}
        self.finished: list[Done] = []

    def executor_of(self, jobs: int) -> ProcessPoolExecutor:
        # Here and below: what runs processes is loaded with the first import, so that searching starts without it.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), start, (self.settings,))

    def submit(self, task: Task) -> None:
        """Hands a task out; waits while enough are waiting already."""
        while len(self.running) >= self.jobs * (1 + AHEAD):
            self.collect()
        from concurrent.futures.process import BrokenProcessPool

        try:
            self.running[self.executor.submit(compose_here, task)] = task
        except BrokenProcessPool:
            self.mend([task])

    def ready(self, all_: bool = False) -> list[Done]:
        """What has been read since the last call; with ``all_`` everything that was handed out."""
        while all_ and self.running:
            self.collect()
        finished, self.finished = self.finished, []
        return finished

    def collect(self) -> None:
        """Waits for at least one task."""
        from concurrent.futures import FIRST_COMPLETED, wait
        from concurrent.futures.process import BrokenProcessPool

        done, _ = wait(self.running, return_when=FIRST_COMPLETED)
        lost = []
        for future in done:
            task = self.running.pop(future)
            try:
                self.finished.append(future.result())
            except BrokenProcessPool:
                lost.append(task)
        if lost:
            self.mend(lost)

    def mend(self, lost: list[Task]) -> None:
        """Starts new processes and reads what was lost one by one, each in a process of its own."""
        from concurrent.futures.process import BrokenProcessPool

        lost = [*lost, *self.running.values()]
        self.running.clear()
        self.executor.shutdown(wait=False, cancel_futures=True)
        for task in lost:
            with self.executor_of(1) as single:
                try:
                    self.finished.append(single.submit(compose_here, task).result())
                except BrokenProcessPool:
                    self.finished.append(Done(task.file, task.ordinal, reason=DIED))
        self.executor = self.executor_of(self.jobs)

    def close(self) -> None:
        """Ends the processes; what they were reading is dropped."""
        self.executor.shutdown(wait=True, cancel_futures=True)
