"""A change of any source, in Python or in C, is another code."""

import shutil
from pathlib import Path

import pytest

from sim.base.libraries import LIBRARIES
from sim.studies.work.fingerprint import PACKAGE, SOURCES, code_digest


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's sources."""
    copy = tmp_path_factory.mktemp("code") / "sim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    return copy


def sources_of_libraries() -> list[str]:
    """Return a source and a header of each library, relative to the package."""
    folders = [library.parent / "source" for library in LIBRARIES]
    files = [
        next(iter(sorted(folder.glob(f"*{end}")))) for folder in folders for end in (".c", ".h")
    ]
    return [file.relative_to(PACKAGE).as_posix() for file in files]


def test_a_copy_is_the_same_code(package: Path) -> None:
    assert code_digest(package) == code_digest()


@pytest.mark.parametrize("name", ["engine/playing.py", *sources_of_libraries()])
def test_a_changed_source_is_another_code(package: Path, name: str) -> None:
    source, before = package / name, code_digest(package)
    text = source.read_bytes()
    source.write_bytes(text + b"\n")
    assert code_digest(package) != before
    source.write_bytes(text)
    assert code_digest(package) == before


def test_libraries_are_made_of_nothing_else() -> None:
    folders = [library.parent / "source" for library in LIBRARIES]
    assert folders
    assert {file.suffix for folder in folders for file in folder.iterdir()} <= SOURCES
