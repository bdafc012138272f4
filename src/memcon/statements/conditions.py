"""On what condition: the branches of a statement (if, then, otherwise, because), and its hedges, as spans.

Whether a piece states a condition at all is the annotation guideline's question ("if X, Y"; "unless"; "provided that";
"otherwise"; inverted "had X"): embedded questions ("asked if"), "even if" and argumentative "if ... why" are none.
"""

from __future__ import annotations

import re

from memcon import lexicon
from memcon.model import Condition, Range

MARK = re.compile(
    r"\b(?:if|unless|provided(?: that)?|providing(?: that)?|on (?:the )?condition(?: that)?|as long as|so long as|in (?:the )?(?:event|case)(?: that| of)?"
    r"|failing|in the absence of|only when|assuming(?: that)?|subject to|contingent (?:up)?on|should(?= (?:the|he|they|it|we|this|that|any|there|[A-Z])\b)|whether)\b",
    re.IGNORECASE,
)
OTHERWISE = re.compile(r"(?<![\w-])(?:otherwise|or else|failing (?:that|this|which)|if not,)(?![\w-])", re.IGNORECASE)
NOT_OTHERWISE = re.compile(r"(?:or|and|unless|think|thought|felt|decide[ds]?|indicated?) otherwise|otherwise (?:stated|specified|noted|indicated|engaged)", re.IGNORECASE)
BECAUSE = re.compile(r"\b(?:because|since(?= (?:the|it|he|they|we|this|that)\b)|inasmuch as|in view of the fact that|on the ground that)\b", re.IGNORECASE)
INVERTED = re.compile(r"\b(?:Had|Were|Should) (?:the |he |they |it |we |this |that |[A-Z])[^.]{3,120}?, ", re.MULTILINE)
EMBEDDED = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|inquir\w+|enquir\w+|wonder\w*|know|knew|see|sure|determine|question(?:ed)?|quer\w+|clear|doubt\w*|consider\w*|decide\w*|find out|learn|told (?:me|him|us|them)|say|said|discuss\w*)"
    r"(?: [A-Z]\w+| him| me| us| them| the \w+(?: \w+)?| [A-Z]\w+ [A-Z]\w+| to| of| about| as to| on)*,? (?:if|whether)$",
    re.IGNORECASE,
)
EVEN = re.compile(r"\b(?:even|as|what|only|and|or) if$", re.IGNORECASE)
TRIGGER = re.compile(r"\b(?:once|until|when|as soon as)\b", re.IGNORECASE)
COMMA = re.compile(r"[,;—–]")


def marks(text: str, start: int, end: int) -> list[Range]:
    """The places in a stretch where a condition is marked; embedded questions and "even if" left out."""
    found = []
    for match in MARK.finditer(text, start, end):
        before = text[max(0, start - 60, match.start() - 90) : match.end()]
        word = match.group().lower()
        if word == "whether" and not re.search(r"\bwhich would mean|\bdepend", text[start:end]):
            continue
        if word in {"if", "whether"} and word != "whether" and EMBEDDED.search(before) or EVEN.search(before) and not re.search(r"\b(?:only|and|or) if$", before, re.IGNORECASE):
            continue
        if re.search(r"\bif [^.?]{3,160}, why\b", text[match.start() : end]):
            continue
        if re.match(r"if (?:possible|any|not|necessary|at all|so|such a \w+ is even)\b", text[match.start() : end], re.IGNORECASE):
            continue
        found.append(match.span())
    if not found and (match := INVERTED.search(text, start, end)):
        found.append((match.start(), match.start() + 3))
    return found


def states_otherwise(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word that opens the other branch, where the stretch holds one."""
    for match in OTHERWISE.finditer(text, start, end):
        if not NOT_OTHERWISE.search(text[max(start, match.start() - 12) : min(end, match.end() + 12)]):
            return match
    return None


def condition(text: str, start: int, end: int) -> Condition | None:
    """The branches of the condition in a stretch of text (offsets); None where none is marked."""
    found = marks(text, start, end)
    other = states_otherwise(text, start, end)
    if not found and other is None:
        return None
    otherwise = (skip(text, other.end(), end), trim_end(text, other.end(), end)) if other else None
    if not found:
        return Condition(otherwise=otherwise)
    limit = other.start() if other and other.start() > found[0][0] else end
    mark = found[0]
    because = None
    stop = limit
    if (match := BECAUSE.search(text, mark[1], limit)) is not None:
        because = (match.start(), trim_end(text, match.end(), limit))
        stop = match.start()
    if_, then = branches(text, start, mark, stop)
    return Condition(if_=if_, then=then, otherwise=otherwise, because=because)


def branches(text: str, start: int, mark: Range, stop: int) -> tuple[Range | None, Range | None]:
    """The conditional clause and what follows from it: clause first up to its comma, or clause last behind the main clause."""
    opens = not re.search(r"\w{3,}\W+\w+", clause_before(text, start, mark[0]))
    comma = comma_after(text, mark[1], stop)
    if comma is not None and (opens or tail_is_clause(text, comma, stop)):
        return (mark[0], comma), (skip(text, comma + 1, stop), trim_end(text, comma + 1, stop))
    before = last_joint(text, start, mark[0])
    if_ = (mark[0], trim_end(text, mark[0], stop if comma is None else comma))
    then = (before, trim_end(text, before, mark[0])) if mark[0] - before > 3 else None
    return if_, then


def clause_before(text: str, start: int, at: int) -> str:
    """The words between the last joint and the mark: "that" or a reporting verb's own words do not count as a clause."""
    before = text[last_joint(text, start, at) : at]
    before = re.sub(r"^.*\b(?:that|said|added|stated|replied|but|and)\b", "", before, flags=re.IGNORECASE | re.DOTALL)
    return re.sub(r"\bI (?:think|believe|suspect)\b", "", before)


def last_joint(text: str, start: int, at: int) -> int:
    """Where the clause before the mark begins."""
    cuts = [m.end() for m in re.finditer(r"(?:[;—–:]|,(?= (?:and|but|that)\b)|\bthat\b)\s*", text[start:at])]
    return skip(text, start + cuts[-1], at) if cuts and at - start - cuts[-1] > 12 else skip(text, start, at)


def comma_after(text: str, start: int, stop: int) -> int | None:
    """The comma that ends the conditional clause: the first one not inside an enumeration of two short words."""
    for match in COMMA.finditer(text, start, stop):
        if match.start() - start > 6 and not re.match(r",? (?:and|or) \w+(?: \w+)?,", text[match.start() : stop]):
            return match.start()
    if match := re.search(r"\s(?=then\b|which would mean\b)", text[start:stop]):
        return start + match.start()
    return None


def tail_is_clause(text: str, comma: int, stop: int) -> bool:
    return bool(re.match(r"[,;—–]\s*(?:then |which would mean |\w+ (?:would|will|could|can|should|might|may|had|must)\b)", text[comma:stop]))


def skip(text: str, start: int, end: int) -> int:
    while start < end and not text[start].isalnum() and text[start] not in "“\"(":
        start += 1
    return start


def trim_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:”\"—–"):
        end -= 1
    return end


def hedges(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The words that soften a claim ("I think", "may", "it seemed that"), longest first, without overlap."""
    found: list[Range] = []
    low = text[start:end].lower()
    for phrase in sorted(lexicon.words("hedges"), key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(phrase)}(?![\w’'-])", low):
            span = (start + match.start(), start + match.end())
            if text[span[0] : span[1]] == "May":
                continue
            if not any(a < span[1] and span[0] < b for a, b in found):
                found.append(span)
    return tuple(sorted(found))
