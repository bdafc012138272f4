"""Bare names: people whom the text names without title or list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from memcon import lexicon
from memcon.model import Parsed, Range
from memcon.people.cast import Cast, Entry, by_letter
from memcon.people.names import POSSESSIVE, stop, take_apart
from memcon.people.span import Ground, Span

SUBJECTS = {"nsubj", "nsubjpass", "agent"}


def take_subjects(cast: Cast, parsed: Parsed, ground: Ground) -> None:
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
        if len(word) == 1 and word != "I" and (known := by_letter(cast, word)) and not ground.covered(token.start):
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
        if not name.last or ground.covered(token.start) or any(e.name and name.full.endswith(f" {e.name}") for e in cast.entries):
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


def take_surnames(cast: Cast, text: str, stretches: list[Range], ground: Ground) -> None:
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
            ground.add(Span(match.start(), match.end(), by_word[match.group()], 6))


def other_names(entry: Entry) -> Iterator[str]:
    """Parts of a long name under which somebody may appear: "Hurtado" of "Barros Hurtado", "Khayyal" of "Al-Khayyal"."""
    words = [w for w in entry.name.split() if len(w) > 3 and w[0].isupper() and not w.endswith(".")]
    if len(words) > 2:
        yield from words[1:]
    if match := re.match(r"(?:[AE]l|ben|Ben|bin)[- ](\w{3,})$", entry.last):
        yield match.group(1)
