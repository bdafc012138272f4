"""A whole library: records imported, found again with their sources, verified, forgotten.

Nothing here loads a language model but ``add``, ``import_paths``, a ``verify`` that reads again, and what corrects words.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memcon.citations import Style, cite
from memcon.errors import SettingError
from memcon.library import archives, topics
from memcon.library.asking import asked_for, expanded, understood
from memcon.library.correcting import Correcting
from memcon.library.doctor import diagnosis
from memcon.library.importing import Importing, Options, Progress, planned
from memcon.library.keeping import Keeping
from memcon.library.looking import Looking
from memcon.library.people import Proposal, proposal, proposals
from memcon.library.receiving import Receiving
from memcon.library.results import Back, Diagnosis, Held, Link, Selected, Thread
from memcon.library.rewording import Wording
from memcon.library.searching import Searching
from memcon.library.verifying import Verification, verify
from memcon.library.workers import Reader
from memcon.model import Participant
from memcon.search import And, Field, Or, Query, Term, parse
from memcon.store import (
    Actor,
    Failure,
    Filed,
    LibraryError,
    Line,
    Merge,
    Status,
)

if TYPE_CHECKING:
    from memcon.store.postings import Postings


class Library(Searching, Correcting, Wording, Keeping, Looking, Receiving):
    """A library file. Use it in a ``with`` block or call ``close``; each thread opens its own.

    Raises LibraryError where the file is missing (without ``create``), no library, damaged, or of a newer memcon. ``key`` is the
    passphrase of an encrypted one (default: the one in the file that MEMCON_KEY_FILE names).
    """

    def __init__(
        self, path: str | Path | None = None, create: bool = False, reader: Reader | None = None, key: str | None = None
    ) -> None:
        super().__init__(path, create, key)
        self.given = reader

    @property
    def reader(self) -> Reader:
        """How documents are read: what was given, else memcon's own reading."""
        if self.given is None:
            # The one import below that is not at the top: it brings the language libraries, which searching must not wait for.
            from memcon.library.reading import RecordReader

            self.given = RecordReader()
        return self.given

    def add(self, *paths: str | Path, **options: Any) -> Progress:
        """Imports a few files in this process; options as those of ``import_paths``."""
        return self.import_paths([str(path) for path in paths], **options)

    def import_paths(
        self, paths: list[str], *, jobs: int = 1, format: str | None = None, cast: tuple[Participant, ...] = (),  # noqa: A002
        model: str | None = None, retry: bool = False, keep_originals: bool = False, tell: Callable[[Progress], None] | None = None,
    ) -> Progress:
        """Imports files, folders and archives; what is held already is passed over, what fails is written down.

        ``jobs`` is the number of reading processes. ``retry`` reads again what failed before, with no paths all of it.
        ``tell`` is called with the progress about once a second. Raises MemconError where nothing can be read at all.
        """
        if retry and not paths:
            paths = sorted({failure.path.partition(archives.INSIDE)[0] for failure in self.store.failures()})
        importing = Importing(self.store, self.reader, Options(jobs, format, cast, model, retry, keep_originals), tell or (lambda _: None))
        for source in archives.sources(paths) if tell else ():
            if isinstance(source, archives.Source):
                importing.progress.all_files += 1
                importing.progress.all_bytes += source.size
        return importing.run(archives.sources(paths))

    def plan(self, paths: list[str]) -> Iterator[tuple[str, str]]:
        """What an import would do with each path, without reading it: new, changed, unfinished, held, or why it is refused."""
        return planned(self.store, archives.sources(paths))

    def watch(self, paths: list[str], every: float = 2.0, **options: Any) -> Iterator[Progress]:
        """Imports again whenever a file under the paths changes; looks every so many seconds, without end."""
        seen: dict[str, tuple[int, int]] | None = None
        while True:
            now = snapshot(paths)
            if now != seen:
                seen = now
                yield self.import_paths(paths, **options)
            time.sleep(every)

    def selected(self, query: str | Query | None = None, *, old_versions: bool = False) -> Iterator[Selected]:
        """Every document in which a query finds something, by date, with its record and the statements found; without a query
        all documents."""
        if query is None:
            names = (filed.name for filed in self.store.documents() if filed.current or old_versions)
            found: Iterable[tuple[str, frozenset[str] | None]] = ((name, None) for name in names)
        else:
            rows = groupby(self.store.chosen(expanded(understood(query)), old_versions), key=lambda row: row[0])
            found = ((name, frozenset(label for _, label in statements)) for name, statements in rows)
        for name, labels in found:
            yield Selected(name, self.store.record(name), labels, {known.person: known for known in self.store.known(name)})

    def document(self, reference: str) -> Filed:
        """A document by its id, its label, its printed number or its path, or the beginning of its id or digest; raises LibraryError."""
        return self.store.filed(self.store.resolve(reference))

    def documents(self) -> Iterator[Filed]:
        """Every document, old versions included."""
        return self.store.documents()

    def postings(self) -> Postings:
        """The word index, ready for many questions about which documents hold some words together."""
        return self.store.postings()

    def original(self, reference: str) -> bytes:
        """The bytes of the file that a document came from; raises LibraryError where the import did not keep them."""
        name = self.store.resolve(reference)
        if data := self.store.original(name):
            return data
        raise LibraryError(f"{self.path}: the original bytes of {name} were not kept; import its file with --keep-originals.")

    def page(self, reference: str, number: int, statement: str | None = None) -> bytes:
        """A page of a document that came on paper, as a PNG file, the words of one statement lit up; raises LibraryError.

        It is drawn in a process of its own with bounds of time and memory.
        """
        # What draws pages is loaded where a page is asked for, so that searching starts without it.
        from memcon.library import pages

        filed = self.document(reference)
        return pages.png(filed, self.show(reference), number, statement, kept=self.store.original(filed.name))

    def cite(self, reference: str, style: Style = "chicago", statement: str | None = None) -> str:
        """A citation of a document, or of one statement of it; raises LibraryError, or SettingError on an unknown style or statement."""
        return cite(self.show(reference), style, statement, self.store.resolve(reference))

    def thread(self, reference: str) -> Thread:
        """What a record answers and what answers it, as far as the library holds it."""
        name = self.store.resolve(reference)
        links = (Link(ref, tuple(self.store.filed(other) for other in others)) for ref, others in self.store.references(name))
        back = (Back(ref, self.store.filed(other)) for ref, other in self.store.referring(name))
        return Thread(self.store.filed(name), tuple(links), tuple(back))

    def people(self, words: str = "") -> tuple[Actor, ...]:
        """The people of the library, those in most documents first; with words, those one of whose names holds them."""
        return self.store.actors(words)

    def proposals(self, words: str = "") -> tuple[Proposal, ...]:
        """Pairs that may be one person, with what speaks for it and against it; nothing is merged by itself."""
        return tuple(proposals(self.people(words)))

    def merge(self, first: str | int, second: str | int, because: str = "") -> Merge:
        """Says that two are one person, by their numbers or by names that mean one only; ``undo`` takes it back.

        The merge keeps the evidence: what is given as ``because``, else what speaks for it and against it in the library.
        """
        one, other = self.actor(first), self.actor(second)
        pair = {actor.id: actor for actor in self.people() if actor.id in (one, other)} if not because else {}
        made = proposal(pair[one], pair[other]) if len(pair) == 2 else None
        doubt = f"; in doubt: {made.doubt}" if made and made.doubt else ""
        return self.store.merge(one, other, because or (f"{made.evidence}{doubt}" if made else "by hand, without evidence in the library"))

    def undo(self, merge: int) -> Merge:
        """Takes a merge back."""
        return self.store.unmerge(merge)

    def merges(self) -> tuple[Merge, ...]:
        """Every merge made, those taken back included."""
        return self.store.merges()

    def actor(self, wanted: str | int) -> int:
        """The number of the actor meant; raises LibraryError where none or several are."""
        if isinstance(wanted, int) or wanted.isdigit():
            return int(wanted)
        found = self.people(wanted)
        exact = [actor for actor in found if actor.name == wanted] or list(found)
        if len(exact) == 1:
            return exact[0].id
        if not exact:
            raise LibraryError(f"{self.path}: nobody in the library is called '{wanted}'; 'memcon people' lists who is.")
        listed = ", ".join(f"{actor.id} {actor.name}" for actor in exact[:5])
        raise LibraryError(f"{self.path}: '{wanted}' can mean several people ({listed}); give the number of one.")

    def positions(self, actor: str, topic: str | None = None, *, limit: int | None = None) -> Held:
        """What an actor said on a topic, in quotation or as reported, by date. A topic is a query; its plain words are widened
        by the vocabulary of countries and subject tags."""
        if not any(character.isalnum() for character in actor):
            raise SettingError("--actor: nobody is named; give any of the person's names, as in --actor Oreil.")
        asked = parse(topic) if topic else None
        said = Or((Field("mode", Term("verbatim")), Field("mode", Term("reported"))))
        tree = And((Field("speaker", Term(actor)), said, *((topics.widened(asked.tree),) if asked else ())))
        return Held(actor, asked, self.store.find(Query(actor, tree), asked_for(limit), "date", False))

    def status(self) -> Status:
        """How much the library holds, and what failed."""
        return self.store.status()

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, and why."""
        return self.store.failures()

    def log(self) -> Iterator[Line]:
        """The log of imports, merges and deletions."""
        return self.store.log()

    def verify(self, *, sample: int | None = None, read_again: bool = True, model: str | None = None, seed: int = 0) -> Verification:
        """Looks whether everything is as it was; ``sample`` files, or all, are hashed again and, unless told otherwise, read again."""
        return verify(self.store, self.reader if read_again else None, sample, model, seed)

    def delete(self, *references: str) -> tuple[str, ...]:
        """Forgets documents: no word of them stays in the file, the log keeps that they were there. Returns their ids.

        The whole file is rewritten, which takes its time and as much room again. Raises LibraryError.
        """
        names = self.named(*references)
        self.store.forget(names)
        return names

    def named(self, *references: str) -> tuple[str, ...]:
        """The lasting ids of the documents meant, of deleted ones too; raises LibraryError."""
        return tuple(ref if self.store.deleted(ref) else self.store.resolve(ref) for ref in references)

    def doctor(self) -> Diagnosis:
        """What is installed, and whether the library is whole."""
        return diagnosis(self.store, self.path)


def snapshot(paths: list[str]) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file under the paths."""
    found: dict[str, tuple[int, int]] = {}
    for name in paths:
        path = Path(name)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not archives.is_library(file):
                facts = file.stat()
                found[str(file)] = (facts.st_size, facts.st_mtime_ns)
    return found
