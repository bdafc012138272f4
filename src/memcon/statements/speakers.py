"""Who says a segment: every person in reach is a candidate, weighed by what the sentence and the talk so far show.

The candidates' features are readable facts ("subject of the reporting verb", "spoke last and no new speaker is named");
their weights are learned from the annotated corpus. Mention-ranking follows Denis and Baldridge (2008), sieves' order of
evidence Muzny et al. (2017).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

import msgspec

from memcon.evidence import HEADS, Evidence
from memcon.model import Mention, Mode, Parsed, Person
from memcon.statements.frames import Frame
from memcon.statements.outlook import Outlook, Part
from memcon.statements.ranking import NOBODY, Facts, Who
from memcon.statements.segments import Segment

REPLY = re.compile(r"\s*(?:In|By way of) (?:reply|response|answer|rejoinder)|\s*(?:Replying|Responding|Answering)\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\s*(?:It was|There (?:was|were|followed|ensued)|Agreement was|Discussion|The (?:conversation|discussion|meeting|talk))\b",
)
EXCISED = re.compile(r"\s*\[[^\]]*(?:not declassified|deleted|omitted)", re.IGNORECASE)
MUTUAL = re.compile(
    r"\b(?:discuss(?:ed|ion|ions)|conversation|talk(?:s|ed)?|exchang(?:e|ed|es)|meeting|amenities|greetings|pleasantries|spoke|went over"
    r"|reviewed|agreement|turned to|adjourned|recessed|ended|parted)\b"
)
AGREED = re.compile(
    r"\b(?:it|there) (?:was|were|being|is)(?: \w+){0,3} (?P<passive>agreed|agreement|recogni[sz]ed|noted|left|understood|understanding"
    r"|decided|concluded|settled|arranged|accepted|acknowledged|consensus|felt|thought)\b"
    r"|\b(?:we|they)(?: \w+){0,2} (?P<plural>agreed|concluded|decided|concurred|left it|settled)\b"
    r"|\b(?P<noun>agreement|understanding|consensus|unanim\w+)\b",
    re.IGNORECASE,
)
"""What is said of all who talk: passive ("it was left that"), plural ("we agreed") or by a noun ("there was agreement")."""
BOTH = re.compile(r"\b(?:both|the two|they|together|each other|jointly)\b", re.IGNORECASE)
FLOOR = 5e-3
MENTAL = {"think", "believe", "feel", "hope", "wish", "want", "know", "understand", "fear", "consider", "expect", "see", "agree"}
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
    """One segment with the frames in reach of it: its own, and for a quotation those of its sentence around it; and what the
    whole talk says of it."""

    segment: Segment
    frames: tuple[Frame, ...]
    around: tuple[Frame, ...]
    mode: Mode
    first_in_sentence: bool
    first_in_paragraph: bool
    paragraph: int
    place: frozenset[str] = frozenset()
    outlook: Outlook | None = None


def within(scene: Scene, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that begin in a stretch (characters, half-open)."""
    first = bisect_left(scene.mentions, start, key=lambda m: m.start)
    return scene.mentions[first : bisect_left(scene.mentions, end, first, key=lambda m: m.start)]


def candidates(scene: Scene, view: View, talk: Talk) -> list[Who]:
    """Who may be the speaker: everybody mentioned in the sentence or the two before it, the last speakers and hearers, the
    writer; those who may speak together; and nobody."""
    sentence = scene.parsed.sentences[view.segment.sentence]
    start = scene.parsed.sentences[max(0, view.segment.sentence - 2)].start
    near = [m.person for m in within(scene, start, sentence.end)]
    main = governing(view)
    if main is None and view.segment.quoted and "after act, same paragraph" in view.place and talk.segment_speaker:
        # "He paused. “I think ...”": a quotation without a cue of its own is the words of whoever acted before it.
        return [talk.segment_speaker, NOBODY]
    alone = dict.fromkeys([*talk.last, *talk.before, *talk.hearer, *near, *scene.partners, *expected(view), scene.author])
    if scene.first_person and main is not None and main.depth <= 1 and not view.segment.quoted:
        # In a record written in the first person "I" outside quotation marks is the writer, and "he" never is.
        if main.kind == "i":
            return [(scene.author,), *joint(scene, view, talk, main)]
        if main.kind == "he":
            alone.pop(scene.author)
    elif main is not None and says_we(scene, view, main):
        return [(scene.author,), *joint(scene, view, talk, main)]
    elif scene.first_person and main is None and not view.segment.quoted and opens_with_he(scene, view):
        alone.pop(scene.author)
    # Those whom "and" joins as the subject speak together: none of them is a candidate alone.
    as_one = subjects(scene, view, main)
    singles = [(who,) for who in alone if len(as_one) < 2 or who not in as_one]
    return [*singles, *joint(scene, view, talk, main), NOBODY]


def says_we(scene: Scene, view: View, main: Frame) -> bool:
    """Whether "we" told something in the talk ("we replied that"): the side of the writer, where the record says who that is."""
    told = main.kind == "we" and main.depth <= 1 and main.base not in MENTAL and scene.parsed.tokens[main.verb].tag == "VBD"
    return told and not view.segment.quoted and not scene.transcript and bool(scene.people[scene.author].name)


def opens_with_he(scene: Scene, view: View) -> bool:
    """Whether the main verb of a segment, no verb of saying, has "he" or "she" as its subject ("after a pause he went on")."""
    tokens = scene.parsed.tokens
    return any(
        t.text.lower() in {"he", "she"} and t.dep == "nsubj" and tokens[t.head].dep == "ROOT"
        for t in tokens[view.segment.first : view.segment.last]
    )


def expected(view: View, part: Part = "speaker") -> Who:
    """Whom the whole talk lets expect in a part: those likelier than not, else the likeliest."""
    if view.outlook is None:
        return ()
    odds = {who: value for who, value in view.outlook.odds[part].items() if who}
    return tuple(who for who, value in odds.items() if value > 0) or (max(odds, key=lambda who: odds[who]),)


def joint(scene: Scene, view: View, talk: Talk, main: Frame | None) -> list[Who]:
    """Several who may speak as one: those joined by "and" as the subject, those whose verbs are joined ("X proposed, and Y
    agreed, that"), those who spoke together before, the two who talk."""
    groups = [expected(view), talk.last, talk.before, talk.hearer, subjects(scene, view, main), agreeing(scene, view)]
    if main is None or main.kind in {"they", "we", "none", "noun", "it"} or BOTH.search(opening(scene, view)):
        groups.append(scene.partners)
        groups.append((*talk.last, *(who for who in talk.before if who not in talk.last)))
        groups.append((*talk.last, *(who for who in talk.hearer if who not in talk.last)))
        groups.extend((scene.author, who) for who in scene.partners[:1] if scene.first_person)
    found = {frozenset(group): group for group in groups if len(set(group)) > 1}
    return list(found.values())


def subjects(scene: Scene, view: View, main: Frame | None) -> Who:
    """The people whom the subject of the governing verb names, those joined to it by "and" among them."""
    if main is None or main.subject < 0:
        return ()
    tokens, named = scene.parsed.tokens, [main.subject]
    for index in range(view.segment.first, view.segment.last):
        if tokens[index].dep == "conj" and tokens[index].head in named:
            named.append(index)
    return tuple(dict.fromkeys(who for index in named if (who := person_at(scene, index))))


def agreeing(scene: Scene, view: View) -> Who:
    """Two who say one thing in verbs of their own, the second agreeing with the first."""
    named = [f for f in view.frames if f.subject >= 0 and f.depth == view.frames[0].depth and person_at(scene, f.subject)]
    if len(named) < 2 or named[1].force != "agreement":
        return ()
    return tuple(dict.fromkeys(person_at(scene, f.subject) for f in named[:2]))


def person_at(scene: Scene, index: int) -> str:
    """The person a token names: the mention's over it, or the writer for "I"; "" where it names none."""
    if index in scene.covering:
        return scene.mentions[scene.covering[index]].person
    return scene.author if scene.first_person and scene.parsed.tokens[index].text == "I" else ""


def governing(view: View) -> Frame | None:
    """The frame that gives the segment its speaker: the shallowest with a subject that can speak."""
    own = view.frames or view.around
    able = [f for f in own if f.kind in {"named", "he", "they", "i", "we"}]
    return able[0] if able else (own[0] if own else None)


def features(scene: Scene, view: View, talk: Talk, who: Who) -> Facts:
    """The facts that speak for or against one candidate: 1.0 where a fact holds, probabilities from the encoder; of several
    who speak together, the mean of what speaks for each, and what speaks for their speaking together."""
    if not who:
        return nobody(scene, view, talk, governing(view)) | foreseen(view, "speaker", who)
    out = alone(scene, view, talk, who[0]) if len(who) == 1 else together(scene, view, talk, who)
    turned(scene, view, talk, who, out)
    out |= foreseen(view, "speaker", who)
    return {f"act: {k}" if view.mode == "act" and k in ACT else k: v for k, v in out.items() if v}


def foreseen(view: View, part: Part, who: Who) -> Facts:
    """What the whole talk says for a candidate in a part."""
    if view.outlook is None:
        return {}
    facts = {"foreseen": view.outlook.alone(part, who), "foreseen, exactly": view.outlook.exactly(part, who)}
    if part == "speaker":
        kind = "quoted" if view.segment.quoted else "act" if view.mode == "act" else "told"
        facts[f"foreseen & {kind}"] = facts["foreseen"]
    return facts


def together(scene: Scene, view: View, talk: Talk, who: Who) -> Facts:
    """The facts of several who speak as one."""
    each = [alone(scene, view, talk, one) for one in who]
    out = {fact: sum(facts.get(fact, 0.0) for facts in each) / len(who) for fact in {f for facts in each for f in facts}}
    main = governing(view)
    kind = main.kind if main else "no frame"
    out[f"together & {kind}"] = 1.0
    out["together & joined by and"] = float(set(who) == set(subjects(scene, view, main)))
    out["together & agreeing"] = float(set(who) == set(agreeing(scene, view)))
    out["together & the two who talk"] = float(set(who) == set(scene.partners))
    out["together & the writer"] = float(scene.author in who)
    out["together & spoke last"] = float(set(who) == set(talk.last))
    out["together & spoke before"] = float(set(who) == set(talk.before))
    out["together & opening"] = float(bool(PASSIVE.match(opening(scene, view))))
    out["together & mutual act"] = float(mutual(scene, view))
    out["together & mutual act, the two who talk"] = float(mutual(scene, view) and set(who) == the_two(scene))
    if how := agreed(scene, view):
        out[f"together & agreed, {how}"] = 1.0
        out["together & agreed, the two who talk"] = float(set(who) == the_two(scene))
        out["together & agreed, spoke last and before"] = float(set(who) == {*talk.last, *talk.before})
    out["together & spoke last and before"] = float(set(who) == {*talk.last, *talk.before})
    out["together & spoke last and heard"] = float(set(who) == {*talk.last, *talk.hearer})
    out["together & both"] = float(bool(BOTH.search(opening(scene, view))))
    out["together & all named"] = min(facts.get("part speaker", 0.0) for facts in each)
    return out


def mutual(scene: Scene, view: View) -> bool:
    """Whether a segment tells of what several do with each other ("we then discussed", "the meeting ended")."""
    return view.mode == "act" and MUTUAL.search(scene.parsed.text, view.segment.start, view.segment.end) is not None


def agreed(scene: Scene, view: View) -> str:
    """How a segment tells of what all agree on (see AGREED); "" where it does not."""
    found = AGREED.search(scene.parsed.text, view.segment.start, view.segment.end)
    return (found.lastgroup or "") if found else ""


def the_two(scene: Scene) -> set[str]:
    """The two who talk: the writer and who is met in a record written in the first person, else the two named most."""
    return {scene.author, *scene.partners[:1]} if scene.first_person else set(scene.partners)


def turned(scene: Scene, view: View, talk: Talk, who: Who, out: Facts) -> None:
    """The encoder's view of the turn: whether it runs on, goes back to who spoke before, or to somebody named here."""
    if scene.evidence is None:
        return
    segment = view.segment
    turn = turn_to(scene, view, talk, who)
    shares = scene.evidence.mean("turn", segment.start, segment.end)
    likely = math.log(max(shares[HEADS["turn"].index(turn)], FLOOR))
    main = governing(view)
    out[turn] = 1.0
    out["turn"] = likely
    out[f"turn & {main.kind if main else 'no frame'}"] = likely
    out[f"turn & {'quoted' if segment.quoted else view.mode}"] = likely


def turn_to(scene: Scene, view: View, talk: Talk, who: Who) -> str:
    """Which kind of turn the candidate would make, in the words of the encoder's head."""
    if set(who) == set(talk.last):
        return "runs on"
    if set(who) == set(talk.before):
        return "back"
    here = {m.person for m in within(scene, view.segment.start, view.segment.end)}
    return "named" if here.intersection(who) else "other"


def alone(scene: Scene, view: View, talk: Talk, who: str) -> Facts:
    """The facts of one candidate."""
    main = governing(view)
    out: Facts = {"bias": 1.0}
    kind = main.kind if main else "no frame"
    if main:
        subject_facts(scene, view, talk, who, main, out)
    if main is None or kind in {"none", "noun", "it"}:
        carried(scene, view, talk, who, kind, out)
    replies = bool(REPLY.match(opening(scene, view)))
    if who in talk.last:
        out["prev"] = 1.0
        out["prev & new paragraph"] = float(view.first_in_paragraph)
        out["prev & reply"] = float(replies)
    if who in talk.before:
        out["spoke before"] = 1.0
        out["spoke before & reply"] = float(replies)
    if who in talk.hearer:
        out["heard"] = 1.0
        out["heard & reply"] = float(replies)
        out["heard & after a question"] = float(talk.force == "question")
    if "after act" in view.place and who in talk.segment_speaker:
        out["acted before"] = 1.0
        out[f"acted before & {kind}"] = float(not view.first_in_paragraph)
        out[f"acted before & {kind}, new paragraph"] = float(view.first_in_paragraph)
    announced(scene, view, talk, who, kind, out)
    if who in talk.segment_speaker and not view.first_in_sentence:
        out["same sentence"] = 1.0
        out["same sentence, no subject"] = float(kind in {"no frame", "none"})
        out["same sentence, quoted"] = float(view.segment.quoted)
    person = scene.people[who]
    out["partner"] = float(who in scene.partners)
    out["participant"] = float(person.participant)
    out["author"] = float(person.author)
    out["mutual act"] = float(mutual(scene, view))
    if how := agreed(scene, view):
        out[f"agreed, {how}"] = 1.0
    out["body"] = float(person.role == person.name.lower() and not person.participant)
    mentioned(scene, view, who, out)
    learned(scene, view, who, out)
    return out


def announced(scene: Scene, view: View, talk: Talk, who: str, kind: str, out: Facts) -> None:
    """What a colon before the segment says of a candidate ("The Minister's reaction was as follows:")."""
    text, start = scene.parsed.text, view.segment.start
    if not text[max(0, start - 6) : start].rstrip(" \n0123456789.()ab").endswith(":"):
        return
    sentence = scene.parsed.sentences[max(0, view.segment.sentence - (1 if view.first_in_sentence else 0))]
    before = within(scene, sentence.start, start)
    out[f"announced, {kind} & prev"] = float(who in talk.last)
    out[f"announced, {kind} & acted before"] = float(who in talk.segment_speaker)
    out[f"announced, {kind} & named first"] = float(bool(before) and before[0].person == who)
    out[f"announced, {kind} & named last"] = float(bool(before) and before[-1].person == who)


ACT = {"subject named", "root subject", "prev", "opens the sentence", "author", "heard"}


def opening(scene: Scene, view: View) -> str:
    """The first 60 characters of a segment."""
    return scene.parsed.text[view.segment.start : view.segment.end][:60]


def subject_facts(scene: Scene, view: View, talk: Talk, who: str, main: Frame, out: Facts) -> None:
    """What the subject and hearer of the governing verb say of a candidate."""
    named = scene.mentions[main.mention].person if main.mention >= 0 else ""
    shallow = main.depth <= 1
    out["subject named"] = float(named == who and shallow)
    out["subject named, deep"] = float(named == who and not shallow)
    if main.kind == "named" and named != who:
        out["another is subject"] = float(shallow)
        out["another is subject, deep"] = float(not shallow)
        out["another is subject & prev"] = float(who in talk.last and shallow)
        out["an outsider is subject & prev"] = float(who in talk.last and shallow and outside(scene, named) and not outside(scene, who))
        out["an outsider is subject & took part"] = float(shallow and outside(scene, named) and scene.people[who].participant)
    out["subject named & outsider"] = float(named == who and shallow and outside(scene, who))
    if main.kind == "he":
        pronoun = scene.parsed.tokens[main.subject].start
        out["he & prev"] = float(who in talk.last)
        out["he & prev, same paragraph"] = float(who in talk.last and not view.first_in_paragraph)
        out["he & heard"] = float(who in talk.hearer)
        out["he & latest subject"] = float(who == talk.subject)
        out["he & latest named"] = float(who == latest(scene, pronoun))
        out["he & author"] = float(who == scene.author)
        out["he & outsider"] = float(outside(scene, who))
        out["he & outsider & prev"] = float(outside(scene, who) and who in talk.last)
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


def outside(scene: Scene, who: str) -> bool:
    """Whether somebody is none of those known to have taken part, where the record says who did."""
    return len(scene.partners) > 1 and not scene.people[who].participant


def carried(scene: Scene, view: View, talk: Talk, who: str, kind: str, out: Facts) -> None:
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


def nobody(scene: Scene, view: View, talk: Talk, main: Frame | None) -> Facts:
    """What speaks for a speaker that the record does not name."""
    return {
        "bias": 1.0, "nobody": 1.0, "nobody & passive": float(bool(main and main.passive)),
        "nobody & opening": float(bool(PASSIVE.match(opening(scene, view)))),
        "nobody & named": float(bool(main and main.kind in {"named", "i", "he"})),
        "nobody & start": float(not talk.last),
        "nobody & turn": math.log(max(scene.evidence.mean("turn", view.segment.start, view.segment.end)[3], FLOOR))
        if scene.evidence else 0.0,
        f"nobody & {view.mode}": 1.0,
        "nobody & mutual act": float(mutual(scene, view)),
        "nobody & agreed": float(bool(agreed(scene, view))),
        "nobody & excised": float(bool(EXCISED.match(opening(scene, view)))),
    }


def latest(scene: Scene, at: int) -> str:
    """The person named last before an offset, bodies left out."""
    last = bisect_left(scene.mentions, at, key=lambda m: m.start)
    for index in range(last - 1, -1, -1):
        who = scene.mentions[index].person
        if scene.people[who].participant:
            return who
    return ""


def mentioned(scene: Scene, view: View, who: str, out: Facts) -> None:
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


def learned(scene: Scene, view: View, who: str, out: Facts) -> None:
    """The encoder's view of the candidate's mentions: whether one is the speaker's, the listener's, a relayed party's."""
    if scene.evidence is None:
        return
    segment = view.segment
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
