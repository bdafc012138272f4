"""What readers keep in a library for themselves: notes, tags, collections, saved searches."""

from __future__ import annotations

from memcon.errors import SettingError
from memcon.store import Store
from memcon.store.keeping import Collection, Note, Place, SavedSearch, Tag

LONGEST_NAME = 120
"""Characters of a tag, or of the name of a collection or search."""
LONGEST_NOTE = 100_000


class Keeping:
    """The part of a library that has to do with what readers keep. A place is a document by any of its names, or a stretch of it.

    Every method may raise LibraryError, and SettingError on a name or note that cannot be used.
    """

    store: Store

    def notes(self, reference: str | None = None) -> tuple[Note, ...]:
        """The notes on a document and its stretches, in the order of the text; without a document all notes."""
        return self.store.additions.notes(self.store.resolve(reference) if reference is not None else None)

    def note(self, place: Place, words: str, who: str) -> int:
        """Keeps a note on a place; returns its number."""
        if not words.strip() or len(words) > LONGEST_NOTE:
            raise SettingError(f"a note has between one word and {LONGEST_NOTE:,} characters; this one has {len(words):,}.")
        return self.store.additions.note(self.placed(place), words.strip(), who)

    def drop_note(self, number: int) -> None:
        """Throws a note away."""
        self.store.additions.drop_note(number)

    def tags(self, reference: str | None = None, tag: str | None = None) -> tuple[Tag, ...]:
        """The tags on a document and its stretches, the places of one tag, or all tags."""
        return self.store.additions.tags(self.store.resolve(reference) if reference is not None else None, tag)

    def put_tag(self, place: Place, tag: str, who: str) -> None:
        """Puts a tag on a place."""
        self.store.additions.put_tag(self.placed(place), named(tag, "a tag"), who)

    def drop_tag(self, place: Place, tag: str) -> None:
        """Takes a tag off a place."""
        self.store.additions.drop_tag(self.placed(place), tag)

    def collections(self) -> tuple[Collection, ...]:
        """All collections by name."""
        return self.store.additions.collections()

    def collection(self, number: int) -> Collection:
        """A collection by its number."""
        return self.store.additions.collection(number)

    def make_collection(self, name: str, who: str) -> Collection:
        """The collection of this name, made where there is none."""
        return self.store.additions.make_collection(named(name, "a collection"), who)

    def drop_collection(self, number: int) -> None:
        """Throws a collection away; what is in it stays in the library."""
        self.store.additions.drop_collection(number)

    def collect(self, collection: int, place: Place, who: str) -> None:
        """Puts a place into a collection."""
        self.store.additions.collect(collection, self.placed(place), who)

    def uncollect(self, collection: int, place: Place) -> None:
        """Takes a place out of a collection."""
        self.store.additions.uncollect(collection, self.placed(place))

    def collected(self, collection: int) -> tuple[Place, ...]:
        """The places of a collection, by the date of their documents and in the order of the text."""
        self.collection(collection)
        return self.store.additions.collected(collection)

    def holding(self, reference: str) -> tuple[tuple[Collection, Place], ...]:
        """The collections in which a document or a stretch of it stands."""
        return self.store.additions.holding(self.store.resolve(reference))

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches by name."""
        return self.store.additions.searches()

    def save_search(self, name: str, query: str, sort: str, who: str) -> None:
        """Keeps a query under a name, in the place of the one it had."""
        self.store.additions.save_search(named(name, "a search"), query, sort, who)

    def drop_search(self, number: int) -> None:
        """Throws a saved search away."""
        self.store.additions.drop_search(number)

    def placed(self, place: Place) -> Place:
        """The place under the document's lasting id."""
        return Place(self.store.resolve(place.document), place.start, place.end)


def named(name: str, what: str) -> str:
    """The name on one line; raises SettingError where it is empty or too long."""
    squeezed = " ".join(name.split())
    if not squeezed or len(squeezed) > LONGEST_NAME:
        raise SettingError(f"the name of {what} has between 1 and {LONGEST_NAME} characters; this one has {len(squeezed)}.")
    return squeezed
