"""What the whole talk says of a segment, as facts."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from memcon.statements.outlook import LEAST, LEAST_OF_ALL, outlook, softplus

EVEN = outlook({"speaker": {"p1": 0.0, "p2": 0.0, "": 0.0}})


def test_of_three_alike_each_has_a_third() -> None:
    assert math.isclose(EVEN.alone("speaker", ("p1",)), math.log(1 / 3))
    assert math.isclose(EVEN.alone("speaker", ()), math.log(1 / 3))
    assert math.isclose(EVEN.alone("speaker", ("p1", "p2")), math.log(1 / 3))


def test_each_for_itself_and_nobody_else() -> None:
    sure = outlook({"speaker": {"p1": 30.0, "p2": 30.0, "p3": -30.0, "": -30.0}})
    assert math.isclose(sure.exactly("speaker", ("p1", "p2")), 0.0, abs_tol=1e-9)
    assert sure.exactly("speaker", ("p1",)) == LEAST_OF_ALL
    assert math.isclose(EVEN.exactly("speaker", ("p1",)), 3 * math.log(0.5))


def test_somebody_who_was_not_followed_is_unlikely() -> None:
    assert EVEN.alone("speaker", ("p9",)) == LEAST
    assert EVEN.exactly("speaker", ("p9",)) < EVEN.exactly("speaker", ("p1",))


ODDS = st.dictionaries(st.sampled_from(["p1", "p2", "p3", ""]), st.floats(-1e4, 1e4), min_size=1)


@given(ODDS, st.sampled_from([(), ("p1",), ("p1", "p3")]))
def test_log_probabilities_are_bounded(odds: dict[str, float], who: tuple[str, ...]) -> None:
    found = outlook({"speaker": odds})
    assert LEAST <= found.alone("speaker", who) <= 0.0
    assert LEAST_OF_ALL <= found.exactly("speaker", who) <= 0.0


@given(st.floats(-1e6, 1e6))
def test_softplus_never_overflows(x: float) -> None:
    assert softplus(x) >= max(x, 0.0)
