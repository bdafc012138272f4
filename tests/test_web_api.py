"""The JSON interface: everything described is there and as described, paged, tagged, with problems that keep their form."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from memcon import web
from memcon.library import Library
from memcon.model import Record
from memcon.store import Correction, Hit

V1 = "/api/v1"


def name(library: Library, label: str = "ferry-d0") -> str:
    return library.document(label).name


def test_every_operation_that_is_described_answers_as_described(client: TestClient, library: Library) -> None:
    described = client.get(f"{V1}/openapi.json").json()
    given = {"actor": "Oreil", "year": "1963", "topics": "tolls", "tag": "a", "document": name(library)}
    given["with"] = name(library, "lighthouse-d0")
    statement, actor = "s2", next(a.id for a in library.people() if a.documents)
    collection = library.make_collection("Tolls", "ilse").id
    checked = 0
    for path, methods in described["paths"].items():
        if "get" not in methods or "/imports" in path:
            continue
        number = actor if "people" in path else collection
        filled = path.replace("{id}", name(library)).replace("{statement}", statement).replace("{number}", str(number))
        query = {p["name"]: given[p["name"]] for p in methods["get"]["parameters"] if p["in"] == "query" and p["required"]}
        answer = client.get(filled, params=query)
        assert answer.status_code == 200, filled
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert fits(answer.json(), schema, described["components"]["schemas"]), filled
        checked += 1
    assert checked > 20


def fits(value: Any, schema: dict[str, Any], known: dict[str, Any]) -> bool:
    """Whether a value has the type and the required keys of a schema; enough of JSON Schema for what msgspec writes."""
    if "$ref" in schema:
        return fits(value, known[schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema:
        return any(fits(value, one, known) for one in schema["anyOf"])
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    wanted = schema.get("type", [])
    if wanted and not any(isinstance(value, kinds[kind]) for kind in ([wanted] if isinstance(wanted, str) else wanted)):
        return False
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return set(schema.get("required", ())) <= set(value) and all(fits(v, properties.get(k, {}), known) for k, v in value.items())
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        return all(fits(one, schema["items"], known) for one in value)
    return "enum" not in schema or value in schema["enum"]


def test_the_description_names_every_address_of_the_interface(client: TestClient) -> None:
    app: Any = client.app
    routes = {re.sub(r":int", "", r.path) for r in app.routes if getattr(r, "path", "").startswith(V1)}
    described = set(client.get(f"{V1}/openapi.json").json()["paths"])
    assert routes - described == {V1, f"{V1}/openapi.json", f"{V1}/problems/{{status}}"}
    assert described <= routes


def test_pages_follow_each_other_to_the_end(client: TestClient, library: Library) -> None:
    found: list[str] = []
    path: str | None = f"{V1}/search?q=straits+OR+tolls+OR+boats&sort=date&limit=2"
    while path:
        answer = client.get(path)
        found += [f"{hit['document']} {hit['statement']}" for hit in answer.json()["items"]]
        path = answer.json()["next"]
        assert (path is not None) == ("link" in answer.headers)
    hits = library.search("straits OR tolls OR boats", sort="date", limit=None)
    assert found == [f"{hit.document} {hit.statement}" for hit in hits]


def test_the_record_is_the_record(client: TestClient, library: Library) -> None:
    answer = client.get(f"{V1}/documents/ferry-d0/record")
    assert msgspec.json.decode(answer.content, type=Record) == library.show("ferry-d0")
    again = client.get(f"{V1}/documents/ferry-d0/record", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_correction_is_made_listed_and_taken_back(client: TestClient, library: Library) -> None:
    third = library.show("ferry-d0").statements[2]
    body = {"start": third.start, "end": third.end, "change": {"speaker": [{"name": "Petra Sund"}], "force": "warning"}}
    made = client.post(f"{V1}/documents/{name(library)}/corrections", json=body)
    assert made.status_code == 201
    correction = msgspec.json.decode(made.content, type=Correction)
    (hit,) = msgspec.convert(client.get(f"{V1}/search?q=lighthouse doc:ferry-d0").json()["items"], tuple[Hit, ...])
    assert (hit.speaker, hit.force) == (("Petra Sund",), "warning")
    assert client.get(f"{V1}/corrections").json()["total"] == 1
    assert client.delete(f"{V1}/corrections/{correction.id}").json()["undone"]
    assert client.get(f"{V1}/documents/{name(library)}/record").content == client.get(
        f"{V1}/documents/{name(library)}/record?corrected=false").content


def test_notes_tags_collections_and_searches_come_and_go(client: TestClient, library: Library) -> None:
    document = f"{V1}/documents/{name(library)}"
    note = client.post(f"{document}/notes", json={"words": "see June"}).json()["id"]
    assert client.get(f"{document}/notes").json()["items"][0]["words"] == "see June"
    assert client.delete(f"{V1}/notes/{note}").json() == {"id": note}
    assert client.post(f"{document}/tags", json={"tag": "tolls", "start": 1, "end": 4}).json()[0]["tag"] == "tolls"
    assert client.delete(f"{document}/tags?tag=tolls&start=1&end=4").json() == []
    collection = client.post(f"{V1}/collections", json={"name": "Tolls"}).json()["id"]
    client.post(f"{V1}/collections/{collection}/places", json={"document": name(library)})
    (line,) = client.get(f"{V1}/collections/{collection}/places").json()["items"]
    assert line["mark"] == "classification not stated"
    assert client.delete(f"{V1}/collections/{collection}/places?document={name(library)}").json()["places"] == 0
    assert client.delete(f"{V1}/collections/{collection}").json() == {"id": collection}
    (search,) = client.post(f"{V1}/searches", json={"name": "a", "query": "tolls"}).json()
    assert client.delete(f"{V1}/searches/{search['id']}").json() == {"id": search["id"]}


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/documents/none", 404), ("GET", "/documents/ferry-d0/statements/s99", 404), ("GET", "/nowhere", 404), ("POST", "/status", 405),
    ("GET", "/search?limit=0", 400), ("GET", "/search?limit=1001", 400), ("GET", "/search?offset=19999&limit=5", 400),
    ("GET", "/search?sort=x", 400),
    ("GET", "/facets?by=x", 400), ("GET", "/people/99999", 404), ("GET", "/people/x", 404), ("GET", "/positions", 400),
    ("GET", "/calendar", 400),
    ("GET", "/matrix", 400), ("GET", "/collections/9", 404), ("GET", "/imports/9", 404), ("GET", "/problems/999", 404),
    ("GET", "/documents/ferry-d0/citation?style=mla", 400), ("GET", "/documents/ferry-d0/citation?statement=s99", 400),
    ("POST", "/documents/ferry-d0/notes", 422), ("DELETE", "/notes/5", 400),
])
def test_a_problem_keeps_its_form(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, V1 + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status
    assert problem["detail"]
    assert client.get(problem["type"]).json()["title"] == problem["title"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"words": 5}', b'{"start": 1}', b"\xff"])
def test_a_body_that_is_not_what_is_wanted_is_said(client: TestClient, library: Library, body: bytes) -> None:
    answer = client.post(f"{V1}/documents/{name(library)}/notes", content=body)
    assert answer.status_code == 422
    assert "openapi.json" in answer.json()["detail"]


def test_a_fault_is_told_without_its_insides(room: web.Room, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("/secret/path")

    monkeypatch.setattr(Library, "status", broken)
    with TestClient(web.app(room), base_url="http://127.0.0.1:8585", raise_server_exceptions=False) as client:
        answer = client.get(f"{V1}/status", headers={"Authorization": f"Bearer {room.token}"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
