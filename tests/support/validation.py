"""A scenario from plain values, checked as loading checks it."""

from typing import Any

from sim.scenario.consistency.checks import problems
from sim.scenario.root import Scenario


class InconsistentError(ValueError):
    """What the sections of a scenario say does not fit together."""


def validate(document: dict[str, Any]) -> Scenario:
    """The scenario, if nothing is wrong with it; else a `ValueError` of pydantic's or ours."""
    scenario = Scenario.model_validate(document)
    if found := problems(scenario):
        raise InconsistentError("; ".join(f"{'.'.join(path)}: {text}" for path, text in found))
    return scenario
