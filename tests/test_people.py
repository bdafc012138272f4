"""People and their mentions: who is found, who is one person, who wrote, and who took part."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from memcon.model import Document, Identity, Mention, Outline, Parsed, Part, Participant, Person, Sentence
from memcon.people import People, find, with_pronouns
from memcon.people.author import first_person
from parsing import build, flat, outline, say

LISTED = (Participant("Tomas Oreil", "Foreign Minister"), Participant("Ilse Marran", "Ambassador"))


def read(text: str, *participants: Participant, given: tuple[Participant, ...] = (), **fields: str) -> People:
    """The people of a text of one paragraph, with a parse that holds no tree."""
    return find(outline(text, *participants, **fields), flat(text), given)


def meant(found: People, text: str) -> list[tuple[str, str]]:
    """Every mention with the name of its person."""
    names = {p.id: p.name for p in found.people}
    return [(text[m.start : m.end], names[m.person]) for m in found.mentions]


def named(found: People, name: str) -> Person:
    return next(p for p in found.people if p.name == name)


def test_an_office_is_its_holder_from_the_list() -> None:
    text = "The Foreign Minister spoke first. The Ambassador listened. Oreil then left with Miss Marran."
    assert meant(read(text, *LISTED), text) == [
        ("The Foreign Minister", "Tomas Oreil"), ("The Ambassador", "Ilse Marran"), ("Oreil", "Tomas Oreil"),
        ("Miss Marran", "Ilse Marran"),
    ]


def test_those_listed_took_part_and_bear_role_and_names() -> None:
    text = "The Foreign Minister met Miss Marran and General Voss."
    found = read(text, *LISTED)
    oreil = named(found, "Tomas Oreil")
    assert (oreil.role, oreil.participant, oreil.aliases) == ("Foreign Minister", True, ("The Foreign Minister",))
    voss = named(found, "Voss")
    assert (voss.role, voss.participant) == ("General", False)


def test_a_name_in_brackets_behind_an_office_is_one_person() -> None:
    text = "The British Ambassador (Falk) came. Falk said little. The British Ambassador left."
    found = read(text)
    assert {name for _, name in meant(found, text)} == {"Falk"}
    assert named(found, "Falk").side == "United Kingdom"


def test_two_ambassadors_in_one_room_stay_two() -> None:
    text = "The British Ambassador spoke to the French Ambassador. The French Ambassador left."
    found = read(text)
    persons = [m.person for m in found.mentions]
    assert persons[1] == persons[2] != persons[0]


def test_people_of_one_surname_stay_apart() -> None:
    text = "Mr. Anna Ruyven spoke. Mr. Piet Ruyven left."
    assert {p.name for p in read(text).people} >= {"Anna Ruyven", "Piet Ruyven"}


def test_a_nickname_that_opens_a_given_name_is_that_person() -> None:
    parsed = build("Tom/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1")
    found = find(outline(parsed.text, *LISTED), parsed)
    assert meant(found, parsed.text) == [("Tom", "Tomas Oreil")]


def test_a_bare_name_that_speaks_is_a_person_and_a_month_is_none() -> None:
    parsed = build("Voss/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1", "May/NNP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1")
    assert [p.name for p in find(outline(parsed.text), parsed).people if not p.author] == ["Voss"]


def test_a_body_can_speak_and_is_no_participant() -> None:
    text = "The Department replied in May."
    department = next(p for p in read(text).people if not p.author)
    assert (department.name, department.participant) == ("Department", False)


def test_a_group_that_says_something_is_a_party() -> None:
    parsed = build("Northern/JJ/amod/1 fishermen/NNS/nsubj/2 said/VBD/ROOT/2 no/UH/dobj/2 ././punct/2")
    assert ("Northern fishermen", "Northern fishermen") in meant(find(outline(parsed.text), parsed), parsed.text)


def test_exactly_one_person_wrote_and_without_evidence_has_no_name() -> None:
    for text in ("", "It rained.", "I met Oreil.", "Oreil said he would come."):
        found = find(outline(text), flat(text))
        assert [p.name for p in found.people if p.author] == [""]


def test_the_signer_is_the_writer() -> None:
    text = "The Ambassador spoke."
    assert [p.name for p in read(text, *LISTED, signer="Marran").people if p.author] == ["Ilse Marran"]
    assert [p.name for p in read(text, *LISTED, signer="IM").people if p.author] == ["Ilse Marran"]
    assert [p.name for p in read(text, signer="VOSS-FALK").people if p.author] == ["VOSS-FALK"]


def test_the_name_in_the_titles_brackets_writes_and_so_does_whom_the_first_words_name() -> None:
    title = "Memorandum of Conversation, by the Officer in Charge of Harbors (Marran)"
    text = "Mr. Falk called. Miss Marran gave the details."
    assert [p.name for p in read(text, *LISTED, title=title).people if p.author] == ["Ilse Marran"]
    told = "745. From Rickard. Flew to the capital. It rained."
    parsed = Parsed(told, flat(told).tokens, (Sentence(5, 18, 0, 0, 0), Sentence(19, len(told), 0, 0, 0)))
    assert [p.name for p in find(outline(told, signer="Dale"), parsed).people if p.author] == ["Rickard"]


def test_i_is_the_one_of_the_list_whom_the_body_never_names() -> None:
    text = "I asked the Foreign Minister about the straits."
    author = next(p for p in read(text, *LISTED).people if p.author)
    assert (author.name, author.participant) == ("Ilse Marran", True)


def test_i_in_quotation_marks_or_in_the_heading_is_not_the_writer() -> None:
    assert not first_person(build("He/PRP/nsubj/1 said/VBD/ROOT/1 “/``/punct/1 I/PRP/nsubj/4 go/VBP/ccomp/1 ”/''/punct/1 ././punct/1"))
    assert first_person(build("I/PRP/nsubj/1 said/VBD/ROOT/1 no/UH/dobj/1 ././punct/1"))
    body = build("“/``/punct/1 No/UH/dep/1 ”/''/punct/1 was/VBD/ROOT/3 his/PRP$/poss/5 word/NN/attr/3 ././punct/3")
    heading = "PART I "
    shifted = tuple(msgspec.structs.replace(s, start=s.start + len(heading), end=s.end + len(heading)) for s in body.sentences)
    assert not first_person(Parsed(heading + body.text, body.tokens, shifted))


def test_the_readers_own_cast_wins() -> None:
    text = "The Foreign Minister met the Envoy. Don left. I stayed."
    given = (Participant("Petra Sund", "Foreign Minister", "Valmora", aliases=("Don",)), Participant("Ruth Ambler", author=True))
    found = read(text, given=given)
    sund = named(found, "Petra Sund")
    assert (sund.role, sund.side, sund.participant) == ("Foreign Minister", "Valmora", True)
    assert ("Don", "Petra Sund") in meant(found, text)
    assert [p.name for p in found.people if p.author] == ["Ruth Ambler"]


def test_identities_of_the_source_tie_mentions_together() -> None:
    text = "General Voss came. Karel Voss left. General Voss spoke."
    marks = tuple(Identity(text.index(w), text.index(w) + len(w), "p_VK", "Voss, Karel") for w in ("General Voss", "Karel Voss"))
    whole = Outline(Document(text=text), (Part(0, len(text), "paragraph"),), (), marks)
    found = find(whole, flat(text))
    assert len({m.person for m in found.mentions}) == 1


def test_footnotes_and_boilerplate_name_nobody() -> None:
    text = "It rained.\n\nGeneral Voss drafted this."
    parts = (Part(0, 10, "paragraph"), Part(12, len(text), "footnote", "1"))
    found = find(Outline(Document(text=text), parts), flat("It rained."))
    assert found.mentions == ()


def test_turn_labels_name_their_speakers() -> None:
    lines = ("Oreil: The ferries sail.", "The Ambassador: When?", "Oreil: In May.", "Voss: No.")
    text = "\n\n".join(lines)
    parts, at = [], 0
    for line in lines:
        parts.append(Part(at, at + len(line), "paragraph"))
        at += len(line) + 2
    found = find(Outline(Document(text=text), tuple(parts), LISTED), flat(text))
    assert meant(found, text) == [("Oreil", "Tomas Oreil"), ("Ambassador", "Ilse Marran"), ("Oreil", "Tomas Oreil"), ("Voss", "Voss")]
    assert named(found, "Voss").participant
    assert [p.name for p in found.people if p.author] == [""]


def test_a_general_of_law_is_no_person_called_attorney() -> None:
    text = "The Attorney General came with the Assistant Attorney General. The Attorney General left."
    assert {p.name for p in read(text).people if p.aliases} == {"attorney general", "assistant attorney general"}


def test_a_place_behind_a_listed_name_is_no_part_of_it() -> None:
    text = "Lord Mayor Tomas Oreil of Sundby. Mayor Oreil spoke."
    found = read(text, Participant("Lord Mayor Tomas Oreil of Sundby", start=0, end=32))
    assert {name for _, name in meant(found, text)} == {"Tomas Oreil"}


def test_the_first_of_two_surnames_stands_alone_behind_the_same_title() -> None:
    text = "Ambassador Vega Lander came. Ambassador Vega spoke. Mr. Vega left."
    assert len({m.person for m in read(text).mentions[:2]}) == 1


def test_a_former_holder_does_not_hold_the_office() -> None:
    text = "Secretary Oreil spoke of former Secretary Falk. The Secretary left."
    assert meant(read(text), text)[-1] == ("The Secretary", "Oreil")


def test_a_lesser_office_is_another_office() -> None:
    text = "President Dorn called Vice President Hale. The Vice President listened. The President thanked the Vice President."
    assert [name for _, name in meant(read(text), text)] == ["Dorn", "Hale", "Hale", "Dorn", "Hale"]
    text = "General Oreil came with SYG. Then SYG left."
    assert len({m.person for m in read(text).mentions}) == 2


def test_a_short_form_of_an_office_is_the_office_however_its_letters_stand() -> None:
    text = "SecDef came. SECDEF and FonMin spoke."
    listed = (Participant("Ilse Marran", "Secretary of Defense"), Participant("Tomas Oreil", "Foreign Minister"))
    assert [name for _, name in meant(read(text, *listed), text)] == ["Ilse Marran", "Ilse Marran", "Tomas Oreil"]


def test_two_offices_joined_before_a_name_are_both_its_bearers() -> None:
    text = "Crown Prince-Foreign Minister Oreil came. The Crown Prince spoke. The Foreign Minister left."
    assert {name for _, name in meant(read(text), text)} == {"Oreil"}


def test_the_office_of_the_list_and_not_a_namesake_bears_title_and_surname() -> None:
    listed = (Participant("", "The Secretary"), Participant("Mr. Arne Dale"))
    text = "Secretary Dale spoke. The Secretary sat down. Mr. Dale agreed."
    assert [name for _, name in meant(read(text, *listed), text)] == ["Dale", "Dale", "Arne Dale"]


def test_the_sender_in_the_title_has_office_and_name() -> None:
    title = "Telegram From the Ambassador in Valmora (Marran) to the Foreign Office"
    text = f"{title}\n\nIt rained."
    whole = Outline(Document(text=text, title=title), (Part(0, len(title), "heading"), Part(len(title) + 2, len(text), "paragraph")))
    marran = next(p for p in find(whole, Parsed(text, (), ())).people if p.name == "Marran")
    assert (marran.role, marran.author) == ("Ambassador", True)


def test_an_office_of_the_list_takes_the_name_that_comes_with_it_but_no_other_countrys() -> None:
    listed = Participant("", "The President")
    text = "President Dale spoke. The President left."
    assert meant(read(text, listed), text) == [("President Dale", "Dale"), ("The President", "Dale")]
    text = "President Dale of Valmora wrote. The President left."
    assert len({m.person for m in read(text, listed).mentions}) == 2


def test_somebody_whose_name_is_withheld_is_one_person() -> None:
    text = "It was [name not declassified] who came. Then [name not declassified] left."
    found = read(text)
    assert meant(found, text) == [("[name not declassified]", "[name not declassified]")] * 2
    assert len({m.person for m in found.mentions}) == 1


def test_an_office_of_many_words_in_the_list_is_not_part_of_the_mention() -> None:
    text = "the Director of the Office of Harbors and of the Northern Straits (Marran) and others\n\nIt rained."
    listed = Participant("Marran", "Director", start=4, end=text.index(" and others"))
    assert meant(read(text, listed), text)[-1] == ("Marran", "Marran")


def test_a_name_of_the_list_ends_where_its_body_begins() -> None:
    assert named(read("It rained.", Participant("Anna B. Ruyven of the Harbor Council")), "Anna B. Ruyven").role == "Harbor Council"


def test_the_sender_without_brackets_writes_and_not_the_addressee() -> None:
    title = "Memorandum From Ilse Marran of the Council Staff to the President’s Assistant (Voss)"
    text = "Voss asked why. The President agreed."
    found = read(text, title=title, from_=("Ilse Marran of the Council Staff",))
    assert [p.name for p in found.people if p.author] == ["Ilse Marran"]


def test_a_telegram_says_first_whom_it_is_from() -> None:
    for opening in ("From Ambassador Marran. ", "12. For Falk from Ilse Marran. "):
        text = f"{opening}It rained. I left."
        assert [p.name.split()[-1] for p in read(text, signer="Dale").people if p.author] == ["Marran"], opening
    assert [p.name for p in read("From Paris. It rained.", signer="Dale").people if p.author] == ["Dale"]


def test_initials_with_a_small_letter_sign_too() -> None:
    listed = (Participant("McGregor Bell", "Assistant"), Participant("Ilse Marran", "Ambassador"))
    assert [p.name for p in read("It rained.", *listed, signer="McG.B.").people if p.author] == ["McGregor Bell"]


def test_mentions_do_not_overlap_and_stand_in_order() -> None:
    text = "The British Foreign Minister Oreil (Oreil) met Foreign Minister Tomas Oreil of the British Government."
    found = read(text, *LISTED)
    assert all(a.end <= b.start for a, b in pairwise(found.mentions))
    assert {m.person for m in found.mentions} <= {p.id for p in found.people}


def test_pronouns_join_the_mentions_where_they_are_free() -> None:
    parsed = build("Oreil/NNP/nsubj/1 said/VBD/ROOT/1 he/PRP/nsubj/3 left/VBD/ccomp/1 ././punct/1")
    people = (Person(id="p1", name="Oreil", participant=True), Person(id="p2", author=True))
    found = People(people, (Mention(0, 5, "p1"),))
    assert with_pronouns(found, parsed, (say(1, parsed.text, "p1"),)) == (Mention(0, 5, "p1"), Mention(11, 13, "p1"))
    over = People(people, (Mention(0, 13, "p1"),))
    assert with_pronouns(over, parsed, (say(1, parsed.text, "p1"),)) == over.mentions
