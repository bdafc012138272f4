"""memcon reads a diplomatic record and tells its voices apart: who said what, to whom, in whose words.

The public calls are looked up when first used, so that ``memcon --help`` need not load what reading needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memcon.errors import MemconError
    from memcon.library import Library
    from memcon.model import (
        Condition,
        Document,
        Event,
        Exchange,
        Item,
        Mention,
        Part,
        Participant,
        Person,
        Position,
        Record,
        Statement,
    )
    from memcon.record import from_json, read, read_all, read_bytes, schema, to_json

__version__ = "0.1.0"

__all__ = [
    "Condition",
    "Document",
    "Event",
    "Exchange",
    "Item",
    "Library",
    "MemconError",
    "Mention",
    "Part",
    "Participant",
    "Person",
    "Position",
    "Record",
    "Statement",
    "from_json",
    "read",
    "read_all",
    "read_bytes",
    "schema",
    "to_json",
]

HOMES = {"Library": "library", "MemconError": "errors"} | dict.fromkeys(
    ("from_json", "read", "read_all", "read_bytes", "schema", "to_json"), "record"
)


def __getattr__(name: str) -> object:
    """A public call or type from the file it lives in."""
    if name not in __all__:
        raise AttributeError(f"module 'memcon' has no attribute '{name}'")
    return getattr(import_module(f"memcon.{HOMES.get(name, 'model')}"), name)
