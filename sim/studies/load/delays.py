"""When what is delayed comes: returns after a delay, replies, and work that waits for people."""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HOUR
from sim.engine.bind.laws import inverse
from sim.scenario.values.laws import Law

QUANTILES = 4000
"""By so many equally likely delays a law is represented."""


def delayed(by_hour: Floats, law: Law) -> Floats:
    """Return when something comes a random delay after each hour's events; what is later is cut.

    Parameters
    ----------
    by_hour
        Events by hour, shape (rows, hours), spread evenly over each hour.
    law
        The law of the delay.
    """
    hours = by_hour.shape[-1]
    kernel = _kernel(law, hours)
    size = 1 << (2 * hours - 1).bit_length()
    product = np.fft.rfft(by_hour, size) * np.fft.rfft(kernel, size)
    moved: Floats = np.fft.irfft(product, size)[..., :hours]
    return moved.clip(min=0.0)


def _kernel(law: Law, hours: int) -> Floats:
    """Return the chance of coming so many hours later, of events spread evenly over an hour."""
    delay = inverse(law, (np.arange(QUANTILES) + 0.5) / QUANTILES) / HOUR
    delay = np.minimum(delay, hours + 1.0)
    whole = np.floor(delay).astype(np.int64)
    part = delay - whole
    weights = np.bincount(whole, 1.0 - part, hours + 3) + np.bincount(whole + 1, part, hours + 3)
    kernel: Floats = weights[:hours] / QUANTILES
    return kernel


def next_staffed(staff: Floats) -> Integers:
    """Return the first hour from each on in which anybody is at work; the last hour if none is.

    Parameters
    ----------
    staff
        People who serve a queue, shape (hours,).
    """
    hours = np.arange(len(staff))
    staffed = np.where(staff > 1e-9, hours, len(staff) - 1)
    return np.minimum.accumulate(staffed[::-1])[::-1]


def held_back(by_hour: Floats, until: Integers) -> Floats:
    """Return events moved to the hours until which they are held back, shape (hours,)."""
    held: Floats = np.bincount(until, by_hour, len(by_hour)).astype(np.float64)
    return held
