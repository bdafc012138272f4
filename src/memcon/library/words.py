"""Words on paper -> the word that a correction is about, in this reading of the paper or another. Pure functions of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from memcon.errors import SettingError
from memcon.model import Page, Place, Range, Record
from memcon.places import DOUBTFUL, Edit, alike, box_of
from memcon.store import WordCorrection

OVERLAP = 0.3
"""The least share of the smaller of two rectangles that both cover, where one word stands in both readings."""
LONGEST = 200
"""Characters of a corrected word: recognition can run a line together."""
HIDDEN = "[excised]"
"""What stands in the text where a box hides words."""


class Spotted(msgspec.Struct, frozen=True):
    """A word of a record on its page."""

    page: Page
    place: Place
    text: str


def at(record: Record, span: Range) -> Spotted:
    """The word that stands at the characters ``span``; raises SettingError where there is none, or more or less than one."""
    text = record.document.text
    found = next(((page, place) for page in record.pages for place in page.places if (place.start, place.end) == span), None)
    if found is None or not text[span[0] : span[1]].strip():
        has = "its words stand on no paper" if not record.pages else "pages.places of the record lists its words"
        raise SettingError(f"characters {span[0]} to {span[1]}: that is not one word of the paper; {has}.")
    return Spotted(*found, text[span[0] : span[1]])


def typed(spotted: Spotted, word: str) -> str:
    """A reader's word on one line; raises SettingError where it cannot stand in the place of another or changes nothing."""
    plain = " ".join(word.split())
    if spotted.text == HIDDEN:
        raise SettingError(f"page {spotted.page.number}: a box hides what stood here; it is no word that was recognised.")
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise SettingError(f"a word has between 1 and {LONGEST} characters that can be seen; this one has {len(plain)}.")
    if plain == spotted.text and not doubtful(spotted):
        raise SettingError(f"“{plain}”: the text has this word already, and it is not doubtful.")
    return plain


def strikable(spotted: Spotted) -> str:
    """What stands in the place of a word that is struck out: nothing. Raises SettingError where it is no word that was recognised."""
    if spotted.text == HIDDEN:
        raise SettingError(f"page {spotted.page.number}: a box hides what stood here; it is no word that was recognised.")
    return ""


def doubtful(spotted: Spotted) -> bool:
    """Whether the recognition of a word is doubtful."""
    return spotted.page.recognised and spotted.place.confidence < DOUBTFUL


def words_at(record: Record, correction: WordCorrection) -> Iterator[Spotted]:
    """The words of a record that stand where a correction does, the one most alike first."""
    text = record.document.text
    near = [
        (alike(box_of(place), correction.box), page, place)
        for page in record.pages if page.number == correction.page for place in page.places
    ]
    for share, page, place in sorted(near, key=lambda one: -one[0]):
        if share >= OVERLAP:
            yield Spotted(page, place, text[place.start : place.end])


def same(record: Record, correction: WordCorrection) -> Spotted | None:
    """The word of a record, as recognised, that a correction is about: on the same page, at the same place, it was read the same."""
    return next((word for word in words_at(record, correction) if word.text == correction.recognised), None)


def edits(record: Record, corrections: Iterable[WordCorrection]) -> tuple[Edit, ...]:
    """The corrections that hold, made on a record as recognised; the last one of a word wins."""
    found: dict[int, Edit] = {}
    for correction in corrections:
        word = same(record, correction) if correction.holds else None
        if word:
            found[word.place.start] = Edit(word.place.start, word.place.end, correction.word)
    return tuple(clean(record.document.text, found))


def clean(text: str, found: dict[int, Edit]) -> Iterator[Edit]:
    """The edits by their starts, a word that is struck out with the blank behind it; with the end of its line where nothing else is
    left on that, for an empty line would end a paragraph."""
    line, rest = 0, False
    at = 0
    for edit in sorted(found.values()):
        if (begins := text.rfind("\n", 0, edit.start) + 1) != line:
            line, rest, at = begins, False, begins
        rest = rest or bool(text[at : edit.start].strip()) or bool(edit.words)
        at = edit.end
        behind = text[edit.end : edit.end + 1]
        blank = not edit.words and (behind == " " or (behind == "\n" and not rest))
        yield Edit(edit.start, edit.end + blank, edit.words)


def left(record: Record, earlier: Iterable[WordCorrection], here: Sequence[WordCorrection]) -> tuple[WordCorrection, ...]:
    """The corrections of an earlier reading that hold there and are neither made in this one, nor were taken back in it, nor needed:
    the record, as recognised, has the reader's word, or nothing where the reader struck out what was there."""
    return tuple(
        one for one in earlier
        if one.holds
        and not any(made.page == one.page and made.word == one.word and alike(made.box, one.box) >= OVERLAP for made in here)
        and not any(word.text == one.word != one.recognised for word in words_at(record, one))
        and (one.word or any(words_at(record, one)))
    )
