"""Query text -> pieces that keep the grammar: what cannot be read is left out, and each such thing is said.

A query is never refused: a bracket too many, an operator without a neighbour or an open quotation mark is mended, and a
sentence tells how. What comes out, the grammar (grammar.py) accepts.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from memcon.search.tree import FIELDS, OTHER_NAMES

Kind = Literal["word", "phrase", "field", "and", "or", "not", "near", "open", "close", "range"]

LONGEST = 10_000
MOST_TERMS = 200
DEEPEST = 20
QUOTES = str.maketrans("“”„«»‟＂\0", '"' * 7 + " ", "\\") | dict.fromkeys(range(0xD800, 0xE000), " ")
"""What stands for a quotation mark; bytes that a shell could not read as text stand for nothing."""
PIECE = re.compile(
    r"""
      (?P<phrase>"[^"]*"(?:\*|~(?P<slop>\d{1,4}))?)
    | (?P<unclosed>"[^"]*\Z)
    | (?P<range>[\[{]\s*(?P<low>[^\s\]}]{1,40})\s+TO\s+(?P<high>[^\s\]}]{1,40})\s*[\]}])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<near>NEAR(?:/(?P<distance>\d{1,4}))?(?=[\s("]|\Z))
    | (?P<and>(?:AND(?=[\s("]|\Z)|&&|(?<!\S)\+(?=\S)))
    | (?P<or>(?:OR(?=[\s("]|\Z)|\|\|?))
    | (?P<not>(?:NOT(?=[\s("]|\Z)|!|(?<![^\s(])-(?=[\w"(])))
    | (?P<field>(?:(?:KNOWN):\s*|[A-Za-z][A-Za-z-]*:)(?=[^\s:)]))
    | (?P<word>[^\s()"]+)
    """.replace("KNOWN", "|".join(sorted((*FIELDS, *OTHER_NAMES), key=len, reverse=True))),
    re.VERBOSE,
)
UNARY: frozenset[Kind] = frozenset({"not"})
BINARY: frozenset[Kind] = frozenset({"and", "or", "near"})
TERMS: frozenset[Kind] = frozenset({"word", "phrase", "range"})


class Piece(msgspec.Struct, frozen=True):
    """One word, phrase, field name, operator or bracket; ``number`` is the distance of a phrase or a NEAR, -1 without one."""

    kind: Kind
    text: str
    number: int = -1


def repair(text: str) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces of the query, none where nothing searchable is left, with a sentence on each thing mended."""
    remarks: list[str] = []
    pieces = cut(text, remarks)
    pieces = balanced(limited(pieces, remarks), remarks)
    before: list[Piece] = []
    while before != pieces:
        before, pieces = pieces, bound(pieces, remarks)
    return nearby(pieces, remarks), tuple(dict.fromkeys(remarks))


def cut(text: str, remarks: list[str]) -> list[Piece]:
    """The pieces of the text in order; what holds no letter or digit is no word."""
    if len(text) > LONGEST:
        remarks.append(f"The query has {len(text):,} characters; the first {LONGEST:,} were read.")
        text = text[:LONGEST]
    found: list[Piece] = []
    for match in PIECE.finditer(text.translate(QUOTES)):
        kind = match.lastgroup or "word"
        piece = read(match, remarks)
        if piece is not None:
            found.append(piece)
        elif kind in {"word", "phrase", "unclosed", "range"} and match.group() != "*":
            remarks.append(f"{shown(match.group())} holds no word and was left out.")
    return found


def read(match: re.Match[str], remarks: list[str]) -> Piece | None:
    """The piece of one match; None where it holds nothing to search for."""
    text = match.group()
    if match["unclosed"] is not None:
        remarks.append(f"The quotation mark before {shown(text[1:])} is not closed; it was closed at the end.")
        text = text[1:].strip()
        return Piece("phrase", text) if wordy(text) else None
    if match["phrase"] is not None:
        inside, _, after = text[1:].rpartition('"')
        star = "*" if after == "*" else ""
        return Piece("phrase", inside.strip() + star, int(match["slop"] or -1)) if wordy(inside) else None
    if match["range"] is not None:
        if not wordy(match["low"] + match["high"]):
            return None
        return Piece("range", f"{match['low']}..{match['high']}".replace("*", ""))
    if match["near"] is not None:
        return Piece("near", text, min(int(match["distance"] or 10), 1000))
    for kind in ("open", "close", "and", "or", "not", "field"):
        if match[kind] is not None:
            return Piece(kind, text)
    if text.endswith(":") and text[:-1].lower() in {*FIELDS, *OTHER_NAMES}:
        return Piece("field", text)
    return Piece("word", text) if wordy(text) else None


def wordy(text: str) -> bool:
    return any(character.isalnum() for character in text)


def shown(text: str) -> str:
    """A stretch of the query for a sentence, not longer than a line bears."""
    return f"'{text[:40]}…'" if len(text) > 41 else f"'{text}'"


def limited(pieces: list[Piece], remarks: list[str]) -> list[Piece]:
    """The pieces up to the last term that is searched."""
    terms = [index for index, piece in enumerate(pieces) if piece.kind in TERMS]
    if len(terms) <= MOST_TERMS:
        return pieces
    remarks.append(f"The query has {len(terms):,} words and phrases; the first {MOST_TERMS} were searched.")
    return pieces[: terms[MOST_TERMS]]


def balanced(pieces: list[Piece], remarks: list[str]) -> list[Piece]:
    """Every bracket with its partner; brackets deeper than anybody types are taken away."""
    kept: list[Piece] = []
    depth = skipped = 0
    for piece in pieces:
        if piece.kind == "open":
            depth += 1
            if depth > DEEPEST:
                skipped += 1
                continue
        elif piece.kind == "close":
            if depth == 0:
                remarks.append("A closing bracket has no opening one and was left out.")
                continue
            depth -= 1
            if depth >= DEEPEST:
                continue
        kept.append(piece)
    if skipped:
        remarks.append(f"Brackets nested more than {DEEPEST} deep were left out.")
    if depth:
        remarks.append("An opening bracket is not closed; it was closed at the end.")
    return kept + [Piece("close", ")")] * min(depth, DEEPEST)


def bound(pieces: list[Piece], remarks: list[str]) -> list[Piece]:
    """One pass that takes out operators and field names with nothing to work on, and brackets with nothing inside."""
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        after = pieces[index + 1].kind if index + 1 < len(pieces) else None
        before = kept[-1].kind if kept else None
        if idle(piece, before, after):
            left_out(piece, remarks)
        elif piece.kind in UNARY and before == "not":
            kept.pop()
        elif piece.kind == "field" and after not in TERMS | {"open"}:
            remarks.append(f"The field '{piece.text.strip()}' has no value and was left out.")
        elif piece.kind == "close" and before == "open":
            kept.pop()
        elif piece.kind == "field" and before == "field":
            remarks.append(f"'{kept.pop().text}' stands before another field and was left out.")
            kept.append(piece)
        else:
            kept.append(piece)
    return kept


def idle(piece: Piece, before: Kind | None, after: Kind | None) -> bool:
    """Whether an operator lacks something to work on."""
    if piece.kind in BINARY:
        return before in {None, "open", "field", "not"} | BINARY or after in {None, "close"} | BINARY
    return piece.kind in UNARY and after in {None, "close"} | BINARY


def left_out(piece: Piece, remarks: list[str]) -> None:
    if not (piece.kind == "and" and piece.text == "+"):
        remarks.append(f"'{piece.text}' has nothing to work on and was left out; put it in quotation marks to search for the word.")


def nearby(pieces: list[Piece], remarks: list[str]) -> list[Piece]:
    """``a NEAR/5 b`` as one phrase with a distance, which is how the grammar writes it."""
    kept: list[Piece] = []
    for piece in pieces:
        if not (kept and kept[-1].kind == "near"):
            kept.append(piece)
            continue
        near = kept.pop()
        if piece.kind in {"word", "phrase"} and kept and kept[-1].kind in {"word", "phrase"}:
            first = kept.pop()
            kept.append(Piece("phrase", f"{quoted(first)} {quoted(piece)}", near.number))
        else:
            remarks.append(f"'{near.text}' joins two words or phrases only; both sides were searched without it.")
            kept.append(piece)
    return kept


def quoted(piece: Piece) -> str:
    """A term inside a NEAR; the terms of an earlier NEAR stay as they are."""
    return piece.text if piece.kind == "word" or piece.number >= 0 else f"'{piece.text.replace(chr(39), ' ')}'"
