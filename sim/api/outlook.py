"""What `tierzero run` answers beside the KPIs: how many people, 30 % more, and whether it pays."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from sim.api.curve import ARMS, curve
from sim.api.roi import roi
from sim.report.run.outlook import Outlook
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.studies.arms import chosen_arms
from sim.studies.staffing.staffable import check_staffable
from sim.workload.candidates.multiplier import planned_factors
from sim.workload.demand.cells import read_cells

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded

VOLUMES = "0.5,1,1.3,2"
REPLICATIONS = 10
"""Fewer than in a study of its own: the outlook is a first answer."""
AFFORDABLE = 1000.0
"""Cases a month up to which the outlook is given unasked: it plays many desks."""
DAYS_A_MONTH = 365 / 12

Heard = Callable[[str], None]


def wants_outlook(scenario: Scenario) -> bool:
    """Return whether a run looks out: as it says, or unasked where that takes no minutes."""
    run = scenario.run
    if run.kind != "typical" or scenario.demand.trace is not None:
        return False
    return cases_a_month(scenario) <= AFFORDABLE if run.outlook is None else run.outlook


def is_staffable(loaded: "Loaded") -> bool:
    """Return whether targets and window say what is enough people.

    Raises
    ------
    ScenarioError
        When they do not although the outlook was asked for.
    """
    if loaded.scenario.run.outlook:
        return bool(loaded.scenario.targets.goals)
    try:
        check_staffable(loaded, chosen_arms(loaded, ARMS))
    except ScenarioError:
        return False
    return True


def cases_a_month(scenario: Scenario) -> float:
    """Return the scenario's volume of first contacts a month."""
    cells, factors = read_cells(scenario), planned_factors(scenario)
    per_day = sum(cell.per_day * its for cell, its in zip(cells, factors, strict=True))
    return float(per_day * DAYS_A_MONTH * scenario.demand.multiplier)


def look_out(loaded: "Loaded", jobs: int, heard: Heard) -> Outlook:
    """Find the staircase and the return on investment, with few replications.

    Parameters
    ----------
    loaded
        The scenario.
    jobs
        Number of processes.
    heard
        Called with a line on each desk that is tried.
    """
    few = min(REPLICATIONS, loaded.scenario.run.replications)
    people = worth = None
    with suppress(KeyboardInterrupt):
        if is_staffable(loaded):
            people = curve(loaded, volumes=VOLUMES, replications=few, jobs=jobs, heard=heard)
        worth = roi(loaded, replications=few, jobs=jobs, heard=heard)
    finished = worth is not None and not worth.study.interrupted
    finished = finished and not (people is not None and people.study.interrupted)
    return Outlook(people, worth, interrupted=not finished)
