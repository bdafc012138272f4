"""Records built by hand for the tests of the views: an invented embassy telegram, and small ones for single points.

``Draft`` writes text and record together, so that every offset is right by construction.
"""

from __future__ import annotations

from typing import Any

from memcon.model import (
    Condition,
    Document,
    Event,
    Exchange,
    Item,
    Mention,
    Part,
    PartKind,
    Person,
    Position,
    Range,
    Record,
    Statement,
)

VISIT = "President Aldane's journey to Orvask"


class Draft:
    """A text in the making, with the parts and statements that stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.parts: list[Part] = []
        self.statements: list[Statement] = []
        self.opened = 0

    def part(self, kind: PartKind, text: str = "", gap: str = "\n\n", **fields: Any) -> None:
        """Opens a part; one with a text of its own is closed with it."""
        self.text += gap if self.text else ""
        self.opened = len(self.text)
        self.text += text
        if text:
            self.close(kind, **fields)

    def close(self, kind: PartKind = "paragraph", **fields: Any) -> None:
        self.parts.append(Part(self.opened, len(self.text), kind, **fields))

    def plain(self, text: str) -> None:
        """Text of the open part that belongs to no statement."""
        self.text += text

    def say(self, text: str, mode: Any, speaker: str = "", **fields: Any) -> str:
        """One statement; its condition, hedges, cue and source are given as words and found in it."""
        start = len(self.text)
        self.text += text
        for name in ("cue", "source"):
            if isinstance(fields.get(name), str):
                fields[name] = self.find(fields[name], start)
        if "hedges" in fields:
            fields["hedges"] = tuple(self.find(hedge, start) for hedge in fields["hedges"])
        if "condition" in fields:
            fields["condition"] = Condition(**{k: self.find(v, start) for k, v in fields["condition"].items()})
        name = f"s{len(self.statements) + 1}"
        fields.setdefault("confidence", 0.9)
        fields.setdefault("force", "none" if mode in {"act", "narration"} else "statement")
        for people in ("to", "relays"):
            fields[people] = tuple(fields.get(people, "").split())
        self.statements.append(
            Statement(id=name, start=start, end=len(self.text), text=text, mode=mode, speaker=tuple(speaker.split()), **fields)
        )
        return name

    def find(self, words: str, start: int = 0) -> Range:
        at = self.text.index(words, start)
        return at, at + len(words)


PEOPLE = (
    Person(
        id="p1", name="Ilse Marran", role="Ambassador", side="Kestria", aliases=("Marran", "the Embassy"), author=True, participant=True
    ),
    Person(
        id="p2", name="Tomas Oreil", role="Foreign Minister", side="Valmora", aliases=("Oreil", "the Minister", "Foreign Minister Oreil"),
        participant=True,
    ),
    Person(
        id="p3", name="Petra Sund", role="Director for the Straits", side="Valmora", aliases=("Sund", "the Director"), participant=True
    ),
    Person(id="p4", name="the Council", side="Valmora", aliases=("the Council", "the Council of Ministers")),
)


def cable() -> Record:
    """An invented telegram with every mode and force, a condition with all branches, a silence and a doubtful line."""
    d = Draft()
    d.part("heading", "1147. Telegram From the Embassy in Valmora to the Foreign Office")
    d.part("heading", "Port Serel, May 4, 1963—7 p.m.")
    d.part("heading", "PARTICIPANTS\nAmbassador Ilse Marran\nForeign Minister Tomas Oreil\nMs. Petra Sund, Director for the Straits")
    opening(d)
    talk(d)
    silence(d)
    closing(d)
    return Record(
        document=Document(
            id="cable-1147", source="cable-1147.txt", sha256="0" * 64, kind="telegram",
            title="1147. Telegram From the Embassy in Valmora to the Foreign Office", date="1963-05-04", place="Port Serel",
            classification="Confidential", subject="The Lissen Straits and the ferry convention", from_=("Embassy in Valmora",),
            to=("Foreign Office",), number="1147", signer="Marran", text=d.text,
        ),
        parts=tuple(d.parts), people=PEOPLE, statements=tuple(d.statements), mentions=mentions(d), exchanges=EXCHANGES,
        items=ITEMS, positions=POSITIONS, events=events(d),
        notes=("The encoding was guessed to be UTF-8.",),
    )


def opening(d: Draft) -> None:
    d.part("paragraph")
    d.plain("1. (C) ")
    d.say("I called on Foreign Minister Oreil at noon today.", "narration", "p1", why="the writer tells of the call")
    d.plain(" ")
    d.say("Director Sund came in with a map and took notes.", "act", "p3", cue="came in", source="Director Sund")
    d.close(number="1", mark="C")
    d.part("paragraph")
    d.plain("2. (C) ")
    d.say("The Minister opened by saying that the closing of the straits had been a mistake of his predecessor's.", "reported", "p2",
          to="p1", cue="opened by saying", source="The Minister", why="cue 'opened by saying' with the subject 'The Minister'")
    d.plain(" ")
    d.say("Nobody in Port Serel had wished to see the ferries idle.", "reported", "p2", to="p1", confidence=0.82,
          why="runs on from s3: no new speaker named")
    d.plain(" ")
    d.say("In his talks with the Council", "reported", "p2", to="p1", relays="p4", source="his")
    d.plain(", ")
    d.say("“it is quite plain that the harbour towns will not sit through a second winter.”", "verbatim", "p2", to="p1",
          relays="p4", why="quotation marks; the Council's view as the Minister gives it")
    d.plain(" ")
    d.say("He asked whether Kestria would send its experts back to the commission.", "reported", "p2", to="p1", force="question",
          cue="asked whether", source="He")
    d.plain(" ")
    d.say("I replied that they were packed and waiting for his word.", "reported", "p1", to="p2", force="agreement", cue="replied",
          source="I")
    d.close(number="2", mark="C")


def talk(d: Draft) -> None:
    d.part("paragraph")
    d.say("He then said: ", "reported", "p2", to="p1", cue="said", source="He")
    d.say("“If the ferry convention is signed before the autumn, I think all the rest can be settled, because the Council looks at it as "
          "the test of your good faith.", "verbatim", "p2", to="p1", force="commitment", hedges=("I think",),
          condition={"if_": "If the ferry convention is signed before the autumn", "then": "all the rest can be settled",
                     "because": "because the Council looks at it as the test of your good faith"})
    d.plain(" ")
    d.say("Otherwise, it may be a long winter for both of us.”", "verbatim", "p2", to="p1", force="warning", hedges=("may",),
          condition={"otherwise": "it may be a long winter for both of us"})
    d.plain(" ")
    d.say("I said that this was a wrong reading of our note of April 12, and that no deadline had ever been named to my Government",
          "reported", "p1", to="p2", force="objection", cue="said", source="I", why="cue 'said' with the subject 'I', who is the writer")
    d.plain(". ")
    d.say("The experts had been withdrawn\n\nonly after the pilots were turned back at the mole.", "reported", "p1", to="p2",
          confidence=0.55, grade="joined", why="runs on from s12 over a page break")
    d.plain(" ")
    d.say("I urged him to let the mail boats pass while the commission sat.", "reported", "p1", to="p2", force="request", cue="urged",
          source="I")
    d.plain(" ")
    d.say("The Minister said he could not do so without the Council.", "reported", "p2", to="p1", force="refusal", cue="said",
          source="The Minister")
    page, _ = d.find("\n\nonly after the pilots")
    d.parts += [Part(d.opened, page, "paragraph"), Part(page + 2, len(d.text), "paragraph")]


def silence(d: Draft) -> None:
    d.part("paragraph")
    d.say("I asked Miss Sund how many pilots were still in the service.", "reported", "p1", to="p3", force="question",
          cue="asked", source="I")
    d.plain(" ")
    d.say("She did not answer.", "act", "p3", force="none", source="She")
    d.plain(" ")
    d.say("The Minister remarked that figures were a matter for another day.", "reported", "p2", to="p1", force="evasion", cue="remarked",
          source="The Minister")
    d.plain(" [2½ lines not declassified] ")
    d.parts.append(Part(*d.find("[2½ lines not declassified]"), "excision"))
    d.say("It was also said that the lighthouse tolls would go up.", "reported", "", confidence=0.41, why="passive cue: no speaker named")
    d.plain(" ")
    d.say(f"A separate message follows on {VISIT}.", "narration", "p1")
    d.close()


def closing(d: Draft) -> None:
    d.part("comment")
    d.plain("3. (C) Comment: ")
    d.say("Oreil seemed tired, and less sure of the Council than his words.", "assessment", "p1", cue="seemed")
    d.plain(" ")
    d.say("I recommend that the experts be sent back before the end of the month, without waiting for a signature.", "assessment", "p1",
          force="recommendation", cue="recommend")
    d.close("comment", number="3", mark="C")
    d.part("signature", "Marran")
    d.part("footnote", "[1] Source: Foreign Office, Straits file 88. Confidential; Priority.", number="1")


EXCHANGES = (
    Exchange("question", "s7", "s8", "answered"),
    Exchange("request", "s14", "s15", "refused"),
    Exchange("claim", "s11", "s12", "rebutted"),
    Exchange("question", "s16", "s17", "silence"),
    Exchange("claim", "s3", None, "not recorded"),
)
ITEMS = (
    Item("request", "let the mail boats pass while the commission sat", ("p1",), ("s14",), "declined"),
    Item("message", f"a separate message on {VISIT}", ("p1",), ("s20",), "open"),
    Item("recommendation", "send the experts back before the end of the month", ("p1",), ("s22",), "open"),
)
POSITIONS = (Position("p2", "the ferry convention", "wants it signed before the autumn", ("s11",), ("s10",)),)


def mentions(d: Draft) -> tuple[Mention, ...]:
    """A few mentions, pronouns among them."""
    wanted = (("The Minister opened", 12, "p2"), ("his talks", 3, "p2"), ("He asked", 2, "p2"), ("She did", 3, "p3"))
    return tuple(Mention(d.text.index(words), d.text.index(words) + length, person) for words, length, person in wanted)


def events(d: Draft) -> tuple[Event, ...]:
    """Three happenings, one on each side of the talk and one without a date."""
    return (
        Event(*d.find("our note of April 12"), "Kestria's note", "1963-04-12", "before", "s12"),
        Event(*d.find("signed before the autumn"), "the ferry convention is signed", "", "after", "s10"),
        Event(*d.find("at noon today"), "the call", "1963-05-04", "at", "s1"),
    )


def hostile() -> Record:
    """A record whose every text tries to leave its place: markup, escapes of a terminal, control characters."""
    bad = "<script>alert('x')</script> \x1b[31mred\x07 [bold]b[/bold] :smile: & \"q\" </title> ${title} \u202egnp"
    d = Draft()
    d.part("heading", bad)
    d.part("paragraph")
    d.say(bad + ".", "reported", "p1", to="p1", relays="p1", force="warning", cue=bad, source=bad, condition={"if_": bad}, why=bad)
    d.close(number="</span><script>", mark="\"><script>")
    person = Person(id="p1", name=bad, role=bad, side=bad, aliases=(bad,), participant=True)
    return Record(
        document=Document(id=bad, source=bad, title=bad, kind=bad, date=bad, place=bad, classification=bad, subject=bad,
                          from_=(bad,), to=(bad,), text=d.text),
        parts=tuple(d.parts), people=(person,), statements=tuple(d.statements), exchanges=(Exchange("claim", "s1", None, "silence"),),
        items=(Item("request", bad, ("p1",), ("s1",), "open"),), positions=(Position("p1", bad, bad, ("s1",), ("s1",)),),
        events=(Event(0, 3, bad, bad, "before", "s1"),), notes=(bad,),
    )


def empty() -> Record:
    """A text with no conversation at all."""
    return Record(document=Document(text="A list of stores.\n\nRope, tar, lamp oil.\n"))
