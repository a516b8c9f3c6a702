"""How a bot's life changes it month by month: ramp, decay of its knowledge, adoption."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.scenario.sections.bot import Bot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]
    Months = NDArray[np.floating] | NDArray[np.int64]


def maturity(bot: Bot, months: "Months") -> "Column":
    """Return the resolution rate as a share of the mature rate: what ramp and decay leave.

    Parameters
    ----------
    bot
        The bot.
    months
        Months after its launch; infinite for one that stands still when mature, with its knowledge
        kept up to date.
    """
    import numpy as np

    ripe = np.ones(len(months))
    if bot.launch_rate is not None and bot.resolution_rate > 0:
        at_launch = bot.launch_rate / bot.resolution_rate
        ripe = at_launch + _way(bot.ramp, months) * (1 - at_launch)
    aged = np.where(np.isfinite(months), np.maximum(months, 0), 0)
    known: Column = ripe * bot.knowledge.kept**aged
    return known


def adoption(bot: Bot, months: "Months") -> "Column":
    """Return the share of contacts that are offered the bot, by months after the launch."""
    import numpy as np

    if isinstance(bot.adoption, dict):
        return _way(bot.adoption, months)
    return np.full(len(months), bot.adoption)


def _way(given: Mapping[int, float], months: "Months") -> "Column":
    """Return shares between those of the given months, from 0 at the launch on."""
    import numpy as np

    known = {0: 0.0, **given}
    points = sorted(known)
    shares: Column = np.interp(months, points, [known[month] for month in points])
    return shares
