"""What can be brought in, in words: one name for each registered format."""

from __future__ import annotations

WORDS = {
    "text": "plain text", "tei": "FRUS volumes (TEI)", "pdf": "PDF", "scan": "scans (TIFF, PNG, JPEG)", "docx": "Word (.docx)",
    "html": "web pages", "mail": "mail (.eml, .mbox)", "aad": "telegrams of the 1970s", "cablegate": "cables of the 2000s",
    "zip": ".zip archives",
}


def kinds() -> str:
    """The registered formats and archives as one list; a format from another package goes by its own name."""
    from memcon import formats

    named = [WORDS.get(name, name) for name in reversed(formats.names())]
    return f"{', '.join(named)}, and .tar archives"
