"""Paths -> records in a store: what is there already is passed over, what fails is written down, a break loses nothing."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from memcon.errors import MemconError, SettingError
from memcon.library.archives import Found, Passed, Refusal, Source, loaded
from memcon.library.correcting import Corrections
from memcon.library.rewording import Wordings
from memcon.library.workers import OURS, Alone, Done, Pool, Reader, Settings, Task
from memcon.model import Participant
from memcon.store import FileFacts, FileState, Store, WordCorrection

WHOLE_FILE = -1
FLUSH_DOCUMENTS, FLUSH_SECONDS = 64, 1.0
"""Records are stored together, this many or this long: a break costs that much reading, never anything stored."""
FIRST = 3
"""Failures whose reasons are told with the outcome of an import; the library keeps all."""
What = Literal["new", "changed", "unfinished", "held"]


class Progress(msgspec.Struct):
    """How far an import has come: sizes in bytes of the files, words of the documents stored, time in seconds,
    the files passed over, what failed first with its reasons, and the corrected words of earlier versions that do not fit the new
    ones."""

    documents: int = 0
    words: int = 0
    known: int = 0
    failed: int = 0
    files: int = 0
    bytes: int = 0
    all_files: int = 0
    all_bytes: int = 0
    seconds: float = 0.0
    passed: list[Passed] = msgspec.field(default_factory=list)
    reasons: list[str] = msgspec.field(default_factory=list)
    unfit: list[WordCorrection] = msgspec.field(default_factory=list)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the pace so far; None while nothing tells."""
        return self.seconds * (self.all_bytes - self.bytes) / self.bytes if self.bytes and self.documents else None


class Options(msgspec.Struct, frozen=True):
    """How to import: ``retry`` reads again what failed, ``keep`` stores the original bytes."""

    jobs: int = 1
    format: str | None = None
    cast: tuple[Participant, ...] = ()
    model: str | None = None
    retry: bool = False
    keep: bool = False


class Opened(msgspec.Struct):
    """A file being read: the paths that hold it, how many documents were seen and are still out, whether all were handed out."""

    id: int
    paths: list[str]
    size: int
    out: int = 0
    seen: int = 0
    handed: bool = False
    original: bytes | None = None
    labels: dict[int, str] = msgspec.field(default_factory=dict)


class Importing:
    """One import into one store."""

    def __init__(self, store: Store, reader: Reader, options: Options, tell: Callable[[Progress], None] = lambda _: None) -> None:
        if options.jobs < 1:
            raise SettingError(f"--jobs {options.jobs}: an import needs at least one process; give 1 or more.")
        self.store, self.reader, self.options, self.tell = store, reader, options, tell
        self.corrections, self.wordings = Corrections(store), Wordings(store, reader)
        self.progress = Progress()
        self.opened: dict[int, Opened] = {}
        self.waiting: list[Done] = []
        self.flushed = self.started = time.monotonic()
        settings = Settings(reader, options.cast, options.model)
        self.team: Alone | Pool = Alone(settings) if options.jobs == 1 else Pool(settings, options.jobs)
        self.versions = reader.versions(options.model)

    def run(self, found: Iterable[Found]) -> Progress:
        """Imports every source; raises MemconError only where no document could be read at all (no model, no room)."""
        try:
            for source in found:
                self.take(source)
            self.settle(all_=True)
        finally:
            self.team.close()
        return self.progress

    def take(self, source: Found) -> None:
        """Reads one file to its end."""
        if isinstance(source, Passed):
            self.progress.passed.append(source)
            return
        if isinstance(source, Refusal):
            self.failed(source.path, WHOLE_FILE, "", source.reason)
            return
        data = loaded(source)
        if isinstance(data, Refusal):
            self.failed(source.path, WHOLE_FILE, "", data.reason)
            return
        self.progress.files += 1
        sha256 = hashlib.sha256(data).hexdigest()
        state = self.store.file_state(sha256)
        retried = self.options.retry and bool(self.store.failures(source.path))
        if state is not None and state.done and not retried:
            self.store.finish_file(state.id, source.path, data if self.options.keep else None)
            self.store.clear_failures(source.path, WHOLE_FILE)
            self.progress.known += len(state.held)
            self.progress.bytes += source.size
        elif state is not None and state.id in self.opened:
            self.opened[state.id].paths.append(source.path)
        else:
            self.read(source, data, sha256, state)

    def read(self, source: Source, data: bytes, sha256: str, state: FileState | None) -> None:
        """Hands out the documents of a file that are not stored yet."""
        if state is None or self.options.retry:
            self.store.clear_failures(source.path)
        reader, model = self.versions
        rendered = self.rendered(source, data)
        if rendered is None:
            return
        state = self.store.open_file(FileFacts(sha256, len(data), reader, model, settings_of(self.options)), source.path)
        skipped = state.held | {f.ordinal for f in self.store.failures(source.path)}
        opened = Opened(state.id, [source.path], source.size, original=data if self.options.keep else None)
        self.opened[state.id] = opened
        self.hand_out(opened, rendered, skipped)
        opened.handed = True
        self.settle()

    def rendered(self, source: Source, data: bytes) -> Iterator[Task] | None:
        """The documents of a file as tasks; None where not even the first can be read, which is written down."""
        tasks = (Task(0, ordinal, rendered) for ordinal, rendered in enumerate(self.reader.render(data, source.path, self.options.format)))
        try:
            first = next(tasks, None)
        except OURS:
            raise
        except Exception as error:
            self.failed(source.path, WHOLE_FILE, "", reason_of(error))
            return None
        if first is None:
            self.failed(source.path, WHOLE_FILE, "", "the file holds no document.")
            return None
        return chained(first, tasks)

    def hand_out(self, opened: Opened, tasks: Iterator[Task], skipped: frozenset[int]) -> None:
        """Gives each document to the team that is not stored and has not failed before."""
        while (task := self.following(opened, tasks)) is not None:
            if task.ordinal in skipped:
                self.progress.known += 1
                continue
            opened.out += 1
            opened.labels[task.ordinal] = task.rendered.document.id
            self.team.submit(msgspec.structs.replace(task, file=opened.id))
            self.settle()

    def following(self, opened: Opened, tasks: Iterator[Task]) -> Task | None:
        """The next document; a file that breaks off there is written down, and what came before is kept."""
        try:
            task = next(tasks, None)
        except OURS:
            raise
        except Exception as error:
            self.failed(opened.paths[0], opened.seen, "", f"the file breaks off here: {reason_of(error)}")
            return None
        opened.seen += 1
        return task

    def settle(self, all_: bool = False) -> None:
        """Takes what the team has read, and stores it when it is time."""
        self.waiting += self.team.ready(all_)
        late = time.monotonic() - self.flushed > FLUSH_SECONDS
        if all_ or len(self.waiting) >= FLUSH_DOCUMENTS or (late and self.waiting):
            self.flush()

    def flush(self) -> None:
        """Stores what was read, and closes the files that are complete, all in one transaction."""
        with self.store.writing():
            for done in self.waiting:
                self.keep(done)
            for opened in [o for o in self.opened.values() if o.handed and not o.out]:
                for path in opened.paths:
                    self.store.finish_file(opened.id, path, opened.original)
                self.carry_words(opened)
                for name in self.store.additions.outdated(opened.id):
                    self.corrections.carry_sure(name)
                self.progress.bytes += opened.size
                del self.opened[opened.id]
        self.waiting.clear()
        self.flushed = time.monotonic()
        self.report()

    def carry_words(self, opened: Opened) -> None:
        """Takes the corrected words of the versions before into the new ones of a file; what does not fit is told."""
        for name in self.store.additions.outdated_words(opened.id):
            try:
                self.wordings.carry_words(name)
            except OURS:
                raise
            except Exception as error:
                reason = f"the corrected words of the version before were not carried over: {reason_of(error)}"
                self.failed(opened.paths[0], WHOLE_FILE, name, reason)
            self.progress.unfit += self.wordings.words_left_behind(name)

    def keep(self, done: Done) -> None:
        """Stores one record, or why there is none."""
        opened = self.opened[done.file]
        opened.out -= 1
        if done.entry is None:
            self.failed(opened.paths[0], done.ordinal, opened.labels.get(done.ordinal, ""), done.reason)
        elif self.store.put(done.file, done.ordinal, done.entry):
            self.progress.documents += 1
            self.progress.words += len(done.entry.record.document.text.split())
        else:
            self.progress.known += 1

    def failed(self, path: str, ordinal: int, label: str, reason: str) -> None:
        """Writes a failure down and goes on."""
        plain = reason.removeprefix(f"{path}: ")
        self.store.fail(path, ordinal, label, plain)
        self.progress.failed += 1
        if len(self.progress.reasons) < FIRST:
            self.progress.reasons.append(f"{path}{f' ({label})' if label else ''}: {plain}")
        self.report()

    def report(self) -> None:
        self.progress.seconds = time.monotonic() - self.started
        self.tell(self.progress)


def chained(first: Task, rest: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from rest


def reason_of(error: Exception) -> str:
    """Why something could not be read, for a person."""
    return str(error) if isinstance(error, MemconError) else f"a fault in the reader: {type(error).__name__}: {error}"[:500]


def settings_of(options: Options) -> str:
    """What was forced on the reading, as it stands in the provenance; "" where nothing was."""
    cast = hashlib.sha256(msgspec.json.encode(options.cast)).hexdigest()[:16] if options.cast else ""
    forced = {"format": options.format or "", "cast": cast}
    return ", ".join(f"{name} {value}" for name, value in forced.items() if value)


def planned(store: Store, found: Iterable[Found]) -> Iterator[tuple[str, What | str]]:
    """What an import would do with each path: new, changed, unfinished, held, or the reason why it would be
    refused or passed over."""
    current = {place: filed.sha256 for filed in store.documents() for place in filed.places}
    for source in found:
        if isinstance(source, Refusal):
            yield source.path, source.reason
            continue
        if isinstance(source, Passed):
            yield source.path, f"passed over: {source.reason}"
            continue
        data = loaded(source)
        if isinstance(data, Refusal):
            yield source.path, data.reason
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        state = store.file_state(sha256)
        known = source.path in current and current[source.path] != sha256
        yield source.path, "held" if state and state.done else "unfinished" if state else "changed" if known else "new"


__all__ = ["Importing", "Options", "Progress", "planned"]
