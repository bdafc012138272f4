"""Who says a segment: every person in reach is a candidate, weighed by what the sentence and the talk so far show.

The candidates' features are readable facts ("subject of the reporting verb", "spoke last and no new speaker is named");
their weights are learned from the annotated corpus. Mention-ranking follows Denis and Baldridge (2008), sieves' order of
evidence Muzny et al. (2017).
"""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from memcon.evidence import Evidence
from memcon.model import Mention, Mode, Parsed, Person
from memcon.statements.frames import Frame
from memcon.statements.ranking import NOBODY
from memcon.statements.segments import Segment

REPLY = re.compile(r"\s*(?:In|By way of) (?:reply|response|answer|rejoinder)|\s*(?:Replying|Responding|Answering)\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\s*(?:It was|There (?:was|were|followed|ensued)|Agreement was|Discussion|The (?:conversation|discussion|meeting|talk))\b",
)
TELEGRAPHIC = re.compile(
    r"\s*(?:Then |Also |However,? |Further |Again |Finally,? )*(?:[A-Z][a-z]+(?:ed|s)|Said|Thought|Felt|Would|Had|Was|Is|Has|Could|Did"
    r"|Does|Hoped)\b",
)


class Talk(msgspec.Struct):
    """The state of the conversation before a segment: who spoke last, who before, who was addressed, and where."""

    last: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    hearer: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    paragraph: int = -1
    sentence: int = -1
    subject: str = ""
    force: str = "nothing"
    segment_speaker: tuple[str, ...] = ()


class Scene(msgspec.Struct, frozen=True):
    """What does not change while a document is read: people by id, mentions, tokens, and the mention at each token."""

    parsed: Parsed
    people: dict[str, Person]
    mentions: tuple[Mention, ...]
    covering: dict[int, int]
    author: str
    evidence: Evidence | None
    transcript: bool
    first_person: bool = False
    partners: tuple[str, ...] = ()


class View(msgspec.Struct, frozen=True):
    """One segment with the frames in reach of it: its own, and for a quotation those of its sentence around it."""

    segment: Segment
    frames: tuple[Frame, ...]
    around: tuple[Frame, ...]
    mode: Mode
    first_in_sentence: bool
    first_in_paragraph: bool
    paragraph: int
    place: frozenset[str] = frozenset()


def within(scene: Scene, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that begin in a stretch (characters, half-open)."""
    first = bisect_left(scene.mentions, start, key=lambda m: m.start)
    return scene.mentions[first : bisect_left(scene.mentions, end, first, key=lambda m: m.start)]


def candidates(scene: Scene, view: View, talk: Talk) -> list[str]:
    """Ids in reach: mentioned in the sentence or the one before it, the last speakers and hearers, the writer; and nobody."""
    sentence = scene.parsed.sentences[view.segment.sentence]
    start = scene.parsed.sentences[max(0, view.segment.sentence - 2)].start
    near = [m.person for m in within(scene, start, sentence.end)]
    main = governing(view)
    out = dict.fromkeys([*talk.last, *talk.before, *talk.hearer, *near, *scene.partners, scene.author, NOBODY])
    if not scene.first_person or main is None or main.depth > 1 or view.segment.quoted:
        return list(out)
    # In a record written in the first person "I" outside quotation marks is the writer, and "he" never is.
    if main.kind == "i":
        return [scene.author]
    return [who for who in out if not (main.kind == "he" and who == scene.author)]


def governing(view: View) -> Frame | None:
    """The frame that gives the segment its speaker: the shallowest with a subject that can speak."""
    own = view.frames or view.around
    able = [f for f in own if f.kind in {"named", "he", "they", "i", "we"}]
    return able[0] if able else (own[0] if own else None)


def features(scene: Scene, view: View, talk: Talk, who: str) -> dict[str, float]:
    """The facts that speak for or against one candidate; 1.0 where a fact holds, probabilities from the evidence."""
    main = governing(view)
    out: dict[str, float] = {"bias": 1.0}
    prev = who in talk.last
    act = view.mode == "act"
    kind = main.kind if main else "no frame"
    if who == NOBODY:
        nobody(scene, view, talk, main, out)
        return out
    if main:
        subject_facts(scene, view, talk, who, main, out)
    if main is None or kind in {"none", "noun", "it"}:
        carried(scene, view, talk, who, kind, out)
    if prev:
        out["prev"] = 1.0
        out["prev & new paragraph"] = float(view.first_in_paragraph)
        out["prev & reply"] = float(bool(REPLY.match(opening(scene, view))))
    if who in talk.before:
        out["spoke before"] = 1.0
    if who in talk.hearer:
        out["heard"] = 1.0
        out["heard & reply"] = float(bool(REPLY.match(opening(scene, view))))
    if who in talk.segment_speaker and not view.first_in_sentence:
        out["same sentence"] = 1.0
        out["same sentence, no subject"] = float(kind in {"no frame", "none"})
        out["same sentence, quoted"] = float(view.segment.quoted)
    if who in scene.partners:
        out["partner"] = 1.0
    person = scene.people[who]
    out["participant"] = float(person.participant)
    out["author"] = float(person.author)
    out["body"] = float(person.role == person.name.lower() and not person.participant)
    mentioned(scene, view, who, out)
    learned(scene, view, talk, who, out)
    return {f"act: {k}" if act and k in ACT else k: v for k, v in out.items() if v}


ACT = {"subject named", "root subject", "prev", "opens the sentence", "author", "heard"}


def opening(scene: Scene, view: View) -> str:
    """The first 60 characters of a segment."""
    return scene.parsed.text[view.segment.start : view.segment.end][:60]


def subject_facts(scene: Scene, view: View, talk: Talk, who: str, main: Frame, out: dict[str, float]) -> None:
    """What the subject and hearer of the governing verb say of a candidate."""
    named = scene.mentions[main.mention].person if main.mention >= 0 else ""
    shallow = main.depth <= 1
    out["subject named"] = float(named == who and shallow)
    out["subject named, deep"] = float(named == who and not shallow)
    if main.kind == "named" and named != who:
        out["another is subject"] = float(shallow)
        out["another is subject, deep"] = float(not shallow)
        out["another is subject & prev"] = float(who in talk.last and shallow)
    if main.kind == "he":
        pronoun = scene.parsed.tokens[main.subject].start
        out["he & prev"] = float(who in talk.last)
        out["he & prev, same paragraph"] = float(who in talk.last and not view.first_in_paragraph)
        out["he & heard"] = float(who in talk.hearer)
        out["he & latest subject"] = float(who == talk.subject)
        out["he & latest named"] = float(who == latest(scene, pronoun))
        out["he & author"] = float(who == scene.author)
        out["he & first partner"] = float(who in scene.partners[:1])
        out["he & first partner & I spoke"] = float(who in scene.partners[:1] and scene.author in talk.last)
        out["he & deep & prev"] = float(who in talk.last and not shallow)
    if main.kind == "they":
        out["they & prev"] = float(who in talk.last)
        out["they & body"] = float(not scene.people[who].participant)
    if main.kind in {"i", "we"}:
        first = "I" if main.kind == "i" else "we"
        out[f"{first} & author"] = float(who == scene.author and shallow)
        out[f"{first} & prev"] = float(who in talk.last)
        out[f"{first}, deep & prev"] = float(who in talk.last and not shallow)
        out[f"{first} & other"] = float(who != scene.author)
    if main.hearer >= 0 and scene.covering.get(main.hearer, -1) >= 0:
        out["told"] = float(scene.mentions[scene.covering[main.hearer]].person == who)
    others = {scene.mentions[f.mention].person for f in view.frames[1:] if f.mention >= 0 and f is not main}
    out["subject of a further verb"] = float(who in others)
    out["passive"] = float(main.passive and who in talk.last)


def carried(scene: Scene, view: View, talk: Talk, who: str, kind: str, out: dict[str, float]) -> None:
    """Speech that runs on: no verb of saying, or one without a subject that could speak."""
    if who in talk.last:
        out[f"{kind} & prev"] = 1.0
        out[f"{kind} & prev & new paragraph"] = float(view.first_in_paragraph)
        out["no subject & telegraphic & prev"] = float(bool(TELEGRAPHIC.match(opening(scene, view))))
        out["passive opening & prev"] = float(bool(PASSIVE.match(opening(scene, view))))
    elif who == scene.author:
        out[f"{kind} & author"] = 1.0
    else:
        out[f"{kind} & other"] = 1.0


def nobody(scene: Scene, view: View, talk: Talk, main: Frame | None, out: dict[str, float]) -> None:
    """What speaks for a speaker that the record does not name."""
    out["nobody"] = 1.0
    out["nobody & passive"] = float(bool(main and main.passive))
    out["nobody & opening"] = float(bool(PASSIVE.match(opening(scene, view))))
    out["nobody & named"] = float(bool(main and main.kind in {"named", "i", "he"}))
    out["nobody & start"] = float(not talk.last)
    if scene.evidence:
        same = scene.evidence.mean("same", view.segment.start, view.segment.end)
        out["nobody & same"] = same[1]


def latest(scene: Scene, at: int) -> str:
    """The person named last before an offset, bodies left out."""
    last = bisect_left(scene.mentions, at, key=lambda m: m.start)
    for index in range(last - 1, -1, -1):
        who = scene.mentions[index].person
        if scene.people[who].participant:
            return who
    return ""


def mentioned(scene: Scene, view: View, who: str, out: dict[str, float]) -> None:
    """Where the candidate is mentioned in the segment, and as what."""
    for index in range(view.segment.first, view.segment.last):
        at = scene.covering.get(index, -1)
        if at < 0 or scene.mentions[at].person != who:
            continue
        token = scene.parsed.tokens[index]
        out["mentioned"] = 1.0
        if token.dep in {"nsubj", "nsubjpass"} and scene.parsed.tokens[token.head].dep == "ROOT":
            out["root subject"] = 1.0
        if token.dep == "poss":
            out["possessor"] = 1.0
        if token.dep == "pobj" and scene.parsed.tokens[token.head].text.lower() == "by":
            out["by"] = 1.0
        if view.first_in_sentence and scene.mentions[at].start <= view.segment.start + 4:
            out["opens the sentence"] = 1.0


def learned(scene: Scene, view: View, talk: Talk, who: str, out: dict[str, float]) -> None:
    """The encoder's view: whether the speaker stays, and whether a mention of the candidate is a speaker's."""
    if scene.evidence is None:
        return
    segment = view.segment
    same = scene.evidence.mean("same", segment.start, segment.end)
    if who in talk.last:
        out["same"] = same[1] - 0.5
        out["same & no subject"] = (same[1] - 0.5) * float(not view.frames)
    else:
        out["changed"] = 0.5 - same[1]
    sentence = scene.parsed.sentences[segment.sentence]
    best = [0.0, 0.0, 0.0]
    for mention in within(scene, sentence.start, sentence.end):
        if mention.person == who:
            inside = segment.start <= mention.start < segment.end
            part = scene.evidence.mean("part", mention.start, mention.end)
            for k in range(3):
                best[k] = max(best[k], part[k + 1] * (1.0 if inside or segment.quoted else 0.4))
    out["part speaker"], out["part to"], out["part relays"] = best
    if not view.frames and not view.around:
        out["part speaker & no frame"] = best[0]
