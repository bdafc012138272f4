"""On what condition: the branches of a statement (if, then, otherwise, because), and its hedges, as spans.

Whether a piece states a condition at all is the annotation guideline's question ("if X, Y"; "unless"; "provided that";
"otherwise"; inverted "had X"): embedded questions ("asked if"), "even if" and argumentative "if ... why" are none.
"""

from __future__ import annotations

import math
import re
from functools import cache

from memcon import lexicon
from memcon.model import Condition, Range
from memcon.statements.ranking import Facts, rank

MARK = re.compile(
    r"\b(?:if|unless|provided(?: that)?|providing(?: that)?|on (?:the )?condition(?: that)?|as long as|so long as|in (?:the )?(?:event"
    r"|case)(?: that| of)?"
    r"|failing|in the absence of|only when|assuming(?: that)?|subject to|contingent (?:up)?on|whether)\b",
    re.IGNORECASE,
)
OTHERWISE = re.compile(r"(?<![\w-])(?:otherwise|or else|failing (?:that|this|which)|if not,)(?![\w-])", re.IGNORECASE)
NOT_OTHERWISE = re.compile(
    r"(?:or|and|unless|think|thought|felt|decide[ds]?|indicated?) otherwise|otherwise (?:stated|specified|noted|indicated|engaged)",
    re.IGNORECASE,
)
BECAUSE = re.compile(
    r"\b(?:because|since(?= (?:the|it|he|they|we|this|that)\b)|inasmuch as|in view of the fact that|on the ground that)\b",
    re.IGNORECASE,
)
INVERTED = re.compile(
    r"(?:^|[.,;] |that,? |and )(?P<clause>(?:[Hh]ad|[Ww]ere|[Ss]hould) (?:the |he |they |it |we |this |that |any |such |[A-Z])"
    r"[^.]{3,120}?(?:,| would))",
    re.MULTILINE,
)
WITHOUT = re.compile(r"\b(?P<clause>[Ww]ithout [^.;]{4,80}\b(?:would|could|will|cannot)\b)")
WEAK = re.compile(
    r"\b(?:when|whenever|once|until|till|as soon as|whether|in that case|without|but for|depend\w* (?:up)?on|should|were|had|only after"
    r"|pending|given|until such time as|where|wherever|lacking|in absence|any ?time|to the extent|prerequisite|on (?:the )?(?:assumption"
    r"|understanding|basis) that|suppos(?:e|ing)|granted|barring|except)\b",
    re.IGNORECASE,
)
FLOOR = 5e-3
LONGEST_WISH, OPENING = 90, 6
"""Characters before "if" in which a wish is looked for ("it would be helpful if"); before an "otherwise" that opens a statement."""
EMBEDDED = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|inquir\w+|enquir\w+|wonder\w*|know|knew|see|sure|determine|question(?:ed)?|quer\w+|doubt\w*|consider\w*"
    r"|decide\w*|find out|learn|discuss\w*)"
    r"(?: (?-i:[A-Z]\w+)| him| me| us| them| the \w+(?: \w+)?| to| of| about| as to| on)*,? (?:if|whether)$",
    re.IGNORECASE,
)
EVEN = re.compile(r"\b(?:even|as|what) if$", re.IGNORECASE)
WHY = re.compile(r"if (?:[^.?]|\.(?=\w|,)){3,160}, why\b", re.IGNORECASE)
MEANING = re.compile(r"\bwhether [^.?]{3,120}, (?:which|and (?:that|this)) (?:would|will|could|might) mean\b", re.IGNORECASE)
ASIDE = re.compile(
    r"if (?:(?:possible|any|not|at all|such a \w+ is even)\b[,.;]|anything\b|any (?:of|for)\b"
    r"|(?:I|we|you) (?:may|might|will|like|please)\b)",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(?:would|might|will|wld) (?:\w+ly |also |then |even )*be (?:\w+ly |very |most |more |much |a |of |the |great |good )*"
    r"(?:helpful|useful|better|best|good|desirable|well|grateful|glad|happy|pleased|delighted|appreciated|proud|surprised|nice|idea|help"
    r"|advisable|preferable|fortunate|unfortunate|undesirable|wise|appropriate|mistake|value|interest)(?: \w+){0,3} if\Z",
    re.IGNORECASE,
)
SHORT_FORM = re.compile(r"if (?:necessary|so|not|needed|required|desired|requested|available|asked|need be)\b", re.IGNORECASE)
MAIN = re.compile(
    r"(?<=\w)\s(?=(?:there|he|she|they|it|we|I|this|that|the \w+|[A-Z]\w+) (?:will|would|could|should|can|may|might|must|cannot)\b)",
)
CLAUSE = re.compile(
    r"[,;—–]\s*(?:then |(?:which|and (?:that|this)) (?:would|will|could|might) mean "
    r"|\w+ (?:would|will|could|can|should|might|may|had|must)\b)"
)
COMMA = re.compile(r"[,;—–]")
FRAME = re.compile(
    r"(?:(?:[Tt]he |Mr\. |[A-Z])[\w.’' ]{0,40}?|he|He|she|She|they|They|I) (?:said|stated|replied|added|remarked|thought|believed"
    r"|felt|observed|continued)(?:,| that)? +(?=\w)"
)
OPENER = re.compile(r"(?:(?:which|and (?:that|this)) (?:would|will|could|might) mean(?: that)?|then|that) +", re.IGNORECASE)


def marks(text: str, start: int, end: int) -> list[Range]:
    """The places in a stretch where a condition is marked; embedded questions and "even if" left out."""
    found = []
    for match in MARK.finditer(text, start, end):
        before = text[max(0, start - 60, match.start() - 90) : match.end()]
        word = match.group().lower()
        if word == "whether" and not (MEANING.match(text, match.start(), end) or re.search(r"\bdepend", text[start:end])):
            continue
        if (word == "if" and EMBEDDED.search(before)) or EVEN.search(before):
            continue
        if WHY.match(text, match.start(), end) or ASIDE.match(text, match.start(), end):
            continue
        found.append(match.span())
    # A slice, not a search between offsets: "^" is the stretch's own beginning.
    inside = text[start:end]
    if not found and (unmarked := INVERTED.search(inside) or WITHOUT.search(inside)):
        at = start + unmarked.start("clause")
        found.append((at, at + 3))
    return found


def states_otherwise(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word that opens the other branch, where the stretch holds one."""
    for match in OTHERWISE.finditer(text, start, end):
        if not NOT_OTHERWISE.search(text[max(start, match.start() - 12) : min(end, match.end() + 12)]):
            return match
    return None


def stated(text: str, start: int, end: int, sure: float) -> Condition | None:
    """The condition that a stretch states, ``sure`` being the encoder's probability that it does; None where it states none.
    "To see whether X, which would mean Y" always states one, "if X, why Y?" never does."""
    if MEANING.search(text, start, end):
        return condition(text, start, end)
    if WHY.search(text, start, end) and not marks(text, start, end):
        return None
    best = rank(("yes", "no"), lambda answer: facts_of(text, start, end, sure, answer), "cond")[0]
    return condition(text, start, end, weak=True) if best.who == "yes" else None


def facts_of(text: str, start: int, end: int, sure: float, answer: str) -> Facts:
    """What speaks for a condition being stated: the encoder, and the word that marks it."""
    if answer == "no":
        return {"no": 1.0}
    found = marks(text, start, end)
    facts: Facts = {"log p": math.log(max(sure, FLOOR)), "log q": -math.log(max(1 - sure, FLOOR))}
    facts[f"mark {' '.join(text[slice(*found[0])].lower().split())}" if found else "no mark"] = 1.0
    if found:
        facts["wish"] = float(WISH.search(text[max(start, found[0][0] - LONGEST_WISH) : found[0][1]]) is not None)
        facts["short form"] = float(SHORT_FORM.match(text, found[0][0]) is not None)
        facts["only"] = float(text[start : found[0][0]].rstrip().lower().endswith("only"))
        facts["several marks"] = float(len(found) > 1)
    other = states_otherwise(text, start, end)
    facts["otherwise"] = float(other is not None)
    facts["opens with otherwise"] = float(other is not None and other.start() - start < OPENING)
    if not found and (weak := WEAK.search(text, start, end)):
        facts[f"weak {weak.group().lower().split()[0]}"] = 1.0
    return facts


def condition(text: str, start: int, end: int, weak: bool = False) -> Condition | None:
    """The branches of the condition in a stretch of text (offsets); None where no word marks one. With ``weak`` words count
    that mark a condition only here and there ("when", "until"), where no other does."""
    found = marks(text, start, end)
    other = states_otherwise(text, start, end)
    if weak and not found and other is None:
        found = [m.span() for m in WEAK.finditer(text, start, end)][:1]
    if not found and other is None:
        return None
    otherwise = clause(text, other.end(), end) if other else None
    if not found:
        return Condition(otherwise=otherwise) if otherwise else None
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
        return (mark[0], comma), consequence(text, comma + 1, stop)
    before = last_joint(text, start, mark[0])
    if_ = (mark[0], trim_end(text, mark[0], stop if comma is None else comma))
    return if_, consequence(text, before, mark[0]) if mark[0] - before > 3 else None


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
        if match.start() - start > 3 and not re.match(r",? (?:and|or) \w+(?: \w+)?,", text[match.start() : stop]):
            return match.start()
    joint = re.search(r"\s(?=then\b|which would mean\b)", text[start:stop]) or MAIN.search(text[start:stop])
    return start + joint.start() if joint else None


def tail_is_clause(text: str, comma: int, stop: int) -> bool:
    """Whether a main clause follows the comma."""
    return bool(CLAUSE.match(text, comma, stop))


def clause(text: str, start: int, end: int) -> Range | None:
    """The words of a branch without the marks around them; None where no word is left."""
    first = skip(text, start, end)
    last = trim_end(text, first, end)
    return (first, last) if first < last else None


def consequence(text: str, start: int, end: int) -> Range | None:
    """The words of what follows from a condition, without who says so and without "then"; None where no word is left."""
    found = clause(text, start, end)
    for pattern in (OPENER, FRAME, OPENER):
        if found and (match := pattern.match(text, *found)):
            found = clause(text, match.end(), found[1])
    return found


def skip(text: str, start: int, end: int) -> int:
    """The offset of the first letter, digit or opening mark at or behind the start."""
    while start < end and not text[start].isalnum() and text[start] not in "“\"(":
        start += 1
    return start


def trim_end(text: str, start: int, end: int) -> int:
    """The end without white space and marks before it."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:”\"—–"):
        end -= 1
    return end


def hedges(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The words that soften a claim ("I think", "may", "it seemed that"), of two that open together the longer."""
    found = (match.span() for match in hedge().finditer(text[start:end]))
    return tuple((start + a, start + b) for a, b in found if text[start + a : start + b] != "May")


@cache
def hedge() -> re.Pattern[str]:
    """Every hedge of the list as whole words, the longest first."""
    either = "|".join(map(re.escape, sorted(lexicon.words("hedges"), key=len, reverse=True)))
    return re.compile(rf"(?<![\w’'-])(?:{either})(?![\w’'-])", re.IGNORECASE)
