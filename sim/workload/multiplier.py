"""The volume multiplier v of a scenario: growth, surges and induced demand, by time and cell."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.scenario.offering import may_be_offered
from sim.workload.admission import VaryingMultiplier
from sim.workload.arrays import Floats, Integers
from sim.workload.cells import cell_names
from sim.workload.outreach import induced_by_outreach

if TYPE_CHECKING:
    from sim.scenario.demand import Surge
    from sim.scenario.root import Scenario


def volume_multiplier(scenario: "Scenario", before: "Scenario | None" = None) -> VaryingMultiplier:
    """Return v as a function of times (seconds of the run) and numbers of cells.

    v is the demand's multiplier, reached at once or along `multiplier_over` from the start of the
    measured window, times 1 plus the growth of each surge that lasts at the time and concerns the
    cell's type, times 1 plus what the bot induces where it is offered, times 1 plus what programmes
    induce.

    Parameters
    ----------
    scenario
        The arm.
    before
        The arm that a project plays until the launch; v is its own until then.
    """
    later = _of_arm(scenario)
    if before is None:
        return later
    earlier, launch = _of_arm(before), scenario.run.horizon().window_start

    def multiplier(time: Floats, cells: Integers) -> Floats:
        return np.where(time < launch, earlier(time, cells), later(time, cells))

    return multiplier


def largest_multiplier(scenario: "Scenario", before: "Scenario | None" = None) -> float:
    """Return a bound on `volume_multiplier`, at least 1: how far up candidates are needed."""
    # The factors and their order are those of v, so that rounding cannot carry v above its bound.
    bound = max(1.0, 1.0 + (scenario.demand.multiplier - 1.0))
    for surge in scenario.demand.surges:
        bound = bound * (1.0 + surge.growth)
    bound = bound * float(induced_factors(scenario).max())
    return max(bound, largest_multiplier(before)) if before else bound


def induced_factors(scenario: "Scenario") -> Floats:
    """Return by how much easier contact and outreach multiply each cell's volume.

    1 where no bot is offered and no programme acts; shape ``(cells,)``.
    """
    outreach = 1.0 + induced_by_outreach(scenario)
    names, bot = cell_names(scenario), scenario.bot
    if bot is None or bot.induced_demand == 0:
        return outreach
    offered = np.array([may_be_offered(scenario, kind, channel) for kind, channel in names])
    return np.where(offered, 1.0 + bot.induced_demand, 1.0) * outreach


def _of_arm(scenario: "Scenario") -> VaryingMultiplier:
    demand, begin = scenario.demand, scenario.run.horizon().window_start
    induced = induced_factors(scenario)
    concerned = [_concerned(surge, scenario) for surge in demand.surges]

    def multiplier(time: Floats, cells: Integers) -> Floats:
        way = np.ones(np.shape(time))
        if demand.multiplier_over > 0:
            way = np.clip((time - begin) / demand.multiplier_over, 0.0, 1.0)
        v: Floats = 1.0 + (demand.multiplier - 1.0) * way
        for surge, its in zip(demand.surges, concerned, strict=True):
            start = begin + surge.start
            lasts = (time >= start) & (time < start + surge.duration)
            v = v * np.where(lasts & its[cells], 1.0 + surge.growth, 1.0)
        return v * induced[cells]

    return multiplier


def _concerned(surge: "Surge", scenario: "Scenario") -> NDArray[np.bool_]:
    """Return whether a surge concerns each cell."""
    kinds = [kind for kind, _ in cell_names(scenario)]
    return np.array([surge.types is None or kind in surge.types for kind in kinds])
