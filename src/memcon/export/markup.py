"""HTML made safe by construction: every string is escaped where it enters an element, unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"rect"})


class Html(str):
    """A string that is markup; only this module makes one out of text that it has escaped."""

    __slots__ = ()


def html(*children: str) -> Html:
    """The children one after the other, text among them escaped; what UTF-8 cannot hold becomes U+FFFD."""
    return Html("".join(child if isinstance(child, Html) else escape(storable(child)) for child in children))


def storable(text: str) -> str:
    """The text without lone surrogates and NUL, which no HTML file can carry."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\x00", "\ufffd")


def element(name: str, *children: str, **attributes: str | bool) -> Html:
    """An element; ``class_`` is written "class", ``data_mode`` "data-mode". ``False`` and "" leave an attribute away."""
    written = "".join(attribute(key, value) for key, value in attributes.items() if value is not False and value != "")
    if name in VOID:
        return Html(f"<{name}{written}/>")
    return Html(f"<{name}{written}>{html(*children)}</{name}>")


def attribute(key: str, value: str | bool) -> str:
    """One attribute with a space before it; ``True`` writes its name alone."""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(storable(str(value)))}"'


def lines(children: Iterable[str]) -> Html:
    """The children, each on a line of its own in the file."""
    return Html("\n".join(html(child) for child in children))
