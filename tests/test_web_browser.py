"""The room as a person uses it, in Chromium: first start, drop, read, correct, search, cite, plot; keys, phone, zoom, print, no scripts."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from library_samples import FERRY, SampleReader, volume, write
from memcon import web
from memcon.library import Library
from memcon.model import Record

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"Chromium is not at {CHROMIUM}; install it with apt-get install chromium")
Open = Callable[..., Page]
PATIENCE = 60_000
"""Milliseconds until something that does not come is given up; nothing waits that long on an idle machine."""
expect.set_options(timeout=PATIENCE)


class Running:
    """A room that is being served from a thread."""

    def __init__(self, library: Path, **options: Any) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.room = web.room(library, port=self.socket.getsockname()[1], reader=options.pop("reader", SampleReader()), **options)
        self.server = uvicorn.Server(uvicorn.Config(web.app(self.room), log_level="critical", timeout_graceful_shutdown=2))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]})
        self.address = f"http://127.0.0.1:{self.room.port}"

    def __enter__(self) -> Running:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield made
        made.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, cable_record: Record) -> Iterator[Running]:
    """A room with three small documents and a volume of thirty."""
    folder = tmp_path_factory.mktemp("room")
    papers = folder / "papers"
    papers.mkdir()
    write(papers)
    (papers / "volume.txt").write_text(volume(30))
    with Library(folder / "memcon.db", create=True, reader=SampleReader()) as library:
        library.import_paths([str(papers)])
    with Running(folder / "memcon.db") as running:
        yield running


def entered(browser: Browser, running: Running, path: str = "/", **options: Any) -> Page:
    """A page of the room, watched: it may ask for nothing outside, and nothing may go wrong in it."""
    context: BrowserContext = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((running.address, "blob:")) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and "status of 4" not in said.text else None)
    page.goto(f"{running.address}/?token={running.room.token}")
    if path != "/":
        page.goto(running.address + path)
    page.wrong = wrong  # type: ignore[attr-defined]
    return page


@pytest.fixture
def open_(browser: Browser, served: Running) -> Iterator[Open]:
    """Opens pages of the room; at the end none of them has asked for anything outside it."""
    pages: list[Page] = []

    def opens(path: str = "/", **options: Any) -> Page:
        pages.append(entered(browser, served, path, **options))
        return pages[-1]

    yield opens
    for page in pages:
        assert page.wrong == []  # type: ignore[attr-defined]
        page.context.close()


def faults(page: Page) -> list[str]:
    """What axe finds wrong."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def test_from_an_empty_library_to_a_corrected_record(browser: Browser, tmp_path: Path) -> None:
    with Running(tmp_path / "new.db") as running:
        page = entered(browser, running)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Who said what to whom")
        file = "text => { const d = new DataTransfer(); d.items.add(new File([text], 'cable.txt')); return d; }"
        data = page.evaluate_handle(file, FERRY)
        page.dispatch_event("form.drop", "drop", {"dataTransfer": data})
        page.wait_for_selector("table.shelf")
        page.get_by_role("link", name="The ferry convention and the straits").click()
        expect(page.locator("#s2")).to_contain_text("If the convention is signed")
        page.locator("#s3").click()
        card = page.locator("#card")
        expect(card).to_contain_text("refusal")
        card.get_by_text("Correct", exact=True).first.click()
        page.locator("#speaker").select_option(label="Ilse Marran")
        card.get_by_role("button", name="Correct").click()
        page.wait_for_url("**/doc/*#s3")
        expect(page.locator("#s3")).to_have_class(re.compile("corrected"))
        expect(page.locator("#corrections")).to_contain_text("speaker Ilse Marran")
        page.locator("#corrections").get_by_role("button", name="Undo").click()
        expect(page.locator("#corrections")).to_contain_text("undone by")
        assert page.wrong == []  # type: ignore[attr-defined]
        page.context.close()


def test_selected_words_become_the_stretch_to_correct(open_: Open) -> None:
    page = open_("/search?q=lighthouse+doc:ferry-d0")
    page.locator(".hit .text a").first.click()
    page.locator("#s3").click()
    page.locator("#card .correct summary").click()
    page.evaluate("""() => {
      const text = [...document.getElementById('s3').childNodes].find((n) => n.nodeType === Node.TEXT_NODE);
      const at = text.data.indexOf('lighthouse tolls');
      getSelection().setBaseAndExtent(text, at, text, at + 'lighthouse tolls'.length);
    }""")
    expect(page.locator(".stretch-help")).to_have_text("“lighthouse tolls”")
    start, end = (int(page.locator(f"#{name}").input_value()) for name in ("start", "end"))
    assert FERRY[start:end] == "lighthouse tolls"


def test_a_stretch_may_run_over_several_statements(open_: Open) -> None:
    page = open_("/search?q=lighthouse+doc:ferry-d0")
    page.locator(".hit .text a").first.click()
    page.locator("#s3").click()
    page.locator("#card .correct summary").click()
    page.evaluate("""() => {
      const words = (id) => [...document.getElementById(id).childNodes].find((n) => n.nodeType === Node.TEXT_NODE);
      getSelection().setBaseAndExtent(words('s2'), 3, document.getElementById('s3'), document.getElementById('s3').childNodes.length);
    }""")
    start, end = (int(page.locator(f"#{name}").input_value()) for name in ("start", "end"))
    assert page.evaluate("getSelection().toString()").split() == FERRY[start:end].split()


def test_choosing_a_person_fades_the_rest(open_: Open) -> None:
    page = open_("/search?q=lighthouse+doc:ferry-d0")
    page.locator(".hit .text a").first.click()
    page.get_by_role("button", name="Ilse Marran").first.click()
    expect(page.locator("#status")).to_have_text("1 of 4 statements")
    expect(page.locator("#s2")).to_have_class(re.compile("faded"))
    expect(page.locator("#s1")).not_to_have_class(re.compile("faded"))
    page.keyboard.press("Escape")
    expect(page.locator(".faded")).to_have_count(0)


def test_a_record_is_read_with_the_keyboard_alone(open_: Open) -> None:
    page = open_()
    page.keyboard.press("/")
    page.keyboard.type("convention doc:ferry-d0")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#text")
    expect(page.locator(".s.shown")).to_have_id("s2")
    for key, shown in (("k", "s1"), ("n", "s2"), ("j", "s3"), ("n", "s4"), ("p", "s2")):
        page.keyboard.press(key)
        expect(page.locator(".s.shown")).to_have_id(shown)
    page.keyboard.press("c")
    page.wait_for_selector("#card details.cite[open]")
    page.keyboard.press("Enter")
    expect(page.locator("#card output")).to_contain_text("The ferry convention")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_offers_help_with_the_query(open_: Open) -> None:
    page = open_("/search")
    page.locator("#query").press_sequentially("spea")
    page.get_by_role("option").filter(has_text="speaker:").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("Tom")
    page.get_by_role("option").filter(has_text="Tomas Oreil").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#query").input_value() == 'speaker:"Tomas Oreil" '
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator(".hit").first).to_contain_text("Tomas Oreil")


def test_a_point_of_a_plot_leads_to_its_statement(open_: Open) -> None:
    page = open_("/look/timeline?actor=Tomas+Oreil")
    page.locator(".plot a").first.click()
    page.wait_for_url("**/doc/*#s*")
    with page.expect_download() as saved:
        page.goto(page.url.partition("/doc/")[0] + "/look/timeline?actor=Tomas+Oreil")
        page.get_by_text("save as SVG").click()
    assert saved.value.suggested_filename == "timeline.svg"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search?q=boat", "/search", "/people", "/doc", "/look/network", "/look/matrix?topics=boat", "/bring-in", "/collections",
        "/read", "/compare", "/comparison",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_: Open, served: Running, path: str, scheme: str) -> None:
    with Library(served.room.library) as library:
        document, other = (library.document(label).name for label in ("ferry-d0", "lighthouse-d0"))
    of_document = {"/doc": "#s2", "/compare": "/compare", "/comparison": f"/compare/{other}"}
    page = open_(f"/doc/{document}{of_document[path]}" if path in of_document else path, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert faults(page) == []


@pytest.mark.parametrize(("width", "zoom"), [(390, 1), (320, 1), (1280, 2)])
def test_nothing_runs_out_of_a_narrow_page(open_: Open, served: Running, width: int, zoom: int) -> None:
    with Library(served.room.library) as library:
        document = library.document("ferry-d0").name
    for path in ("/", f"/doc/{document}#s2", "/search?q=boat", "/look/calendar", "/bring-in"):
        page = open_(path, viewport={"width": width // zoom, "height": 844 // zoom})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    page = open_(f"/doc/{document}", viewport={"width": width // zoom, "height": 844})
    page.locator("#s2").click()
    expect(page.locator("#card")).to_be_in_viewport()
    page.locator("#card [data-close]").click()
    expect(page.locator("#card")).to_be_hidden()


def test_without_scripts_records_are_read_and_searched(open_: Open) -> None:
    page = open_("/search?q=straits", java_script_enabled=False)
    page.locator(".facets a").first.click()
    expect(page.locator(".hit").first).to_be_visible()
    page.locator(".hit .text a").first.click()
    expect(page.locator("#s1")).to_be_visible()
    page.locator("#s1 > a").click()
    expect(page.locator("main")).to_contain_text("confidence")
    page.get_by_text("Correct", exact=True).first.click()
    expect(page.locator("#speaker")).to_be_visible()


def test_the_keys_stand_at_the_top_of_their_window(open_: Open) -> None:
    page = open_("/collections")
    page.locator("[data-help]").click()
    expect(page.locator("#help")).to_be_visible()
    above = page.locator("#help-title").bounding_box()["y"] - page.locator("#help").bounding_box()["y"]  # type: ignore[index]
    assert above < 40


def test_two_accounts_stand_beside_each_other_and_on_a_phone_below(open_: Open, served: Running) -> None:
    with Library(served.room.library) as library:
        first, second = (library.document(label).name for label in ("ferry-d0", "lighthouse-d0"))
    for width, beside in ((1280, True), (390, False)):
        page = open_(f"/doc/{first}/compare/{second}", viewport={"width": width, "height": 844}, java_script_enabled=False)
        ours, theirs = (page.locator(".heads h2").nth(n).bounding_box() for n in (0, 1))
        assert (ours["y"] == theirs["y"]) is beside  # type: ignore[index]
        assert page.locator("main").bounding_box()["width"] <= width  # type: ignore[index]
        page.locator(f".pair a[href='/doc/{first}#s2']").click()
        expect(page.locator("#s2")).to_be_visible()


def test_a_record_prints(open_: Open, served: Running) -> None:
    with Library(served.room.library) as library:
        document = library.document("ferry-d0").name
    page = open_(f"/doc/{document}#s2")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#s2 > a")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_nothing_moves_while_a_page_loads(open_: Open, served: Running) -> None:
    with Library(served.room.library) as library:
        document = library.document("ferry-d0").name
    page = open_(f"/doc/{document}")
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("""() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
        .observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 300);
    })""")
    assert shift < 0.01


def test_two_readers_while_an_import_runs(browser: Browser, tmp_path: Path) -> None:
    with Library(tmp_path / "two.db", create=True, reader=SampleReader()) as library:
        (tmp_path / "ferry.txt").write_text(FERRY)
        library.import_paths([str(tmp_path / "ferry.txt")])
    with Running(tmp_path / "two.db", reader=SampleReader(0.05)) as running, contextlib.ExitStack() as stack:
        first, second = (entered(browser, running, path) for path in ("/bring-in", "/"))
        stack.callback(first.context.close)
        stack.callback(second.context.close)
        file = tmp_path / "many.txt"
        file.write_text(volume(40))
        first.locator("#files").set_input_files(file)
        first.get_by_role("button", name="Bring in").click()
        first.locator("#progress").wait_for(state="visible")
        second.get_by_role("link", name="The ferry convention and the straits").click()
        expect(second.locator("#s2")).to_be_visible()
        second.goto(f"{running.address}/search?q=convention")
        expect(second.locator(".hit").first).to_be_visible()
        expect(first.locator("tr[data-batch='1']")).to_contain_text("done", timeout=PATIENCE)
        assert first.wrong == second.wrong == []  # type: ignore[attr-defined]
