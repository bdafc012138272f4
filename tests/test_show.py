"""The terminal view: what is printed, at which width, in which encoding, with which colours."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from memcon import show
from memcon.model import Document, Part, Person, Record, Statement
from samples import Draft, cable, empty, hostile

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def printed(record: Record, width: int = 80, encoding: str = "utf-8", **settings: bool) -> str:
    """What the view prints on a console of a width and an encoding; a pipe unless said otherwise."""
    written = io.BytesIO()
    wrapper = io.TextIOWrapper(written, encoding=encoding, newline="")
    show.show(record, Console(file=wrapper, width=width, **settings))
    wrapper.flush()
    return written.getvalue().decode(encoding)


def rows(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_head_says_what_the_record_says_and_what_it_does_not() -> None:
    assert rows(printed(cable()))[:11] == [
        "CONFIDENTIAL", "1147. Telegram From the Embassy in Valmora to the Foreign Office", "",
        "date 1963-05-04", "place Port Serel", "kind telegram",
        "subject The Lissen Straits and the ferry convention", "classification Confidential", "from Embassy in Valmora",
        "to Foreign Office", "signed Marran",
    ]
    for field in ("date", "place", "kind", "subject", "classification", "from", "to"):
        assert f"{field} not stated" in rows(printed(empty()))


def test_the_people_have_role_side_names_and_the_writer_is_marked() -> None:
    found = rows(printed(cable()))
    at = found.index("Ilse Marran Ambassador, Kestria")
    assert found[at + 1 : at + 4] == ["writes this record", "also Marran; the Embassy", "126 of 279 words (45 %)"]
    assert found.index("the Council Valmora") > found.index("ALSO HEARD OR NAMED") > at
    assert found.count("writes this record") == 1


def test_the_speaker_stands_in_the_margin_and_the_sign_before_the_text() -> None:
    found = rows(printed(cable(), width=110))
    assert "the writer · 1. (C) I called on Foreign Minister Oreil at noon today." in found
    assert "Petra Sund * Director Sund came in with a map and took notes." in found
    assert "for the Council » In his talks with the Council," in found
    assert "“ “it is quite plain that the harbour towns will not sit through a second winter.”" in found
    assert "Tomas Oreil » The Minister said he could not do so without the Council." in found
    assert any(line.startswith("the writer ~ 3. (C) Comment: Oreil seemed tired") for line in found)
    assert "“ verbatim » reported * act · narration ~ assessment" in found


def test_doubtful_attributions_bear_a_sign_and_sure_ones_none() -> None:
    found = rows(printed(cable(), width=110))
    assert "not stated ?» It was also said that the lighthouse tolls would go up." in found
    assert sum(1 for line in found if "?»" in line) == 3
    surest = Record(document=Document(text="He spoke."), statements=(
        Statement(id="s1", start=0, end=9, text="He spoke.", mode="act", confidence=0.6),))
    assert "not stated * He spoke." in rows(printed(surest))


def test_neighbours_of_one_voice_are_joined_and_a_new_paragraph_names_the_speaker_again() -> None:
    d = Draft()
    for texts in (("One.", "Two."), ("Three.",)):
        d.part("paragraph")
        for number, text in enumerate(texts):
            d.plain(" " if number else "")
            d.say(text, "reported", "p1")
        d.close()
    people = (Person(id="p1", name="Voss"),)
    record = Record(document=Document(text=d.text), parts=tuple(d.parts), people=people, statements=tuple(d.statements))
    found = rows(printed(record))
    assert found[found.index("Voss » One. Two.") + 1 :][:2] == ["", "Voss » Three."]


def test_a_statement_that_a_page_break_cuts_names_its_speaker_once() -> None:
    found = rows(printed(cable()))
    at = found.index("?» The experts had been withdrawn")
    assert found[at + 2] == "?» only after the pilots were turned back at the mole."


def test_what_the_words_do_stands_in_the_margin() -> None:
    found = rows(printed(cable(), width=110))
    assert found[found.index("Tomas Oreil » The Minister said he could not do so without the Council.") + 1] == "refusal"
    assert "warning “ Otherwise, it may be a long winter for both of us.”" in found


def test_headings_keep_their_lines_and_have_no_sign() -> None:
    found = printed(cable()).splitlines()
    assert f"{'':20}Ambassador Ilse Marran" in found
    assert f"{'':20}[2½ lines not declassified]" in found


def test_the_findings_follow_in_order() -> None:
    found = rows(printed(cable(), width=110))
    titles = ["PEOPLE", "TEXT", "CONDITIONS", "EXCHANGES", "ITEMS LEFT OPEN", "ITEMS SETTLED", "POSITIONS", "EVENTS",
              "ASSESSMENT AND RECOMMENDATIONS"]
    places = [found.index(title) for title in titles]
    assert places == sorted(places)
    for line in (
        "if the ferry convention is signed before the autumn", "then all the rest can be settled",
        "because the Council looks at it as the test of your good faith", "otherwise it may be a long winter for both of us",
        "hedged by I think", "silence Petra Sund: She did not answer.", "not recorded the record gives no reply",
        "declined; by Ilse Marran", "before Kestria's note 1963-04-12, Ilse Marran",
        "after the ferry convention is signed date not stated, Tomas Oreil",
        "Tomas Oreil on the ferry convention", "holds wants it signed before the autumn",
    ):
        assert line in found
    assert found[-4].startswith("assessment Oreil seemed tired")
    assert found[-3].startswith("recommendation I recommend")


def test_what_is_missing_is_named_once() -> None:
    found = rows(printed(empty(), width=110))
    assert "no statement was found in this text" in found
    assert found[-1] == "not found people, statements, conditions, exchanges, items, positions, events, assessment"
    assert not any("not found" in line for line in rows(printed(cable())))


@pytest.mark.parametrize("width", [12, 30, 47, 48, 80, 120, 250])
@pytest.mark.parametrize("record", [cable(), hostile(), empty()])
def test_no_line_is_wider_than_the_console(record: Record, width: int) -> None:
    assert max(cell_len(line) for line in printed(record, width).splitlines()) <= width


def test_a_word_longer_than_the_line_and_wide_letters_are_cut() -> None:
    record = Record(document=Document(text="x" * 5000 + " 外交" * 200), parts=(Part(0, 5600, "paragraph"),))
    assert max(cell_len(line) for line in printed(record).splitlines()) <= 80


def test_lines_are_not_drawn_out_on_a_wide_console() -> None:
    assert max(len(line) for line in printed(cable(), 300).splitlines()) <= 110


def test_a_pipe_gets_no_colour_and_no_trailing_space() -> None:
    found = printed(cable())
    assert "\x1b" not in found
    assert all(line == line.rstrip() for line in found.splitlines())


def test_each_mode_has_its_colour_on_a_terminal() -> None:
    found = printed(cable(), width=110, force_terminal=True, legacy_windows=False)
    opening = {
        "verbatim": "it is quite plain", "reported": "He asked whether Kestria", "act": "She did not answer", "narration": "I called on",
        "assessment": "Oreil seemed tired",
    }
    codes = {mode: re.search(rf"((?:\x1b\[[0-9;]*m)*)[^\x1b]*{words}", found).group(1) for mode, words in opening.items()}
    assert len(set(codes.values())) == 5
    assert ESCAPE.sub("", found) == printed(cable(), width=110)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_every_encoding_can_print_it(encoding: str) -> None:
    found = printed(cable(), width=110, encoding=encoding)
    sign = "»" if encoding in {"cp1252", "utf-8"} else ">"
    assert f"Tomas Oreil {sign} The Minister said he could not do so without the Council." in rows(found)


def test_ascii_keeps_quotation_marks_dashes_letters_and_fractions() -> None:
    text = "“Où est l’été—à 2½ m?” 外 …"
    record = Record(document=Document(text=text))
    assert "\"Ou est l'ete-a 2 1/2 m?\" ? ..." in rows(printed(record, encoding="ascii"))


def test_a_record_cannot_command_the_terminal() -> None:
    found = printed(hostile(), width=110, force_terminal=True, legacy_windows=False)
    assert not set("\x07\x1b\u202e") & set(ESCAPE.sub("", found))
    assert "\x1b[31m" not in found
    assert "�[31mred� [bold]b[/bold] :smile:" in ESCAPE.sub("", found)


@pytest.mark.parametrize("view", ["conditions", "exchanges", "items", "positions", "events", "assessment", "people"])
def test_a_view_alone_says_whether_there_was_anything_to_print(view: str) -> None:
    printing, silent = io.StringIO(), io.StringIO()
    show_it = getattr(show, f"show_{view}")
    assert show_it(cable(), Console(file=printing, width=80)) is True
    assert show_it(empty(), Console(file=silent, width=80)) is False
    assert printing.getvalue()
    assert silent.getvalue() == ""


def test_the_console_is_the_standard_output_without_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show.show(hostile(), show.console())
    assert "[bold]b[/bold] :smile:" in capsys.readouterr().out
