"""All presets and all scenarios of the verification, played by both engines: one journal each.

It passes the checks in C and in Python.
"""

from pathlib import Path

import pytest
from support.audits import check_by_both
from support.places import REPOSITORY, VERIFICATION_SCENARIOS
from support.twins import played_by_both

from sim.engine import bind
from sim.scenario.files.loading import load
from sim.studies.experiment import make_experiment
from sim.workload import generate
from sim.workload.candidates.multiplier import largest_multiplier

DAYS = "{{kind: day, start: 2026-05-04, until: {}, at_end: {}, outlook: false}}"
PROJECT = "{kind: project, start: 2026-06-01, warm_up: 1 week, months: 1, run_out: 0 weeks}"
PRESETS = sorted((REPOSITORY / "configs").glob("*.yaml"))
SCENARIOS = sorted(VERIFICATION_SCENARIOS.glob("*.yaml"))


def compared(path: Path, *settings: str) -> None:
    """All arms of a scenario, the first replication of each."""
    experiment = make_experiment(load(path, settings), "simpy")
    for arm in experiment.arms:
        most = largest_multiplier(arm.scenario, arm.before)
        world = generate(arm.scenario, experiment.seed, 0, arm.plan.horizon, most)
        journal = played_by_both(arm.plan, bind(arm.scenario, world, arm.before))
        check_by_both(journal, arm.plan)


@pytest.mark.parametrize("at_end", ["cut", "drain"])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda path: path.stem)
def test_a_preset(preset: Path, at_end: str) -> None:
    # What it brings, not how many: a twentieth of the largest.
    fewer = ["demand.multiplier=0.05"] if preset.stem == "enterprise" else []
    compared(preset, "run=" + DAYS.format("2 days", at_end), *fewer)


@pytest.mark.parametrize("preset", ["sme", "saas"])
def test_a_preset_as_a_project_with_a_launch(preset: str) -> None:
    compared(REPOSITORY / "configs" / f"{preset}.yaml", "run=" + PROJECT)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_of_the_verification(scenario: Path) -> None:
    compared(scenario, "run=" + DAYS.format("2 days", "cut"))
