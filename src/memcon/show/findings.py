"""What follows from the statements, on the terminal: conditions, exchanges, items, positions, events, assessment."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from memcon import voices
from memcon.model import Record, Statement
from memcon.show.sheet import Sheet, row, section, sheet, styled


def show_conditions(record: Record, console: Console) -> bool:
    """Prints what was made to depend on what: who says so, each branch, and the hedges."""
    groups = voices.conditions(record)
    on = opened(record, console, "Conditions", bool(groups))
    for number, group in enumerate(groups):
        if number:
            console.print()
        row(on, Text(), styled(on, speaker(record, group[0]), "bold"))
        for statement in group:
            for branch, branch_words in voices.branches(record, statement):
                row(on, label(on, branch), styled(on, branch_words))
            if hedges := "; ".join(voices.quoted(record, hedge) for hedge in statement.hedges):
                row(on, label(on, "hedged by"), styled(on, hedges))
    return bool(groups)


def show_exchanges(record: Record, console: Console) -> bool:
    """Prints each question, request and claim with its reply, or says that the record gives none."""
    said = {statement.id: statement for statement in record.statements}
    on = opened(record, console, "Exchanges", bool(record.exchanges))
    for number, exchange in enumerate(record.exchanges):
        if number:
            console.print()
        row(on, label(on, exchange.kind), words(on, record, said.get(exchange.first)))
        reply = words(on, record, said.get(exchange.reply or ""))
        row(on, label(on, exchange.outcome), reply)
    return bool(record.exchanges)


def show_items(record: Record, console: Console) -> bool:
    """Prints what the record leaves on the table, then what was met or declined in it."""
    waiting = [item for item in record.items if item.status == "open"]
    settled = [item for item in record.items if item.status != "open"]
    for title, items in (("Items left open", waiting), ("Items settled", settled)):
        on = opened(record, console, title, bool(items))
        for item in items:
            outcome = "" if item.status == "open" else f"{item.status}; "
            row(on, label(on, item.kind), styled(on, item.text))
            row(on, Text(), styled(on, f"{outcome}by {voices.listed(item.by, voices.names(record))}", "dim"))
    return bool(record.items)


def show_positions(record: Record, console: Console) -> bool:
    """Prints what each actor holds on each topic, with further words that show it and those that give its basis, each once."""
    said = {statement.id: statement for statement in record.statements}
    on = opened(record, console, "Positions", bool(record.positions))
    for number, position in enumerate(record.positions):
        if number:
            console.print()
        actor = voices.listed([position.actor], voices.names(record))
        row(on, Text(), Text.assemble(styled(on, actor, "bold"), " on ", styled(on, position.topic, "bold")))
        row(on, label(on, "holds"), styled(on, position.stance))
        printed = {plain(position.stance)}
        for title, shown in (("also", position.statements), ("because", position.basis)):
            for statement in (said[name] for name in shown if name in said and plain(said[name].text) not in printed):
                printed.add(plain(statement.text))
                row(on, label(on, title), styled(on, statement.text))
    return bool(record.positions)


def show_events(record: Record, console: Console) -> bool:
    """Prints what happened before, at and after the meeting, with its date where the record gives one, and who tells of it."""
    said = {statement.id: statement for statement in record.statements}
    on = opened(record, console, "Events", bool(record.events))
    for event in voices.timeline(record):
        told = said.get(event.statement)
        owner = f", {speaker(record, told)}" if told else ""
        when = styled(on, f"{event.when or 'date not stated'}{owner}", "dim")
        row(on, label(on, event.relation), Text.assemble(styled(on, event.what), "  ", when))
    return bool(record.events)


def show_assessment(record: Record, console: Console) -> bool:
    """Prints the writer's judgements, then the writer's recommendations."""
    judged = voices.assessment(record)
    on = opened(record, console, "Assessment and recommendations", bool(judged))
    for statement in judged:
        row(on, label(on, voices.effect(statement) or "assessment"), styled(on, statement.text))
    return bool(judged)


def plain(text: str) -> str:
    """The words on one line, without the quotation marks around them."""
    return " ".join(text.split()).strip("\"“”")


def opened(record: Record, console: Console, title: str, wanted: bool) -> Sheet:
    """The sheet, with the section's title printed where there is something to print below it."""
    on = sheet(record, console)
    if wanted:
        section(on, title)
    return on


def label(on: Sheet, text: str) -> Text:
    """A label of the margin, in the views' own words."""
    return styled(on, text, "dim")


def speaker(record: Record, statement: Statement) -> str:
    """The name of who is heard in a statement."""
    return voices.speaker_of(statement, record, voices.names(record))


def words(on: Sheet, record: Record, statement: Statement | None) -> Text:
    """A statement behind its speaker's name, or the word that nothing is recorded."""
    if statement is None:
        return Text("the record gives no reply", style="dim italic")
    return Text.assemble(styled(on, speaker(record, statement), "bold"), ": ", styled(on, statement.text))
