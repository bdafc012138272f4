"""The record's own text on the terminal: speakers in the margin, the mode of each stretch by colour and by sign."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from memcon import places, voices
from memcon.model import MODES, Mode, Record, Statement
from memcon.show.sheet import Sheet, across, printable, row, section, sheet, styled
from memcon.voices import Block, Piece

DOUBT = "?"
COLOURS: dict[Mode, str] = {
    "verbatim": "bold green",
    "reported": "default",
    "act": "italic cyan",
    "narration": "bright_blue",
    "assessment": "magenta",
}
UNVOICED = "dim"
UNREAD = "underline"


def show_text(record: Record, console: Console) -> bool:
    """Prints a legend and the whole text in reading order; a doubtful attribution has a "?" before its sign."""
    on = sheet(record, console)
    section(on, "Text")
    nothing = Text("no statement was found in this text", style="dim italic")
    for line in legend(on) if record.statements else (nothing,):
        across(on, line)
    if places.doubtful(record.pages):
        across(on, Text(f"{UNREAD}d: doubtful in the character recognition; look at the page", style="dim"))
    reader = Reader(record, on)
    for block in voices.blocks(record):
        console.print()
        reader.show(block)
    return bool(record.statements)


def legend(on: Sheet) -> tuple[Text, Text, Text]:
    """What the signs and colours mean, on three lines."""
    modes = Text("   ").join(Text(f"{on.signs[mode]} {mode}", style=COLOURS[mode]) for mode in MODES)
    doubt = Text(f"{DOUBT} doubtful: confidence in speaker and mode below {voices.DOUBTFUL_BELOW:.1f}", style="dim")
    effect = Text("indented in the margin: what the words do, where they do more than state", style="dim")
    return modes, doubt, effect


class Reader:
    """Prints block after block, and knows whose voice was heard last and whom it passed on."""

    def __init__(self, record: Record, on: Sheet) -> None:
        self.record = record
        self.on = on
        self.text = record.document.text
        self.called = voices.names(record)
        self.inserted = voices.insertions(record)
        self.unread = [(start, end, "unread") for start, end in places.doubtful(record.pages)]
        self.heard = ""
        self.relayed = ""
        self.last: Statement | None = None

    def show(self, block: Block) -> None:
        """Prints one block: its voices, or its lines dimmed where nobody is heard in it."""
        if not block.voiced:
            for line in self.text[block.part.start : block.part.end].splitlines():
                row(self.on, Text(), styled(self.on, line, UNVOICED))
            return
        self.heard = "" if self.last is None or self.last != voices.first(block) else self.heard
        for group in voices.joined(block, self.text, self.voice):
            statement = next((piece.statement for piece in group if piece.statement), None)
            if statement is None:
                row(self.on, Text(), self.body(group))
                continue
            sign = (DOUBT if voices.doubtful(statement) else "") + self.on.signs[statement.mode]
            row(self.on, self.label(statement), self.body(group), sign, COLOURS[statement.mode])
            self.last = [piece.statement for piece in group if piece.statement][-1]

    def voice(self, statement: Statement) -> tuple[str, tuple[str, ...], Mode, str, bool]:
        """What makes neighbours one voice: speaker, relays, mode, what the words do, and doubt."""
        speaker = voices.speaker_of(statement, self.record, self.called)
        return speaker, statement.relays, statement.mode, voices.effect(statement), voices.doubtful(statement)

    def label(self, statement: Statement) -> Text:
        """The speaker, where another was heard before, whom the speaker passes on, and what the words do."""
        speaker = voices.speaker_of(statement, self.record, self.called)
        relayed = f"for {voices.listed(statement.relays, self.called)}" if statement.relays else ""
        changed = speaker != self.heard or (self.relayed != "" and not relayed)
        lines = []
        if changed:
            lines.append(styled(self.on, speaker, "bold" if statement.speaker else "dim italic"))
        if relayed and (changed or relayed != self.relayed):
            lines.append(styled(self.on, relayed, "dim"))
        if does := voices.effect(statement):
            lines.append(Text(f"  {does}", style="dim"))
        self.heard, self.relayed = speaker, relayed
        return Text("\n").join(lines)

    def body(self, group: tuple[Piece, ...]) -> Text:
        """The words of a group on one line, each in the style of its mode; what belongs to no statement is dimmed."""
        body = Text()
        for start, end, style in self.stretches(group):
            shown = printable(self.on.console, self.text[start:end])
            lead = " " if shown[:1].isspace() and body.plain[-1:] not in {"", " "} else ""
            tail = " " if shown[-1:].isspace() and shown.strip() else ""
            body.append(lead + " ".join(shown.split()) + tail, style=style)
        return body

    def stretches(self, group: tuple[Piece, ...]) -> Iterator[tuple[int, int, str]]:
        """Start, end and style of each stretch of a group."""
        for piece in group:
            own = COLOURS[piece.statement.mode] if piece.statement else UNVOICED
            unread = [span for span in self.unread if span[0] < piece.end and piece.start < span[1]]
            for start, end, inner in voices.marked(piece.start, piece.end, [*self.inserted, *unread]):
                style = UNVOICED if inner - {"unread"} else own
                yield start, end, f"{style} {UNREAD}" if "unread" in inner else style
