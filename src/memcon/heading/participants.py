"""Lines of a participants list into people: name, role, side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

import msgspec

from memcon.heading import labelled, sides
from memcon.heading.persons import FORM, HONORIFIC, JUNIOR, NAME, is_office, is_office_word, is_person, office_and_name, person_kind
from memcon.heading.rows import Row
from memcon.model import Participant

LONGEST = 600
CAPITALS = re.compile(r"[A-Z][A-Z'’]*")
CAPITAL_TITLE = re.compile(HONORIFIC, re.IGNORECASE)
SMALL = frozenset({"mr", "mrs", "ms", "dr", "gen", "col", "amb", "sir", "the", "and", "of", "for"})
LEAD = re.compile(r"\s*(?:[-–—•*]+\s*|\d{1,2}[.)]\s+|\([a-z0-9]\)\s*)")
PLURAL = {
    "messrs": "Mr.", "senators": "Senator", "secretaries": "Secretary", "representatives": "Representative", "ambassadors": "Ambassador",
    "ministers": "Minister", "generals": "General", "presidents": "President", "congressmen": "Congressman", "governors": "Governor",
}
COMMA = re.compile(rf"(?!{JUNIOR}),(?: and)? +| and (?=[A-Z])")
# A dash, but not the one that joins an Arabic article to its name.
DASH = r"(?<!\b[AEae]l)–"
OFFICE = re.compile(
    rf"(?P<office>(?:[^—–]|(?<=\b[AEae]l)–){{1,70}}?)"
    rf"(?:\s*(?:—|{DASH}|--| - |: ?)\s*|(?<=[A-Z]{{2}})-(?=[A-Z][a-z.])|(?<=Affairs)-(?=[A-Z]))(?P<name>\S.*)"
)
TAIL = re.compile(
    rf"(?P<name>(?:[^,;(—–\[]|(?<=\b[AEae]l)–)+?{JUNIOR}?)\s*(?:,|—|{DASH}|;|--| - |\(|\[)\s*(?P<role>.+?)[)\]]?"
)
INNER = re.compile(r"(?P<title>[A-Z][\w. ]{2,40}) \((?P<note>[^()]{1,60})\) (?P<name>[A-Z].*)")
NEXT_TITLE = re.compile(
    r" (?=(?:(?:Mr|Mrs|Miss|Dr|Ambassador|Senator|Representative|Congressman|Assistant Secretary|Secretary|General|Admiral"
    r"|Governor|President"
    r"|Foreign Minister|Prime Minister|Colonel|Sir|Lord)\b\.? [A-Z]|The (?:Secretary|President|Ambassador|Under Secretary)$))"
)
# A semicolon; where the source ran two lines into one, a bureau with its official, and a title behind the role of the one before.
ENTRY_ENDS = re.compile(r";\s*|(?<=[a-z.]) (?=[A-Z]{2,4}(?:/[A-Z]{1,4})?—[A-Z][a-z])")
ANOTHER_BEHIND_ROLE = re.compile(
    r"(?P<first>(?:Mr|Mrs|Miss|Dr)\. [^,;]+, [^,;]+[a-z]) (?P<second>(?:Mr|Mrs|Miss|Dr)\. [A-Z][\w’'-]+"
    r"|The (?:Acting )?(?:Secretary(?: of State)?|President|Under Secretary|Ambassador))"
)
RUNS_ON = re.compile(r"(?:,|\b(?:to|of|for|the|and|in))$")


def read(rows: tuple[Row, ...]) -> tuple[Participant, ...]:
    """The people of the list in order; a line that names a country or a delegation is the side of those after it."""
    found: list[Participant] = []
    side = ""
    listed = list(joined(rows))
    groups = bare_groups(listed)
    for row, following in zip_longest(listed, listed[1:]):
        if len(row.text) > LONGEST:
            continue
        if row.kind == "caption" and labelled.present(row.text.strip(" :.")):
            side = sides.country_of(row.text) or side
            continue
        line = lowered(row.text)
        apart = row.start in groups or (bool(found) and is_apart(row, following))
        here = line.strip(" :") if apart else sides.of_group(line)
        if here is not None:
            side = here
            continue
        for start, text, title in pieces(row.start, line):
            if person := one(text, start, side, title):
                found.append(person)
    return tuple(found)


def lowered(text: str) -> str:
    """A line in capitals with its names written as names: "MS. ANN DALE, EUR" -> "Ms. Ann Dale, EUR"; the length stays."""
    if not text.isupper():
        return text
    titled = CAPITAL_TITLE.match(text)
    name = len(re.split(r"[,;(—–-]", text, maxsplit=1)[0]) if titled else 0

    def shown(match: re.Match[str]) -> str:
        word = match.group()
        return word.capitalize() if len(word) > 3 or match.start() < name or word.lower() in SMALL else word

    return CAPITALS.sub(shown, text)


def bare_groups(listed: list[Row]) -> frozenset[int]:
    """Offsets of the lines of one word, no known country's among them, that open a group: right above people with titles or roles,
    and not the only line of the list that does so ("Valmora" above its delegation, where "Tessaly" stands above another)."""
    opening = [a for a, b in pairwise(listed) if stands_bare(a) and has_role(b) and not b.gap]
    known = sum(sides.of_group(lowered(row.text)) is not None for row in listed)
    return frozenset(row.start for row in opening) if len(opening) + known > 1 else frozenset()


def stands_bare(row: Row) -> bool:
    """Whether a line is one capitalised word without title, role or mark, that may name a country."""
    bare = row.text.strip(" :")
    return bare[:1].isupper() and bare.isalpha() and not sides.has_person(bare) and not is_office(bare)


def has_role(row: Row) -> bool:
    """Whether a line gives a person with a title or a role."""
    return "," in row.text or OFFICE.fullmatch(row.text) is not None or person_kind(lowered(row.text)) == "titled"


def is_apart(row: Row, following: Row | None) -> bool:
    """Whether a line opens a group by its place: few words that are no person, behind an empty line, with others right below."""
    bare = row.text.strip(" :")
    apart = row.gap and following is not None and not following.gap
    short = bare.count(" ") < 3 and bare.replace(" ", "").isalpha()
    return apart and short and not (sides.country_of(bare) or is_person(bare) or is_office(bare))


def with_title(listed: tuple[Participant, ...], talkers: tuple[str, ...], text: str) -> tuple[Participant, ...]:
    """The people of the list, and those of the title ("Between A and B") who do not stand in it.

    Offices without a name come from the title only where there is no list: the list may name their holder.
    """
    known = " ".join(person.name.lower() for person in listed).split()
    added = []
    for words in talkers:
        start = text.find(words, 0, 1000)
        person = one(words, start, "") if start >= 0 else None
        if person and (person.name.split()[-1].lower() not in known if person.name else not listed):
            added.append(person)
    return (*added, *listed)


def joined(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows with those put together that the width of the page cut apart."""
    held: Row | None = None
    for row in rows:
        if held and not row.gap and row.kind != "caption" and runs_on(held.text, row.text):
            held = msgspec.structs.replace(held, end=row.end, text=held.text + " " * (row.start - held.end) + row.text)
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def runs_on(text: str, following: str) -> bool:
    """Whether an entry of the list goes on in the line that follows."""
    return len(text) < LONGEST and (following[0].islower() or bool(RUNS_ON.search(text[-8:])))


def pieces(start: int, text: str) -> Iterator[tuple[int, str, str]]:
    """The several people of one line: offset, words, and the title they share ("Messrs. A, B and C")."""
    lead = LEAD.match(text)
    start, text = (start + lead.end(), text[lead.end() :]) if lead else (start, text)
    for at, piece in parted(text):
        office = OFFICE.fullmatch(piece)
        if office and is_person(office["name"].split(",")[0]) and not is_person(office["office"]):
            several = list(people(office["name"]))
            if len(several) > 1:
                for offset, words, title in several:
                    yield start + at + office.start("name") + offset, words, title
                continue
        if office and office["office"].isupper() and (inner := OFFICE.fullmatch(office["name"])) and not is_person(inner["office"]):
            yield start + at + office.start("name"), office["name"], ""
            continue
        for offset, words, title in people(piece):
            yield start + at + offset, words, title


def cut(text: str, mark: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The stretches between the marks, with their offsets."""
    at = 0
    for match in mark.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]


CROWDED = 12
ANOTHER = re.compile(
    r"(?<=\w )(?<!\bof )(?<!\bto )(?<!\bthe )(?<!\band )(?<!\bfor )(?<!Vice )(?<!Deputy )(?<!Assistant )"
    r"(?<!Prime )(?<!Foreign )(?<!Under )(?<!Lt\. )(?<!Maj\. )(?<!Major )(?<!Brigadier )(?<!Lieutenant )(?<!Rear )"
    r"(?=(?:President|Prime Minister|Foreign Minister|Minister|Secretary|Ambassador|Mr\.|Mrs\.|Miss|Dr\.|Sir|Lord|General"
    r"|Lt\. Gen(?:eral)?|Maj\. Gen(?:eral)?|Gen\.|Admiral|Adm\.|Colonel|Col\.|Senator|Governor"
    r"|Prince|King|Chancellor|Chairman|Under Secretary|Assistant Secretary|Deputy \w+|Professor)(?: General)?\.? [A-Z][a-z])"
)


def people(text: str) -> Iterator[tuple[int, str, str]]:
    """A stretch with commas as one person with a role, or as several people."""
    parts = [(at, words) for at, words in cut(text, COMMA) if words.strip()]
    title = PLURAL.get(parts[0][1].split(" ")[0].lower().strip(".")) if parts else None
    if title:
        yield from shared_title(parts, title)
        return
    starts = [m.start() for m in ANOTHER.finditer(text)] if len(text.split()) > CROWDED else []
    if starts:
        # A caption whose line breaks were lost: each title with a name behind it begins another person.
        for first, last in zip([0, *starts], [*starts, len(text)], strict=True):
            yield from ((first + at, words, shared) for at, words, shared in people(text[first:last].rstrip(" ,")))
        return
    kinds = [person_kind(words) for _, words in parts]
    if len(parts) < 2:
        yield from ((at, words, "") for at, words in run_together(text))
        return
    if not several(kinds):
        yield 0, text, ""
        return
    starts = [i for i, kind in enumerate(kinds) if kind]
    for first, last in zip(starts, [*starts[1:], len(parts)], strict=True):
        begin, end = parts[first][0], parts[last - 1][0] + len(parts[last - 1][1])
        yield begin, text[begin:end], ""


def run_together(text: str) -> Iterator[tuple[int, str]]:
    """Two people whose lines the source ran into one: "Senator Dale Mr. Finch"."""
    for match in NEXT_TITLE.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if is_person(left) and is_person(right):
            yield 0, left
            yield match.end(), right
            return
    yield 0, text


def parted(text: str) -> Iterator[tuple[int, str]]:
    """The entries of one line, with their offsets."""
    for at, words in cut(text, ENTRY_ENDS):
        if two := ANOTHER_BEHIND_ROLE.fullmatch(words):
            yield at, two["first"]
            yield at + two.start("second"), two["second"]
        else:
            yield at, words


def several(kinds: list[str]) -> bool:
    """Whether the stretches between commas are several people: the first is one, and so is another beyond doubt."""
    if not kinds[0]:
        return False
    if len(kinds) == 2:
        return (kinds[1] == "titled" and kinds[0] != "office") or kinds == ["office", "office"]
    return all(kinds) or "titled" in kinds[1:]


def shared_title(parts: list[tuple[int, str]], title: str) -> Iterator[tuple[int, str, str]]:
    """"Senators A, B and General C": the title goes with each until another one stands."""
    for index, (at, words) in enumerate(parts):
        lead = words.index(" ") + 1 if index == 0 and " " in words else 0
        own = person_kind(words) in {"titled", "office"} and index > 0
        tail = re.match(rf"({NAME.pattern})(?= (?:for|of|from) )", words[lead:])
        yield at + lead, tail.group(1) if tail else words[lead:], "" if own else title


def one(text: str, start: int, side: str, title: str = "") -> Participant | None:
    """One person's line: "NEA—Mr. Berry", "Mr. Jova, WE", "Ambassador Eban", "The Secretary", "B. Lee (notetaker)"."""
    if form := FORM.match(text):
        start, text = start + form.end(), text[form.end() :]
    text = re.sub(r"\s*\[[^\[\]]*\]$", "", text.rstrip(" ,.;") if not re.search(rf"{JUNIOR}$|\b[A-Z]\.$", text) else text)
    if not text or not text[0].isalpha():
        return None
    end = start + len(text)
    if title:
        return Participant(f"{title} {text}", "", side, start, end)
    if re.fullmatch(rf"[^,(]+{JUNIOR}", text):
        return single(text, start, end, side)
    if match := INNER.fullmatch(text):
        return Participant(f"{match['title']} {match['name']}", match["note"], side, start, end)
    if (match := OFFICE.fullmatch(text)) and not is_person(match["office"]) and namely(match["name"]):
        name, _, rest = match["name"].partition(", ")
        role = ", ".join(r for r in (match["office"].strip(), rest) if r)
        first = start + match.start("name")
        return Participant(name.strip(), role, side or sides.of_role(match["office"]), first, first + len(name))
    if match := TAIL.fullmatch(text):
        role = match["role"].strip()
        return named(match["name"].strip(), role + ")" if role.count("(") > role.count(")") else role, start, end, side)
    return single(text, start, end, side)


def namely(text: str) -> bool:
    """Whether what stands behind an office is a name."""
    first = text.split(",")[0].split(" (")[0].strip()
    return is_person(first) or (bool(NAME.fullmatch(first)) and not is_office_word(first.split(" ")[-1]))


def named(name: str, role: str, start: int, end: int, side: str) -> Participant:
    """A name and a role, in either order."""
    first = role.split(",")[0].strip(" ()")
    flipped = is_office(name) and person_kind(name) != "titled" and namely(first)
    if flipped:
        rest = role[len(role.split(",")[0]) :].strip(" ,")
        return Participant(first, ", ".join(r for r in (name, rest) if r), side or sides.of_role(name) or sides.of_role(rest), start, end)
    split = office_and_name(name)
    if split:
        return Participant(split[1], f"{split[0]}, {role}", side or sides.of_role(role), start, start + len(name))
    if is_office(name) and not person_kind(name):
        return Participant("", f"{name}, {role}", side or sides.of_role(role), start, end)
    return Participant(name, role, side or sides.of_role(role), start, start + len(name))


def single(text: str, start: int, end: int, side: str) -> Participant:
    """A line without comma or bracket: an office, an office with its holder's name, or a name."""
    if split := office_and_name(text):
        return Participant(split[1], split[0], side or sides.of_role(split[0]), start, end)
    if is_office(text) and person_kind(text) != "titled":
        return Participant("", text, side or sides.of_role(text), start, end)
    return Participant(text, "", side, start, end)
