"""How long callers would wait, estimated from waits most of which ended with a person."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from calls import Call
from numpy.typing import NDArray

from sim.base.arrays import Floats

FEW = 0.01
"""From where fewer than this share of all callers still wait the estimate is exponential."""


@dataclass(frozen=True)
class Patience:
    """The product-limit estimate of the law of patience (Kaplan and Meier 1958).

    Who hung up had exactly the patience that they waited; who was served had more, their waits are
    censored. Where few still wait the curve goes on with their mean hazard.

    Attributes
    ----------
    seconds
        Zero, then the waits after which somebody hung up, ascending, shape (steps,).
    survival
        Share of callers with more patience than that, shape (steps,).
    tail_hazard
        Hang-ups per second of waiting after the last step.
    """

    seconds: Floats
    survival: Floats
    tail_hazard: float

    def quantiles(self, steps: int) -> Floats:
        """Return `steps` + 1 equally spaced quantiles; the last stands half a step below 1."""
        levels = np.linspace(0, 1, steps + 1)
        levels[-1] -= 0.5 / steps
        body = np.interp(levels, 1 - self.survival, self.seconds)
        share_of_tail = np.minimum((1 - levels) / self.survival[-1], 1)
        found: Floats = body - np.log(share_of_tail) / self.tail_hazard
        return found


def estimate_patience(calls: Sequence[Call]) -> Patience:
    """Return the estimate from calls, served and abandoned."""
    waits, hung_up = _waits(calls)
    seconds, leavers = np.unique(waits[hung_up], return_counts=True)
    waiting = len(waits) - np.searchsorted(np.sort(waits), seconds)
    many = waiting >= FEW * len(waits)
    survival = np.cumprod(1 - leavers[many] / waiting[many])
    tail_hazard = hazard(calls, seconds[many][-1], np.inf)
    return Patience(np.append(0.0, seconds[many]), np.append(1.0, survival), tail_hazard)


def hazard(calls: Sequence[Call], start: float, end: float) -> float:
    """Return the hang-ups per second of waiting between two waits in seconds."""
    waits, hung_up = _waits(calls)
    exposure = float(np.sum(np.clip(waits, start, end) - start))
    return np.count_nonzero(hung_up & (waits > start) & (waits <= end)) / exposure


def _waits(calls: Sequence[Call]) -> tuple[Floats, NDArray[np.bool_]]:
    waits = np.array([call.wait for call in calls], dtype=np.float64)
    return waits, np.array([call.service is None for call in calls])
