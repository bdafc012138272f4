"""The room as an ASGI application: one table of addresses, each answered by one function."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from memcon.web import bringing, collecting, comparing, correcting, documents, entrance, libraries, looks, pasting, searching, wording
from memcon.web.api import routes as api_routes
from memcon.web.forms import writes
from memcon.web.guard import Guard
from memcon.web.problems import HANDLERS
from memcon.web.room import Room

STATIC = Path(__file__).parent / "static"


def app(room: Room) -> Starlette:
    """The application of a room."""
    made = Starlette(
        routes=[*pages(), *written(), *api_routes(), Mount("/static", StaticFiles(directory=STATIC), name="static")],
        middleware=[Middleware(Guard, room=room)], exception_handlers=HANDLERS, lifespan=bringing.lifespan,
    )
    made.state.room = room
    return made


def pages() -> list[BaseRoute]:
    """What is read."""
    return [
        Route("/", libraries.home),
        Route("/login", entrance.login),
        Route("/doc/{id}", documents.read),
        Route("/doc/{id}/as/{form}", documents.download),
        Route("/doc/{id}/cite/{style}", documents.citation),
        Route("/doc/{id}/page/{number:int}.png", documents.page_image),
        Route("/doc/{id}/compare", comparing.choose),
        Route("/doc/{id}/compare/{other}", comparing.compare),
        Route("/doc/{id}/{statement}", documents.card),
        Route("/search", searching.search),
        Route("/search/offers", searching.offers),
        Route("/search/as/{form}", searching.download),
        Route("/people", libraries.people),
        Route("/person/{actor:int}", libraries.person),
        Route("/look/{look}", looks.look),
        Route("/look/{look}/svg", looks.drawing),
        Route("/collections", collecting.collections),
        Route("/collection/{number:int}", collecting.collection),
        Route("/collection/{number:int}/brief", collecting.brief),
        Route("/collection/{number:int}/brief.docx", collecting.brief_docx),
        Route("/tag/{tag}", collecting.tag),
        Route("/bring-in", bringing.bring_in),
        Route("/bring-in/{number:int}", bringing.state),
        Route("/bring-in/{number:int}/events", bringing.events),
        Route("/read", pasting.ask),
    ]


def written() -> list[BaseRoute]:
    """What changes something. Each is wrapped by ``writes``, or checks the mark itself (``entrance.enter``, ``bringing.receive``)."""
    return [
        Route("/login", entrance.enter, methods=["POST"]),
        Route("/read", writes(pasting.read), methods=["POST"]),
        Route("/bring-in", bringing.receive, methods=["POST"]),
        Route("/bring-in/retry", writes(bringing.retry), methods=["POST"]),
        Route("/doc/{id}/corrections", writes(correcting.correct), methods=["POST"]),
        Route("/doc/{id}/corrections/carry", writes(correcting.carry_over), methods=["POST"]),
        Route("/corrections/{number:int}/undo", writes(correcting.undo), methods=["POST"]),
        Route("/doc/{id}/words", writes(wording.correct), methods=["POST"]),
        Route("/words/{number:int}/undo", writes(wording.undo), methods=["POST"]),
        Route("/doc/{id}/notes", writes(collecting.note), methods=["POST"]),
        Route("/doc/{id}/tags", writes(collecting.put_tag), methods=["POST"]),
        Route("/doc/{id}/tags/drop", writes(collecting.drop_tag), methods=["POST"]),
        Route("/doc/{id}/collect", writes(collecting.collect), methods=["POST"]),
        Route("/notes/{number:int}/delete", writes(collecting.drop_note), methods=["POST"]),
        Route("/collection/{number:int}/drop", writes(collecting.uncollect), methods=["POST"]),
        Route("/collection/{number:int}/delete", writes(collecting.drop_collection), methods=["POST"]),
        Route("/searches", writes(searching.save), methods=["POST"]),
        Route("/searches/{number:int}/delete", writes(searching.drop), methods=["POST"]),
    ]
