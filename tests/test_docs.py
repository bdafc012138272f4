"""The pages say what is so: their commands run, their tables match the program, their links lead somewhere."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import takewhile
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import msgspec
import pytest
import typer
from typer.testing import CliRunner

import memcon
from memcon import formats, model
from memcon.cli import app
from memcon.errors import MemconError

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "memcon"
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "examples").glob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GENERAL = {"--help", "--install-completion", "--show-completion"}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(text: str, language: str) -> list[str]:
    """The blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def inline(text: str) -> list[str]:
    """The inline code of a page that names a memcon command."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [code for code in re.findall(r"`([^`\n]+)`", prose) if re.match(r"memcon [a-z]", code)]


def sections(text: str) -> dict[str, str]:
    """What stands under each heading, up to the next heading of any level."""
    pieces = re.split(r"^#{1,4} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def tables(text: str) -> dict[str, dict[str, str]]:
    """Each table by the word over its first column: that column's words in code font, in order, with the rest of their rows."""
    found: dict[str, dict[str, str]] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("|"):
            rows = [row.strip("|").split("|", 1) for row in takewhile(lambda row: row.startswith("|"), lines)]
            head = line.strip("|").split("|")[0].strip()
            found[head] = {code: rest for first, rest in rows[1:] for code in re.findall(r"`([^`]+)`", first)}
    return found


def commands() -> dict[str, Any]:
    """Every command of the program by its full name."""
    return dict(walk(typer.main.get_command(app), "memcon"))


def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    if any(set(parameter.opts) - GENERAL for parameter in command.params):
        yield name, command
    for child, inner in command.commands.items():
        yield from walk(inner, f"{name} {child}")


def options(command: Any) -> set[str]:
    return {opt for parameter in command.params for opt in (*parameter.opts, *parameter.secondary_opts) if opt.startswith("-")} - GENERAL


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the examples, as a user's copy of the project does."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> str:
    """What a memcon command prints; one with ``> FILE`` writes it there. An import stays in this process."""
    words, _, target = command.removeprefix("memcon ").partition(" > ")
    alone = ["--jobs", "1"] if words.startswith("import ") else []
    result = CliRunner().invoke(app, [*shlex.split(words), *alone], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    if target:
        Path(target.strip()).write_text(result.stdout, encoding="utf-8")
    return result.stdout


def test_the_readme_gives_two_commands_and_the_first_reads_an_example(workplace: Path) -> None:
    first, second = fenced(page("README.md"), "sh")
    install, _, read = first.strip().partition(" && ")
    assert install == "pip install ."
    assert second.strip() == "pip install '.[dev]' && pytest"
    assert "Veld" in run(read)


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md"])
def test_the_commands_on_the_examples_run_in_the_order_of_the_page(name: str, workplace: Path) -> None:
    commands = [code for code in inline(page(name)) if re.search(r"examples/|papers\.db", code)]
    assert len(commands) > 5
    for command in commands:
        printed = run(command)
        target = re.search(r"(?:--html|>) (\S+)", command)
        assert (workplace / target[1]).stat().st_size > 100 if target else len(printed) > 50, command


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_command_that_a_page_names_is_there_with_its_options(path: Path) -> None:
    known = commands()
    groups = {name.rsplit(" ", 1)[0] for name in known}
    for code in inline(path.read_text(encoding="utf-8")):
        words = code.split()
        name = next((" ".join(words[:size]) for size in (3, 2) if " ".join(words[:size]) in known), "")
        assert name or " ".join(words[:2]) in groups or words[1] == "COMMAND", f"{path.name}: `{code}` names no command"
        if name:
            asked = set(re.findall(r"(?<!\S)--?[a-z][\w-]*", code))
            assert asked <= options(known[name]) | GENERAL, f"{path.name}: `{code}`"


def test_the_python_of_the_readme_runs(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = fenced(page("README.md"), "python")
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {"__name__": "readme"})
    printed = capsys.readouterr().out
    assert printed.startswith("1966-03-09 Overflights of the Southern Provinces\n")
    assert "2. Telegram From the Embassy in Valmora to the Foreign Ministry" in printed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_python_of_a_page_compiles_and_imports_what_there_is(path: Path) -> None:
    for block in fenced(path.read_text(encoding="utf-8"), "python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("memcon"):
                module = importlib.import_module(node.module)
                assert all(hasattr(module, name.name) for name in node.names), f"{path.name}: {ast.unparse(node)}"


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_stands_on_the_page_with_all_its_options_and_no_other(name: str) -> None:
    found = sections(page("docs/cli.md"))
    assert name in found, f"docs/cli.md has no section '{name}'"
    spans = [span for span in re.findall(r"`([^`\n]+)`", found[name]) if not span.startswith("memcon ")]
    documented = {code for span in spans for code in re.findall(r"(?<!\S)--?[A-Za-z][\w-]*", span)}
    assert documented == options(commands()[name])


def test_the_page_of_the_command_line_tells_of_no_command_that_is_not_there() -> None:
    names = set(commands())
    told = [heading for heading in sections(page("docs/cli.md")) if heading.startswith("memcon ")]
    assert [heading for heading in told if heading not in names and not any(name.startswith(f"{heading} ") for name in names)] == []


def errors(base: type[Exception]) -> Iterator[type[Exception]]:
    yield base
    for child in base.__subclasses__():
        yield from errors(child)


def test_every_error_is_documented() -> None:
    for module in pkgutil.walk_packages(memcon.__path__, "memcon."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    raised = {error.__name__ for error in errors(MemconError) if error.__module__.startswith("memcon.")}
    text = page("docs/cli.md")
    assert {name for name in raised if f"`{name}`" not in text} == set()
    assert set(tables(text)["exception"]) == raised - {"MemconError"}


def test_every_format_is_documented() -> None:
    assert set(tables(page("README.md"))["format"]) == set(formats.BUILT_IN)
    row = tables(sections(page("docs/cli.md"))["memcon read"])["option"]["--format NAME"]
    assert re.findall(r"`(\w+)`", row) == list(formats.BUILT_IN)


def test_every_setting_is_documented() -> None:
    used = {name for path in SOURCE.rglob("*.py") for name in re.findall(r"\bMEMCON_[A-Z_]+\b", path.read_text(encoding="utf-8"))}
    assert used == set(tables(page("docs/cli.md"))["variable"])


def test_the_tables_of_the_record_are_the_schema() -> None:
    found = sections(page("docs/record.md"))
    structs = cast(dict[str, dict[str, Any]], memcon.schema()["$defs"])
    for name, struct in structs.items():
        rows = tables(found[name])["field"]
        if "prefixItems" in struct:
            # A struct that is written as a list: the schema has its fields' number and order, not their names.
            assert list(rows) == list(getattr(model, name).__struct_fields__), f"docs/record.md: {name}"
            continue
        assert list(rows) == list(struct["properties"]), f"docs/record.md: {name}"
        for field, kind in struct["properties"].items():
            listed = set(re.findall(r"`([^`]+)`", rows[field])) | set(tables(found[name]).get(field, ()))
            assert set(kind.get("enum", ())) <= listed, f"docs/record.md: {name}.{field}"


def test_a_record_from_the_program_has_the_fields_of_the_page(workplace: Path) -> None:
    found = sections(page("docs/record.md"))
    data = msgspec.json.decode(run("memcon read --json examples/memorandum.txt"))
    assert list(data) == list(tables(found["Record"])["field"])
    assert list(data["document"]) == list(tables(found["Document"])["field"])
    assert list(data["statements"][0]) == list(tables(found["Statement"])["field"])


def distribution(requirement: str) -> str:
    """The name of a package in a requirement, in its normal spelling."""
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared() -> dict[str, set[str]]:
    """The packages of pyproject.toml by the heading they have on the page."""
    extras = PROJECT["project"]["optional-dependencies"]
    chosen = {distribution(one) for name, group in extras.items() if name != "dev" for one in group}
    return {
        "To run": {distribution(one) for one in PROJECT["project"]["dependencies"]},
        "By choice": chosen - {"memcon"},
        "To develop": {distribution(one) for one in extras["dev"]} - {"memcon"},
        "To build": {distribution(one) for one in PROJECT["build-system"]["requires"]},
    }


def test_every_dependency_has_its_reason() -> None:
    found = sections(page("docs/dependencies.md"))
    for heading, packages in declared().items():
        assert set(tables(found[heading])["package"]) == packages, f"docs/dependencies.md: {heading}"


def test_every_package_that_is_imported_is_declared() -> None:
    owners = packages_distributions()
    imported = {module for path in SOURCE.rglob("*.py") for module in imports(path)} - set(sys.stdlib_module_names) - {"memcon"}
    known = set().union(*(packages for heading, packages in declared().items() if heading != "To develop"))
    named = {module: {owner.lower().replace("_", "-") for owner in owners.get(module, [module])} for module in imported}
    assert {module for module, names in named.items() if not names & known} == set()


def imports(path: Path) -> Iterator[str]:
    """The top-level modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_version_is_one() -> None:
    newest = re.search(r"^## \[([^\]]+)\]", page("CHANGELOG.md"), flags=re.MULTILINE)
    assert newest
    assert newest[1] == memcon.__version__ == PROJECT["project"]["version"]


def floors() -> dict[str, int]:
    """The floor of each module by the table of docs/architecture.md."""
    rows = re.findall(r"^\| (\d) \| ([^|]+) \|", page("docs/architecture.md"), flags=re.MULTILINE)
    return {name: int(number) for number, names in rows for name in re.findall(r"`(\w+)`", names)}


def own_imports(path: Path) -> Iterator[str]:
    """The modules of memcon that a file imports, by the name that has a floor."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "memcon":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("memcon."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("memcon."))


def test_every_module_has_its_floor_and_imports_only_from_below() -> None:
    known = floors()
    there = {path.stem for path in SOURCE.glob("*.py")} | {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert set(known) == there - {"__init__", "__main__"}
    for name, floor in known.items():
        files = [SOURCE / f"{name}.py"] if (SOURCE / f"{name}.py").exists() else (SOURCE / name).rglob("*.py")
        used = {other for path in files for other in own_imports(path)} - {name}
        assert {other for other in used if known[other] >= floor} == set(), f"{name} imports from its own floor or above"


def test_the_picture_of_the_data_names_modules() -> None:
    (drawing,) = fenced(page("docs/architecture.md"), "mermaid")
    named = {name for label in re.findall(r"\|([^|\n]+)\|", drawing) for name in label.split(", ")}
    assert named
    assert named <= set(floors())
    stages = {name for name, floor in floors().items() if floor == 3}
    assert stages <= named


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        file, _, heading = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), f"{path.name}: {target}"
        if heading:
            titles = {title.lower().replace("`", "").replace(" ", "-") for title in sections(there.read_text(encoding="utf-8"))}
            assert heading in titles, f"{path.name}: {target}"


def test_the_picture_shows_the_example_and_fetches_nothing() -> None:
    drawing = page("docs/reading.svg")
    words = " ".join("".join(ElementTree.fromstring(drawing).itertext()).replace("\u00a0", " ").split())
    assert "People here do not understand it" in words
    assert "Helena Marran" in words
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL)))
    assert addresses == {"http://www.w3.org/2000/svg"}


def test_every_example_has_its_line() -> None:
    listed = set(tables(page("examples/README.md"))["file"])
    assert listed == {path.name for path in (ROOT / "examples").iterdir()} - {"README.md"}
