"""To whom a segment is said, and whom its speaker relays."""

from __future__ import annotations

from memcon.statements.frames import Frame
from memcon.statements.speakers import Scene, Talk, View, governing

RELAYED = 0.5
ADDRESSED = 0.35


def listener(scene: Scene, view: View, talk: Talk, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """The hearer named by the reporting verb, else the one whom the talk makes the other party; empty where unclear."""
    main = governing(view)
    if main and (told := hearer(scene, main, talk)) and told not in speaker:
        return (told,)
    if partner := other_party(scene, talk, speaker):
        return (partner,)
    return ()


def hearer(scene: Scene, main: Frame, talk: Talk) -> str:
    """Who the verb's object is: a mention, the writer for "me", the other party for "him"."""
    if main.hearer < 0:
        return ""
    at = scene.covering.get(main.hearer, -1)
    if at >= 0:
        return scene.mentions[at].person
    word = scene.parsed.tokens[main.hearer].text.lower()
    if word in {"me", "us"}:
        return scene.author
    if word in {"him", "her"} and main.kind in {"i", "we"}:
        return next((p for p in (*talk.last, *talk.before, *talk.hearer) if p != scene.author), "")
    return ""


def other_party(scene: Scene, talk: Talk, speaker: tuple[str, ...]) -> str:
    """In a talk of two, the one who does not speak: the last other speaker, if on another side or the only other."""
    if not speaker:
        return ""
    for group in (talk.last, talk.hearer, talk.before):
        others = [p for p in group if p not in speaker]
        if len(others) == 1 and opposed(scene, others[0], speaker[0]):
            return others[0]
    parties = [p.id for p in scene.people.values() if p.participant and p.id not in speaker and (p.name or p.author)]
    return parties[0] if len(parties) == 1 else ""


def opposed(scene: Scene, one: str, two: str) -> bool:
    """Whether two people are not known to be of one side."""
    first, second = scene.people[one].side, scene.people[two].side
    return not first or not second or first != second


def relayed(scene: Scene, view: View, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """Third parties in the segment whose words or views the speaker passes on, by the encoder's reading of each mention."""
    if scene.evidence is None:
        return ()
    found: dict[str, float] = {}
    for mention in scene.mentions:
        if not view.segment.start <= mention.start < view.segment.end or mention.person in speaker:
            continue
        part = scene.evidence.mean("part", mention.start, mention.end)
        found[mention.person] = max(found.get(mention.person, 0.0), part[3])
    best = max(found.items(), key=lambda item: item[1], default=("", 0.0))
    return (best[0],) if best[1] >= RELAYED else ()
