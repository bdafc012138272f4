"""What bounds a source's words and may be left out: a condition, a hedge, a denial; and whether the manuscript keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memcon.check.claims import Claim
from memcon.check.findings import Fault
from memcon.model import Range, Record, Statement
from memcon.quotes.align import Match
from memcon.quotes.words import words
from memcon.statements import conditions
from memcon.voices import names

CONDITIONAL = re.compile(
    r"\b(?:if|unless|provided|providing|condition(?:al(?:ly)?|ed|s)?|as long as|so long as|in the event|in case|failing|absent|only when"
    r"|assuming|subject to|contingent|otherwise|or else|depend(?:s|ed|ing)?|once|until|when|whether|except|without|should|were|had|but for"
    r"|on the understanding|qualif\w+|would)\b",
    re.IGNORECASE,
)
STRONG = frozenset(
    (
        "perhaps|probably|possibly|maybe|might|may|presumably|apparently|it seems|it seemed|it seems that|it seemed that|it appears|"
        "it appeared|it appears that|it appeared that|i think|i believe|i suspect|i guess|i suppose|i presume|we think|we believe|"
        "i am not sure|i doubt|likely|could be|it might be|in my opinion|in my view|i would argue|seems to|seemed to|appears to|"
        "appeared to|not sure|not certain"
    ).split("|")
)
DOUBTING = re.compile(
    r"\b(?:think|thinks|thought|believe[sd]?|suspect(?:s|ed)?|guess\w*|suppose[sd]?|feel|feels|felt|doubt\w*|seem\w*|appear\w*|perhaps"
    r"|probabl[ey]|possibl[ey]|may|might|maybe|likely|presumabl[ey]|apparently|in (?:his|her|my|our|their) (?:view|opinion|judge?ment)"
    r"|opinion|view|impression|assum\w+|could|not (?:sure|certain)|argu\w+|hedg\w+|caution\w*|tentativ\w+|speculat\w+|suggest\w*|expect\w*"
    r"|hope[sd]?|fear\w*)\b",
    re.IGNORECASE,
)
NO = r"(?:not|n[’']t|never|no longer|cannot|nobody|no one|nothing|hardly|scarcely|neither|nor)"
CUT_DENIAL = re.compile(
    rf"(?:\b{NO}\s+(?:\w+\s+){{0,2}}?(?:think|believe|mean|say|said|suggest|agree|accept|true|case|feel|expect|consider|want|intend|claim|imply"
    rf"|propose|contend|assume|suppose|see|imagine)\w*\s*(?:to\s+say\s+)?(?:that|to)?|\b(?:den(?:y|ied|ies|ying)|refut\w+|reject\w*|disput\w+"
    rf"|disbelie\w+|doubt(?:s|ed)?)\s+(?:\w+\s+){{0,3}}?(?:that|whether)?|\b(?:far from|instead of|rather than|without"
    r"|it is (?:un|not )true that"
    rf"|(?:un|not )true that|\bnot|\bnever|n[’']t|cannot))\s*[“\"‘']?$",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    rf"\b{NO}\b|n[’']t\b|\bno\b|\b(?:den(?:y|ied|ies|ying|ial)|doubt\w*|refus\w*|reject\w*|disput\w+|oppos\w*|unwilling\w*|far from"
    r"|ruled? out"
    r"|dismiss\w*|without)\b",
    re.IGNORECASE,
)
NEGATIONS = frozenset(
    """not never cannot no nobody none nor neither without cant wont dont didnt doesnt isnt wasnt arent werent couldnt wouldnt shouldnt
    hasnt havent hadnt""".split()
)
DENIED = re.compile(
    r"(?:\b(?:den(?:y|ied|ies)|doubt(?:s|ed)?|disput(?:e|ed|es)|reject(?:s|ed)?)|\bnot (?:think|believe|agree|accept|admit"
    r"|concede|consider|expect|feel|say|mean|see))(?:\s+\w+){0,2}\W*$"
)
CLAUSE_OF_ITS_OWN = re.compile(r"(?:but|and|while|whereas|although|though|yet)\b", re.IGNORECASE)
"""How words begin that a denial before them does not reach: "he did not think this feasible but he would send"."""
DENYING = frozenset("deny doubt refute reject dispute oppose".split())
TURNS = re.compile(
    r"\W*(?:otherwise|but|however|nevertheless|nonetheless|on the other hand|that said|yet|still|except|unless)\b", re.IGNORECASE
)
JOINED = re.compile(r"(?:;|\b(?:and|but)(?: that)?)\s*$")
"""How a clause ends that is joined to a conditional one and does not hang on it."""
BEFORE = 90
MARKS = "“”\" "


def bounded(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> tuple[Fault, ...]:
    """The bounds of the source's words that the claim leaves out."""
    found = [denial(claim, match, record, told), condition(claim, match, record, told)]
    if not found[1]:
        found.append(hedge(claim, match, record, told))
    return tuple(fault for fault in found if fault)


def covered(span: Range, match: Match, text: str) -> float:
    """The share of the words of a source's stretch that the claim holds."""
    there = words(text, *span)
    lost = [change.source for change in match.changes if change.source[0] < change.source[1]]
    kept = [
        w for w in there
        if any(a <= w.start and w.end <= b for a, b in match.spans) and not any(a <= w.start and w.end <= b for a, b in lost)
    ]
    return len(kept) / len(there) if there else 1.0


def condition(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> Fault | None:
    """The condition of the words that the claim gives without it."""
    said = claim.outside + " " + " ".join(w.key for w in claim.words)
    text = record.document.text
    for statement in told:
        found = statement.condition
        if found is None or found.if_ is None:
            continue
        if covered(found.if_, match, text) >= 0.4:
            continue
        then = found.then or rest(statement, found.if_)
        if JOINED.search(text[then[0] : found.if_[0]]) or covered(then, match, text) < 0.4 or not marks_left_out(claim, said):
            continue
        return Fault("condition dropped", f"The record says this on a condition that is left out: “{shown(text, found.if_)}”.")
    return None


def marks_left_out(claim: Claim, said: str) -> bool:
    """Whether the manuscript's sentence shows no sign of a condition; "would" and the like count only outside the source's own words."""
    strong = re.compile(CONDITIONAL.pattern.replace("|would)", ")").replace("|should|were|had", "").replace("|when", ""), re.IGNORECASE)
    return not strong.search(said)


def rest(statement: Statement, condition: Range) -> Range:
    """What a statement says beside its condition: the longer of the stretches before and behind it."""
    before, behind = (statement.start, condition[0]), (condition[1], statement.end)
    return max(before, behind, key=lambda span: span[1] - span[0])


def hedge(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> Fault | None:
    """A hedge that governs the words and is left out: right before them, or cut out of their midst."""
    if DOUBTING.search(claim.outside) or DOUBTING.search(" ".join(w.key for w in claim.words)):
        return None
    text = record.document.text
    for statement in told:
        for span in conditions.hedges(text, statement.start, statement.end):
            if text[span[0] : span[1]].lower() not in STRONG or covered(span, match, text) > 0:
                continue
            leads = any(span[1] <= a and len(words(text, span[1], a)) <= 1 for a, _ in match.spans[:1])
            within = any(a < span[0] and span[1] < b for a, b in match.spans)
            if leads or within:
                return Fault("hedge dropped", f"The record takes certainty back with words that are left out: “{shown(text, span)}”.")
    return None


def denial(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> Fault | None:
    """A denial that is cut off, put in or taken out, so that the words say the contrary."""
    text = record.document.text
    if claim.kind == "paraphrase":
        return flipped(claim, match, text, told)
    start = match.spans[0][0]
    sentence = max((s.start for s in told if s.start <= start), default=start)
    lead = " ".join(text[max(sentence, start - BEFORE) : start].split())
    lead = re.split(r"[.;:?!]\s", lead)[-1]
    cut = CUT_DENIAL.search(lead + " ".strip() if lead else "")
    if cut and not NEGATIVE.search(claim.outside) and not claim.negated:
        words_cut = cut.group().strip(" “\"‘'")
        return Fault("turned round", f"The record has “{words_cut}” right before these words; without it they say the contrary.")
    return None


def flipped(claim: Claim, match: Match, text: str, told: Sequence[Statement]) -> Fault | None:
    """A paraphrase that has a negation more or less than its source."""
    here = negations([w.key for w in claim.words], claim.negated or claim.verb in DENYING)
    span = match.spans[0]
    lead = text[max(min((s.start for s in told), default=span[0]), span[0] - BEFORE) : span[0]]
    lead = re.split(r"[.;:?!]\s", lead)[-1]
    denied = bool(DENIED.search(lead)) and not CLAUSE_OF_ITS_OWN.match(text, span[0])
    there = negations([w.key for w in words(text, *span)], denied)
    only_that = all(little(change.written, change.stands) for change in match.changes)
    if here % 2 != there % 2 and match.score > 0.75 and only_that and abs(here - there) == 1:
        return Fault("turned round", f"The record says the contrary: “{shown(text, span)}”.")
    return None


def negations(keys: Sequence[str], denied: bool) -> int:
    """How often some words deny."""
    return sum(k in NEGATIONS for k in keys) + denied


def key_words(text: str) -> list[str]:
    """The words of a text in the form for comparison."""
    return [word.key for word in words(text)]


def little(written: str, stands: str) -> bool:
    """Whether a change touches small words only."""
    return len(key_words(written)) <= 3 and len(key_words(stands)) <= 3


def remark(match: Match, record: Record, told: Sequence[Statement]) -> tuple[str, ...]:
    """What stands in the record between the words or behind them and may turn them round, for the reader to judge."""
    if not told:
        return ()
    return (*between(match, record, told), *behind(match, record, told))


def between(match: Match, record: Record, told: Sequence[Statement]) -> Iterator[str]:
    """Whom else the record hears between the pieces of a quotation."""
    ours = {i for s in told for i in s.speaker}
    gaps = list(zip([span[1] for span in match.spans], [span[0] for span in match.spans[1:]], strict=False))
    others = {
        i: None for s in record.statements if s.mode in {"verbatim", "reported"} and any(a <= s.start and s.end <= b for a, b in gaps)
        for i in s.speaker if i not in ours
    }
    if others and match.wording == "marked":
        called = names(record)
        yield f"Between these words the record hears {' and '.join(called.get(i, i) for i in others)}; the ellipsis does not say so."


def behind(match: Match, record: Record, told: Sequence[Statement]) -> Iterator[str]:
    """What the same speaker goes on to say that begins with a "but" or "otherwise"."""
    last = told[-1]
    following = next((s for s in record.statements if s.start >= last.end and s.start >= match.spans[-1][1]), None)
    if following and following.speaker == last.speaker and TURNS.match(following.text):
        yield f"In the record the same speaker goes on: “{' '.join(following.text.split()).strip(MARKS)}”"


def shown(text: str, span: Range) -> str:
    """The words of a range on one line."""
    return " ".join(text[span[0] : span[1]].split())
