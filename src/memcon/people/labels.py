"""Turn labels: whom "Dirksen:" or "The President:" names."""

from __future__ import annotations

import re

from memcon import lexicon
from memcon.model import Outline
from memcon.people.cast import Cast, Entry, by_initials, by_letter, initials, plain
from memcon.people.names import take_apart
from memcon.people.span import Ground, Span
from memcon.turn_labels import turn_labels

TURN = re.compile(r"(?:The )?([A-Z][^:\n(]{0,40}?)(?: ?\([^()\n]*\))? ?:(?=\s)")


def take_labels(cast: Cast, outline: Outline, text: str, ground: Ground) -> bool:
    """Turn labels name their speakers: by surname, by office, or as they stand. Whether the record has such labels."""
    labels = turn_labels(outline)
    found = [(start, m) for start, (_, end) in labels.items() if (m := TURN.match(text[start : end + 1]))]
    surnames = {id(e) for _, m in found if (n := take_apart(m.group(1))).last and (e := cast.by_last(n))}
    for start, match in found:
        label = match.group(1)
        name = take_apart(label)
        entry = cast.by_last(name) if name.last else None
        entry = entry or by_label(cast, label, surnames) or next((e for e in cast.entries if called(e, label.lower())), None)
        entry = entry or next((e for e in cast.entries if label.lower().strip(".") in {plain(r) for r in e.roles}), None)
        entry = entry or (by_letter(cast, label) if len(label) == 1 else None)
        entry = entry or (by_initials(cast, label) if re.fullmatch(r"[A-Z]{2,4}", label) else None)
        if entry is None:
            office = plain(label) in lexicon.words("roles") or not name.last
            entry = cast.add(Entry(name="" if office else name.full, last="" if office else name.last, roles=[label] if office else []))
        entry.participant = True
        if label not in entry.aliases:
            entry.aliases.append(label)
        ground.add(Span(start + match.start(1), start + match.end(1), entry, 9))
    return bool(found)


def by_label(cast: Cast, label: str, surnames: set[int]) -> Entry | None:
    """Who an office in a label is: the first in the list who holds it and does not speak under a surname."""
    able = [e for e in cast.entries if not e.body and e.known_as(label) and id(e) not in surnames]
    return next((e for e in able if e.participant), able[0] if able else None)


def called(entry: Entry, label: str) -> bool:
    """Whether a label in small letters is the person's name, last name, initials or given name."""
    return label in {entry.name.lower(), entry.last.lower(), initials(entry)} or entry.name.lower().startswith(label + " ")
