"""What customers do on their channel: balk, leave without a sign, try again, write back."""

from collections.abc import Callable

import numpy as np

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.laws import inverse
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Redial
from sim.workload.grid import on_grid

MOST_TOUCHES = 20
"""Answers that a deferred contact takes at most."""


class LineLaws:
    """How customers behave by channel, or by type and channel, applied to a table of cases.

    Parameters
    ----------
    scenario
        An arm.
    types, channels
        True type and channel of each case, shape (cases,).
    """

    def __init__(self, scenario: Scenario, types: Integers, channels: Integers) -> None:
        self._sections = list(scenario.channels.values())
        self._channels = channels
        self._redials = [
            kind.redial_on(channel)
            for kind in scenario.inquiry_types.values()
            for channel in self._sections
        ]
        # Which of these holds for each case.
        self._redial = types * len(self._sections) + channels

    @property
    def balking(self) -> Floats:
        """The chance that each case's customer hangs up rather than waits."""
        chances = [channel.balking for channel in self._sections]
        numbers = [0.0 if isinstance(chance, str) else chance for chance in chances]
        return np.array(numbers)[self._channels]

    @property
    def silence(self) -> Floats:
        """The chance that each case's customer leaves a line without a sign."""
        return np.array([channel.silent_abandonment for channel in self._sections])[self._channels]

    def touches(self, u: Floats) -> Floats:
        """Return the answers that each contact takes: geometric, at most `MOST_TOUCHES`."""
        means = np.array(
            [channel.touches.mean if channel.touches else 1.0 for channel in self._sections]
        )
        mean = means[self._channels]
        further = mean > 1
        answers = np.ones(len(u))
        answers[further] += np.floor(np.log(u[further]) / np.log1p(-1 / mean[further]))
        return np.minimum(answers, MOST_TOUCHES)

    def redial(self, attempt: int) -> Floats:
        """Return the chance that each case's customer would try again after an attempt."""
        chances: Floats = np.array([_chance(redial, attempt) for redial in self._redials])
        return np.take(chances, self._redial)

    @property
    def keeps_way(self) -> Flags:
        """Whether each case goes the way of its first contact in every attempt."""
        return self._flags(lambda redial: redial.as_ == "forwarded")

    @property
    def keeps_patience(self) -> Flags:
        """Whether each case's customer has the patience of the first contact in every attempt."""
        return self._flags(lambda redial: redial.keeps == "patience")

    def _flags(self, says: Callable[[Redial], bool]) -> Flags:
        flags = [redial is not None and says(redial) for redial in self._redials]
        return np.take(np.array(flags, np.bool_), self._redial)

    def redial_delay(self, u: Floats) -> Floats:
        """Return the seconds until the customer tries again; 0 where nobody does."""
        seconds = np.zeros(len(u))
        for number, redial in enumerate(self._redials):
            if redial:
                rows = self._redial == number
                seconds[rows] = on_grid(inverse(redial.delay, u[rows]))
        return seconds


def _chance(redial: Redial | None, attempt: int) -> float:
    if redial is None:
        return 0.0
    return redial.first if attempt == 0 else redial.further
