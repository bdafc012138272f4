#!/usr/bin/env python
"""Takes the pictures of the reading room that the pages show, from the example records, in Chromium: ``docs/screens.py``."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from memcon import web
from memcon.library import Library

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
EXAMPLE = "telegram.txt"
"""The example record in the pictures."""


def main() -> None:
    """Writes ``docs/room.png``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.db"
        with Library(path, create=True) as library:
            library.add(*sorted((DOCS.parent / "examples").glob("*.txt")))
            name = next(filed.name for filed in library.documents() if filed.source.endswith(EXAMPLE))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            room = web.room(path, port=listening.getsockname()[1])
            server = uvicorn.Server(uvicorn.Config(web.app(room), log_level="warning"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            while not server.started:
                time.sleep(0.05)
            try:
                take(web.address(room), f"/doc/{name}#s9", DOCS / "room.png")
            finally:
                server.should_exit = True
                thread.join()


def take(address: str, path: str, target: Path) -> None:
    """A picture of one page of the room."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 820}, color_scheme="light")
        page.goto(address, timeout=120_000)
        page.goto(address.partition("/?")[0] + path, timeout=120_000)
        page.wait_for_selector("#card .card", timeout=120_000)
        page.wait_for_timeout(500)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
