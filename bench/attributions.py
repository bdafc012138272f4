"""Record -> attributions: who is the source of what content by which cue, as news corpora annotate it.

A record's statements say who speaks and in whose words; a news corpus asks for the words of three parts: source, cue and
content. Each reporting frame (``memcon.statements.frames``) that stands in speech gives one attribution: its content is what
its verb governs, or the clause and the quotation that it is put behind or into. Quoted statements without a frame of their
own go to the attribution beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from memcon.model import Parsed, Range, Record, Sentence, Statement
from memcon.statements.frames import Frame, at_token, frames

Spans = tuple[Range, ...]


def verbs(words: str) -> frozenset[str]:
    """Base forms of verbs, as ``Frame.base`` gives them."""
    return frozenset(words.split())


# Verbs that can be put behind or into what they report.
SPEECH = verbs(
    """
    acknowledge add admit advise allege announce answer argue ask assert assure believe claim comment complain conclude concede
    confirm contend continue declare deny emphasize estimate exclaim explain indicate inform inquire insist interject joke
    maintain mention note observe point predict promise read recall reiterate remark remind repeat reply report respond reveal
    say speculate state stress suggest suspect tell testify think tweet urge vow warn write
    """
)
# Verbs that tell of speech also where they govern a thing or an infinitive; of all others only a clause is content.
THINGS = SPEECH | verbs(
    """
    accuse advocate affirm appeal approve call challenge characterize cite clarify criticise criticize demand deplore describe
    disagree disclose discuss dispute doubt encourage endorse expect express fear hint hope imply intend lament object oppose
    outline pledge propose protest question quote reaffirm recommend recount refer refuse refute regret reject request review
    seek summarize term threaten underline underscore voice want welcome wish wonder worry
    """
)
HEARING = verbs("advise alert assure brief inform notify remind tell")
CLAUSE = frozenset({"ccomp"})
GOVERNED = frozenset({"ccomp", "xcomp", "acl", "dobj", "attr", "oprd", "prep", "dative"})
PREPOSITIONS = frozenset({"about", "against", "as", "for", "from", "of", "on", "to", "with"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TRAILING = frozenset({"relcl", "advcl", "appos", "acl"})
QUOTES = frozenset(("“", "”", '"', "''", "``"))
BREAKS = frozenset(",”\"'?!-–—")
ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
LEAST_QUOTED = 4
EDGES = " \n\t,;:-–—"


class Settings(msgspec.Struct, frozen=True):
    """Which ways of turning statements into attributions are used; each can be left out to see what it gives.

    ``objects``: verbs that govern a thing, no clause ("called for a ban"); ``behind``: cues put behind or into what they
    report; ``quotations``: quoted statements go to the cue beside them; ``according``: "according to"; ``passive``: no
    source ("was reported"); ``quoted``: also frames inside quotations; ``everywhere``: also frames in the writer's voice.
    """

    objects: bool = True
    behind: bool = True
    quotations: bool = True
    according: bool = True
    passive: bool = True
    quoted: bool = False
    everywhere: bool = False


class Attribution(msgspec.Struct, frozen=True):
    """One attribution, each part as spans (half-open characters of the document's text)."""

    source: Spans
    cue: Spans
    content: Spans


class Found(msgspec.Struct):
    """An attribution under construction, with its verb's base form."""

    base: str
    source: Range | None
    cue: Range
    content: list[Range]


class Quotation(msgspec.Struct, frozen=True):
    """Neighbouring verbatim statements in one paragraph."""

    start: int
    end: int
    paragraph: int


class Page:
    """A record with its parse, and what the attributions are looked up in."""

    def __init__(self, record: Record, parsed: Parsed) -> None:
        self.record, self.text, self.tokens, self.parsed = record, parsed.text, parsed.tokens, parsed
        self.covering = at_token(record.mentions, parsed)
        self.below: dict[int, list[int]] = {}
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.below.setdefault(token.head, []).append(index)
        self.starts = [sentence.start for sentence in parsed.sentences]
        self.statement_at = dict(self.places())

    def places(self) -> Iterator[tuple[int, Statement]]:
        """Each token that stands in a statement, with the statement."""
        at, statements = 0, self.record.statements
        for index, token in enumerate(self.tokens):
            while at < len(statements) and statements[at].end <= token.start:
                at += 1
            if at < len(statements) and statements[at].start <= token.start:
                yield index, statements[at]

    def subtree(self, index: int, sentence: Sentence, without: frozenset[int] = frozenset()) -> list[int]:
        """The token and what stands below it in the sentence, in order; not the tokens left out nor what they govern."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(i for i in self.below.get(at, []) if i not in without and sentence.first <= i < sentence.last)
        return sorted(found)

    def paragraph_of(self, offset: int) -> int:
        """The paragraph of the sentence at an offset; -1 where none stands there."""
        at = bisect_right(self.starts, offset) - 1
        return self.parsed.sentences[at].paragraph if at >= 0 else -1

    def says(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the stretch holds a finite verb or a quotation mark: a clause, not an adverbial."""
        inside = (self.tokens[i] for i in range(sentence.first, sentence.last))
        return any(t.tag in FINITE or t.text in QUOTES for t in inside if start <= t.start < end)

    def trailing(self, index: int, sentence: Sentence) -> frozenset[int]:
        """Clauses behind a comma that hang on at the end of a complement ("..., who", "..., adding that"): not part of it."""
        return frozenset(
            i for i in self.subtree(index, sentence)
            if i > index and self.tokens[i].dep in TRAILING and self.after_comma(self.subtree(i, sentence)[0])
        )

    def after_comma(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].text in {",", "―", "—", "–", "--"}

    def trimmed(self, start: int, end: int) -> Range | None:
        """The stretch without white space, commas, dashes and a full stop at its edges; None where no word is left."""
        while start < end and self.text[start] in EDGES:
            start += 1
        while end > start and self.text[end - 1] in EDGES + ".":
            end -= 1
        if start < end and self.text[end : end + 2] in {".”", '."'}:
            end += 2
        return (start, end) if re.search(r"\w", self.text[start:end]) else None


def attributions(record: Record, parsed: Parsed, settings: Settings | None = None) -> list[Attribution]:
    """The attributions of a record in text order. ``parsed`` is the parse of the same text."""
    settings = settings or Settings()
    page = Page(record, parsed)
    found = [one for sentence in parsed.sentences for one in of_sentence(page, sentence, settings)]
    if settings.quotations:
        for quotation in quotations(page):
            take(page, found, quotation)
    made = (Attribution((f.source,) if f.source else (), (f.cue,), tuple(f.content)) for f in found if f.content)
    return sorted(made, key=lambda a: (a.content, a.cue))


def of_sentence(page: Page, sentence: Sentence, settings: Settings) -> Iterator[Found]:
    """The attributions whose cue stands in the sentence; those of verbs of speech also while they lack a content."""
    for frame in frames(page.parsed, sentence, page.covering):
        source = source_of(page, sentence, frame)
        if not speaks(page, frame, settings) or (source is None and not (settings.passive and frame.passive)):
            continue
        content = content_of(page, sentence, frame, source, settings)
        if content or (frame.base in THINGS and settings.quotations):
            yield Found(frame.base, source, cue_of(page, frame), content)
    if settings.according:
        yield from according(page, sentence)


def speaks(page: Page, frame: Frame, settings: Settings) -> bool:
    """Whether the frame stands where memcon hears somebody speak."""
    statement = page.statement_at.get(frame.verb)
    if statement is None:
        return False
    if statement.mode == "verbatim":
        return settings.quoted
    return statement.mode == "reported" or settings.everywhere


def source_of(page: Page, sentence: Sentence, frame: Frame) -> Range | None:
    """The subject with what belongs to it; a clause behind it is left out."""
    if frame.subject < 0:
        return None
    out = frozenset(i for i in page.below.get(frame.subject, []) if page.tokens[i].dep in {"relcl", "ccomp", "parataxis", "advcl"})
    inside = page.subtree(frame.subject, sentence, out | {frame.verb})
    first = last = frame.subject
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return page.trimmed(page.tokens[first].start, page.tokens[last].end)


def cue_of(page: Page, frame: Frame) -> Range:
    """The verb with the auxiliaries and particles beside it."""
    first = last = frame.verb
    own = {i for i in page.below.get(frame.verb, []) if page.tokens[i].dep in AUXILIARIES}
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return page.tokens[first].start, page.tokens[last].end


def content_of(page: Page, sentence: Sentence, frame: Frame, source: Range | None, settings: Settings) -> list[Range]:
    """What is said: the clause behind the verb, else the clause or quotation around the cue, else the thing it governs."""
    found = governed(page, sentence, frame, CLAUSE)
    if not found and settings.behind and frame.base in SPEECH and not direct(page, frame):
        verb = page.tokens[frame.verb]
        found = around(page, sentence, source, (verb.start, verb.end), frame.subject)
    if not found and settings.objects and (" " in frame.base or frame.base in THINGS):
        found = governed(page, sentence, frame, frozenset({"xcomp"}) if frame.base in HEARING else GOVERNED)
    return found


def direct(page: Page, frame: Frame) -> bool:
    """Whether the verb governs a thing or an infinitive behind it, its hearer aside."""
    if frame.base in HEARING:
        return False
    own = (i for i in page.below.get(frame.verb, []) if i > frame.verb and i != frame.hearer)
    return any(page.tokens[i].dep in {"dobj", "xcomp"} for i in own)


def governed(page: Page, sentence: Sentence, frame: Frame, kinds: frozenset[str]) -> list[Range]:
    """From the first complement behind the verb to the end of the last, where one of these kinds is among them."""
    heard = frame.hearer if frame.base in HEARING or frame.base == "ask" else -1
    own = [i for i in page.below.get(frame.verb, []) if frame.verb < i < sentence.last and belongs(page, i)]
    own = [i for i in own if i != heard and (heard < 0 or heard not in page.below.get(i, []))]
    at = next((n for n, i in enumerate(own) if page.tokens[i].dep in kinds), None)
    if at is None:
        return []
    if frame.base in SPEECH or page.tokens[own[0]].dep == "prep":
        own = own[at:]
    first = next(i for i in page.subtree(own[0], sentence) if i > frame.verb)
    last = page.subtree(own[-1], sentence, page.trailing(own[-1], sentence))[-1]
    span = page.trimmed(page.tokens[first].start, page.tokens[last].end)
    return [span] if span else []


def belongs(page: Page, index: int) -> bool:
    """Whether a dependent of a cue is part of what is said; adverbials of time and place are not."""
    token = page.tokens[index]
    return token.dep in GOVERNED and (token.dep != "prep" or token.text.lower() in PREPOSITIONS)


def around(page: Page, sentence: Sentence, source: Range | None, cue: Range, named: int) -> list[Range]:
    """What of the sentence is left on both sides of a cue that is put behind or into it."""
    start, end = min(cue[0], source[0] if source else cue[0]), max(cue[1], source[1] if source else cue[1])
    if named >= 0 and source and source[0] >= cue[0]:
        end = max(end, page.tokens[page.subtree(named, sentence)[-1]].end)
    after = re.match(r"[^,.:;“\"”]*[,.:;]?", page.text[end : sentence.end])
    end += after.end() if after else 0
    before, behind = page.trimmed(sentence.start, start), page.trimmed(end, sentence.end)
    if before and (page.text[:start].rstrip()[-1:] not in BREAKS or not page.says(sentence, *before)):
        before = None
    if behind and (not page.says(sentence, *behind) or (before and page.text[behind[0]] not in QUOTES)):
        behind = None
    return [span for span in (before, behind) if span]


def according(page: Page, sentence: Sentence) -> Iterator[Found]:
    """"According to X": what is left of the sentence is the content."""
    for match in ACCORDING.finditer(page.text, sentence.start, sentence.end):
        inside = [i for i in range(sentence.first, sentence.last) if match.start() <= page.tokens[i].start < match.end()]
        named = [i for i in page.below.get(inside[-1], []) if i > inside[-1] and page.tokens[i].dep == "pobj"] if inside else []
        if not named:
            continue
        out = frozenset(i for i in page.below.get(named[0], []) if page.tokens[i].dep in {"relcl", "punct", "appos"})
        name = page.subtree(named[0], sentence, out)
        source = page.trimmed(page.tokens[name[0]].start, page.tokens[name[-1]].end)
        if source and (content := around(page, sentence, source, match.span(), named[0])):
            yield Found("according", source, match.span(), content)


def quotations(page: Page) -> list[Quotation]:
    """The quotations of a record in text order."""
    found: list[Quotation] = []
    for statement in page.record.statements:
        if statement.mode != "verbatim":
            continue
        paragraph = page.paragraph_of(statement.start)
        last = found[-1] if found else None
        if last and last.paragraph == paragraph and not re.search(r"\w", page.text[last.end : statement.start]):
            found[-1] = Quotation(last.start, statement.end, paragraph)
        else:
            found.append(Quotation(statement.start, statement.end, paragraph))
    return found


def take(page: Page, found: list[Found], quotation: Quotation) -> None:
    """Gives a quotation to the attribution whose content it touches, else to the nearest one of its paragraph."""
    span = page.trimmed(quotation.start, quotation.end)
    if span is None:
        return
    touching = [f for f in found if any(start < span[1] and span[0] < end for start, end in f.content)]
    if touching:
        touching[0].content = union([*touching[0].content, span])
        return
    if len(re.findall(r"\w+", page.text[span[0] : span[1]])) < LEAST_QUOTED:
        return
    near = [f for f in found if f.base in THINGS and page.paragraph_of(f.cue[0]) == quotation.paragraph]
    before = [f for f in near if f.cue[0] < span[0]]
    if near:
        one = before[-1] if before else near[0]
        one.content = union([*one.content, span])


def union(spans: list[Range]) -> list[Range]:
    """Spans in order, those that overlap joined."""
    out: list[Range] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
