"""What customers on a live line have in store when they do not get through."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.laws import inverse
from sim.scenario.channels import Channel
from sim.scenario.root import Scenario
from sim.workload.grid import on_grid

Column = NDArray[np.float64]
Codes = NDArray[np.int64]


class LineLaws:
    """Balking and redialling by channel, applied to a table of cases.

    Parameters
    ----------
    scenario
        An arm.
    ways
        Channel of each case, shape (cases,).
    """

    def __init__(self, scenario: Scenario, ways: Codes) -> None:
        self._channels = list(scenario.channels.values())
        self._ways = ways

    @property
    def balking(self) -> Column:
        """The chance of each case that its customer hangs up rather than waits."""
        chances = [channel.balking for channel in self._channels]
        numbers = [0.0 if isinstance(chance, str) else chance for chance in chances]
        return np.array(numbers)[self._ways]

    def redial(self, attempt: int) -> Column:
        """Return the chance of each case's contact that its customer would try again."""
        return np.array([_redial(channel, attempt) for channel in self._channels])[self._ways]

    def redial_delay(self, u: Column) -> Column:
        """Return seconds until then; 0 where nobody tries again."""
        seconds = np.zeros(len(u))
        for way, channel in enumerate(self._channels):
            if channel.redial:
                rows = self._ways == way
                seconds[rows] = on_grid(inverse(channel.redial.delay, u[rows]))
        return seconds


def _redial(channel: Channel, attempt: int) -> float:
    if channel.redial is None:
        return 0.0
    return channel.redial.first if attempt == 0 else channel.redial.further
