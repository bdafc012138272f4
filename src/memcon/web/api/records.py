"""Operations on documents and their records: the record itself, statements, citations, threads, corrections."""

from __future__ import annotations

import msgspec

from memcon import compare, corpus
from memcon.citations import STYLES, Style
from memcon.errors import SettingError
from memcon.export.annotation import annotated
from memcon.library import Library, Thread
from memcon.model import Range, Record
from memcon.pairs import Pair, find_partners
from memcon.store import Change, Correction, Filed, Note, Place, Tag, WordCorrection
from memcon.store.overviews import ORDERS
from memcon.web import comparing, pasting, reading, wording
from memcon.web.api.operations import PAGING, Asked, Operation, Paged, Parameter
from memcon.web.documents import wanted
from memcon.web.problems import Refusal


class Cited(msgspec.Struct, frozen=True):
    """A citation in a style."""

    style: Style
    citation: str


class Correct(msgspec.Struct, frozen=True):
    """A correction to be made: the characters it is about, and what a reader reads there."""

    start: int
    end: int
    change: Change


class CorrectWord(msgspec.Struct, frozen=True):
    """A word to be corrected: the characters where it stands in the text, what stands there in truth (null: nothing, it is struck out),
    and the word that was seen there."""

    start: int
    end: int
    word: str | None
    was: str | None = None


class Write(msgspec.Struct, frozen=True):
    """A note to be kept, on a stretch or (both -1) on the whole document."""

    words: str
    start: int = -1
    end: int = -1


class Label(msgspec.Struct, frozen=True):
    """A tag to be put on a stretch, or (both -1) on the whole document."""

    tag: str
    start: int = -1
    end: int = -1


class Paste(msgspec.Struct, frozen=True):
    """A text to be read and not kept."""

    text: str


class Done(msgspec.Struct, frozen=True):
    """The number of what was made, or of what is gone."""

    id: int


def documents(library: Library, asked: Asked) -> Paged:
    old = asked.one_of("old_versions", ("true", "false"), "false") == "true"
    order = asked.one_of("order", tuple(ORDERS), "date")
    shelf = library.shelf(order=order, limit=asked.limit, offset=asked.offset, old_versions=old)
    return Paged(shelf.documents, shelf.total)


def document(library: Library, asked: Asked) -> Filed:
    return wanted(library, asked.path["id"])


def record(library: Library, asked: Asked) -> Record:
    corrected = asked.one_of("corrected", ("true", "false"), "true") == "true"
    return library.show(document(library, asked).name, corrected=corrected)


def statement(library: Library, asked: Asked) -> reading.Why:
    found = reading.why(record(library, asked), asked.path["statement"])
    if found is None:
        raise Refusal(404, f"There is no statement {asked.path['statement']} in this record.")
    return found


def citation(library: Library, asked: Asked) -> Cited:
    style: Style = asked.one_of("style", STYLES, "chicago")
    return Cited(style, library.cite(document(library, asked).name, style, asked.text("statement") or None))


def thread(library: Library, asked: Asked) -> Thread:
    return library.thread(document(library, asked).name)


def partners(library: Library, asked: Asked) -> Paged:
    return asked.paged(find_partners(library, document(library, asked).name))


def comparison(library: Library, asked: Asked) -> compare.Comparison:
    if not asked.text("with"):
        raise SettingError("with: say which document is meant.")
    return comparing.compared(library, asked.path["id"], asked.text("with"))[2]


def annotation(library: Library, asked: Asked) -> corpus.Annotated:
    return annotated(library.show(document(library, asked).name))


def corrections(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.corrections(document(library, asked).name))


def all_corrections(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.corrections())


def correct(library: Library, asked: Asked) -> Correction:
    span: Range = (asked.body.start, asked.body.end)
    return library.correct(document(library, asked).name, span, asked.body.change, asked.who)


def undo(library: Library, asked: Asked) -> Correction:
    return library.undo_correction(asked.key("number"), asked.who)


def words(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.corrected_words(document(library, asked).name))


def all_words(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.corrected_words())


def words_left_behind(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.words_left_behind(document(library, asked).name))


def correct_word(library: Library, asked: Asked) -> WordCorrection:
    span: Range = (asked.body.start, asked.body.end)
    return wording.corrected(library, document(library, asked).name, span, asked.body.word, asked.who, asked.body.was)


def undo_word(library: Library, asked: Asked) -> WordCorrection:
    return wording.taken_back(library, asked.key("number"), asked.who)


def notes(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.notes(document(library, asked).name))


def write(library: Library, asked: Asked) -> Done:
    place = Place(document(library, asked).name, asked.body.start, asked.body.end)
    return Done(library.note(place, asked.body.words, asked.who))


def drop_note(library: Library, asked: Asked) -> Done:
    library.drop_note(asked.key("number"))
    return Done(asked.key("number"))


def tags(library: Library, asked: Asked) -> Paged:
    return asked.paged(library.tags(document(library, asked).name))


def put_tag(library: Library, asked: Asked) -> tuple[Tag, ...]:
    name = document(library, asked).name
    library.put_tag(Place(name, asked.body.start, asked.body.end), asked.body.tag, asked.who)
    return library.tags(name)


def drop_tag(library: Library, asked: Asked) -> tuple[Tag, ...]:
    name = document(library, asked).name
    start, end = (int(asked.text(key, "-1")) if asked.text(key, "-1").lstrip("-").isdigit() else -1 for key in ("start", "end"))
    library.drop_tag(Place(name, start, end), asked.text("tag"))
    return library.tags(name)


def read(library: Library, asked: Asked) -> Record:
    return pasting.read_text(asked.room, asked.body.text)


ID = "/documents/{id}"
CORRECTED = Parameter("corrected", "whether the corrections of readers are applied (default true)", "boolean")
SPAN = (Parameter("start", "first character", "integer"), Parameter("end", "the character after the last", "integer"))
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/documents", "Documents of the library.", documents, Filed,
              (*PAGING, Parameter("order", "their order", values=tuple(ORDERS)), Parameter("old_versions", "replaced ones too", "boolean")),
              paged=True),
    Operation("GET", ID, "A document without its words, by its id or the beginning of it, label, printed number or path.", document, Filed),
    Operation("GET", f"{ID}/record", "The whole record in memcon's format.", record, Record, (CORRECTED,)),
    Operation("GET", f"{ID}/statements/{{statement}}", "A statement and why it is read so.", statement, reading.Why, (CORRECTED,)),
    Operation("GET", f"{ID}/citation", "A citation of the document or of one statement.", citation, Cited,
              (Parameter("style", "the form", values=STYLES), Parameter("statement", "down to this one, as s12"))),
    Operation("GET", f"{ID}/thread", "What the document answers and what answers it.", thread, Thread),
    Operation("GET", f"{ID}/partners", "Documents that can be of one conversation with this one, the likeliest first.", partners, Pair,
              PAGING, paged=True),
    Operation("GET", f"{ID}/comparison", "The document and another side by side, statement by statement.", comparison, compare.Comparison,
              (Parameter("with", "the other, by any of its names", required=True),)),
    Operation("GET", f"{ID}/annotation", "The record as an annotation of the corpus, corrections included.", annotation, corpus.Annotated),
    Operation("GET", f"{ID}/corrections", "Corrections of a document, undone ones too.", corrections, Correction, PAGING, paged=True),
    Operation("POST", f"{ID}/corrections", "Corrects a stretch.", correct, Correction, body=Correct, status=201),
    Operation("GET", "/corrections", "All corrections, the newest first.", all_corrections, Correction, PAGING, paged=True),
    Operation("DELETE", "/corrections/{number}", "Takes a correction back; it stays in the list as undone.", undo, Correction),
    Operation("GET", f"{ID}/words", "Corrected words of a document, undone ones too.", words, WordCorrection, PAGING, paged=True),
    Operation("GET", f"{ID}/words/left-behind", "Corrected words of the version before that do not stand in this one.", words_left_behind,
              WordCorrection, PAGING, paged=True),
    Operation("POST", f"{ID}/words", "Corrects or strikes out a word of the paper; the document is read anew.", correct_word,
              WordCorrection, body=CorrectWord, status=201),
    Operation("GET", "/words", "All corrected words, the newest first.", all_words, WordCorrection, PAGING, paged=True),
    Operation("DELETE", "/words/{number}", "Takes a corrected word back; it stays in the list as undone.", undo_word, WordCorrection),
    Operation("GET", f"{ID}/notes", "The notes on a document.", notes, Note, PAGING, paged=True),
    Operation("POST", f"{ID}/notes", "Keeps a note.", write, Done, body=Write, status=201),
    Operation("DELETE", "/notes/{number}", "Throws a note away.", drop_note, Done),
    Operation("GET", f"{ID}/tags", "The tags on a document.", tags, Tag, PAGING, paged=True),
    Operation("POST", f"{ID}/tags", "Puts a tag on a document or stretch.", put_tag, tuple[Tag, ...], body=Label, status=201),
    Operation("DELETE", f"{ID}/tags", "Takes a tag off.", drop_tag, tuple[Tag, ...], (Parameter("tag", "which", required=True), *SPAN)),
    Operation("POST", "/read", "Reads a text and keeps nothing of it.", read, Record, body=Paste),
)
