"""Text as HTML: escaped, control characters named and not obeyed; entity tags; addresses."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from memcon import formats
from memcon.library import kinds
from memcon.search import Term
from memcon.web import templating


@settings(deadline=None)
@given(st.text())
def test_shown_text_holds_no_markup_and_no_control(text: str) -> None:
    shown = str(templating.shown(text))
    bare = re.sub(r'<span class="control" data-name="[A-Z?]+"></span>', "", shown)
    assert "<" not in bare
    assert not templating.CONTROL.search(shown)
    assert html.unescape(bare) == templating.CONTROL.sub("", text).replace("\r", "\r")


def test_a_control_is_named() -> None:
    assert str(templating.shown("a\u202eb<")) == 'a<span class="control" data-name="RLO"></span>b&lt;'
    assert templating.plain("a\u202eb\x00") == "ab"


def test_words_of_a_query_are_marked() -> None:
    marked = templating.marked("The Ferries <sail>\nat once; no ferry", (Term("ferries"), Term("sai", True), Term("at once")))
    assert str(marked) == "The <mark>Ferries</mark> &lt;<mark>sail</mark>&gt; <mark>at once</mark>; no ferry"
    assert str(templating.marked("plain", ())) == "plain"


def test_dates_and_numbers_read_well() -> None:
    read = {"1964-03-09": "9 March 1964", "1964-03": "March 1964", "1964": "1964", "": "", "spring": "spring"}
    assert {given: templating.date(given) for given in read} == read
    assert templating.date("1964-19-09") == "1964"
    assert templating.number(12345) == "12\u202f345"


def test_one_is_counted_as_one() -> None:
    assert [templating.counted(n, "statement") for n in (0, 1, 1200)] == ["0 statements", "1 statement", "1\u202f200 statements"]
    assert [templating.counted(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]


def test_an_address_is_quoted() -> None:
    assert templating.address("/tag/a b?", q='x:"y"', sort=None, none="") == "/tag/a%20b%3F?q=x%3A%22y%22"


def test_a_page_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/people")
    again = client.get("/people", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_and_the_docs_name_every_format() -> None:
    assert set(kinds.WORDS) == set(formats.BUILT_IN)
    assert kinds.kinds() in templating.environment().get_template("drop.html").render(
        csrf="", room={"limits": {"upload": 1_000_000}}
    )
    page = (Path(__file__).parents[1] / "docs" / "room.md").read_text()
    assert kinds.kinds() in " ".join(page.split())


def test_a_format_from_another_package_goes_by_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "names", lambda: ("pdf", "telex", "text"))
    assert kinds.kinds() == "plain text, telex, PDF, and .tar archives"


BLOCK = re.compile(r"<p\b[^>]*>(?:(?!</p>).)*?<(?:form|ul|ol|div|section|details|dl|table|article|h[1-6])\b", re.DOTALL)


def test_no_paragraph_holds_a_block_which_would_end_it() -> None:
    templates = sorted((Path(templating.__file__).parent / "templates").glob("*.html"))
    assert len(templates) > 20
    assert [path.name for path in templates if BLOCK.search(path.read_text(encoding="utf-8"))] == []
