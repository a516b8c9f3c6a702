"""docs/policies.md lists every condition, every preset and all that a policy in Python sees."""

import re

from support.places import DOCS

from sim.engine.plan.hook import Observation
from sim.scenario.sections.policy import PRESETS, Conditions

TEXT = (DOCS / "policies.md").read_text()


def first_columns(section: str) -> list[str]:
    body = TEXT.split(f"\n## {section}")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_conditions() -> None:
    assert set(first_columns("What a condition may look at")) == set(Conditions.model_fields)


def test_presets() -> None:
    assert set(first_columns("Presets")) == set(PRESETS)


def test_what_a_function_sees() -> None:
    body = TEXT.split("\n## A policy in Python")[1]
    told = set(re.findall(r"`(\w+)`", body))
    assert set(Observation._fields) <= told
