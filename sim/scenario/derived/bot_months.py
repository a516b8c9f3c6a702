"""The months of a bot's life that a run goes through."""

from datetime import date
from math import inf
from typing import TYPE_CHECKING

from sim.scenario.sections.bot import Bot
from sim.scenario.sections.run import Run
from sim.scenario.values.horizon import EPOCH, add_months

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FROM_EVER = 0
"""First day of the first month: an earlier day than all others."""


def months_between(launch: date, day: date) -> int:
    """Return the whole months from the launch to a day."""
    months = (day.year - launch.year) * 12 + day.month - launch.month
    return months - (day.day < launch.day)


def standing_month(run: Run, bot: Bot) -> float:
    """Return the months after the launch at which the bot stands at `as_of`; infinite: mature."""
    if run.as_of is None:
        return inf
    return float(months_between(bot.launched or run.start, run.as_of))


def bot_months(run: Run, bot: Bot) -> tuple["NDArray[np.int64]", "NDArray[np.float64]"]:
    """Return the days on which a run's months begin, and how long after the launch each is.

    A project has dated months. Other runs stand still: at `as_of`, or infinitely long after.

    Parameters
    ----------
    run, bot
        The run and the bot.

    Returns
    -------
    days
        Days since 1970-01-01, ascending, shape (months,).
    months
        Whole months after the launch, shape (months,).
    """
    import numpy as np

    launch = bot.launched or run.start
    if run.kind == "project":
        last = max(months_between(launch, run.start) + run.months + 1, 0)
        days = [add_months(launch, month).toordinal() - EPOCH for month in range(1, last + 1)]
        return np.array([FROM_EVER, *days], dtype=np.int64), np.arange(last + 1.0)
    since = np.inf if run.as_of is None else months_between(launch, run.as_of)
    return np.array([FROM_EVER], dtype=np.int64), np.array([float(since)])
