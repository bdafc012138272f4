"""How much memory a process and those it starts take at most, looked at ten times a second (Linux)."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path


class Peak:
    """Watches from the ``with`` on; ``parent`` is this process, ``worker`` the largest of those it started, in kilobytes."""

    def __enter__(self) -> Peak:
        self.parent = self.worker = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def watch(self) -> None:
        """Looks until it is over."""
        while not self.over.wait(0.1):
            self.parent = max(self.parent, resident(os.getpid()))
            self.worker = max([self.worker, *map(resident, started())])


def started() -> list[int]:
    """The processes that this one has started, by any of its threads."""
    found: list[int] = []
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found


def resident(process: int) -> int:
    """Kilobytes of memory that a process takes (VmRSS); 0 where that cannot be known."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
