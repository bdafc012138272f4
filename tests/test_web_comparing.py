"""Two accounts side by side in the room: what is proposed, what is found, the two columns, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from lxml import html
from starlette.testclient import TestClient

from checking import library, record
from memcon import web
from memcon.compare import Comparison, compare
from memcon.library import Library
from memcon.model import Record
from memcon.pairs import find_pairs, find_partners

V1 = "/api/v1"


def told(name: str, date: str, extra: str = "") -> Record:
    """The sample memorandum as a telegram of another name and date, with words of its own behind it."""
    found = record()
    kind, mark = ("telegram", "SECRET") if extra else ("memorandum of conversation", "")
    document = msgspec.structs.replace(
        found.document, id=name, number=name, date=date, kind=kind, classification=mark, text=found.document.text + extra
    )
    return msgspec.structs.replace(found, document=document)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Library]:
    """A memorandum, a telegram of the next day that tells the same, and another of the next year."""
    three = told("a", "1966-03-09"), told("b", "1966-03-10", "It rained \u202e<b>hard</b>."), told("c", "1967-03-10", "It snowed.")
    with library(tmp_path / "p.db", *three) as made:
        yield made


@pytest.fixture
def reader(held: Library) -> Iterator[TestClient]:
    """A reader who has come in."""
    room = web.room(held.path)
    with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}") as made:
        made.get(f"/?token={room.token}")
        yield made


def links(text: str) -> list[str]:
    return [str(href) for href in html.fromstring(text).xpath("//main//a/@href")]


def test_a_document_has_the_partners_that_its_library_has_pairs_for(held: Library) -> None:
    names = [held.document(one).name for one in "abc"]
    for first, second in ((0, 1), (1, 0)):
        (pair,) = find_partners(held, names[first])
        assert (pair.first, pair.second) == (names[first], names[second])
        assert pair.kinship.score == find_pairs(held)[0].kinship.score
    assert find_partners(held, "c") == find_partners(held, "a", most=0) == find_partners(held, "a", least=1.01) == ()


@pytest.mark.parametrize(("day", "near"), [("1965-12-31", True), ("1966-01-04", False), ("1965", False), ("", False)])
def test_partners_are_looked_for_across_the_turn_of_a_year(tmp_path: Path, day: str, near: bool) -> None:
    with library(tmp_path / "y.db", told("a", day), told("b", "1966-01-01", "It rained.")) as made:
        assert bool(find_partners(made, "b")) is near


def test_a_record_leads_to_its_likely_other_account(reader: TestClient, held: Library) -> None:
    first, second, later = (held.document(one).name for one in "abc")
    assert f"/doc/{first}/compare" in links(reader.get(f"/doc/{first}").text)
    found = reader.get(f"/doc/{first}/compare").text
    assert f"/doc/{first}/compare/{second}" in links(found)
    assert f"/doc/{first}/compare/{later}" not in links(found)
    assert "one day apart" in found


@pytest.mark.parametrize("asked", ["squadron", "c", "doc:c"])
def test_any_other_document_is_found_by_its_words_or_its_name(reader: TestClient, held: Library, asked: str) -> None:
    first, later = held.document("a").name, held.document("c").name
    found = links(reader.get(f"/doc/{first}/compare", params={"q": asked}).text)
    assert found.count(f"/doc/{first}/compare/{later}") == 1
    assert f"/doc/{first}/compare/{first}" not in found


def test_what_is_not_found_is_said(reader: TestClient, held: Library) -> None:
    later = held.document("c").name
    found = reader.get(f"/doc/{later}/compare?q=unheard").text
    assert "No document dated within three days" in found
    assert "Nothing else was found" in found
    assert reader.get(f"/doc/{later}/compare/none").status_code == 404
    assert reader.get(f"/doc/{later}/compare/{later}").status_code == 400
    assert reader.get(f"{V1}/documents/{later}/comparison").status_code == 400


def test_the_two_columns_lead_to_their_statements(reader: TestClient, held: Library) -> None:
    first, second = held.document("a").name, held.document("b").name
    answer = reader.get(f"/doc/{first}/compare/{second}")
    page = html.fromstring(answer.text)
    rows = page.xpath("//section[starts-with(@id, 'row')]")
    assert len(rows) == len(compare(held.show("a"), held.show("b")).rows) > 5
    assert rows[0].xpath(".//div[@class='side']//a/@href") == [f"/doc/{first}#s1", f"/doc/{second}#s1"]
    assert [h.text_content() for h in page.xpath("//main//h2")] == ["Overflights, 9 March 1966", "Overflights, 10 March 1966"]
    assert not page.xpath("//main//script")
    assert [mark.text_content() for mark in page.xpath("//*[@class='marking']")] == ["SECRET"]


def test_words_of_a_record_stay_words(tmp_path: Path) -> None:
    hostile = told("a", "1966-03-09")
    bad = "said \u202e</bdi><script>alert(1)</script> that nothing, nothing at all, had been agreed"
    statements = (msgspec.structs.replace(hostile.statements[0], text=bad), *hostile.statements[1:])
    document = msgspec.structs.replace(hostile.document, title="<script>alert(2)</script>\u202e")
    hostile = msgspec.structs.replace(hostile, document=document, statements=statements)
    with library(tmp_path / "h.db", hostile, told("b", "1966-03-10")) as made:
        first, second = made.document("a").name, made.document("b").name
        room = web.room(made.path)
        with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}") as client:
            client.get(f"/?token={room.token}")
            for path in (f"/doc/{first}/compare", f"/doc/{second}/compare?q=squadron", f"/doc/{first}/compare/{second}"):
                text = client.get(path).text
                assert "\u202e" not in text
                assert len(html.fromstring(text).xpath("//script")) == 1, path
            assert 'data-name="RLO"' in text


def test_programs_are_told_the_same(reader: TestClient, held: Library) -> None:
    first, second = held.document("a").name, held.document("b").name
    partners = reader.get(f"{V1}/documents/a/partners").json()
    assert [(pair["first"], pair["second"]) for pair in partners["items"]] == [(first, second)]
    answer = reader.get(f"{V1}/documents/a/comparison", params={"with": "b"})
    assert msgspec.json.decode(answer.content, type=Comparison) == compare(held.show("a"), held.show("b"))
