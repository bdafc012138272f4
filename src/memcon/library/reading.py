"""How a library reads documents: rendered in the importing process, composed into records where there are cores to spare.

Imported only where something is read, so that searching never waits for the language model.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata

from memcon import record, sentences
from memcon.formats import apart
from memcon.model import Participant, Record, Rendered


class RecordReader:
    """memcon's own reading, one document at a time; it has no state, so that it can be sent to another process."""

    def render(self, data: bytes, source: str, format: str | None) -> Iterator[Rendered]:  # noqa: A002
        """The documents of the bytes; raises UnreadableError."""
        return iter(apart.read_bytes(data, source, format))

    def compose(self, rendered: Rendered, cast: tuple[Participant, ...], model: str | None) -> Record:
        """The record of one document; raises UnreadableError where it is not English."""
        record.refuse_foreign(rendered)
        return record.compose(rendered, cast, model)

    def versions(self, model: str | None) -> tuple[str, str]:
        """The versions of memcon and of the language model, as they stand in the provenance of what is read."""
        name = sentences.model_name(model)
        return version("memcon"), f"{name} {version(name)}"


def version(distribution: str) -> str:
    """The version of an installed package; "not installed as a package" where there is none."""
    try:
        return metadata.version(distribution.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return "not installed as a package"
