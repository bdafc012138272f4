"""Which documents hold most of some words: the index over statements asked word by word, each word once, and the votes counted."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import msgspec
import numpy as np
from numpy.typing import NDArray

from memcon.store.database import Database

COMMONEST = 30_000
"""Statements beyond which a word places nothing; its list is not read further."""
ENOUGH = 60_000
"""Entries counted for one question: the rarest words come first."""
Numbers = NDArray[np.int64]


class Near(msgspec.Struct, frozen=True):
    """A document that holds words asked for: its row, and the summed rarity of those that stand in three neighbouring statements."""

    document: int
    weight: float


class Postings:
    """The statements of each word of a library. It remembers the lists it has read, so one serves all questions of a run."""

    def __init__(self, db: Database) -> None:
        self.db = db
        rows = db.all("SELECT s.id, s.document FROM statements s JOIN documents d ON d.id = s.document WHERE d.current ORDER BY s.id")
        table = np.array(rows, dtype=np.int64).reshape(-1, 2)
        self.statements: Numbers = table[:, 0]
        self.documents: Numbers = table[:, 1]
        self.lists: dict[str, Numbers | None] = {}
        self.texts: dict[int, tuple[str, str]] = {}

    def of(self, word: str) -> Numbers | None:
        """The statements that hold a word, by row; None for a word that too many hold."""
        if word not in self.lists:
            quoted = '"' + word.replace('"', '""') + '"'
            sql = "SELECT rowid FROM statement_words WHERE statement_words MATCH ? LIMIT ?"
            rows = self.db.all(sql, (quoted, COMMONEST + 1))
            self.lists[word] = None if len(rows) > COMMONEST else np.array(rows, dtype=np.int64).reshape(-1)
        return self.lists[word]

    def nearest(self, words: Sequence[str], most: int = 6, least: float = 0.5) -> tuple[Near, ...]:
        """The documents with the weightiest passage of these words, best first; those below a share of the best are left out."""
        lists = sorted((found for word in dict.fromkeys(words) if (found := self.of(word)) is not None and len(found)), key=len)
        used: list[Numbers] = []
        for found in lists:
            if used and len(used) > 2 and sum(map(len, used)) + len(found) > ENOUGH:
                break
            used.append(found)
        if not used or not len(self.statements):
            return ()
        weights = np.concatenate([np.full(len(found), log(1 + len(self.statements) / len(found))) for found in used])
        rows, inverse = np.unique(np.concatenate(used), return_inverse=True)
        scores = np.bincount(inverse, weights=weights)
        at = np.searchsorted(self.statements, rows)
        held = (at < len(self.statements)) & (self.statements[np.minimum(at, len(self.statements) - 1)] == rows)
        rows, scores, at = rows[held], scores[held], at[held]
        if not len(rows):
            return ()
        around = scores.copy()
        side_by_side = np.diff(rows) == 1
        around[1:] += np.where(side_by_side, scores[:-1], 0)
        around[:-1] += np.where(side_by_side, scores[1:], 0)
        return self.best(self.documents[at], around, most, least)

    def best(self, documents: Numbers, scores: NDArray[np.float64], most: int, least: float) -> tuple[Near, ...]:
        """Each document's best passage, the documents in order of it."""
        found: list[Near] = []
        seen: set[int] = set()
        order = np.argsort(-scores, kind="stable")
        for place in order[: most * 20]:
            document, weight = int(documents[place]), float(scores[place])
            if weight < least * float(scores[order[0]]) or len(found) == most:
                break
            if document not in seen:
                seen.add(document)
                found.append(Near(document, weight))
        return tuple(found)

    def text(self, document: int) -> tuple[str, str]:
        """The lasting id and the whole text of a document."""
        if document not in self.texts:
            name, text = self.db.one("SELECT name, text FROM documents WHERE id = ?", (document,))
            self.texts[document] = (str(name), str(text))
        return self.texts[document]

    def phrase(self, words: Sequence[str], most: int) -> list[int]:
        """The documents in one of whose statements the words stand side by side, oldest row first."""
        quoted = '"' + " ".join(word.replace('"', " ") for word in words) + '"'
        sql = (
            "SELECT DISTINCT s.document FROM statement_words w CROSS JOIN statements s ON s.id = w.rowid "
            "JOIN documents d ON d.id = s.document WHERE w.statement_words MATCH ? AND d.current ORDER BY s.document LIMIT ?"
        )
        return [int(row) for (row,) in self.db.all(sql, (quoted, most))]
