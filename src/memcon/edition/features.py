"""Plain values (text, numbers, lists, dicts) as TEI feature structures, and back; what both directions of an edition share."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML = {"xml_id": XML_ID, "xml_space": "{http://www.w3.org/XML/1998/namespace}space"}
"""Attributes of XML itself, by the argument that gives each."""
PROGRAM = "memcon"
"""What ``application`` is called in the header of an edition."""
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; each is written as ``<g ref="#x000c"/>``."""
FIELDS: dict[str, tuple[str, str]] = {
    "id": ("idno", "id"), "source": ("idno", "source"), "sha256": ("idno", "sha256"), "format": ("idno", "format"),
    "number": ("idno", "number"), "title": ("title", "main"), "subject": ("title", "subject"), "date": ("date", "record"),
    "place": ("placeName", "record"), "kind": ("note", "kind"), "classification": ("note", "classification"),
    "signer": ("note", "signer"), "from": ("name", "from"), "to": ("name", "to"), "tags": ("term", "tag"),
    "references": ("ref", "reference"),
}
"""The fields of a document: the element in ``bibl`` that holds each, and its type."""


class Builder:
    """Writes elements one by one into a root; characters that XML cannot hold become ``g``."""

    def __init__(self, root: str) -> None:
        self.root = etree.Element(TEI + root, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
        self.open = [self.root]

    def start(self, name: str, /, **attributes: str | None) -> None:
        """Opens an element; attributes without a value are left out, ``xml_id`` is ``xml:id``."""
        given = {XML.get(key, key): value for key, value in attributes.items() if value is not None}
        self.open.append(etree.SubElement(self.open[-1], TEI + name, given))

    def end(self) -> None:
        """Closes the element opened last."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Characters as they are."""
        at = 0
        for match in UNWRITABLE.finditer(text):
            self.data(text[at : match.start()])
            self.element("g", ref=f"#x{ord(match.group()):04x}")
            at = match.end()
        self.data(text[at:])

    def data(self, text: str) -> None:
        """Characters that XML can hold, behind what stands in the open element already."""
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text or None
        else:
            parent.text = (parent.text or "") + text or None

    def element(self, name: str, text: str = "", /, **attributes: str | None) -> None:
        """An element with nothing but words in it."""
        self.start(name, **attributes)
        self.words(text)
        self.end()

    def value(self, value: Any) -> None:
        """A plain value as a feature value."""
        match value:
            case None:
                self.element("default")
            case bool():
                self.element("binary", value=str(value).lower())
            case int() | float():
                self.element("numeric", value=repr(value))
            case str():
                self.element("string", value)
            case dict():
                self.structure(value)
            case _:
                self.start("vColl", org="list")
                for one in value:
                    self.value(one)
                self.end()

    def structure(self, values: dict[str, Any], /, **attributes: str | None) -> None:
        """A dict as a feature structure."""
        self.start("fs", **attributes)
        for key, value in values.items():
            self.start("f", name=key)
            self.value(value)
            self.end()
        self.end()


def words_of(element: etree._Element) -> str:
    """All the characters in an element, each ``g`` as the one it stands for."""
    return "".join(pieces(element))


def pieces(element: etree._Element) -> list[str]:
    found = [character(element) if element.tag == f"{TEI}g" else element.text or ""]
    for child in element:
        found += pieces(child)
        found.append(child.tail or "")
    return found


def character(element: etree._Element) -> str:
    """The character that a ``g`` stands for."""
    return chr(int(element.get("ref", "#xfffd").removeprefix("#x"), 16))


def value_of(element: etree._Element) -> Any:
    """The plain value of a feature value; raises ValueError on an element that is none."""
    match element.tag.rpartition("}")[2]:
        case "default":
            return None
        case "binary":
            return element.get("value") == "true"
        case "numeric":
            written = element.get("value", "0")
            return float(written) if any(sign in written for sign in ".en") else int(written)
        case "string":
            return words_of(element)
        case "fs":
            return structure_of(element)
        case "vColl":
            return [value_of(child) for child in element]
    raise ValueError(f"<{element.tag.rpartition('}')[2]}> is no feature value")


def structure_of(element: etree._Element) -> dict[str, Any]:
    """A feature structure as a dict."""
    return {feature.get("name", ""): value_of(feature[0]) for feature in element.iterchildren(f"{TEI}f")}
