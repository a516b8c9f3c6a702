"""docs/journal.md lists every column of the journal, and no other."""

import re
from dataclasses import fields

import pytest
from support.places import DOCS

from sim.engine.journal import Contacts, Integrals, Legs, Roster

TEXT = (DOCS / "journal.md").read_text()


def listed(section: str) -> list[str]:
    """Names in the first column of the table under a heading."""
    body = TEXT.split(f"\n## {section}")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


@pytest.mark.parametrize("table", [Contacts, Legs, Roster, Integrals])
def test_every_column_is_listed(table: type) -> None:
    assert listed(table.__name__) == [field.name for field in fields(table)]
