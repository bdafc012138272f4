"""A manuscript against its sources: every quotation and attributed claim looked up in a library and judged.

``check`` is the one call. It accuses on evidence only: where several places of the library can be meant, the one that speaks
best for the manuscript is taken, and what cannot be judged is said as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from memcon.check import elsewhere
from memcon.check.citing import Citations, Cited
from memcon.check.claims import Claim, claims
from memcon.check.findings import FAULTS, Fault, FaultKind, Finding, Passage, Report, Stand, Verdict, listed, noted
from memcon.check.judging import Judgement, judge, statements_at
from memcon.check.lookup import Lookup, Place
from memcon.library import Library
from memcon.manuscript import Manuscript, read
from memcon.quotes.words import key
from memcon.voices import names

LEAST_TRACED = 6
"""Words below which a quotation that stands nowhere is not called wrong: it may be a title, a term, or irony."""


def check(
    manuscript: str | Path | Manuscript, library: Library | str | Path, *, model: str | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Report:
    """Checks a manuscript (.txt, .md, .html, .docx, .pdf, or one already read) against a library.

    ``tell`` is called with the number of claims judged and of all. Raises UnreadableError and LibraryError.
    """
    if isinstance(library, Library):
        return checked(manuscript if isinstance(manuscript, Manuscript) else read(manuscript), library, model, tell)
    with Library(library) as opened:
        return check(manuscript, opened, model=model, tell=tell)


def checked(manuscript: Manuscript, library: Library, model: str | None, tell: Callable[[int, int], None] | None) -> Report:
    """The report on a manuscript that has been read."""
    found = claims(manuscript, model)
    lookup = Lookup(library, manuscript.clean)
    places = place_names(library)
    citations = Citations(manuscript, lookup)
    findings, titles = [], 0
    for number, claim in enumerate(found, 1):
        one = find(claim, manuscript, lookup, places, citations.of(claim))
        if claim.in_note and one.source is None and one.verdict != "wrong":
            titles += 1
        else:
            findings.append(one)
        if tell:
            tell(number, len(found))
    return Report(
        manuscript=manuscript.source, library=str(library.path), documents=library.status().documents,
        words=len(manuscript.clean.split()), findings=tuple(sorted(findings, key=lambda one: one.rank)),
        passed=lookup.passed, missing=tuple(citations.missing), titles=titles,
    )


def place_names(library: Library) -> frozenset[str]:
    """What the library's records name as the place of writing or talking, in the form for comparison."""
    found = (re.split(r"[,;(]", filed.place)[0] for filed in library.documents())
    return frozenset(" ".join(map(key, re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", place))) for place in found) - {""}


def find(claim: Claim, manuscript: Manuscript, lookup: Lookup, places: frozenset[str], cited: Cited) -> Finding:
    """The finding on one claim: the place that speaks best for the manuscript, in the document cited where the words stand there."""
    found = lookup.places(claim, manuscript.clean, cited.documents)
    passage = passage_of(claim, manuscript, cited)
    if not found:
        return missing(claim, passage, cited, lookup)
    judged = [(place, judge(claim, place.match, lookup.record(place.document), places)) for place in found]
    judged = [(place, elsewhere.judged(judgement, claim, place, cited, lookup)) for place, judgement in judged]
    place, judgement = min(judged, key=lambda one: (penalty(one[1]), -one[0].match.score))
    return finding(claim, passage, place, judgement, lookup)


def penalty(judgement: Judgement) -> tuple[int, int, int]:
    """How much speaks against a place: its faults, the worst first; doubts weigh less than faults."""
    worst = min((FAULTS.index(fault.kind) for fault in judgement.faults), default=len(FAULTS))
    return len(judgement.faults), -worst, len(judgement.doubts)


def missing(claim: Claim, passage: Passage, cited: Cited, lookup: Lookup) -> Finding:
    """The finding on a claim whose words stand nowhere in the library."""
    if claim.kind == "paraphrase":
        doubt = "No passage of the library says this in words near enough to judge it by."
        return Finding(claim=claim.kind, verdict="cannot tell", manuscript=passage, doubts=(doubt,))
    if cited.near and cited.missing and claim.who:
        doubt = f"It stands nowhere in the library, which does not have the document cited, {elsewhere.quoted(cited.missing)}."
        return Finding(claim=claim.kind, verdict="cannot tell", manuscript=passage, doubts=(doubt,))
    if len(claim.words) < LEAST_TRACED or not claim.who:
        why = "is too short to be traced" if len(claim.words) < LEAST_TRACED else "is given to nobody"
        doubt = f"It stands nowhere in the library and {why}."
        return Finding(claim=claim.kind, verdict="cannot tell", manuscript=passage, doubts=(doubt,))
    where = f"Neither {elsewhere.titles(cited.documents, lookup)}, which is cited, nor any other" if cited.sure else "No"
    fault = Fault("not found", f"{where} record of the library has these words or words near them.")
    return Finding(claim=claim.kind, verdict="wrong", manuscript=passage, faults=(fault,))


def finding(claim: Claim, passage: Passage, place: Place, judgement: Judgement, lookup: Lookup) -> Finding:
    """The finding on a claim at its place."""
    match = place.match
    verdict: Verdict = "wrong" if judgement.faults else "cannot tell" if judgement.doubts else "right"
    return Finding(
        claim=claim.kind, verdict=verdict, manuscript=passage, source=stand(place, lookup),
        wording=match.wording if claim.kind == "quotation" else "paraphrase", score=round(match.score, 3), faults=judgement.faults,
        doubts=judgement.doubts, changes=match.changes if claim.kind == "quotation" else (),
        ignored=tuple(dict.fromkeys((*claim.ignored, *match.ignored))), remarks=judgement.remarks,
    )


def passage_of(claim: Claim, manuscript: Manuscript, cited: Cited) -> Passage:
    """The claim as it stands in the manuscript."""
    note = manuscript.note_at(claim.start)
    return Passage(
        start=claim.start, end=claim.end, line=manuscript.line(claim.start), column=manuscript.column(claim.start),
        text=manuscript.text[claim.start : claim.end], sentence=" ".join(manuscript.clean[slice(*claim.sentence)].split()),
        speaker="; ".join(claim.who), to=claim.to, cited=cited.words if cited.near else "",
        note=note.mark if note else "", page=manuscript.page(claim.start),
    )


def stand(place: Place, lookup: Lookup) -> Stand:
    """The source as it stands in its record, with its neighbours."""
    record = lookup.record(place.document)
    document, text, called = record.document, record.document.text, names(record)
    told = statements_at(place.match.spans, record)
    start, end = place.match.spans[0][0], place.match.spans[-1][1]
    start, end = min(start, end), max(place.match.spans[0][1], end)
    main = max(told, key=lambda s: min(s.end, end) - max(s.start, start), default=None)
    return Stand(
        document=place.document, label=document.id, title=document.title, date=document.date, start=start, end=end,
        text=" … ".join(" ".join(text[a:b].split()) for a, b in place.match.spans), statements=tuple(s.id for s in told),
        speaker=tuple(called.get(i, i) for i in main.speaker) if main else (), to=tuple(called.get(i, i) for i in main.to) if main else (),
        mode=main.mode if main else "", before=" ".join(text[max(0, start - 160) : start].split()),
        after=" ".join(text[end : end + 160].split()),
    )


__all__ = ["FAULTS", "Claim", "Fault", "FaultKind", "Finding", "Passage", "Report", "Stand", "check", "claims", "listed", "noted"]
