"""Bring in: files are taken, imported beside the reading, their progress told; what fails has its reason and can be tried again."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from library_samples import FERRY, LIGHTHOUSE, SampleReader, volume
from memcon import web
from memcon.library import Library
from memcon.web import pasting
from memcon.web.bringing import Bench

NEW = FERRY.replace("#1147", "#1")


def sent(client: TestClient, *files: tuple[str, bytes]) -> dict[str, Any]:
    """Files handed over, and what the import says when it is over."""
    answer = client.post("/bring-in", files=[("files", file) for file in files], headers={"Accept": "application/json"})
    assert answer.status_code == 202, answer.text
    return over(client, answer.json()["number"])


def over(client: TestClient, number: int) -> dict[str, Any]:
    """The last thing that the events of an import say."""
    said = client.get(f"/bring-in/{number}/events").text
    assert said.startswith("event: progress\ndata: ")
    last: dict[str, Any] = msgspec.json.decode(said.strip().rpartition("data: ")[2])
    return last


def test_a_file_that_is_dropped_can_be_read(client: TestClient, library: Library) -> None:
    told = sent(client, ("cable.txt", NEW.encode()))
    assert (told["state"], told["documents"], told["share"]) == ("done", 1, 1.0)
    assert library.shelf().total == 4
    assert "cable.txt" in client.get("/bring-in").text
    assert client.get("/api/v1/imports/1").json()["documents"] == 1


def test_an_archive_and_several_files_at_once(client: TestClient) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.txt", NEW)
    lighthouse = LIGHTHOUSE.replace("#1140", "#2").encode()
    told = sent(client, ("papers.zip", packed.getvalue()), ("a.txt", lighthouse), ("a.txt", volume(3).encode()))
    assert told["documents"] == 5
    assert len(told["files"]) == 3


def test_a_failure_has_its_reason_and_is_tried_again(client: TestClient, library: Library) -> None:
    told = sent(client, ("cable.txt", NEW.replace("The ferry", "BROKEN ferry").encode()))
    assert (told["state"], told["failed"]) == ("done", 1)
    page = client.get("/bring-in").text
    assert "the document is broken; mend it" in page
    assert client.post("/bring-in/retry", follow_redirects=False).status_code == 303
    assert over(client, 2)["failed"] == 1
    assert len(library.failures()) == 1


def test_a_page_without_scripts_is_led_to_the_progress(client: TestClient) -> None:
    answer = client.post("/bring-in", files={"files": ("cable.txt", NEW.encode())}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/bring-in")
    over(client, 1)


def test_nothing_is_said_to_be_nothing(client: TestClient) -> None:
    assert client.post("/bring-in", data={"a": "b"}).status_code == 400
    assert client.post("/bring-in/retry").status_code == 400
    assert client.get("/bring-in/7/events").status_code == 404


def test_pages_are_read_while_an_import_runs(room: web.Room) -> None:
    slow = msgspec.structs.replace(room, reader=SampleReader(0.05))
    with TestClient(web.app(slow), base_url="http://127.0.0.1:8585", headers={"Authorization": f"Bearer {slow.token}"}) as client:
        client.post("/bring-in", files={"files": ("many.txt", volume(30).encode())})
        states = []
        while not states or states[-1] in {"waiting", "reading"}:
            states.append(client.get("/api/v1/imports/1").json()["state"])
            assert client.get("/").status_code == 200
            assert client.get("/search?q=boat").status_code == 200
        assert states[-1] == "done"
        assert len(states) > 2


def test_the_folder_goes_with_the_room(room: web.Room) -> None:
    bench = Bench(room)
    folder = bench.folder
    (bench.place() / "paper.txt").write_text(NEW)
    bench.close()
    assert not folder.exists()


def test_a_fault_in_the_reader_ends_the_batch_with_a_word(room: web.Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise KeyError("inside")

    monkeypatch.setattr(Library, "receive", broken)
    bench = Bench(room)
    batch = bench.start({})
    for _ in range(200):
        if batch.over:
            break
        time.sleep(0.01)
    assert (batch.state, "KeyError" in batch.problem) == ("failed", True)
    bench.close()


def test_a_pasted_text_is_read_and_kept_nowhere(client: TestClient, library: Library) -> None:
    from conftest import CABLE

    answer = client.post("/read", data={"text": CABLE})
    assert answer.status_code == 200
    assert "kept nowhere" in answer.text
    assert 'class="s verbatim"' in answer.text
    assert library.shelf().total == 3
    assert pasting.SOURCE not in client.get("/bring-in").text


@pytest.mark.parametrize("text", ["", "   ", "x" * 1_000_001])
def test_a_text_that_is_empty_or_too_long_is_refused(client: TestClient, text: str) -> None:
    answer = client.post("/read", data={"text": text})
    assert answer.status_code in {400, 413}
