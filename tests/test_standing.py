"""Whether the place of a noun in its sentence is that of somebody who speaks, thinks or is told something."""

from __future__ import annotations

import pytest

from memcon.people.standing import acts, up
from parsing import build


@pytest.mark.parametrize(
    ("sentence", "noun", "acting"),
    [
        ("Oreil/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1", 0, True),
        ("Oreil/NNP/nsubj/1 slept/VBD/ROOT/1", 0, False),
        ("Oreil/NNP/nsubj/1 was/VBD/ROOT/1 very/RB/advmod/3 worried/JJ/acomp/1", 0, True),
        ("Oreil/NNP/nsubj/1 was/VBD/ROOT/1 in/IN/prep/1 Sund/NNP/pobj/2", 0, False),
        ("He/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 Oreil/NNP/pobj/2", 3, True),
        ("He/PRP/nsubj/1 lived/VBD/ROOT/1 with/IN/prep/1 Oreil/NNP/pobj/2", 3, False),
        ("He/PRP/nsubj/1 told/VBD/ROOT/1 Oreil/NNP/dobj/1", 2, True),
        ("He/PRP/nsubj/1 built/VBD/ROOT/1 Sund/NNP/dobj/1", 2, False),
        ("Oreil/NNP/poss/2 ’s/POS/case/0 view/NN/nsubj/3 prevailed/VBD/ROOT/3", 0, True),
        ("Oreil/NNP/poss/2 ’s/POS/case/0 boat/NN/nsubj/3 sank/VBD/ROOT/3", 0, False),
        ("The/DT/det/1 fears/NNS/nsubj/4 of/IN/prep/1 Oreil/NNP/pobj/2 grew/VBD/ROOT/4", 3, True),
        ("It/PRP/nsubjpass/2 was/VBD/auxpass/2 cited/VBN/ROOT/2 by/IN/agent/2 Oreil/NNP/pobj/3", 4, True),
        ("Some/DT/nsubj/3 of/IN/prep/0 Oreils/NNPS/pobj/1 said/VBD/ROOT/3 no/UH/dobj/3", 2, True),
        ("Some/DT/nsubj/3 of/IN/prep/0 Oreils/NNPS/pobj/1 slept/VBD/ROOT/3", 2, False),
        ("Oreils/NNPS/ROOT/0 who/WP/nsubj/2 were/VBD/relcl/0 willing/JJ/acomp/2", 0, True),
        ("Oreils/NNPS/ROOT/0 who/WP/nsubj/2 slept/VBD/relcl/0", 0, False),
        ("The/DT/det/1 thinking/NN/nsubj/4 in/IN/prep/1 Sund/NNP/pobj/2 was/VBD/ROOT/4 dark/JJ/acomp/4", 3, True),
        ("The/DT/det/1 weather/NN/nsubj/4 in/IN/prep/1 Sund/NNP/pobj/2 was/VBD/ROOT/4 dark/JJ/acomp/4", 3, False),
        ("Sund/NNP/nsubj/1 looked/VBD/ROOT/1 at/IN/prep/1 it/PRP/pobj/2 coldly/RB/advmod/1", 0, True),
        ("Sund/NNP/nsubj/1 looked/VBD/ROOT/1 cold/JJ/acomp/1", 0, False),
        ("They/PRP/nsubj/1 discussed/VBD/ROOT/1 it/PRP/dobj/1 with/IN/prep/2 Oreil/NNP/pobj/3", 4, True),
    ],
)
def test_who_acts(sentence: str, noun: int, acting: bool) -> None:
    assert acts(build(sentence), noun) is acting


def test_one_joined_by_and_stands_as_the_first_does() -> None:
    parsed = build("Oreil/NNP/nsubj/3 and/CC/cc/0 Sund/NNP/conj/0 said/VBD/ROOT/3 no/UH/dobj/3")
    assert up(parsed, 2) == 0
    assert acts(parsed, 2)
