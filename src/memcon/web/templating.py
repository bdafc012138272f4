"""Pages out of templates: everything escaped, control characters shown instead of obeyed, an entity tag on each answer."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
import msgspec
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from memcon import voices
from memcon.library.kinds import kinds
from memcon.model import FORCES, MODES
from memcon.search import Term
from memcon.web.room import Room

CONTROLS = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\x00": "NUL", "\x07": "BEL", "\x08": "BS", "\x1b": "ESC",
}
"""Characters that change what a reader sees without being seen. A record is evidence: they are named, not obeyed."""
CONTEXT = 140
"""Characters of the statements before and after a result."""
CONTROL = re.compile("[" + re.escape("".join(CONTROLS)) + "\ud800-\udfff]")


def shown(text: str) -> Markup:
    """The text as HTML; a control character becomes an empty element that the style gives a visible name."""
    if not CONTROL.search(text):
        return exact(text)
    found = []
    at = 0
    for match in CONTROL.finditer(text):
        name = CONTROLS.get(match.group(), "?")
        found += [exact(text[at : match.start()]), Markup('<span class="control" data-name="{}"></span>').format(name)]
        at = match.end()
    return Markup("").join([*found, exact(text[at:])])


def with_names(markup: Markup) -> Markup:
    """Markup made elsewhere, with the control characters in its words named; there may be none in its tags."""
    return Markup(CONTROL.sub(lambda found: str(shown(found.group())), str(markup)))


def exact(text: str) -> Markup:
    """The text as HTML that a browser reads back character for character: it would take a carriage return for part of a line's end."""
    made = escape(text)
    return Markup(str(made).replace("\r", "&#13;")) if "\r" in text else made


def plain(text: str) -> str:
    """The text without control characters, for where no element can stand: titles, attributes, file names."""
    return CONTROL.sub("", text)


def squeezed(text: str) -> Markup:
    """The text on one line, as HTML."""
    return shown(voices.squeezed(text))


def marked(text: str, terms: tuple[Term, ...]) -> Markup:
    """The text on one line with the words of a query marked; a word found only under another spelling stays unmarked."""
    line = voices.squeezed(text)
    words = [re.sub(r"\\?\s+", r"\\s+", re.escape(t.words)) + (r"\w*" if t.prefix else "") for t in terms if t.words.strip()]
    if not words:
        return shown(line)
    found, at = [], 0
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", line, re.IGNORECASE):
        found += [shown(line[at : match.start()]), Markup("<mark>{}</mark>").format(shown(match.group()))]
        at = match.end()
    return Markup("").join([*found, shown(line[at:])])


def tail(text: str) -> Markup:
    """The end of a longer text, on one line."""
    line = voices.squeezed(text)
    return shown(line if len(line) <= CONTEXT else "… " + line[-CONTEXT:].partition(" ")[2])


def head(text: str) -> Markup:
    """The beginning of a longer text, on one line."""
    line = voices.squeezed(text)
    return shown(line if len(line) <= CONTEXT else line[:CONTEXT].rpartition(" ")[0] + " …")


def date(text: str) -> str:
    """A date as it is read: "1964-03-09" -> "9 March 1964"; what is no date stays as it is."""
    months = "January February March April May June July August September October November December".split()
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?.*", text)
    if not match:
        return text
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{int(day)} {months[int(month) - 1]} {year}" if day else f"{months[int(month) - 1]} {year}"


def number(value: int) -> str:
    """A whole number with its thousands apart, by a thin space."""
    return f"{value:,}".replace(",", "\u202f")


def counted(value: int, one: str, many: str = "") -> str:
    """A number with what is counted: "1 statement", "12 statements"; ``many`` where that is not ``one`` with an s."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def address(path: str, **query: object) -> str:
    """A path of the room with a query; what is None or "" is left out."""
    asked = [(name.rstrip("_"), str(value)) for name, value in query.items() if value not in (None, "")]
    return quote(path, safe="/") + (f"?{urlencode(asked)}" if asked else "")


@cache
def environment() -> jinja2.Environment:
    """The templates, with what they may call."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("memcon.web", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"], auto_reload=False,
    )
    made.filters |= {
        "shown": shown, "plain": plain, "squeezed": squeezed, "date": date, "number": number, "squeezed_marked": marked, "tail": tail,
        "head": head, "safe_svg": Markup, "counted": counted,
    }
    made.globals |= {
        "address": address, "MODES": MODES, "FORCES": FORCES, "threshold": voices.DOUBTFUL_BELOW, "kinds": kinds,
    }
    return made


def page(request: Request, template: str, room: Room, status: int = 200, **values: Any) -> Response:
    """A page, or 304 where the reader has it as it is."""
    session = request.scope.get("state", {}).get("session")
    body = environment().get_template(template).render(
        room=room, session=session, csrf=session.csrf if session else "", path=request.url.path, query=request.query_params,
        writable=bool(session) and not room.read_only, **values,
    )
    data = body.encode("utf-8", "replace")
    headers = {"ETag": tag(data)}
    if request.method in {"GET", "HEAD"} and status == 200 and request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(data, status, headers, media_type="text/html; charset=utf-8")


def tag(data: bytes) -> str:
    """The entity tag of a body."""
    return f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'


def as_json(request: Request, value: object, status: int = 200, **headers: str) -> Response:
    """A JSON answer with its entity tag, or 304."""
    data = msgspec.json.encode(value)
    given = {"ETag": tag(data), **headers}
    if request.method in {"GET", "HEAD"} and status == 200 and request.headers.get("if-none-match") == given["ETag"]:
        return Response(status_code=304, headers=given)
    return Response(data, status, given, media_type="application/json")
