"""Annotated records -> sentences as a writer would write them: true ones, and one for each way of getting a record wrong.

Every sentence is made from one statement of one record by the transformation that its class names; the wording around it is drawn
from lists, so that no class is known by its phrasing. What a true sentence and a false one share, they share on purpose.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from memcon import citations
from memcon.check import judging
from memcon.citations import FRUS
from memcon.model import Record, Statement
from memcon.quotes import who
from memcon.quotes.words import telling, words
from memcon.statements import conditions
from truth import Known

TRUE, CITED = "true", "rightly cited"
FILLER = (
    "The winter of that year was long, and the ministries were short of coal.", "Nobody in the building had slept much.",
    "The chapter that follows returns to these matters.", "Such was the mood in the delegations when the year began.",
    "There were other papers on the table, and few of them were read.",
)
PROMPT = re.compile(
    r"^(?:(?:[A-Z][\w.’'-]*|the|of|State|he|He|She|I|They|We|also|then|again|further|Foreign|in reply|next)\s+){1,7}?"
    r"(?:said|stated|replied|added|thought|felt|believed|noted|remarked|observed|explained|continued|asserted|declared|pointed out|"
    r"indicated|commented|answered|emphasized|stressed|repeated|told (?:me|him|us|the \w+))\s+(?:that\s+)?"
)
HEDGED = re.compile(r"(?:I think|I believe|I suspect|Perhaps|Probably|I would argue|It seems)(?: that)? (?P<rest>\w.{30,})")
LEAST, MOST = 7, 42
"""Words of a statement that is used."""
QUOTING = (
    "{who} said: “{q}”", "“{q},” {who} said.", "{who} told {to} that “{q}.”", "According to {who}, “{q}.”", "As {who} put it, “{q}.”",
    "“{q},” said {who}, and nobody answered.", "In the words of {who}, “{q}.”", "{who} was blunt: “{q}.”", "{who}’s reply was “{q}.”",
    "Then {who} spoke up: ‘{q}.’", "“{q}” ({who}).", "{who}, who had waited all morning, remarked that “{q}.”",
    "It was {who} who said, “{q}.”", "{who} is quoted as saying that “{q}.”", "“{q},” {who} added.", "{who}: “{q}.”",
    "There was also {who}’s warning that “{q}.”", "Asked about it, {who} answered, \"{q}.\"",
)
TELLING = (
    "{who} said that {c}.", "According to {who}, {c}.", "{who} told {to} that {c}.", "As {who} explained, {c}.",
    "{who} maintained that {c}.",
    "{who} took the view that {c}.", "In {who}’s view, {c}.", "{who} replied that {c}.", "{who} made it clear that {c}.",
    "It was {who}’s contention that {c}.", "{who} insisted that {c}.", "{who} remarked that {c}.",
)
PAPER = (
    "The memorandum comments that {c}.", "The record notes that {c}.", "As the drafter of the memorandum saw it, {c}.",
    "The memorandum has it that “{q}.”", "In the words of the record, “{q}.”",
)


class Planted(msgspec.Struct, frozen=True):
    """A sentence with its class ("true" or the fault it bears), how it was made, and the record it comes from."""

    kind: str
    how: str
    text: str
    record: str


class Maker:
    """Makes sentences from one record; every choice is by the given chance."""

    def __init__(self, known: Known, others: Sequence[Known], chance: random.Random) -> None:
        self.record: Record = known.record
        self.others = others
        self.chance = chance
        self.people = {p.id: p for p in known.record.people}
        self.fit = [s for s in known.record.statements if fit(s.text)]

    def name(self, id_: str) -> str:
        """A person as a writer would name them."""
        person = self.people[id_]
        shown = person.name or next(iter(person.aliases), "")
        return f"the {shown}" if who.parts(shown)[1] and not who.parts(shown)[0] else shown

    def speaker(self, statement: Statement) -> str:
        """The one named speaker of a statement; "" where there are none or several."""
        return self.name(statement.speaker[0]) if len(statement.speaker) == 1 else ""

    def listener(self, statement: Statement) -> str:
        """The one listener whom the annotation names; "" where there is none."""
        if len(statement.to) != 1 or statement.to[0] in statement.speaker:
            return ""
        return self.name(statement.to[0])

    def put(self, forms: Sequence[str], statement: Statement, who_: str, words_: str, to: str | None = None) -> str:
        """One of the forms filled in."""
        to = self.listener(statement) if to is None else to
        fit = [form for form in forms if to or "{to}" not in form]
        form = self.chance.choice(fit)
        q = words_ if form.startswith("“{q}") or "“{q}" not in form or self.chance.random() < 0.5 else lowered(words_)
        c = lowered(words_)
        shown = form.format(who=who_, q=q, c=c, to=to)
        return shown[0].upper() + shown[1:]

    def plant(self, kind: str) -> Iterator[Planted]:
        """Every sentence of a class that this record can give, in random order."""
        made: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
            "true": self.true, "altered": self.altered, "stitched": self.stitched, "not found": self.invented,
            "other speaker": self.swapped,
            "writer's voice": self.writers, "reported as verbatim": self.reported, "relayed as own": self.relayed,
            "condition dropped": self.unconditional, "hedge dropped": self.unhedged, "wrong listener": self.misheard,
            "wrong date": self.misdated, "wrong place": self.misplaced, "turned round": self.turned,
            CITED: self.cited, "wrong document": self.miscited,
        }
        for how, text in made[kind]():
            yield Planted(kind, how, text, self.record.document.id)

    def spoken(self, mode: str) -> list[Statement]:
        """The statements of a mode that name one speaker, in random order."""
        found = [s for s in self.fit if s.mode == mode and self.speaker(s)]
        self.chance.shuffle(found)
        return found

    def true(self) -> Iterator[tuple[str, str]]:
        """Sentences that hold: quoted, shortened with marks, noisy in harmless ways, told again, given to the writer, dated."""
        ways = [self.true_quote, self.true_told, self.true_writer, self.true_dated]
        made = [one for way in ways for one in way()]
        self.chance.shuffle(made)
        yield from made

    def true_quote(self) -> Iterator[tuple[str, str]]:
        for s in self.spoken("verbatim"):
            quoted, how = self.chance.choice((plain, noisy, shortened, bracketed, scanned))(bare(s.text), self.chance)
            yield how, self.put(QUOTING, s, self.speaker(s), quoted)

    def true_told(self) -> Iterator[tuple[str, str]]:
        for s in self.spoken("reported"):
            if s.relays:
                yield "relayed and said so", f"{cap(self.speaker(s))} passed on from {self.name(s.relays[0])} that {content(s.text)}."
            else:
                yield "told again", self.put(TELLING, s, self.speaker(s), content(s.text))

    def true_writer(self) -> Iterator[tuple[str, str]]:
        for s in self.fit:
            if s.mode in {"assessment", "narration"}:
                yield "given to the paper", self.put(PAPER, s, "", bare(s.text))

    def true_dated(self) -> Iterator[tuple[str, str]]:
        date = said_date(self.record.document.date, self.chance)
        place = self.record.document.place.split(",")[0]
        for s in self.spoken("reported")[:6]:
            if date and not s.relays:
                yield "dated", f"On {date}, {self.speaker(s)} said that {lowered(content(s.text))}."
            if place and not s.relays:
                yield "placed", f"In {place}, {self.speaker(s)} said that {lowered(content(s.text))}."

    def cited(self) -> Iterator[tuple[str, str]]:
        """Sentences that hold, with the document they are taken from behind them."""
        yield from self.with_citation(self.record.document.id)

    def miscited(self) -> Iterator[tuple[str, str]]:
        """The same with another document of the library behind them."""
        others = [o.record.document.id for o in self.others if o.record.document.id != self.record.document.id]
        yield from self.with_citation(self.chance.choice(others))

    def with_citation(self, document: str) -> Iterator[tuple[str, str]]:
        """Quotations with a document of *Foreign Relations* in brackets."""
        shown = citation(document)
        for s in self.spoken("verbatim") if shown else ():
            said = self.put(QUOTING, s, self.speaker(s), bare(s.text))
            yield "in brackets", f"{said[:-1]} ({shown})." if said.endswith(".") else f"{said} ({shown})."

    def altered(self) -> Iterator[tuple[str, str]]:
        """Quotations with a word put in, left out or exchanged."""
        for s in self.spoken("verbatim"):
            found = bare(s.text).split()
            places = [i for i, w in enumerate(found) if w.isalpha() and w.islower() and telling(w)]
            if len(found) >= 8 and places:
                at = self.chance.choice(places)
                pool = [w for o in self.fit for w in o.text.split() if w.isalpha() and w.islower() and telling(w)]
                other = self.chance.choice(pool or ["wholly"])
                way = self.chance.choice(("exchanged", "left out", "put in"))
                if other == found[at]:
                    continue
                changed = {"exchanged": [*found[:at], other, *found[at + 1 :]], "left out": found[:at] + found[at + 1 :],
                           "put in": [*found[:at], other, *found[at:]]}[way]
                yield way, self.put(QUOTING, s, self.speaker(s), " ".join(changed))

    def stitched(self) -> Iterator[tuple[str, str]]:
        """Two halves of statements that stand apart, as one quotation."""
        said = [s for s in self.record.statements if s.mode == "verbatim" and self.speaker(s)]
        found = [s for s in said if len(words(s.text)) >= 10 and "[" not in s.text]
        for one, other in zip(found, found[3:], strict=False):
            if one.speaker == other.speaker:
                left, right = bare(one.text).split(), bare(other.text).split()
                half = " ".join(left[: max(5, len(left) // 2)][:16]), " ".join(right[-max(5, len(right) // 2) :][-16:])
                if words(" ".join(half)) and "." not in half[0][:-1]:
                    yield "two halves", self.put(QUOTING, one, self.speaker(one), f"{half[0].rstrip(',.;')} {half[1]}")

    def invented(self) -> Iterator[tuple[str, str]]:
        """Words that no record has: shuffled out of many statements."""
        pool = [w for s in self.fit for w in s.text.split() if w.isalpha()]
        for s in self.spoken("verbatim")[:3] or self.spoken("reported")[:2]:
            if len(pool) > 60:
                yield "invented", self.put(QUOTING, s, self.speaker(s), " ".join(self.chance.sample(pool, 12)))

    def swapped(self) -> Iterator[tuple[str, str]]:
        """True words given to somebody else who speaks in the record; words that still name their speaker are passed over."""
        for s in [*self.spoken("verbatim"), *self.spoken("reported")]:
            if judging.names_person(content(s.text), self.people[s.speaker[0]]):
                continue
            heard = [i for t in self.record.statements for i in t.speaker if t.mode in {"verbatim", "reported"}]
            others = [i for i in heard if i not in (*s.speaker, *s.relays)]
            others = [i for i in dict.fromkeys(others) if self.name(i) and not self.same(i, s.speaker[0])]
            if not others:
                continue
            name = self.name(self.chance.choice(others))
            if s.mode == "verbatim":
                yield "another of the talk", self.put(QUOTING, s, name, bare(s.text), "")
            else:
                yield "another of the talk, told again", self.put(TELLING, s, name, content(s.text), "")

    def same(self, one: str, other: str) -> bool:
        """Whether two people of a record go by the same words."""
        return bool(who.called(self.people[one]).names & who.called(self.people[other]).names) or self.name(one) == self.name(other)

    def writers(self) -> Iterator[tuple[str, str]]:
        """The writer's judgement or account given as what somebody said."""
        said = list(dict.fromkeys(i for s in self.record.statements for i in s.speaker if s.mode in {"verbatim", "reported"}))
        said = [i for i in said if not self.people[i].author and self.name(i)]
        for s in self.fit:
            if s.mode in {"assessment", "narration"} and said:
                name = self.name(self.chance.choice(said))
                forms = QUOTING if self.chance.random() < 0.5 else TELLING
                yield s.mode, self.put(forms, s, name, bare(s.text) if forms is QUOTING else content(s.text), "")

    def reported(self) -> Iterator[tuple[str, str]]:
        """Reported speech in quotation marks."""
        for s in self.spoken("reported"):
            if not re.search(r"[“”\"]", self.record.document.text[max(0, s.start - 2) : s.end + 2]) and not s.relays:
                yield "reported", self.put(QUOTING, s, self.speaker(s), content(s.text))

    def relayed(self) -> Iterator[tuple[str, str]]:
        """A third party's view, given as the speaker's own."""
        for s in [*self.spoken("reported"), *self.spoken("verbatim")]:
            inner = after_relay(bare(s.text), [w for i in s.relays for w in self.name(i).split() if len(w) > 3 and w != "the"])
            if s.relays and inner and not any(w in inner for i in s.relays for w in self.name(i).split() if w[0].isupper()):
                yield "relayed", self.put(TELLING, s, self.speaker(s), inner, "")

    def unconditional(self) -> Iterator[tuple[str, str]]:
        """What hangs on a condition, without it."""
        text = self.record.document.text
        for s in [*self.spoken("verbatim"), *self.spoken("reported")]:
            found = s.condition
            if found and found.if_ and found.then and len(words(text, *found.then)) >= 5 and not s.relays:
                then = " ".join(text[slice(*found.then)].split()).strip(" ,.;“”\"")
                if conditions.marks(then, 0, len(then)) or sum(telling(w.key) for w in words(then)) < 4:
                    continue
                forms = QUOTING if s.mode == "verbatim" else TELLING
                yield s.mode, self.put(forms, s, self.speaker(s), then if forms is QUOTING else content(then))

    def unhedged(self) -> Iterator[tuple[str, str]]:
        """What is said with a doubt, without it."""
        for s in self.spoken("verbatim"):
            match = HEDGED.match(bare(s.text))
            if match and not s.relays and not s.condition:
                yield "verbatim", self.put(QUOTING, s, self.speaker(s), match["rest"])

    def misheard(self) -> Iterator[tuple[str, str]]:
        """True words said to have been told to somebody else of the record."""
        for s in self.spoken("reported"):
            others = [p.id for p in self.record.people if p.id not in (*s.to, *s.speaker) and self.name(p.id) and not p.author]
            others = [i for i in others if not any(self.same(i, j) for j in (*s.to, *s.speaker))]
            if s.to and others and not s.relays:
                to = self.name(self.chance.choice(others))
                yield "told", f"{cap(self.speaker(s))} told {to} that {lowered(content(s.text))}."

    def misdated(self) -> Iterator[tuple[str, str]]:
        """True words with a date a month or more off."""
        date = self.record.document.date
        for s in self.spoken("reported")[:4] if len(date) == 10 else ():
            year, month, day = (int(n) for n in date.split("-"))
            wrong = f"{year}-{month % 12 + 1:02}-{min(day, 28):02}"
            if not s.relays:
                yield "month", f"On {said_date(wrong, self.chance)}, {self.speaker(s)} said that {lowered(content(s.text))}."

    def misplaced(self) -> Iterator[tuple[str, str]]:
        """True words with another record's place."""
        here = self.record.document.place
        text = self.record.document.text
        there = [o.record.document.place.split(",")[0] for o in self.others]
        fit = [p for p in there if p and re.fullmatch(r"[A-Z][a-z]+", p) and p not in text and p not in here]
        for s in self.spoken("reported")[:4] if here and fit else ():
            if not s.relays:
                yield "place", f"In {self.chance.choice(fit)}, {self.speaker(s)} said that {lowered(content(s.text))}."

    def turned(self) -> Iterator[tuple[str, str]]:
        """A negation cut off before a quotation, or taken out of what is told again."""
        for s in self.spoken("reported"):
            told = content(s.text)
            match = re.search(r"\b(?:would|could|did|was|were|is|had|should|will|can) not\b", told)
            if match and len(re.findall(r"\b(?:not|no|never|nor|without)\b", told)) == 1 and not s.relays and not s.condition:
                yield "negation taken out", self.put(TELLING, s, self.speaker(s), told.replace(match.group(), match.group()[:-4], 1))
        for s in self.spoken("verbatim"):
            match = re.match(r"(?:I|We) (?:do|did) not (?:think|believe)(?: that)? (?P<rest>.{30,})", bare(s.text))
            if match:
                yield "denial cut off", self.put(QUOTING, s, self.speaker(s), match["rest"])


def citation(document: str) -> str:
    """The name of a document of *Foreign Relations* as notes cite it; "" for one that has no number in a numbered volume."""
    named = FRUS.fullmatch(document)
    if named is None or not named["number"] or named["rest"]:
        return ""
    return f"FRUS, {citations.years(named)}, {citations.volume_of(named)}, Document {named['document'][1:]}"


def fit(text: str) -> bool:
    """Whether a statement can be used: a sentence of middling length on one line, without an editor's bracket or half a
    quotation."""
    found, shown = words(text), text.strip()
    if not LEAST <= len(found) <= MOST or sum(telling(w.key) for w in found) < 4:
        return False
    if bare(text).count("“") != bare(text).count("”"):
        return False
    return "[" not in text and "\n" not in shown and shown[-1:] in ".!?”\"," and not shown[:1].isdigit()


def bare(text: str) -> str:
    """The words of a statement without the marks around them."""
    return " ".join(text.split()).strip(" “”\"").rstrip(".,;:")


def lowered(text: str) -> str:
    """The text with a small first letter, where the first word is no name."""
    first = text.split()[0] if text.split() else ""
    small = first.lower() in {
        "the", "he", "she", "it", "they", "we", "this", "that", "there", "if", "in", "on", "at", "these", "those", "a", "an", "his", "as",
        "our", "their", "my", "but", "and", "no", "not", "what", "when", "with", "for", "to", "perhaps", "one", "you", "your",
    }
    return text[0].lower() + text[1:] if small else text


def content(text: str) -> str:
    """What a reported sentence reports, without its prompt."""
    found = bare(text)
    match = PROMPT.match(found)
    rest = found[match.end() :] if match else found
    return rest if len(rest.split()) >= 5 else found


def after_relay(text: str, names: Sequence[str]) -> str:
    """What stands behind the words that say it comes from a third party; "" where the text does not say so in that order."""
    for name in names:
        match = re.search(
            rf"\b{re.escape(name)}\b[^.;]{{0,40}}?\b(?:said|thought|felt|believed|told (?:him|them|me|us|her)|stated|indicated|hoped|"
            rf"considered|reported|decided|feared|was (?:convinced|sure|of the opinion|determined))(?: that)? (?P<rest>[^.;]{{35,}})", text,
        )
        if match and not re.search(r"\b(?:said|told|thought)\b", match["rest"]):
            return match["rest"].rstrip(" ,”\"")
    return ""


def cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def said_date(iso: str, chance: random.Random) -> str:
    """A date as writers write it; "" where the day is not known."""
    if len(iso) != 10:
        return ""
    year, month, day = iso.split("-")
    name = ("January February March April May June July August September October November December").split()[int(month) - 1]
    return chance.choice((f"{int(day)} {name} {year}", f"{name} {int(day)}, {year}"))


def plain(text: str, chance: random.Random) -> tuple[str, str]:
    return text, "quoted"


def noisy(text: str, chance: random.Random) -> tuple[str, str]:
    """Typographic marks, dashes, case, a line break, [sic]."""
    found = text.replace("'", "’").replace(" - ", "—").split()
    at = chance.randrange(2, len(found) - 1)
    return chance.choice((
        (" ".join([*found[:at], "[sic]", *found[at:]]), "with [sic]"),
        (" ".join(found[:at]) + "\n" + " ".join(found[at:]), "with a line break"),
        (f"[{found[0][0].swapcase()}]{found[0][1:]} " + " ".join(found[1:]), "with a bracketed letter"),
    ))


def shortened(text: str, chance: random.Random) -> tuple[str, str]:
    """A few words left out behind an ellipsis."""
    found = text.split()
    if len(found) < 14:
        return text, "quoted"
    at = chance.randrange(4, len(found) - 8)
    return " ".join([*found[:at], chance.choice(("…", ". . .", "[...]", "[…]")), *found[at + 3 :]]), "with an ellipsis"


def bracketed(text: str, chance: random.Random) -> tuple[str, str]:
    """A pronoun explained in brackets."""
    match = re.search(r"\b(?:he|they|it|this|him|them)\b", text)
    if not match or match.start() < 12:
        return text, "quoted"
    return f"{text[: match.start()]}[the Minister]{text[match.end() :]}", "with a bracket"


def scanned(text: str, chance: random.Random) -> tuple[str, str]:
    """One slip as a scan makes them, in a word that then is none."""
    for old, new in (("ment", "rnent"), ("tion", "ti0n"), ("ill", "i1l")):
        if old in text:
            return text.replace(old, new, 1), "with a scan's slip"
    return text, "quoted"
