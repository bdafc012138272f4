"""Parsed, people -> Statements: five questions asked of every segment, in order.

segments (where), modes (in whose words), speakers (who), listeners (to whom, relaying whom), forces (what it does),
conditions (on what condition).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import msgspec

from memcon import lexicon
from memcon.evidence import Evidence
from memcon.model import SPOKEN, Condition, Grade, Mention, Parsed, Person, Range, Statement
from memcon.statements import conditions, discourse, forces, joints, listeners, modes, ranking, segments, speakers
from memcon.statements.frames import Frame, at_token, frames
from memcon.statements.segments import Segment
from memcon.statements.speakers import Scene, Talk, View

OWN_VOICE = "the writer's own voice"
# Beam search over the talk: so many courses are followed at once, and a speaker less likely than this opens none.
COURSES, UNLIKELY = 2, 0.05
EXPLICIT = frozenset({"subject named", "I & author", "turn label", OWN_VOICE})


class Choice(msgspec.Struct, frozen=True):
    """What the reader decided of one segment, with what it had to decide from."""

    view: View
    speaker: tuple[str, ...]
    probability: float
    mode_probability: float
    facts: dict[str, float]


def scene_of(
    parsed: Parsed, people: tuple[Person, ...], mentions: tuple[Mention, ...], evidence: Evidence | None, transcript: bool
) -> Scene:
    """Everything about the document that the five questions look up."""
    author = next((p.id for p in people if p.author), "")
    covering = at_token(mentions, parsed)
    says_i = any(t.text == "I" and t.tag == "PRP" and index not in covering for index, t in enumerate(parsed.tokens))
    first_person = says_i and not transcript
    return Scene(
        parsed, {p.id: p for p in people}, mentions, covering, author, evidence, transcript, first_person,
        partners(people, mentions, parsed),
    )


def partners(people: tuple[Person, ...], mentions: tuple[Mention, ...], parsed: Parsed) -> tuple[str, ...]:
    """The two who are named most in the body among those who took part, the writer left out."""
    able = {p.id for p in people if p.participant and not p.author}
    start = parsed.sentences[0].start if parsed.sentences else 0
    counted = Counter(m.person for m in mentions if m.person in able and m.start >= start)
    return tuple(who for who, _ in counted.most_common(2))


def tell(
    scene: Scene, paragraphs: tuple[Range, ...], labels: dict[int, str], comments: frozenset[int], repairs: tuple[Range, ...], text: str
) -> tuple[Statement, ...]:
    """The statements of the body in text order. ``labels`` gives the speaker of a labelled paragraph (by its index),
    ``comments`` the paragraphs that stand under a heading of the writer's own (COMMENT, Assessment)."""
    courses = [Course(Talk(), None, 0.0, 1.0)]
    for number, (view, share) in enumerate(foreseen(scene, list(views(scene, paragraphs, labels, comments)), labels, comments), 1):
        shown = showing(scene, view, repairs, text)
        ahead = [
            onward(scene, course, choice, number, shown)
            for course in courses
            for choice in choices(scene, view, course.talk, labels, share)
        ]
        courses = likeliest(ahead)
    return told_by(courses[0])


def foreseen(
    scene: Scene, found: list[tuple[View, float]], labels: dict[int, str], comments: frozenset[int]
) -> list[tuple[View, float]]:
    """The segments with what the whole talk says of each."""
    ahead = discourse.follow(scene, [view for view, _ in found], labels, comments)
    if not ahead:
        return found
    return [(msgspec.structs.replace(view, outlook=one), share) for (view, share), one in zip(found, ahead, strict=True)]


class Course(msgspec.Struct, frozen=True):
    """One way the talk may have gone so far: its state, the last statement with the course before it, the sum of the log
    probabilities of its speakers, and how sure it is who spoke last."""

    talk: Talk
    told: tuple[Statement, Course] | None
    score: float
    sure: float


def onward(scene: Scene, course: Course, choice: Choice, number: int, shown: Showing) -> Course:
    """The course with one more statement."""
    talk = msgspec.structs.replace(course.talk)
    # Who is carried on from the statement before can be no surer than there.
    carried = course.sure if choice.speaker == course.talk.last and EXPLICIT.isdisjoint(choice.facts) else 1.0
    chained = msgspec.structs.replace(choice, probability=choice.probability * carried)
    statement = state(scene, chained, talk, number, shown)
    advance(scene, talk, choice, statement)
    sure = chained.probability if choice.view.mode in SPOKEN and choice.speaker else course.sure
    return Course(talk, (statement, course), course.score + math.log(choice.probability), sure)


def likeliest(ahead: list[Course]) -> list[Course]:
    """The best courses, best first; of those that leave the talk in the same state only the better goes on."""
    kept: dict[bytes, Course] = {}
    for course in sorted(ahead, key=lambda c: -c.score):
        kept.setdefault(msgspec.msgpack.encode(course.talk), course)
    return list(kept.values())[:COURSES]


def told_by(course: Course) -> tuple[Statement, ...]:
    """The statements of a course in text order."""
    found: list[Statement] = []
    while course.told:
        statement, course = course.told
        found.append(statement)
    return tuple(reversed(found))


def views(
    scene: Scene, paragraphs: tuple[Range, ...], labels: dict[int, str], comments: frozenset[int] = frozenset()
) -> Iterator[tuple[View, float]]:
    """Each segment that is a statement, with its frames and mode; headings inside the body are passed over."""
    parsed = scene.parsed
    marked = (q for index, (a, b) in enumerate(paragraphs) if index not in labels for q in segments.quotations(parsed.text, a, b))
    quotes = modes.spoken(parsed.text, tuple(marked), scene.evidence)
    cut = list(segments.segments(parsed, quotes))
    sentence_at, paragraph_at, last = -1, -1, "nothing"
    found: tuple[Frame, ...] = ()
    for segment in split_modes(scene, cut, labels):
        sentence = parsed.sentences[segment.sentence]
        if sentence_at != segment.sentence:
            found = frames(parsed, sentence, scene.covering)
        own, around = split_frames(found, segment)
        place = where(sentence.paragraph, comments, last, paragraph_at)
        mode, share = modes.mode_of(parsed.text, segment, scene.evidence, sentence.paragraph in labels, own, place)
        if mode is None:
            continue
        first_in = (segment.sentence != sentence_at, sentence.paragraph != paragraph_at)
        yield View(segment, own, around, mode, *first_in, sentence.paragraph, place), share
        sentence_at, paragraph_at, last = segment.sentence, sentence.paragraph, mode


def where(paragraph: int, comments: frozenset[int], last: str, before: int) -> frozenset[str]:
    """Where a segment stands, in the words that ``modes`` weighs."""
    found = {f"after {last}", f"after {last}, {'same' if paragraph == before else 'new'} paragraph"}
    if paragraph in comments:
        found.add("comment")
    if paragraph == 0:
        found.add("opening")
    return frozenset(found)


def split_frames(found: tuple[Frame, ...], segment: Segment) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The frames inside a segment, and those of its sentence outside it; a quotation's own words are not its cue."""
    inside = tuple(f for f in found if segment.first <= f.verb < segment.last)
    outside = tuple(f for f in found if not segment.first <= f.verb < segment.last)
    return ((), outside) if segment.quoted else (inside, outside)


def split_modes(scene: Scene, cut: list[Segment], labels: dict[int, str]) -> Iterator[Segment]:
    """Segments cut once more at a joint where the encoder sees another voice begin."""
    for segment in cut:
        labelled = scene.parsed.sentences[segment.sentence].paragraph in labels
        if segment.quoted or labelled or scene.evidence is None:
            yield segment
            continue
        yield from at_joints(scene, scene.evidence, segment)


def at_joints(scene: Scene, evidence: Evidence, segment: Segment) -> Iterator[Segment]:
    """The parts of one segment between which mode, force or condition changes."""
    parsed = scene.parsed
    start = segment.start
    for joint in joints.within(parsed, segment):
        if joint - start > joints.SHORTEST and joints.parts(evidence, parsed.text, start, joint, segment.end):
            yield narrowed(parsed, segment, start, segments.trim(parsed.text, start, joint)[1])
            start = joint
    yield narrowed(parsed, segment, start, segment.end) if start != segment.start else segment


def narrowed(parsed: Parsed, segment: Segment, start: int, end: int) -> Segment:
    """A segment with other edges and the tokens between them."""
    first, last = segments.token_range(parsed, parsed.sentences[segment.sentence], start, end)
    return msgspec.structs.replace(segment, start=start, end=end, first=first, last=last)


def choose(scene: Scene, view: View, talk: Talk, labels: dict[int, str], share: float) -> Choice:
    """The likeliest speaker of one segment."""
    return choices(scene, view, talk, labels, share)[0]


def choices(scene: Scene, view: View, talk: Talk, labels: dict[int, str], share: float) -> list[Choice]:
    """Who may be the speaker of one segment, likeliest first: the writer alone in the writer's own voice, the label's in a
    turn, else the candidates that are likely enough for a course of the talk of their own."""
    if view.mode in {"narration", "assessment"}:
        return [Choice(view, (scene.author,), 0.98, share, {OWN_VOICE: 1.0})]
    label = labels.get(view.paragraph)
    if label is not None and view.mode == "verbatim":
        return [Choice(view, (label,) if label else (), 0.98, share, {"turn label": 1.0})]
    ranked = ranking.rank(
        speakers.candidates(scene, view, talk), lambda who: speakers.features(scene, view, talk, who), "speaker"
    )
    return [Choice(view, r.who, r.probability, share, r.facts) for r in ranked[:COURSES] if r is ranked[0] or r.probability > UNLIKELY]


def advance(scene: Scene, talk: Talk, choice: Choice, statement: Statement) -> None:
    """What the next segment remembers of this one."""
    view = choice.view
    talk.segment_speaker = statement.speaker
    talk.force = statement.force
    talk.paragraph, talk.sentence = view.paragraph, view.segment.sentence
    main = speakers.governing(view)
    if main and main.mention >= 0:
        talk.subject = scene.mentions[main.mention].person
    if view.mode in SPOKEN and statement.speaker:
        if statement.speaker != talk.last:
            talk.before, talk.last = talk.last, statement.speaker
        talk.hearer = statement.to or talk.hearer
        talk.relays = statement.relays


class Showing(msgspec.Struct, frozen=True):
    """What a statement shows whoever says it: its words, what they show of its force, condition, hedges, cue, source, grade."""

    text: str
    force: forces.Seen
    condition: Condition | None
    hedges: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    grade: Grade


def showing(scene: Scene, view: View, repairs: tuple[Range, ...], text: str) -> Showing:
    """What one segment shows."""
    segment = view.segment
    conditional = view.mode in {*SPOKEN, "assessment"}
    cue, source = said_by(scene, view)
    return Showing(
        text[segment.start : segment.end],
        forces.look(scene.parsed.text, segment, scene.evidence, view.outlook),
        condition_of(scene, segment) if conditional else None,
        conditions.hedges(scene.parsed.text, segment.start, segment.end),
        cue,
        source,
        grade(text, segment, repairs),
    )


def state(scene: Scene, choice: Choice, talk: Talk, number: int, shown: Showing) -> Statement:
    """The statement a choice amounts to, with its other answers and the words that carry them."""
    view = choice.view
    spoken = view.mode in SPOKEN
    force, _ = forces.force_of(shown.force, view.mode, speakers.governing(view), talk.force)
    return Statement(
        id=f"s{number}",
        start=view.segment.start,
        end=view.segment.end,
        text=shown.text,
        speaker=choice.speaker,
        to=listeners.listener(scene, view, talk, choice.speaker) if spoken else (),
        relays=listeners.relayed(scene, view, talk, choice.speaker) if spoken else (),
        mode=view.mode,
        force=force,
        condition=shown.condition,
        hedges=shown.hedges,
        cue=shown.cue,
        source=shown.source,
        grade=shown.grade,
        confidence=round(calibrated(choice.probability * choice.mode_probability), 3),
        why=because(scene, choice, talk),
    )


def calibrated(raw: float) -> float:
    """The share of statements that were right at a raw probability: Platt scaling (Platt, 1999), fitted on held-out records."""
    fit = lexicon.weights("confidence")
    bounded = min(max(raw, 1e-3), 1 - 1e-3)
    return 1 / (1 + math.exp(-(fit["slope"] * math.log(bounded / (1 - bounded)) + fit["intercept"])))


def condition_of(scene: Scene, segment: Segment) -> Condition | None:
    """The condition a segment states, with its branches."""
    sure = scene.evidence.mean("cond", segment.start, segment.end)[1] if scene.evidence else 0.5
    return conditions.stated(scene.parsed.text, segment.start, segment.end, sure)


def said_by(scene: Scene, view: View) -> tuple[Range | None, Range | None]:
    """The reporting words and the words that name the speaker, as spans."""
    main = speakers.governing(view)
    if main is None or view.mode in {"narration", "assessment"}:
        return None, None
    verb = scene.parsed.tokens[main.verb]
    if main.mention >= 0:
        mention = scene.mentions[main.mention]
        return (verb.start, verb.end), (mention.start, mention.end)
    if main.subject >= 0:
        token = scene.parsed.tokens[main.subject]
        return (verb.start, verb.end), (token.start, token.end)
    return (verb.start, verb.end), None


def grade(text: str, segment: Segment, repairs: tuple[Range, ...]) -> Grade:
    """exact: the words stand as shown; joined: a line or page break stands inside; repaired: a hyphen was closed."""
    if any(a < segment.end and segment.start < b for a, b in repairs):
        return "repaired"
    return "joined" if "\n" in text[segment.start : segment.end] else "exact"


def because(scene: Scene, choice: Choice, talk: Talk) -> str:
    """One line for a person: why this speaker and this mode."""
    view = choice.view
    text = scene.parsed.text
    if "turn label" in choice.facts:
        return "turn label names the speaker"
    if view.mode in {"narration", "assessment"}:
        return f"the writer's own voice ({view.mode}, {choice.mode_probability:.0%})"
    main = speakers.governing(view)
    quoted = "in quotation marks; " if view.mode == "verbatim" else ""
    if main and main.kind in {"named", "he", "they", "i", "we"} and (view.frames or view.segment.quoted):
        verb = scene.parsed.tokens[main.verb].text
        subject = scene.mentions[main.mention] if main.mention >= 0 else scene.parsed.tokens[main.subject]
        return f"{quoted}“{text[subject.start : subject.end]} … {verb}” names the speaker"
    if choice.speaker and choice.speaker == talk.last:
        return f"{quoted}runs on: no new speaker named"
    if not choice.speaker:
        return f"{quoted}the record does not name the speaker"
    return f"{quoted}best of the people in reach ({choice.probability:.0%})"
