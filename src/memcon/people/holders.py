"""Who holds an office that the record never ties to a name in one breath: styles, glosses, apposition, and one who is left."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

from memcon import lexicon
from memcon.model import Outline, Parsed, Range
from memcon.people.cast import Cast, Entry, plain
from memcon.people.presence import MET
from memcon.people.span import Ground, Span

STYLE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Yy]our) (?:Imperial |Royal |Serene )?(?P<style>Majesty|Highness)\b")
STYLED = {
    "majesty": {"king", "queen", "shah", "emperor", "empress", "monarch"},
    "highness": {"prince", "princess", "crown prince", "sultan", "emir", "sheikh", "shaikh", "regent", "amir"},
}
REALM = re.compile(r" (?:for|of|in charge of) [A-Z][^,.;()]{2,60}[,.;)]")
ARTICLE = re.compile(r"(?i:the|my|our|his|their|its)\b")
LIST_GOES_ON = re.compile(r",? (?:and|or|as)\b|, (?:Mr|Mi|Dr|Am|Ge|the)")
OWN_SERIES = re.compile(r"^(?:\d{1,6}[/. ]+)?(?:Secto|Dulte) \d{1,4}\.", re.MULTILINE)
OPENING = 4
HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "madame", "prof", "professor"}


def take_styles(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """"His Majesty" is the king of the record, where it has one."""
    for start, end in stretches:
        for match in STYLE.finditer(text, start, end):
            offices = STYLED[match.group("style").lower()]
            held = [e for e in cast.entries if not e.body and any(plain(r) in offices for r in e.roles)]
            entry = max(held, key=lambda e: (e.participant, len(ground.of.get(e, ()))), default=None)
            entry = entry or cast.by_office(match.group("style"), "", match.start())
            entry = entry or cast.add(Entry(roles=[match.group("style")]))
            ground.add(Span(match.start(), match.end(), entry, 7))


def take_glosses(cast: Cast, text: str, ground: Ground) -> None:
    """A name and an office side by side are one person: "Falk (the Ambassador)", "Falk, Minister of Trade,", "the Minister, Mr. Falk,"."""
    for span in list(ground.spans):
        office = span.entry
        if office.last or office.body or span.rank != 5:
            continue
        name = name_before(text, span, ground) or name_behind(text, span, ground)
        if name is not None and may_be(office, name):
            ground.merge(name, office)
            cast.drop(office)


def name_before(text: str, span: Span, ground: Ground) -> Entry | None:
    """The person whose name an office follows in brackets or between commas."""
    before = text[max(0, span.start - 2) : span.start]
    after = text[span.end : span.end + 1]
    name = ground.at[span.start - 3] if span.start > 2 else None
    if name is None or not name.entry.last or name.entry.body or name.end < span.start - 2:
        return None
    bracket = before == " (" and after == ")"
    ends = after in {",", ".", ";", ")"} or REALM.match(text, span.end)
    apposed = before == ", " and ends and text[name.end :].startswith(", ") and not listed(text, name.start)
    return name.entry if bracket or apposed else None


def name_behind(text: str, span: Span, ground: Ground) -> Entry | None:
    """The person whose name follows an office between commas: "the Minister, Mr. Falk, said"."""
    if not text.startswith(", ", span.end) or listed(text, span.start) or not ARTICLE.match(text, span.start):
        return None
    name = ground.at[span.end + 2] if span.end + 2 < len(text) else None
    if name is None or not name.entry.last or name.entry.body or name.start != span.end + 2:
        return None
    after = text[name.end : name.end + 6]
    return name.entry if after[:1] in {",", ".", ";", ")"} and not LIST_GOES_ON.match(after) else None


def listed(text: str, at: int) -> bool:
    """Whether a name stands in a list, where a comma is no apposition."""
    return text[max(0, at - 2) : at] == ", " or text[max(0, at - 4) : at] == "and "


def never(office: Entry, named: Entry) -> bool:
    """Nothing outside the record is known."""
    return False


def tie_offices(
    cast: Cast, outline: Outline, parsed: Parsed, ground: Ground, writer: Entry | None, against: Callable[[Entry, Entry], bool] = never
) -> None:
    """An office that speaks, held by nobody, is the one named talker who holds no office, or this one, and never stands
    beside it in a sentence; of several, the one whom the opening says was met. An office of the list goes to a talker whom
    the list does not name. ``against`` says where something outside the record speaks against an office's being a person's."""
    starts = [s.start for s in parsed.sentences]
    places = {entry: sentences_of(parsed, starts, [s for s in spans if not glossed(parsed.text, s)]) for entry, spans in ground.of.items()}
    says = sayings(parsed, ground)
    met = met_first(parsed, ground)
    whole = bool(outline.participants)
    vacant = [e for e in cast.entries if not (e.last or e.body or e.party) and (e.listed_office and says[e] < 2 if whole else says[e])]
    for office in sorted(vacant, key=lambda e: -says[e]):
        if not whole and sent_by(outline, parsed.text, office, writer, places):
            chosen = writer
        else:
            able = [
                e for e in cast.entries
                if e is not writer and bare(e) and (says[e] > 2 * whole or (e in met and not whole)) and may_be(office, e)
                and e in places and places[e].isdisjoint(places.get(office, ())) and not (whole and e.participant)
                and not against(office, e)
            ]
            chosen = one_of(able, met, says[office] > 1 or whole)
        if chosen:
            ground.merge(chosen, office)
            cast.drop(office)
            places[chosen] = places.get(chosen, set()) | places.pop(office, set())
            says[chosen] += says.pop(office, 0)


def one_of(able: list[Entry], met: set[Entry], sure: bool) -> Entry | None:
    """The only one, where the office speaks more than once; else the only one who was met."""
    if len(able) == 1 and sure:
        return able[0]
    found = [e for e in able if e in met]
    return found[0] if len(found) == 1 else None


def bare(entry: Entry) -> bool:
    """Whether a person has a name and no office."""
    return bool(entry.last) and not entry.body and all(plain(role) in HONORIFICS for role in entry.roles)


def may_be(office: Entry, named: Entry) -> bool:
    """Whether nothing speaks against an office's being a person's: the sides agree, and no other office is the person's."""
    if office.side and named.side and office.side != named.side:
        return False
    return all(plain(role) in HONORIFICS or office.known_as(role) for role in named.roles)


def sent_by(outline: Outline, text: str, office: Entry, writer: Entry | None, places: dict[Entry, set[int]]) -> bool:
    """Whether "Secretary" is the one who signs: a telegram of the Department, of a delegation, or of the series of his own on a
    journey ("Secto 5"), that names the signer nowhere else."""
    if writer is None or writer.roles or places.get(writer) or {plain(r) for r in office.roles} != {"secretary"}:
        return False
    return bool(re.search(r"\bFrom the (?:Department of State|Delegation|Mission)\b", outline.document.title) or OWN_SERIES.search(text))


def sentences_of(parsed: Parsed, starts: list[int], spans: list[Span]) -> set[int]:
    """The numbers of the sentences, given where each starts, in which the mentions stand; those in a heading have none."""
    found = set()
    for span in spans:
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.start < parsed.sentences[index].end:
            found.add(index)
    return found


def glossed(text: str, span: Span) -> bool:
    """Whether a mention stands alone in brackets, as what a pronoun before it means: "he (the Minister)"."""
    return text[max(0, span.start - 1) : span.start] == "(" and text[span.end : span.end + 1] == ")"


def sayings(parsed: Parsed, ground: Ground) -> Counter[Entry]:
    """How often each is the subject of a reporting verb that governs its sentence."""
    found: Counter[Entry] = Counter()
    for token in parsed.tokens:
        if token.dep != "nsubj" or (span := ground.at[token.start]) is None:
            continue
        verb = parsed.tokens[token.head]
        if verb.dep == "ROOT" and verb.text.lower() in lexicon.cues():
            found[span.entry] += 1
    return found


def met_first(parsed: Parsed, ground: Ground) -> set[Entry]:
    """Those whom the first sentences name as met, called on or talked with, and who met somebody."""
    found: set[Entry] = set()
    for sentence in parsed.sentences[:OPENING]:
        if met := MET.search(parsed.text, sentence.start, sentence.end):
            found.update(s.entry for s in ground.over(met.end(), min(met.end() + 30, sentence.end))[:1])
            found.update(s.entry for s in ground.over(sentence.start, met.start())[:1])
    return found
