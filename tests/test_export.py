"""What leaves memcon: the table, the lines of JSON, and the page, which must be safe, whole and legible."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import msgspec
import pytest

from memcon import export
from memcon.export.details import details
from memcon.export.markup import Html, element, html
from memcon.export.page import data
from memcon.model import MODES, Document, Record, Statement
from samples import cable, empty, hostile

VOID = {"meta", "rect", "br", "link", "img"}


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, text by class, and whether the tags close in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        marks = tuple(name for tag, found in self.open for name in (tag, *(found.get("class") or "").split(), f"#{found.get('id')}"))
        self.texts.append((marks, data))

    def words(self, *marks: str) -> str:
        """The text inside elements that have all of the tags, classes or ids, without white space."""
        return "".join("".join(text.split()) for found, text in self.texts if set(marks) <= set(found))

    def having(self, name: str) -> list[str]:
        """The values of an attribute in order."""
        return [value for _, found in self.elements if (value := found.get(name)) is not None]


PAGES = {name: Page(export.to_html(record)) for name, record in (("cable", cable()), ("hostile", hostile()), ("empty", empty()))}


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_a_statement_with_names_in_the_place_of_ids() -> None:
    found = table(export.to_csv(cable()))
    assert [row["statement"] for row in found] == [f"s{number}" for number in range(1, 23)]
    row = found[9]
    assert row | {
        "document": "cable-1147", "date": "1963-05-04", "speaker": "Tomas Oreil", "to": "Ilse Marran", "mode": "verbatim",
        "force": "commitment", "if": "If the ferry convention is signed before the autumn", "otherwise": "", "hedges": "I think",
        "confidence": "0.90",
    } == row
    assert found[4]["relays"] == "the Council"
    assert (found[2]["paragraph"], found[2]["mark"]) == ("2", "C")
    assert found[18]["speaker"] == ""


def test_the_rows_offsets_give_the_rows_words() -> None:
    record = cable()
    for row in table(export.to_csv(record)):
        assert record.document.text[int(row["start"]) : int(row["end"])] == row["text"]


def test_several_records_share_one_row_of_names() -> None:
    once, twice = export.to_csv(cable()), export.to_csv(cable(), cable())
    assert twice == once + once.split("\n", 1)[1]
    assert tuple(once.split("\n", 1)[0].split(",")) == export.COLUMNS


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    said = Statement(id="s1", start=0, end=len(text), text=text, mode="reported")
    row = table(export.to_csv(Record(document=Document(text=text), statements=(said,))))[0]
    assert row["text"] == "'" + text


def test_jsonl_is_the_record_again_line_by_line() -> None:
    records = [cable(), hostile(), empty()]
    lines = export.to_jsonl(records).split("\n")
    assert lines.pop() == ""
    assert [msgspec.json.decode(line, type=Record) for line in lines] == records


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_is_closed_and_every_id_stands_once(name: str) -> None:
    assert PAGES[name].open == []
    ids = PAGES[name].having("id")
    assert len(ids) == len(set(ids))


def test_the_page_holds_the_whole_text_in_order() -> None:
    for name, record in (("cable", cable()), ("hostile", hostile()), ("empty", empty())):
        page = PAGES[name]
        shown = "".join("".join(text.split()) for marks, text in page.texts if "#text" in marks and "who" not in marks)
        assert shown == "".join(record.document.text.split())


def test_every_statement_has_its_anchor_mode_and_words() -> None:
    record = cable()
    found = {a["id"]: a for _, a in PAGES["cable"].elements if a.get("data-id") and a.get("id")}
    assert list(found) == [statement.id for statement in record.statements]
    for statement in record.statements:
        assert statement.mode in str(found[statement.id]["class"]).split()
        if statement.id != "s13":
            assert PAGES["cable"].words(f"#{statement.id}") == "".join(statement.text.split())


def test_only_doubtful_statements_are_marked() -> None:
    marked = [a["id"] for _, a in PAGES["cable"].elements if a.get("data-id") and a.get("id") and "doubtful" in str(a["class"])]
    assert marked == ["s13", "s19"]


def test_every_link_leads_to_a_place_in_the_page() -> None:
    for page in PAGES.values():
        links = page.having("href")
        assert all(link.startswith("#") and link[1:] in page.having("id") for link in links)
    assert "#s12" in PAGES["cable"].having("href")


def test_speakers_stand_in_the_margin_and_what_the_words_do() -> None:
    margin = [text for marks, text in PAGES["cable"].texts if "who" in marks and text.strip()]
    assert margin[:6] == ["the writer", "Petra Sund", "Tomas Oreil", "for the Council", "Tomas Oreil", "question"]
    assert "commitment, warning" in margin
    assert "not stated" in margin


def test_the_head_says_not_stated_where_the_record_is_silent() -> None:
    assert PAGES["empty"].words("caption", "dd") == "notstated" * 7
    assert "PortSerel" in PAGES["cable"].words("caption", "dd")


def test_people_have_their_share_of_the_words_and_the_findings_are_all_there() -> None:
    page = PAGES["cable"]
    assert "TomasOreil46%" in page.words("person")
    assert "writesthisrecord" in page.words("person", "office")
    for words in ("theferryconventionissignedbeforetheautumn", "itmaybealongwinterforbothofus", "Shedidnotanswer.", "therecordgivesnoreply",
                  "letthemailboatspass", "1963-04-12", "datenotstated", "Irecommendthattheexperts"):
        assert words in page.words("findings")
    assert PAGES["empty"].words("findings").startswith("Notfoundinthisrecord:conditions")


def test_the_branches_of_a_condition_are_drawn_in_order() -> None:
    drawn = [str(a["class"]) for _, a in PAGES["cable"].elements if "branch" in str(a.get("class")).split()]
    assert drawn == ["branch if", "branch then", "branch because", "branch otherwise"]


def test_filters_count_what_they_find() -> None:
    chips = {(a["data-filter"], a["data-value"]) for _, a in PAGES["cable"].elements if a.get("data-filter")}
    assert {("mode", mode) for mode in MODES} | {("person", "p2"), ("force", "warning"), ("doubt", "doubtful")} <= chips
    assert ("force", "none") not in chips
    assert "reported13" in PAGES["cable"].words("chip")


def test_a_filter_finds_those_who_are_never_heard_by_what_is_passed_on_for_them() -> None:
    found = {entry["id"]: entry for entry in json.loads(details(cable()))}
    assert [name for name, entry in found.items() if "p4" in entry["people"]] == ["s5", "s6"]
    assert found["s8"]["people"] == ["p1"]


def test_pointing_at_a_statement_tells_cue_source_relays_confidence_and_why() -> None:
    found = {entry["id"]: dict(entry["facts"]) for entry in json.loads(details(cable()))}
    assert found["s3"] | {
        "who": "Tomas Oreil", "mode": "reported", "force": "statement", "said to": "Ilse Marran", "named by": "The Minister",
        "cue": "opened by saying", "stands for": "The Minister = Tomas Oreil", "confidence": "0.90",
        "why": "cue 'opened by saying' with the subject 'The Minister'",
    } == found["s3"]
    assert found["s5"]["passes on"] == "the Council"
    assert found["s19"]["who"] == "not stated"
    assert found["s19"]["confidence"] == "0.41 (doubtful)"
    assert "said to" not in found["s1"]


def test_a_record_cannot_write_markup() -> None:
    page = PAGES["hostile"]
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not any(tag == "b" or name.startswith("on") for tag, found in page.elements for name in found)
    assert "<script>alert('x')</script>" in page.words("#text", "statement")
    assert export.to_html(hostile()).count("<script>") == 1
    assert "</script>" not in details(hostile())


def test_the_policy_allows_this_style_and_this_script_and_no_network() -> None:
    source = export.to_html(cable())
    policy = next(str(a["content"]) for tag, a in PAGES["cable"].elements if a.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL).group(1)
    script = re.search(r"<script>(.*?)</script>", source, re.DOTALL).group(1)
    assert policy == (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_for_nothing_from_elsewhere(name: str) -> None:
    assert not {"src", "srcset", "action", "style", "onclick"} & {key for _, found in PAGES[name].elements for key in found}
    assert not any(tag in {"link", "img", "iframe", "object", "base", "form"} for tag, _ in PAGES[name].elements)
    assert not re.search(r"@import|url\(|https?:|//[a-z]", data("page.css") + data("page.html"))
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(", data("page.js"))


def test_what_no_html_file_can_carry_is_replaced() -> None:
    text = "a\x00b \ud800 c"
    said = Statement(id="s1", start=0, end=7, text=text, mode="act", why=text)
    record = Record(document=Document(title=text, text=text), statements=(said,))
    export.to_html(record).encode("utf-8")
    assert "\x00" not in export.to_html(record)


def test_markup_escapes_text_and_leaves_markup() -> None:
    assert element("p", "a<b", Html("<i>c</i>"), class_="x\"y", hidden=True, id="", open=False) == (
        '<p class="x&quot;y" hidden>a&lt;b<i>c</i></p>'
    )
    assert html("a") + "<" != html("a", "<")


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("ground", ["paper", "tint", "raised"])
@pytest.mark.parametrize("name", [*MODES, "ink", "soft", "accent", "doubtful"])
def test_every_colour_of_text_passes_wcag_aa(scheme: int, ground: str, name: str) -> None:
    found = colours(re.findall(r":root \{(.*?)\}", data("page.css"), re.DOTALL)[scheme])
    light, dark = sorted((luminance(found[name]), luminance(found[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_each_mode_has_a_face_of_its_own_that_grey_paper_shows() -> None:
    css = data("page.css")
    faces = {}
    for mode in MODES:
        rule = re.search(rf"^\.{mode} \{{(.*?)\}}", css, re.MULTILINE).group(1)
        faces[mode] = tuple(sorted(re.findall(r"(font-weight|font-style|font-family): ([^;]+);", rule)))
    assert len(set(faces.values())) == len(MODES)


def test_a_transcript_sets_quotation_in_plain_type() -> None:
    said = Statement(id="s1", start=0, end=5, text="Hello", mode="verbatim")
    transcript = Page(export.to_html(Record(document=Document(text="Hello"), statements=(said,))))
    shapes = [[found["class"] for tag, found in page.elements if tag == "body"] for page in (transcript, PAGES["cable"])]
    assert shapes == [["quoting"], ["telling"]]
