"""To whom a segment is said, and whom its speaker relays: weighed like the speakers, with "nobody" always in reach."""

from __future__ import annotations

import re

from memcon.statements.frames import NOUN_CUES, Frame
from memcon.statements.ranking import NOBODY, Facts, rank
from memcon.statements.speakers import REPLY, Scene, Talk, View, governing, within

ADDRESSED = 0.4
RELAYED = 0.25
MESSAGE = re.compile(
    r"\b(?:message|letter|note|telegram|instructions?|reply|communication|statement|word) (?:from|of|by)\b|\baccording to\b"
    r"|\bon behalf of\b|\b(?:read|handed|conveyed|delivered)\b",
    re.IGNORECASE,
)


def listener(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """The listener, where somebody is likelier one than nobody; several are not told apart from one."""
    ranked = rank(hearers(scene, view, talk, speaker), lambda who: to_facts(scene, view, talk, speaker, who), "to")
    best = next((r for r in ranked if r.who != NOBODY), None)
    nobody = next(r.probability for r in ranked if r.who == NOBODY)
    return (best.who,) if best and 1.0 - nobody >= ADDRESSED else ()


def hearers(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...]) -> list[str]:
    """Who may be spoken to: everybody mentioned in the segment, who spoke or heard last, the partners and the writer."""
    here = [m.person for m in within(scene, view.segment.start, view.segment.end)]
    reach = [*here, *talk.last, *talk.hearer, *talk.before, *scene.partners, scene.author]
    return [*(who for who in dict.fromkeys(reach) if who not in speaker), NOBODY]


def to_facts(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...], who: str) -> Facts:
    """What speaks for one candidate as the listener."""
    same = bool(speaker) and speaker == talk.last
    main = governing(view)
    if who == NOBODY:
        return {
            "nobody": 1.0, "nobody & same speaker, nobody before": float(same and not talk.hearer), "nobody & start": float(not talk.last),
            "nobody & no participants": float(not scene.partners), "nobody & many": float(len(scene.people) > 8),
            "nobody & told": float(bool(main and main.hearer >= 0)),
        }
    person = scene.people[who]
    out: Facts = {"told": float(bool(main) and told(scene, main, who))} if main else {}
    addressed = pronoun(scene, main) if main else ""
    out["told by a further verb"] = float(any(told(scene, f, who) for f in view.frames if f is not main))
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


def relayed(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """The third party whose words or views the speaker passes on, where one is likelier than none."""
    ranked = rank(third_parties(scene, view, talk, speaker), lambda who: relay_facts(scene, view, talk, speaker, who), "relays")
    best = next((r for r in ranked if r.who != NOBODY), None)
    nobody = next(r.probability for r in ranked if r.who == NOBODY)
    return (best.who,) if best and 1.0 - nobody >= RELAYED else ()


def third_parties(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...]) -> list[str]:
    """Everybody mentioned in the segment or relayed just before, but the speaker."""
    here = [m.person for m in within(scene, view.segment.start, view.segment.end)]
    return [*(who for who in dict.fromkeys([*here, *talk.relays]) if who not in speaker), NOBODY]


def relay_facts(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...], who: str) -> Facts:
    """What speaks for one candidate as a relayed party."""
    main = governing(view)
    further = [f for f in view.frames if f is not main]
    if who == NOBODY:
        return {
            "nobody": 1.0, "nobody & relayed before": float(bool(talk.relays) and speaker == talk.last),
            "nobody & further verb": float(any(f.kind in {"named", "noun", "they"} for f in further)),
        }
    person = scene.people[who]
    out: Facts = {"part to": 0.0}
    out["part to"], out["part relays"] = parts(scene, view, who)
    named = [f for f in view.frames if f.mention >= 0 and scene.mentions[f.mention].person == who]
    out["subject of a further verb"] = float(any(f in further for f in named))
    out["subject of the first verb"] = float(main in named)
    carried = who in talk.relays and speaker == talk.last
    out["relayed before"] = float(carried)
    out["relayed before & he"] = float(carried and any(f.kind in {"he", "they"} for f in view.frames))
    out["relayed before & no frame"] = float(carried and not view.frames)
    out["relayed before & named"] = float(carried and any(
        m.person == who for m in within(scene, view.segment.start, view.segment.end)
    ))
    out["participant"] = float(person.participant)
    out["partner"] = float(who in scene.partners)
    out["spoke last"] = float(who in talk.last)
    out["heard"] = float(who in talk.hearer)
    out["writer"] = float(person.author)
    out["message"] = float(bool(MESSAGE.search(scene.parsed.text, view.segment.start, view.segment.end)))
    possesses(scene, view, who, out)
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
        if token.dep == "pobj" and low in {"by", "from", "to", "with", "of"}:
            out[f"behind {low}"] = 1.0
