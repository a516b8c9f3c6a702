"""The demand: how many cases each cell, layer and day can expect, and how many it has."""

from collections.abc import Sequence

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.root import Scenario
from sim.workload.demand.busyness import busyness
from sim.workload.demand.cells import Cell, places
from sim.workload.demand.poisson import poisson_inverse
from sim.workload.demand.season import season_factors
from sim.workload.demand.trend import trend_factors
from sim.workload.draws.streams import Draw, Streams


def dated_factors(scenario: Scenario, days: Integers) -> Floats:
    """Return what the dates of calendar days do to the volume: trend times season."""
    return trend_factors(scenario, days) * season_factors(scenario, days)


def expected_counts(scenario: Scenario, cells: Sequence[Cell], days: Integers) -> Floats:
    """Return the expected cases of each cell and calendar day, shape ``(cells, days)``."""
    dated = dated_factors(scenario, days)
    counts = [cell.per_day * cell.profile.factors(days) * dated for cell in cells]
    # The profile's arithmetic makes 10 a day 10.000000000000002: too much where counts are fixed.
    return np.round(counts, 9)


def daily_counts(
    scenario: Scenario, cells: Sequence[Cell], layers: int, days: Integers, streams: Streams
) -> Integers:
    """Return the number of candidates of each cell, layer and day.

    Parameters
    ----------
    scenario
        Whether counts are random or fixed, their means, and the busyness of days.
    cells
        The desk's cells.
    layers
        Layers of each cell, every one with the cell's volume.
    days
        Consecutive calendar days, counted from 1970-01-01.
    streams
        The replication's draws.

    Returns
    -------
    ndarray of int64
        Shape ``(cells * layers, days)``, in the order of `places`. Poisson counts given the day's
        busyness, which all cells and layers share. Fixed counts rounded up: enough that marks can
        select the cases of any multiplier.
    """
    expected = np.repeat(expected_counts(scenario, cells, days), layers, axis=0)
    if scenario.demand.counts == "fixed":
        return np.ceil(expected).astype(np.int64)
    law = scenario.demand.busyness
    factor = busyness(days, law.cv, law.day_correlation, streams)
    u = streams.daily(Draw("demand.count"), places(cells, layers), days)
    return poisson_inverse(u, expected * factor)
