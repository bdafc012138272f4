"""Words that readers type in the place of recognised ones: the document is read anew with them, and what was recognised is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from memcon.errors import SettingError
from memcon.library import naming, words
from memcon.library.correcting import Corrections
from memcon.library.workers import Reader
from memcon.model import Range, Record
from memcon.places import Shift, box_of
from memcon.store import Correction, LibraryError, Place, Rewording, Store, WordCorrection

CORRECT, UNDO, CARRY = "correct word", "undo word", "carry words"
"""What the log calls what is done here."""


class Wording:
    """The part of a library that has to do with the words of paper."""

    store: Store

    @property
    def reader(self) -> Reader:
        """How documents are read."""
        raise NotImplementedError

    def corrected_words(self, reference: str | None = None) -> tuple[WordCorrection, ...]:
        """The corrected words of a document in the order in which they were made, or of all documents, the newest first; those taken
        back included. Raises LibraryError."""
        return self.store.additions.words(self.store.resolve(reference) if reference is not None else None)

    def correct_word(self, reference: str, span: Range, word: str, who: str, *, was: str | None = None) -> WordCorrection:
        """Puts a reader's word in the place of the one that stands on paper and in the text at the characters ``span``; the same word
        confirms a doubtful one. The document is read anew with it, under the same id; what readers have put on it moves along.

        ``was`` is the word that the reader has seen there. Raises LibraryError, also where another word stands there by now or the
        document cannot be read anew, and SettingError where span or word can be of no use.
        """
        return self.put_word(reference, span, lambda seen: words.typed(seen, word), who, was)

    def strike_word(self, reference: str, span: Range, who: str, *, was: str | None = None) -> WordCorrection:
        """Strikes out a word that was recognised where none stands on paper, as a stain is; kept and taken back as a corrected word is,
        its ``word`` is "". Raises what ``correct_word`` raises, and SettingError where a note, tag, correction or collected place is
        on this word alone."""
        name = self.store.resolve(reference)
        if any(span[0] <= place.start and place.end <= span[1] for place in self.put_on(name)):
            raise SettingError(f"{name}: a note, tag, correction or collection is about this word alone; take that away first.")
        return self.put_word(name, span, words.strikable, who, was)

    def put_on(self, name: str) -> Iterator[Place | Correction]:
        """What readers have put on stretches of a document; that on the whole of it begins at -1."""
        kept = self.store.additions
        yield from (note.place for note in kept.notes(name))
        yield from (tag.place for tag in kept.tags(name, None))
        yield from (place for _, place in kept.holding(name))
        yield from (correction for correction in kept.corrections(name) if correction.holds)

    def put_word(
        self, reference: str, span: Range, chosen: Callable[[words.Spotted], str], who: str, was: str | None
    ) -> WordCorrection:
        """Puts what is ``chosen`` for a word in its place."""
        name = self.store.resolve(reference)
        before, record = self.store.additions.digest(name), self.store.record(name)
        seen = words.at(record, span)
        if was is not None and was != seen.text:
            raise LibraryError(f"{name}: another word stands there by now, “{seen.text}”; look at the page and do this again.")
        plain = chosen(seen)
        base = self.store.additions.recognised(name) or record
        here = self.corrected_words(name)
        of_place = [one for one in here if one.holds and (one.page, one.box) == (seen.page.number, box_of(seen.place))]
        recognised = of_place[-1].recognised if of_place else seen.text
        made = WordCorrection(0, name, seen.page.number, *box_of(seen.place), recognised, plain, who, "")
        again = self.read_again(name, before, base, [*(one for one in here if one not in of_place), made])
        with self.store.writing():
            kept = self.store.additions.add_word(name, seen.page.number, seen.place, (recognised, plain), who)
            self.store.additions.reword(CORRECT, again, correction=kept.id, who=who)
            Corrections(self.store).lay_out(name)
        return kept

    def undo_word(self, number: int, who: str) -> WordCorrection:
        """Takes a corrected word back: the recognised one stands in the text again. Raises LibraryError."""
        found = self.store.additions.word(number)
        if found.undone:
            raise LibraryError(f"corrected word {number} was undone already, on {found.undone}.")
        before, base = self.store.additions.digest(found.document), self.store.additions.recognised(found.document)
        if base is None:
            raise LibraryError(f"{found.document}: what was recognised is not kept any more; 'memcon verify' says what else is missing.")
        rest = [one for one in self.corrected_words(found.document) if one.id != number]
        again = self.read_again(found.document, before, base, rest)
        with self.store.writing():
            self.store.additions.withdraw_word(number, who)
            self.store.additions.reword(UNDO, again, correction=number, who=who)
            Corrections(self.store).lay_out(found.document)
        return self.store.additions.word(number)

    def words_left_behind(self, reference: str) -> tuple[WordCorrection, ...]:
        """The corrected words of the version that a document has replaced which do not stand in this one: nothing, or another word,
        was recognised at their place. Raises LibraryError."""
        name = self.store.resolve(reference)
        before = self.store.filed(name).replaces
        earlier = self.corrected_words(before) if before else ()
        return words.left(self.recognised(name), earlier, self.corrected_words(name)) if earlier else ()

    def carry_words(self, reference: str) -> tuple[WordCorrection, ...]:
        """Makes the corrected words of the version before that fit this one: on the same page, at the same place, where the same word
        was recognised; each in the name of whoever made it. Raises LibraryError."""
        name = self.store.resolve(reference)
        before, base = self.store.additions.digest(name), self.recognised(name)
        found = [(one, words.same(base, one)) for one in self.words_left_behind(name)]
        fitting = [(one, word) for one, word in found if word is not None]
        if not fitting:
            return ()
        moved = [
            WordCorrection(0, name, one.page, *box_of(word.place), one.recognised, one.word, one.who, one.time) for one, word in fitting
        ]
        again = self.read_again(name, before, base, [*self.corrected_words(name), *moved])
        with self.store.writing():
            made = tuple(
                self.store.additions.add_word(name, one.page, word.place, (one.recognised, one.word), one.who) for one, word in fitting
            )
            self.store.additions.reword(CARRY, again, corrections=[one.id for one in made])
            Corrections(self.store).lay_out(name)
        return made

    def recognised(self, name: str) -> Record:
        """A document as it was read before readers typed words."""
        return self.store.additions.recognised(name) or self.store.record(name)

    def read_again(self, name: str, digest: str, base: Record, corrections: Sequence[WordCorrection]) -> Rewording:
        """The reading of a document with corrected words, to be put in the place of the one with this digest; ``base`` is the document
        as it was recognised."""
        if reason := self.store.additions.hindrance(name):
            raise LibraryError(f"{name}: its words cannot be corrected: {reason}.")
        before = Shift(words.edits(base, self.corrected_words(name)))
        after = Shift(words.edits(base, corrections))
        found = self.reading(name, base, after) if after.edits else base
        entry = msgspec.structs.replace(naming.entry(found), name=name)
        filed = self.store.filed(name)
        versions = self.reader.versions(self.model_of(name)) if after.edits else (filed.reader, filed.model)
        return Rewording(entry, digest, base if after.edits else None, after, before.back(base.document.text), *versions)

    def reading(self, name: str, base: Record, shift: Shift) -> Record:
        """The reading itself, the one that is held where the text stays as it is; raises MemconError where there is none."""
        # Not at the top: the formats are loaded where something is read.
        from memcon.formats.paper import rereading

        held, rendered = self.store.record(name), rereading.rendered(base, shift)
        if held.document.text == rendered.document.text:
            return rereading.surer(held, rendered)
        return self.reader.compose(rendered, (), self.model_of(name))

    def model_of(self, name: str) -> str | None:
        """The language model by which a document was read."""
        return self.store.filed(name).model.partition(" ")[0] or None


class Wordings(Wording):
    """The words of a store that is no library's yet: an import's."""

    def __init__(self, store: Store, reader: Reader) -> None:
        self.store, self.given = store, reader

    @property
    def reader(self) -> Reader:
        return self.given
