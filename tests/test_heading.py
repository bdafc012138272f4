"""Caption lines, participants, signature and parts, read from invented records."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import heading
from memcon.heading import participants, persons, sides, titles
from memcon.heading.rows import Row
from memcon.model import Document, Outline, Part, Rendered

RECORDS = Path(__file__).parent / "records"


def outline(text: str) -> Outline:
    return heading.outline(Rendered(Document(text=text)))


def sample(name: str) -> Outline:
    return outline((RECORDS / name).read_text(encoding="utf-8"))


def listed(*lines: str) -> list[tuple[str, str, str]]:
    """Name, role and side of the people of a list given line by line."""
    rows, at = [], 0
    for line in lines:
        rows.append(Row(at, at + len(line), line, "list"))
        at += len(line) + 1
    found = participants.read(tuple(rows))
    text = "\n".join(lines)
    assert all(p.name.split()[-1].lower() in text[p.start : p.end].lower() for p in found if p.name)
    return [(p.name, p.role, p.side) for p in found]


def words(found: Outline, *kinds: str) -> list[str]:
    text = found.document.text
    return [" ".join(text[p.start : p.end].split()) for p in found.parts if p.kind in kinds]


def test_a_memorandum_with_misspelt_captions() -> None:
    found = sample("harbor-talks.memorandum.txt")
    document = found.document
    assert document.kind == "memorandum of conversation"
    assert (document.date, document.place) == ("1964-03-04", "The Minister's Office")
    assert document.subject == "The Harbor Talks and the Fisheries Limit"
    assert document.classification == "Confidential"
    assert document.signer == "Peter Vale"
    assert [(p.name, p.role, p.side) for p in found.participants] == [
        ("Ambassador John Harrow", "", "United States"),
        ("Mr. Peter Vale", "Political Counselor", "United States"),
        ("Miss Ann Dale", "EUR", "United States"),
        ("Luca Orsino", "Foreign Minister of Marl", "Marl"),
        ("", "The Chief of Protocol", "Marl"),
        ("Senator Brill", "", "Marl"),
        ("Senator Tarn", "", "Marl"),
    ]


def test_wrapped_lines_make_one_paragraph_and_a_run_in_topic_is_a_heading() -> None:
    found = sample("harbor-talks.memorandum.txt")
    assert words(found, "paragraph") == [
        "The Foreign Minister said that the cabinet had not met. He asked for patience, and added that he would write as soon"
        " as it had come"
        " to a deci- sion.",
        "The Ambassador asked whether that meant this month. [2 lines not declassified] The Minister did not reply.",
        "Mr. Vale said that the limit was a matter for experts.",
    ]
    assert "Fishing Rights—" in words(found, "heading")
    assert words(found, "boilerplate") == ["-2-"]


def test_a_letter_signed_before_its_enclosure() -> None:
    document = sample("harrow-orsino.letter.txt").document
    assert (document.kind, document.number, document.date, document.place) == ("letter", "12", "1964-03-09", "Port Marl")
    assert (document.from_, document.to) == (("Ambassador in Marl (Harrow)",), ("Foreign Minister Orsino",))
    assert document.signer == "John Harrow, Jr."


@pytest.mark.parametrize(
    ("title", "senders", "receivers"),
    [
        ("7. Telegram From the Embassy in Marl to the Department of State", ("Embassy in Marl",), ("Department of State",)),
        ("Memorandum by the Director of Fish ( Vale ) to the Chief of Nets ( Dale"
            " )", ("Director of Fish (Vale)",), ("Chief of Nets (Dale)",)),
        ("Telegram From the Mission to the United Nations to the Department of"
            " State", ("Mission to the United Nations",), ("Department of State",)),
        (
            "Memorandum From the Special Assistant to the President (Vale) to Secretary of State Dale, Port Marl, June 1, 1961.",
            ("Special Assistant to the President (Vale)",), ("Secretary of State Dale",),
        ),
        (
            "Memorandum From the Assistant Secretary for Fish (Vale) and the Legal Adviser (Dale) to the Secretary of State and"
            " the Under Secretary"
            " of State (Finch)",
            ("Assistant Secretary for Fish (Vale)", "Legal Adviser (Dale)"), ("Secretary of State", "Under Secretary of State (Finch)"),
        ),
        ("Memorandum for the President by the Executive Secretary (Vale)", ("Executive Secretary (Vale)",), ("President",)),
        ("The Ambassador in Marl (Harrow) to the Secretary of State", ("Ambassador in Marl (Harrow)",), ("Secretary of State",)),
        ("Memorandum for the Record", (), ()),
        ("Memorandum of Conversation, by the Legal Adviser (Dale)", ("Legal Adviser (Dale)",), ()),
        ("Memorandum of Conversation Between President Vale and the Marl Ambassador (Orsino)", (), ()),
        ("Editorial Note", (), ()),
    ],
)
def test_senders_and_addressees_of_titles(title: str, senders: tuple[str, ...], receivers: tuple[str, ...]) -> None:
    assert titles.posts(title) == (senders, receivers)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (
            "Memorandum of a Conversation Between the Director of Fish and Net Affairs (Vale) and the Marl Ambassador (Orsino),"
            " Port Marl, June 1, 1961",
            ("Director of Fish and Net Affairs (Vale)", "Marl Ambassador (Orsino)"),
        ),
        ("Telephone Conversation Among President Vale, Senator Dale, and Secretary of State"
            " Finch", ("President Vale", "Senator Dale", "Secretary of State Finch")),
        ("Memorandum of Conference With President Vale", ("President Vale",)),
        ("Memorandum of Conversation Between General Vale and Senator Dale, Secretary Finch’s Residence", ("General Vale", "Senator Dale")),
        ("Telegram From the Embassy in Marl to the Department of State", ()),
    ],
)
def test_talkers_of_titles(title: str, found: tuple[str, ...]) -> None:
    assert titles.talkers(title) == found


def test_talkers_are_participants_with_role_and_place() -> None:
    text = (
        "Memorandum of Conversation Between the Soviet Ambassador (Brillov) and Secretary of State Dale\n\nThe Ambassador"
        " called and left again soon."
    )
    found = outline(text).participants
    assert [(p.name, p.role, p.side) for p in found] == [
        ("Brillov", "Soviet Ambassador", "Soviet Union"), ("Dale", "Secretary of State", ""),
    ]
    assert text[found[0].start : found[0].end] == "Soviet Ambassador (Brillov)"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("3. Memorandum of a Telephone Conversation Between A and B", "memorandum of telephone conversation"),
        ("Memorandum of Conference With President Vale", "memorandum of conversation"),
        ("Editorial Note", "editorial note"),
        ("Note From the Marl Embassy to the Department of State", "note"),
        ("Notes of Meeting", "notes"),
        ("Letter From A to B", "letter"),
        ("Circular Airgram From the Department of State to All Posts", "airgram"),
        ("Marl Diplomatic Cypher (Transcription)", "telegram"),
        ("A Walk by the Harbor", ""),
    ],
)
def test_kinds_of_titles(title: str, kind: str) -> None:
    assert titles.kind_of(title) == kind


@pytest.mark.parametrize(
    ("line", "date", "place"),
    [
        ("Port Marl, June 7, 1956, 8 p.m.", "1956-06-07", "Port Marl"),
        ("[ Port Marl ,] June 7, 1956.", "1956-06-07", "Port Marl"),
        ("[place not declassified], June 7, 1956.", "1956-06-07", ""),
        ("US/MC/29 Port Marl, June 7, 1956", "1956-06-07", "Port Marl"),
        ("Port Marl, undated.", "", "Port Marl"),
        ("June 7, 1956.", "1956-06-07", ""),
    ],
)
def test_datelines(line: str, date: str, place: str) -> None:
    document = outline(f"Memorandum of Conversation\n\n{line}\n\nThe Minister called today and said that he was sorry.").document
    assert (document.date, document.place) == (date, place)


def test_the_place_of_a_title_goes_before_the_room_below_it() -> None:
    text = (
        "Memorandum of Conversation, Camp Dale, Maryland, June 7, 1956\n\nThe Cabinet Room, June 7, 1956\n\nThe Minister"
        " called and said that he was sorry."
    )
    assert outline(text).document.place == "Camp Dale, Maryland"


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ambassador Harrow", ("Ambassador Harrow", "", "")),
        ("The Secretary", ("", "The Secretary", "")),
        ("NEA—Mr. Vale", ("Mr. Vale", "NEA", "United States")),
        ("NEA-Mr. Peter Vale", ("Mr. Peter Vale", "NEA", "United States")),
        ("Mr. Peter Vale, EUR/RPM", ("Mr. Peter Vale", "EUR/RPM", "United States")),
        ("Sr. Luca Orsino (Interpreter)", ("Sr. Luca Orsino", "Interpreter", "")),
        ("Secretary of State Ann Dale", ("Ann Dale", "Secretary of State", "")),
        ("Vice President of Central Bank Julio Gonsal del Mar", ("Julio Gonsal del Mar", "Vice President of Central Bank", "")),
        ("The Legal Adviser, Ann Dale", ("Ann Dale", "The Legal Adviser", "")),
        ("H.E. Luca Orsino, Ambassador of Brazil", ("Luca Orsino", "Ambassador of Brazil", "Brazil")),
        ("Ann Dale, Ambassador to Brazil", ("Ann Dale", "Ambassador to Brazil", "")),
        ("Ambassador (appointed) Luca Orsino", ("Ambassador Luca Orsino", "appointed", "")),
        ("Mr. John Finch, Jr.", ("Mr. John Finch, Jr.", "", "")),
        ("1. Defense—Rear Adm. Finch", ("Rear Adm. Finch", "Defense", "United States")),
        ("MS. ANN DALE, EUR", ("Ms. Ann Dale", "EUR", "United States")),
        ("Ambassador Hadi al–Kessar", ("Ambassador Hadi al–Kessar", "", "")),
        ("Hadi al–Kessar–Counselor", ("Hadi al–Kessar", "Counselor", "")),
    ],
)
def test_one_line_of_a_list(line: str, person: tuple[str, str, str]) -> None:
    assert listed(line) == [person]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Messrs. Vale, Dale and Finch", ["Mr. Vale", "Mr. Dale", "Mr. Finch"]),
        ("Secretaries Vale, Dale, General Finch", ["Secretary Vale", "Secretary Dale", "General Finch"]),
        ("Mr. Vale; Mr. Dale, EUR; Miss Finch", ["Mr. Vale", "Mr. Dale", "Miss Finch"]),
        ("Ambassador Vale, Mr. Dale, Peter Finch", ["Ambassador Vale", "Mr. Dale", "Peter Finch"]),
        ("Senator Vale Mr. Dale", ["Senator Vale", "Mr. Dale"]),
        ("Secretary Vale NEA—Peter Finch", ["Secretary Vale", "Peter Finch"]),
        ("Mr. Vale, Tessalian Ambassador Mr. Dale", ["Mr. Vale", "Mr. Dale"]),
        ("Mr. Vale, Special Assistant The Secretary of State", ["Mr. Vale", ""]),
        ("HE Samuel Vale", ["Samuel Vale"]),
        ("Assistant to the Secretary of Harbors - Major General John A. Vale, Jr., and his own Assistant", ["Major General John A. Vale"]),
        ("Dept. of Justice—Mr. Vale, Mr. Dale", ["Mr. Vale", "Mr. Dale"]),
        ("Viscount Samuel Finch, Minister, Marl Embassy", ["Viscount Samuel Finch"]),
    ],
)
def test_several_people_on_a_line(line: str, names: list[str]) -> None:
    assert [name for name, _, _ in listed(line)] == names


def test_group_lines_give_the_side_and_are_no_people() -> None:
    found = listed("U.S. Side", "Mr. Vale", "For Brazil:", "Mr. Tarn", "Federal Republic", "Herr Brill", "Others Present", "Miss Dale")
    assert [(name, side) for name, _, side in found] == [
        ("Mr. Vale", "United States"), ("Mr. Tarn", "Brazil"), ("Herr Brill", "Federal Republic"), ("Miss Dale", "Others Present"),
    ]


def test_a_line_that_runs_on_is_joined() -> None:
    assert listed("Ann Dale, Ambassador to", "Brazil", "Mr. Vale") == [("Ann Dale", "Ambassador to Brazil", ""), ("Mr. Vale", "", "")]


@pytest.mark.parametrize(
    ("role", "side"),
    [("Soviet Ambassador to Brazil", "Soviet Union"), ("Ambassador to Brazil", ""),
     ("Director, EUR", "United States"), ("Interpreter", ""),
     ("Director, Office of Brazilian Affairs, Department of State", "United States"), ("Officer in Charge, Brazil Desk", "")],
)
def test_the_side_of_a_role(role: str, side: str) -> None:
    assert sides.of_role(role) == side


def test_a_name_is_no_office() -> None:
    assert persons.is_office("Minister of Foreign Affairs")
    assert not persons.is_office("Minister Ann Dale")
    assert persons.person_kind("Ann B. Dale") == "name"
    assert persons.person_kind("Conference Tactics") == ""


def test_people_announced_by_a_sentence() -> None:
    text = (
        "Notes of Meeting\n\nThe task force met at noon in the office of Mr. Vale, who acted as chairman. Present"
        " were:\n\nMr. Dale, EUR\nMiss Finch\n\nMr. Dale said that he was sorry."
    )
    assert [p.name for p in outline(text).participants] == ["Mr. Dale", "Miss Finch"]


def test_a_heading_behind_an_empty_line_is_no_participant() -> None:
    text = "Memorandum of Conversation\n\nPARTICIPANTS\nMr. Vale\nMiss Dale\n\nHarbor Tactics\n\nMr. Vale said that he was sorry about it."
    found = outline(text)
    assert [p.name for p in found.participants] == ["Mr. Vale", "Miss Dale"]
    assert "Harbor Tactics" in words(found, "heading")


def test_a_subject_ends_at_an_empty_line() -> None:
    text = "Memorandum From A to B\n\nSUBJECT\nThe Harbor\n\nDiscussion\n\nThe harbor was closed by the Minister on Monday."
    assert outline(text).document.subject == "The Harbor"


@pytest.mark.parametrize(
    ("ending", "signer"),
    [
        ("Harrow", "Harrow"),
        ("[\nHarrow\n]", "Harrow"),
        ("Ann Dale\nBrigadier General, USA\nSecretary", "Ann Dale"),
        ("Deputy Secretary of Defense\n\nAnn Dale", "Ann Dale"),
        ("Sincerely, Ann Dale, Jr.", "Ann Dale, Jr."),
        ("Sincerely yours,\n\nAnn Dale”", "Ann Dale"),
        ("[signed] Ann Dale", "Ann Dale"),
        ("KLEINER [PK initialed]", "KLEINER"),
        ("Ann Dale\n\nFinch", "Finch"),
        ("CONFIDENTIAL\n\nNNN\n\nFINCH", "FINCH"),
        ("End Text", ""),
        ("DISAPPROVE", ""),
    ],
)
def test_signatures(ending: str, signer: str) -> None:
    text = f"Letter From A to B\n\nThe Minister called today and said that he was sorry.\n\n{ending}"
    assert outline(text).document.signer == signer


def test_turns_of_a_transcript() -> None:
    turns = (f"{who}: We shall see about that." for who in ("Vale", "Dale", "Mr. Finch", "The President"))
    text = "\n\n".join(["Meeting in the Harbor House", *turns])
    found = outline(text)
    assert found.document.kind == "transcript"
    assert len(words(found, "paragraph")) == 4


def test_given_parts_and_fields_stand() -> None:
    text = "SUBJECT: Fish\nSUBJECT: Nets\nWe left."
    given = (Part(0, 13, "boilerplate"), Part(14, 27, "paragraph", "9", "S"), Part(28, 36, "comment"))
    found = heading.outline(Rendered(Document(text=text, subject="Boats", kind="letter"), given))
    assert found.parts == given
    assert (found.document.subject, found.document.kind) == ("Boats", "letter")


def test_a_text_without_a_caption_has_none() -> None:
    document = outline("The harbor was closed on Monday, and nobody knew why it was.").document
    assert (document.title, document.date, document.place, document.subject, document.from_, document.signer) == ("", "", "", "", (), "")


def test_a_classification_line_is_no_title() -> None:
    found = outline("SECRET/NODIS\n\nMEMORANDUM OF CONVERSATION\nMarch 9, 1966\n\nThe Minister said that the ferries would sail in June.\n")
    assert (found.document.title, found.document.classification) == ("MEMORANDUM OF CONVERSATION", "Secret/Nodis")
    assert found.document.date == "1966-03-09"
    confidential = outline("Confidential Memorandum\n\nThe Minister said that the ferries would sail in June.\n")
    assert confidential.document.title == "Confidential Memorandum"


def test_a_date_below_a_title_is_no_part_of_it() -> None:
    found = outline("Cable of the Ambassador in Serel\n14 October 1997\n\nI had lunch with the Minister of Fisheries today.\n")
    assert (found.document.title, found.document.date) == ("Cable of the Ambassador in Serel", "1997-10-14")


def test_the_names_of_unknown_countries_open_the_groups_of_a_list() -> None:
    found = outline(
        "MEMORANDUM OF CONVERSATION\n\nPARTICIPANTS\n\nValmora\n  Tomas Oreil, Secretary of State\n  Petra Sund, Director of Affairs\n\n"
        "Tessaly\n  Gaspar Lind, Ambassador\n\nThe Ambassador said that he had come to hand over a note.\n"
    )
    assert [(p.name, p.side) for p in found.participants] == [
        ("Tomas Oreil", "Valmora"), ("Petra Sund", "Valmora"), ("Gaspar Lind", "Tessaly"),
    ]


def test_one_surname_alone_is_a_person_all_the_same() -> None:
    found = outline("PARTICIPANTS\n\nMr. Oreil, Minister\nMarran\nMr. Sund, Counselor\n\nThe Minister said that he had come with a note.\n")
    assert [p.name for p in found.participants] == ["Mr. Oreil", "Marran", "Mr. Sund"]


def test_a_text_of_short_sentences_has_a_body() -> None:
    found = outline("The Minister said\nthat it rained.\nShe said no.\n")
    assert [found.document.text[p.start : p.end] for p in found.parts if p.kind == "paragraph"] == [
        "The Minister said", "that it rained.", "She said no.",
    ]
    assert all(p.kind == "heading" for p in outline("Rope, 40 fathoms\n\nTar, 2 barrels\n").parts)
