"""The room for programs: everything the pages show as JSON under ``/api/v1``, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from itertools import groupby
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from memcon.web import bringing
from memcon.web.api import collections, finding, records
from memcon.web.api.openapi import PREFIX, description
from memcon.web.api.operations import Asked, Operation, Paged
from memcon.web.forms import check, reader
from memcon.web.problems import TITLES, Refusal
from memcon.web.room import room_of
from memcon.web.templating import as_json

OPERATIONS = (*records.OPERATIONS, *collections.OPERATIONS, *finding.OPERATIONS)


def routes() -> list[BaseRoute]:
    """The addresses of all operations, of imports and of the description."""
    by_path = groupby(sorted(OPERATIONS, key=lambda o: o.path), key=lambda o: o.path)
    return [
        Route(PREFIX, index),
        Route(f"{PREFIX}/openapi.json", openapi),
        Route(f"{PREFIX}/problems/{{status:int}}", problem),
        Route(f"{PREFIX}/imports", bringing.receive, methods=["POST"]),
        Route(f"{PREFIX}/imports/{{number:int}}", bringing.state),
        Route(f"{PREFIX}/imports/{{number:int}}/events", bringing.events),
        *(route for path, found in by_path for route in routes_of(path, tuple(found))),
    ]


def routes_of(path: str, operations: tuple[Operation, ...]) -> Iterator[BaseRoute]:
    """One address with all its methods, so that another method is answered by 405."""
    by_method = {operation.method: answering(operation) for operation in operations}

    async def endpoint(request: Request) -> Response:
        return await by_method["GET" if request.method == "HEAD" else request.method](request)  # type: ignore[index]

    yield Route(PREFIX + path, endpoint, methods=list(by_method))


def answering(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of an operation."""

    async def endpoint(request: Request) -> Response:
        body = None
        if operation.method != "GET":
            check(request, None)
        if operation.body is not None:
            try:
                body = msgspec.json.decode(await request.body(), type=operation.body)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Refusal(422, f"The body is not what is wanted here: {error}.", f"See {PREFIX}/openapi.json.") from error
        asked = Asked(room_of(request), reader(request).who, dict(request.path_params), dict(request.query_params), body)
        return await run_in_threadpool(answer, request, operation, asked)

    return endpoint


def answer(request: Request, operation: Operation, asked: Asked) -> Response:
    """Asks the library and says what it says; a page of items comes with the address of the next one."""
    with asked.room.opened() as library:
        found = operation.handler(library, asked)
    headers = {}
    if isinstance(found, Paged) and asked.offset + len(found.items) < found.total and found.items:
        query = asked.query | {"limit": str(asked.limit), "offset": str(asked.offset + len(found.items))}
        following = f"{request.url.path}?{urlencode(query)}"
        found, headers = msgspec.structs.replace(found, next=following), {"Link": f'<{following}>; rel="next"'}
    return as_json(request, found, operation.status, **headers)


def index(request: Request) -> Response:
    """Where things are."""
    return as_json(request, {"openapi": f"{PREFIX}/openapi.json", "paths": sorted({PREFIX + o.path for o in OPERATIONS})})


def openapi(request: Request) -> Response:
    """The description."""
    return as_json(request, description(OPERATIONS))


def problem(request: Request) -> Response:
    """What the type of a problem means."""
    status = request.path_params["status"]
    if status not in TITLES:
        raise Refusal(404, f"There is no problem {status}.")
    return as_json(request, {"status": status, "title": TITLES[status]})
