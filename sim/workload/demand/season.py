"""The season: which months of the year bring more."""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import EPOCH
from sim.scenario.values.months import month_factors


def season_factors(scenario: Scenario, days: Integers) -> Floats:
    """Return the volume of calendar days relative to the year's mean.

    Parameters
    ----------
    scenario
        The months' factors, and the run's kind and dates. A typical run stays in the month of the
        date `as_of`; without one, it has no season.
    days
        Calendar days, counted from 1970-01-01.

    Returns
    -------
    ndarray of float64
        Factors in the shape of `days`.
    """
    run = scenario.run
    if run.kind == "typical":
        if run.as_of is None:
            return np.ones(days.shape)
        days = np.full(days.shape, run.as_of.toordinal() - EPOCH)
    return np.take(month_factors(scenario.demand.months), month_of(days))


def month_of(days: Integers) -> Integers:
    """Return the month, 0 for January, of days counted from 1970-01-01."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    return months.astype(np.int64) % 12
