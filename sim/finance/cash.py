"""What money over time is worth: present value, payback and internal rate of return.

Flows are paid at month ends, the first at the launch itself: column k is paid after k months.
"""

import numpy as np

from sim.base.arrays import Floats

MONTHS_A_YEAR = 12
SEARCHED = np.linspace(-5.0, 5.0, 2001)
"""Logarithms of a month's growth factor 1 + i among which an internal rate is searched."""
HALVINGS = 60


def monthly_rate(annual: float) -> float:
    """Return the monthly interest that compounds to a yearly one: (1 + r)^(1/12) - 1."""
    return float((1.0 + annual) ** (1.0 / MONTHS_A_YEAR) - 1.0)


def present_value(flows: Floats, annual_rate: float) -> Floats:
    """Return the net present value at the launch.

    Parameters
    ----------
    flows
        Cash by month, shape (..., months + 1).
    annual_rate
        Interest per year.

    Returns
    -------
    ndarray
        Shape (...).
    """
    months = np.arange(flows.shape[-1])
    value: Floats = (flows * (1.0 + monthly_rate(annual_rate)) ** -months).sum(axis=-1)
    return value


def payback(flows: Floats) -> Floats:
    """Return the months until the cumulative cash stops being negative for good.

    It is linear inside its month: 8,000 paid and 883.33 earned per month give 9.06.

    Parameters
    ----------
    flows
        Cash by month, shape (replications, months + 1).

    Returns
    -------
    ndarray
        Shape (replications,); infinite where that does not happen within the horizon.
    """
    total = np.cumsum(flows, axis=1)
    last = flows.shape[1] - 1
    behind = total < 0
    # The last month that is behind; -1 where none is.
    late = np.where(behind.any(axis=1), last - behind[:, ::-1].argmax(axis=1), -1)
    rows = np.arange(len(flows))
    after = np.minimum(late + 1, last)
    gain = flows[rows, after]
    part = np.divide(-total[rows, late], gain, out=np.zeros(len(flows)), where=gain != 0)
    months: Floats = np.where(late < 0, 0.0, np.where(late == last, np.inf, late + part))
    return months


def internal_rate(flows: Floats) -> float | None:
    """Return the yearly interest at which the flows are worth nothing.

    Parameters
    ----------
    flows
        Cash by month, shape (months + 1,).

    Returns
    -------
    float or None
        The rate nearest to 0 if there are several; None where the flows do not change sign, or no
        interest makes them worth nothing.
    """
    if not (np.any(flows > 0) and np.any(flows < 0)):
        return None
    values = _worth(flows, SEARCHED)
    crossings = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) <= 0)
    if not len(crossings):
        return None
    nearest = crossings[np.abs(SEARCHED[crossings]).argmin()]
    growth = _bisected(flows, SEARCHED[nearest], SEARCHED[nearest + 1])
    return float(np.expm1(MONTHS_A_YEAR * growth))


def _worth(flows: Floats, growth: Floats) -> Floats:
    """Return the present value at each month's log growth factor, scaled to a common size."""
    months = np.arange(len(flows))
    exponents = -np.multiply.outer(growth, months)
    weights = np.exp(exponents - exponents.max(axis=1, keepdims=True))
    value: Floats = weights @ flows
    return value


def _bisected(flows: Floats, low: float, high: float) -> float:
    at_low = np.sign(_worth(flows, np.array([low])))[0]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if np.sign(_worth(flows, np.array([middle])))[0] == at_low:
            low = middle
        else:
            high = middle
    return (low + high) / 2
