"""What is true of an ordinary week of a run: means by hour of the week, from Monday 00:00."""

import math

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HOUR, HOURS_OF_WEEK
from sim.scenario.root import Scenario


class OrdinaryWeek:
    """The hours of a measured window as hours of a week, without holidays.

    Where the window has nothing but holidays, they count, too.

    Attributes
    ----------
    edges
        Ends of the run's hours up to the window's end in seconds of the run, shape (hours + 1,).
    days
        Calendar day of each of these hours, counted from 1970-01-01, shape (hours,).
    """

    def __init__(self, scenario: Scenario) -> None:
        horizon = scenario.run.horizon()
        hours = np.arange(math.ceil(horizon.window_end / HOUR))
        self.edges: Floats = np.arange(len(hours) + 1.0) * HOUR
        self.days: Integers = horizon.first_ordinal + hours // 24
        measured = hours * HOUR >= horizon.window_start
        ordinary = measured & ~np.isin(self.days, list(scenario.calendar.days_of_profile))
        self._seen = np.flatnonzero(ordinary if ordinary.any() else measured)
        self._place = (horizon.first_day.weekday() * 24 + self._seen) % HOURS_OF_WEEK

    @property
    def hours(self) -> int:
        """Hours of the week that the measured window holds."""
        return len(np.unique(self._place))

    def means(self, by_hour: Floats) -> Floats:
        """Return the mean of each hour of the week, 0 in those that the window does not hold.

        Parameters
        ----------
        by_hour
            Values by the run's hours, shape (hours,) or (rows, hours).

        Returns
        -------
        ndarray
            Shape (168,) or (rows, 168).
        """
        rows = np.atleast_2d(by_hour)[:, self._seen]
        totals = np.array([np.bincount(self._place, row, HOURS_OF_WEEK) for row in rows])
        means: Floats = totals / np.bincount(self._place, minlength=HOURS_OF_WEEK).clip(min=1)
        return means.reshape(*by_hour.shape[:-1], HOURS_OF_WEEK)
