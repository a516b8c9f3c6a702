from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.places import REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Path of a file of the shared data; skips the test where the data are absent."""
    shared = Path(os.environ.get("TIERZERO_SHARED", REPOSITORY.parent / "shared"))

    def locate(name: str) -> Path:
        path = shared / "data" / name
        if not path.is_file():
            pytest.skip(f"needs {name} of the shared data (TIERZERO_SHARED says where)")
        return path

    return locate


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the test stands."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
