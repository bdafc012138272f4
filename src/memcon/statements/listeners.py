"""To whom a segment is said, and whom its speaker relays: weighed like the speakers, with "nobody" always in reach."""

from __future__ import annotations

import math
import re

from memcon.statements.frames import NOUN_CUES, TELLING, Frame
from memcon.statements.ranking import NOBODY, Facts, Ranked, Who, rank
from memcon.statements.speakers import REPLY, Scene, Talk, View, expected, foreseen, governing, within

VIEWS = frozenset({*NOUN_CUES, *(f"{noun}s" for noun in NOUN_CUES), "thinking", "mood", "sentiment", "judgment", "plan", "plans", "wishes"})
ADDRESSED = 0.4
NEAR = 4
RELAYED = 0.3
FLOOR = 5e-3
MESSAGE = re.compile(
    r"\b(?:message|letter|note|telegram|instructions?|reply|communication|statement|word) (?:from|of|by)\b|\baccording to\b"
    r"|\bon behalf of\b|\b(?:read|handed|conveyed|delivered)\b",
    re.IGNORECASE,
)


def listener(scene: Scene, view: View, talk: Talk, speaker: Who) -> Who:
    """The listeners, where somebody is likelier one than nobody."""
    ranked = rank(hearers(scene, view, talk, speaker), lambda who: to_facts(scene, view, talk, speaker, who), "to")
    return likeliest(ranked, ADDRESSED)


def likeliest(ranked: list[Ranked[Who]], least: float) -> Who:
    """The best of the candidates who are somebody, where they have at least that share of the probability between them."""
    best = next((r.who for r in ranked if r.who), NOBODY)
    return best if 1.0 - next(r.probability for r in ranked if not r.who) >= least else NOBODY


def hearers(scene: Scene, view: View, talk: Talk, speaker: Who) -> list[Who]:
    """Who may be spoken to: everybody mentioned in the segment, who spoke or heard last, the partners and the writer; and
    those who spoke or heard together."""
    here = [m.person for m in within(scene, view.segment.start, view.segment.end)]
    reach = [*here, *talk.last, *talk.hearer, *talk.before, *scene.partners, *expected(view, "to"), scene.author]
    groups = {frozenset(g): g for g in (talk.last, talk.hearer, talk.before) if len(set(g)) > 1 and not set(g) & set(speaker)}
    return [*((who,) for who in dict.fromkeys(reach) if who not in speaker), *groups.values(), NOBODY]


def to_facts(scene: Scene, view: View, talk: Talk, speaker: Who, who: Who) -> Facts:
    """What speaks for one candidate as the listener; of several together, the mean of what speaks for each."""
    ahead = foreseen(view, "to", who)
    if not who:
        main = governing(view)
        same = bool(speaker) and speaker == talk.last
        return ahead | {
            "nobody": 1.0, "nobody & same speaker, nobody before": float(same and not talk.hearer), "nobody & start": float(not talk.last),
            "nobody & no participants": float(not scene.partners), "nobody & many": float(len(scene.people) > 8),
            "nobody & told": float(bool(main and main.hearer >= 0)),
        }
    each = [hearer_facts(scene, view, talk, speaker, one) for one in who]
    if len(each) == 1:
        return ahead | each[0]
    out = ahead | {fact: sum(facts[fact] for facts in each) / len(each) for fact in each[0]}
    out["together"] = 1.0
    out["together & spoke last"] = float(set(who) == set(talk.last))
    out["together & heard"] = float(set(who) == set(talk.hearer))
    return out


def hearer_facts(scene: Scene, view: View, talk: Talk, speaker: Who, who: str) -> Facts:
    """What speaks for one person as the listener."""
    same = bool(speaker) and speaker == talk.last
    main = governing(view)
    person = scene.people[who]
    out: Facts = {"told": float(bool(main and told(scene, main, who)))}
    addressed = pronoun(scene, main) if main else ""
    out["told by a further verb"] = float(any(told(scene, f, who) for f in view.frames if f is not main))
    out["told outright"] = float(bool(main and outright(scene, main) and told(scene, main, who)))
    out["told him"] = float(addressed in {"him", "her"} and who in (*talk.last, *talk.hearer) and not same)
    out["told me"] = float(addressed in {"me", "us"} and who == scene.author)
    out["spoke last"] = float(who in talk.last and not same)
    out["spoke last & reply"] = float(who in talk.last and not same and bool(REPLY.match(opening(scene, view))))
    out["heard & same speaker"] = float(who in talk.hearer and same)
    out["heard & other speaker"] = float(who in talk.hearer and not same)
    out["spoke before"] = float(who in talk.before)
    out["partner"] = float(who in scene.partners)
    out["only partner"] = float(who in scene.partners[:1] and len(scene.partners) == 1)
    out["first partner"] = float(who in scene.partners[:1])
    out["partner of the writer"] = float(who in scene.partners[:1] and scene.author in speaker)
    out["writer"] = float(person.author)
    out["writer & I"] = float(person.author and scene.first_person)
    out["participant"] = float(person.participant)
    sides = {scene.people[s].side for s in speaker} - {""}
    out["other side"] = float(bool(person.side and sides) and person.side not in sides)
    out["same side"] = float(bool(person.side) and person.side in sides)
    out["part to"], out["part relays"] = parts(scene, view, who)
    return out


def told(scene: Scene, frame: Frame, who: str) -> bool:
    """Whether the person is the hearer that the verb names."""
    at = scene.covering.get(frame.hearer, -1) if frame.hearer >= 0 else -1
    return at >= 0 and scene.mentions[at].person == who


def outright(scene: Scene, frame: Frame) -> bool:
    """Whether the main verb names its hearer right behind it: "I asked Oreld whether"."""
    verb = scene.parsed.tokens[frame.verb]
    return frame.depth <= 1 and verb.text.lower() in TELLING and 0 < frame.hearer - frame.verb <= NEAR and not frame.passive


def pronoun(scene: Scene, frame: Frame) -> str:
    """The pronoun that is the verb's hearer, "" where a name or nobody is."""
    return scene.parsed.tokens[frame.hearer].text.lower() if frame.hearer >= 0 and frame.hearer not in scene.covering else ""


def opening(scene: Scene, view: View) -> str:
    """The first 60 characters of a segment and what follows it."""
    return scene.parsed.text[view.segment.start : view.segment.start + 60]


def parts(scene: Scene, view: View, who: str) -> tuple[float, float]:
    """The encoder's highest probability that a mention of the candidate in the segment is a listener, and a relayed party."""
    to, relays = 0.0, 0.0
    if scene.evidence:
        for mention in within(scene, view.segment.start, view.segment.end):
            if mention.person == who:
                share = scene.evidence.mean("part", mention.start, mention.end)
                to, relays = max(to, share[2]), max(relays, share[3])
    return to, relays


def relayed(scene: Scene, view: View, talk: Talk, speaker: Who) -> Who:
    """The third party whose words or views the speaker passes on, where one is likelier than none."""
    ranked = rank(third_parties(scene, view, talk, speaker), lambda who: relay_facts(scene, view, talk, speaker, who), "relays")
    return likeliest(ranked, RELAYED)


def third_parties(scene: Scene, view: View, talk: Talk, speaker: Who) -> list[Who]:
    """Everybody mentioned in the segment or relayed just before, but the speaker."""
    here = [m.person for m in within(scene, view.segment.start, view.segment.end)]
    reach = dict.fromkeys([*here, *talk.relays, *expected(view, "relays")])
    return [*((who,) for who in reach if who not in speaker), NOBODY]


def relay_facts(scene: Scene, view: View, talk: Talk, speaker: Who, who: Who) -> Facts:
    """What speaks for one candidate as a relayed party."""
    main = governing(view)
    further = [f for f in view.frames if f is not main]
    segment = view.segment
    passed = scene.evidence.mean("relay", segment.start, segment.end)[1] if scene.evidence else 0.1
    ahead = foreseen(view, "relays", who)
    if not who:
        return ahead | {
            "nobody": 1.0, "nobody & own words": math.log(max(1.0 - passed, FLOOR)),
            "nobody & relayed before": float(bool(talk.relays) and speaker == talk.last),
            "nobody & further verb": float(any(f.kind in {"named", "noun", "they"} for f in further)),
        }
    one = who[0]
    person = scene.people[one]
    out: Facts = ahead | {"passed on": math.log(max(passed, FLOOR))}
    out["part to"], out["part relays"] = parts(scene, view, one)
    out["part relays, log"] = math.log(max(out["part relays"], FLOOR))
    named = [f for f in view.frames if f.mention >= 0 and scene.mentions[f.mention].person == one]
    out["subject of a further verb"] = float(any(f in further for f in named))
    out["subject of the first verb"] = float(main in named)
    here = any(m.person == one for m in within(scene, segment.start, segment.end))
    carried = one in talk.relays and speaker == talk.last
    out["relayed before"] = float(carried)
    out["relayed before, new paragraph"] = float(carried and view.first_in_paragraph)
    out["relayed before & he"] = float(carried and any(f.kind in {"he", "they"} for f in view.frames))
    out["relayed before & no frame"] = float(carried and not view.frames)
    out["relayed before & named"] = float(carried and here)
    out["relayed before, not named: part"] = float(carried and not here)
    sides = {scene.people[s].side for s in speaker} - {""}
    out["own side"] = float(bool(person.side) and person.side in sides)
    out["other side"] = float(bool(person.side and sides) and person.side not in sides)
    out["participant"] = float(person.participant)
    out["partner"] = float(one in scene.partners)
    out["spoke last"] = float(one in talk.last)
    out["heard"] = float(one in talk.hearer)
    out["writer"] = float(person.author)
    out["message"] = float(bool(MESSAGE.search(scene.parsed.text, segment.start, segment.end)))
    possesses(scene, view, one, out)
    return out


def possesses(scene: Scene, view: View, who: str, out: Facts) -> None:
    """Grammar of the candidate's mentions: possessor of a noun of saying, subject of any verb, behind by, from, to."""
    tokens = scene.parsed.tokens
    for index in range(view.segment.first, view.segment.last):
        at = scene.covering.get(index, -1)
        if at < 0 or scene.mentions[at].person != who:
            continue
        token, head = tokens[index], tokens[tokens[index].head]
        low = head.text.lower()
        if token.dep == "poss" and low.rstrip("s") in NOUN_CUES:
            out["possessor of a noun of saying"] = 1.0
        if token.dep == "nsubj":
            out["subject"] = 1.0
        if token.dep == "pobj" and low in {"by", "from", "to", "with", "of", "in"}:
            out[f"behind {low}"] = 1.0
            if low in {"of", "in"} and tokens[head.head].text.lower() in VIEWS:
                out["whose view"] = 1.0
