"""What readers add to records, as one object of a store: each method told in full by the file beside it that it calls."""

from __future__ import annotations

from memcon.model import Place as Spot
from memcon.model import Range, Record
from memcon.store import corrections, keeping, words
from memcon.store.corrections import Change, Correction
from memcon.store.database import Database
from memcon.store.keeping import Collection, Note, Place, SavedSearch, Tag
from memcon.store.rows import Named
from memcon.store.words import Rewording, WordCorrection


class Additions:
    """Corrections, of words too, notes, tags, collections and saved searches of one library file. Every method may raise LibraryError."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def corrections(self, document: str | None) -> tuple[Correction, ...]:
        return corrections.everywhere(self.db) if document is None else corrections.listed(self.db, document)

    def outdated(self, file: int) -> tuple[str, ...]:
        return corrections.outdated(self.db, file)

    def correct(self, document: str, span: Range, change: Change, who: str) -> Correction:
        return corrections.add(self.db, document, span, change, who)

    def undo_correction(self, number: int, who: str) -> Correction:
        return corrections.undo(self.db, number, who)

    def lay_out(self, document: str, record: Record, named: tuple[Named, ...]) -> None:
        corrections.lay_out(self.db, document, record, named)

    def words(self, document: str | None) -> tuple[WordCorrection, ...]:
        return words.listed(self.db, document)

    def word(self, number: int) -> WordCorrection:
        return words.one(self.db, number)

    def outdated_words(self, file: int) -> tuple[str, ...]:
        return words.outdated(self.db, file)

    def recognised(self, document: str) -> Record | None:
        return words.recognised(self.db, document)

    def digest(self, document: str) -> str:
        return words.digest(self.db, document)

    def digest_at_import(self, document: str) -> str:
        return words.digest_at_import(self.db, document)

    def hindrance(self, document: str) -> str:
        return words.hindrance(self.db, document)

    def add_word(self, document: str, page: int, place: Spot, both: tuple[str, str], who: str) -> WordCorrection:
        return words.add(self.db, document, page, place, both, who)

    def withdraw_word(self, number: int, who: str) -> None:
        words.withdraw(self.db, number, who)

    def reword(self, action: str, made: Rewording, **details: object) -> None:
        words.reword(self.db, action, made, **details)

    def notes(self, document: str | None) -> tuple[Note, ...]:
        return keeping.notes(self.db, document)

    def note(self, place: Place, words: str, who: str) -> int:
        return keeping.note(self.db, place, words, who)

    def drop_note(self, number: int) -> None:
        keeping.drop_note(self.db, number)

    def tags(self, document: str | None, tag: str | None) -> tuple[Tag, ...]:
        return keeping.tags(self.db, document, tag)

    def put_tag(self, place: Place, tag: str, who: str) -> None:
        keeping.put_tag(self.db, place, tag, who)

    def drop_tag(self, place: Place, tag: str) -> None:
        keeping.drop_tag(self.db, place, tag)

    def collections(self) -> tuple[Collection, ...]:
        return keeping.collections(self.db)

    def collection(self, number: int) -> Collection:
        return keeping.collection(self.db, number)

    def make_collection(self, name: str, who: str) -> Collection:
        return keeping.make_collection(self.db, name, who)

    def drop_collection(self, number: int) -> None:
        keeping.drop_collection(self.db, number)

    def collect(self, number: int, place: Place, who: str) -> None:
        keeping.collect(self.db, number, place, who)

    def uncollect(self, number: int, place: Place) -> None:
        keeping.uncollect(self.db, number, place)

    def collected(self, number: int) -> tuple[Place, ...]:
        return keeping.collected(self.db, number)

    def holding(self, document: str) -> tuple[tuple[Collection, Place], ...]:
        return keeping.holding(self.db, document)

    def searches(self) -> tuple[SavedSearch, ...]:
        return keeping.searches(self.db)

    def save_search(self, name: str, query: str, sort: str, who: str) -> None:
        keeping.save_search(self.db, name, query, sort, who)

    def drop_search(self, number: int) -> None:
        keeping.drop_search(self.db, number)
