"""Bare names: people whom the text names without title or list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import Parsed, Range
from memcon.people.cast import GIVEN_TITLES, Cast, Entry, clash, spelled
from memcon.people.names import PARTICLES, POSSESSIVE, stop, take_apart
from memcon.people.span import Ground, Span
from memcon.people.standing import SUBJECTS, acts

PLACES = {"in", "at", "into", "near", "through", "throughout", "outside", "inside", "around", "across", "within", "off", "via"}
ENOUGH = 2


class Sighting(msgspec.Struct):
    """What the text shows of one bare surname: how much speaks for a person, its longest form, where it first stands."""

    first: int
    weight: int = 0
    full: str = ""
    joined: list[str] = []


def take_bare(cast: Cast, parsed: Parsed, ground: Ground) -> None:
    """Names without a title whose place in the sentence is a person's: who says, is told, is met, whose view it is."""
    seen = sightings(parsed, ground)
    for sighting in seen.values():
        call_fully(cast, sighting.full)
    for word, sighting in seen.items():
        known = any(seen[other].weight >= ENOUGH for other in sighting.joined if other in seen)
        if sighting.weight + ENOUGH * known < ENOUGH:
            continue
        name = take_apart(sighting.full)
        if not name.last or any(e.name and name.full.endswith(f" {e.name}") for e in cast.entries):
            continue
        entry = cast.by_last(name) or nickname(cast, name.last) or cast.add(Entry(name=name.full, last=name.last))
        said = name.last if word.lower() in GIVEN_TITLES else word
        if said not in {entry.last, entry.name} and said not in entry.aliases:
            entry.aliases.append(said)
    letters(cast, parsed, ground, seen)


def call_fully(cast: Cast, full: str) -> None:
    """Gives the one person known by a surname alone the given name that stands before it elsewhere."""
    name = take_apart(full)
    able = [e for e in cast.entries if e.last and e.last == name.last and not e.body]
    if len(able) == 1 and " " in name.full and able[0].name == name.last and not (able[0].given or clash(spelled(able[0]), name.full)):
        able[0].name = name.full


def sightings(parsed: Parsed, ground: Ground) -> dict[str, Sighting]:
    """Every capitalised surname that is no mention yet, with what speaks for a person."""
    seen: dict[str, Sighting] = {}
    small = {t.text for t in parsed.tokens if t.text.islower()}
    inside = {parsed.tokens[i].text for s in parsed.sentences for i in range(s.first + 1, s.last) if parsed.tokens[i].text[:1].isupper()}
    for sentence in parsed.sentences:
        previous = ""
        for index in range(sentence.first, sentence.last):
            token = parsed.tokens[index]
            if not token.text[:1].isupper() or not token.tag.startswith("N"):
                continue
            last = hyphened(parsed, index, sentence.first)
            word = POSSESSIVE.sub("", parsed.text[parsed.tokens[last].start : token.end])
            if not nameable(word, token.text in inside, small) or ground.covered(token.start) or ends_land(parsed, last):
                continue
            first = opening(parsed, index, last, sentence.first)
            sighting = seen.setdefault(word, Sighting(token.start))
            full = parsed.text[parsed.tokens[first].start : token.end]
            sighting.full = max(sighting.full, POSSESSIVE.sub("", full), key=len)
            sighting.weight += standing(parsed, index, first, ground)
            if token.dep == "conj" and previous:
                sighting.joined.append(previous)
                seen[previous].joined.append(word)
            previous = word
    return seen


def ends_land(parsed: Parsed, index: int) -> bool:
    """Whether a word ends the name of a country, a people or a capital of several words."""
    words = f"{parsed.tokens[index - 1].text} {parsed.tokens[index].text}".lower() if index else ""
    return any(words in lexicon.pairs(name) for name in ("countries", "peoples", "capitals"))


def hyphened(parsed: Parsed, index: int, first: int) -> int:
    """The first token of a name in which hyphens join several: "Sund-Falk"."""
    while index - 2 >= first and parsed.tokens[index - 1].text == "-" and parsed.tokens[index - 2].end == parsed.tokens[index].start - 1:
        if not parsed.tokens[index - 2].text[:1].isupper():
            break
        index -= 2
    return index


def nameable(word: str, inside: bool, small: set[str]) -> bool:
    """Whether a capitalised word can be a surname: no word of a list, and no everyday word unless it is only written large."""
    low = word.lower().strip(".")
    if len(low) < 3 or stop(word) or not word[-1].isalpha() or (word.isupper() and len(word) < 6):
        return False
    if low in lexicon.pairs("countries") or low in lexicon.pairs("peoples") or low in lexicon.pairs("capitals"):
        return False
    if any(low in lexicon.words(name) for name in ("bodies", "roles", "office_words", "honorifics")) or low in lexicon.pairs("offices"):
        return False
    if low.removesuffix("s") in lexicon.words("roles"):
        return False
    if low in lexicon.words("common") and low not in lexicon.words("surnames"):
        return inside and low not in small and low.isalpha() and not low.endswith("s")
    return True


def opening(parsed: Parsed, index: int, last: int, first: int) -> int:
    """The first token of the name that ends with this one, its last name from ``last``: given names, initials and particles."""
    at = last
    while at > first and index - at < 6:
        before = parsed.tokens[at - 1]
        word = before.text
        given = word[:1].isupper() and before.dep in {"compound", "nmod"} and at <= before.head <= index and plausible(word)
        given = given and not opens(parsed, at - 1, first)
        if not given and word.lower() not in PARTICLES:
            break
        at -= 1
    while at < index and not parsed.tokens[at].text[:1].isupper() and parsed.tokens[at].text not in LEADING:
        at += 1
    return at


def opens(parsed: Parsed, index: int, first: int) -> bool:
    """Whether a word before a name is no given name but opens the sentence ("Earlier Falk said") or ends a country's name."""
    low = parsed.tokens[index].text.lower()
    if index == first:
        return low in lexicon.words("common") and low not in lexicon.words("surnames")
    return f"{parsed.tokens[index - 1].text.lower()} {low}" in lexicon.pairs("countries")


def plausible(word: str) -> bool:
    """Whether a word can be a given name: no word of office or country, no symbol."""
    low = word.lower().strip(".")
    office = any(form in lexicon.words(name) for form in {low, low.removesuffix("s")} for name in ("roles", "office_words", "bodies"))
    listed = low in lexicon.pairs("countries") or office
    return not listed and not stop(low) and not (word.isupper() and len(low) > 1)


LEADING = {"de", "van", "von", "den", "ten", "al", "el", "ben", "bin", "da", "di", "le", "la", "du"}


def standing(parsed: Parsed, index: int, first: int, ground: Ground) -> int:
    """What the place of a name in its sentence says for a person (2 and more: enough alone) or against one."""
    token, head = parsed.tokens[index], parsed.tokens[parsed.tokens[index].head]
    before = parsed.tokens[first - 1].text.lower() if first else ""
    if before in {"the", "a", "an"}:
        return -2
    if token.dep == "pobj" and head.text.lower() in PLACES:
        return -2
    if before in {"m.", "mm."} or (token.dep == "conj" and beside_person(parsed, token.head, ground)):
        return 2
    return 2 if acts(parsed, index) else int(token.dep in SUBJECTS)


def beside_person(parsed: Parsed, index: int, ground: Ground) -> bool:
    """Whether what a name is joined to by "and" is a known person, an office or "I"."""
    token = parsed.tokens[index]
    span = ground.at[token.start]
    low = token.text.lower()
    office = token.text[:1].isupper() and (low in lexicon.words("roles") or low in lexicon.pairs("offices"))
    return low in {"i", "he", "she"} or office or (span is not None and bool(span.entry.last))


def letters(cast: Cast, parsed: Parsed, ground: Ground, seen: dict[str, Sighting]) -> None:
    """"K" for the one person whose name begins with that letter; of several, the one who is told of most as a person."""
    used = Counter(t.text for t in parsed.tokens if len(t.text) == 1 and t.dep in SUBJECTS and not ground.covered(t.start))
    for letter in sorted(used.keys() - {"I", "A"}):
        able = sorted((e for e in cast.entries if e.last[:1] == letter and not e.body), key=lambda e: order(seen, e))
        named = [word for word, sighting in seen.items() if word[0] == letter and sighting.weight >= 0]
        if not able and len(named) == 1 and used[letter] >= ENOUGH:
            able = [cast.add(Entry(name=named[0], last=named[0]))]
        if able:
            able[0].aliases.append(letter)


def order(seen: dict[str, Sighting], entry: Entry) -> tuple[bool, int, int]:
    """Who comes first of those with one first letter: who took part, then the one who acts most where the name stands bare, then
    the one named first."""
    found = seen.get(entry.last)
    return (not entry.participant, *((-found.weight, found.first) if found else (0, 0)))


def nickname(cast: Cast, word: str) -> Entry | None:
    """"Don" for Donald Lu: a word of three letters or more that opens one person's given name."""
    found = [e for e in cast.entries if " " in e.name and len(word) > 2 and e.name.lower().startswith(word.lower())]
    return found[0] if len(found) == 1 else None


def take_surnames(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
    """Every further place where a known name stands, whole or by its surname or alias."""
    by_word: dict[str, Entry] = {}
    for entry in cast.entries:
        for word in [entry.name, entry.last, *entry.aliases, *other_names(entry)]:
            better = word not in by_word or (entry.participant and not by_word[word].participant)
            if better and (word[:1].isupper() or word.split(" ")[0] in PARTICLES) and not stop(word):
                by_word[word] = entry
    if not by_word:
        return
    either = "|".join(re.escape(w) for w in sorted(by_word, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w’'-])(?:{either})(?![\w-])(?!\.[A-Z])")
    for start, end in stretches:
        for match in pattern.finditer(text, start, end):
            entry = by_word[match.group()]
            ground.add(Span(given_before(text, match.start(), entry), match.end(), entry, 6))


def given_before(text: str, start: int, entry: Entry) -> int:
    """Where a surname's given name or initial stands right before it, as far as it is that person's: "C. Johnson"."""
    given = {w.strip(".").lower() for w in entry.name.split()[:-1]}
    at = start
    while (word := re.search(r"(?<!\S)([A-Z][\w’-]*)\.? $", text[max(0, at - 20) : at])) and at - start < 40:
        low = word.group(1).lower()
        if low not in given and not (len(low) == 1 and low in {w[0] for w in given}):
            break
        at -= len(word.group())
    return at


def other_names(entry: Entry) -> Iterator[str]:
    """Parts of a long name under which somebody may appear: "Hurtado" of "Barros Hurtado", "Khayyal" of "Al-Khayyal"."""
    words = [w for w in entry.name.split() if len(w) > 3 and w[0].isupper() and not w.endswith(".")]
    if len(words) > 2:
        yield from words[1:]
    if match := re.match(r"(?:[AaEe]l|ben|Ben|bin)[ –-](\w{3,})$", entry.last):
        yield match.group(1)
