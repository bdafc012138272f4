"""Place and citation -> whether the words stand in the document that the manuscript cites for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from memcon.check.catalogue import Meant
from memcon.check.citing import Cited, in_cited_archive
from memcon.check.claims import Claim
from memcon.check.findings import Fault
from memcon.check.judging import SHORT, Judgement
from memcon.check.lookup import Lookup, Place
from memcon.citations import archive


def judged(judgement: Judgement, claim: Claim, place: Place, said: Cited, lookup: Lookup) -> Judgement:
    """The judgement of a claim at a place, with what its citation adds to it."""
    if not said.meant or place.document in said.documents:
        return judgement
    here = titles([place.document], lookup)
    traced = claim.kind == "quotation" and len(claim.words) >= SHORT
    if said.sure:
        sentence = f"These words stand in {here}, not in the document cited, {quoted(said.meant)} ({titles(said.documents, lookup)})."
        if traced:
            # A day that only the wrong citation gives is no second mistake.
            kept = tuple(f for f in judgement.faults if f.kind != "wrong date" or not dated_by(claim, said))
            return msgspec.structs.replace(judgement, faults=(*kept, Fault("wrong document", sentence)))
        return remarked(judgement, f"Words like these stand in {here}, not in the document cited, {quoted(said.meant)}.")
    if not said.near:
        return judgement
    if said.documents:
        return remarked(judgement, f"These words stand in {here}; whether the citation, {quoted(said.meant)}, means it is not settled.")
    if not said.missing or in_cited_archive(said, lookup.record(place.document)):
        return judgement
    line = archive(lookup.record(place.document))
    where = f"; the record's own source line is “{line}”" if line and any(one.citation.archive for one in said.meant) else ""
    missing = f"the library has no document known as the one cited, {quoted(said.missing)}"
    return remarked(judgement, f"These words stand in {here}; {missing}{where}.")


def dated_by(claim: Claim, said: Cited) -> bool:
    """Whether a citation with a day stands in the claim's own sentence."""
    own = " ".join(claim.outside.split())
    return any(one.citation.date and one.citation.words in own for one in said.meant)


def remarked(judgement: Judgement, remark: str) -> Judgement:
    """The judgement with one remark more."""
    return msgspec.structs.replace(judgement, remarks=(*judgement.remarks, remark))


def quoted(meant: Sequence[Meant]) -> str:
    """The words of some citations, in quotation marks."""
    return "; ".join(f"“{one.citation.words}”" for one in meant)


def titles(documents: Iterable[str], lookup: Lookup) -> str:
    """Documents as a reader knows them: label, title and day."""
    shown = []
    for name in sorted(documents):
        document = lookup.record(name).document
        shown.append(", ".join(dict.fromkeys(filter(None, (document.title or document.subject or document.id, document.date)))))
    return "; ".join(shown)
