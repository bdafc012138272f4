"""The pictures of how something grows with the size of a library, all in one style."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Mark(NamedTuple):
    """One mark of a picture: so much of what is measured at so many documents, under the name of its line."""

    documents: int
    line: str
    value: float


def draw(marks: Sequence[Mark], measure: str, out: Path) -> None:
    """Draws the lines that the marks make as an SVG file, both scales logarithmic; ``measure`` names the upright axis and its unit."""
    import altair

    rows = [mark._asdict() for mark in marks]
    chart = altair.Chart(altair.Data(values=rows)).mark_line(point=True).encode(
        x=altair.X("documents:Q", scale=altair.Scale(type="log"), title="documents"),
        y=altair.Y("value:Q", scale=altair.Scale(type="log"), title=measure),
        color=altair.Color("line:N", title=None),
    )
    chart.properties(width=460, height=240).save(str(out), format="svg")
