from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from support.places import REPOSITORY


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Hear Ctrl-C, which a shell lets what it starts in the background ignore."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
