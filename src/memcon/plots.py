"""Pictures of what a library answers: an actor's statements by date, and who spoke to whom. Drawn by altair and vl-convert.

Both draw without a browser and fetch nothing. The ending of the file's name decides: .svg, .png, or .json for the Vega-Lite
specification itself, which can be edited and drawn again.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from memcon.errors import SettingError
from memcon.library import Held, Hit, LibraryError, Network
from memcon.model import FORCES

ENDINGS = (".svg", ".png", ".json")
MOST = 30
"""The most people drawn in a network: those with most statements; more could not be told apart."""
CONDITIONAL = ", on a condition"
COLOURS = {"verbatim": "#0a4b8c", "reported": "#a2660a"}


def timeline(held: Held, out: Path) -> int:
    """Draws an actor's statements by date and force, the more on a day the larger; returns how many have no date.

    Quotations stand above reported speech; what depends on a condition has lines of its own. Raises SettingError where
    altair is missing or the ending is unknown, and LibraryError where there is nothing to draw.
    """
    altair = drawer(out)
    dated = Counter((day(hit.date), told(hit), hit.mode) for hit in held if hit.date)
    if not dated:
        raise LibraryError(f"{held.actor}: nothing found has a date, so there is nothing to draw; 'memcon positions' lists what was found.")
    rows = [{"date": date, "what": what, "mode": mode, "statements": number} for (date, what, mode), number in sorted(dated.items())]
    lines = [what for force in FORCES for what in (force, force + CONDITIONAL) if any(row["what"] == what for row in rows)]
    topic = f" on {held.topic.text}" if held.topic else ""
    base = altair.Chart(altair.Data(values=rows), title=f"{held.actor}{topic}: {dated.total():,} dated statements").encode(
        x=altair.X("date:T", title=None, axis=altair.Axis(labelOverlap=True), scale=altair.Scale(padding=24)),
        y=altair.Y("what:N", title=None, sort=lines, axis=altair.Axis(grid=True)),
        yOffset=altair.YOffset("mode:N", sort=list(COLOURS), scale=altair.Scale(domain=list(COLOURS), paddingOuter=0.4)),
    )
    dots = base.mark_circle(opacity=0.75).encode(
        color=altair.Color("mode:N", title="words", scale=altair.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
        size=altair.Size("statements:Q", title="statements", scale=altair.Scale(range=[30, 500], domainMin=1), legend=None),
    )
    numbers = base.mark_text(dx=14, align="left", fontSize=9, color="#555").encode(text="statements:Q")
    save((dots + numbers.transform_filter("datum.statements > 1")).properties(width=760, height={"step": 22}), out)
    return len(held) - dated.total()


def told(hit: Hit) -> str:
    """The line of the picture on which a statement stands."""
    return hit.force + (CONDITIONAL if hit.condition else "")


def network(found: Network, out: Path) -> int:
    """Draws who spoke to whom as a table of dots, the more statements the larger; returns how many people are left out.

    Raises SettingError where altair is missing or the ending is unknown, and LibraryError where nobody spoke to anybody.
    """
    altair = drawer(out)
    weight: dict[str, int] = {}
    for edge in found:
        for name in (edge.speaker_name, edge.to_name):
            weight[name] = weight.get(name, 0) + edge.statements
    if not weight:
        raise LibraryError("no two people known by name spoke to each other there, so there is nothing to draw; widen the query.")
    kept = sorted(weight, key=lambda name: -weight[name])[:MOST]
    rows = [
        {"speaker": edge.speaker_name, "to": edge.to_name, "statements": edge.statements, "documents": edge.documents}
        for edge in found if edge.speaker_name in kept and edge.to_name in kept
    ]
    asked = f": {found.query.text}" if found.query else ""
    base = altair.Chart(altair.Data(values=rows), title=f"Who spoke to whom{asked}").encode(
        x=altair.X("to:N", sort=kept, title="to", axis=altair.Axis(labelAngle=-40, orient="top")),
        y=altair.Y("speaker:N", sort=kept, title="speaker"),
        tooltip=["speaker:N", "to:N", "statements:Q", "documents:Q"],
    )
    dots = base.mark_circle(color=COLOURS["verbatim"], opacity=0.75).encode(
        size=altair.Size("statements:Q", scale=altair.Scale(range=[20, 700]), title="statements", legend=None)
    )
    numbers = base.mark_text(dx=17, fontSize=9, color="#555").encode(text="statements:Q")
    save((dots + numbers).properties(width={"step": 44}, height={"step": 30}), out)
    return len(weight) - len(kept)


def day(date: str) -> str:
    """A date of the record as a whole day; a month or year stands at its beginning."""
    return "-".join([*date.split("-"), "01", "01"][:3])


def drawer(out: Path) -> Any:
    """The module altair; raises SettingError where it, or what draws for it, is not installed, or the ending is unknown."""
    if out.suffix.lower() not in ENDINGS:
        raise SettingError(f"--plot {out}: a picture's name ends in one of {', '.join(ENDINGS)}.")
    if out.exists():
        raise SettingError(f"{out}: there is something of that name already; choose another name, or move it away.")
    try:
        import altair
        import vl_convert  # noqa: F401 - altair draws with it
    except ImportError as error:
        raise SettingError("--plot needs altair and vl-convert; install them with: pip install 'memcon[plots]'.") from error
    return altair


def save(chart: Any, out: Path) -> None:
    """Writes the picture; raises LibraryError where the place cannot be written."""
    try:
        chart.save(str(out), format=out.suffix[1:].lower())
    except OSError as error:
        raise LibraryError(f"{out}: the picture cannot be written ({error.strerror or error}); choose another place.") from error
