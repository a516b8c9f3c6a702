"""Admission: which candidates exist under a plan's volume multiplier."""

from collections.abc import Callable, Sequence

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.workload.candidates.table import Candidates
from sim.workload.demand.cells import Cell
from sim.workload.demand.profile import SLOT, SLOTS
from sim.workload.draws.runs import number_in_run

VaryingMultiplier = Callable[[Floats, Integers], Floats]
"""A function of times (seconds from the run's start) and numbers of cells, two arrays of one shape,
that returns v in this shape."""

Multiplier = float | VaryingMultiplier
"""The volume multiplier v."""


def multiplier_of_rows(multiplier: Multiplier, candidates: Candidates) -> Floats:
    """Return v at each candidate's own time, shape ``(rows,)``."""
    if not callable(multiplier):
        return np.full(len(candidates), multiplier)
    return multiplier(candidates.time, candidates.cell.astype(np.int64))


def multiplier_of_days(
    multiplier: Multiplier,
    candidates: Candidates,
    cells: Sequence[Cell],
    days: Integers,
) -> Floats:
    """Return the mean of v over each candidate's day, shape ``(rows,)``.

    The mean is weighted by the cell's profile and takes v in the middle of each half hour.
    """
    if not callable(multiplier):
        return np.full(len(candidates), multiplier)
    means = np.array(
        [_means_of_days(multiplier, number, cell, days) for number, cell in enumerate(cells)]
    )
    of_rows: Floats = means[candidates.cell, candidates.day - days[0]]
    return of_rows


def _means_of_days(
    multiplier: VaryingMultiplier, number: int, cell: Cell, days: Integers
) -> Floats:
    middles = (np.arange(len(days) * SLOTS, dtype=np.float64) + 0.5) * SLOT
    v = multiplier(middles, np.full(len(middles), number)).reshape(len(days), SLOTS)
    shares = np.take(cell.profile.shares, cell.profile.weekdays(days), axis=0)
    # The shares' arithmetic makes a v of 1 into 1.0000000000000002, and rounding may pass the top.
    means: Floats = np.minimum(np.round(np.vecdot(v, shares), 9), v.max(axis=1))
    return means


def evenly_spaced_marks(
    candidates: Candidates,
    counts: Floats,
    u: Floats,
    days: Integers,
) -> Floats:
    """Return marks by which a multiplier v admits exactly ``floor(n v + U)`` cases per day.

    The case with the r-th lowest mark of its cell and day, from 0, is among the
    ``floor(n v + U)`` lowest just when ``(r + 1 - U) / n <= v``: this is its mark.

    Parameters
    ----------
    candidates
        Candidates of fixed counts with their random marks.
    counts
        Fixed counts n of each cell and day, shape ``(cells, days)``.
    u
        The cells' uniforms U of the day, shape ``(cells, days)``.
    days
        Consecutive calendar days, counted from 1970-01-01.

    Returns
    -------
    ndarray of float64
        Shape ``(rows,)``.
    """
    order = np.lexsort((candidates.mark, candidates.day, candidates.cell))
    cell, day = candidates.cell[order], candidates.day[order]
    place = cell, day - days[0]
    marks = np.empty(len(candidates))
    marks[order] = (number_in_run(cell, day) + 1 - u[place]) / counts[place]
    return marks
