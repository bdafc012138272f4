"""Where words are lost: the worst stretches of a reading, each with annotation, answer, evidence and the stage at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from judging import Judged, Word

FIELDS = ("joint", "speaker", "mode", "force", "cond", "to", "relays")
WIDTH = 150


class Loss(msgspec.Struct, frozen=True):
    """A run of words lost in one way: the record, its words, and which stage went wrong."""

    judged: Judged
    words: tuple[Word, ...]
    stage: str


def right(field: str) -> Callable[[Word], bool]:
    """Whether a word is right in a field; one that the field does not ask about is."""
    return lambda word: getattr(word, field) is not False


def losses(judged: Judged, field: str) -> Iterator[Loss]:
    """Runs of neighbouring words that are wrong in the same way."""
    ok = right(field)
    run: list[Word] = []
    for word in judged.words:
        if ok(word):
            if run:
                yield Loss(judged, tuple(run), stage(judged, run, field))
            run = []
            continue
        if run and kind(judged, run[-1], field) != kind(judged, word, field):
            yield Loss(judged, tuple(run), stage(judged, run, field))
            run = []
        run.append(word)
    if run:
        yield Loss(judged, tuple(run), stage(judged, run, field))


def kind(judged: Judged, word: Word, field: str) -> tuple[object, ...]:
    """What an error is an error of: the annotated answer and the one given."""
    piece = judged.gold["pieces"][word.piece]
    statement = judged.read["statements"][word.statement] if word.statement >= 0 else None
    if field == "cond":
        return piece["cond"], bool(statement and statement["condition"])
    keys = ("speaker", "mode") if field == "joint" else (field,)
    return (*(piece[key] for key in keys), *(str(statement[key]) if statement else "no statement" for key in keys))


def stage(judged: Judged, run: Sequence[Word], field: str) -> str:
    """The stage at fault: heading (no statement there), segments (one statement over two voices), people (the annotated
    person has no mention of that name among the answers), modes, speakers; else the field itself."""
    word = run[0]
    piece = judged.gold["pieces"][word.piece]
    if word.statement < 0:
        return "heading"
    if field not in {"joint", "speaker", "mode"}:
        return {"force": "forces", "cond": "conditions"}.get(field, "listeners")
    over = Counter(w.piece for w in judged.words if w.statement == word.statement)
    rights = sum(w.joint for w in judged.words if w.statement == word.statement)
    labels = {(judged.gold["pieces"][i]["speaker"], judged.gold["pieces"][i]["mode"]) for i in over}
    if len(labels) > 1 and rights:
        return "segments"
    if not word.mode and field != "speaker":
        return "modes"
    names = [n.strip().casefold() for n in piece["speaker"].split("+") if n.strip() and n.strip() != "UNKNOWN"]
    said = {judged.text[m["start"] : m["end"]].casefold() for m in judged.read["mentions"]}
    if any(name not in judged.writer and not any(name in words for words in said) for name in names):
        return "people"
    return "speakers"


def listing(judged: Sequence[Judged], field: str, most: int) -> str:
    """The errors of one field: words lost by stage and by confusion, then the worst stretches."""
    found = sorted((loss for one in judged for loss in losses(one, field)), key=lambda loss: -len(loss.words))
    asked = sum(getattr(word, field) is not None for one in judged for word in one.words)
    lost = sum(len(loss.words) for loss in found)
    stages: Counter[str] = Counter()
    confused: Counter[str] = Counter()
    for loss in found:
        stages[loss.stage] += len(loss.words)
        confused[confusion(loss, field)] += len(loss.words)
    lines = [f"{field}: {lost} of {asked} words lost in {len(found)} stretches"]
    lines += [f"  {words:6} {name}" for name, words in stages.most_common()]
    lines += ["annotated > read"] + [f"  {words:6} {name}" for name, words in confused.most_common(25)]
    return "\n".join([*lines, *(shown(number, loss) for number, loss in enumerate(found[:most], 1))])


def confusion(loss: Loss, field: str) -> str:
    """The annotated and the given answer, people as writer, somebody or nobody."""
    piece, statement = ends(loss)
    if field in {"joint", "mode"}:
        same = "" if piece["mode"] != (statement or {}).get("mode") else ", other speaker"
        return f"{piece['mode']} > {statement['mode'] if statement else 'no statement'}{same}"
    if field == "force":
        return f"{piece['force']} > {statement['force'] if statement else 'no statement'}"
    if field == "cond":
        return f"{bool(piece['cond'])} > {bool(statement and statement['condition'])}"
    given = loss.judged.people(statement[field]) if statement else "no statement"
    writer = any(n.strip().casefold() in loss.judged.writer for n in (piece[field] or "").split("+"))
    gold = "the writer" if writer else "somebody" if piece[field] else "nobody"
    return f"{gold} > {'the writer' if given.endswith('(writer)') else given if given in {'nobody', 'no statement'} else 'somebody'}"


def ends(loss: Loss) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The piece and the statement in which a loss begins."""
    word = loss.words[0]
    statement = loss.judged.read["statements"][word.statement] if word.statement >= 0 else None
    return loss.judged.gold["pieces"][word.piece], statement


def shown(number: int, loss: Loss) -> str:
    """One stretch with the annotation, and each statement that stands there with its evidence."""
    judged, piece = loss.judged, ends(loss)[0]
    start, end = loss.words[0].start, loss.words[-1].start
    text = short(" ".join(judged.text[start : end + len(judged.text[end:].split(maxsplit=1)[0])].split()))
    cond = ", conditional" if piece["cond"] else ""
    lines = [
        f"\n{number}. {judged.name} {start}  {len(loss.words)} words, {loss.stage}",
        f"   “{text}”",
        f"   annotated: {piece['speaker']}, {piece['mode']}, {piece['force']}{cond}, "
        f"to {piece['to'] or '-'}, relays {piece['relays'] or '-'}",
    ]
    numbers = dict.fromkeys(word.statement for word in loss.words)
    lines += [evidence(judged, judged.read["statements"][at]) for at in list(numbers)[:3] if at >= 0]
    if len(numbers) > 3:
        lines.append(f"   ... and {len(numbers) - 3} statements more")
    return "\n".join(lines if set(numbers) != {-1} else [*lines, "   read:      no statement stands there"])


def evidence(judged: Judged, statement: dict[str, Any]) -> str:
    """A statement's answers and what it had them from."""
    cue, source = (f"“{judged.text[span[0] : span[1]]}”" if span else "-" for span in (statement["cue"], statement["source"]))
    cond = ", conditional" if statement["condition"] else ""
    who, to, relays = (judged.people(statement[field]) for field in ("speaker", "to", "relays"))
    return (
        f"   read:      {who}, {statement['mode']}, {statement['force']}{cond}, to {to}, relays {relays}  "
        f"[{statement['id']}, confidence {statement['confidence']:.2f}]\n"
        f"              cue {cue}, source {source}; {short(statement['why'])}"
    )


def short(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH * 2 // 3]} ... {text[-WIDTH // 3 :]}"
