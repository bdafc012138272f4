"""HTML: the text of a page without its navigation, as a browser shows it."""

from __future__ import annotations

import pytest

from memcon import formats
from memcon.errors import UnreadableError
from memcon.model import Rendered


def read(page: str | bytes) -> Rendered:
    data = page.encode() if isinstance(page, str) else page
    (rendered,) = formats.read_bytes(data, "page.html")
    return rendered


def test_blocks_are_parted_and_lines_kept() -> None:
    rendered = read("<!DOCTYPE html><body><h1>Talk</h1><p>The  Minister\ncalled.<br>He left.</p><ul><li>One<li>Two</ul></body>")
    assert rendered.document.text == "Talk\n\nThe Minister called.\nHe left.\n\nOne\nTwo"
    assert rendered.document.format == "html"
    (heading,) = rendered.parts
    assert (heading.kind, rendered.document.text[heading.start : heading.end]) == ("heading", "Talk")


def test_navigation_scripts_and_hidden_words_are_left_out() -> None:
    links = "".join(f"<li><a href='/{n}'>Chapter {n}</a></li>" for n in range(5))
    page = (
        f"<html><head><title>Site</title><style>p</style></head><body><nav>Home</nav><ul>{links}</ul><div role='banner'>Papers</div>"
        "<script>alert(1)</script><p style='display: none'>Hidden.</p><p>The Minister <a href='/x'>called</a>.</p>"
        "<footer>About</footer><div id='footer'>Hosted by nobody.</div><p class='page breadcrumb'>Home</p></body></html>"
    )
    assert read(page).document.text == "The Minister called."
    assert read(page).document.title == ""


def test_the_main_part_is_read_where_the_page_names_one() -> None:
    page = "<html><body><p>Subscribe.</p><main><p>The Minister called on the Ambassador on May 4.</p></main></body></html>"
    assert read(page).document.text == "The Minister called on the Ambassador on May 4."


def test_a_main_part_that_holds_little_is_not_believed() -> None:
    page = "<html><body><main><p>Menu</p></main><p>The Minister called on the Ambassador on May 4.</p></body></html>"
    assert "The Minister" in read(page).document.text


def test_tables_are_rows() -> None:
    page = "<html><body><table><tr><td>Oreil</td><td>Minister</td></tr><tr><td>Marran</td><td>Ambassador</td></tr></table></body></html>"
    assert read(page).document.text == "Oreil\tMinister\nMarran\tAmbassador"


def test_a_cable_in_pre_keeps_its_lines_and_is_read_as_a_telegram() -> None:
    cable = (
        "R 041900Z MAY 07\nFM AMEMBASSY MARL\nTO SECSTATE WASHDC\nC O N F I D E N T I A L MARL 000123\n\nSIPDIS\n\nE.O. 12958: DECL\n"
        "TAGS: PREL\nSUBJECT: FERRIES\n\n1. (C) The Minister said\nno.\n"
    )
    rendered = read(f"<html><body><pre>{cable}</pre></body></html>")
    assert "The Minister said\nno." in rendered.document.text
    assert rendered.document.subject == "FERRIES"
    assert any(part.mark == "C" for part in rendered.parts)


def test_the_encoding_is_the_one_the_page_names() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Министр said no.</p></body></html>'.encode("cp1251")
    assert read(page).document.text == "Министр said no."


def test_a_title_that_the_text_repeats_is_the_documents() -> None:
    page = "<html><head><title>A Talk</title></head><body><h1>A Talk</h1><p>He called.</p></body></html>"
    assert read(page).document.title == "A Talk"


def test_entities_are_characters_and_external_ones_nothing() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>He said &ldquo;no&rdquo;.&x;</p></body></html>'
    assert "“no”" in read(page).document.text


@pytest.mark.parametrize("tag", ["div", "b"])
def test_deep_nesting_is_read_or_refused(tag: str) -> None:
    assert "deep" in read("<html><body>" + f"<{tag}>" * 200 + "deep" + f"</{tag}>" * 200).document.text
    with pytest.raises(UnreadableError, match=r"page\.html: the page cannot be parsed"):
        read("<html><body>" + f"<{tag}>" * 5000 + "deep" + f"</{tag}>" * 5000)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read("<html><body><script>x</script></body></html>")


def test_a_text_that_speaks_of_html_is_text() -> None:
    assert formats.sniffed(b"The page begins with <html> and ends.") == "text"
