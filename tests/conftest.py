"""What is dear to make is made once a session: the language model, and the reading of one small invented cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from library_samples import SampleReader, write
from memcon import record, sentences, web
from memcon.library import Library
from memcon.model import Parsed, Record

CABLE = """Telegram From the Embassy in Valmora to the Foreign Office

Port Serel, May 4, 1963—7 p.m.

SUBJECT: The Lissen Straits

PARTICIPANTS
Mr. Tomas Oreil, Foreign Minister
Miss Ilse Marran, Ambassador

1. The Foreign Minister said that the ferries would sail again in June. He asked whether Kestria would send its pilots back.
The Ambassador replied that the pilots were waiting for a word from Port Serel.

2. The Foreign Minister said, "If the convention is signed before the autumn, the rest can be settled. Otherwise the harbour will stay
closed." The Ambassador said that no deadline had ever been named.

3. Comment: The Foreign Minister seemed tired and less sure of the Council than his words.
"""


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Parsed]:
    """Parses a text as one paragraph with the default model."""
    return lambda text: sentences.parse(text, ((0, len(text)),))


@pytest.fixture(scope="session")
def cable_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small cable as a file."""
    path = tmp_path_factory.mktemp("cables") / "straits.txt"
    path.write_text(CABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cable_record(cable_file: Path) -> Record:
    """The small cable, read once."""
    return record.read(cable_file)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three small documents, read without a language model."""
    papers = tmp_path / "papers"
    papers.mkdir()
    write(papers)
    with Library(tmp_path / "memcon.db", create=True, reader=SampleReader()) as held:
        held.import_paths([str(papers)])
        yield held


@pytest.fixture
def room(library: Library) -> web.Room:
    """A reading room for them."""
    return web.room(library.path, reader=SampleReader())


@pytest.fixture
def client(room: web.Room) -> Iterator[TestClient]:
    """A reader who has come in, with the mark for writes in every request."""
    with TestClient(web.app(room), base_url=f"http://127.0.0.1:{room.port}") as made:
        page = made.get(f"/?token={room.token}")
        made.headers["X-CSRF-Token"] = page.text.partition('name="csrf" content="')[2].partition('"')[0]
        yield made
