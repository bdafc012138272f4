"""The page of the paper beside the text: its picture, what stands where on it, and both ways between them in Chromium."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from library_samples import FERRY
from memcon import web
from memcon.library import Library, LibraryError, drawing
from memcon.model import Document, Place, Record, Statement
from memcon.model import Page as Leaf
from memcon.web import paper
from papers import STORY, Paper, wrapped
from test_web_browser import CHROMIUM, Running, browser, entered, faults

__all__ = ["browser"]  # the fixture
SECOND = "The Ambassador said that the harbour master of Lissen had been told. The Foreign Minister asked when the pilots would come."


def drawn() -> bytes:
    """A memorandum of two pages."""
    page = Paper()
    page.column(["Memorandum of Conversation", "", "Port Serel, May 4, 1963", "", *wrapped(STORY, 440)], 72, 100)
    page.turn()
    page.column(wrapped(SECOND, 440), 72, 100)
    return page.bytes()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with that memorandum; its file lies beside it."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "talks.pdf").write_bytes(drawn())
    (folder / "ferry.txt").write_text(FERRY)
    with Library(folder / "memcon.db", create=True) as library:
        assert library.add(folder / "talks.pdf").documents == 1
    return folder / "memcon.db"


@pytest.fixture
def reader(held: Path) -> Iterator[tuple[TestClient, str, Record]]:
    """A room on it, the memorandum's id and its record."""
    room = web.room(held)
    with Library(held) as library:
        name = next(library.documents()).name
        record = library.show(name)
    with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}", headers={"Authorization": f"Bearer {room.token}"}) as client:
        yield client, name, record


def sample() -> Record:
    """Two statements on two pages, the second broken over them, and one that stands on no page."""
    def said(number: int, start: int, end: int) -> Statement:
        return Statement(id=f"s{number}", start=start, end=end, text="", mode="reported")

    leaves = (
        Leaf(1, 600, 800, (Place(0, 3, 10, 10, 30, 20), Place(4, 7, 40, 10, 60, 20), Place(8, 11, 10, 30, 30, 40))),
        Leaf(2, 600, 800, (Place(12, 15, 10, 10, 30, 20),)),
    )
    return Record(document=Document(text="one two tri for five"), statements=(said(1, 0, 7), said(2, 8, 15), said(3, 16, 20)), pages=leaves)


def test_a_sheet_has_each_statement_where_it_stands() -> None:
    first, second = paper.sheet(sample(), 1, "s2"), paper.sheet(sample(), 2)
    assert first is not None
    assert second is not None
    assert [(one.id, one.lit, [spot.box for spot in one.spots]) for one in first.written] == [
        ("s1", False, [(10, 10, 60, 20)]), ("s2", True, [(10, 30, 30, 40)]),
    ]
    assert [one.id for one in second.written] == ["s2"]
    assert first.begins == {"s1": 1, "s2": 1}
    assert paper.sheet(sample(), 3) is None


def test_a_statement_knows_the_page_on_which_it_begins() -> None:
    assert [paper.page_of(sample(), one) for one in sample().statements] == [1, 1, 0]


def test_each_rectangle_leads_to_its_statement_and_back(reader: tuple[TestClient, str, Record]) -> None:
    client, name, record = reader
    last = record.statements[-1]
    page = html.fromstring(client.get(f"/doc/{name}?page=2&lit={last.id}").text)
    lit = page.xpath("//section[@id='paper']//a[@class='lit']")
    assert [one.get("href") for one in lit] == [f"/doc/{name}?page=2&lit={last.id}#{last.id}"]
    anchor = page.get_element_by_id(last.id).xpath("./a")[0]
    assert anchor.get("href") == f"/doc/{name}?page=2&lit={last.id}#{last.id}"
    assert page.get_element_by_id("s1").xpath("./a")[0].get("href") == f"/doc/{name}?page=1&lit=s1#s1"
    card = html.fromstring(client.get(f"/doc/{name}/{last.id}").text)
    assert f"/doc/{name}?page=2&lit={last.id}#{last.id}" in card.xpath("//a/@href")


def test_the_page_alone_is_a_part_of_the_whole(reader: tuple[TestClient, str, Record]) -> None:
    client, name, _ = reader
    part = client.get(f"/doc/{name}?page=1&part=page").text
    assert "<html" not in part
    assert part.strip() in client.get(f"/doc/{name}?page=1").text


def test_the_picture_is_that_of_the_page_and_is_sent_once(reader: tuple[TestClient, str, Record]) -> None:
    client, name, record = reader
    answer = client.get(f"/doc/{name}/page/1.png")
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    leaf = record.pages[0]
    assert picture.width / picture.height == pytest.approx(leaf.width / leaf.height, rel=0.01)
    assert client.get(f"/doc/{name}/page/1.png", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(("address", "said"), [
    ("?page=3", "Its pages are 1 to 2."), ("?page=x", "no such page of this record"),
    ("?page=" + "9" * 5000, "no such page of this record"), ("/page/3.png", "there is no page 3"),
])
def test_a_page_that_is_not_there_is_said(reader: tuple[TestClient, str, Record], address: str, said: str) -> None:
    client, name, _ = reader
    answer = client.get(f"/doc/{name}{address}")
    assert answer.status_code == 404
    assert said in html.fromstring(answer.text).text_content()


def test_a_record_that_came_on_no_paper_offers_no_page(client: TestClient, library: Library) -> None:
    name = library.document("ferry-d0").name
    assert "pages beside the text" not in client.get(f"/doc/{name}").text
    answer = client.get(f"/doc/{name}?page=1")
    assert answer.status_code == 404
    assert "It did not come on paper." in answer.text


def test_a_dropped_file_has_its_pages_though_it_lies_on_no_path(tmp_path: Path) -> None:
    (tmp_path / "talks.pdf").write_bytes(drawn())
    with Library(tmp_path / "memcon.db", create=True) as library:
        library.add(tmp_path / "talks.pdf", keep_originals=True)
        (tmp_path / "talks.pdf").unlink()
        name = next(library.documents()).name
        assert library.page(name, 2).startswith(b"\x89PNG")


def test_a_paper_that_cannot_be_drawn_costs_its_picture_only() -> None:
    with pytest.raises(LibraryError, match=r"bad\.pdf: .*broken"):
        drawing.png(b"%PDF-1.4\nnothing", drawing.Order("bad.pdf", 1))


def test_a_page_is_given_up_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 0.0)
    with pytest.raises(LibraryError, match=r"talks\.pdf: page 1 was not drawn within 0 seconds"):
        drawing.png(drawn(), drawing.Order("talks.pdf", 1))


needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"Chromium is not at {CHROMIUM}; apt-get install chromium")
Opened = Callable[..., tuple[Page, str, Record]]


@pytest.fixture
def opened(browser: object, held: Path) -> Iterator[Opened]:
    """Opens the memorandum with a page beside it; in the end nothing has gone wrong in it."""
    pages: list[Page] = []
    with Library(held) as library:
        name = next(library.documents()).name
        record = library.show(name)
    with Running(held) as running:
        def opens(query: str = "?page=1", **options: object) -> tuple[Page, str, Record]:
            pages.append(entered(browser, running, f"/doc/{name}{query}", **options))  # type: ignore[arg-type]
            return pages[-1], name, record

        yield opens
        for page in pages:
            assert page.wrong == []  # type: ignore[attr-defined]
            page.context.close()


@needs_chromium
def test_a_statement_lights_up_and_a_word_of_the_page_finds_its_statement(opened: Opened) -> None:
    page, _, record = opened()
    last = record.statements[-1].id
    page.locator("#s2").click()
    expect(page.locator("#paper a.lit")).to_have_attribute("data-s", "s2")
    page.locator(f"#{last}").click()
    expect(page.locator("#paper")).to_have_attribute("data-page", "2")
    expect(page.locator("#paper a.lit")).to_have_attribute("data-s", last)
    assert "page=2" in page.url
    other = page.locator("#paper svg a:not(.lit)").first
    wanted = other.get_attribute("data-s")
    other.locator("rect").first.click()
    expect(page.locator(f".s.shown[id={wanted}]")).to_be_visible()
    expect(page.locator("#paper a.lit")).to_have_attribute("data-s", str(wanted))
    page.get_by_role("link", name="← 1").click()
    expect(page.locator("#paper")).to_have_attribute("data-page", "1")
    page.wait_for_function("""async () => {
        const picture = new Image();
        picture.src = document.querySelector("#paper image").href.baseVal;
        await picture.decode();
        return picture.naturalWidth > 1000;
    }""")
    assert not page.locator("#no-picture").is_visible()


@needs_chromium
def test_the_paper_is_walked_without_scripts(opened: Opened) -> None:
    page, _, record = opened("", java_script_enabled=False)
    page.get_by_role("link", name="Show the pages beside the text").click()
    last = record.statements[-1].id
    page.locator(f"#{last} > a").click()
    expect(page.locator("#paper a.lit")).to_have_attribute("data-s", last)
    page.locator("#paper svg a:not(.lit) rect").first.click()
    assert page.url.rpartition("#")[2] == page.locator("#paper a.lit").get_attribute("data-s") != last


@needs_chromium
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_wrong_with_the_paper(opened: Opened, width: int) -> None:
    page, _, _ = opened("?page=1&lit=s1#s1", viewport={"width": width, "height": 900})
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
