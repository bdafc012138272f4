"""Pictures of what a library answers: an actor's statements by date, and who spoke to whom. Drawn by altair and vl-convert.

Both draw without a browser and fetch nothing. The ending of the file's name decides: .svg, .png, or .json for the Vega-Lite
specification itself, which can be edited and drawn again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from memcon.errors import SettingError
from memcon.library import Held, LibraryError, Network
from memcon.model import FORCES

ENDINGS = (".svg", ".png", ".json")
MOST = 30
"""The most people drawn in a network: those with most statements; more could not be told apart."""
COLOURS = {"verbatim": "#0a4b8c", "reported": "#a2660a"}


def timeline(held: Held, out: Path) -> int:
    """Draws an actor's statements, one mark each, by date and force; returns how many have no date and are left out.

    A filled mark is a quotation, an open one reported speech, a diamond depends on a condition. Raises SettingError where
    altair is missing or the ending is unknown, and LibraryError where there is nothing to draw.
    """
    altair = drawer(out)
    rows = [
        {"date": day(hit.date), "force": hit.force, "mode": hit.mode, "depends": "conditional" if hit.condition else "unconditional",
         "words": " ".join(hit.text.split()), "document": hit.label}
        for hit in held if hit.date
    ]
    if not rows:
        raise LibraryError(f"{held.actor}: nothing found has a date, so there is nothing to draw; 'memcon positions' lists what was found.")
    topic = f" on {held.topic.text}" if held.topic else ""
    chart = (
        altair.Chart(altair.Data(values=rows), title=f"{held.actor}{topic}: {len(rows):,} dated statements")
        .mark_point(size=70, opacity=0.8, filled=False, strokeWidth=1.6)
        .encode(
            x=altair.X("date:T", title=None),
            y=altair.Y("force:N", title=None, sort=[force for force in FORCES if any(row["force"] == force for row in rows)]),
            yOffset=altair.YOffset("lane:Q"),
            color=altair.Color("mode:N", title="words", scale=altair.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
            shape=altair.Shape("depends:N", title="depends", scale=altair.Scale(
                domain=["unconditional", "conditional"], range=["circle", "diamond"])),
            tooltip=["words:N", "document:N"],
        )
        .transform_window(lane="row_number()", groupby=["date", "force"])
        .properties(width=760, height={"step": 46})
    )
    save(chart, out)
    return len(held) - len(rows)


def network(found: Network, out: Path) -> int:
    """Draws who spoke to whom as a table of dots, the more statements the larger; returns how many people are left out.

    Raises SettingError where altair is missing or the ending is unknown, and LibraryError where nobody spoke to anybody.
    """
    altair = drawer(out)
    weight: dict[str, int] = {}
    for pair in found:
        for name in (pair.speaker_name, pair.to_name):
            weight[name] = weight.get(name, 0) + pair.statements
    if not weight:
        raise LibraryError("no two people known by name spoke to each other there, so there is nothing to draw; widen the query.")
    kept = sorted(weight, key=lambda name: -weight[name])[:MOST]
    rows = [
        {"speaker": pair.speaker_name, "to": pair.to_name, "statements": pair.statements, "documents": pair.documents}
        for pair in found if pair.speaker_name in kept and pair.to_name in kept
    ]
    asked = f": {found.query.text}" if found.query else ""
    base = altair.Chart(altair.Data(values=rows), title=f"Who spoke to whom{asked}").encode(
        x=altair.X("to:N", sort=kept, title="to", axis=altair.Axis(labelAngle=-40, orient="top")),
        y=altair.Y("speaker:N", sort=kept, title="speaker"),
        tooltip=["speaker:N", "to:N", "statements:Q", "documents:Q"],
    )
    dots = base.mark_circle(color=COLOURS["verbatim"], opacity=0.75).encode(
        size=altair.Size("statements:Q", scale=altair.Scale(range=[20, 700]), title="statements")
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
