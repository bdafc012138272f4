"""Who may come in: a signed cookie that names the reader, and the mark that every write must bear.

Nothing is kept: a cookie is good while the room that signed it runs, for its secret is made anew at each start.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

import msgspec

from memcon.web.room import Room


class Session(msgspec.Struct, frozen=True):
    """A reader who has come in: the name, the mark for writes, and whether it is a program with the token in its header."""

    who: str
    csrf: str
    program: bool = False


def cookie_name(room: Room) -> str:
    """The name of the cookie: browsers share cookies between ports, rooms do not."""
    return f"memcon_{room.port}"


def issued(room: Room, who: str) -> str:
    """The value of a new cookie."""
    body = f"{encoded(who)}.{secrets.token_urlsafe(12)}"
    return f"{body}.{signed(room, 'session', body)}"


def read(room: Room, cookie: str) -> Session | None:
    """The session of a cookie; None where this room did not sign it."""
    body, _, signature = cookie.rpartition(".")
    if not body or not same(signature, signed(room, "session", body)):
        return None
    try:
        who = base64.urlsafe_b64decode(body.partition(".")[0]).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Session(who, signed(room, "csrf", cookie))


def encoded(who: str) -> str:
    return base64.urlsafe_b64encode(who.encode("utf-8")).decode("ascii")


def signed(room: Room, purpose: str, text: str) -> str:
    return hmac.new(room.secret, f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are equal, told in a time that does not betray where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode("utf-8"))


def token_fits(room: Room, token: str) -> bool:
    """Whether this is the token of the printed address."""
    return bool(token) and same(token, room.token)
