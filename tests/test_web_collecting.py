"""Notes, tags and collections from the page, and the brief in which every line has its citation and its mark."""

from __future__ import annotations

import io

import docx
from lxml import html
from starlette.testclient import TestClient

from memcon.library import Library
from memcon.web import briefs


def collected(client: TestClient, library: Library) -> str:
    """A collection with a statement and a document in it; returns its address."""
    name = library.document("ferry-d0").name
    second = library.show("ferry-d0").statements[1]
    place = {"start": second.start, "end": second.end}
    client.post(f"/doc/{name}/notes", data={"words": "compare with June"} | place)
    client.post(f"/doc/{name}/collect", data={"collection": "Convention"} | place)
    client.post(f"/doc/{library.document('meeting-d0').name}/collect", data={"collection": "Convention"})
    return f"/collection/{library.collections()[0].id}"


def test_a_brief_has_words_citation_mark_and_note(client: TestClient, library: Library) -> None:
    page = html.fromstring(client.get(collected(client, library) + "/brief").text)
    first, second = page.xpath("//div[@class='quote']")
    text = " ".join(first.text_content().split())
    assert "(C)" in text
    assert "Tomas Oreil to Ilse Marran" in text
    assert "If the convention is signed, then the ferries sail at once." in text
    assert library.cite("ferry-d0", "chicago", "s2").strip() in text
    assert "compare with June" in text
    assert briefs.NOT_MARKED in second.text_content()


def test_the_word_file_says_the_same(client: TestClient, library: Library) -> None:
    answer = client.get(collected(client, library) + "/brief.docx")
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    cited = library.cite("ferry-d0", "chicago", "s2").strip()
    for said in ("Convention", "(C) Tomas Oreil to Ilse Marran (verbatim): If the", cited, "compare with June", briefs.NOT_MARKED):
        assert said in words


def test_the_highest_mark_stands_over_the_whole(library: Library) -> None:
    assert briefs.rank("SECRET; NODIS") < briefs.rank("Confidential") < briefs.rank("UNCLASSIFIED")
    assert briefs.rank("Top Secret") < briefs.rank("Secret")
    assert briefs.rank("Streng geheim") < briefs.rank("Top Secret")
    assert briefs.highest(()) == ""


def test_a_word_file_holds_no_character_that_xml_forbids() -> None:
    assert briefs.clean("a\x00b\x0b\ud800c\u202e\U0001f600\n") == "abc\U0001f600\n"


def test_what_was_kept_can_be_taken_out(client: TestClient, library: Library) -> None:
    path = collected(client, library)
    name = library.document("meeting-d0").name
    client.post(f"{path}/drop", data={"document": name, "start": -1, "end": -1})
    assert len(html.fromstring(client.get(path).text).xpath("//section[@class='found']")) == 1
    client.post(f"/doc/{name}/tags", data={"tag": "mail boats"})
    assert "Berths in the harbour" in client.get("/tag/mail boats").text
    client.post(f"/doc/{name}/tags/drop", data={"tag": "mail boats"})
    assert library.tags() == ()
    (note,) = library.notes()
    assert "compare with June" in client.get(f"/doc/{library.document('ferry-d0').name}").text
    client.post(f"/notes/{note.id}/delete", data={"back": "//evil.example"}, follow_redirects=False)
    assert library.notes() == ()
    client.post(f"{path}/delete")
    assert library.collections() == ()
    assert client.get(path).status_code == 404


def test_a_place_that_is_none_is_said(client: TestClient, library: Library) -> None:
    path = f"/doc/{library.document('ferry-d0').name}/notes"
    assert client.post(path, data={"words": "x", "start": 9, "end": 5}).status_code == 400
    assert client.post(path, data={"words": ""}).status_code == 400
    assert client.post("/doc/none/notes", data={"words": "x"}).status_code == 404
    assert library.notes() == ()
