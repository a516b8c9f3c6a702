"""Runs of equal rows in sorted columns."""

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import AnyIntegers, Integers


def opens_run(*columns: AnyIntegers) -> NDArray[np.bool_]:
    """Return whether a row differs from the one before it in any column; the first row does."""
    opens = np.ones(len(columns[0]), dtype=bool)
    opens[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return opens


def number_in_run(*columns: AnyIntegers) -> Integers:
    """Return each row's number, from 0, among the consecutive rows that equal it."""
    opens = opens_run(*columns)
    first = np.flatnonzero(opens)
    return np.arange(len(opens)) - np.take(first, np.cumsum(opens) - 1)
