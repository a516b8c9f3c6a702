"""The hours of a run that are looked at, and what they say of an ordinary week."""

import math
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.base.time import HOUR, HOURS_OF_WEEK
from sim.scenario.root import Scenario

MOST_WEEKS = 16
"""A longer run is taken as its mean week, played over and over."""
ROUNDS = 4
"""How often that week is played: so that what is left of one is there in the next."""


@dataclass(frozen=True)
class Axis:
    """The hours of a run up to the end of its measured window.

    Attributes
    ----------
    days
        Calendar day of each hour, counted from 1970-01-01, shape (hours,).
    measured
        Whether each hour is in the measured window.
    ordinary
        Whether it is, and no holiday; where the window has nothing but holidays, they count.
    place
        Hour of the week, 0 for Monday 00:00.
    """

    days: Integers
    measured: Flags
    ordinary: Flags
    place: Integers

    @classmethod
    def of(cls, scenario: Scenario) -> "Axis":
        """Return the hours of a run."""
        horizon = scenario.run.horizon()
        hours = np.arange(math.ceil(horizon.window_end / HOUR))
        days = horizon.first_ordinal + hours // 24
        measured = hours * HOUR >= horizon.window_start
        ordinary = measured & ~np.isin(days, list(scenario.calendar.days_of_profile))
        place = (horizon.first_day.weekday() * 24 + hours) % HOURS_OF_WEEK
        return cls(days, measured, ordinary if ordinary.any() else measured, place)

    def __len__(self) -> int:
        """Return the number of hours."""
        return len(self.days)

    @property
    def edges(self) -> Floats:
        """Ends of the hours in seconds of the run, shape (hours + 1,)."""
        return np.arange(len(self) + 1.0) * HOUR

    @property
    def is_long(self) -> bool:
        """Whether the run is taken as its mean week."""
        return len(self) > (MOST_WEEKS + ROUNDS) * HOURS_OF_WEEK

    @property
    def hours_of_week(self) -> int:
        """Hours of the week that the measured window holds."""
        return len(np.unique(self.place[self.ordinary]))

    @property
    def weeks(self) -> list[Integers]:
        """The hours of each week of the measured window, from its start; the last may be short."""
        hours = np.flatnonzero(self.measured)
        return [
            hours[first : first + HOURS_OF_WEEK] for first in range(0, len(hours), HOURS_OF_WEEK)
        ]

    def week_means(self, by_hour: Floats) -> Floats:
        """Return the mean of each hour of the ordinary week, 0 in those that there are not.

        Parameters
        ----------
        by_hour
            Values by the run's hours, shape (..., hours).

        Returns
        -------
        ndarray
            Shape (..., 168).
        """
        rows = by_hour[..., self.ordinary].reshape(-1, np.count_nonzero(self.ordinary))
        place = self.place[self.ordinary]
        totals = np.array([np.bincount(place, row, HOURS_OF_WEEK) for row in rows])
        means: Floats = totals / np.bincount(place, minlength=HOURS_OF_WEEK).clip(min=1)
        return means.reshape(*by_hour.shape[:-1], HOURS_OF_WEEK)

    def condensed(self, by_hour: Floats) -> Floats:
        """Return values by the hours of `played`: of a long run, its mean week again and again."""
        if not self.is_long:
            return by_hour
        return np.tile(self.week_means(by_hour), ROUNDS)

    @property
    def played(self) -> "Axis":
        """The hours through which work is followed: of a long run, its mean week again and again.

        Only the last of these weeks counts as measured; days are those of the window's last week.
        """
        if not self.is_long:
            return self
        hours = np.arange(ROUNDS * HOURS_OF_WEEK)
        last = hours >= (ROUNDS - 1) * HOURS_OF_WEEK
        days = np.full(len(hours), self.days[self.measured][-1])
        return Axis(days, last, last, hours % HOURS_OF_WEEK)
