"""What the learned encoder sees in a text: for each word piece, probabilities of mode, force, condition and turn.

The encoder is a small transformer fine-tuned on the project's annotated corpus (docs/quality.md) and run by onnxruntime
on the CPU. It reads windows of at most 384 word pieces that end where a sentence ends, each with the last 100 pieces of the
window before as left context.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from memcon.errors import ModelError, SettingError
from memcon.model import Range

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

HEADS: dict[str, tuple[str, ...]] = {
    "mode": ("verbatim", "reported", "act", "narration", "assessment", "header"),
    "force": (
        "statement", "question", "request", "commitment", "refusal", "agreement", "objection", "warning", "evasion",
        "recommendation", "none",
    ),
    "cond": ("no", "yes"),
    "turn": ("runs on", "back", "named", "other"),
    "relay": ("own", "relayed"),
    "part": ("none", "speaker", "to", "relays"),
    "begin": ("inside", "begins"),
}
WINDOW, CONTEXT = 384, 100
ENDS = (".", "?", "!", "[SEP]")
Floats = NDArray[np.float32]


class Evidence:
    """Probabilities by word piece; ``mean`` gives their average over a stretch of the text (characters, half-open)."""

    def __init__(self, starts: NDArray[np.int64], probabilities: dict[str, Floats]) -> None:
        self.starts = starts
        self.places: list[int] = starts.tolist()
        self.sums = {
            head: np.vstack([np.zeros((1, p.shape[1])), np.cumsum(p, axis=0, dtype=np.float64)]) for head, p in probabilities.items()
        }
        self.each = probabilities

    def mean(self, head: str, start: int, end: int) -> list[float]:
        """The head's average distribution over the word pieces that begin in the stretch; uniform where none does."""
        first = bisect_left(self.places, start)
        last = bisect_left(self.places, end, first)
        if first == last:
            size = len(HEADS[head])
            return [1.0 / size] * size
        average: list[float] = ((self.sums[head][last] - self.sums[head][first]) / (last - first)).tolist()
        return average

    def at(self, head: str, start: int) -> list[float]:
        """The head's distribution at the first word piece at or behind an offset."""
        index = min(bisect_left(self.places, start), len(self.places) - 1)
        found: list[float] = self.each[head][index].tolist()
        return found


@cache
def tokenizer() -> Tokenizer:
    """The word piece tokenizer that belongs to the weights; raises ModelError where it is missing."""
    from tokenizers import Tokenizer

    path = files("memcon") / "weights" / "tokenizer.json"
    if not path.is_file():
        raise ModelError("the encoder's tokenizer is not in this installation; install memcon again.")
    return Tokenizer.from_str(path.read_text(encoding="utf-8"))


def mark_id(name: str) -> int:
    """The id of a mark of the tokenizer's own ("[SEP]"); raises ModelError where it has none of that name."""
    found = tokenizer().token_to_id(name)
    if found is None:
        raise ModelError(f"the encoder's tokenizer has no mark {name}: it does not belong to the weights; install memcon again.")
    return found


def threads() -> int:
    """How many threads the encoder runs on: MEMCON_THREADS, else two where there are as many cores. Two reach nearly twice
    the speed of one and more add little; a process that imports beside others has one core and sets it to 1.
    Raises SettingError where the setting is no whole number above 0."""
    given = os.environ.get("MEMCON_THREADS")
    if given is None:
        return min(2, os.cpu_count() or 1)
    if not given.isdecimal() or int(given) < 1:
        raise SettingError(f"MEMCON_THREADS is “{given}”; set it to a whole number above 0, or unset it.")
    return int(given)


@cache
def session() -> InferenceSession:
    """The encoder; raises ModelError where its weights are missing."""
    path = files("memcon") / "weights" / "encoder.onnx"
    if not path.is_file():
        raise ModelError("the encoder's weights are not in this installation; install memcon again.")
    return network(path, threads())


def network(path: Traversable, most: int) -> InferenceSession:
    """A network from its file, run on so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = most
    # Texts differ in length, and for each length ever seen the arena would keep memory of its own.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # As one operator, a sum and its normalisation take three times as long on a CPU as the two apart.
    apart = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)


def pieces(text: str, body: tuple[Range, ...]) -> tuple[list[int], list[int]]:
    """Word piece ids of the body with their offsets in the text; -1 marks the break between paragraphs."""
    tool = tokenizer()
    separator = mark_id("[SEP]")
    ids: list[int] = []
    offsets: list[int] = []
    for encoded, (start, _) in zip(tool.encode_batch([text[a:b] for a, b in body], add_special_tokens=False), body, strict=True):
        if ids:
            ids.append(separator)
            offsets.append(-1)
        ids.extend(encoded.ids)
        offsets.extend(start + a for a, _ in encoded.offsets)
    return ids, offsets


SIGNS = re.compile(r"[^\w\s]{200,}")
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")


def stretches(text: str, hidden: tuple[Range, ...]) -> tuple[Range, ...]:
    """The paragraphs of a text as the encoder was trained to see them: all but the hidden ranges (notes, boilerplate), and
    without long runs of signs, each of which would be a word piece of its own."""
    found = []
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        # The pattern takes the last line end before a paragraph along, and the parts of a document begin and end with a sign.
        signs = match[0].strip()
        top = text.find(signs, start)
        for first, last in hidden:
            if first <= top and top + len(signs) <= last:
                break
        else:
            for run in SIGNS.finditer(text, start, end):
                found.append((start, run.start()))
                start = run.end()
            found.append((start, end))
    return tuple((a, b) for a, b in found if text[a:b].strip())


def windows(ids: list[int], size: int = WINDOW, first: int | None = None) -> list[Range]:
    """The windows that cover the word pieces, as ranges of what each adds; its left context goes before. A window ends
    behind the last sentence end in its second half, and where there is none, where it is full (``size`` word pieces with
    its context and the two marks around it). ``first`` is the length of the first one: training cuts a text elsewhere
    each time."""
    ends = {mark_id(mark) for mark in ENDS}
    found: list[Range] = []
    at = 0
    while at < len(ids):
        full = at + (size - 2 - CONTEXT if found else first or size - 2)
        cut = full
        if full < len(ids):
            cut = next((i + 1 for i in range(full - 1, (at + full) // 2, -1) if ids[i] in ends), full)
        found.append((at, min(cut, len(ids))))
        at = cut
    return found


def gather(text: str, body: tuple[Range, ...]) -> Evidence | None:
    """The evidence for the body (paragraphs as offsets into the text, in order); None where the body is empty."""
    ids, offsets = pieces(text, body)
    if not ids:
        return None
    kept: dict[str, list[Floats]] = {head: [] for head in HEADS}
    starts: list[int] = []
    for start, end in windows(ids):
        context = max(0, start - CONTEXT)
        result = run(ids[context:end], start - context)
        rows = [i for i in range(end - start) if offsets[start + i] >= 0]
        starts.extend(offsets[start + i] for i in rows)
        for head in HEADS:
            kept[head].append(result[head][rows])
    return Evidence(np.array(starts, dtype=np.int64), {head: np.concatenate(found) for head, found in kept.items()})


def run(window: list[int], context: int) -> dict[str, Floats]:
    """The encoder on one window: per head the probabilities of what stands behind its context (so many word pieces). A batch of
    several would be slower on a CPU, whose cache holds the states of one."""
    ids = np.array([[mark_id("[CLS]"), *window, mark_id("[SEP]")]], dtype=np.int64)
    outputs = session().run(list(HEADS), {"ids": ids, "context": np.array([1 + context], dtype=np.int64)})
    return {head: softmax(output[0, :-1]) for head, output in zip(HEADS, outputs, strict=True)}


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis; the greatest is taken off first, so that no power overflows."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
