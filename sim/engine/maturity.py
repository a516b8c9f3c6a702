"""The bot's true resolution rate by type and month: what launch and ramp make of it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.scenario.bot import Bot
from sim.scenario.horizon import EPOCH, add_months
from sim.scenario.root import Scenario

Column = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class RateTable:
    """True resolution rates by type and month.

    Attributes
    ----------
    rates
        Shape (types, months).
    first_days
        Days since 1970-01-01 on which the months begin, shape (months,); an earlier day counts as
        of the first month.
    """

    rates: Column
    first_days: Codes

    def months(self, days: Codes) -> Codes:
        """Return the month of each calendar day, in the shape of `days`."""
        return np.maximum(np.searchsorted(self.first_days, days, side="right") - 1, 0)


def rate_table(scenario: Scenario, bot: Bot) -> RateTable:
    """Return the rates of an arm: dated months in a project, one column in the other runs."""
    types = [kind.bot.resolution_rate for kind in scenario.inquiry_types.values()]
    mature = np.array([bot.resolution_rate if rate is None else rate for rate in types])
    launch, run = bot.launched or scenario.run.start, scenario.run
    if run.kind == "project":
        count = months_between(launch, run.start) + run.months + 2
        months = np.arange(max(count, 1))
        days = [add_months(launch, int(month)).toordinal() - EPOCH for month in months]
        first_days = np.array(days, dtype=np.int64)
    else:
        months = np.array([np.inf if run.as_of is None else months_between(launch, run.as_of)])
        first_days = np.zeros(1, dtype=np.int64)
    return RateTable(np.outer(mature, maturity(bot, months)), first_days)


def maturity(bot: Bot, months: NDArray[np.floating] | Codes) -> Column:
    """Return the rate at each month after the launch as a share of the mature rate."""
    if bot.launch_rate is None or bot.resolution_rate == 0:
        return np.ones(len(months))
    known = {0: 0.0, **bot.ramp}
    points = sorted(known)
    way = np.interp(months, points, [known[month] for month in points])
    at_launch = bot.launch_rate / bot.resolution_rate
    return at_launch + way * (1 - at_launch)


def months_between(launch: date, day: date) -> int:
    """Return the whole months from the launch to a day."""
    months = (day.year - launch.year) * 12 + day.month - launch.month
    return months - (day.day < launch.day)
