"""Record -> citation, down to the statement: Chicago (notes), BibTeX, RIS and CSL-JSON, as Zotero takes them."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args

import msgspec

from memcon.errors import SettingError
from memcon.model import Record, Statement

Style = Literal["chicago", "bibtex", "ris", "csl-json"]
STYLES: tuple[Style, ...] = get_args(Style)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SERIES = "Foreign Relations of the United States"
FRUS = re.compile(
    r"(?P<volume>frus(?P<from>\d{4})(?:-(?P<to>\d{2}))?(?:v(?P<electronic>e?)(?P<number>\d+)(?:p(?P<part>\d+))?)?"
    r"(?P<rest>[^-]*(?:-\d+\w*)?))-(?P<document>d\d+\w*)"
)
SOURCE = re.compile(
    r"\bSource: (?P<line>.+?)"
    r"(?=\.\s+(?:Top Secret|Secret|Confidential|Restricted|Limited Official|Official Use|Unclassified|No classification)"
    r"|\.\s*$|\.\s+[A-Z][a-z]+ed by\b)",
    re.DOTALL,
)
TITLE_NUMBER = re.compile(r"^\s*\[?\d+\]?\.\s+")
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


class Work(msgspec.Struct, frozen=True):
    """What a citation says of a document; "" for what the record does not say. ``address`` and ``words`` are the statement's."""

    id: str
    title: str
    kind: str
    number: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    date: str
    place: str
    classification: str
    container: str
    volume: str
    entry: str
    url: str
    archive: str
    address: str
    words: str


def cite(record: Record, style: Style = "chicago", statement: str | None = None, name: str = "") -> str:
    """The citation of a record, or of one of its statements; ``name`` is the document's lasting id in a library.

    Raises SettingError on a style or a statement that is not there.
    """
    work = work_of(record, statement, name)
    if style == "chicago":
        return chicago(work)
    if style == "bibtex":
        return bibtex(work)
    if style == "ris":
        return ris(work)
    if style == "csl-json":
        return msgspec.json.format(msgspec.json.encode([csl(work)]), indent=1).decode()
    raise SettingError(f"--style {style}: citations are written as one of {', '.join(STYLES)}.")


def work_of(record: Record, statement: str | None, name: str) -> Work:
    """What the record says of itself."""
    document = record.document
    volume = FRUS.fullmatch(document.id)
    said = statement_of(record, statement) if statement else None
    return Work(
        id=name or document.id or document.sha256[:16], title=TITLE_NUMBER.sub("", document.title) or document.subject, kind=document.kind,
        number=document.number, sender=document.from_, receiver=document.to, date=document.date, place=document.place,
        classification=document.classification, container=f"{SERIES}, {years(volume)}" if volume else "",
        volume=volume_of(volume) if volume else "", entry=document.number or (volume["document"][1:] if volume else ""),
        url=f"https://history.state.gov/historicaldocuments/{volume['volume']}/{volume['document']}" if volume else "",
        archive=archive(record), address=address(record, said) if said else "", words=" ".join(said.text.split()) if said else "",
    )


def years(volume: re.Match[str]) -> str:
    """"1964–1968" for frus1964-68."""
    return f"{volume['from']}–{volume['from'][:2]}{volume['to']}" if volume["to"] else str(volume["from"])


def volume_of(volume: re.Match[str]) -> str:
    """"Volume XIV, Part 2" for v14p2, "Volume E–14" for ve14; what a volume's name has beside stays as it is."""
    number = volume["number"]
    named = f"Volume E–{int(number)}" if volume["electronic"] else f"Volume {roman(int(number))}" if number else ""
    return ", ".join(filter(None, (named, f"Part {volume['part']}" if volume["part"] else "", volume["rest"].strip("-"))))


def roman(number: int) -> str:
    """A number in Roman numerals."""
    written = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        written += sign * (number // value)
        number %= value
    return written


def archive(record: Record) -> str:
    """The archival source line of the editors, without what follows it; "" where the document has none."""
    for part in record.parts:
        if part.kind in {"footnote", "insertion", "heading"} and (match := SOURCE.search(record.document.text, part.start, part.end)):
            return " ".join(match["line"].split())
    return ""


def statement_of(record: Record, statement: str) -> Statement:
    """The statement of that id; raises SettingError, naming the last there is, where the record has none."""
    found = next((s for s in record.statements if s.id == statement), None)
    if found is None:
        last = record.statements[-1].id if record.statements else "none"
        raise SettingError(f"--statement {statement}: the record has no such statement (its last is {last}); 'memcon show' lists them.")
    return found


def address(record: Record, statement: Statement) -> str:
    """Where a statement stands: paragraph and portion mark as the field cites them, its label, its characters."""
    part = next((p for p in record.parts if (p.number or p.mark) and p.kind != "footnote" and p.start <= statement.start < p.end), None)
    paragraph = "¶" + " ".join(filter(None, (part.number, f"({part.mark})" if part.mark else ""))) if part else ""
    return ", ".join(filter(None, (paragraph, f"statement {statement.id}", f"characters {statement.start}–{statement.end}")))


def chicago(work: Work) -> str:
    """One note in the style of the Chicago Manual; the volume's title is between asterisks."""
    ends = f"{' and '.join(work.sender)} to {' and '.join(work.receiver)}" if work.sender and work.receiver and not work.container else ""
    kind = " ".join(filter(None, (work.kind, work.number))) if not work.container else ""
    title = f"“{work.title.rstrip('.')},”" if work.title else ""
    place = ", ".join(filter(None, (kind, work.place, written_date(work.date), "" if work.container else work.classification)))
    container = (
        f"in *{SERIES}*, {', '.join(filter(None, (work.container.partition(', ')[2], work.volume, f'Document {work.entry}')))}"
        if work.container
        else ""
    )
    front = " ".join(filter(None, (f"{ends}," if ends else "", title, place)))
    cited = ", ".join(
        filter(None, (front.rstrip(" ,”") + ("”" if front.rstrip().endswith("”") else ""), container, work.archive, work.address))
    )
    cited = cited if cited else "Untitled record"
    return f"{cited}{f': “{work.words}”' if work.words else ''}{'' if work.words.endswith(('.', '?', '!')) else '.'} [memcon {work.id}]"


def written_date(date: str) -> str:
    """"1964-03-09" as "March 9, 1964"; as much of it as there is."""
    year, month, day = ([*date.split("-"), "", ""])[:3]
    if month.isdigit() and 1 <= int(month) <= 12:
        return f"{MONTHS[int(month) - 1]} {f'{int(day)}, ' if day.isdigit() else ''}{year}"
    return year


def notes(work: Work) -> list[str]:
    """What has no field of its own in reference managers."""
    return [
        note
        for note in (
            f"{work.address}: “{work.words}”" if work.address else "",
            f"Classification: {work.classification}" if work.classification else "",
            f"memcon {work.id}",
        )
        if note
    ]


def bibtex(work: Work) -> str:
    """One BibTeX entry: @incollection in a volume, @misc elsewhere."""
    year, month, day = ([*work.date.split("-"), "", ""])[:3]
    fields = {
        "title": work.title,
        "author": " and ".join(f"{{{latex(s)}}}" for s in work.sender),
        "booktitle": work.container,
        "volume": work.volume,
        "number": work.entry if work.container else work.number,
        "year": year,
        "month": month,
        "day": day,
        "type": work.kind,
        "address": work.place,
        "howpublished": "" if work.container else work.archive,
        "url": work.url,
        "note": "; ".join(([work.archive] if work.container and work.archive else []) + notes(work)),
    }
    lines = [f"  {name} = {{{value if name in {'author', 'url'} else latex(value)}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9-]+", "-", work.id)
    return f"@{'incollection' if work.container else 'misc'}{{{key},\n" + ",\n".join(lines) + "\n}"


def latex(text: str) -> str:
    """Text with the signs that LaTeX would read as commands."""
    return "".join(LATEX.get(sign, sign) for sign in " ".join(text.split()))


def ris(work: Work) -> str:
    """One RIS record; a line break inside a value would break it, so there is none."""
    lines = [
        ("TY", "CHAP" if work.container else "GEN"), ("ID", work.id), ("TI", work.title), *(("AU", sender) for sender in work.sender),
        *(("A4", receiver) for receiver in work.receiver), ("DA", work.date.replace("-", "/")), ("PY", work.date[:4]), ("CY", work.place),
        ("T2", work.container), ("VL", work.volume), ("M1", work.entry if work.container else work.number), ("M3", work.kind),
        ("AV", work.archive), ("UR", work.url), *(("N1", note) for note in notes(work)),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value) + "ER  - \n"


def csl(work: Work) -> dict[str, Any]:
    """One item of CSL-JSON; bodies are literal names."""
    dated = [int(part) for part in work.date.split("-") if part.isdigit()]
    item: dict[str, Any] = {
        "id": work.id, "type": "chapter" if work.container else "document", "title": work.title, "genre": work.kind,
        "author": [{"literal": sender} for sender in work.sender], "recipient": [{"literal": receiver} for receiver in work.receiver],
        "issued": {"date-parts": [dated]} if dated else None, "event-place": work.place, "container-title": work.container,
        "volume": work.volume, "number": work.entry if work.container else work.number, "archive_location": work.archive, "URL": work.url,
        "note": "; ".join(notes(work)),
    }
    return {name: value for name, value in item.items() if value}
