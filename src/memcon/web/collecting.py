"""What readers keep: notes, tags and collections on documents and statements, and the brief that is made of a collection."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from memcon.library import Library
from memcon.store import Collection, LibraryError, Place
from memcon.web import briefs
from memcon.web.documents import attached, wanted
from memcon.web.forms import Given, back, reader
from memcon.web.problems import Refusal
from memcon.web.room import room_of
from memcon.web.templating import page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def collections(request: Request) -> Response:
    """All collections, all tags, all notes."""
    room = room_of(request)
    with room.opened() as library:
        listed, notes = library.collections(), library.notes()
        tags: dict[str, int] = {}
        for tag in library.tags():
            tags[tag.tag] = tags.get(tag.tag, 0) + 1
        titles = {name: title_of(library, name) for name in {note.place.document for note in notes}}
    return page(request, "collections.html", room, title="Collections", collections=listed, tags=tags, notes=notes, titles=titles)


def title_of(library: Library, name: str) -> str:
    """How a document is called in a list."""
    filed = library.document(name)
    return filed.title or filed.subject or filed.label


def asked(library: Library, request: Request) -> Collection:
    """The collection that is asked for; raises Refusal where there is none."""
    try:
        return library.collection(request.path_params["number"])
    except LibraryError as error:
        raise Refusal(404, "There is no such collection.") from error


def collection(request: Request) -> Response:
    """What stands in one collection."""
    room = room_of(request)
    with room.opened() as library:
        found = asked(library, request)
        lines = briefs.lines(library, library.collected(found.id))
    return page(request, "collection.html", room, title=found.name, collection=found, lines=lines)


def tag(request: Request) -> Response:
    """What bears a tag."""
    room, name = room_of(request), request.path_params["tag"]
    with room.opened() as library:
        lines = briefs.lines(library, tuple(tag.place for tag in library.tags(tag=name)))
    return page(request, "collection.html", room, title=name, collection=None, lines=lines, tag=name)


def brief(request: Request) -> Response:
    """A collection as a brief: every line with its citation and its classification mark; made to be printed."""
    room = room_of(request)
    with room.opened() as library:
        found = asked(library, request)
        lines = briefs.lines(library, library.collected(found.id))
    return page(request, "brief.html", room, title=found.name, collection=found, lines=lines, highest=briefs.highest(lines))


def brief_docx(request: Request) -> Response:
    """The same brief as a Word file."""
    with room_of(request).opened() as library:
        found = asked(library, request)
        data = briefs.to_docx(found.name, briefs.lines(library, library.collected(found.id)))
    return attached(request, data, DOCX, f"brief-{found.id}.docx")


def placed(library: Library, request: Request, given: Given) -> Place:
    """The place that a form is about."""
    return given.place(wanted(library, request.path_params["id"]).name)


def to(place: Place, library: Library) -> Response:
    """Back to the place."""
    statement = next((s.id for s in library.show(place.document).statements if s.start <= place.start < s.end), "")
    return back(f"/doc/{place.document}" + (f"#{statement}" if statement else ""))


def note(request: Request, given: Given) -> Response:
    """Keeps a note."""
    with room_of(request).opened() as library:
        place = placed(library, request, given)
        library.note(place, given.text("words"), reader(request).who)
        return to(place, library)


def drop_note(request: Request, given: Given) -> Response:
    """Throws a note away."""
    with room_of(request).opened() as library:
        library.drop_note(request.path_params["number"])
    return back(given.text("back") or "/collections")


def put_tag(request: Request, given: Given) -> Response:
    """Puts a tag on a place."""
    with room_of(request).opened() as library:
        place = placed(library, request, given)
        library.put_tag(place, given.text("tag"), reader(request).who)
        return to(place, library)


def drop_tag(request: Request, given: Given) -> Response:
    """Takes a tag off a place."""
    with room_of(request).opened() as library:
        place = placed(library, request, given)
        library.drop_tag(place, given.text("tag"))
        return to(place, library)


def collect(request: Request, given: Given) -> Response:
    """Puts a place into a collection, which is made where there is none of the name."""
    with room_of(request).opened() as library:
        place, who = placed(library, request, given), reader(request).who
        library.collect(library.make_collection(given.text("collection"), who).id, place, who)
        return to(place, library)


def uncollect(request: Request, given: Given) -> Response:
    """Takes a place out of a collection."""
    with room_of(request).opened() as library:
        found = asked(library, request)
        library.uncollect(found.id, given.place(given.text("document")))
    return back(f"/collection/{found.id}")


def drop_collection(request: Request, given: Given) -> Response:
    """Throws a collection away, not what is in it."""
    with room_of(request).opened() as library:
        library.drop_collection(asked(library, request).id)
    return back("/collections")
