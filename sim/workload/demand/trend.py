"""The trend: how the volume grows from year to year."""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import EPOCH

_YEAR = 365.0


def trend_factors(scenario: Scenario, days: Integers) -> Floats:
    """Return the volume of calendar days relative to that at the run's start.

    Parameters
    ----------
    scenario
        The trend, and the run's kind and dates. A typical run stays at the date `as_of`; without
        one, at its start.
    days
        Calendar days, counted from 1970-01-01.

    Returns
    -------
    ndarray of float64
        Factors in the shape of `days`, 1 at the run's start.
    """
    run = scenario.run
    if run.kind == "typical":
        days = np.full(days.shape, (run.as_of or run.start).toordinal() - EPOCH)
    years = (days - (run.start.toordinal() - EPOCH)) / _YEAR
    return np.power(1.0 + scenario.demand.trend, years)
