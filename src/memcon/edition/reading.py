"""A TEI P5 document that memcon wrote -> the record it was written from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from memcon.edition.features import FIELDS, PROGRAM, TEI, XML_ID, character, structure_of, words_of
from memcon.errors import FormatError
from memcon.model import SCHEMA, Identity, Record, Rendered

LISTS = {"from", "to", "tags", "references"}


def is_edition(root: etree._Element) -> bool:
    """Whether a TEI document is one that memcon wrote of a record."""
    return any(one.get("ident") == PROGRAM for one in root.iterfind(f"{TEI}teiHeader/{TEI}encodingDesc/{TEI}appInfo/{TEI}application"))


def rendered_of(root: etree._Element, source: str) -> Rendered:
    """The record of an edition, as a format yields it; raises FormatError where the markup does not fit together."""
    try:
        record = msgspec.convert(Reading(root).record(), type=Record)
    except (msgspec.ValidationError, ValueError, LookupError) as error:
        raise FormatError(
            f"{source}: this TEI was written by memcon and does not fit together any more ({error}); mend it or export it again."
        ) from error
    return Rendered(record.document, record.parts, tuple(identities(root, record)), record.notes, record=record)


def identities(root: etree._Element, record: Record) -> Iterator[Identity]:
    """The names that the first source's markup tied to people, each at the person's first mention."""
    for person in root.iter(f"{TEI}person"):
        key = person.get(XML_ID, "")
        first = next((m for m in record.mentions if m.person == key), None)
        for name in person.iterfind(f"{TEI}persName[@type='identity']"):
            if first is not None:
                yield Identity(first.start, first.end, key, words_of(name))


class Reading:
    """Walks one edition once; gathers the text and what is marked in it, by offset."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.text: list[str] = []
        self.length = 0
        self.listed: dict[str, list[dict[str, Any]]] = {"part": [], "mention": [], "statement": []}

    def record(self) -> dict[str, Any]:
        """The record as plain values."""
        block = self.root.find(f"{TEI}text/{TEI}body/{TEI}ab")
        if block is None:
            raise ValueError("its text is missing")
        self.walk(block)
        found = self.stood_off()
        return found | {
            "document": self.document() | found.pop("document", {}),
            "people": [person_of(person) for person in self.root.iterfind(f"{TEI}teiHeader/{TEI}profileDesc/*/*/{TEI}person")],
            "parts": ordered(self.listed["part"]),
            "mentions": ordered(self.listed["mention"]),
            "statements": self.listed["statement"],
        }

    def put(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            self.length += len(text)

    def walk(self, element: etree._Element) -> None:
        """Everything in an element, in reading order."""
        start = self.length
        place = self.begun(element)
        self.put(character(element) if element.tag == f"{TEI}g" else element.text)
        for child in element:
            self.walk(child)
            self.put(child.tail)
        if place is not None:
            place |= {"start": start, "end": self.length}

    def begun(self, element: etree._Element) -> dict[str, Any] | None:
        """What an element marks, on the list it belongs to; None for one that marks nothing of its own."""
        name, id_ = element.tag.rpartition("}")[2], element.get(XML_ID, "")
        if name == "rs":
            found = {"index": int(id_.removeprefix("m")), "person": element.get("ref", "").removeprefix("#")}
            kind = "mention"
        elif name == "said" or (name == "seg" and element.get("type") == "statement"):
            found, kind = statement_of(element, id_), "statement"
        elif name == "seg":
            found = {"index": int(id_.removeprefix("part")), "kind": element.get("type")}
            found |= {"number": element.get("n"), "mark": element.get("subtype")}
            kind = "part"
        else:
            return None
        self.listed[kind].append(found)
        return found

    def stood_off(self) -> dict[str, Any]:
        """What stands outside the text, given to the statements or listed."""
        text = "".join(self.text)
        by_id = {statement["id"]: statement for statement in self.listed["statement"]}
        for statement in by_id.values():
            statement["text"] = text[statement["start"] : statement["end"]]
        found: dict[str, Any] = {name: [] for name in ("exchanges", "items", "positions", "events")} | {"schema": SCHEMA}
        for element in self.root.iterfind(f"{TEI}standOff/{TEI}fs"):
            kind, values = element.get("type", ""), structure_of(element)
            if kind == "statement":
                by_id[element.get("corresp", "").removeprefix("#")].update(values)
            elif kind == "record":
                found |= values
            else:
                (self.listed if kind in self.listed else found)[kind].append(values)
        return found

    def document(self) -> dict[str, Any]:
        """The document: its fields out of the header, and its text."""
        elements = list(self.root.iterfind(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl/*"))
        found: dict[str, Any] = {"text": "".join(self.text)}
        for name, (element, kind) in FIELDS.items():
            values = [words_of(one) for one in elements if one.tag == TEI + element and one.get("type") == kind]
            if name in LISTS:
                found[name] = values
            elif values:
                found[name] = values[0]
        return found


def ordered(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marked stretches in the order they had in the record."""
    return [{key: value for key, value in one.items() if key != "index"} for one in sorted(listed, key=lambda one: one["index"])]


def statement_of(element: etree._Element, id_: str) -> dict[str, Any]:
    """What the text says of one statement."""
    meaning = dict(pointer.removeprefix("#").split("-", 1) for pointer in element.get("ana", "").split())
    who = "who" if element.tag == f"{TEI}said" else "corresp"
    return {
        "id": id_, "mode": meaning["mode"], "force": meaning.get("force", "none"), "speaker": people_of(element.get(who)),
        "to": people_of(element.get("toWhom")),
    }


def people_of(pointers: str | None) -> list[str]:
    return [pointer.removeprefix("#") for pointer in (pointers or "").split()]


def person_of(element: etree._Element) -> dict[str, Any]:
    """One person of the list."""
    named = [(name.get("type"), words_of(name)) for name in element.iterfind(f"{TEI}persName")]
    single = {field: element.find(f"{TEI}{tag}") for field, tag in (("role", "occupation"), ("side", "affiliation"))}
    parts = element.get("role", "").split()
    return {
        "id": element.get(XML_ID, ""), "name": next((text for kind, text in named if kind == "main"), ""),
        "aliases": [text for kind, text in named if kind == "alias"], "author": "author" in parts, "participant": "participant" in parts,
    } | {field: words_of(found) for field, found in single.items() if found is not None}

