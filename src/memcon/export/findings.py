"""What follows from the statements, as HTML: conditions, exchanges, items, positions, events, assessment."""

from __future__ import annotations

from collections.abc import Iterable

from memcon import voices
from memcon.export.markup import Html, element, html, lines
from memcon.model import Exchange, Item, Position, Record, Statement


def findings(record: Record) -> Html:
    """Every section that has something in it, and a line that names those that have nothing."""
    told = Teller(record)
    sections = {
        "Conditions": [told.condition(statements) for statements in voices.conditions(record)],
        "Exchanges": [told.exchange(exchange) for exchange in record.exchanges],
        "Items left open": [told.item(item) for item in record.items if item.status == "open"],
        "Items settled": [told.item(item) for item in record.items if item.status != "open"],
        "Positions": [told.position(position) for position in record.positions],
        "Events": told.events(),
        "Assessment and recommendations": told.assessment(),
    }
    missing = [title.lower() for title, entries in sections.items() if not entries]
    absent = element("p", "Not found in this record: ", ", ".join(missing), ".", class_="absent") if missing else html()
    return lines([*(section(title, entries) for title, entries in sections.items() if entries), absent])


def section(title: str, entries: Iterable[str]) -> Html:
    """A titled list."""
    return element("section", element("h2", title), element("ul", lines(element("li", entry) for entry in entries)), class_="finding")


class Teller:
    """Words the findings of one record, with links to the statements they stand on."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.called = voices.names(record)
        self.statements = {statement.id: statement for statement in record.statements}

    def speaker(self, statement: Statement) -> Html:
        """The name of who is heard in a statement."""
        return element("bdi", voices.speaker_of(statement, self.record, self.called), class_="name")

    def link(self, statement: Statement) -> Html:
        """A statement's words as a link to its place in the text."""
        return element("a", element("bdi", voices.squeezed(statement.text)), href=f"#{statement.id}")

    def told(self, name: str | None) -> Html:
        """A statement behind its speaker's name, or the word that there is none."""
        statement = self.statements.get(name or "")
        if statement is None:
            return element("span", "the record gives no reply", class_="none")
        return html(self.speaker(statement), " ", self.link(statement))

    def words(self, name: str) -> Html:
        """A statement's words alone, or its id where it is not in the record."""
        statement = self.statements.get(name)
        return self.link(statement) if statement else html(name)

    def condition(self, statements: tuple[Statement, ...]) -> Html:
        """What depends on what, drawn as a fork: the condition, and the branches that lead from it."""
        branches = [
            element("div", element("dt", label), element("dd", element("bdi", words)), class_=f"branch {label}")
            for statement in statements for label, words in voices.branches(self.record, statement)
        ]
        hedges = [voices.quoted(self.record, hedge) for statement in statements for hedge in statement.hedges]
        hedged = element("p", "hedged by ", element("bdi", "; ".join(hedges)), class_="note") if hedges else html()
        places = html(*(html(" ", element("a", statement.id, href=f"#{statement.id}", class_="place")) for statement in statements))
        return html(element("p", self.speaker(statements[0]), places), element("dl", *branches, class_="fork"), hedged)

    def exchange(self, exchange: Exchange) -> Html:
        """A question, request or claim with its outcome."""
        first = pair(exchange.kind, self.told(exchange.first))
        return element("dl", first, pair(exchange.outcome, self.told(exchange.reply)), class_="pairs")

    def item(self, item: Item) -> Html:
        """What is on the table, by whom, and how it stands."""
        places = html(*(html(" ", element("a", name, href=f"#{name}", class_="place")) for name in item.statements))
        by = html(f"{item.status}, by ", element("bdi", voices.listed(item.by, self.called)), places)
        return element("dl", pair(item.kind, html(element("bdi", item.text), element("p", by, class_="note"))), class_="pairs")

    def position(self, position: Position) -> Html:
        """What an actor holds on a topic, the words that show it and those that give its basis."""
        shown = [pair("shown by", self.words(name)) for name in position.statements]
        basis = [pair("because", self.words(name)) for name in position.basis]
        actor = element("bdi", voices.listed([position.actor], self.called), class_="name")
        return html(
            element("p", actor, " on ", element("bdi", position.topic, class_="name")),
            element("dl", pair("holds", element("bdi", position.stance)), *shown, *basis, class_="pairs"),
        )

    def events(self) -> list[Html]:
        """What happened before, at and after the meeting, in that order."""
        return [
            element("dl", pair(event.relation, html(
                element("bdi", event.what), " ", element("span", event.when or "date not stated", class_="note"), " ",
                element("a", event.statement, href=f"#{event.statement}", class_="place"),
            )), class_="pairs")
            for event in voices.timeline(self.record)
        ]

    def assessment(self) -> list[Html]:
        """The writer's judgements, then the recommendations."""
        return [
            element("dl", pair(voices.effect(statement) or "assessment", self.link(statement)), class_="pairs")
            for statement in voices.assessment(self.record)
        ]


def pair(label: str, words: str) -> Html:
    """A label with what it stands for."""
    return element("div", element("dt", label), element("dd", words))
