"""What the encoder sees: means over a stretch, windows that cover every piece once, and missing weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from memcon import evidence
from memcon.errors import ModelError, SettingError
from memcon.evidence import CONTEXT, HEADS, WINDOW, Evidence
from parsing import evidence as written


def test_the_mean_is_over_the_pieces_that_begin_in_the_stretch() -> None:
    seen = Evidence(np.array([0, 4, 8]), {"cond": np.array([[1, 0], [0, 1], [0, 1]], np.float32)})
    assert seen.mean("cond", 0, 5) == [0.5, 0.5]
    assert seen.mean("cond", 4, 9) == [0.0, 1.0]
    assert seen.mean("cond", 5, 8) == [0.5, 0.5]


def test_without_a_piece_every_label_is_as_likely() -> None:
    assert written("one two").mean("mode", 1, 3) == [1 / 6] * 6


def test_a_place_has_the_piece_at_or_behind_it() -> None:
    seen = Evidence(np.array([0, 4]), {"cond": np.array([[1, 0], [0, 1]], np.float32)})
    assert seen.at("cond", 0) == [1.0, 0.0]
    assert seen.at("cond", 1) == [0.0, 1.0]
    assert seen.at("cond", 99) == [0.0, 1.0]


def test_paragraphs_are_parted_by_empty_lines_and_hidden_ones_left_out() -> None:
    text = "One\ntwo.\n \nThree.\n\n\n[1] Note."
    assert [text[a:b].strip() for a, b in evidence.stretches(text, ())] == ["One\ntwo.", "Three.", "[1] Note."]
    assert [text[a:b].strip() for a, b in evidence.stretches(text, ((text.index("[1]"), len(text)),))] == ["One\ntwo.", "Three."]
    assert evidence.stretches(" \n\n ", ()) == ()


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Puts pieces of a given number and an encoder that answers with each piece's own id in place of the real ones."""

    def put(count: int) -> None:
        monkeypatch.setattr(evidence, "pieces", lambda text, body: (list(range(count)), list(range(count))))
        monkeypatch.setattr(evidence, "run", lambda window, context: {
            head: np.array([[i] * len(labels) for i in window[context:]], np.float32) for head, labels in HEADS.items()
        })

    return put


@pytest.mark.parametrize("count", [1, WINDOW - 3, WINDOW - 2, WINDOW - 1, WINDOW, 2 * WINDOW, 5_000])
def test_windows_cover_every_piece_once_in_order(counting: Callable[[int], None], count: int) -> None:
    counting(count)
    seen = evidence.gather("", ())
    assert seen is not None
    assert seen.starts.tolist() == list(range(count))
    assert seen.each["mode"][:, 0].tolist() == list(range(count))


def test_a_window_ends_where_a_sentence_does_and_is_never_too_long() -> None:
    stop, word = evidence.mark_id("."), evidence.mark_id("the")
    ids = ([word] * 79 + [stop]) * 10
    found = evidence.windows(ids)
    assert all(ids[end - 1] == stop for _, end in found)
    assert all(end - max(0, start - CONTEXT) <= WINDOW - 2 for start, end in found)
    assert evidence.windows([word] * 1_000)[0] == (0, WINDOW - 2)
    assert evidence.windows(ids, first=50)[0] == (0, 50)


def test_an_empty_body_has_no_evidence(counting: Callable[[int], None]) -> None:
    counting(0)
    assert evidence.gather("", ()) is None


def test_pieces_know_their_offsets_and_paragraphs_are_parted() -> None:
    text = "The ferries\n\nsail."
    ids, offsets = evidence.pieces(text, ((0, 11), (13, 18)))
    assert len(ids) == len(offsets)
    assert offsets[:2] == [0, 4]
    assert offsets.count(-1) == 1
    assert 13 in offsets
    assert all(-1 <= at < len(text) for at in offsets)


def test_the_encoder_gives_probabilities_at_every_head() -> None:
    seen = evidence.gather("The Minister said that the ferries would sail.", ((0, 46),))
    assert seen is not None
    for head, labels in HEADS.items():
        share = seen.mean(head, 0, 46)
        assert len(share) == len(labels)
        assert sum(share) == pytest.approx(1, abs=1e-3)


def test_what_stands_behind_the_context_is_answered_for_alone_and_alike() -> None:
    ids, _ = evidence.pieces("He left. I stayed.", ((0, 18),))
    whole, behind = evidence.run(ids, 0), evidence.run(ids, 3)
    for head in HEADS:
        assert len(whole[head]) == len(ids)
        assert behind[head] == pytest.approx(whole[head][3:], abs=0.05)


def test_the_same_text_gives_the_same_evidence() -> None:
    one, two = (evidence.gather("He left. I stayed.", ((0, 18),)) for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.mean("mode", 0, 8) == two.mean("mode", 0, 8)


def test_softmax_gives_shares_and_does_not_overflow() -> None:
    found = evidence.softmax(np.array([[1e4, 1e4, -1e4]], np.float32))
    assert found.tolist() == [[0.5, 0.5, 0.0]]


@pytest.mark.parametrize("part", ["tokenizer", "session"])
def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object, part: str) -> None:
    monkeypatch.setattr(evidence, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"(is|are) not in this installation"):
        getattr(evidence, part).__wrapped__()


def test_the_encoder_runs_on_as_many_threads_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMCON_THREADS", "1")
    assert evidence.threads() == 1
    monkeypatch.delenv("MEMCON_THREADS")
    assert evidence.threads() in {1, 2}
    monkeypatch.setenv("MEMCON_THREADS", "many")
    with pytest.raises(SettingError, match="set it to a whole number above 0"):
        evidence.threads()
