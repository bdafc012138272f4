"""Who a manuscript says is speaking: reporting verbs and nouns, "according to", labels and parentheses, with the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from memcon import lexicon
from memcon.check import cited
from memcon.model import Parsed, Range, Sentence, Token

Kind = Literal["named", "pronoun", "document"]

NOUNS = frozenset(
    """account admission advice announcement answer argument assertion assessment assurance belief claim comment complaint conclusion
    contention conviction declaration demand denial description estimate explanation fear hope insistence judgement judgment message
    objection observation opinion phrase plea point position prediction pledge promise proposal protest question quip refusal remark
    remarks reminder reply request response retort statement suggestion summary testimony threat undertaking verdict view views
    warning word words""".split()
)
PAPERS = frozenset(
    """aide-mémoire cable document dispatch despatch embtel file letter log memcon memo memoranda memorandum minute minutes note notes
    paper protocol record records report summary telegram text transcript writer drafter notetaker note-taker reporter rapporteur
    author""".split()
)
PRONOUNS = frozenset("he she they i we who".split())
NOBODY = frozenset("nobody none everybody everyone somebody someone anybody anyone others one".split())
OTHER_VERBS = frozenset(
    """put puts putting quoted quote call called offered went continued relayed relays conveyed conveys transmitted passed passes
    passing laid spelled spelt set lets let""".split()
)
CONTINUED = {
    "went": {"on"}, "passed": {"on", "along", "to"}, "passes": {"on", "along"}, "passing": {"on", "along"}, "laid": {"out", "down"},
    "spelled": {"out"}, "spelt": {"out"}, "set": {"out", "forth"}, "let": {"it", "be", "know"}, "lets": {"it", "be", "know"},
}
"""Words behind a verb with which it reports."""
LIGHT_VERBS = frozenset(
    """made make makes making took take takes taking gave give gives giving express expresses expressed expressing voiced voicing voices
    issued issues issuing offered offers delivered sounded was is were been had has held let raised registered entered repeated
    stood""".split()
)
TELLING = frozenset(
    """advise alert answer ask assure beg brief caution challenge contradict counsel exhort implore inform interrupt invite notify order
    press promise question remind tell thank urge warn""".split()
)
REACH = 7
"""Tokens within which the noun of a light verb follows it: "took the firm view"."""
NAME = (
    r"(?:(?:[Tt]he|[Hh]is|[Mm]r|[Mm]rs|[Mm]s|[Dd]r)\.?\s+)?(?:[A-ZÀ-Þ][\w’'À-ÿ.-]*|of|the|and|de|van|von|for)"
    r"(?:\s+(?:[A-ZÀ-Þ][\w’'À-ÿ-]*|of|the|de|van|von|for|to))*"
)
BY_WORDS = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s quoted by|[Aa]s reported by|[Ii]n the (?:words|phrase|view|opinion|judge?ment|telling|account) of"
    rf"|[Tt]o hear|[Pp]er|[Qq]uoting|[Cc]iting|[Aa]s told by|[Bb]y the account of)\s+"
    rf"(?P<who>(?:the\s+)?(?-i:{NAME})|the \w+(?: \w+)?|him|her|them)"
)
OWNER = re.compile(
    rf"(?P<who>{NAME})(?:[’']s|(?<=s)[’'])\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{'|'.join(sorted(NOUNS, key=len, reverse=True))})\b"
)
HALF_BEFORE = re.compile(r"[^\W\d_]+[-‐‑]$")
HALF_BEHIND = re.compile(r"[-‐‑][^\W\d_]+")
PAREN = re.compile(rf"\s*(?:\((?P<inner>{NAME})[^()]{{0,60}}\)|[—–-]{{1,2}}\s*(?P<dash>{NAME})\s*(?=[.,]|$))")
INVERTED = re.compile(rf"\s+(?P<who>{NAME})(?=,)")
OPENING = re.compile(
    rf"(?:(?:[Oo]n|[Ii]n|[Aa]t)\s[^,;:.]{{3,40}},\s+)?(?P<who>{NAME})\s+(?P<verb>[a-z]+)\s+"
    rf"(?:(?:to\s+)?(?P<to>(?:[Tt]he\s+)?(?:{NAME}|\w+))\s+)?that\b"
)
"""The plainest of all attributions, "Oreil told Lindqvist that", by its words alone: a parser that does not know a name misses it."""
LABEL = re.compile(rf"(?P<who>{NAME})\s*(?:\([^()]{{0,60}}\))?\s*:\s*$")


class Attribution(msgspec.Struct, frozen=True):
    """Words said to be somebody's: ranges of the naming words, of the cue, and of the listener's naming words where one is named."""

    who: Range
    kind: Kind
    cue: Range
    verb: str
    to: Range | None = None
    negated: bool = False


def attributions(text: str, parsed: Parsed, sentence: Sentence) -> tuple[Attribution, ...]:
    """Every attribution in a sentence of the masked text, in order."""
    children = by_head(parsed.tokens, sentence)
    found = [*by_verbs(parsed.tokens, sentence, children), *by_nouns(parsed.tokens, sentence, children)]
    for match in BY_WORDS.finditer(text, sentence.start, sentence.end):
        span = trimmed(text, match.span("who"))
        found.append(Attribution(span, kind_of(text, span), (match.start(), match.start("who")), "according to"))
    for match in OWNER.finditer(text, sentence.start, sentence.end):
        span = trimmed(text, match.span("who"))
        if not any(one.who[0] < span[1] and span[0] < one.who[1] for one in found):
            found.append(Attribution(span, kind_of(text, span), match.span("noun"), match["noun"].lower()))
    found = opened(text, sentence, [inverted(text, one) for one in found])
    kept = [one for one in found if one.who[0] < one.who[1] and text[slice(*one.who)].lower() not in NOBODY]
    whole = [msgspec.structs.replace(one, who=unbroken(text, one.who), to=unbroken(text, one.to) if one.to else None) for one in kept]
    return tuple(sorted(whole, key=lambda one: one.cue))


def opened(text: str, sentence: Sentence, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with the one that opens the sentence, and whom it names as told, where the parse does not show them."""
    match = OPENING.match(text, sentence.start, sentence.end)
    if match is None or match["verb"] not in lexicon.cues():
        return list(found)
    cue, span = match.span("verb"), trimmed(text, match.span("who"))
    to = match.span("to") if match["to"] and tells(match["verb"]) else None
    if any(one.cue == cue for one in found):
        return [msgspec.structs.replace(one, to=one.to or to) if one.cue == cue else one for one in found]
    return [Attribution(span, kind_of(text, span), cue, lexicon.cues()[match["verb"]][0], to), *found]


def unbroken(text: str, span: Range) -> Range:
    """A range with the whole of the hyphenated words at its ends, which a parser cuts: "Ben-Gurion"."""
    start, end = span
    if before := HALF_BEFORE.search(text, max(0, start - 40), start):
        start = before.start()
    if behind := HALF_BEHIND.match(text, end):
        end = behind.end()
    return start, end


def by_head(tokens: Sequence[Token], sentence: Sentence) -> dict[int, list[int]]:
    """Each token's children in the sentence."""
    found: dict[int, list[int]] = {}
    for index in range(sentence.first, sentence.last):
        if tokens[index].head != index:
            found.setdefault(tokens[index].head, []).append(index)
    return found


def by_verbs(tokens: Sequence[Token], sentence: Sentence, children: dict[int, list[int]]) -> Iterator[Attribution]:
    """Attributions by reporting verbs: their subject, or the agent of a passive."""
    cues = lexicon.cues()
    for index in range(sentence.first, sentence.last):
        low = tokens[index].text.lower()
        if not tokens[index].tag.startswith("VB") or tokens[index].dep in {"amod", "compound"}:
            continue
        light = low in LIGHT_VERBS and lends(tokens, index, sentence)
        if not light and low not in cues and not (low in OTHER_VERBS and puts_it(tokens, index)):
            continue
        own = children.get(index, [])
        passive = any(tokens[i].dep in {"nsubjpass", "auxpass"} for i in own)
        subject, hearer = subject_of(index, tokens, children), hearer_of(index, tokens, children)
        if passive:
            agent = next((i for a in own if tokens[a].dep == "agent" for i in children.get(a, [])), -1)
            if agent < 0 and subject >= 0 and heard(low, tokens, index, children):
                agent, subject = subject, -1
            subject, hearer = agent, subject
        if subject < 0:
            continue
        span = phrase(subject, tokens, children)
        to = phrase(hearer, tokens, children) if hearer >= 0 else None
        base = cues[low][0] if low in cues and not light else low
        negated = any(tokens[i].dep == "neg" for i in own)
        yield Attribution(span, kind_at(subject, tokens), (tokens[index].start, tokens[index].end), base, to, negated)


def inverted(text: str, one: Attribution) -> Attribution:
    """An attribution put into the midst of what is said, with the name behind its verb: "He would, said Colonel Dane, be obliged"."""
    before = text[max(one.cue[0] - 2, 0) : one.cue[0]].rstrip()
    behind = INVERTED.match(text, one.cue[1]) if one.kind == "pronoun" and before.endswith(",") else None
    if behind is None:
        return one
    span = trimmed(text, behind.span("who"))
    return msgspec.structs.replace(one, who=span, kind=kind_of(text, span))


def lends(tokens: Sequence[Token], index: int, sentence: Sentence) -> bool:
    """Whether a light verb reports by its noun or complement: "took the view", "was of the opinion", "made it clear"."""
    behind = []
    for token in tokens[index + 1 : min(index + REACH, sentence.last)]:
        if token.text in {",", ";", ":", "."} or (token.tag.startswith("VB") and token.text.lower() != "known"):
            break
        behind.append(token.text.lower())
    if tokens[index].text.lower() in {"was", "is", "were", "been"}:
        return behind[:1] == ["of"] and any(word in NOUNS for word in behind)
    return any(word in NOUNS for word in behind) or bool({"clear", "plain", "known"}.intersection(behind[:2]))


def puts_it(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb that seldom reports does so here: "as he put it", "is quoted as saying", "went on"."""
    low = tokens[index].text.lower()
    after = [t.text.lower() for t in tokens[index + 1 : index + 3]]
    if low.startswith("put"):
        return "it" in after
    if low in CONTINUED:
        return bool(CONTINUED[low].intersection(after))
    return low in {"quoted", "called", "continued", "offered", "relayed", "relays", "conveyed", "conveys", "transmitted"}


def heard(low: str, tokens: Sequence[Token], index: int, children: dict[int, list[int]]) -> bool:
    """Whether the subject of a passive is the one who speaks: "is quoted as saying", "was reported to have said"."""
    after = {tokens[i].text.lower() for i in range(index + 1, min(index + 5, len(tokens)))}
    return low in {"quoted", "reported", "recorded", "heard", "cited", "said"} and bool(after & {"as", "saying", "said", "say", "to"})


def by_nouns(tokens: Sequence[Token], sentence: Sentence, children: dict[int, list[int]]) -> Iterator[Attribution]:
    """Attributions by reporting nouns: "Oreil's warning that", "the assurance given by Oreil", "in his words"."""
    for index in range(sentence.first, sentence.last):
        low = tokens[index].text.lower()
        if low not in NOUNS or not tokens[index].tag.startswith("NN"):
            continue
        owners = [i for i in children.get(index, []) if tokens[i].dep == "poss" or tokens[i].tag == "PRP$"]
        for prep in children.get(index, []):
            if tokens[prep].text.lower() in {"by", "from", "of"} and low not in {"question", "point", "message"}:
                owners += [i for i in children.get(prep, []) if tokens[i].tag in {"NNP", "NNPS", "NN"} and tokens[i].dep == "pobj"]
        for owner in owners[:1]:
            if tokens[owner].tag.startswith("NN") and not capital(owner, tokens):
                continue
            cue = (tokens[index].start, tokens[index].end)
            span = phrase(owner, tokens, children)
            yield Attribution(span, kind_at(owner, tokens), cue, low, next(listeners(index, tokens, children), None))


def listeners(index: int, tokens: Sequence[Token], children: dict[int, list[int]]) -> Iterator[Range]:
    """Whom a reporting noun is for: "Oreil's reply to Marran that"."""
    for prep in children.get(index, []):
        if tokens[prep].text.lower() == "to":
            for inner in children.get(prep, []):
                if tokens[inner].dep == "pobj" and capital(inner, tokens):
                    yield phrase(inner, tokens, children)


def capital(index: int, tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase names or describes a person: a capital, or an office."""
    office = tokens[index].text.lower()
    return tokens[index].text[:1].isupper() or office in lexicon.words("roles") or office in lexicon.words("bodies")


def subject_of(verb: int, tokens: Sequence[Token], children: dict[int, list[int]]) -> int:
    """The subject of a verb, else that of the verb above in whose clause it stands; -1 where there is none."""
    at = verb
    for _ in range(5):
        for child in children.get(at, []):
            if tokens[child].dep in {"nsubj", "nsubjpass"} and tokens[child].tag not in {"EX", "DT", "WDT"}:
                if tokens[child].text.lower() == "it":
                    continue
                if tokens[child].tag == "WP":
                    return antecedent(child, at, tokens)
                return child
        if tokens[at].dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "dep"} and tokens[at].head != at:
            at = tokens[at].head
            if tokens[at].tag.startswith(("NN", "PRP")) and tokens[verb].dep == "acl":
                return at
        else:
            return -1
    return -1


def antecedent(pronoun: int, verb: int, tokens: Sequence[Token]) -> int:
    """The noun that a relative pronoun stands for: the one right before it, else the head of its clause."""
    before = pronoun - 1
    while before > 0 and (tokens[before].text in {",", "—"} or tokens[before].text.isspace()):
        before -= 1
    if before >= 0 and tokens[before].tag.startswith("NN"):
        return before
    return tokens[verb].head if tokens[verb].dep == "relcl" else pronoun


def hearer_of(verb: int, tokens: Sequence[Token], children: dict[int, list[int]]) -> int:
    """The person told: a dative or direct object, or behind "to"; -1 where none is named."""
    for child in children.get(verb, []):
        token = tokens[child]
        if child > verb and token.dep in {"dobj", "dative", "iobj"} and token.tag in {"NNP", "NNPS", "PRP", "NN", "NNS"}:
            if (token.dep == "dative" and token.tag == "IN") or (token.dep == "dobj" and not tells(tokens[verb].text)):
                continue
            named = any(tokens[i].text[:1].isupper() or tokens[i].text.lower() == "the" for i in children.get(child, []))
            person = capital(child, tokens) or token.tag == "PRP" or (named and token.tag == "NNS")
            if person and token.text.lower() not in {"it", "this"}:
                return child
        if token.dep in {"prep", "dative"} and token.text.lower() in {"to", "with"}:
            for inner in children.get(child, []):
                if tokens[inner].dep == "pobj" and capital(inner, tokens):
                    return inner
    return -1


def tells(verb: str) -> bool:
    """Whether the object of a reporting verb is who is told, not what or who is told of."""
    return lexicon.cues().get(verb.lower(), ("", ""))[0] in TELLING


def phrase(head: int, tokens: Sequence[Token], children: dict[int, list[int]]) -> Range:
    """The naming words around a head: titles and names before it, and "of ..." or "to ..." behind an office."""
    start, end, seen = head, head, [head]
    while seen:
        at = seen.pop()
        for child in children.get(at, []):
            if child < head and tokens[child].dep in {"compound", "amod", "det", "nmod", "poss", "flat"} and tokens[child].tag != "PRP$":
                start = min(start, child)
                seen.append(child)
    for prep in children.get(head, []):
        if tokens[prep].dep == "prep" and tokens[prep].text.lower() in {"of", "to", "for"} and prep == end + 1:
            inner = [i for i in children.get(prep, []) if tokens[i].dep == "pobj" and tokens[i].text[:1].isupper()]
            end = max([end, *inner])
    return tokens[start].start, tokens[end].end


def kind_at(index: int, tokens: Sequence[Token]) -> Kind:
    """Whether a word names, refers, or means the paper itself."""
    low = tokens[index].text.lower()
    if low in PRONOUNS or tokens[index].tag in {"PRP", "PRP$", "WP"}:
        return "pronoun"
    return "document" if low in PAPERS else "named"


def kind_of(text: str, span: Range) -> Kind:
    """The same for words without a parse."""
    words = text[span[0] : span[1]].lower().split()
    if words and words[-1] in PRONOUNS | {"him", "her", "them"}:
        return "pronoun"
    return "document" if any(word.strip(".,’'s") in PAPERS or word in PAPERS for word in words) else "named"


def trimmed(text: str, span: Range) -> Range:
    """A range without joining words, punctuation and a possessive's ending at its end."""
    shown = text[span[0] : span[1]]
    shown = re.sub(r"(?:\s+(?:of|the|and|for|to|de|van|von))+$", "", shown.rstrip(" ,.;:"))
    return span[0], span[0] + len(shown)


def beside(text: str, sentence: Range, start: int, end: int) -> Attribution | None:
    """An attribution by layout alone: a label before the words, a parenthesis or dash with a name behind them."""
    before = LABEL.search(text, sentence[0], start)
    if before:
        span = trimmed(text, before.span("who"))
        return Attribution(span, kind_of(text, span), (before.end() - 1, before.end()), ":")
    behind = PAREN.match(text, end, min(len(text), end + 120))
    if behind and not (behind["inner"] and cited.cites(behind.group())):
        span = trimmed(text, behind.span("inner") if behind["inner"] else behind.span("dash"))
        return Attribution(span, kind_of(text, span), (span[0], span[0]), "()")
    return None


def main_subject(parsed: Parsed, sentence: Sentence, before: int) -> Attribution | None:
    """Who is the subject of the sentence that leads to a quotation with a colon or as its object: "Oreil was blunt: ..."."""
    children = by_head(parsed.tokens, sentence)
    for index in range(sentence.first, sentence.last):
        token = parsed.tokens[index]
        if token.dep in {"nsubj", "nsubjpass"} and token.start < before and (capital(index, parsed.tokens) or token.tag == "PRP"):
            if token.text.lower() in {"it", "this", "that", "there"}:
                continue
            verb = parsed.tokens[token.head]
            span = phrase(index, parsed.tokens, children)
            to = hearer_of(token.head, parsed.tokens, children)
            return Attribution(
                span, kind_at(index, parsed.tokens), (verb.start, verb.end), verb.text.lower(),
                phrase(to, parsed.tokens, children) if to >= 0 else None,
            )
    return None
