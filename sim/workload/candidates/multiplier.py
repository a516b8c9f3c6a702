"""The volume multiplier v of a scenario: growth, surges and induced demand, by time and cell."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY
from sim.scenario.derived.bot_months import bot_months
from sim.scenario.derived.maturity import adoption
from sim.scenario.derived.offering import may_be_offered
from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Surge
from sim.workload.candidates.admission import VaryingMultiplier
from sim.workload.candidates.outreach import averted_by_outreach, induced_by_outreach
from sim.workload.demand.cells import cell_names


def volume_multiplier(
    scenario: Scenario, before: Scenario | None = None, *, outreach: bool = True
) -> VaryingMultiplier:
    """Return v as a function of times (seconds of the run) and numbers of cells.

    v is the demand's multiplier, reached at once or along `multiplier_over` from the start of the
    measured window, times 1 plus the growth of each surge that lasts at the time and concerns the
    cell's type, times 1 plus what the bot induces where it is offered, times 1 plus what outreach
    induces.

    Parameters
    ----------
    scenario
        The arm.
    before
        The arm that a project plays until the launch; v is its own until then.
    outreach
        Whether what outreach induces counts.
    """
    later = _of_arm(scenario, outreach)
    if before is None:
        return later
    earlier, launch = _of_arm(before, outreach), scenario.run.horizon().window_start

    def multiplier(time: Floats, cells: Integers) -> Floats:
        return np.where(time < launch, earlier(time, cells), later(time, cells))

    return multiplier


def largest_multiplier(scenario: Scenario, before: Scenario | None = None) -> float:
    """Return a bound on `volume_multiplier`, at least 1: how far up candidates are needed."""
    # The factors and their order are those of v, so that rounding cannot carry v above its bound.
    bound = max(1.0, 1.0 + (scenario.demand.multiplier - 1.0))
    for surge in scenario.demand.surges:
        bound = bound * (1.0 + surge.growth)
    bound = bound * float((1.0 + induced_by_bot(scenario)).max())
    bound = bound * float((1.0 + induced_by_outreach(scenario)).max())
    return max(bound, largest_multiplier(before)) if before else bound


def planned_factors(scenario: Scenario) -> Floats:
    """Return by what each cell's volume is multiplied beside the demand's own, shape ``(cells,)``.

    It is what the bot and outreach induce, and what outreach averts, as far as it is known
    beforehand; of a project, at its end.
    """
    widely = _adopted(scenario)(np.array([scenario.run.horizon().window_end]))
    induced = (1.0 + induced_by_bot(scenario) * widely) * (1.0 + induced_by_outreach(scenario))
    return induced * (1.0 - averted_by_outreach(scenario))


def _of_arm(scenario: Scenario, outreach: bool) -> VaryingMultiplier:
    demand, begin = scenario.demand, scenario.run.horizon().window_start
    by_bot, adopted = induced_by_bot(scenario), _adopted(scenario)
    by_outreach = induced_by_outreach(scenario) * outreach
    concerned = [_concerned(surge, scenario) for surge in demand.surges]

    def multiplier(time: Floats, cells: Integers) -> Floats:
        way = np.ones(np.shape(time))
        if demand.multiplier_over > 0:
            way = np.clip((time - begin) / demand.multiplier_over, 0.0, 1.0)
        v: Floats = 1.0 + (demand.multiplier - 1.0) * way
        for surge, cells_of_surge in zip(demand.surges, concerned, strict=True):
            start = begin + surge.start
            lasts = (time >= start) & (time < start + surge.duration)
            v = v * np.where(lasts & cells_of_surge[cells], 1.0 + surge.growth, 1.0)
        if by_bot.any():
            v = v * (1.0 + by_bot[cells] * adopted(time))
        return v * (1.0 + by_outreach[cells])

    return multiplier


def induced_by_bot(scenario: Scenario) -> Floats:
    """Return the share of each cell's volume that easier contact brings, shape ``(cells,)``.

    0 where no bot is offered. It is for a bot that is offered to all.
    """
    names, bot = cell_names(scenario), scenario.bot
    if bot is None or bot.induced_demand == 0:
        return np.zeros(len(names))
    offered = np.array([may_be_offered(scenario, kind, channel) for kind, channel in names])
    return np.where(offered, bot.induced_demand, 0.0)


def _adopted(scenario: Scenario) -> Callable[[Floats], Floats]:
    """Return the share of contacts that are offered the bot, as a function of time."""
    if scenario.bot is None:
        return np.zeros_like
    days, months = bot_months(scenario.run, scenario.bot)
    shares = adoption(scenario.bot, months)
    first = scenario.run.horizon().first_ordinal

    def adopted(time: Floats) -> Floats:
        return shares[np.searchsorted(days, first + time // DAY, side="right") - 1]

    return adopted


def _concerned(surge: Surge, scenario: Scenario) -> NDArray[np.bool_]:
    """Return whether a surge concerns each cell."""
    kinds = [kind for kind, _ in cell_names(scenario)]
    return np.array([surge.types is None or kind in surge.types for kind in kinds])
