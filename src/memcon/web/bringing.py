"""Bring in: files dropped on the page are taken into a folder of this run and imported, their progress told as it comes."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Lock, Thread

import anyio
import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from memcon.errors import MemconError, SettingError
from memcon.library import Failure, Progress
from memcon.library.receiving import DROPPED
from memcon.web.entrance import Door
from memcon.web.forms import MOST_FIELDS, MOST_FILES, Given, back, check
from memcon.web.problems import Refusal
from memcon.web.room import Room, room_of
from memcon.web.templating import as_json, page

LOOK = 0.25
"""Seconds between two looks at how far an import has come."""
GRACE = 5.0
"""Seconds that a room waits for an import when it closes."""
MOST_WAITING = 20
"""Imports that may wait for their turn."""


class Batch(msgspec.Struct):
    """One import: what was handed over, how far it has come, and the sentence that ended it where it failed as a whole."""

    number: int
    files: dict[str, Path]
    progress: Progress = msgspec.field(default_factory=Progress)
    state: str = "waiting"
    problem: str = ""
    retry: bool = False

    @property
    def over(self) -> bool:
        return self.state in {"done", "failed"}

    def told(self) -> dict[str, object]:
        """What a page or program is told of it; ``share`` is between 0 and 1."""
        p = self.progress
        share = 1.0 if self.state == "done" else p.bytes / p.all_bytes if p.all_bytes else 0.0
        return {
            "number": self.number, "state": self.state, "problem": self.problem, "files": list(self.files),
            "share": round(share, 3), "documents": p.documents, "words": p.words, "known": p.known, "failed": p.failed,
            "seconds": round(p.seconds, 1), "left": p.left,
        }


class Bench:
    """The imports of this run. One is read at a time; dropped files lie in a folder that goes with the run."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.folder = Path(tempfile.mkdtemp(prefix="memcon-"))
        self.batches: list[Batch] = []
        self.adding, self.reading = Lock(), Lock()
        self.threads: list[Thread] = []

    def place(self) -> Path:
        """A folder of its own for the files of one upload."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def start(self, files: dict[str, Path], retry: bool = False) -> Batch:
        """Begins an import; raises Refusal where too many wait."""
        with self.adding:
            if sum(not batch.over for batch in self.batches) >= MOST_WAITING:
                raise Refusal(429, "Too many imports are waiting.", "Wait until some are done.")
            batch = Batch(len(self.batches) + 1, files, retry=retry)
            self.batches.append(batch)
        thread = Thread(target=self.run, args=(batch,), name=f"import-{batch.number}", daemon=True)
        self.threads = [*(t for t in self.threads if t.is_alive()), thread]
        thread.start()
        return batch

    def run(self, batch: Batch) -> None:
        """Imports a batch when its turn has come; whatever happens, it ends with a word."""
        with self.reading:
            batch.state = "reading"
            try:
                with self.room.opened() as library:

                    def tell(progress: Progress) -> None:
                        batch.progress = msgspec.structs.replace(progress)

                    tell(library.receive(batch.files, jobs=self.room.jobs, retry=batch.retry, tell=tell))
                batch.state = "done"
            except MemconError as error:
                batch.state, batch.problem = "failed", str(error)
            except Exception as error:
                logging.getLogger("memcon.web").error("import %s", batch.number, exc_info=error)
                batch.state, batch.problem = "failed", f"A fault in memcon ({type(error).__name__}); the terminal says more."

    def close(self) -> None:
        """Waits a little for what is being read, then throws the folder away. An import that is broken off loses nothing stored."""
        for thread in self.threads:
            thread.join(GRACE)
        shutil.rmtree(self.folder, ignore_errors=True)


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """What lives as long as the room: the imports of this run, and the count of wrong passwords."""
    app.state.bench = Bench(app.state.room)
    app.state.door = Door()
    # While one connection stays open, SQLite need not fold its journal into the file after each request.
    with app.state.room.opened():
        try:
            yield
        finally:
            await run_in_threadpool(app.state.bench.close)


def bench_of(request: Request) -> Bench:
    found: Bench = request.app.state.bench
    return found


def bring_in(request: Request) -> Response:
    """Where files are dropped; what is being read, and what could not be."""
    room, bench = room_of(request), bench_of(request)
    with room.opened() as library:
        failures = library.failures()
    return page(
        request, "bring_in.html", room, title="Bring in", batches=[batch.told() for batch in reversed(bench.batches)], failures=failures,
        again=set(again(bench, failures)),
    )


async def receive(request: Request) -> Response:
    """Takes files and begins to read them. A page is led to their progress, a program gets it as JSON."""
    bench = bench_of(request)
    async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES) as form:
        check(request, form)
        handed = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
        if not handed:
            raise SettingError("no file arrived; choose at least one.")
        files = await run_in_threadpool(kept, bench.place(), handed)
    batch = bench.start(files)
    if "application/json" in request.headers.get("accept", "") or request.url.path.startswith("/api/"):
        return as_json(request, batch.told(), 202, Location=f"/api/v1/imports/{batch.number}")
    return back("/bring-in")


def kept(folder: Path, handed: list[UploadFile]) -> dict[str, Path]:
    """The files in a folder, by the names they came with; two of one name are told apart."""
    files: dict[str, Path] = {}
    for number, file in enumerate(handed):
        name = Path((file.filename or "").replace("\\", "/")).name or "unnamed"
        if name in files:
            name = f"{number}-{name}"
        path = folder / f"{number}{''.join(Path(name).suffixes)[-12:]}"
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        files[name] = path
    return files


def state(request: Request) -> Response:
    """How far an import has come."""
    return as_json(request, batch_of(request).told())


def batch_of(request: Request) -> Batch:
    """The import that is asked for; raises Refusal where there is none of that number."""
    number: int = request.path_params["number"]
    bench = bench_of(request)
    if not 1 <= number <= len(bench.batches):
        raise Refusal(404, f"There is no import {number} in this run.")
    return bench.batches[number - 1]


def events(request: Request) -> Response:
    """The progress of an import as server-sent events, until it is over."""
    batch = batch_of(request)

    async def told() -> AsyncIterator[bytes]:
        last: dict[str, object] = {}
        while True:
            # Asked first: what is told of an import that is over by now is the last word.
            over = batch.over
            now = batch.told()
            if now != last:
                yield b"event: progress\ndata: " + msgspec.json.encode(now) + b"\n\n"
                last = now
            if over:
                return
            await anyio.sleep(LOOK)

    return StreamingResponse(told(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def again(bench: Bench, failures: tuple[Failure, ...]) -> dict[str, tuple[str, Path]]:
    """Failed paths whose files this run still has, with the name and place of the file."""
    from memcon.library.receiving import place_of

    held = {place_of(name, path): (name, path) for batch in bench.batches for name, path in batch.files.items() if path.exists()}
    return {f.path: held[place] for f in failures for place in held if f.path == place or f.path.startswith(f"{place}!/")}


def retry(request: Request, given: Given) -> Response:
    """Reads again what failed: files dropped in this run from where they lie, others from their own path."""
    room, bench = room_of(request), bench_of(request)
    with room.opened() as library:
        failures = library.failures()
    files = dict(again(bench, failures).values())
    files |= {
        failure.path: Path(failure.path.partition("!/")[0]) for failure in failures
        if not failure.path.startswith(f"{DROPPED}/") and Path(failure.path.partition("!/")[0]).is_file()
    }
    if not files:
        raise SettingError("the files that failed are no longer there; bring them in again.")
    bench.start(files, retry=True)
    return back("/bring-in")


__all__ = ["Batch", "Bench", "bring_in", "events", "lifespan", "receive", "retry", "state"]
