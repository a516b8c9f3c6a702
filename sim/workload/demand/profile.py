"""The weekly profile: how the volume is spread over the week, and its inverse within a day."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY, HALF_HOUR
from sim.workload.grid import TICK, on_grid

SLOT: Final = HALF_HOUR
"""Seconds of a half hour."""
SLOTS: Final = 48
"""Half hours of a day."""

LAST_INSTANT: Final = DAY - TICK
"""The last time of a day on the grid, in seconds since midnight."""

NO_HOLIDAYS: Final[Mapping[int, int]] = MappingProxyType({})

_EDGES: Final = np.arange(SLOTS + 1) * SLOT


class WeeklyProfile:
    """The spread of a week's volume over its half hours.

    Parameters
    ----------
    weights
        336 half-hour weights from Monday 00:00, at least 0 and not all 0.
    holidays
        The weekday, 0 for Monday, that a calendar day is like instead of its own.

    Attributes
    ----------
    weights
        Half-hour weights with mean 1, shape ``(7, 48)``.
    shares
        Shares of the day's half hours, shape ``(7, 48)``; a day without volume counts as flat.
    """

    def __init__(self, weights: Sequence[float], holidays: Mapping[int, int] = NO_HOLIDAYS) -> None:
        self._holidays = holidays
        half_hours = np.asarray(weights, dtype=np.float64)
        self.weights = (half_hours / half_hours.mean()).reshape(7, SLOTS)
        self._day_factors = self.weights.mean(axis=1)
        volume = np.where(self._day_factors[:, None] > 0, self.weights, 1.0)
        self.shares = volume / volume.sum(axis=1, keepdims=True)
        cumulative = np.cumsum(volume, axis=1)
        self._cumulative = np.pad(cumulative / cumulative[:, -1:], ((0, 0), (1, 0)))

    def weekdays(self, days: Integers) -> Integers:
        """Return the weekday, 0 for Monday, whose profile calendar days have."""
        return weekdays(days, self._holidays)

    def factors(self, days: Integers) -> Floats:
        """Return the volume of calendar days relative to the week's mean."""
        return np.take(self._day_factors, self.weekdays(days))

    def times_of_day(self, u: Floats, days: Integers) -> Floats:
        """Invert the distribution of arrivals within a day.

        Parameters
        ----------
        u
            Uniforms, shape ``(n,)``.
        days
            Calendar days, counted from 1970-01-01, shape ``(n,)``.

        Returns
        -------
        ndarray of float64
            Seconds since midnight on the grid, below 86,400, shape ``(n,)``.
        """
        times = np.empty(len(u))
        weekday = self.weekdays(days)
        for number, cumulative in enumerate(self._cumulative):
            rows = weekday == number
            times[rows] = np.interp(u[rows], cumulative, _EDGES)
        return np.minimum(on_grid(times), LAST_INSTANT)


def weekdays(days: Integers, holidays: Mapping[int, int] = NO_HOLIDAYS) -> Integers:
    """Return the weekday, 0 for Monday, of days counted from 1970-01-01, a Thursday.

    A holiday is the weekday that it is like.
    """
    result = (days + 3) % 7
    for day, weekday in holidays.items():
        result[days == day] = weekday
    return result
