"""What stands before every page: the right host, the right origin, a reader who may come in, a bounded body, strict headers.

Other users of the machine and other pages in the same browser can reach a local port; this is what keeps them out.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, urlencode

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memcon.web import sessions
from memcon.web.problems import Refusal, refused
from memcon.web.room import Room
from memcon.web.sessions import Session

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/login")
"""What is answered before anybody has come in: style and script of the room, and the way in."""
UPLOADS = ("/bring-in", "/api/v1/imports")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it a browser names no origin with a form, and the origin is what a write is checked by.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "private, no-cache",
}


class Guard:
    """The middleware. What passes has ``scope["state"]["session"]`` set, None for what is open to all."""

    def __init__(self, app: ASGIApp, room: Room) -> None:
        self.app, self.room = app, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        sent = dressed(send)
        try:
            session = self.admitted(request)
        except Refusal as refusal:
            await refused(request, self.room, refusal)(scope, receive, sent)
            return
        if session is None and "token" in request.query_params and sessions.token_fits(self.room, request.query_params["token"]):
            await self.welcomed(request)(scope, receive, sent)
            return
        scope.setdefault("state", {})["session"] = session
        await self.app(scope, bounded(receive, self.limit(request), self.room.limits.seconds), sent)

    def admitted(self, request: Request) -> Session | None:
        """The session of a request; raises Refusal where it must not pass. None where it is open to all, or has just the token."""
        if not host_fits(self.room, request.headers.get("host", "")):
            raise Refusal(421, "This is not the address of this reading room.", "Open the address that 'memcon serve' printed.")
        if request.method not in SAFE:
            if not origin_fits(request.headers):
                raise Refusal(403, "Another page tried to write here.", "Do it on the room's own page.")
            if self.room.read_only and request.url.path not in {"/login", "/read", "/api/v1/read"}:
                raise Refusal(403, "This reading room is read-only.", "Start 'memcon serve' without --read-only to change something.")
        declared = request.headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > self.limit(request):
            raise Refusal(413, "That is too much at once.", f"At most {self.limit(request) // 1_000_000} MB are taken here.")
        session = self.session(request)
        if session is None and not request.url.path.startswith(OPEN) and not self.knocks(request):
            raise Refusal(401, "This reading room is closed to strangers.", "Open the address that 'memcon serve' printed, token included.")
        return session

    def knocks(self, request: Request) -> bool:
        return request.method == "GET" and sessions.token_fits(self.room, request.query_params.get("token", ""))

    def session(self, request: Request) -> Session | None:
        """The session of the cookie, or of a program that sends the token as ``Authorization: Bearer``."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return Session(self.room.who, "", True) if sessions.token_fits(self.room, token.strip()) else None
        cookie = request.cookies.get(sessions.cookie_name(self.room), "")
        return sessions.read(self.room, cookie) if cookie else None

    def welcomed(self, request: Request) -> Response:
        """The same address without the token, and a cookie in its place: the token stays in no history."""
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
        response = RedirectResponse(local(request.url.path) + (f"?{urlencode(rest)}" if rest else ""), 303)
        with_cookie(response, self.room, self.room.who)
        return response

    def limit(self, request: Request) -> int:
        """The bytes that the body may have."""
        return self.room.limits.upload if request.url.path in UPLOADS else self.room.limits.form


def with_cookie(response: Response, room: Room, who: str) -> None:
    """Lets a reader in. Lax, so that a link to a statement in somebody's notes leads there; writes are guarded by more."""
    response.set_cookie(sessions.cookie_name(room), sessions.issued(room, who), httponly=True, samesite="lax", path="/")


def local(path: str) -> str:
    """A path on this host, whatever is written in it: "//elsewhere" would lead away."""
    return "/" + path.lstrip("/\\")


def host_fits(room: Room, host: str) -> bool:
    """Whether the room may be asked for under this name: a page elsewhere cannot make its own name mean this machine."""
    if host.lower() in room.hosts:
        return True
    return "" in room.hosts and numeric(re.sub(r":\d+$", "", host).strip("[]"))


def numeric(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def origin_fits(headers: Headers) -> bool:
    """Whether a write comes from the room's own page, or from no page at all."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def dressed(send: Send) -> Send:
    """Sends with the security headers on every answer that does not set its own."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def bounded(receive: Receive, most: int, seconds: float) -> Receive:
    """Receives no more than so many bytes, in so many seconds; what goes beyond is answered by the refusal raised here."""
    arrived, until, ended = 0, anyio.current_time() + seconds, False

    async def received() -> Message:
        nonlocal arrived, ended
        if ended:
            return await receive()
        try:
            with anyio.fail_after(max(0.0, until - anyio.current_time())):
                message = await receive()
        except TimeoutError as error:
            raise Refusal(408, "The upload took too long.", "Send it again, or import it with 'memcon import'.") from error
        arrived += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if arrived > most:
            raise Refusal(413, "That is too much at once.", f"At most {most // 1_000_000} MB are taken here.")
        return message

    return received
