"""Parties without a name that say, think or are told something: peoples, countries, capitals, groups, "a banker"."""

from __future__ import annotations

from collections.abc import Iterator

from memcon import lexicon
from memcon.model import Parsed
from memcon.people.cast import Cast, Entry
from memcon.people.introduced import side_before
from memcon.people.names import stop
from memcon.people.span import Ground, Span
from memcon.people.standing import acts

QUALIFIERS = {"amod", "compound", "nmod", "det", "poss", "nummod", "case"}
QUANTIFIERS = {
    "the", "a", "an", "some", "many", "other", "all", "certain", "most", "several", "both", "few", "these", "those", "no", "various", "any",
    "two", "three", "such", "each", "this", "that",
}
INNER = {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD"}
LONGEST = 8
GROUPS = frozenset({
    "agency", "airline", "army", "association", "authority", "bank", "bureau", "cabinet", "camp", "capital", "church", "coalition",
    "committee", "community", "company", "consortium", "corporation", "council", "country", "delegation", "department", "embassy",
    "faction", "family", "firm", "government", "group", "industry", "junta", "ministry", "mission", "movement", "nation", "opposition",
    "organization", "parliament", "party", "people", "press", "public", "union",
})


def take_parties(cast: Cast, parsed: Parsed, ground: Ground) -> None:
    """The parties that act as speakers do, wherever they do."""
    groups: dict[str, Entry] = {}
    for index, start, end, side in candidates(parsed, ground):
        words = [t.text for t in parsed.tokens[start:end]]
        first, last = parsed.tokens[start].start, parsed.tokens[end - 1].end
        if side:
            entry = cast.by_side(side) or cast.add(Entry(roles=[words[-1]], side=side, body=True, government=True))
        else:
            entry = group(cast, parsed, groups, index, start, end)
        ground.add(Span(first, last, entry, 5))


def candidates(parsed: Parsed, ground: Ground) -> Iterator[tuple[int, int, int, str]]:
    """Nouns that act, as (noun, first token, token behind the last, side where a people or a country is meant)."""
    for sentence in parsed.sentences:
        for index in range(sentence.first, sentence.last):
            token = parsed.tokens[index]
            if not token.tag.startswith(("N", "J")) or stop(token.text) or ground.covered(token.start) or not acts(parsed, index):
                continue
            start = opening(parsed, index, sentence.first)
            side, words = standing_for(parsed, start, index)
            if side:
                yield index, index + 1 - words, index + 1, side
            elif token.tag.startswith("N") and is_party(parsed, index):
                yield index, start, closing(parsed, index, sentence.last, ground), ""


def opening(parsed: Parsed, index: int, first: int) -> int:
    """The first token of the noun phrase that ends with this one."""
    at = index
    while at > first and index - at < 5 and (before := parsed.tokens[at - 1]).dep in QUALIFIERS and at <= before.head <= index:
        at -= 1
    while at < index and parsed.tokens[at].text.lower() in QUANTIFIERS:
        at += 1
    return at


def closing(parsed: Parsed, index: int, last: int, ground: Ground) -> int:
    """Behind the phrase, with "of ..." or "in ..." where that makes the party: "leaders of the coast"."""
    at = index + 1
    if at >= last or parsed.tokens[at].text.lower() not in {"of", "in", "from"} or parsed.tokens[at].head != index:
        return at
    for end in range(at + 1, min(at + LONGEST - 2, last)):
        token = parsed.tokens[end]
        strong = ground.at[token.start]
        if token.tag not in INNER or (strong is not None and strong.rank > 5):
            break
        if token.dep == "pobj" and token.head == at:
            return end + 1
    return index + 1


def standing_for(parsed: Parsed, start: int, index: int) -> tuple[str, int]:
    """The side that a people, a country or a capital stands for, and how many words name it; "" for other nouns."""
    for words in range(min(3, index + 1 - start), 0, -1):
        said = " ".join(t.text for t in parsed.tokens[index + 1 - words : index + 1])
        if not said[:1].isupper():
            continue
        for name in ("peoples", "countries", "capitals"):
            if side := lexicon.pairs(name).get(said.lower()):
                adjective = parsed.tokens[index].tag.startswith("J") and name == "countries"
                return ("", 0) if adjective or (said.isupper() and said == "UN") else (side, words)
    return "", 0


def is_party(parsed: Parsed, index: int) -> bool:
    """Whether a noun names people: one of the list, in singular or plural, or a proper noun."""
    token = parsed.tokens[index]
    return is_noun_of_party(token.text.lower()) or (token.tag in {"NNP", "NNPS"} and token.text.isalpha())


def is_noun_of_party(word: str) -> bool:
    """Whether a noun, singular or plural, stands in the list of parties, offices or bodies."""
    return any(form in lexicon.words(name) for form in singulars(word) for name in ("parties", "roles", "bodies"))


def singulars(word: str) -> tuple[str, ...]:
    """What a word may be the plural of, and itself: "parties" -> "party"."""
    if word.endswith("men"):
        return word, word[:-3] + "man"
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1]) if word.endswith("s") else (word,)


def group(cast: Cast, parsed: Parsed, groups: dict[str, Entry], index: int, start: int, end: int) -> Entry:
    """The group of these words; "the broker" is the broker told of before."""
    phrase = " ".join(t.text for t in parsed.tokens[start:end])
    key, noun = phrase.lower(), parsed.tokens[index].text.lower()
    definite = start > 0 and parsed.tokens[start - 1].text.lower() in {"the", "this", "that"}
    if key not in groups and definite and key == noun and f"* {noun}" in groups:
        key = f"* {noun}"
    if key not in groups:
        person = parsed.tokens[index].tag == "NN" and noun not in GROUPS and noun not in lexicon.words("bodies")
        side = side_before(parsed.text, parsed.tokens[start].start, parsed.tokens[index].end)
        groups[key] = cast.add(Entry(roles=[phrase], side=side, body=not person, party=True))
    groups[f"* {noun}"] = groups[key]
    return groups[key]
