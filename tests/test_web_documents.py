"""The page of a record, its cards, citations and downloads; a record is hostile input."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from lxml import html
from starlette.testclient import TestClient

from library_samples import FERRY
from memcon.library import Library
from memcon.model import Record

HOSTILE = """#666 1963-05-04 telegram | <b>Port</b> & Serel | Embassy > Office | </title><script>alert(1)</script> "quoted" \u202egnp.exe
<img src=x onerror=alert(2) -> </bdi><svg/onload=alert(3)> [verbatim request]: </p></main><script>alert(4)</script> javascript:alert(5)
\u202eOreil\u202c" onfocus="alert(1) -> "><style>*{display:none}</style> [reported] {<b>{7*7</b>}: \
If <a href="//evil.example">x</a>, then \u2066{% raw %}\x07 &lt;b&gt;.
"""


def name(library: Library, label: str = "ferry-d0") -> str:
    return library.document(label).name


def test_the_page_has_the_text_the_voices_and_the_findings(client: TestClient, library: Library) -> None:
    page = html.fromstring(client.get(f"/doc/{name(library)}").text)
    second = page.get_element_by_id("s2")
    assert "If the convention is signed" in second.text_content()
    assert second.get("class") == "s verbatim"
    assert page.xpath("//h1")[0].text_content() == "The ferry convention and the straits"
    margin = [e.text_content() for e in page.xpath("//p[@class='who']/bdi")]
    assert margin == ["Ilse Marran", "Tomas Oreil", "the writer"]
    panel = page.xpath("//section[@class='side']")[0].text_content()
    for words in ("Asked and answered", "Conditions", "the convention is signed", "SEREL 1140"):
        assert words in panel


def test_a_label_leads_to_the_lasting_address(client: TestClient, library: Library) -> None:
    answer = client.get("/doc/ferry-d0", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/doc/{name(library)}")


def test_what_is_not_there_is_said(client: TestClient, library: Library) -> None:
    for path, words in ((f"/doc/{name(library)}/s99", "no statement s99"), ("/doc/none", "no document"), ("/nowhere", "no such page"),
                        (f"/doc/{name(library)}/as/pdf", "no form pdf"), (f"/doc/{name(library)}/cite/mla", "no style mla")):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert words in html.fromstring(answer.text).text_content().lower()
        assert str(library.path) not in answer.text


def test_a_card_tells_why_and_stands_alone_too(client: TestClient, library: Library) -> None:
    part = client.get(f"/doc/{name(library)}/s3?part=card").text
    assert "<html" not in part
    whole = client.get(f"/doc/{name(library)}/s3").text
    for text in (part, whole):
        assert "Tomas Oreil" in text
        assert "refusal" in text


def test_citations_come_in_four_styles(client: TestClient, library: Library) -> None:
    found = {style: client.get(f"/doc/{name(library)}/cite/{style}?statement=s2") for style in ("chicago", "bibtex", "ris", "csl-json")}
    assert all(answer.status_code == 200 for answer in found.values())
    assert found["bibtex"].text.startswith("@")
    assert found["ris"].text.startswith("TY  - ")
    assert found["csl-json"].json()[0]["title"]
    saved = client.get(f"/doc/{name(library)}/cite/ris?save=1")
    assert saved.headers["content-disposition"] == f'attachment; filename="{name(library)}.ris"'


@pytest.mark.parametrize("form", ["json", "csv", "txt", "html", "annotation"])
def test_a_record_can_be_taken_away(client: TestClient, library: Library, form: str) -> None:
    answer = client.get(f"/doc/{name(library)}/as/{form}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "ferries" in answer.text or form == "annotation"
    if form == "json":
        assert msgspec.json.decode(answer.content, type=Record) == library.show("ferry-d0")
    if form == "txt":
        assert answer.text == FERRY


def test_a_correction_from_the_form_wins_and_is_taken_back(client: TestClient, library: Library) -> None:
    record = library.show("ferry-d0")
    third = record.statements[2]
    marran = next(p.id for p in record.people if p.name == "Ilse Marran")
    path = f"/doc/{name(library)}/corrections"
    form = {"start": third.start, "end": third.end, "speaker": marran, "to": "none", "mode": "", "force": "warning", "reason": "minutes"}
    answer = client.post(path, data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{name(library)}#s3")
    (hit,) = library.search("lighthouse doc:ferry-d0")
    assert (hit.speaker, hit.to, hit.force) == (("Ilse Marran",), (), "warning")
    page = client.get(f"/doc/{name(library)}").text
    assert "minutes" in page
    assert 'class="s reported corrected"' in page
    (number,) = re.findall(r"/corrections/(\d+)/undo", page)
    client.post(f"/corrections/{number}/undo")
    assert library.show("ferry-d0") == record
    assert "undone by" in client.get(f"/doc/{name(library)}").text


@pytest.mark.parametrize(
    ("form", "said"),
    [({"speaker": "keep"}, "changes nothing"), ({"speaker": "p99"}, "nobody in the record"), ({"mode": "sung"}, "mode sung"),
     ({"force": "push"}, "force push"), ({"start": "x"}, "whole number"), ({"end": "999999"}, "no words"),
     ({"speaker": "other"}, "without a name")],
)
def test_a_correction_that_is_none_is_said(client: TestClient, library: Library, form: dict[str, str], said: str) -> None:
    third = library.show("ferry-d0").statements[2]
    answer = client.post(f"/doc/{name(library)}/corrections", data={"start": third.start, "end": third.end} | form)
    assert answer.status_code == 400
    assert said in html.fromstring(answer.text).text_content()
    assert library.corrections() == ()


def pages_of(client: TestClient, library: Library, document: str) -> list[str]:
    """Every page on which words of a document stand."""
    collection = library.make_collection("<script>alert(6)</script>", "</bdi><b>ilse").id
    client.post(f"/doc/{document}/notes", data={"words": "<script>alert(7)</script>\u202e"})
    client.post(f"/doc/{document}/tags", data={"tag": '"><script>alert(8)</script>'})
    client.post(f"/doc/{document}/collect", data={"collection": "<script>alert(6)</script>"})
    actors = [f"/person/{actor.id}" for actor in library.people()]
    statements = [f"/doc/{document}/{s.id}" for s in library.show(document).statements]
    return [
        "/", f"/doc/{document}", *statements, *(f"{s}?part=card" for s in statements), "/people", *actors, "/collections",
        f"/collection/{collection}", f"/collection/{collection}/brief", '/search?q=alert+OR+"<script>alert(9)</script>"',
        "/search?q=speaker:Oreil", "/look/timeline?actor=Oreil", "/look/network", "/look/calendar?year=1963",
        "/look/matrix?topics=alert,<script>",
        "/look/network/svg", "/bring-in", "/search?q=%3Cscript%3E",
    ]


def test_nothing_in_a_record_becomes_markup(client: TestClient, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    library.receive({"<script>alert(11)</script>.txt": file})
    document = next(d.name for d in library.documents() if d.number == "666")
    for path in pages_of(client, library, document):
        text = client.get(path).text
        tree = html.fromstring(text)
        scripts = [s for s in tree.xpath("//script") if s.get("src", "").startswith("/static/") and s.get("type") == "module"]
        assert len(tree.xpath("//script")) == len(scripts), path
        assert tree.xpath("//style | //img | //iframe | //b | //a[starts-with(@href, '//')]") == [], path
        assert tree.xpath("//@*[starts-with(name(), 'on') or starts-with(., 'javascript:')]") == [], path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", text), path
    page = html.fromstring(client.get(f"/doc/{document}").text)
    assert "</p></main><script>alert(4)</script> javascript:alert(5)" in page.get_element_by_id("s1").text_content()
    assert [e.get("data-name") for e in page.xpath("//*[@id='s2']//*[@class='control']")] == ["LRI", "BEL"]


def test_a_document_that_is_not_there_is_named_as_it_was_asked_for(client: TestClient) -> None:
    page = html.fromstring(client.get("/doc/NoSuch").text)
    assert [p.text_content() for p in page.xpath("//main//p")][:2] == [
        "There is no document 'NoSuch' in the library.", "Search for its words, or look for it in the library.",
    ]
