"""The page on which two texts stand side by side: a manuscript and its sources, or two records."""

from __future__ import annotations

from collections.abc import Iterable

from memcon.export.markup import Html, element, html, lines
from memcon.export.page import data, digest

STYLE = "accounts.css"


def page(title: str, parts: Iterable[str]) -> str:
    """An HTML page that stands alone and loads nothing, by its own policy; raises ModelError where its style is not installed."""
    style = data(STYLE)
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    head = lines([
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title),
        Html(f"<style>{style}</style>"),
    ])
    body = element("main", lines(parts))
    return html(Html("<!doctype html>\n"), Html(f'<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'))
