"""How much time and memory a paper may take, and the sign of life that a long one gives while it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import TypeVar

from memcon.errors import SettingError

SECONDS = "MEMCON_PAPER_SECONDS"
MEMORY = "MEMCON_PAPER_MEMORY"
USUAL = {SECONDS: 120, MEMORY: 4096}
"""Seconds for one step (opening, a page, a document), and megabytes of address space; what the largest page that is read takes is
a third of it."""
WHOLE = 120
"""A whole paper may take this many steps' time: four hours where nothing else is set."""
MEGABYTE = 1 << 20
Thing = TypeVar("Thing")

step: ContextVar[Callable[[], None]] = ContextVar("step", default=lambda: None)
"""What is called when a step is done; nothing where a paper is read without bounds."""


def setting(name: str) -> int:
    """A bound as set in the environment, else the usual one; raises SettingError where it is no whole number above 0."""
    given = os.environ.get(name, "")
    if given and not (given.isdecimal() and int(given)):
        raise SettingError(f"{name} is '{given}'; give a whole number above 0.")
    return int(given) if given else USUAL[name]


def stepping(things: Iterable[Thing]) -> Iterator[Thing]:
    """The things themselves, a sign of life after each."""
    for thing in things:
        step.get()()
        yield thing


def bound_memory(megabytes: int) -> None:
    """Bounds the address space of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def bound_files() -> None:
    """Lets this process write no file and leave no memory dump, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, resource.getrlimit(kind)[1]))


def bound_step(seconds: int) -> None:
    """Gives this process so many seconds of processor time from now on, where the system can; then the system ends it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # A step may use several cores; the parent's clock is what stops it, and this what stops it when the parent is gone.
    wanted = int(used.ru_utime + used.ru_stime) + seconds * (os.cpu_count() or 1) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def grown(megabytes: int) -> bool:
    """Whether this process has grown so much that a paper after this one might miss the memory."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > megabytes * MEGABYTE // 4
