"""Record and corrections -> the record as its readers have it: what a reader says of a stretch wins over what was read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from memcon.errors import SettingError
from memcon.library import naming
from memcon.model import Condition, Force, Mode, Person, Range, Record, Statement
from memcon.store import Store
from memcon.store.corrections import Change, Correction, Told

SILENT: frozenset[Mode] = frozenset({"act", "narration"})
"""Modes without a force: nobody does anything by words in them."""


class Correcting:
    """The part of a library that has to do with corrections."""

    store: Store

    def show(self, reference: str, *, corrected: bool = True) -> Record:
        """The whole record of a document, with the corrections that hold unless told otherwise: then as it was read, its words as they
        were recognised. Raises LibraryError."""
        name = self.store.resolve(reference)
        record = self.store.record(name)
        if not corrected:
            return self.store.additions.recognised(name) or record
        return apply(record, self.store.additions.corrections(name))

    def corrections(self, reference: str | None = None) -> tuple[Correction, ...]:
        """The corrections of a document in the order in which they were made, or of all documents, the newest first;
        those taken back included. Raises LibraryError."""
        return self.store.additions.corrections(self.store.resolve(reference) if reference is not None else None)

    def correct(self, reference: str, span: Range, change: Change, who: str) -> Correction:
        """Corrects the characters ``span`` of a document: they become one statement, with the speaker, listener, mode and force
        that ``change`` gives; what it leaves out stays as read. Searches and exports follow at once.

        Raises LibraryError, and SettingError where the span or the change can be of no use.
        """
        name = self.store.resolve(reference)
        record = self.show(name)
        refuse_useless(record, span, change)
        with self.store.writing():
            made = self.store.additions.correct(name, trimmed(record.document.text, span), change, who)
            self.lay_out(name)
        return made

    def undo_correction(self, number: int, who: str) -> Correction:
        """Takes a correction back; the others of its document stay. Raises LibraryError."""
        with self.store.writing():
            undone = self.store.additions.undo_correction(number, who)
            self.lay_out(undone.document)
        return undone

    def left_behind(self, reference: str) -> tuple[Correction, ...]:
        """The corrections of the version that a document has replaced which hold there, whose words stand once in this version too,
        and which it does not have yet. Raises LibraryError."""
        name = self.store.resolve(reference)
        before = self.store.filed(name).replaces
        if not before:
            return ()
        text, old = self.store.record(name).document.text, self.store.record(before).document.text
        here = {(c.start, c.change) for c in self.store.additions.corrections(name)}
        found = (c for c in self.store.additions.corrections(before) if c.holds and text.count(old[c.start : c.end]) == 1)
        return tuple(c for c in found if (text.index(old[c.start : c.end]), c.change) not in here)

    def carry_over(self, reference: str) -> tuple[Correction, ...]:
        """Makes the corrections that were left behind on the version before, each in the name of whoever made it there."""
        return tuple(self.carried(one, reference) for one in self.left_behind(reference))

    def carry_sure(self, reference: str) -> tuple[Correction, ...]:
        """As ``carry_over``, but only those beyond doubt: their words stand once in the version before too, and are part of a
        statement here. The others stay left behind. Raises LibraryError."""
        record = self.show(reference)
        sure = []
        for one in self.left_behind(reference):
            old = self.store.record(one.document).document.text
            words = old[one.start : one.end]
            start = record.document.text.index(words)
            if old.count(words) == 1 and any(s.start < start + len(words) and s.end > start for s in record.statements):
                sure.append(one)
        return tuple(self.carried(one, reference) for one in sure)

    def carried(self, correction: Correction, reference: str) -> Correction:
        """The correction of an earlier version, made on the same words of this one."""
        words = self.store.record(correction.document).document.text[correction.start : correction.end]
        start = self.store.record(self.store.resolve(reference)).document.text.index(words)
        return self.correct(reference, (start, start + len(words)), correction.change, correction.who)

    def lay_out(self, name: str) -> None:
        """Makes searches see a document as it stands after its corrections."""
        record = self.show(name)
        named = (naming.named(person, None) for person in record.people)
        self.store.additions.lay_out(name, record, tuple(n for n in named if n))


class Corrections(Correcting):
    """The corrections of a store that is no library's yet: an import's."""

    def __init__(self, store: Store) -> None:
        self.store = store


def refuse_useless(record: Record, span: Range, change: Change) -> None:
    """Raises SettingError where a correction cannot be applied or would change nothing."""
    start, end = span
    text = record.document.text
    if not 0 <= start < end <= len(text) or not worded(text[start:end]):
        raise SettingError(f"characters {start} to {end}: no words of the document stand there; it has {len(text)} characters.")
    if not any(s.start < end and s.end > start for s in record.statements):
        raise SettingError(f"characters {start} to {end}: no statement stands there; only statements can be corrected.")
    for person in (*(change.speaker or ()), *(change.to or ())):
        if not (person.author or person.name.strip() or person.role.strip()):
            raise SettingError("the correction names a person without a name; give a name or an office, or say that it is the writer.")


def trimmed(text: str, span: Range) -> Range:
    """The span without white space at its ends."""
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def apply(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with the corrections that hold, one after the other; what rests on a statement that is gone goes too."""
    for correction in corrections:
        if correction.holds:
            record = applied(record, correction)
    return record


def applied(record: Record, correction: Correction) -> Record:
    """The record with one correction: its stretch is one statement, cut out of those that stood there."""
    change = correction.change
    people, speaker = found(record.people, change.speaker)
    people, to = found(people, change.to)
    inside = [s for s in record.statements if s.start < correction.end and s.end > correction.start]
    if not inside or not worded(record.document.text[correction.start : correction.end]):
        return record
    taken = {s.id for s in record.statements}
    was = max(inside, key=lambda s: (min(s.end, correction.end) - max(s.start, correction.start), -s.start))
    mode = change.mode or was.mode
    corrected = msgspec.structs.replace(
        fragment(record, was, correction.start, correction.end, was.id),
        speaker=was.speaker if speaker is None else speaker, to=was.to if to is None else to, mode=mode,
        force=fitting(change.force or was.force, mode), confidence=1.0, why=reason(correction),
        relays=was.relays if speaker is None else (),
    )
    told = []
    for statement in record.statements:
        if statement not in inside:
            told.append(statement)
            continue
        if statement.start < correction.start:
            told.append(fragment(record, statement, statement.start, correction.start, kept_id(statement, was, "a", taken)))
        if statement is inside[0]:
            told.append(corrected)
        if statement.end > correction.end:
            told.append(fragment(record, statement, correction.end, statement.end, kept_id(statement, was, "b", taken)))
    told = [s for s in told if s.text]
    return consistent(msgspec.structs.replace(record, people=people, statements=tuple(sorted(told, key=lambda s: s.start))))


def kept_id(statement: Statement, was: Statement, ending: str, taken: set[str]) -> str:
    """What a rest of a statement is called: as before, unless the corrected stretch goes by that name."""
    if statement is not was:
        return statement.id
    name = statement.id + ending
    while name in taken:
        name += ending
    return name


def worded(text: str) -> bool:
    """Whether a letter or digit stands in a text."""
    return any(character.isalnum() for character in text)


def fitting(force: Force, mode: Mode) -> Force:
    """The force, where the mode can have it: none in an act or narration, at least a statement in speech."""
    if mode in SILENT:
        return "none"
    return "statement" if force == "none" and mode in {"verbatim", "reported"} else force


def reason(correction: Correction) -> str:
    """The line that explains a corrected statement."""
    said = f": {correction.change.reason}" if correction.change.reason else ""
    return f"corrected by {correction.who} on {correction.time[:10]}{said}"


def fragment(record: Record, statement: Statement, start: int, end: int, name: str) -> Statement:
    """A stretch of the text as a statement like another one; spans that lie outside it are dropped. Its ``text`` is "" where no
    word stands in it."""
    text = record.document.text
    start, end = trimmed(text, (start, end))
    inside = [span for span in statement.hedges if start <= span[0] and span[1] <= end]
    return msgspec.structs.replace(
        statement, id=name, start=start, end=end, text=text[start:end] if worded(text[start:end]) else "",
        condition=within(statement.condition, start, end), hedges=tuple(inside),
    )


def within(condition: Condition | None, start: int, end: int) -> Condition | None:
    """A condition, where all of it stands in the stretch."""
    if condition is None:
        return None
    spans = [span for span in (condition.if_, condition.then, condition.otherwise, condition.because) if span]
    return condition if all(start <= first and last <= end for first, last in spans) else None


def found(people: tuple[Person, ...], told: tuple[Told, ...] | None) -> tuple[tuple[Person, ...], tuple[str, ...] | None]:
    """The people with those told among them, and the ids of those told; None where nothing was told."""
    if told is None:
        return people, None
    ids = []
    for one in told:
        person = next(matching(people, one), None)
        if person is None:
            number = 1 + max((int(p.id[1:]) for p in people if p.id[1:].isdigit()), default=0)
            person = Person(id=f"p{number}", name=one.name, role=one.role, author=one.author, participant=True)
            people = (*people, person)
        ids.append(person.id)
    return people, tuple(dict.fromkeys(ids))


def matching(people: tuple[Person, ...], told: Told) -> Iterator[Person]:
    """Who in the record is meant: the writer, else by name and office, by name alone, by another name they go by."""
    if told.author:
        yield from (p for p in people if p.author)
        return
    yield from (p for p in people if (p.name, p.role) == (told.name, told.role))
    if told.name:
        yield from (p for p in people if p.name.casefold() == told.name.casefold())
        yield from (p for p in people if told.name in p.aliases)


def consistent(record: Record) -> Record:
    """The record without what rests on a statement that is no longer there."""
    ids = {s.id for s in record.statements}
    return msgspec.structs.replace(
        record,
        exchanges=tuple(
            msgspec.structs.replace(e, reply=e.reply if e.reply in ids else None) for e in record.exchanges if e.first in ids
        ),
        items=tuple(i for i in record.items if set(i.statements) <= ids),
        positions=tuple(p for p in record.positions if set(p.statements) <= ids),
        events=tuple(e for e in record.events if e.statement in ids),
    )
