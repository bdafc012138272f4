"""Who holds an office that the record never ties to a name in one breath."""

from __future__ import annotations

from memcon.model import Document, Outline, Parsed, Part, Participant
from memcon.people import find
from parsing import build, flat, outline

MET = "I/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 Oreil/NNP/pobj/2 ././punct/1"
MINISTER = "Minister/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1"


def met(parsed: Parsed, *listed: Participant, title: str = "") -> list[tuple[str, str]]:
    """Every mention of the body with the name of its person."""
    found = find(outline(parsed.text, *listed, title=title), parsed)
    names = {p.id: p.name for p in found.people}
    return [(parsed.text[m.start : m.end], names[m.person]) for m in found.mentions]


def test_the_office_that_speaks_is_the_one_who_was_met() -> None:
    assert met(build(MET, MINISTER)) == [("Oreil", "Oreil"), ("Minister", "Oreil")]


def test_who_stands_beside_the_office_in_a_sentence_is_not_its_holder() -> None:
    parsed = build(MET, "Minister/NNP/nsubj/1 told/VBD/ROOT/1 Oreil/NNP/dobj/1 so/RB/advmod/1 ././punct/1", MINISTER)
    assert ("Minister", "Oreil") not in met(parsed)


def test_in_brackets_behind_a_pronoun_the_office_stands_beside_its_holder() -> None:
    parsed = build(
        "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 that/IN/mark/7 he/PRP/nsubj/7 (/-LRB-/punct/3 "
        "Minister/NNP/appos/3 )/-RRB-/punct/3 agreed/VBD/ccomp/1",
        MINISTER, MINISTER,
    )
    assert ("Minister", "Oreil") in met(parsed)


def test_of_two_who_might_hold_it_neither_does() -> None:
    both = build(
        "I/PRP/nsubj/1 talked/VBD/ROOT/1 with/IN/prep/1 them/PRP/pobj/2 ././punct/1",
        "Oreil/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1",
        "Sundin/NNP/nsubj/1 agreed/VBD/ROOT/1 ././punct/1", MINISTER, MINISTER,
    )
    assert ("Minister", "minister") in met(both)


def test_a_holder_of_another_office_is_left_out() -> None:
    text = "Ambassador Oreil came. The Minister spoke."
    found = find(outline(text), flat(text))
    assert len({m.person for m in found.mentions}) == 2


def test_an_office_beside_a_name_is_that_persons() -> None:
    for text in ("Falk (the Minister) came. The Minister left.", "I met Mr. Falk, the Minister, today. The Minister left.",
                 "The Minister, Mr. Falk, came. The Minister left.", "I met Mr. Falk, the Minister for Ports, today. The Minister left."):
        found = find(outline(text), flat(text))
        assert len({m.person for m in found.mentions}) == 1, text


def test_a_name_behind_an_office_in_a_list_is_somebody_else() -> None:
    for text in ("I told the Minister, Mr. Falk, and Mr. Oreil so. The Minister left.", "With the Minister, Mr. Falk, Mr. Oreil came."):
        found = find(outline(text), flat(text))
        assert [p.name for p in found.people if p.role == "minister"] == ["minister"], text


def test_in_a_list_of_names_a_comma_ties_nothing() -> None:
    text = "I met Mr. Sund, Mr. Falk, the Minister, and others."
    found = find(outline(text), flat(text))
    assert len({m.person for m in found.mentions}) == 3


def test_his_majesty_is_the_king() -> None:
    text = "King Aldred came. His Majesty spoke of the harbor."
    found = find(outline(text), flat(text))
    assert [text[m.start : m.end] for m in found.mentions] == ["King Aldred", "His Majesty"]
    assert len({m.person for m in found.mentions}) == 1
    text = "His Majesty spoke."
    assert [p.role for p in find(outline(text), flat(text)).people if p.role] == ["Majesty"]


def test_the_secretary_of_a_telegram_of_the_department_is_the_one_who_signs() -> None:
    parsed = build("Secretary/NNP/nsubj/1 told/VBD/ROOT/1 him/PRP/dobj/1 so/RB/advmod/1 ././punct/1")
    title = "Telegram From the Department of State to the Embassy in Valmora"
    whole = Outline(Document(text=parsed.text, title=title, signer="Dale"), (Part(0, len(parsed.text), "paragraph"),))
    author = next(p for p in find(whole, parsed).people if p.author)
    assert (author.name, author.aliases) == ("Dale", ("Secretary",))


def test_an_office_of_the_list_is_one_who_talks_unlisted() -> None:
    said = "Mr./NNP/compound/1 Falk/NNP/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2"
    listed = (Participant("", "The Acting Secretary"), Participant("Mr. Sund", "EUR"))
    parsed = build(said, said, said, "The/DT/det/2 Acting/NNP/compound/2 Secretary/NNP/nsubj/3 left/VBD/ROOT/3 ././punct/3")
    assert met(parsed, *listed)[-1] == ("The Acting Secretary", "Falk")
