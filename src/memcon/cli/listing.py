"""What the library commands print: plain lines that read well on a terminal and in a pipe, JSON, JSON lines and CSV."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from memcon.library import Actor, Answer, Count, Found, Hit, Library, Network, Progress, Status, Thread, Widening
    from memcon.search import Query
    from memcon.store import WordCorrection

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SIGNS = {"verbatim": "“", "reported": "›", "act": "*", "narration": "·", "assessment": "~"}
BAR = 30
WIDE = 100
NAMED = 5
"""How many of the files passed over are named."""
EVIDENCE = {
    "identity": "one by the source's own identity", "full name": "one by full name", "same words only": "same name only: may be several",
}
"""On what the records of an actor are taken for one person's."""


def clean(text: str) -> str:
    """Text on one line, without signs that would command a terminal."""
    return CONTROL.sub("�", " ".join(text.split()))


def stream(err: bool = False) -> TextIO:
    """Where results go, or words to the user that are no result."""
    return sys.stderr if err else sys.stdout


def echo(text: str = "", err: bool = False) -> None:
    """Prints at once, so that whoever reads a pipe waits for nothing and a pipe that is closed is noticed."""
    print(text, file=stream(err), flush=True)


def width() -> int:
    """Columns to print in: those that COLUMNS asks for, else the terminal's, from 40 to 120; 100 in a pipe."""
    # Not by shutil, which loads every kind of compression before it answers.
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        columns = int(asked)
    else:
        columns = (os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0) or WIDE
    return max(40, min(columns, 120))


def line(text: str, indent: int = 0, hanging: int = 0, bold: bool = False, err: bool = False) -> None:
    """One paragraph, wrapped to the terminal; bold on a terminal only, on standard error where it is no result."""
    wrapped = textwrap.fill(
        clean(text), width(), initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging), break_on_hyphens=False
    )
    echo(f"\033[1m{wrapped}\033[0m" if bold and stream(err).isatty() else wrapped, err=err)


def aside(text: str) -> None:
    """A word to the user that is no result: on standard error."""
    echo(CONTROL.sub("�", text), err=True)


def as_json(value: object) -> None:
    """A value as indented JSON."""
    import msgspec

    echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def in_form(values: Sequence[object], json: bool, jsonl: bool, csv: bool) -> bool:
    """Values in the form that programs read, where one is asked for; whether it is."""
    if json:
        as_json(values)
    elif jsonl:
        as_jsonl(values)
    elif csv:
        as_csv(flat(values))
    return json or jsonl or csv


def as_jsonl(values: Iterable[object]) -> None:
    """Values as JSON, one a line."""
    import msgspec

    for value in values:
        echo(msgspec.json.encode(value).decode())


def as_csv(rows: Iterable[dict[str, Any]]) -> None:
    """Rows as CSV with their names on top; a cell that a spreadsheet would run is made harmless."""
    import csv

    from memcon.export.table import harmless

    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row.values()])


def flat(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Structs as rows; lists in a cell are joined by "; "."""
    import msgspec

    for value in values:
        row = msgspec.structs.asdict(value)
        yield {name: "; ".join(map(str, cell)) if isinstance(cell, tuple) else cell for name, cell in row.items()}


def remarks(query: Query | None) -> None:
    """How the query was read, where it was not read as typed."""
    for remark in query.remarks if query else ():
        line(f"! {remark}", 0, 2, err=True)
    if query and query.remarks:
        aside(f"searched: {query.understood}")


def statements(found: Found, cited: Callable[[Hit], str] | None = None, total: Callable[[], int] | None = None) -> None:
    """The hits by document, with context, voices, conditions and answers, and a citation where one is asked for; ``total``
    counts all where not all are shown."""
    for hits in found.by_document().values():
        head = hits[0]
        line("  ".join(filter(None, (head.date or "not dated", head.place, head.title))), hanging=2, bold=True)
        line(head.document if head.label in head.document else f"{head.document}  {head.label}", 2)
        for hit in hits:
            statement(hit)
            if cited:
                echo(textwrap.indent(cited(hit).rstrip("\n"), " " * 8))
        echo()
    documents = len(found.by_document())
    shown = f"{len(found):,} of {total():,} statements" if found.more and total else counted(len(found), "statement")
    aside(f"{shown} in {counted(documents, 'document')}{'; more with --limit' if found.more else ''}")


def record(held: Library, document: str, json: bool = False, text: bool = False) -> None:
    """A record of a library, as JSON, as its document's own text, or as ``memcon read`` shows it."""
    found = held.show(document)
    if json:
        as_json(found)
        return
    if text:
        echo(found.document.text)
        return
    from memcon import show

    filed = held.document(document)
    aside(f"{filed.name}, version {filed.version}{'' if filed.current else ' (replaced)'}, from {'; '.join(filed.places) or filed.source}")
    show.show(found, show.console())


def widenings(found: Iterable[Widening]) -> None:
    """What wider queries than one that finds nothing would find."""
    import shlex

    for one in found:
        aside(f"{one.statements:>7,} with: memcon search {shlex.quote(one.query)}")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 record", "1,200 records"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def statement(hit: Hit) -> None:
    """One statement: who to whom, mode and force, the exact words between their neighbours."""
    who = " + ".join(hit.speaker) or "not stated"
    whom = f" → {', '.join(hit.to)}" if hit.to else ""
    relays = f", relaying {', '.join(hit.relays)}" if hit.relays else ""
    line(f"{SIGNS.get(hit.mode, ' ')} {hit.statement}  {who}{whom}{relays}  [{hit.mode}, {hit.force}]", 2, 4)
    if hit.before:
        line(f"{beside(hit.before_speaker, hit.speaker)}… {shortened(hit.before, from_end=True)}", 6)
    line(hit.text, 6, bold=True)
    if hit.after:
        line(f"{beside(hit.after_speaker, hit.speaker)}{shortened(hit.after)} …", 6)
    if hit.condition:
        for name, words in (("if", hit.condition.if_), ("then", hit.condition.then), ("otherwise", hit.condition.otherwise)):
            if words:
                line(f"{name}: {words}", 8, 4)
    for label, answers in (("answered with", hit.answered), ("answers", hit.answers)):
        for answer in answers:
            line(f"{label}: {answered(answer)}", 8, 4)


def beside(speaker: tuple[str, ...], here: tuple[str, ...]) -> str:
    """Who is heard in a neighbour, where that is somebody else."""
    return f"({' + '.join(speaker)}) " if speaker and speaker != here else ""


def answered(answer: Answer) -> str:
    """One reply of an exchange in a line."""
    speaker = " + ".join(answer.speaker) or "not stated"
    if not answer.text:
        return f"nothing that the record gives [{answer.outcome}]"
    return f"{speaker}, {answer.statement} [{answer.outcome}]: {answer.text}"


def shortened(text: str, from_end: bool = False, most: int = 160) -> str:
    """A neighbour, cut at a word where it is long."""
    if len(text) <= most:
        return text
    return text[-most:].partition(" ")[2] if from_end else text[:most].rpartition(" ")[0]


def bars(counts: tuple[Count, ...], limit: int) -> None:
    """Counts as numbers and bars."""
    shown = counts[:limit]
    most = max((count.statements for count in shown), default=1)
    wide = min(40, max((len(clean(count.value)) for count in shown), default=0))
    longest = max(8, min(BAR, width() - wide - 12))
    for count in shown:
        echo(f"{clean(count.value)[:40]:<{wide}}  {count.statements:>8,}  {'█' * max(1, round(longest * count.statements / most))}")
    if len(counts) > limit:
        aside(f"{len(counts) - limit:,} more values; show them with --limit.")


def network(found: Network) -> None:
    """Who spoke to whom, one pair a line, with bars."""
    most = max((edge.statements for edge in found), default=1)
    named = [(f"{clean(edge.speaker_name)} → {clean(edge.to_name)}", edge) for edge in found]
    wide = min(width() - 26, max((len(name) for name, _ in named), default=0))
    for name, edge in named:
        bar = "█" * max(1, round(12 * edge.statements / most))
        echo(f"{name[:wide]:<{wide}}  {edge.statements:>7,}  {bar}")
    aside(f"{counted(len(found), 'pair')}; people without a name of their own (\"the Ambassador\") are left out")


def actors(found: Iterable[Actor]) -> None:
    """The people of a library, one a line, with the evidence on which their records are taken for one person's."""
    for actor in found:
        others = [name for name in actor.names if name != actor.name]
        years = f"{actor.first[:4]}–{actor.last[:4]}" if actor.first else "not dated"
        line(
            f"{actor.id:>6}  {actor.name}: {counted(actor.documents, 'record')}, {counted(actor.statements, 'statement')}, {years} "
            f"({EVIDENCE[actor.evidence]})",
            hanging=8,
        )
        for title, values in (("also", others), ("as", list(actor.roles)), ("merged with", list(actor.merged))):
            if values:
                line(f"{title} {'; '.join(values[:8])}{'; …' if len(values) > 8 else ''}", 8, 4)


def thread(found: Thread) -> None:
    """What a record answers, and what answers it."""
    line(f"{found.document.name}  {found.document.date}  {found.document.title}", bold=True)
    for link in found.answers:
        if len(link.documents) == 1:
            other = link.documents[0]
            line(f"refers to  {other.name}  {other.date}  {other.title}  (“{link.reference.words}”)", 2, 4)
        elif link.documents:
            line(f"refers to one of {', '.join(other.name for other in link.documents)}  (“{link.reference.words}”)", 2, 4)
    for back in found.answered_by:
        line(f"referred to by  {back.document.name}  {back.document.date}  {back.document.title}  (“{back.reference.words}”)", 2, 4)
    for words in dict.fromkeys(f"“{reference.words}”{f' ({reference.post})' if reference.post else ''}" for reference in found.not_held):
        line(f"not held  {words}", 2, 4)
    if not found.answers and not found.answered_by:
        line("No reference to another record was found, and none to this one.", 2)


def status(found: Status) -> None:
    """What a library holds, then what failed and why."""
    line(f"library {found.path} (schema {found.schema}, {found.bytes / 1e6:,.1f} MB)", bold=True)
    old = f" and {counted(found.old_versions, 'older version')}" if found.old_versions else ""
    line(f"{counted(found.documents, 'document')}{old} from {counted(found.files, 'file')}, {counted(found.words, 'word')}", 2)
    line(f"{counted(found.statements, 'statement')} by {counted(found.people, 'person')}".replace("persons", "people"), 2)
    if found.deleted:
        line(f"{counted(found.deleted, 'document')} deleted on request", 2)
    if found.unfinished:
        line(f"{counted(found.unfinished, 'file')} not read to the end: the same import goes on with it", 2)
    for failure in found.failures:
        where = f", document {failure.label or failure.ordinal}" if failure.ordinal >= 0 else ""
        line(f"failed: {failure.path}{where}: {failure.reason}", 2, 4)
    if found.failures:
        line("Read them again with: memcon import --retry", 2)


def summary(progress: Progress) -> str:
    """An import in one line, with one more for each of the first failures and one for what was passed over."""
    pace = (
        f", {progress.documents / progress.seconds:,.1f} documents/s, {progress.words / progress.seconds:,.0f} words/s"
        if progress.seconds and progress.documents
        else ""
    )
    failed = f", {progress.failed:,} failed ('memcon status' lists all)" if progress.failed else ""
    known = f", {progress.known:,} held already" if progress.known else ""
    files = f"{counted(progress.files, 'file')} in {progress.seconds:,.0f} s"
    reasons = "".join(f"\nfailed: {clean(reason)}" for reason in progress.reasons)
    more = f"{reasons}{passed(progress)}{unfit(progress)}"
    return f"{counted(progress.documents, 'document')} imported{known}{failed} from {files}{pace}{more}"


def passed(progress: Progress) -> str:
    """What was passed over, the first few by name; "" where nothing was."""
    if not progress.passed:
        return ""
    named = ", ".join(f"{clean(one.path)} ({one.reason})" for one in progress.passed[:NAMED])
    more = f" and {len(progress.passed) - NAMED:,} more ('--dry-run' names all)" if len(progress.passed) > NAMED else ""
    return f"\n{counted(len(progress.passed), 'file')} passed over: {named}{more}; name a file itself to have it read"


def unfit(progress: Progress) -> str:
    """The corrected words of earlier versions that do not fit the new ones, a line each."""
    return "".join(
        f"\nnot carried over to the new version of {one.document}: page {one.page}, {clean(replaced(one))}"
        f" ({clean(one.who)}, {one.time[:10]})" for one in progress.unfit
    )


def replaced(one: WordCorrection) -> str:
    """What a reader made of a recognised word."""
    return f"“{one.recognised}” → “{one.word}”" if one.word else f"“{one.recognised}” struck out"


def pace(progress: Progress) -> str:
    """The state of an import in a few words."""
    seconds = progress.seconds or 1.0
    left = f", {progress.left:,.0f} s left" if progress.left is not None else ""
    documents = f"{counted(progress.documents, 'document')}, {progress.documents / seconds:,.1f}/s"
    return f"{documents}, {progress.words / seconds:,.0f} words/s, {progress.failed:,} failed{left}"


@contextmanager
def bar() -> Iterator[Callable[[Progress], None]]:
    """A progress bar on a terminal; in a pipe a line every ten seconds. Both go to standard error."""
    if not sys.stderr.isatty():
        yield paced(10.0)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Display

    with Display(BarColumn(), TextColumn("{task.description}", markup=False), console=Console(stderr=True)) as display:
        task = display.add_task("reading", total=None)
        yield lambda p: display.update(task, total=p.all_bytes or None, completed=p.bytes, description=pace(p))


def paced(every: float) -> Callable[[Progress], None]:
    """Tells of the progress now and then, in plain lines."""
    told = [0.0]

    def tell(progress: Progress) -> None:
        if progress.seconds - told[0] >= every:
            told[0] = progress.seconds
            aside(pace(progress))

    return tell
