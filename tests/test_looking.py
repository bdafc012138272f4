"""A library from afar: the shelf, who spoke to whom, a calendar, a person, actors by topics."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from memcon.errors import SettingError
from memcon.library import FACETS, Library, LibraryError


def actor(library: Library, name: str) -> int:
    return next(a.id for a in library.people(name) if a.name == name)


def test_the_shelf_is_paged_in_its_order(library: Library) -> None:
    shelf = library.shelf(order="date", limit=2)
    assert shelf.total == 3
    assert [d.label for d in shelf.documents] == ["lighthouse-d0", "ferry-d0"]
    assert [d.label for d in library.shelf(order="date", limit=2, offset=2).documents] == ["meeting-d0"]
    assert [d.title for d in library.shelf(order="title").documents] == sorted(d.title for d in library.shelf().documents)
    with pytest.raises(SettingError, match="order size"):
        library.shelf(order="size")  # type: ignore[arg-type]


def test_a_tally_says_what_counts_and_facets_say(library: Library) -> None:
    for query in ("*", "straits OR tolls", "speaker:Oreil"):
        tally = library.tally(query, most=100)
        assert (tally.statements, tally.documents) == library.count(query)
        for by in FACETS:
            named: Counter[str] = Counter()
            for count in library.facet(query, by):
                named[count.value] += count.statements
            assert {count.value: count.statements for count in tally.facets[by]} == named
    assert [count.value for count in library.tally("*", most=1).facets["year"]] == ["1963", "1964"]
    assert len(library.tally("*", most=1).facets["speaker"]) == 1


def test_the_crowd_is_everybody_a_page_at_a_time(library: Library) -> None:
    for words in ("", "Oreil", "mar*", "nobody"):
        crowd, people = library.crowd(words, limit=100), library.people(words)
        assert crowd.total == len(people)
        assert {one.id: one for one in crowd.people} == {one.id: one for one in people}
    everybody = library.crowd(limit=100)
    assert [one.documents for one in everybody.people] == sorted((one.documents for one in everybody.people), reverse=True)
    assert library.crowd(limit=2, offset=1).people == everybody.people[1:3]
    assert library.crowd(offset=500) == msgspec.structs.replace(everybody, people=())


def test_a_search_goes_on_where_it_stopped(library: Library) -> None:
    for query in ("*", "the", "ferries OR straits"):
        assert library.search(query, limit=2, offset=1).hits == library.search(query, limit=3).hits[1:]


def test_the_network_counts_who_spoke_to_whom(library: Library) -> None:
    edges = {(e.speaker_name, e.to_name): (e.statements, e.documents) for e in library.network()}
    assert edges["Tomas Oreil", "Ilse Marran"] == (2, 1)
    assert edges["Ilse Marran", "Tomas Oreil"] == (1, 1)
    assert {(e.speaker_name, e.to_name) for e in library.network("mode:verbatim doc:ferry-d0")} == {("Tomas Oreil", "Ilse Marran")}
    assert len(library.network(limit=1)) == 1


def test_merged_people_are_one_in_the_network(library: Library) -> None:
    first, second = (a.id for a in library.people("Oreil"))
    assert {first, second} <= {e.speaker for e in library.network()}
    library.merge(first, second)
    assert {first, second} & {e.speaker for e in library.network()} == {second}


def test_the_calendar_knows_years_and_their_days(library: Library) -> None:
    assert [(y.value, y.statements) for y in library.years()] == [("1963", 2), ("1964", 1)]
    assert [d.date for d in library.calendar("1963")] == ["1963-04-12", "1963-05-04"]
    for wrong in ("63", "196x", ""):
        with pytest.raises(SettingError, match="four digits"):
            library.calendar(wrong)


def test_a_portrait_tells_own_words_from_those_of_others(library: Library) -> None:
    found = library.portrait(actor(library, "Tomas Oreil"))
    assert [hit.statement for hit in found.own_words if hit.label == "ferry-d0"] == ["s2"]
    assert [hit.statement for hit in found.reported] == ["s3"]
    assert {(e.speaker_name, e.to_name) for e in found.met} == {("Tomas Oreil", "Ilse Marran"), ("Ilse Marran", "Tomas Oreil")}
    assert [day.document for day in found.documents] == [library.document("ferry-d0").name]
    assert [hit.statement for hit in library.portrait(actor(library, "Council")).relayed] == ["s2"]
    with pytest.raises(LibraryError):
        library.portrait(9999)


def test_the_matrix_counts_forces_by_topic(library: Library) -> None:
    found = library.matrix("ferries", "tolls")
    rows = {row.name: row for row in found.rows}
    assert {c.value: c.statements for c in rows["Tomas Oreil"].cells[0]} == {"commitment": 1}
    assert {c.value: c.statements for c in rows["Tomas Oreil"].cells[1]} == {"refusal": 1}
    assert rows["Tomas Oreil"].statements == 2
    assert [row.statements for row in found.rows] == sorted((row.statements for row in found.rows), reverse=True)
    assert len(library.matrix("ferries", "tolls", most=1).rows) == 1


def test_fields_are_completed(library: Library) -> None:
    assert "Tomas Oreil" in [c.value for c in library.complete("speaker", "or")]
    assert library.complete("speaker", "") == ()
    assert [c.value for c in library.complete("mode", "ver")] == ["verbatim"]
    assert [(c.value, c.statements) for c in library.complete("kind", "tele")] == [("telegram", 2)]
    assert library.complete("kind", "%") == ()
    assert library.complete("date", "19") == ()
