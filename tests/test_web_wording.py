"""Corrected words in the room: the form on the page of the paper, the list with undo, the JSON interface, and all of it in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from memcon import web
from memcon.library import Library
from paper_samples import TALK, PaperReader
from test_web_browser import Running, browser, entered, faults
from test_web_paper import drawn, needs_chromium

__all__ = ["browser"]  # the fixture
V1 = "/api/v1"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one scan."""
    (tmp_path / "talk.png").write_text(TALK)
    with Library(tmp_path / "memcon.db", create=True, reader=PaperReader()) as held:
        held.import_paths([str(tmp_path / "talk.png")])
        yield held


@pytest.fixture
def room(library: Library) -> web.Room:
    return web.room(library.path, reader=PaperReader())


def name(library: Library) -> str:
    return next(library.documents()).name


def form(client: TestClient, address: str) -> dict[str, str]:
    """The fields of the form in which a word is typed."""
    (found,) = html.fromstring(client.get(address).text).xpath("//form[@class='wording']")
    return dict(found.form_values())


def word_of(library: Library, text: str) -> tuple[int, int]:
    start = library.show(name(library)).document.text.index(text)
    return start, start + len(text)


def test_each_word_of_a_page_leads_to_its_form(client: TestClient, library: Library) -> None:
    doc = name(library)
    page = html.fromstring(client.get(f"/doc/{doc}?page=1&words=1").text)
    links = page.xpath("//section[@id='paper']//a[contains(@class, 'word')]")
    assert [link.get("aria-label") for link in links[:4]] == ["Talk", "at", "Port", "Serel"]
    (kestna,) = [link for link in links if "doubtful" in link.get("class")]
    assert kestna.get("data-s") == "s1"
    assert page.xpath("//form[@class='wording']") == []
    chosen = client.get(kestna.get("href"))
    fields = form(client, kestna.get("href"))
    assert (fields["was"], fields["word"]) == ("Kestna", "Kestna")
    assert (int(fields["start"]), int(fields["end"])) == word_of(library, "Kestna")
    assert "sent as it is, the word is confirmed" in chosen.text
    assert html.fromstring(chosen.text).xpath("//a[@aria-current='true']/@aria-label") == ["Kestna"]


def test_a_doubtful_word_of_the_text_leads_there_too(client: TestClient, library: Library) -> None:
    page = html.fromstring(client.get(f"/doc/{name(library)}").text)
    links = page.xpath("//article//a[@class='unread']")
    assert [link.text for link in links] == ["Kestna", "pi1ots"]
    assert form(client, links[1].get("href").partition("#")[0])["was"] == "pi1ots"


def test_a_word_is_corrected_listed_and_undone(client: TestClient, library: Library) -> None:
    doc = name(library)
    fields = form(client, html.fromstring(client.get(f"/doc/{doc}").text).xpath("//article//a[@class='unread']/@href")[0])
    answer = client.post(f"/doc/{doc}/words", data=fields | {"word": "Kestria <b>"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{doc}?page=1&words=1#paper")
    shown = client.get(f"/doc/{doc}").text
    assert "sail to Kestria &lt;b&gt; in June" in shown
    (listed,) = html.fromstring(shown).xpath("//section[@id='words']//li")
    assert " ".join(listed.text_content().split()).startswith("page 1: Kestna → Kestria <b>")
    undone = client.post(listed.xpath(".//form/@action")[0], follow_redirects=False)
    assert undone.headers["location"] == f"/doc/{doc}#words"
    assert "sail to " in client.get(f"/doc/{doc}").text
    assert library.show(doc).document.text.count("Kestna") == 2
    assert html.fromstring(client.get(f"/doc/{doc}").text).xpath("//section[@id='words']//li/@class") == ["undone"]
    assert "Corrected words of this page" in client.get(f"/doc/{doc}?page=1").text
    assert "Corrected words of this page" not in client.get(f"/doc/{doc}?page=2").text


def test_a_word_is_struck_out(client: TestClient, library: Library) -> None:
    doc = name(library)
    fields = form(client, html.fromstring(client.get(f"/doc/{doc}").text).xpath("//article//a[@class='unread']/@href")[0])
    client.post(f"/doc/{doc}/words", data=fields | {"strike": "1"})
    (listed,) = html.fromstring(client.get(f"/doc/{doc}").text).xpath("//section[@id='words']//li/p[1]")
    assert " ".join(listed.text_content().split()) == "page 1: Kestna struck out"
    assert "sail to in June" in library.show(doc).document.text
    assert client.post(f"/doc/{doc}/words", data=fields | {"was": "to", "word": ""}).status_code == 400
    start, end = word_of(library, "June.")
    made = client.post(f"{V1}/documents/{doc}/words", json={"start": start, "end": end, "word": None})
    assert (made.status_code, made.json()["word"]) == (201, "")


def test_who_typed_over_another_is_told(client: TestClient, library: Library) -> None:
    start, end = word_of(library, "Kestna")
    fields = {"start": str(start), "end": str(end), "was": "Kestra", "word": "Kestria"}
    answer = client.post(f"/doc/{name(library)}/words", data=fields)
    assert answer.status_code == 400
    assert "another word stands there by now" in answer.text
    assert library.corrected_words() == ()


def test_without_the_mark_of_the_room_nothing_is_changed(client: TestClient, library: Library) -> None:
    start, end = word_of(library, "Kestna")
    del client.headers["X-CSRF-Token"]
    fields = {"start": str(start), "end": str(end), "was": "Kestna", "word": "Kestria"}
    assert client.post(f"/doc/{name(library)}/words", data=fields).status_code == 403
    made = library.correct_word(name(library), (start, end), "Kestria", "ilse")
    assert client.post(f"/words/{made.id}/undo").status_code == 403
    assert [one.holds for one in library.corrected_words()] == [True]


def test_a_room_that_is_read_only_shows_words_and_takes_none(library: Library) -> None:
    start, end = word_of(library, "Kestna")
    library.correct_word(name(library), (start, end), "Kestria", "ilse")
    room = web.room(library.path, read_only=True)
    with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}", headers={"Authorization": f"Bearer {room.token}"}) as client:
        shown = html.fromstring(client.get(f"/doc/{name(library)}?page=2&words=1&word=3").text)
        assert shown.xpath("//form[@class='wording']") == shown.xpath("//a[contains(@class, 'word')]") == []
        assert shown.xpath("//article//span[@class='unread']/text()") == ["pi1ots"]
        assert "Kestria" in client.get(f"/doc/{name(library)}").text
        body = {"start": start, "end": end, "word": "Kestria"}
        assert client.post(f"{V1}/documents/{name(library)}/words", json=body).status_code == 403
        assert client.delete(f"{V1}/words/1").status_code == 403


def test_what_did_not_fit_a_new_scan_is_said_on_its_page(client: TestClient, library: Library, tmp_path: Path) -> None:
    library.correct_word(name(library), word_of(library, "Kestna"), "Kestria", "ilse")
    (tmp_path / "talk.png").write_text(TALK.replace("Kestna~", "Keslna~"))
    library.import_paths([str(tmp_path / "talk.png")])
    new = library.document("talk-d0").name
    remarks = html.fromstring(client.get(f"/doc/{new}").text).xpath("//p[@class='remark']")
    assert " ".join(remarks[-1].text_content().split()) == (
        "Of the words corrected in the version before this one, 1 does not fit here, where another word or none was recognised: "
        "page 1 Kestna → Kestria."
    )
    (left,) = client.get(f"{V1}/documents/{new}/words/left-behind").json()["items"]
    assert left["word"] == "Kestria"


def test_a_program_corrects_lists_and_undoes(client: TestClient, library: Library) -> None:
    start, end = word_of(library, "Kestna")
    path = f"{V1}/documents/{name(library)}/words"
    made = client.post(path, json={"start": start, "end": end, "word": "Kestria", "was": "Kestna"})
    assert made.status_code == 201
    assert (made.json()["recognised"], made.json()["word"], made.json()["page"]) == ("Kestna", "Kestria", 1)
    assert client.get(f"{V1}/words").json()["total"] == client.get(path).json()["total"] == 1
    record = client.get(f"{V1}/documents/{name(library)}/record", params={"corrected": "false"}).json()
    assert "Kestria" not in record["document"]["text"]
    undone = client.delete(f"{V1}/words/{made.json()['id']}").json()
    assert undone["undone"]
    assert client.delete(f"{V1}/words/{made.json()['id']}").status_code >= 400
    assert client.post(path, json={"start": start, "end": end, "word": ""}).status_code == 400


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A library with a memorandum of two pages, read as it is."""
    (tmp_path / "talks.pdf").write_bytes(drawn())
    with Library(tmp_path / "memcon.db", create=True) as made:
        made.add(tmp_path / "talks.pdf")
    return tmp_path / "memcon.db"


def typed(page: Page, word: str, new: str) -> None:
    """Chooses a word on the page that is shown, and types another in its place."""
    page.get_by_role("link", name="Correct words").click()
    page.locator(f"#paper a.word[aria-label='{word}']").first.click()
    expect(page.locator("#word")).to_have_value(word)
    page.locator("#word").fill(new)
    page.get_by_role("button", name="Correct").click()
    expect(page.locator("#paper del")).to_have_text(word)


@needs_chromium
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_word_is_chosen_on_the_page_typed_and_taken_back(browser: object, paper: Path, scripts: bool) -> None:
    with Library(paper) as library:
        doc = name(library)
    with Running(paper, reader=None) as running:
        page = entered(browser, running, f"/doc/{doc}?page=1", java_script_enabled=scripts)  # type: ignore[arg-type]
        typed(page, "ferries", "wherries")
        expect(page.locator("#text")).to_contain_text("that the wherries would sail")
        if scripts:
            page.locator("#paper a.word[aria-label='wherries']").click()
            expect(page.locator("#word")).to_be_focused()
            assert faults(page) == []
        page.locator("#paper li").get_by_role("button", name="Undo").click()
        expect(page.locator("#paper li.undone")).to_be_visible()
        expect(page.locator("#text")).to_contain_text("that the ferries would sail")
        assert page.wrong == []  # type: ignore[attr-defined]
        page.context.close()


@needs_chromium
@pytest.mark.parametrize("width", [1400, 390])
def test_a_doubtful_word_of_the_text_is_pressed_and_confirmed(browser: object, library: Library, width: int) -> None:
    doc = name(library)
    with Running(library.path, reader=PaperReader()) as running:
        page = entered(browser, running, f"/doc/{doc}", viewport={"width": width, "height": 900})  # type: ignore[arg-type]
        page.locator("#text a.unread", has_text="Kestna").click()
        expect(page.locator("#word")).to_have_value("Kestna")
        expect(page.locator("#paper a.word.chosen")).to_have_attribute("aria-label", "Kestna")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Correct").click()
        expect(page.locator("#paper li")).to_contain_text("Kestna confirmed")
        expect(page.locator("#text a.unread")).to_have_text(["pi1ots"])
        page.context.close()
