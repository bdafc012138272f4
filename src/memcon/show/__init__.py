"""Terminal views of a record: what ``memcon read`` prints.

Each function prints one section to the console given, and returns whether the record had anything to print there.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from memcon import marks, voices
from memcon.model import Person, Record
from memcon.show.checking import show_check
from memcon.show.comparison import show_comparison, show_pairs, show_releases
from memcon.show.findings import show_assessment, show_conditions, show_events, show_exchanges, show_items, show_positions
from memcon.show.reading import show_text
from memcon.show.sheet import Sheet, across, console, row, section, sheet, styled


def show(record: Record, console: Console) -> None:
    """Prints the whole record: head, people, text with its voices, then what follows from the statements.

    Sections that the record leaves empty are named together on the last line.
    """
    show_banner(record, console)
    show_head(record, console)
    missing = [name for name, view in VIEWS.items() if not view(record, console)]
    if missing:
        console.print()
        row(sheet(record, console), Text("not found"), Text(", ".join(missing), style="dim"))
    show_banner(record, console)


def show_banner(record: Record, console: Console) -> bool:
    """Prints the classification of the record over the whole width, where it has one."""
    on = sheet(record, console)
    if shown := marks.banner(record):
        across(on, styled(on, shown, "bold red"))
    return bool(shown)


def show_head(record: Record, console: Console) -> bool:
    """Prints what the record's caption says, "not stated" where it is silent, and notes on how it was read."""
    document = record.document
    on = sheet(record, console)
    if title := document.title or document.id or document.source:
        across(on, styled(on, title, "bold"))
        console.print()
    for name, value in voices.caption(document).items():
        row(on, Text(name, style="dim"), styled(on, value) if value else Text(voices.NOT_STATED, style="dim italic"))
    for note in record.notes:
        row(on, Text("note", style="dim"), styled(on, note), "!")
    return True


def show_people(record: Record, console: Console) -> bool:
    """Prints those who take part, then the others: name, role and side, names they go by, share of the words."""
    called = voices.names(record)
    on = sheet(record, console)
    groups = {
        "People": [person for person in record.people if person.participant],
        "Also heard or named": [person for person in record.people if not person.participant],
    }
    for title, people in groups.items():
        if people:
            section(on, title)
        for number, person in enumerate(people):
            if number:
                console.print()
            row(on, styled(on, called[person.id], "bold"), about(on, record, person))
    return bool(record.people)


def about(on: Sheet, record: Record, person: Person) -> Text:
    """What the record says of a person, a line each: office, names, words; the writer of the record is marked."""
    office = ", ".join(part for part in (person.role, person.side) if part)
    others = [alias for alias in person.aliases if alias != person.name]
    spoken = voices.words(record).get(person.id, 0)
    total = sum(voices.count(statement.text) for statement in record.statements)
    lines = [styled(on, office) if office else Text("role and side not stated", style="dim italic")]
    if person.author:
        lines.append(Text("writes this record"))
    if others:
        lines.append(Text.assemble(("also ", "dim"), styled(on, "; ".join(others))))
    if spoken:
        lines.append(Text(f"{spoken} of {total} words ({round(100 * spoken / total)} %)", style="dim"))
    return Text("\n").join(lines)


VIEWS: dict[str, Callable[[Record, Console], bool]] = {
    "people": show_people,
    "statements": show_text,
    "conditions": show_conditions,
    "exchanges": show_exchanges,
    "items": show_items,
    "positions": show_positions,
    "events": show_events,
    "assessment": show_assessment,
}

__all__ = [
    "console", "show", "show_assessment", "show_check", "show_comparison", "show_conditions", "show_events", "show_exchanges", "show_head",
    "show_items", "show_pairs", "show_people", "show_positions", "show_releases", "show_text",
]
