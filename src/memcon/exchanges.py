"""Statements -> exchanges: what was asked and how it was answered, claims and their rebuttals, and silences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from memcon import lexicon
from memcon.model import Exchange, ExchangeKind, Outcome, Statement
from memcon.turns import Turn, is_evasion, is_request, is_silence, is_spoken, turns

ASKS = re.compile(
    r"\b(?:asked|inquired|enquired|wondered|queried|wanted to know|wished to know|would like to know)(?: [\w’'.-]+){0,4}?,?"
    r" (?:if|whether|what|why|how|who|whom|when|where|which)\b|\?[\"”’')]*$",
    re.IGNORECASE,
)
ASKED_BEFORE = re.compile(r"\b(?:had|earlier|previously|once)(?: \w+)?\s*$", re.IGNORECASE)
GREETING = re.compile(r"[\W_]*(?:hello|hallo|yes|yeah|hm+|huh|hi)[\W_]*", re.IGNORECASE)
OPENS_AGAINST = re.compile(r"[\"“]?(?:But|No|On the other hand|Nevertheless|Nonetheless)\b(?! doubt)")
NOT_AGREED = re.compile(
    r"\b(?:(?:not|n['’]t|never|cannot|hardly|whether|if)\b[^.;]{0,30}|(?:had|has|have|be|been)(?: \w+ly)? )$", re.IGNORECASE
)
DEEDS = re.compile(r"\b(?:nodded|shook h(?:is|er) head|smiled|shrugged|laughed|handed|gave|showed|read|produced|did so|left the room)\b")
TURNS_AWAY = re.compile(
    r"\b(?:(?:then|next) (?:took up|went on)|turning to|turned to|changed the subject|raised|opened|began|brought up)\b", re.IGNORECASE
)
CLAIMS = {"statement", "warning", "objection", "none"}
REACH = 12
LOOK = 4
SHORTEST = 3


def pair(told: tuple[Statement, ...]) -> tuple[Exchange, ...]:
    """The exchanges in the order of their first statements; a question nobody answers has no reply."""
    taken = turns(told)
    found = [exchange for number in range(len(taken)) for exchange in opened(told, taken, number)]
    order = {s.id: index for index, s in enumerate(told)}
    return tuple(sorted(found, key=lambda e: order[e.first]))


def opened(told: tuple[Statement, ...], taken: tuple[Turn, ...], number: int) -> Iterator[Exchange]:
    """The exchanges that one turn opens: its questions and requests, else what it claims, where the reply takes that up."""
    turn = taken[number]
    if not turn.speaker:
        return
    asked = [index for index in turn.statements if kind_of(told[index])]
    for index in asked:
        yield answered(told, kind_of(told[index]) or "question", index, reply(told, taken, number, index))
    claims = [i for i in turn.statements if i not in asked and is_spoken(told[i]) and told[i].force in CLAIMS and long_enough(told[i])]
    if claims and (not asked or asked[-1] < claims[-1]):
        answer = reply(told, taken, number, claims[-1])
        outcome, at = weighed(answer[:2], claim_outcome)
        if answer and outcome in {None, "answered"} and OPENS_AGAINST.match(answer[0].text):
            outcome, at = "rebutted", answer[0]
        if outcome and (outcome != "answered" or not asked):
            yield Exchange("claim", told[closest(told, claims, at)].id, at.id if at else None, outcome)


def kind_of(statement: Statement) -> ExchangeKind | None:
    """What exchange a statement opens by what it does: a question or a request; None for any other."""
    if not is_spoken(statement) or not long_enough(statement):
        return None
    if statement.force == "question" or (statement.force in {"statement", "none"} and asks(statement.text)):
        return None if GREETING.fullmatch(statement.text) else "question"
    return "request" if is_request(statement) else None


def asks(text: str) -> bool:
    """Whether the words alone show a question that is asked now, not one told of."""
    found = ASKS.search(text)
    return found is not None and not ASKED_BEFORE.search(text[: found.start()])


def long_enough(statement: Statement) -> bool:
    """Whether a statement says more than who speaks: "He said that" before a quotation opens nothing."""
    return len(statement.text.split()) > SHORTEST or statement.text.rstrip("\"”’').").endswith("?")


def reply(told: tuple[Statement, ...], taken: tuple[Turn, ...], number: int, index: int) -> tuple[Statement, ...]:
    """The first statements of what others answer, the writer's word that there was no answer among them; empty where none is in reach."""
    noted = [i for i in taken[number].asides if i > index and no_answer(told[i])]
    if noted:
        return (told[noted[0]],)
    for turn in taken[number + 1 : number + 4]:
        said = [i for i in turn.statements if told[i].mode != "act" or DEEDS.search(told[i].text) or no_answer(told[i])]
        if turn.speaker == taken[number].speaker or not turn.speaker or not said:
            continue
        if said[0] - index > REACH:
            break
        if kind_of(told[said[0]]) == "question" and len(said) == 1:
            continue
        remarks = [i for i in turn.asides if i < said[0] + 2 and no_answer(told[i])]
        return tuple(told[i] for i in sorted({*said[:LOOK], *remarks}))
    return ()


def no_answer(statement: Statement) -> bool:
    """Whether a statement tells of silence or of an evasion."""
    return is_silence(statement) or is_evasion(statement)


Judge = Callable[[Statement], Outcome | None]


def weighed(answer: tuple[Statement, ...], judge: Judge) -> tuple[Outcome | None, Statement | None]:
    """The first outcome that the words of a reply settle, with the statement that does; "answered" only where no other is found."""
    found = [(outcome, statement) for statement in answer if (outcome := judge(statement))]
    outcome, at = next((one for one in found if one[0] != "answered"), found[0] if found else (None, None))
    following = answer[answer.index(at) + 1 :] if at else ()
    # "He replied that" before a quotation: what he replied is the answer.
    return outcome, following[0] if at and following and not long_enough(at) else at


def answered(told: tuple[Statement, ...], kind: ExchangeKind, index: int, answer: tuple[Statement, ...]) -> Exchange:
    """The exchange of a question or a request with its reply."""
    if not answer:
        return Exchange(kind, told[index].id, None, "not recorded")
    outcome, at = weighed(answer, question_outcome if kind == "question" else request_outcome)
    first = next((s for s in answer if long_enough(s)), answer[0])
    return Exchange(kind, told[index].id, (at or first).id, outcome or "answered")


def question_outcome(reply: Statement) -> Outcome | None:
    """Whether a question was met with silence or evaded, or its answer refused; None for an answer."""
    if is_silence(reply):
        return "silence"
    if is_evasion(reply):
        return "evaded"
    return "refused" if lexicon.says("withholds", reply.text) else None


def request_outcome(reply: Statement) -> Outcome | None:
    """Whether a request was met with silence, evaded, refused or accepted, by the force and the words of the reply."""
    if is_silence(reply):
        return "silence"
    if is_evasion(reply):
        return "evaded"
    if reply.force in {"agreement", "commitment"} and not lexicon.says("refusals", reply.text):
        return "accepted"
    if reply.force in {"refusal", "objection"} or lexicon.says("refusals", reply.text):
        return "refused"
    return "accepted" if agreed(lexicon.phrases("grants"), reply.text) else None


def claim_outcome(reply: Statement) -> Outcome | None:
    """Whether a claim was disputed, met with silence, evaded or accepted; "answered" where words of reply alone tie the two."""
    if is_silence(reply):
        return "silence"
    if is_evasion(reply):
        return "evaded"
    if reply.force == "objection" or lexicon.says("disputes", reply.text):
        return "rebutted"
    if reply.force == "agreement" or agreed(lexicon.phrases("consents"), reply.text):
        return "accepted"
    return "answered" if lexicon.says("replies", reply.text) and not TURNS_AWAY.search(reply.text) else None


def agreed(pattern: re.Pattern[str], text: str) -> bool:
    """Whether words of consent stand in a text without a denial before them."""
    return any(not NOT_AGREED.search(text[max(0, m.start() - 40) : m.start()]) for m in pattern.finditer(text))


def closest(told: tuple[Statement, ...], claims: list[int], reply: Statement | None) -> int:
    """The claim of a turn that a reply takes up: of the last three the one with which it shares most words, else the last."""
    if reply is None:
        return claims[-1]
    words = content(reply.text)
    return max(claims[-3:], key=lambda i: (len(words & content(told[i].text)), i))


def content(text: str) -> frozenset[str]:
    """The longer words of a text."""
    return frozenset(w for w in re.findall(r"\w{5,}", text.lower()))
