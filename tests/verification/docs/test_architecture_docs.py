"""Pages that name files and names of the code: everything that they name exists."""

import ast
import re
from pathlib import Path

import pytest
from support.places import DOCS, REPOSITORY

PAGES = sorted(DOCS.glob("*.md"))
NAMING = [DOCS / "architecture.md", DOCS / "contributing.md"]
MOST_MODULES = 20


INSTALLED = {"sim/scenario/presets/"}
"""What is there in an installed package only."""


def defined() -> set[str]:
    """Names of all functions, classes, methods and constants of the package."""
    names = set()
    for path in (REPOSITORY / "sim").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
                names |= {
                    f"{node.name}.{inner.name}"
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef)
                }
            if isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:sim|tests|configs|docs|examples)/[\w./-]*)`", text):
        assert (REPOSITORY / name).exists() or name in INSTALLED, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (DOCS / target).exists(), target


@pytest.mark.parametrize("page", NAMING, ids=lambda page: page.name)
def test_names_are_defined(page: Path) -> None:
    known = defined()
    text = page.read_text(encoding="utf-8")
    names = re.findall(r"`([A-Za-z_]\w*(?:\.[a-z_]\w*)?)`", text)
    named = [
        name
        for name in names
        if (re.match(r"[A-Z]", name) or "_" in name) and not name.endswith(".md")
    ]
    assert named
    assert [name for name in named if name not in known and name not in WORDS] == []


WORDS = {"wait_p90"}
"""What looks like a name of the code and is a word of its users."""


def test_the_house_has_few_modules_at_a_level() -> None:
    roots = [REPOSITORY / "sim", REPOSITORY / "tests", REPOSITORY / "benchmarks"]
    folders = [path for root in roots for path in (root, *root.rglob("*")) if path.is_dir()]
    crowded = {
        str(folder): len(list(folder.glob("*.py")))
        for folder in folders
        if len([file for file in folder.glob("*.py") if file.name != "__init__.py"]) > MOST_MODULES
    }
    assert crowded == {}


def test_every_room_says_its_question() -> None:
    for path in (REPOSITORY / "sim").rglob("__init__.py"):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert "?" in text.split("\n")[0] or path.parent.name == "sim", path


def test_every_page_is_listed_in_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f"(docs/{page.name})" not in readme] == []
