"""The pages of one record: its text with the voices apart, the card of a statement, citations, downloads."""

from __future__ import annotations

from importlib import metadata
from typing import Any, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from memcon import export, voices
from memcon.citations import STYLES, Style
from memcon.export.annotation import to_annotation
from memcon.library import Library
from memcon.model import Record
from memcon.store import Correction, Filed, LibraryError
from memcon.web import paper, reading
from memcon.web.problems import Refusal
from memcon.web.room import room_of
from memcon.web.spoken import spoken
from memcon.web.templating import address, page, tag

FORMS = {
    "json": ("application/json", "the record in memcon's format"),
    "csv": ("text/csv; charset=utf-8", "a table, one row a statement"),
    "txt": ("text/plain; charset=utf-8", "the document's own text"),
    "html": ("text/html; charset=utf-8", "one page that needs no network"),
    "annotation": ("application/json", "annotations in the corpus format, corrections included"),
}
"""The forms in which a record can be taken away."""
CITATION_TYPES: dict[Style, tuple[str, str]] = {
    "chicago": ("text/plain; charset=utf-8", "txt"), "bibtex": ("application/x-bibtex; charset=utf-8", "bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "ris"),
    "csl-json": ("application/vnd.citationstyles.csl+json; charset=utf-8", "json"),
}

MOST_DIGITS = 7
"""Of a page's number in an address."""


def wanted(library: Library, reference: str) -> Filed:
    """The document that an address means; raises Refusal where there is none."""
    try:
        return library.document(reference)
    except LibraryError as error:
        # What a command line would do is of no use here, and an id keeps its capitals.
        what, command, _ = str(error).removeprefix(f"{library.path}: ").partition("; 'memcon search'")
        todo = "Search for its words, or look for it in the library." if command else ""
        raise Refusal(404, f"{what[:1].upper()}{what[1:]}{'.' if command else ''}", todo) from error


def read(request: Request) -> Response:
    """The record as a page; with ``page`` in the query that page of its paper beside the text, and with ``part=page`` only that."""
    room = room_of(request)
    kept: dict[str, Any]
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        if filed.name != request.path_params["id"]:
            asked = {key: request.query_params.get(key) for key in ("page", "lit", "part", "words", "word")}
            return RedirectResponse(address(f"/doc/{filed.name}", **asked), 307)
        found = library.show(filed.name)
        sheet = sheet_of(request, found)
        words = library.corrected_words(filed.name)
        if sheet and request.query_params.get("part") == "page":
            return page(request, "paper.html", room, filed=filed, sheet=sheet, words=words)
        corrections = library.corrections(filed.name)
        kept = {
            "notes": library.notes(filed.name), "tags": library.tags(filed.name), "holding": library.holding(filed.name),
            "collections": library.collections(), "thread": library.thread(filed.name),
            "left_behind": library.left_behind(filed.name), "words_left_behind": library.words_left_behind(filed.name),
        }
    return page(
        request, "read.html", room, filed=filed, sheet=sheet, **shown(found, corrections), corrections=corrections, words=words,
        forms=FORMS, styles=STYLES, **kept,
    )


def sheet_of(request: Request, found: Record) -> paper.Sheet | None:
    """The page of the paper that is asked for; raises Refusal where the record has none of that number."""
    asked = request.query_params.get("page")
    if asked is None:
        return None
    made = paper.sheet(found, number_of(asked) or 0, request.query_params.get("lit", ""))
    if made is None:
        has = f"Its pages are 1 to {len(found.pages)}." if found.pages else "It did not come on paper."
        raise Refusal(404, "There is no such page of this record.", has)
    word = request.query_params.get("word", "")
    return paper.with_words(made, found, number_of(word)) if word or request.query_params.get("words") else made


def number_of(text: str) -> int | None:
    """A number in an address, None where it is none or too long for any."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else None


def page_image(request: Request) -> Response:
    """A page of the paper as a PNG file. What is drawn depends on the file's bytes alone, so a browser that has it need not wait."""
    room, number = room_of(request), request.path_params["number"]
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        known = tag(f"{metadata.version('memcon')} {filed.sha256} {filed.name} {number}".encode())
        if request.headers.get("if-none-match") == known:
            return Response(status_code=304, headers={"ETag": known})
        try:
            drawn = library.page(filed.name, number)
        except LibraryError as error:
            raise Refusal(404, str(error)) from error
    return Response(drawn, headers={"ETag": known, "Content-Security-Policy": "default-src 'none'; sandbox"}, media_type="image/png")


def shown(found: Record, corrections: tuple[Correction, ...] = ()) -> dict[str, Any]:
    """What the template of a record needs of the record itself."""
    reader = reading.Reader(found, corrections)
    return {
        "record": found, "document": found.document, "view": reader.page(), "panel": reading.panel(found), "called": reader.called,
        "spoken": spoken, "spans": {(s.start, s.end): s.id for s in found.statements},
        "title": found.document.title or found.document.subject or found.document.id or "A record without a title",
        "stated": any(voices.caption(found.document).values()),
    }


def card(request: Request) -> Response:
    """What is known of one statement: a page, or with ``part=card`` what goes beside the text."""
    room, name = room_of(request), request.path_params["statement"]
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        found = library.show(filed.name)
        why = reading.why(found, name)
        if why is None:
            raise Refusal(404, f"There is no statement {name} in this record.", f"It has {len(found.statements)}.")
        span = (why.statement.start, why.statement.end)
        inside = [n for n in library.notes(filed.name) if n.place.start < span[1] and n.place.end > span[0]]
        tags = [t for t in library.tags(filed.name) if t.place.start < span[1] and t.place.end > span[0]]
        corrections = [c for c in library.corrections(filed.name) if c.start < span[1] and c.end > span[0]]
        collections = library.collections()
    template = "card.html" if request.query_params.get("part") == "card" else "statement.html"
    return page(
        request, template, room, filed=filed, why=why, record=found, called=voices.names(found), notes=inside, tags=tags, styles=STYLES,
        corrections=corrections, collections=collections, writers=[p.id for p in found.people if p.author], title=f"{name} · {filed.title}",
    )


def citation(request: Request) -> Response:
    """A citation of the document, or of the statement in the query, as text."""
    room, style = room_of(request), request.path_params["style"]
    if style not in get_args(Style):
        raise Refusal(404, f"There is no style {style}.", f"Citations are written as {', '.join(STYLES)}.")
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        text = library.cite(filed.name, style, request.query_params.get("statement") or None)
    kind, ending = CITATION_TYPES[style]
    return attached(request, text.encode("utf-8", "replace"), kind, f"{filed.name}.{ending}" if request.query_params.get("save") else "")


def download(request: Request) -> Response:
    """The record in another form."""
    room, form = room_of(request), request.path_params["form"]
    if form not in FORMS:
        raise Refusal(404, f"There is no form {form}.", f"A record can be had as {', '.join(FORMS)}.")
    with room.opened() as library:
        filed = wanted(library, request.path_params["id"])
        found = library.show(filed.name)
    ending = "annotation.json" if form == "annotation" else form
    return attached(request, written(found, form), FORMS[form][0], f"{filed.name}.{ending}")


def written(found: Record, form: str) -> bytes:
    """The record in one of FORMS."""
    if form == "annotation":
        return to_annotation(found)
    if form == "csv":
        text = export.to_csv(found)
    elif form == "html":
        text = export.to_html(found)
    elif form == "json":
        text = msgspec.json.format(msgspec.json.encode(found), indent=1).decode()
    else:
        text = found.document.text
    return text.encode("utf-8", "replace")


def attached(request: Request, data: bytes, kind: str, name: str = "") -> Response:
    """Bytes with their type and entity tag; with a name they are saved, not shown. Nothing in them may run in this room."""
    headers = {"ETag": tag(data), "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(data, 200, headers, media_type=kind)


__all__ = ["CITATION_TYPES", "FORMS", "attached", "card", "citation", "download", "page_image", "read", "shown", "wanted", "written"]
