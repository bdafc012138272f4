"""Parsed -> people and their mentions: the cast from lists, titles, signature and text.

Surnames cluster, offices resolve to their holder by side, recency and the list; what is not sure stays apart
("two ambassadors in one room stay two"). Pronouns are resolved after the statements, in ``pronouns``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import Mention, Outline, Parsed, Participant, Person, Range, Statement
from memcon.people import pronouns
from memcon.people.author import appoint_author, signer
from memcon.people.cast import Cast, Entry, by_letter, plain
from memcon.people.labels import take_labels
from memcon.people.names import POSSESSIVE, Name, stop, take_apart, titled
from memcon.people.presence import seat
from memcon.people.roles import Description, bodies, describe
from memcon.people.span import Span, covered

QUALIFIERS = {"amod", "compound", "nmod", "det", "poss", "nummod"}
SUBJECTS = {"nsubj", "nsubjpass", "agent"}
BETWEEN = re.compile(r"\b(?:From|from|to|and|Between|between|With|with|by|By)\b (?:the )?")
IN_TITLE = re.compile(r"\(([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)\)")


class People(msgspec.Struct, frozen=True):
    """Everybody found, with their mentions in text order; pronouns are not among them yet."""

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]


def find(outline: Outline, parsed: Parsed, given: tuple[Participant, ...] = ()) -> People:
    """The cast of one document. ``given`` is the user's own cast, which wins over what the text suggests."""
    cast = Cast()
    spans: list[Span] = []
    text = parsed.text
    listed = [*given, *outline.participants]
    for participant in listed:
        enlist(cast, participant, spans)
    stretches = readable(outline, text)
    for start, end in stretches:
        take_titled(cast, text, start, end, spans)
    take_sender(cast, outline, spans)
    take_labels(cast, outline, text, spans)
    take_parentheses(cast, text, stretches, spans)
    take_subjects(cast, parsed, spans)
    take_surnames(cast, text, stretches, spans)
    signer(cast, outline, parsed)
    take_offices(cast, text, stretches, spans)
    take_groups(cast, parsed, spans)
    take_identities(cast, outline, spans)
    if not outline.participants:
        seat(parsed, spans)
    appoint_author(cast, outline, parsed, spans, any(p.author for p in given))
    return settle(cast, spans, text)


def readable(outline: Outline, text: str) -> list[Range]:
    """The stretches in which people are looked for: everything but boilerplate, footnotes and participants lines."""
    skip = {"boilerplate", "footnote"}
    return [(p.start, p.end) for p in outline.parts if p.kind not in skip and p.kind not in {"excision", "insertion"}]


def enlist(cast: Cast, participant: Participant, spans: list[Span]) -> None:
    """A line of the list becomes a person; a name met before adds its role and side to the one there."""
    name = take_apart(participant.name) if participant.name else Name("", "", "")
    roles = [r for r in (name.title, participant.role) if r and plain(r) not in {"mr", "mrs", "dr", "miss"}]
    entry = cast.by_last(name) if name.last else None
    if entry is None:
        entry = cast.add(Entry(name=name.full or ("" if participant.role else participant.name), last=name.last, side=participant.side))
    entry.participant = True
    entry.author = entry.author or participant.author
    entry.side = entry.side or participant.side
    entry.roles.extend(r for r in roles if r not in entry.roles)
    entry.listed_office = entry.listed_office or not name.last
    if not name.last and not participant.role and participant.name:
        entry.roles.append(participant.name)
    entry.aliases.extend(participant.aliases)
    if participant.start >= 0:
        spans.append(Span(participant.start, participant.end, entry, 9))


def take_titled(cast: Cast, text: str, start: int, end: int, spans: list[Span]) -> None:
    """Names behind a title; an office in the list without a name takes the name that comes with the office."""
    for first, last, name in titled(text, start, end):
        side = side_before(text, first, last)
        entry = cast.by_last(name, side)
        if entry is None and plain(name.title) not in {"mr", "mrs", "dr", "miss", "ms"}:
            able = [e for e in cast.entries if not e.last and not e.body and e.known_as(name.title)]
            unnamed = [e for e in able if not (side and e.side and side != e.side)]
            entry = unnamed[0] if len(unnamed) == 1 else None
            if entry:
                entry.name, entry.last = name.full, name.last
        if entry is None:
            entry = cast.add(Entry(name=name.full, last=name.last, side=side))
        if " " in name.full and " " not in entry.name and name.last == entry.last:
            entry.name = name.full
        if name.title and plain(name.title) not in {"mr", "mrs", "dr", "miss", "ms", "sir", "lord"} and not entry.known_as(name.title):
            entry.roles.append(name.title)
        entry.side = entry.side or side
        entry.spans.append((first, last))
        spans.append(Span(first, last, entry, 8))


def side_before(text: str, start: int, end: int) -> str:
    """The country that stands as an adjective in or right before the mention."""
    known = lexicon.pairs("countries")
    words = text[max(0, start - 30) : start].split()[-1:] + text[start:end].split()[:2]
    for word in words:
        if word[:1].isupper() and (side := known.get(word.lower().strip(".,"))):
            return side
    return ""


def take_sender(cast: Cast, outline: Outline, spans: list[Span]) -> None:
    """Names in the brackets of a title: "From the Ambassador in France (Dillon) to ...", and office with them."""
    title = next((p for p in outline.parts if p.kind == "heading"), None)
    text = outline.document.text
    if title is None or not re.search(r"\b(?:From|Between|by|With|from|between|with)\b", text[title.start : title.end]):
        return
    for match in IN_TITLE.finditer(text, title.start, title.end):
        name = take_apart(match.group(1))
        if not name.last or stop(name.last) or name.last.lower() in lexicon.pairs("countries"):
            continue
        before = BETWEEN.split(text[title.start : match.start()])[-1].strip()
        entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last))
        office = re.split(r" (?:in|at|for|to) ", before)[0]
        if office and not entry.known_as(office) and len(office.split()) < 9:
            entry.roles.append(office)
        spans.append(Span(match.start(1), match.end(1), entry, 8))


BRACKETED = re.compile(r"\(([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})\)")


def take_parentheses(cast: Cast, text: str, stretches: list[Range], spans: list[Span]) -> None:
    """"the British Ambassador (Caccia)" is one person: office and name are tied."""
    for start, end in stretches:
        for match in BRACKETED.finditer(text, start, end):
            name = take_apart(match.group(1))
            before = [d for d in describe(text, max(start, match.start() - 60), match.start()) if text[d.end : match.start()].strip() == ""]
            if not before or not name.last or stop(name.last) or name.last.lower() in lexicon.pairs("countries"):
                continue
            said = before[-1]
            entry = cast.by_last(name) or cast.add(Entry(name=name.full, last=name.last, side=said.side))
            if not entry.known_as(said.head):
                entry.roles.append(text[said.start : said.end].removeprefix("the ").removeprefix("The "))
            entry.side = entry.side or said.side
            spans.append(Span(match.start(1), match.end(1), entry, 8))


def take_subjects(cast: Cast, parsed: Parsed, spans: list[Span]) -> None:
    """Bare names that speak: a proper noun that is the subject of a reporting verb, as telegrams have it."""
    cues = lexicon.cues()
    countries = lexicon.pairs("countries")
    bodies_ = lexicon.words("bodies") | lexicon.words("roles")
    acting = Counter(t.text for i, t in enumerate(parsed.tokens) if t.dep == "nsubj" and t.tag == "NNP" and not article(parsed, i))
    for index, token in enumerate(parsed.tokens):
        if token.dep not in SUBJECTS or not token.text[:1].isupper() or not token.tag.startswith(("NNP", "NN")):
            continue
        word = POSSESSIVE.sub("", token.text)
        low = word.lower()
        verb = parsed.tokens[token.head].text.lower()
        if len(word) == 1 and word != "I" and (known := by_letter(cast, word)) and not covered(spans, token.start):
            known.aliases.append(word)
            continue
        speaks = verb in cues or acting[word] > 1 or (acting[word] and addressed(parsed, index))
        if not speaks or stop(word) or not word[-1].isalpha() or len(word) < 3:
            continue
        if low in countries or low in bodies_ or low in lexicon.words("common") or low in lexicon.pairs("offices"):
            continue
        first = index
        while first and (t := parsed.tokens[first - 1]).head == index and t.dep == "compound" and t.text[:1].isupper():
            first -= 1
        name = take_apart(parsed.text[parsed.tokens[first].start : token.end])
        if not name.last or covered(spans, token.start) or any(e.name and name.full.endswith(f" {e.name}") for e in cast.entries):
            continue
        entry = cast.by_last(name) or nickname(cast, name.last) or cast.add(Entry(name=name.full, last=name.last))
        if name.last != entry.last and name.last not in entry.aliases:
            entry.aliases.append(name.last)


def article(parsed: Parsed, index: int) -> bool:
    """Whether an article stands before the token: "the Nile" is no person."""
    return index > 0 and parsed.tokens[index - 1].text.lower() in {"the", "a", "an"}


def addressed(parsed: Parsed, index: int) -> bool:
    """Whether the verb's subject is one whom a mood or a manner is told of: "Nehru was still very angry"."""
    head = parsed.tokens[index].head
    return parsed.tokens[head].text.lower() in {"was", "is", "were", "seemed", "appeared", "looked", "took", "gave", "showed", "made"}


def nickname(cast: Cast, word: str) -> Entry | None:
    """"Don" for Donald Lu: a word of three letters or more that opens one person's given name."""
    found = [e for e in cast.entries if " " in e.name and len(word) > 2 and e.name.lower().startswith(word.lower())]
    return found[0] if len(found) == 1 else None


def take_surnames(cast: Cast, text: str, stretches: list[Range], spans: list[Span]) -> None:
    """Every further place where a known name stands, whole or by its surname or alias."""
    by_word: dict[str, Entry] = {}
    for entry in cast.entries:
        for word in [entry.name, entry.last, *entry.aliases, *other_names(entry)]:
            better = word not in by_word or (entry.participant and not by_word[word].participant)
            if better and word[:1].isupper() and not stop(word):
                by_word[word] = entry
    if not by_word:
        return
    either = "|".join(re.escape(w) for w in sorted(by_word, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w’'-])(?:{either})(?![\w-])(?!\.[A-Z])")
    for start, end in stretches:
        for match in pattern.finditer(text, start, end):
            spans.append(Span(match.start(), match.end(), by_word[match.group()], 6))


def other_names(entry: Entry) -> Iterator[str]:
    """Parts of a long name under which somebody may appear: "Hurtado" of "Barros Hurtado", "Khayyal" of "Al-Khayyal"."""
    words = [w for w in entry.name.split() if len(w) > 3 and w[0].isupper() and not w.endswith(".")]
    if len(words) > 2:
        yield from words[1:]
    if match := re.match(r"(?:[AE]l|ben|Ben|bin)[- ](\w{3,})$", entry.last):
        yield match.group(1)


def take_offices(cast: Cast, text: str, stretches: list[Range], spans: list[Span]) -> None:
    """Offices and bodies in text order; one that nobody holds becomes a person without a name."""
    found: list[Description] = []
    for start, end in stretches:
        found.extend(describe(text, start, end))
        found.extend(bodies(text, start, end))
    for said in sorted(found, key=lambda d: (d.start, -d.end)):
        if any(s.start < said.end and said.start < s.end for s in spans if s.rank >= 7 or s.end - s.start > said.end - said.start):
            continue
        if said.body:
            entry = cast.by_body(said.head, said.side) or cast.add(Entry(roles=[said.head], side=said.side, body=True))
        else:
            entry = cast.by_office(said.head, said.side, said.start) or cast.add(Entry(roles=[said.head], side=said.side))
        entry.spans.append((said.start, said.end))
        spans.append(Span(said.start, said.end, entry, 5))


def take_groups(cast: Cast, parsed: Parsed, spans: list[Span]) -> None:
    """Other parties that say or think something: the subject phrase of a reporting verb ("American companies")."""
    cues = lexicon.cues()
    known: dict[str, Entry] = {}
    for index, token in enumerate(parsed.tokens):
        if token.dep not in {"nsubj", "poss"} or not token.tag.startswith("N") or covered(spans, token.start):
            continue
        head = parsed.tokens[token.head]
        if head.text.lower() not in cues and not (token.dep == "poss" and head.text.lower() in NOUNS):
            continue
        first = index
        while first and index - first < 4 and (t := parsed.tokens[first - 1]).head == index and t.dep in QUALIFIERS:
            first -= 1
        plural_or_name = token.tag in {"NNS", "NNP", "NNPS"} or token.text.lower() in lexicon.words("bodies")
        if not plural_or_name or stop(token.text) or token.text.lower() in THINGS:
            continue
        phrase = QUANTIFIER.sub("", parsed.text[parsed.tokens[first].start : token.end])
        side = side_before(parsed.text, parsed.tokens[first].start, token.end)
        entry = known.setdefault(phrase.lower(), Entry(roles=[phrase], side=side, body=True))
        if entry not in cast.entries:
            cast.add(entry)
        spans.append(Span(parsed.tokens[first].start, token.end, entry, 2))


QUANTIFIER = re.compile(r"^(?:the|some|many|other|all|certain|most) ", re.IGNORECASE)
NOUNS = {
    "view", "views", "opinion", "belief", "position", "wish", "wishes", "fear", "fears", "feeling", "feelings", "concern", "desire",
    "attitude", "hope", "thinking", "remarks", "statement", "reply", "message", "letter",
}
THINGS = {
    "reports", "facts", "events", "points", "developments", "talks", "relations", "problems", "questions", "figures", "matters", "views",
    "proposals", "negotiations", "conditions", "terms", "elections", "documents", "papers", "telegrams", "messages", "instructions",
    "discussions", "conversations", "remarks", "results", "years", "months", "days", "times", "things", "ways", "efforts", "measures",
    "steps", "forces", "troops", "arms",
}


def take_identities(cast: Cast, outline: Outline, spans: list[Span]) -> None:
    """People whom the source's own markup ties together: their mentions are one person's."""
    by_key: dict[str, list[Span]] = {}
    for identity in outline.identities:
        for span in spans:
            if span.start < identity.end and identity.start < span.end and not span.entry.body:
                by_key.setdefault(identity.key, []).append(span)
    for key, found in by_key.items():
        first = max((s.entry for s in found), key=lambda e: (e.participant, bool(e.last)))
        first.key = key
        for span in found:
            other = span.entry
            if other is not first and other.last and other.last == first.last:
                merge(cast, first, other, spans)


def merge(cast: Cast, first: Entry, other: Entry, spans: list[Span]) -> None:
    for span in spans:
        if span.entry is other:
            span.entry = first
    first.roles.extend(r for r in other.roles if r not in first.roles)
    first.participant = first.participant or other.participant
    if other in cast.entries:
        cast.entries.remove(other)


def settle(cast: Cast, spans: list[Span], text: str) -> People:
    """Ids in the order of first mention, mentions without overlap, aliases as they stand in the text."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (-s.rank, s.start - s.end, s.start)):
        if span.start < span.end and taken.isdisjoint(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    kept.sort(key=lambda s: s.start)
    order: list[Entry] = []
    for span in kept:
        if not any(span.entry is e for e in order):
            order.append(span.entry)
    order.extend(e for e in cast.entries if not any(e is o for o in order) and (e.author or e.participant))
    ids = {id(entry): f"p{number}" for number, entry in enumerate(order, 1)}
    people = tuple(person(entry, ids[id(entry)], [text[s.start : s.end] for s in kept if s.entry is entry]) for entry in order)
    return People(people, tuple(Mention(s.start, s.end, ids[id(s.entry)]) for s in kept))


def person(entry: Entry, id_: str, said: list[str]) -> Person:
    aliases = tuple(dict.fromkeys(" ".join(s.split()) for s in said))
    role = next(iter(entry.roles), "")
    name = entry.name or (next(iter(aliases), role) if entry.body else "" if entry.author else role)
    return Person(
        id=id_, name=re.sub(r"^(?:the|The) ", "", name), role=role, side=entry.side, aliases=aliases, author=entry.author,
        participant=entry.participant,
    )


def with_pronouns(found: People, parsed: Parsed, told: tuple[Statement, ...]) -> tuple[Mention, ...]:
    """All mentions in text order, the pronouns among them; none overlap."""
    nominal = found.mentions
    starts = [m.start for m in nominal]
    resolved = pronouns.resolve(parsed, nominal, found.people, told)
    before = ((m, bisect_right(starts, m.start)) for m in resolved)
    free = [m for m, index in before if not index or nominal[index - 1].end <= m.start]
    return tuple(sorted([*nominal, *free], key=lambda m: m.start))


__all__ = ["People", "find", "with_pronouns"]
