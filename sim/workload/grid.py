"""The grid of time: every time and duration is a whole number of ticks of 2^-20 s.

Sums and differences of numbers on the grid are exact in float64 whatever their order, so that
checks of conservation are equalities and ties are explicit.
"""

from typing import overload

import numpy as np

from sim.base.arrays import Floats, Integers

TICK = 2.0**-20
"""The grid's step in seconds (a little under a microsecond)."""

LIMIT = 2.0**31
"""No time or duration may reach it (68 years)."""

# Between 2^32 and 2^33 neighbouring float64 numbers are one tick apart: adding rounds to the grid.
_SHIFT = 1.5 * 2.0**32


@overload
def on_grid(x: float) -> float: ...
@overload
def on_grid(x: Floats) -> Floats: ...
def on_grid(x: float | Floats) -> float | Floats:
    """Round seconds to the nearest tick, ties to the even one.

    Parameters
    ----------
    x
        Seconds, one number or an array of any shape; ``|x| < 2**31``. What is not a number stays
        so: a duration that is not known.

    Returns
    -------
    float or ndarray
        The nearest multiples of `TICK`, in the shape of `x`.

    Raises
    ------
    ValueError
        When a value is `LIMIT` or further from zero.
    """
    _check_range(x)
    return (x + _SHIFT) - _SHIFT


@overload
def ticks(x: float) -> np.int64: ...
@overload
def ticks(x: Floats) -> Integers: ...
def ticks(x: float | Floats) -> np.int64 | Integers:
    """Count the ticks of seconds that are on the grid, exactly.

    Parameters
    ----------
    x
        Seconds on the grid, one number or an array of any shape; ``|x| < 2**31``.

    Returns
    -------
    int64 or ndarray of int64
        ``x / TICK``: whole numbers, whose sums are exact.

    Raises
    ------
    ValueError
        When a value is out of range, not on the grid, or not a number.
    """
    if not np.all(on_grid(x) == x):
        raise ValueError("a time is not on the grid of 2**-20 s: round it with on_grid when made")
    return np.divide(x, TICK).astype(np.int64)


def _check_range(x: float | Floats) -> None:
    # Engines round single numbers by the million: an array's test would cost them ten times more.
    beyond = abs(x) >= LIMIT if isinstance(x, float) else np.any(np.abs(x) >= LIMIT)
    if beyond:
        farthest = np.nanmax(np.abs(x))
        raise ValueError(f"a time of {farthest:.10g} s is 2**31 s (68 years) or more from zero")
