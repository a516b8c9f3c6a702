"""How good the bot is, and how widely used, by type and date: ramp, decay, drift and adoption."""

from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.derived.bot_months import bot_months
from sim.scenario.derived.maturity import adoption, maturity
from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Bot, Drift
from sim.scenario.values.horizon import EPOCH


@dataclass(frozen=True)
class RateTable:
    """The bot by type and stretch of days: the months after its launch, cut where drifts begin.

    Attributes
    ----------
    rates
        True resolution rates, shape (types, columns).
    believed
        The same without drifts, which the bot does not know of, shape (types, columns).
    adoption
        Share of contacts that are offered the bot, shape (columns,).
    first_days
        Days since 1970-01-01 on which the columns begin, shape (columns,).
    """

    rates: Floats
    believed: Floats
    adoption: Floats
    first_days: Integers

    def columns(self, days: Integers) -> Integers:
        """Return the column of each calendar day, in the shape of `days`."""
        return np.searchsorted(self.first_days, days, side="right") - 1


def rate_table(scenario: Scenario, bot: Bot) -> RateTable:
    """Return the table of an arm: dated months in a project, one month in the other runs."""
    given = [inquiry_type.bot.resolution_rate for inquiry_type in scenario.inquiry_types.values()]
    mature = np.array([bot.resolution_rate if rate is None else rate for rate in given])
    starts, months = bot_months(scenario.run, bot)
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


def _lost(scenario: Scenario, bot: Bot, first_days: Integers) -> Floats:
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
    return drift.start.toordinal() - EPOCH, drift.end.toordinal() - EPOCH
