"""Many records in one place: imported, found again with their sources, verified, forgotten.

The names are looked up when first used, so that a search need not load what an import needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memcon.library.importing import Progress
    from memcon.library.library import Library
    from memcon.library.people import Proposal
    from memcon.library.results import Back, Diagnosis, Found, Held, Link, Network, Selected, Thread, Widening
    from memcon.library.searching import DEFAULT, VARIABLE, chosen_path
    from memcon.library.verifying import Difference, Verification
    from memcon.library.workers import Reader
    from memcon.store import (
        FACETS,
        Actor,
        Answer,
        Branches,
        Count,
        Edge,
        Facet,
        Failure,
        Filed,
        Hit,
        Known,
        LibraryError,
        Line,
        Merge,
        Reference,
        Status,
    )

__all__ = [
    "DEFAULT", "FACETS", "VARIABLE", "Actor", "Answer", "Back", "Branches", "Count", "Diagnosis", "Difference", "Edge", "Facet",
    "Failure", "Filed", "Found", "Held", "Hit", "Known", "Library", "LibraryError", "Line", "Link", "Merge", "Network", "Progress",
    "Proposal", "Reader", "Reference", "Selected", "Status", "Thread", "Verification", "Widening", "chosen_path",
]

RESULTS = ("Back", "Diagnosis", "Found", "Held", "Link", "Network", "Selected", "Thread", "Widening")
HOMES = {
    "Library": "library.library", "Progress": "library.importing", "Proposal": "library.people", "Reader": "library.workers",
    "Difference": "library.verifying", "Verification": "library.verifying",
} | dict.fromkeys(RESULTS, "library.results") | dict.fromkeys(("DEFAULT", "VARIABLE", "chosen_path"), "library.searching")
"""Where each name lives; those that are not listed live in the store."""


def __getattr__(name: str) -> object:
    """A public name from the file it lives in."""
    if name not in __all__:
        raise AttributeError(f"module 'memcon.library' has no attribute '{name}'")
    return getattr(import_module(f"memcon.{HOMES.get(name, 'store')}"), name)
