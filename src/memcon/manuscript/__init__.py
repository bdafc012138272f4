"""A writer's file -> its text, paragraphs, block quotations and notes: plain text, Markdown, HTML, Word and PDF."""

from __future__ import annotations

from pathlib import Path

from memcon.errors import UnreadableError
from memcon.formats import encoding
from memcon.manuscript import marked, paged, plain, word
from memcon.manuscript.pages import Manuscript, Note

ENDINGS = {
    ".txt": "txt", ".text": "txt", "": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".pdf": "pdf",
}
LARGEST = 100 * 1024 * 1024


def read(path: str | Path) -> Manuscript:
    """The manuscript in a file, by its ending; raises UnreadableError where it cannot be read as one."""
    path = Path(path)
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableError(f"{path}: a manuscript is .txt, .md, .html, .docx or .pdf; save it as one of these.")
    if path.is_dir():
        raise UnreadableError(f"{path}: this is a folder; name one manuscript.")
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"{path}: the manuscript is larger than {LARGEST // 1024**2} MB; give it in parts.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: the manuscript cannot be opened ({error.strerror}); check the name.") from error
    return read_bytes(data, str(path), kind)


def read_bytes(data: bytes, source: str, kind: str = "txt") -> Manuscript:
    """The manuscript in bytes of a kind (txt, md, html, docx, pdf); raises UnreadableError."""
    if kind == "docx":
        found = word.read(data, source)
    elif kind == "pdf":
        found = paged.read(data, source)
    else:
        text = encoding.decode(data, source).text
        found = {"txt": plain.read, "md": marked.read_markdown, "html": marked.read_html}[kind](text, source)
    if not found.text.strip():
        raise UnreadableError(f"{source}: the manuscript holds no text; there is nothing to check.")
    return found


__all__ = ["Manuscript", "Note", "read", "read_bytes"]
