"""Files that are handed over as bytes, with no path of their own: imported with the bytes kept, for there is no source to go back to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from memcon.library import archives
from memcon.library.archives import Found, Source
from memcon.library.importing import Importing, Options, Progress
from memcon.library.workers import Reader
from memcon.store import Store

DROPPED = "dropped"
"""What the paths of files begin with that were handed over as bytes."""


class Receiving:
    """The part of a library that takes files without a path."""

    store: Store

    @property
    def reader(self) -> Reader:
        """How documents are read."""
        raise NotImplementedError

    def receive(
        self, files: dict[str, Path], *, jobs: int = 1, retry: bool = False, tell: Callable[[Progress], None] | None = None
    ) -> Progress:
        """Imports files under the names that they were handed over with; each path may be gone when this returns.

        A name becomes the path ``dropped/DIGEST/NAME``, so that two files of one name stay two. Archives are opened. The original
        bytes are kept in the library. Raises MemconError where nothing can be read at all.
        """
        importing = Importing(self.store, self.reader, Options(jobs, retry=retry, keep=True), tell or (lambda _: None))
        for source in all_handed(files):
            if isinstance(source, Source):
                importing.progress.all_files += 1
                importing.progress.all_bytes += source.size
        return importing.run(all_handed(files))


def all_handed(files: dict[str, Path]) -> Iterator[Found]:
    """The files one after the other: what is in an archive must be loaded before the next is asked for."""
    for name, path in files.items():
        yield from handed(name, path)


def handed(name: str, path: Path) -> Iterator[Found]:
    """The file, or what is in it, under its own name."""
    place = place_of(name, path)
    for source in archives.sources([str(path)]):
        inside = source.path.removeprefix(str(path.absolute()))
        yield msgspec.structs.replace(source, path=place + inside)


def place_of(name: str, path: Path) -> str:
    """The path that a file handed over gets in the library."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"{DROPPED}/{digest}/{Path(name).name or 'unnamed'}"
