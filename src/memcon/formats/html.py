"""HTML: the text of a page, as of a published cable, without its navigation. Scripts do not run and nothing is fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from memcon.errors import FormatError
from memcon.formats import blocks, encoding
from memcon.formats.blocks import Block
from memcon.model import Document, Rendered

STARTS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype html|<html\b|<head\b|<body\b)", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
UNREAD = {
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "iframe", "object", "svg", "head", "menu",
    "footer", "dialog", "canvas", "video", "audio", "textarea",
}
NAVIGATION = {"navigation", "banner", "search", "menu", "menubar", "complementary", "contentinfo"}
LEADING = {"nav", "navbar", "navigation", "menu", "footer", "sidebar", "breadcrumb", "breadcrumbs"}
"""Names that pages of before HTML 5 give, as id or class, to what is about the site."""
BLOCKS = {
    "p", "div", "section", "article", "main", "blockquote", "ul", "ol", "table", "tbody", "thead", "tr", "pre", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "dl", "dt", "dd", "figure", "figcaption", "address", "body", "html", "center", "fieldset", "td", "th",
    "caption", "tfoot",
}
CLOSE = {"li", "tr", "dt", "dd"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CELLS = {"td", "th"}
LINKED = 0.5
"""A block with more than this share of its letters in links is navigation."""
LEAST_LINKS = 3
MAIN_SHARE = 0.5
"""What the page calls its main content is believed where it holds at least this share of the text."""
DEEPEST = 250


def sniff(data: bytes) -> bool:
    """Whether the bytes begin as a page of HTML."""
    return bool(STARTS.match(encoding.peek(data, 4096)))


def read(data: bytes, source: str) -> Iterator[Rendered]:
    """Yields the page as one document; raises FormatError where it cannot be parsed, UnreadableError where it holds no text."""
    sha = hashlib.sha256(data).hexdigest()
    text, notes = decoded(data, source)
    root = parsed(text, source)
    title = " ".join(root.findtext(".//title", "").split())
    document = Document(id=sha[:16], source=source, sha256=sha, format="html", title=title if told(root, title) else "", text="")
    yield blocks.render(document, found(root), notes)


def decoded(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The page's characters: in the encoding that it names itself, else as any text."""
    named = CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            name = named[1].decode("ascii").lower()
            # Pages that say Latin-1 mean Windows-1252: so the web's own standard has it.
            return data.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    read = encoding.decode(data, source)
    return read.text, read.notes


def parsed(text: str, source: str) -> Any:
    """The tree of a page."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError) as error:
        raise FormatError(f"{source}: the page cannot be parsed ({error}); save it again from the browser, or as plain text.") from error
    if any("depth" in error.message for error in parser.error_log):
        raise FormatError(f"{source}: the page cannot be parsed (its elements are nested too deep); save it as plain text.")
    return root


def told(root: Any, title: str) -> bool:
    """Whether the page's title stands in its text as a heading: then it is the document's, not the site's."""
    return bool(title) and any(title == " ".join(head.text_content().split()) for head in root.iter("h1"))


def found(root: Any) -> Iterator[Block]:
    """The blocks of a page's own text: of its main part where the page names one."""
    body = root.find("body") if root.find("body") is not None else root
    whole = len(body.text_content())
    mains = [element for element in body.iter("main", "article") if len(element.text_content()) >= MAIN_SHARE * whole]
    for element in body.xpath('.//*[@role="main" or @id="main" or @id="content"]'):
        if len(element.text_content()) >= MAIN_SHARE * whole:
            mains.append(element)
    yield from walk(min(mains, key=lambda element: len(element.text_content())) if mains else body)


def walk(element: Any) -> Iterator[Block]:
    """The blocks under an element, in the order of the page."""
    written: list[str] = []
    before = ""

    def flush(kind: str) -> Iterator[Block]:
        nonlocal before
        text = tidy("".join(written), kind == "pre")
        written.clear()
        if text.strip():
            yield Block(text, "heading" if kind in HEADINGS else None, close=kind in CLOSE and kind == before)
            before = kind

    def inside(node: Any, kind: str, depth: int) -> Iterator[Block]:
        if depth > DEEPEST:
            written.append(node.text_content())
            return
        written.append(node.text or "")
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                written.append("\n" if kind == "pre" else "\v")
            elif tag in CELLS and kind == "tr":
                yield from inside(child, kind, depth + 1)
                written.append("\t")
            elif unread(child, tag):
                pass
            elif tag in BLOCKS:
                yield from flush(kind)
                yield from inside(child, tag, depth + 1)
                yield from flush(tag)
            else:
                yield from inside(child, kind, depth + 1)
            written.append(child.tail or "")

    yield from inside(element, element.tag, 0)
    yield from flush(element.tag)


def tidy(text: str, pre: bool) -> str:
    """White space as a browser shows it: kept in ``pre``, else single spaces; a break stays a line's end."""
    if pre:
        return text.replace("\r\n", "\n").strip("\n").replace("\v", "\n")
    lines = ("\t".join(" ".join(cell.split()) for cell in line.strip().split("\t")) for line in text.replace("\n", " ").split("\v"))
    return "\n".join(lines).strip()


def unread(element: Any, tag: str) -> bool:
    """Whether an element is not shown, or leads about the site instead of telling something."""
    if not tag or tag in UNREAD or element.get("role") in NAVIGATION or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    if tag in BLOCKS and LEADING & {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}:
        return True
    if tag not in {"ul", "ol", "div", "table", "header"}:
        return False
    links = list(element.iter("a"))
    if len(links) < LEAST_LINKS:
        return False
    letters = len("".join(element.text_content().split()))
    return sum(len("".join(link.text_content().split())) for link in links) > LINKED * letters
