"""The bot's monthly table: what ramp, decay, drift and adoption make of it, by type and date."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.scenario.bot import Bot, Drift
from sim.scenario.horizon import DAY, EPOCH, add_months
from sim.scenario.maturity import adoption, maturity
from sim.scenario.root import Scenario

Column = NDArray[np.float64]
Codes = NDArray[np.int64]
FROM_EVER = 0
"""First day of the first column: an earlier day than all others."""


@dataclass(frozen=True)
class RateTable:
    """The bot by type and stretch of days: the months after its launch, cut where drifts begin.

    Attributes
    ----------
    rates
        True resolution rates, shape (types, columns).
    believed
        The same without drifts, of which the bot does not know, shape (types, columns).
    adoption
        Share of contacts that are offered the bot, shape (columns,).
    first_days
        Days since 1970-01-01 on which the columns begin, shape (columns,).
    """

    rates: Column
    believed: Column
    adoption: Column
    first_days: Codes

    def columns(self, days: Codes) -> Codes:
        """Return the column of each calendar day, in the shape of `days`."""
        return np.searchsorted(self.first_days, days, side="right") - 1


def rate_table(scenario: Scenario, bot: Bot) -> RateTable:
    """Return the table of an arm: dated months in a project, one month in the other runs."""
    types = [kind.bot.resolution_rate for kind in scenario.inquiry_types.values()]
    mature = np.array([bot.resolution_rate if rate is None else rate for rate in types])
    starts, months = _months(scenario, bot)
    turns = [day for drift in bot.drift for day in _days(drift)]
    first_days = np.unique(np.concatenate([starts, np.array(turns, dtype=np.int64)]).clip(min=0))
    month = months[np.searchsorted(starts, first_days, side="right") - 1]
    believed = np.outer(mature, maturity(bot, month))
    return RateTable(
        rates=np.maximum(believed - _lost(scenario, bot, first_days), 0.0),
        believed=believed,
        adoption=adoption(bot, month),
        first_days=first_days,
    )


def months_between(launch: date, day: date) -> int:
    """Return the whole months from the launch to a day."""
    months = (day.year - launch.year) * 12 + day.month - launch.month
    return months - (day.day < launch.day)


def _months(scenario: Scenario, bot: Bot) -> tuple[Codes, Column]:
    """Return the days on which a run's months begin, and how long after the launch each is."""
    launch, run = bot.launched or scenario.run.start, scenario.run
    if run.kind == "project":
        last = max(months_between(launch, run.start) + run.months + 1, 0)
        days = [add_months(launch, month).toordinal() - EPOCH for month in range(1, last + 1)]
        return np.array([FROM_EVER, *days], dtype=np.int64), np.arange(last + 1.0)
    since = np.inf if run.as_of is None else months_between(launch, run.as_of)
    return np.array([FROM_EVER], dtype=np.int64), np.array([float(since)])


def _lost(scenario: Scenario, bot: Bot, first_days: Codes) -> Column:
    """Return what drifts take from the rates, shape (types, columns)."""
    types = list(scenario.inquiry_types)
    lost = np.zeros((len(types), len(first_days)))
    for drift in bot.drift:
        start, end = _days(drift)
        concerned = np.array([drift.types is None or name in drift.types for name in types])
        lost += drift.points * np.outer(concerned, (first_days >= start) & (first_days < end))
    return lost


def _days(drift: Drift) -> tuple[int, int]:
    """Return the first day of a drift and the first one after it, since 1970-01-01."""
    start = drift.start.toordinal() - EPOCH
    return start, start + int(drift.duration // DAY)
