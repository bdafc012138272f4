"""Reporting frames: each reporting verb of a sentence with its subject, its hearer and how it governs the sentence."""

from __future__ import annotations

from typing import Literal

import msgspec

from memcon import lexicon
from memcon.model import Mention, Parsed, Sentence, Token

SubjectKind = Literal["named", "he", "they", "i", "we", "it", "none", "noun"]
PRONOUNS: dict[str, SubjectKind] = {
    "he": "he", "she": "he", "him": "he", "his": "he", "her": "he", "latter": "he", "they": "they", "them": "they",
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "it": "it", "there": "it",
}
NOUN_CUES = {
    "view", "opinion", "belief", "impression", "reply", "answer", "response", "question", "statement", "remark", "hope",
    "wish", "feeling", "concern", "assurance", "position", "attitude", "suggestion", "proposal", "request", "reaction",
    "comment", "explanation", "message", "line", "point", "confidence", "fear", "desire", "intention", "conviction",
}
LIGHT = {
    "expressed", "express", "gave", "made", "raised", "took", "put", "posed", "voiced", "offered", "went", "had", "was", "were", "came",
}
DRAWING = {"drew", "draw", "draws", "drawing", "called", "call", "calls", "calling", "invited", "directed"}
TELLING = {"told", "asked", "assured", "informed", "reminded", "tell", "advised", "urged"}


class Frame(msgspec.Struct, frozen=True):
    """One reporting verb: token indices of verb, subject and hearer (-1: none), what the subject is, and its depth in the tree."""

    verb: int
    base: str
    force: str
    subject: int
    kind: SubjectKind
    mention: int
    hearer: int
    depth: int
    passive: bool
    negated: bool


def at_token(mentions: tuple[Mention, ...], parsed: Parsed) -> dict[int, int]:
    """Token index -> index of the mention that covers it."""
    found: dict[int, int] = {}
    spans = iter(enumerate(mentions))
    current = next(spans, None)
    for index, token in enumerate(parsed.tokens):
        while current and current[1].end <= token.start:
            current = next(spans, None)
        if current and current[1].start < token.end:
            found[index] = current[0]
    return found


def frames(parsed: Parsed, sentence: Sentence, covering: dict[int, int]) -> tuple[Frame, ...]:
    """The reporting frames of a sentence, the one nearest the root first, in text order within a depth."""
    cues = lexicon.cues()
    children = subjects(parsed.tokens, sentence)
    found = []
    for index in range(sentence.first, sentence.last):
        token = parsed.tokens[index]
        low = token.text.lower()
        verbal = token.tag.startswith("VB")
        if low in cues and verbal and not noun_like(token, parsed.tokens):
            base, force = cues[low]
            if base == "share" and any(parsed.tokens[i].dep == "ccomp" for i in children.get(index, [])):
                # "Shared the view" agrees, "shared that" tells.
                base, force = "share that", "statement"
        elif verbal and low in LIGHT and (noun := cue_noun(index, parsed.tokens, sentence)):
            base, force = f"{low} {noun}", noun_force(noun)
        elif verbal and low in DRAWING and attention(index, children, parsed.tokens) >= 0:
            base, force = "draw attention", "statement"
        else:
            continue
        found.append(frame(index, base, force, parsed.tokens, sentence, children, covering))
    return tuple(sorted(found, key=lambda f: (f.depth, f.verb)))


def noun_like(token: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a verb form stands as an adjective or a noun."""
    return token.dep in {"amod", "compound"} or (token.tag == "VBG" and token.dep in {"pobj", "nsubj", "dobj"})


def cue_noun(index: int, tokens: tuple[Token, ...], sentence: Sentence) -> str:
    """The reporting noun that a light verb governs: "expressed the hope", "was of the view"."""
    for at in range(index + 1, min(index + 7, sentence.last)):
        low = tokens[at].text.lower()
        if low in NOUN_CUES or low.rstrip("s") in NOUN_CUES:
            return low
        if tokens[at].tag.startswith("VB") or tokens[at].text in ",.;:":
            return ""
    return ""


def attention(verb: int, children: dict[int, list[int]], tokens: tuple[Token, ...]) -> int:
    """The "attention" that a verb draws, -1 where it draws none."""
    return next((i for i in children.get(verb, []) if i > verb and tokens[i].text.lower() == "attention"), -1)


def noun_force(noun: str) -> str:
    """The force that a reporting noun lends."""
    noun = noun.rstrip("s")
    return {"question": "question", "suggestion": "request", "proposal": "request", "request": "request", "hope": "request",
            "fear": "warning", "assurance": "commitment", "concern": "warning"}.get(noun, "statement")


def subjects(tokens: tuple[Token, ...], sentence: Sentence) -> dict[int, list[int]]:
    """Head token -> its children in the sentence."""
    out: dict[int, list[int]] = {}
    for index in range(sentence.first, sentence.last):
        if tokens[index].head != index:
            out.setdefault(tokens[index].head, []).append(index)
    return out


def depth_of(index: int, tokens: tuple[Token, ...]) -> int:
    """How many complement clauses stand above a verb; conjuncts stand at their first verb's depth."""
    depth, at, steps = 0, index, 0
    while tokens[at].head != at and steps < 40:
        if tokens[at].dep not in {"conj", "parataxis"}:
            depth += 1
        at, steps = tokens[at].head, steps + 1
    return depth


def frame(
    verb: int, base: str, force: str, tokens: tuple[Token, ...], sentence: Sentence, children: dict[int, list[int]],
    covering: dict[int, int],
) -> Frame:
    """The frame of one verb: its own subject, else that of the verb it is joined to."""
    own = children.get(verb, [])
    passive = any(tokens[i].dep in {"nsubjpass", "auxpass"} for i in own)
    subject = subject_of(verb, tokens, children)
    if passive:
        agents = [i for a in own if tokens[a].dep == "agent" for i in children.get(a, [])]
        hearer = subject
        subject = agents[0] if agents else -1
    else:
        hearer = hearer_of(verb, tokens, children, covering)
        if (behind := inverted(verb, tokens, sentence, covering)) >= 0:
            subject, hearer = behind, -1 if hearer == behind else hearer
    kind, mention = kind_of(subject, tokens, covering, children)
    negated = any(tokens[i].dep == "neg" for i in own)
    return Frame(verb, base, force, subject, kind, mention, hearer, depth_of(verb, tokens), passive, negated)


def subject_of(verb: int, tokens: tuple[Token, ...], children: dict[int, list[int]]) -> int:
    """The subject of a verb, else that of the verb above it in whose clause it stands; -1 where neither has one."""
    at = verb
    for _ in range(6):
        for child in children.get(at, []):
            if tokens[child].dep in {"nsubj", "nsubjpass", "expl", "csubj"}:
                return child
        if tokens[at].dep in {"conj", "xcomp", "advcl", "prep", "pcomp", "ccomp", "parataxis", "acl"} and tokens[at].head != at:
            if tokens[at].dep == "ccomp" and tokens[at].tag not in {"VB", "VBG"}:
                return -1
            at = tokens[at].head
        else:
            return -1
    return -1


def inverted(verb: int, tokens: tuple[Token, ...], sentence: Sentence, covering: dict[int, int]) -> int:
    """Who is named behind a verb of saying that commas set off ("The port, said Mr. Vell, is closed"), which a parser may take for
    the object of what stands before; -1 where nobody is."""
    if verb <= sentence.first or tokens[verb - 1].text != "," or tokens[verb].text.lower() in TELLING:
        return -1
    after = verb + 1
    while after < sentence.last and tokens[after].tag == "DT":
        after += 1
    if after not in covering:
        return -1
    last = after
    while last + 1 < sentence.last and covering.get(last + 1) == covering[after]:
        last += 1
    return last if last + 1 < sentence.last and tokens[last + 1].text in {",", "."} else -1


def hearer_of(verb: int, tokens: tuple[Token, ...], children: dict[int, list[int]], covering: dict[int, int]) -> int:
    """The person told or asked: a direct or dative object, or behind "to"."""
    for child in children.get(verb, []):
        if tokens[child].dep in {"dobj", "dative", "iobj", "nsubj"} and child > verb and is_person(child, tokens, covering):
            return child
        if tokens[child].dep in {"prep", "dative"} and tokens[child].text.lower() in {"to", "with"}:
            for inner in children.get(child, []):
                if is_person(inner, tokens, covering):
                    return inner
    if (drawn := attention(verb, children, tokens)) >= 0:
        return next((i for i in children.get(drawn, []) if tokens[i].dep == "poss" and (i in covering or personal(tokens[i]))), -1)
    after = verb + 1
    while after < len(tokens) and (tokens[after].tag in {"DT", "PRP$"} or (tokens[after].dep in {"compound", "amod"} and after - verb < 5)):
        after += 1
    if tokens[verb].text.lower() in TELLING and after < len(tokens) and is_person(after, tokens, covering):
        return after
    return -1


def is_person(index: int, tokens: tuple[Token, ...], covering: dict[int, int]) -> bool:
    """Whether a token is part of a mention or a pronoun for people."""
    return index in covering or (personal(tokens[index]) and tokens[index].tag == "PRP")


def personal(token: Token) -> bool:
    """Whether a pronoun, a possessive too, stands for people."""
    return PRONOUNS.get(token.text.lower(), "it") in {"he", "they", "i", "we"}


def kind_of(subject: int, tokens: tuple[Token, ...], covering: dict[int, int], children: dict[int, list[int]]) -> tuple[SubjectKind, int]:
    """What the subject is, and the mention that names it."""
    if subject < 0:
        return "none", -1
    if subject in covering:
        return "named", covering[subject]
    low = tokens[subject].text.lower()
    if low in PRONOUNS:
        return PRONOUNS[low], -1
    for child in children.get(subject, []):
        if tokens[child].dep in {"poss", "compound", "appos"} and child in covering:
            return "named", covering[child]
    return "noun", -1
