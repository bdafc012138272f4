"""Where the bench scripts find what they measure on: ``$MEMCON_SHARED`` (default ``../shared`` beside the project)."""

from __future__ import annotations

import importlib.util
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import report

sys.path.insert(0, str(report.ROOT / "src"))

from memcon.formats import tei
from memcon.model import Rendered


def shared(*parts: str) -> Path:
    """A folder or file of the shared material; ends the script with exit status 2 where it is not there."""
    root = Path(os.environ.get("MEMCON_SHARED") or report.ROOT.parent / "shared")
    path = root.joinpath(*parts)
    if not path.exists():
        report.stop(f"{path}: not found; set MEMCON_SHARED to the folder that holds {parts[0]}/.")
    return path


def program(path: Path) -> ModuleType:
    """A Python program as a module, by its path; it is not run."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        report.stop(f"{path}: this is no Python program; set MEMCON_SHARED to the folder it came with.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def body(rendered: Rendered) -> str:
    """The text of a document up to its first footnote."""
    notes = [part.start for part in rendered.parts if part.kind == "footnote"]
    return rendered.document.text[: min(notes, default=None)].rstrip()


def volumes() -> list[Path]:
    """The FRUS volumes, by name; ends the script where there is none."""
    folder = shared("frus")
    found = sorted(folder.glob("*.xml"))
    if not found:
        report.stop(f"{folder}: the folder holds no TEI volume; put volumes of FRUS (NAME.xml) into it.")
    return found


def documents(seed: int) -> Iterator[Rendered]:
    """Documents of FRUS in a random order that the seed fixes: volumes by turns, eight documents of each at a time."""
    chance = random.Random(seed)
    paths = volumes()
    chance.shuffle(paths)
    left: dict[Path, list[Rendered]] = {}
    while paths:
        for path in list(paths):
            if path not in left:
                left[path] = list(tei.read(path.read_bytes(), path.name))
                chance.shuffle(left[path])
            yield from left[path][:8]
            left[path] = left[path][8:]
            if not left[path]:
                paths.remove(path)
