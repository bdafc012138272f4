"""Markdown and HTML as manuscripts: Markdown keeps the file's own offsets with its markup made spaces, HTML is rendered."""

from __future__ import annotations

import re

from lxml import etree, html

from memcon.errors import UnreadableError
from memcon.manuscript import plain
from memcon.manuscript.pages import Draft, Manuscript, Note

FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.MULTILINE | re.DOTALL)
FRONT = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DEFINITION = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]*(?P<words>[^\n]*(?:\n(?:[ \t]+[^\n]*|(?!\n|\[\^)[^\n]+))*)", re.MULTILINE)
REFERENCE = re.compile(r"\[\^(?P<mark>[^\]\s]+)\]")
LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
SIGNS = re.compile(
    r"^[ \t]*#{1,6}[ \t]+|(?<!\\)(?:\*{1,3}|_{1,3}(?=[\w“\"])|(?<=[\w.,;:!?”\"])_{1,3}(?!\w)|`)|\\(?=[\[\]*_#>.\\])|</?\w+[^<>]*>",
    re.MULTILINE,
)
BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption blockquote pre caption div section article body".split())
UNSEEN = frozenset("script style head noscript template".split())
NOTED = re.compile(r"foot-?note|end-?note|^fn\d|^note-?\d", re.IGNORECASE)


def read_markdown(text: str, source: str) -> Manuscript:
    """The manuscript in a Markdown text."""
    letters = list(text)

    def blank(start: int, end: int) -> None:
        letters[start:end] = ["\n" if letter == "\n" else " " for letter in letters[start:end]]

    notes = []
    definitions = list(DEFINITION.finditer(text))
    for match in definitions:
        anchors = [m.start() for m in REFERENCE.finditer(text) if m["mark"] == match["mark"] and m.start() != match.start()]
        notes += [Note(match["mark"], match.start("words"), match.end("words"), anchor) for anchor in anchors or [-1]]
        blank(match.start(), match.start("words"))
    for pattern in (FRONT, FENCE, COMMENT, REFERENCE):
        for match in pattern.finditer(text):
            blank(*match.span())
    for match in LINK.finditer(text):
        blank(match.start(), match.start("words"))
        blank(match.end("words"), match.end())
    body = "".join(letters)
    quoted = {m.start() for m in QUOTED.finditer(body)}
    for match in [*QUOTED.finditer(body), *SIGNS.finditer(body)]:
        blank(*match.span())
    clean = "".join(letters)
    for match in definitions:
        blank(*match.span())
    found = tuple(plain.paragraphs("".join(letters), 0, len(letters)))
    blocks = tuple(p for p in found if any(text.rfind("\n", 0, p[0]) + 1 <= at <= p[0] for at in quoted))
    return Manuscript(source, "md", text, clean, found, blocks, tuple(notes))


def read_html(text: str, source: str) -> Manuscript:
    """The manuscript in an HTML page; raises UnreadableError where it is none."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{source}: this is no HTML page ({error}); save it again or give it as text.") from error
    draft = Draft()
    walk(root, draft, block=False, note="")
    return draft.done(source, "html")


def walk(element: html.HtmlElement, draft: Draft, block: bool, note: str) -> None:
    """Adds the paragraphs of an element in order; inner blocks part its own text."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    block = block or element.tag == "blockquote"
    note = note_mark(element) or note
    run: list[str] = []

    def flush() -> None:
        words = " ".join("".join(run).split())
        run.clear()
        if words:
            draft.add(words, block and not note, note)

    run.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and (child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.iter())):
            flush()
            walk(child, draft, block, note)
        else:
            inline(child, draft, run, note)
        run.append(child.tail or "")
    flush()


def inline(element: html.HtmlElement, draft: Draft, run: list[str], note: str) -> None:
    """The words of an inline element; a mark that leads to a note is an anchor, not a word."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    target = next((a.get("href", "") for a in element.iter("a") if a.get("href", "").startswith("#")), "")
    words = str(element.text_content())
    if element.tag == "br":
        run.append("\n")
    elif element.tag == "q":
        run.append(f"“{words}”")
    elif target and re.fullmatch(r"\W*(?:\d{1,3}|[a-z*†‡↩])?\W*", words):
        here = draft.length + len(" ".join("".join(run).split())) + (2 if draft.length else 0)
        if not note:
            draft.anchors.setdefault(target[1:], here)
    elif element.tag == "sup" and words.strip().isdigit():
        return
    else:
        run.append(words)


def note_mark(element: html.HtmlElement) -> str:
    """The id of an element that holds one note, "" for any other."""
    name = str(element.get("id") or "")
    said = f"{element.get('role', '')} {element.get('class', '')}"
    if name and (NOTED.search(name) or "footnote" in said) and element.tag in {"li", "p", "div", "aside"}:
        return name
    return ""
