"""A library of one invented memorandum, written by hand as a record, for the tests of ``check``; nothing is read by a model."""

from __future__ import annotations

import re
from pathlib import Path

from memcon.library import Library, naming
from memcon.model import Condition, Document, Mention, Part, Person, Record, Statement
from memcon.store import FileFacts

PEOPLE = (
    Person(id="p1", name="Castan", author=True, participant=True),
    Person(id="p2", name="Tomas Oreil", role="Secretary of State", side="Valmora", aliases=("Oreil", "the Secretary"), participant=True),
    Person(id="p3", name="Lindqvist", role="Ambassador", side="Tessaly", aliases=("Ambassador Lindqvist",), participant=True),
    Person(id="p4", name="Dane", role="Air Attaché", side="Tessaly", aliases=("Colonel Dane",), participant=True),
    Person(id="p5", name="Prime Minister Haldor", role="Prime Minister", aliases=("Haldor",)),
)
LINES = (
    ("p3", "p2", "reported", "Ambassador Lindqvist said that two aircraft on a training flight had lost their way in cloud."),
    ("p2", "p3", "reported", "Oreil replied that the weather station at Arda had recorded a clear sky all that day."),
    ("p2", "p3", "verbatim", "I can hold the newspapers for a week, but I cannot hold the army for a month."),
    ("p2", "p3", "verbatim", "If the squadron is moved away from the border, the engineers will meet on the date agreed."),
    ("p2", "p3", "verbatim", "I think the talks on the southern railway will be broken off before the summer."),
    ("p3", "p2", "reported", "Lindqvist said that Haldor believed that the inquiry could not be finished before the election in May."),
    ("p3", "p2", "reported", "Lindqvist did not accept that the movement of squadrons was a matter for the Council of the League."),
    ("p4", "p2", "reported", "Colonel Dane explained that the squadron had a new commander who knew little of the mountains."),
    ("p1", "", "assessment", "The Ambassador seemed to have been given no instructions beyond the note that he handed over."),
)


def record() -> Record:
    """The memorandum."""
    text = "Memorandum of Conversation\n\nPort Serel, March 9, 1966\n\n"
    told = []
    for number, (speaker, to, mode, words) in enumerate(LINES, 1):
        start = len(text)
        text += f"“{words}”" if mode == "verbatim" else words
        start += mode == "verbatim"
        told.append(
            Statement(
                id=f"s{number}", start=start, end=start + len(words), text=words, speaker=(speaker,), to=(to,) if to else (),
                relays=("p5",) if "Haldor" in words else (), mode=mode,  # type: ignore[arg-type]
                condition=condition(words, start), force="statement" if mode != "assessment" else "none", confidence=1.0,
            )
        )
        text += " "
    names = {"p2": ("Oreil",), "p3": ("Lindqvist",), "p4": ("Dane",), "p5": ("Haldor",)}
    mentions = [Mention(m.start(), m.end(), id_) for id_, words in names.items() for w in words for m in re.finditer(w, text)]
    document = Document(
        id="memo-12", source="memo.txt", sha256="0" * 64, kind="memorandum of conversation", title="Overflights", date="1966-03-09",
        place="Port Serel", text=text,
    )
    return Record(
        document=document, parts=(Part(0, 26, "heading"),), people=PEOPLE, statements=tuple(told),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
    )


def condition(words: str, start: int) -> Condition | None:
    """The condition of a line that begins with "If"."""
    if not words.startswith("If "):
        return None
    comma = words.index(",")
    return Condition(if_=(start, start + comma), then=(start + comma + 2, start + len(words) - 1))


def library(path: Path, *records: Record) -> Library:
    """A library that holds some records."""
    held = Library(path, create=True)
    for number, one in enumerate(records):
        state = held.store.open_file(FileFacts(sha256=f"{number:064}", bytes=1), f"{number}.txt")
        held.store.put(state.id, 0, naming.entry(one))
        held.store.finish_file(state.id, f"{number}.txt")
    return held
