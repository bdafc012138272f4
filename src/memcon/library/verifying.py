"""A library -> what in it is not as it was: the log, the stored records, the sources, and a second reading of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from memcon.errors import MemconError, SettingError
from memcon.library import archives, naming
from memcon.library.workers import Reader
from memcon.model import Record
from memcon.store import Kept, Store


class Difference(msgspec.Struct, frozen=True):
    """Something that is not as it was: the document, path or "log" it is about, and one sentence. ``serious`` is False where
    it is to be expected, as after a new version of memcon."""

    subject: str
    what: str
    serious: bool = True


class Verification(msgspec.Struct, frozen=True):
    """What was looked at, and the differences."""

    documents: int
    files: int
    read_again: int
    differences: tuple[Difference, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing serious was found."""
        return not any(difference.serious for difference in self.differences)


def verify(store: Store, reader: Reader | None, sample: int | None, model: str | None = None, seed: int = 0) -> Verification:
    """Checks the log and every stored record; hashes the files again and, with a reader, reads their documents again.

    ``sample`` is the number of files that are hashed and read, chosen by ``seed``; None takes all. Raises SettingError where it is
    under 1.
    """
    if sample is not None and sample < 1:
        raise SettingError(f"--sample {sample}: at least one file must be looked at; leave it out to look at all.")
    kept = list(store.kept())
    found = [*log_differences(store), *stored_differences(store, kept)]
    by_file = [list(group) for _, group in groupby(kept, key=lambda k: k.sha256)]
    if sample is not None and sample < len(by_file):
        import random

        by_file = random.Random(seed).sample(by_file, sample)
    read_again = 0
    for group in by_file:
        data, differences = source_of(group[0])
        found += differences
        if data is None and (original := store.original(group[0].name)):
            data, differences = kept_original(group[0], original)
            found += differences
        if reader is not None and data is not None:
            read_again += len(group)
            found += list(read_differences(store, reader, group, data, model))
    return Verification(len(kept), len(by_file), read_again, tuple(found))


def log_differences(store: Store) -> Iterator[Difference]:
    """The first line of the log that is not as it was written."""
    if broken := store.broken_line():
        yield Difference("log", f"{broken}; the log no longer proves what follows.")


def stored_differences(store: Store, kept: Iterable[Kept]) -> Iterator[Difference]:
    """Records whose words are not those that were logged when they came."""
    for one in kept:
        if not one.logged:
            yield Difference(one.name, "the log does not say that this document was imported.")
            continue
        try:
            record = store.record(one.name)
        except Exception as error:
            yield Difference(one.name, f"the stored record cannot be read ({type(error).__name__}).")
            continue
        if naming.digest(record) != one.logged or one.digest != one.logged:
            yield Difference(one.name, "the stored record is not the one that was imported.")
        base = store.additions.recognised(one.name)
        if base is not None and naming.digest(base) != store.additions.digest_at_import(one.name):
            yield Difference(one.name, "what is kept beside the corrected words is not what was recognised.")


def source_of(kept: Kept) -> tuple[bytes | None, list[Difference]]:
    """The bytes of a file that still has the digest it had, None where none has; with what was found at its places."""
    found: list[Difference] = []
    for path in kept.paths:
        data = load(path)
        if data is None:
            found.append(Difference(path, "the file is not there any more, or cannot be read.", serious=False))
        elif hashlib.sha256(data).hexdigest() != kept.sha256:
            found.append(
                Difference(path, "the file has changed since it was imported; import it again to keep both versions.", serious=False)
            )
        else:
            return data, found
    return None, found


def kept_original(kept: Kept, original: bytes) -> tuple[bytes | None, list[Difference]]:
    """The bytes that the library itself keeps, None where they are not those that were imported."""
    if hashlib.sha256(original).hexdigest() == kept.sha256:
        return original, []
    return None, [Difference(kept.name, "the original bytes kept in the library are not those that were imported.")]


def load(path: str) -> bytes | None:
    """The bytes at a path, also of a file in an archive; None where they cannot be had."""
    outer = path.partition(archives.INSIDE)[0]
    try:
        for source in archives.sources([outer]):
            if isinstance(source, archives.Source) and source.path == path:
                return source.load()
    except Exception:
        # Whatever keeps the file from being read (gone, damaged, no rights) is told by the caller as one finding.
        return None
    return None


def read_differences(store: Store, reader: Reader, group: list[Kept], data: bytes, model: str | None) -> Iterator[Difference]:
    """Documents of one file that are read otherwise today; expected where the versions differ."""
    wanted = {kept.ordinal: kept for kept in group}
    same = (group[0].reader, group[0].model) == reader.versions(model)
    if group[0].settings:
        yield Difference(group[0].name, f"read with {group[0].settings}, which is not kept: not read again.", serious=False)
        return
    source = store.record(group[0].name).document.source
    try:
        for ordinal, rendered in enumerate(reader.render(data, source, None)):
            if ordinal in wanted:
                yield from compare(as_read(store, wanted[ordinal].name), reader.compose(rendered, (), model), wanted[ordinal], same)
    except MemconError as error:
        yield Difference(group[0].name, f"cannot be read again: {error}", serious=same)


def as_read(store: Store, name: str) -> Record:
    """A document as it was read, before readers corrected its words."""
    return store.additions.recognised(name) or store.record(name)


def compare(stored: Record, again: Record, kept: Kept, same: bool) -> Iterator[Difference]:
    """Where the second reading differs, and whether another version explains it."""
    if stored == again:
        return
    fields = [name for name in stored.__struct_fields__ if getattr(stored, name) != getattr(again, name)]
    reason = "by the same versions" if same else f"by other versions (then {kept.reader}, {kept.model})"
    yield Difference(kept.name, f"reads otherwise today {reason}: {', '.join(fields)} differ.", serious=same)
