"""Plots: drawn from what the library counts, each point leads somewhere, each stands alone when saved."""

from __future__ import annotations

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from memcon.library import Library
from memcon.store import Edge
from memcon.web import plots

LOOKS = {
    "timeline": "actor=Oreil", "network": "", "calendar": "year=1963", "matrix": "topics=ferries,tolls",
}
XLINK = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("look", LOOKS)
def test_a_plot_stands_alone_and_its_points_lead_somewhere(client: TestClient, look: str) -> None:
    answer = client.get(f"/look/{look}/svg?{LOOKS[look]}")
    assert answer.headers["content-type"] == "image/svg+xml"
    tree = etree.fromstring(answer.content)
    links = [a.get("href") for a in tree.iter(f"{XLINK}a")]
    assert links
    for href in links:
        assert client.get(href).status_code == 200, href
    assert b"http" not in answer.content.replace(b"http://www.w3.org/2000/svg", b"")
    page = html.fromstring(client.get(f"/look/{look}?{LOOKS[look]}").text)
    assert len(page.xpath("//figure//a")) == len(links)


def test_a_point_of_the_timeline_is_a_statement_in_the_lane_of_its_force(client: TestClient, library: Library) -> None:
    tree = etree.fromstring(client.get("/look/timeline/svg?actor=Tomas+Oreil").content)
    hits = library.positions("Tomas Oreil").hits
    assert [a.get("href") for a in tree.iter(f"{XLINK}a")] == [f"/doc/{hit.document}#{hit.statement}" for hit in hits]
    lanes = [t.text for t in tree.iter(f"{XLINK}text")][: len({hit.force for hit in hits})]
    assert set(lanes) == {hit.force for hit in hits}


@pytest.mark.parametrize(("path", "status"), [
    ("/look/map", 404), ("/look/timeline", 200), ("/look/timeline/svg", 404), ("/look/network?most=1", 400), ("/look/network?most=x", 400),
    ("/look/calendar?year=63", 400), ("/look/matrix?topics=" + ",".join("abcdefghijklm"), 400), ("/look/timeline?actor=Nobody", 200),
    ("/look/calendar", 200), ("/look/matrix", 200),
])
def test_what_cannot_be_drawn_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_network_shows_the_most_connected_first() -> None:
    edges = tuple(Edge(n, f"P{n}", n + 1, f"P{n + 1}", 200 - n, 1) for n in range(100))
    drawn = etree.fromstring(plots.network(edges, "all"))
    assert len(list(drawn.iter(f"{XLINK}circle"))) == plots.MOST_NODES
    assert "P1" in "".join(drawn.itertext())
    assert "P99" not in "".join(drawn.itertext())
    assert len(list(etree.fromstring(plots.network(edges, "all", 200)).iter(f"{XLINK}circle"))) == 101


def test_the_same_people_get_the_same_places() -> None:
    edges = [Edge(1, "a", 2, "b", 3, 1), Edge(2, "b", 3, "c", 1, 1)]
    first = plots.layout([1, 2, 3], edges, 800, 600)
    assert first == plots.layout([1, 2, 3], edges, 800, 600)
    assert all(0 <= x <= 1000 and 0 <= y <= 700 for x, y in first.values())
    assert plots.layout([1], [], 800, 600) == {1: (500.0, 336.0)}
    assert plots.layout([], [], 800, 600) == {}


def test_a_name_is_written_where_it_covers_no_other() -> None:
    dots = [(300.0, 200.0, 8.0), (340.0, 200.0, 8.0), (300.0, 222.0, 8.0)]
    labels = ["Tomas Oreil", "Ilse Marran", "Council"]
    found = plots.beside(dots, labels)
    assert found[0] == (300.0, 187.0, "middle"), "below it another dot stands"
    assert found[1] != (340.0, 187.0, "middle"), "above it the first name stands"
    assert plots.beside([(300.0, 200.0, 8.0)], ["Tomas Oreil"]) == [(300.0, 220.0, "middle")]
    drawn = etree.fromstring(plots.network((Edge(1, "Oreil", 2, "Marran", 1, 1),), "all"))
    assert [one.tag.removeprefix(XLINK) for one in drawn][-4:] == ["a", "a", "text", "text"], "no dot is drawn over a name"
    assert "Oreil to Marran: 1 statement in 1 document" in "".join(drawn.itertext())


@pytest.mark.parametrize(
    ("first", "last"), [("1963-05-04", "1963-05-04"), ("1963-01-01", "1964-12-31"), ("1861", "2005"), ("1963-05", "1966")]
)
def test_ticks_are_few_and_inside(first: str, last: str) -> None:
    start, stop = plots.days(first) - 12, plots.days(last) + 12
    found = plots.ticks(start, stop)
    assert len(found) <= 14
    assert all(start <= day <= stop for day, _ in found)
    assert len({told for _, told in found}) == len(found)
