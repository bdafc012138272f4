"""Words that name a document -> citations: a volume of *Foreign Relations* and its document, a message's number, a kind and a day."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from memcon import dates
from memcon.citations import FRUS
from memcon.quotes.words import telling, words

SERIES = re.compile(
    r"(?:Foreign Relations(?: of the United States)?|FRUS|F\.R\.U\.S\.)\W{0,6}(?P<from>\d{4})(?:\s?[–—-]\s?(?P<to>\d{2,4}))?(?P<rest>[^;]*)"
)
NUMBERED = re.compile(
    r"\bvol(?:ume|\.)?\s*(?P<number>E[–-]?\d+|[IVXLC]+\b|\d{1,2}\b)|^[,:\s]*(?P<bare>[IVXLC]+\b|\d{1,2}(?=:))", re.IGNORECASE
)
PART = re.compile(r"\b(?:part|pt\.)\s*(?P<part>\d+|[IVX]+|one|two|three)\b", re.IGNORECASE)
DOCUMENT = re.compile(r"(?:\bdoc(?:ument)?s?\.?|\bnos?\.|#)\s*(?P<numbers>\d{1,4}(?:(?:, | and |, and |[–-])\d{1,4})*)", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?P<volume>frus\d[\w-]*)[/-](?P<document>d\d+\w*)", re.IGNORECASE)
MESSAGE = re.compile(
    r"\b(?:telegram|cable|cypher|cipher|tel\.?|airgram|(?:dep|emb|con|leg)tel|despatch|dispatch)\s+(?:no\.?\s*|number\s+|#\s*)?"
    rf"(?P<number>[A-Z]{{0,4}}-?\d[\w-]*)(?!\s+{dates.MONTH})",
    re.IGNORECASE,
)
KINDS = {
    "conversation": re.compile(
        r"\b(?:memorand(?:um|a) of (?:the |a )?(?:telephone )?conversations?|memcons?|telcons?|records? of (?:the |a )?(?:conversation|talk"
        r"|meeting)|notes? of (?:the |a )?(?:conversation|talk|meeting)|telephone conversation|minutes|transcript)\b",
        re.IGNORECASE,
    ),
    "telegram": re.compile(r"\b(?:telegram|cable|cypher|cipher|airgram|(?:dep|emb|con|leg)tel|tel\.)(?!\w)", re.IGNORECASE),
    "letter": re.compile(r"\b(?:letter|message)\b", re.IGNORECASE),
    "despatch": re.compile(r"\b(?:despatch|dispatch)\b", re.IGNORECASE),
    "memorandum": re.compile(r"\b(?:memorandum|memo|report|paper|note)\b", re.IGNORECASE),
}
"""The kinds of record that a citation names, the most telling first, each by the words for it."""
ARCHIVE = re.compile(
    r"\b(?:RG|Record Group)\s?\d+|\bNational Archives\b|\bNARA\b|\bTNA\b|\b(?:FO|CAB|PREM)\s?\d+/\d+|\b[A-Z]\w+ (?:Presidential )?Library\b"
    r"|\bCentral (?:Decimal )?Files?\b|\bBox \d+"
)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
PAGES = re.compile(r"\bpp?\.\s?\d")
IBID = re.compile(r"\s*ibid\b\.?", re.IGNORECASE)
PARTED = re.compile(r";|(?<=[\d)])\.\s+(?=[“\"])")
BRACKET = re.compile(r"[(\[](?P<words>[^()\[\]]{8,300})[)\]]")
MOST_RANGED = 200
"""Documents that a range of numbers can name: a longer one is a slip."""
REACH = 110
"""Characters between a kind of record and the day that belongs to it, in running text."""
COMMON = frozenset(
    """memorandum memoranda memcon conversation conversations telephone telegram cable cypher airgram letter message minutes record report
    note notes paper transcript talk meeting despatch dispatch embassy department state secretary ministry foreign office national archives
    archive files file box folder document documents volume vol doc see also cited above below secret confidential top dated
    number""".split()
)
"""Words that say of a document what is said of many."""


class Volume(msgspec.Struct, frozen=True):
    """A volume of the series: years as in its name ("1964", "68"), number and part in figures, what its name has beside; "" for none."""

    first: str
    last: str
    number: str
    part: str
    rest: str = ""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a manuscript cites it; "" or empty for what the citation does not say.

    ``details`` are the words, in the form for comparison, that can tell the document from others of its kind and day.
    """

    words: str
    volume: Volume | None = None
    documents: tuple[str, ...] = ()
    number: str = ""
    kind: str = ""
    date: str = ""
    archive: bool = False
    details: frozenset[str] = frozenset()

    @property
    def names_one(self) -> bool:
        """Whether it says enough to find one document by: a document of a volume, a message's number, a kind with a day."""
        return bool((self.volume and self.documents) or self.number or (self.kind and len(self.date) == 10))

    @property
    def is_source(self) -> bool:
        """Whether it reads as a source at all, be it a newspaper or a book: it names a document, an archive, a year or a page."""
        return bool(self.names_one or self.volume or self.archive or self.date or YEAR.search(self.words) or PAGES.search(self.words))


def of_note(text: str) -> Iterator[Citation]:
    """The citations of a note, parted by semicolons and from what it quotes behind them; words that hold no figure and name no record
    are passed over."""
    for piece in PARTED.split(text):
        found = citation(" ".join(piece.split()))
        if found.is_source or re.search(r"\d", piece):
            yield found


def of_sentence(text: str) -> Iterator[Citation]:
    """The citations in a sentence of the running text: one by volume or number, or a kind of record with its day right behind it."""
    shown = " ".join(text.split())
    for piece in (found.group() for found in re.finditer(r"[^;()]+", shown)):
        whole = citation(piece)
        if whole.volume and whole.documents:
            yield whole
            continue
        for pattern in KINDS.values():
            match = pattern.search(piece)
            behind = cut_at_day(piece[match.start() : match.start() + REACH]) if match else ""
            if behind and (found := citation(behind)).names_one:
                yield found
                break


def cites(text: str) -> bool:
    """Whether the words of a bracket cite a document, and do not name who speaks."""
    found = citation(text)
    return bool(found.volume or found.number or found.kind or found.archive)


def without_brackets(text: str) -> str:
    """A text with every bracket that cites a document as spaces: its stops end no sentence, and no character moves."""
    return BRACKET.sub(lambda match: " " * len(match.group()) if cites(match.group()) else match.group(), text)


def cut_at_day(words_: str) -> str:
    """Words up to the end of their first full date; "" where they have none, or a verb of the sentence comes first."""
    match = dates.DATE.search(words_)
    if match is None or re.search(r"\b(?:said|says|told|that|which|who|was|were|is|are|it)\b", words_[: match.start()]):
        return ""
    return words_[: match.end()]


def citation(text: str) -> Citation:
    """What some words cite."""
    volume, documents = volume_of(text)
    message = MESSAGE.search(text)
    kind = next((kind for kind, pattern in KINDS.items() if pattern.search(text)), "")
    date = next(dates.full_dates(text), "") or next(dates.months(text), "")
    told = frozenset(
        w.key for w in words(text)
        if telling(w.key) and w.key not in COMMON and not w.key.isdigit() and not re.fullmatch(dates.MONTH, w.key, re.IGNORECASE)
    )
    number = message["number"] if message and not (volume and documents) else ""
    return Citation(
        words=text.strip(" .,"), volume=volume, documents=documents, number=number, kind=kind, date=date,
        archive=bool(ARCHIVE.search(text)), details=told,
    )


def volume_of(text: str) -> tuple[Volume | None, tuple[str, ...]]:
    """The volume of the series and the numbers of its documents that some words name."""
    if address := ADDRESS.search(text):
        named = FRUS.fullmatch(address.group().replace("/", "-").lower())
        return (by_name(named), (named["document"][1:],)) if named else (None, ())
    match = SERIES.search(text)
    if match is None:
        return None, ()
    rest = match["rest"]
    number = NUMBERED.search(rest)
    part = PART.search(rest)
    said = (number["number"] or number["bare"]) if number else ""
    document = DOCUMENT.search(rest)
    last = (match["to"] or "")[-2:]
    return Volume(match["from"], last, figures(said), figures(part["part"]) if part else ""), (
        tuple(spelt(document["numbers"])) if document else ()
    )


def by_name(named: re.Match[str]) -> Volume:
    """The volume that a name as "frus1964-68v14-d12" means."""
    electronic = "e" if named["electronic"] else ""
    number = electronic + str(int(named["number"])) if named["number"] else ""
    return Volume(named["from"], named["to"] or "", number, named["part"] or "", named["rest"].strip("-").lower())


def spelt(numbers: str) -> Iterator[str]:
    """The numbers of a list; "12–15" and "112–15" are all from the first to the last."""
    for found in re.finditer(r"(\d+)(?:[–-](\d+))?", numbers):
        first, last = found[1], found[2] or ""
        yield first
        end = int(first[: -len(last)] + last) if last else 0
        yield from map(str, range(int(first) + 1, min(end, int(first) + MOST_RANGED) + 1))


def figures(number: str) -> str:
    """A number in figures: "XIV" as "14", "E–14" as "e14", "Two" as "2"."""
    low = number.lower().replace("–", "").replace("-", "")
    if low in {"one", "two", "three"}:
        return str(("one", "two", "three").index(low) + 1)
    if not re.fullmatch(r"[ivxlc]+", low):
        return low.lstrip("0")
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in low]
    return str(sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)))
