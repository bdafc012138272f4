"""The query language: what each form means, that its written form means the same, and that nothing typed is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library_samples import SampleReader, write
from memcon.library import Library
from memcon.model import FORCES, MODES
from memcon.search import FIELDS, And, Dates, Everything, Field, Near, Not, Or, Term, parse
from memcon.store import LibraryError, matching

MEANINGS = {
    "ferries": Term("ferries"),
    "ferries sail": And((Term("ferries"), Term("sail"))),
    '"set sail"': Term("set sail"),
    "“set sail”": Term("set sail"),
    "nego*": Term("nego", prefix=True),
    "a AND b OR c": Or((And((Term("a"), Term("b"))), Term("c"))),
    "a b OR c": And((Term("a"), Or((Term("b"), Term("c"))))),
    "a && b || c": Or((And((Term("a"), Term("b"))), Term("c"))),
    "a AND (b OR c)": And((Term("a"), Or((Term("b"), Term("c"))))),
    "a \udcff b": And((Term("a"), Term("b"))),
    "a -b": And((Term("a"), Not(Term("b")))),
    "a !b": And((Term("a"), Not(Term("b")))),
    "+a +b": And((Term("a"), Term("b"))),
    "NOT NOT a": Term("a"),
    "a NEAR b": Near((Term("a"), Term("b")), 10),
    "a NEAR/3 b*": Near((Term("a"), Term("b", prefix=True)), 3),
    '"a b"~4': Near((Term("a"), Term("b")), 4),
    '"foreign minister" NEAR/5 toll': Near((Term("foreign minister"), Term("toll")), 5),
    "speaker:Oreil": Field("speaker", Term("Oreil")),
    "speaker: Oreil": Field("speaker", Term("Oreil")),
    "SPEAKER:Oreil": Field("speaker", Term("Oreil")),
    'speaker:"Tomas Oreil"': Field("speaker", Term("Tomas Oreil")),
    "speaker:(Oreil OR Sund)": Or((Field("speaker", Term("Oreil")), Field("speaker", Term("Sund")))),
    "to:(NOT Sund)": Not(Field("to", Term("Sund"))),
    "mode:Verbatim": Field("mode", Term("verbatim")),
    "force:re*": Or(tuple(Field("force", Term(word)) for word in ("request", "refusal", "recommendation"))),
    "condition:yes": Field("condition", Term("yes")),
    "date:1964": Field("date", Dates("1964", "1964")),
    "date:1964-03..1964-06": Field("date", Dates("1964-03", "1964-06")),
    "date:[1964-03 TO 1964-06]": Field("date", Dates("1964-03", "1964-06")),
    "date:1964..": Field("date", Dates("1964", "")),
    "date:>=1964": Field("date", Dates("1964", "")),
    "date:..1964": Field("date", Dates("", "1964")),
    "from-post:Serel": Field("from", Term("Serel")),
    "to-post:Serel": Field("to-post", Term("Serel")),
    "doc:frus1964-68v14-d41": Field("doc", Term("frus1964-68v14-d41")),
    "*": Everything(),
    "": Everything(),
    "and or not": And((Term("and"), Term("or"), Term("not"))),
    '"AND"': Term("AND"),
    "mid-day": Term("mid-day"),
    "5:30": Term("5:30"),
    "a/b": Term("a/b"),
}


@pytest.mark.parametrize(("text", "tree"), MEANINGS.items())
def test_each_form_means_what_the_page_says(text: str, tree: object) -> None:
    query = parse(text)
    assert query.tree == tree
    assert not query.remarks


MENDED = {
    "(a": (Term("a"), "not closed"),
    "a)": (Term("a"), "no opening"),
    'a "b c': (And((Term("a"), Term("b c"))), "not closed"),
    "a AND": (Term("a"), "'AND' has nothing"),
    "OR a": (Term("a"), "'OR' has nothing"),
    "a AND OR b": (Or((Term("a"), Term("b"))), "has nothing"),
    "NEAR a": (Term("a"), "'NEAR' has nothing"),
    "a NEAR (b c)": (And((Term("a"), Term("b"), Term("c"))), "two words or phrases only"),
    "speeker:Oreil": (And((Term("speeker"), Term("Oreil"))), "did you mean 'speaker:'"),
    "mode:loud": (Term("loud"), "verbatim, reported, act, narration, assessment"),
    "date:soon": (Term("soon"), "is no date"),
    "date:1964-13": (Term("1964-13"), "is no date"),
    "date:1965..1964": (Field("date", Dates("1964", "1965")), "wrong way round"),
    "speaker:": (Everything(), "has no value"),
    "speaker: AND a": (Term("a"), "has no value"),
    "neg*ate": (Term("neg ate"), "stands inside"),
    "--- a": (Term("a"), "holds no word"),
    "AND OR NOT": (Everything(), "nothing to search for"),
}


@pytest.mark.parametrize(("text", "expected"), MENDED.items())
def test_mistakes_are_mended_and_said(text: str, expected: tuple[object, str]) -> None:
    tree, remark = expected
    query = parse(text)
    assert query.tree == tree
    assert any(remark in said for said in query.remarks)


def test_ten_thousand_characters_are_searched_up_to_a_bound() -> None:
    query = parse("ferry " * 1700)
    assert len(query.text) > 10_000
    assert isinstance(query.tree, And)
    assert len(query.tree.parts) == 200
    assert any("10,000" in remark for remark in query.remarks)
    assert any("first 200" in remark for remark in query.remarks)


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "a" + ")" * 5000, "NOT " * 2500 + "a", "-" * 9999, "speaker:" * 1250 + "a", '"' * 9999, "a NEAR " * 1400]
)
def test_ten_thousand_characters_of_one_operator_end(text: str) -> None:
    query = parse(text)
    assert parse(query.understood).tree == query.tree


def test_only_operators_find_everything_and_say_so() -> None:
    query = parse("AND && || OR NOT ! ( ) -")
    assert query.tree == Everything()
    assert query.remarks[-1] == "The query holds nothing to search for; all statements were searched."


PIECES = st.sampled_from(
    [
        "a",
        "Oreil",
        '"b c"',
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/2",
        "(",
        ")",
        "-",
        "+",
        "!",
        "&&",
        "||",
        "*",
        "x*",
        '"',
        "~3",
        "[1963 TO 1964]",
        "\\",
        "'",
        ";",
        "--",
        "TO",
        "é",
        "\x00",
        "^",
        "1963",
        ":",
        *(f"{field}:" for field in FIELDS),
        "foo:",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", ""]))
def test_whatever_is_typed_the_written_form_means_the_same(pieces: list[str], between: str) -> None:
    query = parse(between.join(pieces))
    again = parse(query.understood)
    assert again.tree == query.tree
    assert not again.remarks


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    assert parse(text).understood


PAGE = (Path(__file__).parent.parent / "docs" / "search.md").read_text(encoding="utf-8")
EXAMPLES = PAGE.split("```query\n")[1].split("```")[0].splitlines()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("papers")
    write(folder)
    with Library(folder / "memcon.db", create=True, reader=SampleReader()) as opened:
        opened.import_paths([str(folder)])
        yield opened


def test_the_page_has_twenty_examples() -> None:
    assert len(set(EXAMPLES)) == 20


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_of_the_page_is_understood_and_finds_something(library: Library, example: str) -> None:
    found = library.search(example)
    assert found.hits
    assert not found.query.remarks
    assert len(found) < library.count("*")[0]


def test_the_page_names_every_field_and_value() -> None:
    for word in (*(f"{field}:" for field in FIELDS), *MODES, *FORCES):
        assert f"`{word}`" in PAGE


def test_the_plan_of_nested_brackets_asks_each_part_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    whole = matching.words
    monkeypatch.setattr(matching, "words", lambda node: asked.append(node) or whole(node))
    matching.plan(parse("".join(f"NOT (a{depth} " for depth in range(12)) + "end" + ")" * 12).tree)
    assert len(asked) < 500


def test_a_query_whose_brackets_are_too_deep_gets_a_sentence(library: Library) -> None:
    with pytest.raises(LibraryError, match="brackets"):
        library.count("speaker:x speaker:y OR NOT (" * 20 + "z" + ")" * 20)


def test_more_results_than_a_number_can_say_are_all_of_them(library: Library) -> None:
    assert len(library.search("*", limit=10**30)) == len(library.search("*", limit=None))


def test_a_name_that_is_no_text_gets_a_sentence(library: Library) -> None:
    with pytest.raises(LibraryError, match="no text"):
        library.show("\udcff")


def test_a_range_that_names_no_end_is_left_out_and_said() -> None:
    query = parse("[* TO *] a")
    assert query.tree == Term("a")
    assert "holds no word" in query.remarks[0]
