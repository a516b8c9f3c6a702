"""What customers do on their channel: balk, leave without a sign, try again, write back."""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bind.laws import inverse
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Channel
from sim.workload.grid import on_grid

MOST_TOUCHES = 20
"""Answers that a deferred contact takes at most."""


class LineLaws:
    """The customers' ways by channel, applied to a table of cases.

    Parameters
    ----------
    scenario
        An arm.
    ways
        Channel of each case, shape (cases,).
    """

    def __init__(self, scenario: Scenario, ways: Integers) -> None:
        self._channels = list(scenario.channels.values())
        self._ways = ways

    @property
    def balking(self) -> Floats:
        """The chance of each case that its customer hangs up rather than waits."""
        chances = [channel.balking for channel in self._channels]
        numbers = [0.0 if isinstance(chance, str) else chance for chance in chances]
        return np.array(numbers)[self._ways]

    @property
    def silence(self) -> Floats:
        """The chance of each case that its customer leaves a line without a sign."""
        return np.array([channel.silent_abandonment for channel in self._channels])[self._ways]

    def touches(self, u: Floats) -> Floats:
        """Return the answers that each contact takes: geometric, `MOST_TOUCHES` at most."""
        means = np.array([way.touches.mean if way.touches else 1.0 for way in self._channels])
        mean = means[self._ways]
        further = mean > 1
        answers = np.ones(len(u))
        answers[further] += np.floor(np.log(u[further]) / np.log1p(-1 / mean[further]))
        return np.minimum(answers, MOST_TOUCHES)

    def redial(self, attempt: int) -> Floats:
        """Return the chance of each case's contact that its customer would try again."""
        return np.array([_redial(channel, attempt) for channel in self._channels])[self._ways]

    def redial_delay(self, u: Floats) -> Floats:
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
