"""Claim and place -> faults and doubts: is it the speaker's own word, and does the record bear out what the manuscript makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from memcon.check import bounds, circumstances, grounds
from memcon.check.claims import Claim
from memcon.check.findings import Fault
from memcon.model import Person, Range, Record, Statement
from memcon.quotes import who
from memcon.quotes.align import Match
from memcon.quotes.words import words
from memcon.voices import NOT_STATED, names

SURE, SURE_WRITER = 0.65, 0.55
"""Confidence of the library's reading below which it is not used to say who speaks, or that the writer does."""
LEAST_SHARE = 0.3
FEW = 3
SHORT = 6
"""Words below which a quotation can stand in a record by chance."""
WRITERS = frozenset({"narration", "assessment"})
RELAYING = re.compile(
    r"\b(?:told (?:him|her|them|me|us)|quot\w+|relay\w*|pass\w* (?:on|along)|convey\w*|on behalf|according to"
    r"|had (?:heard|learned|been told)|message|instruct\w+|citing|cited|report\w*|attribut\w+)\b",
    re.IGNORECASE,
)

OWN_CUE = {"according to": re.compile(r"\baccording to\b", re.IGNORECASE), "tell": re.compile(r"\btold (?:him|her|them|me|us)\b")}
"""Words of relaying that a claim's own attribution may consist of, by its verb: they say of no third party."""
NEVER = re.compile(r"(?!)")
INDIRECT = re.compile(r"(?:\s+\w+){0,3}?\s+(?:said|felt|thought|told \w+|\w+ed)(?:\s+\w+){0,3}?\s+(?:that|whether|if)\b")
"""What follows the speaker's name in a clause that reports in the writer's words."""
RUNS_ON = 0.75
"""Confidence of the reading from which words that name nobody are taken for reported speech that goes on."""
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b")
THIRD = re.compile(
    r"(?<!^)(?<!^ that) (?:he|she|they|who|it) (?:had |has |have )?"
    r"(?:said|told|thought|felt|believed|believe|thinks|says|asked|hoped)\b"
)
"""Words that show by themselves that somebody else's view is told; at the claim's beginning they are said of its speaker."""
FRAME = re.compile(
    r"\b(?:said|says|thought|thinks|felt|feels|believed|believes|told \w+|stated|indicated|hoped|considered|reported|decided|feared|wanted"
    r"|wished|urged|insisted|proposed|suggested|warned|view|opinion|convinced|determined|informed \w+)"
    r"(?: (?:that|this|last|on|earlier|just|privately|recently|yesterday|today|again)(?: \w+){0,2})?(?:,? that)?\W*$"
)
"""How a passage ends that says whose view comes next."""


THINKING = re.compile(
    r"\b(?P<view>(?:thinking|view|feeling|opinion|belief|impression|mood) (?:in|of|at|among|within) (?:the )?(?P<whose>[A-Z][\w’'-]+)"
    r"(?: [A-Z][\w’'-]+)*)(?: \w+){0,2} (?:was|is)(?:,? that)?\W*$"
)
"""How a passage ends that says where the view is held which comes next."""


class Judgement(msgspec.Struct, frozen=True):
    """What is wrong with a claim at one place, what could not be judged, what a reader should know."""

    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def judge(claim: Claim, match: Match, record: Record, places: frozenset[str] = frozenset()) -> Judgement:
    """The faults of a claim whose words stand at a place of a record, and what could not be judged."""
    told = statements_at(match.spans, record)
    faults = list(wording(claim, match))
    doubts: list[str] = []
    if not told:
        return Judgement(tuple(faults), ("The words stand in a heading, list or note of the record, which has no speaker.",))
    voice = voices(claim, match, record, told, doubts)
    faults += voice
    speaker = frozenset(i for s in told for i in s.speaker)
    if match.wording != "stitched":
        faults += bounds.bounded(claim, match, record, told)
    if not any(fault.kind in {"other speaker", "writer's voice"} for fault in voice):
        faults += circumstances.circumstances(claim, record, told, speaker, places, doubts)
    return Judgement(tuple(faults), tuple(doubts), bounds.remark(match, record, told))


def wording(claim: Claim, match: Match) -> Sequence[Fault]:
    """The fault of the words themselves; a paraphrase has none."""
    if claim.kind == "paraphrase" or match.wording in {"exact", "marked"}:
        return ()
    if match.wording == "stitched":
        return (Fault("stitched", "The quotation joins words that stand apart in the source and does not say so."),)
    told = "; ".join(changed(c.written, c.stands) for c in match.changes[:3])
    more = f"; and {len(match.changes) - 3} more" if len(match.changes) > 3 else ""
    return (Fault("altered", f"The quotation is not the record's wording: {told}{more}."),)


def changed(written: str, stands: str) -> str:
    """One change in words."""
    if not stands:
        return f"“{written}” is not in the source"
    return f"“{written}” stands for “{stands}”" if written else f"“{stands}” is left out unmarked"


def statements_at(spans: Sequence[Range], record: Record) -> tuple[Statement, ...]:
    """The statements that hold a good part of the words, in order; those merely touched are left out."""
    text = record.document.text
    total = sum(len(words(text, *span)) for span in spans) or 1
    held: list[tuple[int, Statement]] = []
    for statement in record.statements:
        count = sum(len(words(text, max(a, statement.start), min(b, statement.end))) for a, b in spans if overlaps((a, b), statement))
        if count >= FEW or (count and (count / total > LEAST_SHARE or count >= len(words(statement.text)))):
            held.append((count, statement))
    return tuple(statement for _, statement in held)


def overlaps(span: Range, statement: Statement) -> bool:
    """Whether a stretch and a statement share a character."""
    return span[0] < statement.end and statement.start < span[1]


def voices(claim: Claim, match: Match, record: Record, told: Sequence[Statement], doubts: list[str]) -> list[Fault]:
    """What is wrong with whose words they are said to be."""
    if not claim.who:
        if not claim.paper:
            doubts.append("The manuscript does not say whose words these are.")
        return [] if claim.paper else as_verbatim(claim, match, record, told)
    certain = [s for s in told if sure(s, record)]
    if not certain:
        doubts.append("memcon is not sure enough of its reading of this passage to judge who speaks.")
        return as_verbatim(claim, match, record, told)
    main = max(certain, key=lambda s: share(s, match))
    found = writers_voice(claim, record, main, doubts) if main.mode in WRITERS else other_speaker(claim, match, record, told, doubts)
    if not found:
        found = relayed(claim, match, record, told)
        found += as_verbatim(claim, match, record, told)
    return found


def sure(statement: Statement, record: Record) -> bool:
    """Whether the reading of a statement may be used against a manuscript: it is confident, or a quotation whose opening clause
    says surely who speaks, or reads as the writer's own what stands under a heading of the writer's own ("Comment", "Assessment")."""
    if grounds.opened_by(statement, record) is not None:
        return True
    under = any(p.kind == "comment" and p.start <= statement.start < p.end for p in record.parts)
    return statement.confidence >= (SURE_WRITER if statement.mode in WRITERS else SURE) or (under and statement.mode in WRITERS)


def share(statement: Statement, match: Match) -> int:
    """How many characters of the words stand in a statement."""
    return sum(max(0, min(b, statement.end) - max(a, statement.start)) for a, b in match.spans)


def writers_voice(claim: Claim, record: Record, main: Statement, doubts: list[str]) -> list[Fault]:
    """The writer's own words given as what somebody said in the talk."""
    if claim.paper:
        return []
    authors = {p.id for p in record.people if p.author} | set(main.speaker)
    for phrase in claim.who:
        meant = who.meant(phrase, record)
        if meant.people & authors:
            return []
        author = next((p for p in record.people if p.author), None)
        if not meant.people and (author is None or may_be_writer(phrase, author)):
            doubts.append(f"The words are the writer's own; whether {phrase} is the writer, the record does not say.")
            return []
        if meant.by == "office" and author is not None and may_be_writer(phrase, author) and not author.name:
            doubts.append(f"The words are the writer's own; whether {phrase} is the writer, the record does not say.")
            return []
    what = "judgement" if main.mode == "assessment" else "account"
    return [Fault("writer's voice", f"These words are the writer's own {what}; the record does not say that {claim.who[0]} said them.")]


def may_be_writer(phrase: str, author: Person) -> bool:
    """Whether a phrase can mean the writer: the record does not name the writer, or nothing speaks against it."""
    return who.may_mean(phrase, author)


def other_speaker(claim: Claim, match: Match, record: Record, told: Sequence[Statement], doubts: list[str]) -> list[Fault]:
    """Somebody else says it in the record."""
    people = {p.id: p for p in record.people}
    certain = [s for s in told if sure(s, record)]
    speakers = frozenset(i for s in told for i in (*s.speaker, *s.relays) if i in people)
    if not any(s.speaker for s in certain):
        doubts.append("The record does not name the speaker of this passage.")
        return []
    strangers = 0
    for phrase in claim.who:
        meant = who.meant(phrase, record)
        if meant.people & speakers or (may_be_one(phrase, meant, record, speakers)):
            return []
        if not meant.people:
            strangers += 1
            continue
        if meant.by == "office" and ambiguous(phrase, record, speakers):
            doubts.append(f"Whom {phrase} means, the record does not settle.")
            return []
    said = ", ".join(names(record).get(i, NOT_STATED) for s in certain for i in s.speaker[:1]) or NOT_STATED
    said = ", ".join(dict.fromkeys(said.split(", ")))
    if strangers == len(claim.who) and (len(claim.words) < SHORT or match.score < 0.85 or not known_by_name(speakers, people)):
        doubts.append(f"The record knows nobody called {claim.who[0]}; it gives these words to {said}.")
        return []
    others = frozenset().union(*(who.meant(phrase, record).people for phrase in claim.who)) - speakers
    if any(names_itself(claim, match, s, record) for s in certain):
        doubts.append(f"The words themselves name who says this in the record: {said}.")
        return []
    if RELAYING.search(claim.outside) and any(names_person(claim.outside, people[i]) for i in speakers):
        doubts.append(f"In the record {said} says this; whether {claim.who[0]} passed it on, the record does not say.")
        return []
    if not all(grounds.holds(s, record, others, match.spans) for s in certain if s.speaker):
        doubts.append(f"memcon reads this as said by {said}, not {claim.who[0]}; the passage itself does not settle it.")
        return []
    return [Fault("other speaker", f"In the record {said} says this, not {claim.who[0]}.")]


def names_itself(claim: Claim, match: Match, statement: Statement, record: Record) -> bool:
    """Whether the claim's own words name the one who speaks in the record ("Oreil said that Lindqvist had asked"); an "I" in them names
    nobody else than the record's speaker."""
    if statement.source is None or not within(statement.source, match.spans) or not grounds.says_who(statement, record):
        return False
    shown = record.document.text[slice(*statement.source)]
    return shown != "I" and {w.key for w in words(shown)} <= {w.key for w in claim.words}


def within(inner: Range, spans: Sequence[Range]) -> bool:
    """Whether a range lies in one of some others."""
    return any(a <= inner[0] and inner[1] <= b for a, b in spans)


def may_be_one(phrase: str, meant: who.Named, record: Record, speakers: frozenset[str]) -> bool:
    """Whether a phrase can mean one of the speakers after all: nothing in it speaks against that, and it names nobody else who is
    heard in the record."""
    if meant.by == "name" and any(meant.people.intersection(s.speaker) for s in record.statements):
        return False
    if goes_by(phrase, record) - speakers:
        return False
    return any(who.may_mean(phrase, p) for p in record.people if p.id in speakers)


def goes_by(phrase: str, record: Record) -> frozenset[str]:
    """The one speaker whom a record calls by these very words ("the Secretary"); empty where nobody or several go by them."""
    whole = who.bare(phrase)
    found = frozenset(p.id for p in record.people if whole in {who.bare(p.name), *map(who.bare, p.aliases)})
    heard = {i for s in record.statements for i in s.speaker}
    return found if len(found) == 1 and found <= heard else frozenset()


def known_by_name(speakers: frozenset[str], people: dict[str, Person]) -> bool:
    """Whether every speaker is known by a surname, so that another surname must mean another person."""
    return all(who.called(people[i]).names for i in speakers)


def ambiguous(phrase: str, record: Record, speakers: frozenset[str]) -> bool:
    """Whether an office can mean several people, or a speaker whose office the record does not give; not where the record itself calls
    somebody else by it."""
    if goes_by(phrase, record) - speakers:
        return False
    meant = who.meant(phrase, record)
    return len(meant.people) > 1 or any(not who.called(p).offices for p in record.people if p.id in speakers)


def relayed(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> list[Fault]:
    """What the speaker passed on from a third party, given as the speaker's own."""
    text = record.document.text
    mostly = [s for s in told if s.confidence >= SURE and share(s, match) * 2 > match_length(match)]
    held = [s for s in mostly if s.relays]
    said = claim.outside + " " + " ".join(claim.who)
    if claim.paper or RELAYING.search(OWN_CUE.get(claim.verb, NEVER).sub("", said, count=1)):
        return []
    if not held:
        return thought_elsewhere(said, match, text, mostly)
    if THIRD.search(" " + " ".join(w.key for w in claim.words)):
        return []
    for statement in held:
        people = [p for p in record.people if p.id in statement.relays]
        if any(names_person(said, p) for p in people) or any(names_person(text[a:b], p) for p in people for a, b in match.spans):
            return []
        before = text[statement.start : min(a for a, _ in match.spans)]
        certain = statement.confidence >= grounds.CERTAIN
        if not FRAME.search(before) or not (certain or any(names_person(before, p) for p in people)):
            return []
        if not certain and any(own_side(p, record, statement) for p in people):
            return []
    whose = ", ".join(names(record).get(i, i) for i in held[0].relays)
    return [Fault("relayed as own", f"In the record the speaker passes on what comes from {whose}; the manuscript does not say so.")]


def own_side(body: Person, record: Record, statement: Statement) -> bool:
    """Whether a body without a face may be the speaker's own state or office, whose view is the speaker's too."""
    country = who.called(body).country
    if who.called(body).names or not country:
        return False
    speakers = [who.called(p).country for p in record.people if p.id in statement.speaker]
    return any(not one or one == country for one in speakers)


def thought_elsewhere(said: str, match: Match, text: str, mostly: Sequence[Statement]) -> list[Fault]:
    """The same for what the speaker gives as the view held in some place or body: "the thinking in Tess City was that"."""
    start = min(a for a, _ in match.spans)
    frame = next((f for s in mostly if s.start < start and (f := THINKING.search(text[s.start : start]))), None)
    if frame is None or any(frame["whose"].lower() in shown.lower() for shown in (said, *(text[a:b] for a, b in match.spans))):
        return []
    return [Fault("relayed as own", f"In the record the speaker says that this is “{frame['view']}”; the manuscript does not say so.")]


def match_length(match: Match) -> int:
    """The characters that a match covers."""
    return sum(b - a for a, b in match.spans)


def names_person(said: str, person: Person) -> bool:
    """Whether some words name a person or body: by surname, by office, or by the very name that it has in the record."""
    low = [w.key for w in words(said)]
    known = who.called(person)
    offices = known.offices - who.SMALL
    if known.names & set(low) or (offices and offices <= set(low)) or (not known.names and offices & set(low)):
        return True
    shown = f" {' '.join(low)} "
    own = (" ".join(w.key for w in words(who.bare(name))) for name in (person.name, *person.aliases))
    return any(name and f" {name} " in shown for name in own)


def as_verbatim(claim: Claim, match: Match, record: Record, told: Sequence[Statement]) -> list[Fault]:
    """Reported speech in quotation marks: the words are the record's, not the speaker's."""
    if claim.kind != "quotation" or claim.paper or len(claim.words) < FEW or not claim.who:
        return []
    text = record.document.text
    total = sum(len(words(text, *span)) for span in match.spans)
    reported = sum(
        len(words(text, max(a, s.start), min(b, s.end)))
        for s in told if is_reported(s, record, match.spans) and not quoted_there(text, s, match.spans)
        for a, b in match.spans if overlaps((a, b), s)
    )
    if reported < FEW or reported < LEAST_SHARE * total:
        return []
    sentence = "The record gives this as reported speech, in its writer's words; the speaker's own words are not known."
    return [Fault("reported as verbatim", sentence)]


def is_reported(statement: Statement, record: Record, spans: Sequence[Range]) -> bool:
    """Whether a statement is reported speech beyond doubt: where only a reading says so, the words stand behind a clause of the record
    that reports them ("I said that we"), or they are not in the first person and surely run on from one.

    Behind such a clause the reading's confidence, which tells how sure the speaker is, is not asked.
    """
    if statement.mode != "reported":
        return False
    if statement.confidence >= grounds.CERTAIN:
        return True
    if statement.source is not None and grounds.source_inside(statement):
        behind = record.document.text[statement.source[1] : max(spans[0][0], statement.source[1])]
        return bool(INDIRECT.match(behind)) or not FIRST_PERSON.search(statement.text)
    return statement.confidence >= RUNS_ON and not FIRST_PERSON.search(statement.text)


def quoted_there(text: str, statement: Statement, spans: Sequence[Range]) -> bool:
    """Whether the words stand in quotation marks in the record too."""
    for start, end in spans:
        before = text[max(statement.start - 1, start - 400, 0) : start]
        if start < statement.end and statement.start < end:
            straight = text[max(0, text.rfind("\n", 0, start)) : start].count('"') % 2
            if before.count("“") > before.count("”") or straight:
                return True
    return False
