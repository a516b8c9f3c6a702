"""When a desk breaks under a stress, and how long it takes to recover, day by day.

A day is broken in a replication when it misses a goal and does worse than the same day without the
stress, on the same workload. So a desk that misses a goal anyway does not break, and it has
recovered as soon as the day's value meets the goal or is back where it would be without the stress.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Flags, Floats
from sim.base.time import DAY
from sim.measures.statistics.quantiles import rank
from sim.measures.targets import HOLDS
from sim.scenario.values.bounds import Goal


@dataclass(frozen=True)
class Spell:
    """How long something takes over the replications, in seconds.

    Attributes
    ----------
    median, p10, p90
        Quantiles; None where they lie among the replications in which it never comes.
    never
        Share of the replications in which it does not come within the measured window.
    """

    median: float | None
    p10: float | None
    p90: float | None
    never: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spell":
        """Return the quantiles of at least one duration; infinite: it never comes."""
        ordered = sorted(seconds)

        def quantile(level: float) -> float | None:
            duration = ordered[rank(level, len(ordered)) - 1]
            return duration if np.isfinite(duration) else None

        never = float(np.mean(np.isinf(ordered)))
        return cls(quantile(0.5), quantile(0.1), quantile(0.9), never)


def broken_days(stressed: Floats, calm: Floats, goals: Mapping[str, Goal]) -> Flags:
    """Return which goals are broken on which days.

    Parameters
    ----------
    stressed, calm
        What each goal's KPI came to by day with the stress and without, shape (days, goals); NaN
        without data.
    goals
        By KPI key, in the order of the columns.

    Returns
    -------
    ndarray of bool
        Shape (days, goals); a day without data is not broken.
    """
    broken = np.zeros(stressed.shape, np.bool_)
    for number, goal in enumerate(goals.values()):
        value, usual = stressed[:, number], calm[:, number]
        as_good = value <= usual if goal.op in ("<", "<=") else value >= usual
        broken[:, number] = ~HOLDS[goal.op](value, goal.value) & ~as_good & ~np.isnan(value)
    return broken


def first_break(broken: Flags, begins: float) -> float:
    """Return the seconds from a stress's beginning to the first broken day; infinite: none is.

    Parameters
    ----------
    broken
        By day of the measured window and goal, shape (days, goals).
    begins
        When the stress begins, in seconds from the window's start.
    """
    days = np.flatnonzero(broken.any(axis=1))
    later = days[(days + 1) * DAY > begins]
    return max(0.0, float(later[0] * DAY - begins)) if len(later) else np.inf


def recovery(broken: Flags, known: Flags, ends: float) -> float:
    """Return the seconds from a stress's end to the first day that is not broken.

    Parameters
    ----------
    broken
        By day of the measured window and goal, shape (days, goals).
    known
        Days with data, shape (days,); only these show that the desk is back.
    ends
        When the stress ends, in seconds from the window's start.

    Returns
    -------
    float
        0 where the day of the end is not broken; infinite where no day of the window is back.
    """
    back = np.flatnonzero(~broken.any(axis=1) & known)
    later = back[(back + 1) * DAY > ends]
    return max(0.0, float(later[0] * DAY - ends)) if len(later) else np.inf
