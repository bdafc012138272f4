"""The words of a happening: the clause whose verb, or the phrase whose noun, the words of time belong to; and its tense."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.model import Parsed, Range, Relation, Token

LONGEST = 40
NOUN_LIKE = {"amod", "compound", "nmod", "poss", "det", "nummod"}
OWN_CLAUSE = {"ccomp", "advcl", "conj", "parataxis", "relcl", "csubj"}
FUTURE = {"will", "shall", "'ll", "would", "wo", "should", "may", "might", "must", "could", "can", "ought"}
BE = {"be", "is", "are", "was", "were", "been", "being", "am"}


class Tree(msgspec.Struct, frozen=True):
    """A parse with what the search for extents looks up: where tokens start, and who depends on whom."""

    parsed: Parsed
    starts: tuple[int, ...]
    children: dict[int, tuple[int, ...]]


def plant(parsed: Parsed) -> Tree:
    """The tree of a parse; built once a record."""
    children: dict[int, list[int]] = {}
    for index, token in enumerate(parsed.tokens):
        if token.head != index:
            children.setdefault(token.head, []).append(index)
    return Tree(parsed, tuple(t.start for t in parsed.tokens), {head: tuple(found) for head, found in children.items()})


def inside(tree: Tree, start: int, end: int) -> range:
    """The tokens that begin in a stretch."""
    return range(bisect_left(tree.starts, start), bisect_left(tree.starts, end))


def top(tree: Tree, words: range) -> int:
    """The token of a run that the others hang from: the first whose head lies outside."""
    return next((i for i in words if tree.parsed.tokens[i].head not in words or tree.parsed.tokens[i].head == i), words.start)


def governor(tree: Tree, words: range, adjective: bool) -> int | None:
    """The noun of happening or the verb that words of time belong to; None where they belong to neither."""
    tokens = tree.parsed.tokens
    at = top(tree, words)
    for _ in range(12):
        if at not in words:
            if happens(tokens[at]) and not (verbal(tokens[at]) and adjective):
                return at
            if adjective and not verbal(tokens[at]) and tokens[at].dep not in NOUN_LIKE and not copular(tree, at):
                return None
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def copular(tree: Tree, at: int) -> bool:
    """Whether a word hangs from a form of "to be"."""
    return tree.parsed.tokens[tree.parsed.tokens[at].head].text.lower() in BE


def verbal(token: Token) -> bool:
    """Whether a token is a verb that stands in a clause of its own."""
    return token.tag.startswith("V") and token.dep not in {"aux", "auxpass", *NOUN_LIKE}


def happens(token: Token) -> bool:
    """Whether a token is a verb, or a noun of happening."""
    return verbal(token) or noun_of_happening(token)


def noun_of_happening(token: Token) -> bool:
    """A noun that the list of happenings holds, in the singular or the plural."""
    word = token.text.lower()
    known = lexicon.words("happenings")
    return token.tag.startswith("NN") and (word in known or word.removesuffix("s") in known)


def extent(tree: Tree, head: int, words: range, limits: Range) -> Range:
    """The words of the happening that a verb or noun tells of, with its words of time, between the limits.

    Clauses that hang from it are left out where they stand at an edge: what was said is not part of who said it when.
    """
    found = {*gathered(tree, head, words), *words, *antecedent(tree, head)}
    keep = sorted(i for i in found if limits[0] <= tree.starts[i] < limits[1])
    run = unbroken(keep, head, words)
    tokens = tree.parsed.tokens
    while run and run[0] not in words and idle(tokens[run[0]], {"cc", "mark"}):
        run = run[1:]
    while run and idle(tokens[run[-1]], {"cc"}):
        run = run[:-1]
    return (tokens[run[0]].start, min(limits[1], tokens[run[-1]].end)) if run else limits


def idle(token: Token, deps: set[str]) -> bool:
    """Whether a token at an edge says nothing of the happening: a mark, or a word that only joins."""
    return token.dep in {"punct", *deps} or not any(c.isalnum() for c in token.text) or ("mark" in deps and token.text.lower() == "that")


def gathered(tree: Tree, head: int, words: range) -> Iterator[int]:
    """A token and what hangs from it, without clauses of their own that do not hold the words of time."""
    above = {at for word in words for at in ancestors(tree, word)}
    waiting = [head]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(i for i in tree.children.get(at, ()) if i in above or tree.parsed.tokens[i].dep not in OWN_CLAUSE)


def ancestors(tree: Tree, at: int) -> Iterator[int]:
    """A token and all that it hangs from, up to the root."""
    tokens = tree.parsed.tokens
    yield at
    while tokens[at].head != at:
        at = tokens[at].head
        yield at


def antecedent(tree: Tree, head: int) -> Iterator[int]:
    """The noun that a relative clause tells of, with the words before it: "the talks" of "the talks he had"."""
    tokens = tree.parsed.tokens
    if tokens[head].dep == "relcl" and tokens[tokens[head].head].tag.startswith("NN"):
        noun = tokens[head].head
        yield noun
        yield from (i for i in tree.children.get(noun, ()) if i < noun and tokens[i].dep in NOUN_LIKE)


def unbroken(keep: list[int], head: int, words: range) -> list[int]:
    """The tokens that hold together with head and time: a long gap cuts, and LONGEST tokens are the most."""
    first, last = min(head, words.start), max(head, words.stop - 1)
    for at in reversed([i for i in keep if i < first]):
        if first - at > 3 or last - at >= LONGEST:
            break
        first = at
    for at in [i for i in keep if i > last]:
        if at - last > 3 or at - first >= LONGEST:
            break
        last = at
    return list(range(first, last + 1))


def tense(tree: Tree, verb: int) -> Relation | None:
    """What a verb's form says of when: "will go" after, "went" and "had gone" before, "goes" nothing."""
    tokens = tree.parsed.tokens
    token = tokens[verb]
    helpers = {tokens[i].text.lower() for i in tree.children.get(verb, ()) if tokens[i].dep in {"aux", "auxpass"}}
    if helpers & FUTURE and "have" not in helpers:
        return "after"
    if "to" in helpers:
        return "after" if not helpers & {"have", "had"} else "before"
    if token.tag in {"VBD"} or helpers & {"had", "has", "have", "was", "were", "did", "'ve"}:
        return "before"
    return None


def clause_of(tree: Tree, at: int) -> int | None:
    """The verb of the clause in which a token stands; None where none governs it."""
    tokens = tree.parsed.tokens
    for _ in range(12):
        if verbal(tokens[at]):
            return at
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def goes_on(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the past progressive, which in reported speech tells of a plan as well as of the past."""
    tokens = tree.parsed.tokens
    helpers = {tokens[i].text.lower() for i in tree.children.get(verb, ())}
    return bool(helpers & {"was", "were"}) and (tokens[verb].tag == "VBG" or "being" in helpers)
