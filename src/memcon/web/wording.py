"""Words of paper as they are corrected on its page: the reader's word takes the place of the recognised one, and can be taken back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from memcon.library import Library
from memcon.model import Range
from memcon.store import WordCorrection
from memcon.web.documents import wanted
from memcon.web.forms import Given, back, reader
from memcon.web.pasting import one_at_a_time
from memcon.web.room import room_of
from memcon.web.templating import address


def correct(request: Request, given: Given) -> Response:
    """Puts a word in the place of another, or strikes it out, and leads back to its page."""
    with room_of(request).opened() as library:
        filed = wanted(library, request.path_params["id"])
        span = (given.number("start"), given.number("end"))
        word = None if given.text("strike") else given.text("word")
        made = corrected(library, filed.name, span, word, reader(request).who, given.text("was"))
    return back(address(f"/doc/{made.document}", page=made.page, words=1) + "#paper")


def undo(request: Request, given: Given) -> Response:
    """Takes a corrected word back, and leads to where that was asked for: the page of the word, or the list of all."""
    with room_of(request).opened() as library:
        undone = taken_back(library, request.path_params["number"], reader(request).who)
    page = undone.page if given.text("page") else ""
    return back(address(f"/doc/{undone.document}", page=page, words=1 if page else "") + ("#paper" if page else "#words"))


def corrected(library: Library, name: str, span: Range, word: str | None, who: str, was: str | None) -> WordCorrection:
    """The correction, made, without a ``word`` by striking out what is there; the document is read anew meanwhile, one in this room
    at a time."""
    with one_at_a_time:
        if word is None:
            return library.strike_word(name, span, who, was=was)
        return library.correct_word(name, span, word, who, was=was)


def taken_back(library: Library, number: int, who: str) -> WordCorrection:
    """The correction, undone; the document is read anew meanwhile, one in this room at a time."""
    with one_at_a_time:
        return library.undo_word(number, who)
