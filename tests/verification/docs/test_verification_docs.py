"""docs/verification.md names every scenario file, and no other; the files stay short."""

import re
from pathlib import Path

import pytest
from support.places import DOCS, VERIFICATION_SCENARIOS

FILES = sorted(VERIFICATION_SCENARIOS.glob("*.yaml"))
PAGE = DOCS / "verification.md"


def test_the_tables_name_every_file() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == {file.stem for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_has_under_60_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 60
