"""Lines of a telegram's head -> the fields of its document."""

from __future__ import annotations

import re

from memcon import layout
from memcon.dates import caption_date
from memcon.formats.telegrams.lines import HANDLING, NUMBER, SPACED_LEVEL, Line, LineKind, runs

Value = str | tuple[str, ...]
PRECEDENCE = re.compile(r"(?:[ \t]+(?:FLASH|NIACT|IMMEDIATE|IMMED|OPIMMED|PRIORITY|PIORITY|PRIORTY|ROUTINE|PRI|IMM))*(?:[ \t]+\d{1,7})?$")
ROUTE = re.compile(r"^RU[A-Z0-9]{3,6}/")
MISSION = re.compile(r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|AMLEGATION|AMEMB|EMBASSY|CONSULATE|USINT|USLO)[ \t]+(?P<place>[A-Z][A-Z .'-]+)$")
PAGED = re.compile(r"PAGE \d+\s+([A-Z][A-Z .]+?)\s+(\d{3,7})\b")
HOME = re.compile(r"\b(?:SECSTATE|SECDEF|DEPT OF STATE) WASH(?:INGTON|DC)?\b")
TAG = re.compile(r"\((?P<name>[^()]{2,60})\)|(?P<code>[A-Z][A-Z0-9]{1,5})\b|(?P<words>[A-Z][A-Za-z]+(?: [A-Za-z]+)*)")
OWN_MARK = re.compile(r"\((?:TS|S|C|U|SBU|LOU)(?:[/-][A-Z/ -]+)?\)[ \t]*")
LABEL = re.compile(r"[A-Za-z. ]{2,18}?(?:\(S\))?[ \t]*[:;.][ \t]*")


def read(found: list[Line]) -> dict[str, Value]:
    """Every field that the head says, by its name in Document; a field it does not say is not there."""
    sender = post(first(found, "from").removeprefix("FM"))
    subject = OWN_MARK.sub("", LABEL.sub("", joined(found, "subject"), count=1), count=1)
    values: dict[str, Value] = {
        "kind": "telegram",
        "title": title_of(found) or subject,
        "date": caption_date(first(found, "group")),
        "place": place_of(sender),
        "classification": classification(found),
        "subject": subject,
        "from_": (sender,) if sender else (),
        "to": tuple(filter(None, (post(line.removeprefix("TO")) for line in texts(found, "to")))),
        "number": number(found),
        "signer": next((line.text for line in found if line.kind == "signature"), ""),
        "tags": tags(LABEL.sub("", joined(found, "tags"), count=1)),
        "references": layout.references(LABEL.sub("", "\n".join(texts(found, "references")), count=1).replace("\n", " ")),
    }
    return {name: value for name, value in values.items() if value}


def texts(found: list[Line], kind: LineKind) -> list[str]:
    """The words of the first group of lines of a kind: a later section of the telegram repeats them."""
    return [line.text for line in next(runs(found, kind), [])]


def first(found: list[Line], kind: LineKind) -> str:
    """The text of the first line of a kind, "" where there is none."""
    return next(iter(texts(found, kind)), "")


def joined(found: list[Line], kind: LineKind) -> str:
    """The text of all lines of a kind, on one line."""
    return " ".join(" ".join(texts(found, kind)).split())


def title_of(found: list[Line]) -> str:
    """An editor's title above the telegram, where there is one: "15. Telegram 249 From the Embassy in X ..."."""
    top = found[0].text if found else ""
    return top if re.match(r"(?:\d+\. )?(?:Circular )?(?:Telegram|Airgram|Cable)\b.* (?:From|to) ", top) else ""


def post(text: str) -> str:
    """A post without routing indicator, precedence and message counter: "RUEHC/SECSTATE WASHDC PRIORITY 1234"."""
    return " ".join(PRECEDENCE.sub("", ROUTE.sub("", text.strip())).split())


def place_of(sender: str) -> str:
    """The city of a sending mission; "" for bodies that are no place."""
    if HOME.search(sender):
        return "Washington"
    match = MISSION.search(sender)
    return match["place"].strip().title() if match else ""


def classification(found: list[Line]) -> str:
    """The telegram's classification, from its own line or from the spaced capitals above its number."""
    for line in found:
        if line.kind == "number" and (spaced := SPACED_LEVEL.match(line.text)):
            words = {"TOPSECRET": "TOP SECRET", "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE", "UNCLAS": "UNCLASSIFIED"}
            bare = spaced.group().replace(" ", "")
            return layout.level(words.get(bare, bare))
        if line.kind in {"classification", "number"} and (plain := re.match(layout.LEVEL, line.text)):
            return layout.level("UNCLASSIFIED" if plain.group() == "UNCLAS" else plain.group())
    return ""


def number(found: list[Line]) -> str:
    """The telegram's own number as its post and serial: "LIMA 2545"."""
    for line in found:
        if line.kind == "number":
            rest = SPACED_LEVEL.sub("", line.text, count=1)
            rest = re.sub(rf"^(?:{layout.LEVEL})?\s*", "", rest)
            rest = re.sub(r"\b(?:FINAL )?SECTION \d{1,2} OF \d{1,2}\b|\bSECTION\b", " ", rest)
            if match := NUMBER.search(HANDLING.sub(" ", " ".join(rest.split()))):
                return f"{match['post']} {match['number'].lstrip('0')}"
        if line.kind == "page" and (match := PAGED.search(line.text)):
            return f"{match[1].strip()} {match[2].lstrip('0')}"
    return ""


def tags(text: str) -> tuple[str, ...]:
    """The tags of a TAGS line; a name in brackets is one tag."""
    found = (" ".join((match["name"] or match["code"] or match["words"]).split()) for match in TAG.finditer(text))
    return tuple(dict.fromkeys(tag for tag in found if tag not in {"NA", "N"}))
