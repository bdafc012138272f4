"""Damage led by coverage: what ``bench/fuzz --guided`` runs for one format, in a process of its own.

atheris (libFuzzer) counts the branches of memcon and python-docx that an input takes, keeps each input that takes a new one, and damages
those further: by its own means, and half the time by those of ``mutating.py``, which know the inside of an archive. The corpus begins with
the sound papers. What breaks is kept as a file and reading goes on, so that one run finds more than one fault.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

INSTRUMENTED = ("memcon", "docx")
MEMORY = 4096
CLOCK = 12
"""So many times its seconds an input may take by the clock."""
FOUND = "found.jsonl"


def main() -> None:
    """Reads until the time is over; libFuzzer's own lines on standard error say how far it came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("broken", type=Path, help="folder for what breaks")
    parser.add_argument("--total", type=int, required=True, help="seconds by the clock")
    parser.add_argument("--seconds", type=int, required=True, help="of processor time for one input")
    options = parser.parse_args()
    for folder in (options.corpus, options.broken):
        folder.mkdir(parents=True, exist_ok=True)

    # Here and not above: only what is imported from now on is counted, and who does not fuzz needs no atheris.
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        import docx  # noqa: F401

        import outcomes
        from memcon import formats
        from memcon.formats import bounds

        for name in formats.BUILT_IN:
            formats.reader(name)
    import mutating

    for data in mutating.seeds(options.name):
        (options.corpus / f"sound-{zlib.crc32(data):08x}").write_bytes(data)
    if options.name == "scan":
        from memcon.formats.paper import recognition

        recognition.engine()
    bounds.bound_memory(MEMORY)
    known: set[tuple[str, str]] = set()

    def one_input(data: bytes) -> None:
        what, said = outcomes.outcome(options.name, zlib.crc32(data), data, options.seconds)
        place = (what, said.rpartition("(")[2])
        if what not in {"read", "refused"} and place not in known:
            known.add(place)
            keep(options.broken, data, what, said)

    def mutated(data: bytes, size: int, seed: int) -> bytes:
        return damaged(data, size, options.name, random.Random(seed), atheris.Mutate)

    limits = [f"-max_total_time={options.total}", f"-timeout={CLOCK * options.seconds}", f"-rss_limit_mb={MEMORY}", "-len_control=0",
              f"-artifact_prefix={options.broken}{os.sep}", "-print_final_stats=1"]
    atheris.Setup(["fuzz", *limits, str(options.corpus)], one_input, custom_mutator=mutated)
    atheris.Fuzz()


def keep(folder: Path, data: bytes, what: str, said: str) -> None:
    """Keeps what broke, and says so in the folder's list."""
    name = f"{what}-{zlib.crc32(data):08x}"
    (folder / name).write_bytes(data)
    with (folder / FOUND).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"what": what, "said": said, "file": name}) + "\n")


def damaged(data: bytes, size: int, name: str, chance: random.Random, own: Callable[[bytes, int], bytes]) -> bytes:
    """A paper damaged further, at most ``size`` bytes; ``own`` is libFuzzer's way to do it."""
    import mutating

    if unpacks(data) and chance.random() < 0.8:
        return mutating.repacked(data, name, chance)[:size]
    if chance.random() < 0.5:
        return own(data, size)
    return mutating.hurt(data, name, chance)[:size]


def unpacks(data: bytes) -> bool:
    """Whether the bytes are an archive of which every file can be unpacked."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist()) and archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return False


if __name__ == "__main__":
    main()
