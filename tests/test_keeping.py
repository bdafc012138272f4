"""What readers keep: notes, tags, collections and searches, on documents and on stretches of them."""

from __future__ import annotations

import pytest

from memcon.errors import SettingError
from memcon.library import Library, LibraryError
from memcon.store import Place


def test_notes_are_kept_in_the_order_of_the_text_and_thrown_away(library: Library) -> None:
    late = library.note(Place("ferry-d0", 50, 60), "  second ", "ilse")
    library.note(Place("ferry-d0"), "on the whole", "ilse")
    assert [note.words for note in library.notes("ferry-d0")] == ["on the whole", "second"]
    assert library.notes("ferry-d0")[0].place == Place(library.document("ferry-d0").name)
    library.drop_note(late)
    assert len(library.notes()) == 1
    with pytest.raises(LibraryError, match=f"no note {late}"):
        library.drop_note(late)


def test_a_tag_is_put_once_and_found_by_its_name(library: Library) -> None:
    for _ in range(2):
        library.put_tag(Place("ferry-d0", 5, 9), " straits  question ", "ilse")
    library.put_tag(Place("meeting-d0"), "straits question", "tomas")
    assert [tag.tag for tag in library.tags("ferry-d0")] == ["straits question"]
    assert len(library.tags(tag="straits question")) == 2
    library.drop_tag(Place("ferry-d0", 5, 9), "straits question")
    assert library.tags("ferry-d0") == ()


def test_a_collection_holds_places_by_date(library: Library) -> None:
    made = library.make_collection("Tolls", "ilse")
    assert library.make_collection("tolls", "tomas").id == made.id
    for document in ("meeting-d0", "lighthouse-d0", "ferry-d0"):
        library.collect(made.id, Place(document, 1, 5), "ilse")
    dates = [library.document(place.document).date for place in library.collected(made.id)]
    assert dates == sorted(dates)
    assert library.collection(made.id).places == 3
    assert [collection.name for collection, _ in library.holding("ferry-d0")] == ["Tolls"]
    library.uncollect(made.id, Place("ferry-d0", 1, 5))
    assert library.collection(made.id).places == 2
    library.drop_collection(made.id)
    assert library.collections() == ()
    with pytest.raises(LibraryError, match="no collection"):
        library.collected(made.id)


def test_a_search_is_kept_under_its_name(library: Library) -> None:
    library.save_search("Tolls", "tolls", "best", "ilse")
    library.save_search("tolls", "tolls OR boats", "date", "tomas")
    (kept,) = library.searches()
    assert (kept.query, kept.sort, kept.who) == ("tolls OR boats", "date", "tomas")
    library.drop_search(kept.id)
    with pytest.raises(LibraryError, match="no saved search"):
        library.drop_search(kept.id)


def test_what_has_no_name_or_no_words_is_refused(library: Library) -> None:
    with pytest.raises(SettingError, match="a note has"):
        library.note(Place("ferry-d0"), "  ", "ilse")
    for name in ("", " \n ", "x" * 121):
        with pytest.raises(SettingError, match="the name of a tag"):
            library.put_tag(Place("ferry-d0"), name, "ilse")
    with pytest.raises(LibraryError, match="no document"):
        library.note(Place("nowhere"), "words", "ilse")


def test_a_deleted_document_takes_all_of_it_along(library: Library) -> None:
    made = library.make_collection("Tolls", "ilse")
    library.collect(made.id, Place("ferry-d0"), "ilse")
    library.note(Place("ferry-d0"), "a secret remark", "ilse")
    library.put_tag(Place("ferry-d0"), "hushed", "ilse")
    library.delete("ferry-d0")
    assert library.collected(made.id) == library.notes() == library.tags() == ()
    assert b"a secret remark" not in library.path.read_bytes()
