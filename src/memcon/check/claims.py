"""Manuscript -> claims: every quotation, and every sentence that says in other words what somebody said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from memcon import lexicon, sentences
from memcon.check import cited
from memcon.check.antecedents import Antecedents
from memcon.check.attribution import NOUNS, OTHER_VERBS, Attribution, attributions, beside, main_subject
from memcon.check.findings import ClaimKind
from memcon.check.masking import masked
from memcon.manuscript import Manuscript
from memcon.model import Parsed, Range, Sentence
from memcon.quotes.marks import Piece, Quotation, quotations
from memcon.quotes.words import Word, telling, words

LEAST_TELLING = 3
"""Telling words below which a paraphrase is not looked up."""
LEAST_QUOTED = 2
CUE_WORDS = NOUNS | OTHER_VERBS | {"according", "clear", "plain", "known"}


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Something a manuscript says somebody said. ``who`` and ``to`` are the naming words, "" where nobody is named.

    ``outside`` is the sentence without the quoted words, in which circumstances and conditions are sought.
    """

    kind: ClaimKind
    start: int
    end: int
    sentence: Range
    pieces: tuple[Piece, ...]
    who: tuple[str, ...] = ()
    to: str = ""
    verb: str = ""
    negated: bool = False
    paper: bool = False
    outside: str = ""
    ignored: tuple[str, ...] = ()
    head: str = ""
    in_note: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the claim."""
        return tuple(word for piece in self.pieces for word in piece.words)


def claims(manuscript: Manuscript, model: str | None = None) -> tuple[Claim, ...]:
    """The claims of a manuscript, in order, those in its notes too."""
    stretches = sorted({*manuscript.paragraphs, *manuscript.note_stretches})
    found = quotations(manuscript.clean, stretches, manuscript.blocks)
    text = cited.without_brackets(masked(manuscript.clean, found))
    parsed = sentences.parse(text, tuple(span for span in stretches if worth_reading(text, span, found)), model)
    antecedents = Antecedents(manuscript.clean, manuscript.paragraphs, model)
    reader = Reader(manuscript, text, parsed, found, antecedents)
    return tuple(sorted((noted(claim, manuscript) for claim in reader.read()), key=lambda claim: claim.start))


def noted(claim: Claim, manuscript: Manuscript) -> Claim:
    """The claim, marked where it stands in a note."""
    return msgspec.structs.replace(claim, in_note=True) if manuscript.note_at(claim.start) else claim


def worth_reading(text: str, span: Range, found: Sequence[Quotation]) -> bool:
    """Whether a paragraph can hold a claim: a quotation, or a word that reports."""
    if any(span[0] <= one.start < span[1] for one in found):
        return True
    shown = re.findall(r"\w+", text[span[0] : span[1]].lower())
    return any(word in lexicon.cues() or word in CUE_WORDS for word in shown)


class Reader:
    """Goes through the sentences of a manuscript once; holds what each step needs."""

    def __init__(
        self, manuscript: Manuscript, text: str, parsed: Parsed, found: Sequence[Quotation], antecedents: Antecedents
    ) -> None:
        self.manuscript = manuscript
        self.text = text
        self.parsed = parsed
        self.quotations = found
        self.antecedents = antecedents
        self.starts = [sentence.start for sentence in parsed.sentences]
        self.opens = [one.outer[0] for one in found]

    def read(self) -> Iterator[Claim]:
        """Every claim: quotations first, then the sentences without one."""
        quoted: set[int] = set()
        for one in self.quotations:
            index = self.sentence_of(one)
            if index is not None and one.count > LEAST_QUOTED:
                quoted.add(index)
            if one.count >= LEAST_QUOTED:
                yield self.quotation(one, index)
        for index, sentence in enumerate(self.parsed.sentences):
            if index not in quoted:
                yield from self.paraphrase(sentence)

    def sentence_of(self, one: Quotation) -> int | None:
        """The sentence in which a quotation stands."""
        index = bisect_right(self.starts, one.outer[0] + (0 if self.text[one.outer[0]].strip() else one.count)) - 1
        index = max(index, bisect_right(self.starts, one.start) - 1)
        if index < 0 or self.parsed.sentences[index].end < one.outer[0]:
            return None
        return index

    def quotation(self, one: Quotation, index: int | None) -> Claim:
        """The claim that a quotation makes, with who is said to speak."""
        sentence = self.parsed.sentences[index] if index is not None else None
        span = self.whole(min(sentence.start, one.outer[0]), max(sentence.end, one.outer[1])) if sentence else one.outer
        said = self.said_of(one, sentence, index)
        who, paper = self.who(said, one.start)
        first = said[0] if said else None
        outside = self.text[span[0] : span[1]] if not one.block else ""
        if not said and PAPER_WORDS.search(outside):
            # The sentence gives the words to the paper; whose they are there, nobody is said to have said.
            who = ()
        return Claim(
            kind="quotation", start=one.start, end=one.end, sentence=span, pieces=one.pieces, who=who,
            to=self.named(first.to) if first else "", verb=first.verb if first else "", negated=first.negated if first else False,
            paper=paper or bool(PAPER_WORDS.search(outside)), outside=outside, ignored=one.ignored,
            head=self.head(sentence, first) if sentence else "",
        )

    def said_of(self, one: Quotation, sentence: Sentence | None, index: int | None) -> list[Attribution]:
        """The attributions of a quotation, the nearest first: in its sentence, by layout, or in the sentence that leads to it."""
        if sentence is None:
            lead = self.lead(one.outer[0])
            return [lead] if lead else []
        found = [a for a in attributions(self.text, self.parsed, sentence) if not one.start <= a.cue[0] < one.end]
        aside = beside(self.manuscript.clean, (sentence.start, sentence.end), one.outer[0], one.outer[1])
        if aside and (aside.verb == "()" or not found):
            return [aside, *found]
        if found:
            nearest = min(found, key=lambda a: distance(a, one))
            return [nearest, *(a for a in found if a.cue < nearest.cue and a.cue[0] < one.start)]
        subject = main_subject(self.parsed, sentence, one.outer[0])
        if subject and (self.text[: one.outer[0]].rstrip()[-1:] in {":", ","} or subject.verb in lexicon.cues()):
            return [subject]
        if (index or 0) > 0 and sentence.start >= one.outer[0] - 2:
            said = self.lead(one.outer[0]) or self.carried(one, sentence)
            return [said] if said else []
        return []

    def carried(self, one: Quotation, sentence: Sentence) -> Attribution | None:
        """The attribution of a quotation that goes on right behind another's: “It rains,” Oreil said. “It snows.”"""
        before = bisect_right(self.starts, one.outer[0] - 3) - 1
        at = bisect_right(self.opens, one.outer[0] - 1) - 1
        if before < 0 or at < 0 or re.search(r"\w", self.text[one.outer[1] : sentence.end]):
            return None
        said, last = self.parsed.sentences[before], self.quotations[at]
        between = self.manuscript.clean[last.outer[1] : one.outer[0]]
        if not said.start <= last.outer[0] < said.end or not re.search(r"\w[.,;:]?[\s\d]*$", between) or re.search(r"\n\s*\n", between):
            return None
        found = [a for a in attributions(self.text, self.parsed, said) if a.cue[0] >= last.outer[1]]
        return found[-1] if found else None

    def whole(self, start: int, end: int) -> Range:
        """A sentence without a cut through a quotation that it ends with."""
        at = bisect_right(self.opens, end - 1) - 1
        return start, max(end, self.quotations[at].outer[1] if at >= 0 else end)

    def lead(self, at: int) -> Attribution | None:
        """The attribution of the sentence before, where it ends with a colon or opens a block."""
        index = bisect_right(self.starts, at - 1) - 1
        if index < 0:
            return None
        before = self.parsed.sentences[index]
        between = self.text[before.end - 1 : at]
        if ":" not in between or len(between) > 40:
            return None
        found = attributions(self.text, self.parsed, before)
        return found[-1] if found else main_subject(self.parsed, before, before.end)

    def who(self, said: Sequence[Attribution], at: int) -> tuple[tuple[str, ...], bool]:
        """The naming words of the speakers, nearest first, pronouns by what memcon's own reading takes them for; and whether the paper
        itself is said to speak."""
        names: list[str] = []
        for one in said:
            if one.kind == "named":
                names.append(self.named(one.who))
            elif one.kind == "pronoun":
                names += [*self.before(one), *self.antecedents.speakers(at, one.cue[0])]
        paper = any(one.kind == "document" for one in said)
        if not said and at >= 0:
            names += self.antecedents.speakers(at)
        return tuple(dict.fromkeys(name for name in names if name)), paper

    def before(self, pronoun: Attribution) -> list[str]:
        """The subject of the sentence in which a pronoun speaks, where it is named before it: "Oreil left, and he said"."""
        index = bisect_right(self.starts, pronoun.who[0]) - 1
        subject = main_subject(self.parsed, self.parsed.sentences[index], pronoun.who[0]) if index >= 0 else None
        return [self.named(subject.who)] if subject and subject.kind == "named" else []

    def named(self, span: Range | None) -> str:
        """The words of a range on one line; "" for a pronoun or no range."""
        shown = " ".join(self.manuscript.clean[span[0] : span[1]].split()) if span else ""
        shown = f"the{shown[3:]}" if shown.startswith("The ") else shown
        return "" if shown.lower() in {"him", "her", "them", "me", "us", "he", "she", "they", "you"} else shown

    def head(self, sentence: Sentence, said: Attribution | None) -> str:
        """The words around the naming of the speaker that tell of the occasion: before the name and cue, and up to the claim."""
        if said is None:
            return ""
        return self.text[sentence.start : max(said.who[1], said.cue[1])]

    def paraphrase(self, sentence: Sentence) -> Iterator[Claim]:
        """The claim of a sentence that gives in other words what somebody said."""
        found = attributions(self.text, self.parsed, sentence)
        aside = () if found else tuple(filter(None, [self.labelled(sentence)]))
        said = next((a for a in (*found, *aside) if a.kind != "document"), next(iter(found), None))
        if said is None:
            return
        content = tuple(w for w in words(self.text, *self.content(sentence, said)) if not inside(w, said.who, said.cue, said.to))
        if sum(telling(w.key) for w in content) < LEAST_TELLING:
            return
        who, _ = self.who([said], said.cue[0])
        paper = any(a.kind == "document" for a in found) or bool(PAPER_WORDS.search(self.head(sentence, said)))
        yield Claim(
            kind="paraphrase", start=content[0].start, end=content[-1].end, sentence=self.whole(sentence.start, sentence.end),
            pieces=(Piece(content),), who=who, to=self.named(said.to), verb="" if paper else said.verb,
            negated=said.negated and not paper, paper=paper,
            outside=self.text[sentence.start : sentence.end], head=self.head(sentence, said),
        )

    def labelled(self, sentence: Sentence) -> Attribution | None:
        """A sentence behind a label, "Oreil: the ferry will not run."; None without one."""
        match = re.match(r"(?P<who>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}): ", self.text[sentence.start : sentence.end])
        if match is None:
            return None
        end = sentence.start + match.end("who")
        return Attribution((sentence.start, end), "named", (end, end + 1), ":")

    def content(self, sentence: Sentence, said: Attribution) -> Range:
        """The part of a sentence that gives what was said: behind the cue, or before it where the cue stands at the end."""
        head_end = max(said.cue[1], said.who[1], said.to[1] if said.to and said.to[0] < said.cue[1] + 60 else 0)
        behind = len(words(self.text, head_end, sentence.end))
        head_start = min(said.cue[0], said.who[0])
        before = len(words(self.text, sentence.start, head_start))
        if said.verb == "according to" and said.cue[0] < said.who[0]:
            comma = self.text.find(",", said.who[1], sentence.end)
            if said.cue[0] == sentence.start and comma > 0:
                return comma + 1, sentence.end
        return (head_end, sentence.end) if behind >= before or behind >= 6 else (sentence.start, head_start)


PAPER_WORDS = re.compile(
    r"\b(?:memorand(?:um|a)|memcon|telegram|cable|minutes|record(?:s|ed)? (?:of|has|shows|says|that)|recorded as|transcript|note-?taker"
    r"|drafter|paraphras\w+|summar(?:y|ised|ized)|dispatch|despatch|in the record|the record|reported as)\b",
    re.IGNORECASE,
)


def inside(word: Word, *spans: Range | None) -> bool:
    """Whether a word stands in one of some ranges."""
    return any(span and span[0] <= word.start < span[1] for span in spans)


def distance(one: Attribution, quoted: Quotation) -> tuple[int, int]:
    """How near an attribution stands to a quotation, in characters; pronouns after names at the same distance."""
    gap = max(quoted.outer[0] - one.cue[1], one.cue[0] - quoted.outer[1], 0)
    return gap, one.kind == "pronoun"
