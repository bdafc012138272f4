"""Whether everything that memcon needs is on this machine: each part is used once, and the connections opened meanwhile are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from memcon.errors import MemconError
from memcon.library.doctor import CONNECTIONS

PAPER = (
    "Memorandum of Conversation\n\nMay 4, 1963\n\nThe Foreign Minister said that the ferries would sail in June. The Ambassador"
    " replied that he was glad.\n"
)
WORDS = "FERRIES SAIL"


class Trial(msgspec.Struct, frozen=True):
    """One part that was used: what it is, and what is wrong with it ("" where it works)."""

    what: str
    problem: str = ""


def trials() -> tuple[Trial, ...]:
    """Every part in turn; the last says how many connections were opened."""
    found = [tried(what, act) for what, act in parts()]
    outward = [event for event in CONNECTIONS if not probe(event)]
    opened = f"{len(outward)} network connections were opened: {'; '.join(outward[:3])}" if outward else ""
    return (*found, Trial("no network connection", opened))


def probe(event: str) -> bool:
    """Whether an event only asks whether this machine knows IPv6: a socket on the machine's own address, where nobody listens. A
    library that the recognition brings along does so when it is loaded."""
    return event.startswith("socket.bind") and event.endswith("('::1', 0))")


def tried(what: str, act: Callable[[], str]) -> Trial:
    """One part used; whatever it raises is what is wrong with it."""
    try:
        return Trial(what, act())
    except MemconError as error:
        return Trial(what, str(error))
    except Exception as error:
        return Trial(what, f"{type(error).__name__}: {error}; install memcon again")


def parts() -> Iterator[tuple[str, Callable[[], str]]]:
    """The parts: what is installed by choice is tried where it is there."""
    from importlib.util import find_spec

    yield "reading a record", reads
    yield "every format", formats_load
    yield "PDF pages", draws
    yield "a library", keeps
    if find_spec("rapidocr"):
        yield "character recognition", recognises
    if find_spec("sqlcipher3"):
        yield "an encrypted library", encrypts


def reads() -> str:
    """Language model, encoder, weights and word lists, on a small paper."""
    from memcon import record

    (read,) = record.read_bytes(PAPER.encode(), "a paper of memcon's own")
    return "" if len(read.statements) == 2 else f"a paper of two statements was read as {len(read.statements)}; install memcon again"


def formats_load() -> str:
    from memcon import formats

    for name in formats.names():
        formats.reader(name)
    return ""


def draws() -> str:
    """The PDF engine, on an empty page."""
    import pypdfium2

    with pypdfium2.PdfDocument.new() as file:
        file.new_page(72, 72)
        return "" if file[0].render().to_numpy().shape[:2] == (72, 72) else "a page is drawn in the wrong size; install memcon again"


def keeps() -> str:
    return kept("")


def encrypts() -> str:
    return kept("a key for a trial")


def kept(key: str) -> str:
    """A library made in a folder of its own and opened again."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from memcon.store import open_store

    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.db"
        open_store(path, create=True, key=key).close()
        again = open_store(path, key=key)
        health = again.health()
        again.close()
    return "; ".join(health)


def recognises() -> str:
    """The models of the recognition, on a drawn line."""
    import numpy
    from PIL import Image, ImageDraw, ImageFont

    from memcon.formats.paper import recognition

    image = Image.new("RGB", (700, 120), (255, 255, 255))
    ImageDraw.Draw(image).text((30, 30), WORDS, font=ImageFont.load_default(48), fill=(0, 0, 0))
    read = " ".join(word.text for word in recognition.recognised(numpy.asarray(image), 1, 0.36).words)
    return "" if read == WORDS else f"a line that says {WORDS} was read as '{read}'; install memcon[scan] again"
