"""The record's own text as HTML: a row for each voice, its speaker in the margin, each statement with an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from memcon import places, voices
from memcon.export.markup import Html, element, html, lines
from memcon.model import Record, Statement
from memcon.voices import Block, Piece

Spans = list[tuple[int, int, str]]


def text(record: Record) -> Html:
    """The whole text in reading order."""
    reader = Reader(record)
    return lines(reader.block(block) for block in voices.blocks(record))


class Reader:
    """Writes block after block, and knows who was heard last and which statements have their anchor."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.called = voices.names(record)
        self.inserted = voices.insertions(record)
        self.unread = [(start, end, "unread") for start, end in places.doubtful(record.pages)]
        self.heard = ""
        self.anchored: set[str] = set()

    def block(self, block: Block) -> Html:
        """One paragraph with its voices, or a heading, note or signature as it stands."""
        if not block.voiced:
            words = self.text[block.part.start : block.part.end]
            return element("p", words, class_=f"block plain {block.part.kind}", dir="auto")
        self.heard = ""
        rows = [self.row(group) for group in voices.joined(block, self.text, self.voice)]
        return element("section", lines(rows), class_=f"block {block.part.kind}")

    def voice(self, statement: Statement) -> tuple[str, tuple[str, ...]]:
        """What makes neighbours one row: the speaker and whom the speaker passes on."""
        return voices.speaker_of(statement, self.record, self.called), statement.relays

    def row(self, group: tuple[Piece, ...]) -> Html:
        """One voice: who is heard, and the words."""
        statements = [piece.statement for piece in group if piece.statement]
        begun = [statement for statement in statements if statement.id not in self.anchored]
        named = begun == statements
        who = self.who(statements[0], begun, named) if begun else html()
        words = element("p", *(self.piece(piece) for piece in group), class_="words", dir="auto")
        return element("div", who, words, class_="voice")

    def who(self, first: Statement, begun: list[Statement], named: bool) -> Html:
        """The margin: the speaker, whom the speaker passes on, and what the words begun here do beyond stating.

        A speaker who goes on, passing on a third party's words or in a statement that a break cuts, is not named again.
        """
        speaker, relays = self.voice(first)
        parts = []
        if named and (speaker != self.heard or not relays):
            parts.append(element("span", speaker, class_="name" if first.speaker else "name absent"))
        if named and relays:
            parts.append(element("span", "for ", voices.listed(relays, self.called), class_="relayed"))
        effects = list(dict.fromkeys(effect for effect in map(voices.effect, begun) if effect))
        if effects:
            parts.append(element("span", ", ".join(effects), class_="effects"))
        self.heard = speaker
        return element("div", *parts, class_="who")

    def piece(self, piece: Piece) -> Html:
        """One statement, or what stands between two."""
        statement = piece.statement
        if statement is None:
            return element("span", self.text[piece.start : piece.end], class_="inserted" if piece.inserted else "between")
        anchor = "" if statement.id in self.anchored else statement.id
        self.anchored.add(statement.id)
        doubt = " doubtful" if voices.doubtful(statement) else ""
        cuts = voices.marked(piece.start, piece.end, [*self.inserted, *self.unread_in(piece), *evidence(statement)])
        words = html(*(self.stretch(start, end, labels) for start, end, labels in cuts))
        return element("span", words, class_=f"statement {statement.mode}{doubt}", id=anchor, data_id=statement.id, tabindex="-1")

    def unread_in(self, piece: Piece) -> Spans:
        """The words of a piece whose recognition is doubtful."""
        return [span for span in self.unread if span[0] < piece.end and piece.start < span[1]]

    def stretch(self, start: int, end: int, labels: frozenset[str]) -> Html:
        """Words of a statement, marked where they are its cue, its source, a hedge or not the record's own."""
        words = self.text[start:end]
        return element("span", words, class_=" ".join(sorted(labels))) if labels else html(words)


def evidence(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The spans that a statement's reading rests on, each with the name it is marked by."""
    for label, span in (("cue", statement.cue), ("source", statement.source), *(("hedge", hedge) for hedge in statement.hedges)):
        if span:
            yield *span, label
