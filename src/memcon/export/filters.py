"""The buttons a reader filters by, as HTML: people with their share of the words, modes, forces, doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from memcon import voices
from memcon.export.markup import Html, element, html, lines
from memcon.model import FORCES, MODES, Person, Record


def filters(record: Record) -> Html:
    """Buttons for people, modes and forces, each with the number of its statements."""
    modes = Counter(statement.mode for statement in record.statements)
    forces = Counter(statement.force for statement in record.statements)
    doubts = sum(map(voices.doubtful, record.statements))
    ways = [chip("mode", mode, modes[mode]) for mode in MODES if modes[mode]]
    doubt = [chip("doubt", "doubtful", doubts)] if doubts else []
    effects = [chip("force", force, forces[force]) for force in FORCES if forces[force] and force != "none"]
    return lines([
        group("People", "people", people(record)),
        group("Mode", "chips", [*ways, *doubt]),
        group("Force", "chips", effects),
    ])


def group(title: str, kind: str, entries: Iterable[str]) -> Html:
    """A titled list; nothing where there are no entries."""
    items = [element("li", entry) for entry in entries]
    if not items:
        return html()
    return element("section", element("h2", title), element("ul", lines(items)), class_=kind)


def chip(kind: str, value: str, number: int) -> Html:
    """A button that filters by one value; that of a mode is set in the mode's own type."""
    label, count = element("span", value, class_="label"), element("span", str(number), class_="number")
    style = value if kind == "mode" else kind
    return element(
        "button", label, " ", count, type="button", class_=f"chip {style}", data_filter=kind, data_value=value, aria_pressed="false"
    )


def people(record: Record) -> list[Html]:
    """A button for each person, those who take part first, the most heard before the others."""
    spoken = voices.words(record)
    total = sum(voices.count(statement.text) for statement in record.statements) or 1
    called = voices.names(record)
    ordered = sorted(record.people, key=lambda person: (not person.participant, -spoken[person.id]))
    return [person_button(person, called[person.id], spoken[person.id] / total) for person in ordered]


def person_button(person: Person, name: str, share: float) -> Html:
    """One person: name, office, the names they go by, and the share of the record's words as figure and bar."""
    percent = f"{round(100 * share)} %" if share else ""
    parts = [element("span", element("bdi", name, class_="name"), element("span", percent, class_="percent"), class_="line")]
    if share:
        parts.append(bar(share))
    office = [element("bdi", part) for part in (person.role, person.side) if part]
    if person.participant and not office:
        office.append(html("role and side not stated"))
    if person.author:
        office.append(html("writes this record"))
    if office:
        parts.append(element("span", parted(office, ", "), class_="office"))
    if others := [element("bdi", alias) for alias in person.aliases if alias != person.name]:
        parts.append(element("span", "also ", parted(others, "; "), class_="aliases"))
    return element("button", *parts, type="button", class_="person", data_filter="person", data_value=person.id, aria_pressed="false")


def parted(children: list[Html], between: str) -> Html:
    """The children with a mark between each two."""
    return html(*(html(between, child) if number else child for number, child in enumerate(children)))


def bar(share: float) -> Html:
    """A bar as long as the share (0 to 1) of its line."""
    rect = element("rect", width=f"{100 * share:.1f}", height="4")
    return element("svg", rect, class_="share", viewBox="0 0 100 4", preserveAspectRatio="none", aria_hidden="true")
