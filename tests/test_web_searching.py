"""The search page: results in context with the document's head, facets that narrow, offers, saved searches, results to take away."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from memcon.library import Library
from memcon.search import parse
from memcon.web import searching, takeaway


def test_results_stand_in_context_under_the_head_of_their_document(client: TestClient, library: Library) -> None:
    page = html.fromstring(client.get("/search?q=ferries").text)
    found = page.xpath("//section[@class='found']")
    assert "The ferry convention" in found[0].xpath("string(header)")
    assert "4 May 1963" in found[0].xpath("string(header)")
    name = library.document("ferry-d0").name
    assert [a.get("href") for a in page.xpath("//p[@class='text']/a")] == [f"/doc/{name}#s1", f"/doc/{name}#s2"]
    assert {m.text for m in page.xpath("//mark")} == {"ferries"}


def test_a_facet_narrows_and_frees_again(client: TestClient) -> None:
    page = html.fromstring(client.get("/search?q=straits+OR+tolls&sort=date").text)
    links = {a.text_content(): a.get("href") for a in page.xpath("//section[@class='facets']//a")}
    narrowed = links["Tomas Oreil"]
    assert parse_qs(urlsplit(narrowed).query) == {"q": ['straits OR tolls speaker:"Tomas Oreil"'], "sort": ["date"]}
    inner = html.fromstring(client.get(narrowed).text)
    chosen = inner.xpath("//li[@class='on']/a")
    assert [a.text_content() for a in chosen] == ["Tomas Oreil"]
    assert parse_qs(urlsplit(chosen[0].get("href")).query)["q"] == ["straits OR tolls"]


def test_every_facet_value_finds_as_many_as_it_says(client: TestClient, library: Library) -> None:
    page = html.fromstring(client.get("/search?q=*").text)
    checked = 0
    for row in page.xpath("//section[@class='facets']//li[a]"):
        (href,) = row.xpath("a/@href")
        query = parse_qs(urlsplit(href).query)["q"][0]
        assert library.count(query)[0] >= int(row.xpath("string(span)")), query
        checked += 1
    assert checked > 15


def test_nothing_found_says_how_the_query_was_understood(client: TestClient) -> None:
    text = html.fromstring(client.get("/search?q=zeppelin speeker:Oreil").text).text_content()
    assert "Nothing was found" in text
    assert "speeker" in text
    assert "Take away" not in text
    assert "Save the search" in text


def test_without_a_query_the_page_tells_how_to_ask(client: TestClient) -> None:
    text = client.get("/search").text
    assert all(f"{field}:" in text for field in searching.HELP)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("spea", "speaker:"), ("ferries mode:ver", "verbatim"), ('(a OR speaker:"tom', "Tomas Oreil"), ("-force:ref", "refusal"),
     ("kind:mem", "memorandum of conversation")],
)
def test_offers_go_on_where_the_query_stops(client: TestClient, typed: str, shown: str) -> None:
    offers = client.get("/search/offers", params={"q": typed}).json()
    assert shown in [offer["shown"] for offer in offers]
    if not shown.endswith(":") and "(" not in typed:
        assert [parse(offer["query"]).remarks for offer in offers if offer["shown"] == shown] == [()]


def test_plain_words_are_offered_nothing_but_fields(client: TestClient) -> None:
    assert client.get("/search/offers?q=ferr").json() == []
    assert client.get("/search/offers?q=").json() == []


def test_a_search_is_saved_and_dropped(client: TestClient, library: Library) -> None:
    answer = client.post("/searches", data={"name": "Tolls", "q": "tolls", "sort": "date"}, follow_redirects=False)
    assert answer.headers["location"] == "/search?q=tolls&sort=date"
    assert "Tolls" in client.get("/search").text
    client.post(f"/searches/{library.searches()[0].id}/delete")
    assert library.searches() == ()


@pytest.mark.parametrize("form", takeaway.FORMS)
def test_results_can_be_taken_away_in_every_form(client: TestClient, library: Library, form: str) -> None:
    answer = client.get(f"/search/as/{form}?q=speaker:Oreil")
    assert answer.status_code == 200
    count = library.count("speaker:Oreil")[0]
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == count
    elif form == "json":
        assert len(answer.json()["hits"]) == count
    elif form == "jsonl":
        assert len([json.loads(line) for line in answer.text.splitlines()]) == count
    elif form == "csl-json":
        assert len(answer.json()) == count
    elif form == "annotations":
        assert len(answer.json()["items"]) == count
    elif form in {"tei", "html"}:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            files = [name for name in packed.namelist() if name.endswith((".xml", ".html")) and "index" not in name]
        assert len(files) == library.count("speaker:Oreil")[1]
    elif form == "parquet":
        assert answer.content.startswith(b"PAR1")
    else:
        assert answer.text.strip()


def test_a_cell_cannot_become_a_formula(client: TestClient, library: Library) -> None:
    statement = library.show("ferry-d0").statements[0]
    client.post(f"/doc/{library.document('ferry-d0').name}/corrections", data={
        "start": statement.start, "end": statement.end, "speaker": "other", "speaker-name": "=HYPERLINK(1)"})
    rows = list(csv.DictReader(io.StringIO(client.get("/search/as/csv?q=ferries").text)))
    assert "'=HYPERLINK(1)" in [row["speaker"] for row in rows]


@pytest.mark.parametrize("path", ["/search?q=a&sort=size", "/search?q=a&page=0", "/search?q=a&page=x", "/?order=size", "/?page=-1"])
def test_a_wrong_address_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400
