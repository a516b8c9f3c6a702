"""The candidate cases: everything that could arrive, of which a plan admits a part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.base.arrays import AnyIntegers, Floats, Integers
from sim.base.time import DAY
from sim.workload.demand.cells import Cell, places
from sim.workload.draws.counters import Counters
from sim.workload.draws.runs import number_in_run
from sim.workload.draws.streams import Draw, Streams


@dataclass(frozen=True)
class Candidates:
    """A table of candidate cases, one row per case; time and mark are not part of its identity."""

    time: Floats
    """Arrival on the grid, in seconds from the run's start."""
    cell: NDArray[np.int32]
    """Number of the cell."""
    layer: NDArray[np.int16]
    """0 is the base volume; every further layer holds as many again."""
    day: NDArray[np.int32]
    """Calendar day that the case was drawn for, counted from 1970-01-01."""
    ordinal: NDArray[np.int32]
    """Number within cell, layer and day."""
    mark: Floats
    """The case exists under a volume multiplier above it. Uniform on [layer, layer + 1)."""

    @classmethod
    def of(
        cls,
        time: Floats,
        cell: AnyIntegers,
        layer: AnyIntegers,
        day: AnyIntegers,
        ordinal: AnyIntegers,
        mark: Floats,
    ) -> "Candidates":
        """Return a table with columns of these values in the columns' own types."""
        return cls(
            time,
            cell.astype(np.int32),
            layer.astype(np.int16),
            day.astype(np.int32),
            ordinal.astype(np.int32),
            mark,
        )

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.time)

    def take(self, rows: Integers) -> "Candidates":
        """Return the given rows in the given order."""
        return Candidates(**{name: column[rows] for name, column in vars(self).items()})

    def below(self, multiplier: float) -> "Candidates":
        """Return the rows that a volume multiplier admits, in their order."""
        admitted = self.mark < multiplier
        return self if admitted.all() else self.take(np.flatnonzero(admitted))

    def arriving(self, end: float, multiplier: float) -> Integers:
        """Return the rows that arrive in [0, end) and that a volume multiplier admits.

        Sorted by (time, cell, layer, ordinal).
        """
        order = np.lexsort((self.ordinal, self.layer, self.cell, self.time))
        time, mark = self.time[order], self.mark[order]
        return order[(time >= 0) & (time < end) & (mark < multiplier)]

    def counters(self, layers: int) -> Counters:
        """Return where the rows' draws stand, for the keys of `places` of all cells and layers."""
        return Counters(self.day, self.ordinal, self.cell * layers + self.layer)


def draw_marks(
    cells: Sequence[Cell], layers: int, days: Integers, counts: Integers, streams: Streams
) -> Candidates:
    """Draw who could come, with marks but no times yet: all stand at their midnights.

    Parameters
    ----------
    cells
        The desk's cells.
    layers
        Layers of each cell.
    days
        Consecutive calendar days of the run, counted from 1970-01-01.
    counts
        Number of candidates of each place and day, shape ``(cells * layers, days)``.
    streams
        The replication's draws.

    Returns
    -------
    Candidates
        Sorted by (cell, layer, day, ordinal).
    """
    place, day_number = (
        np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape)
    )
    cell, layer = np.divmod(place, layers)
    day, ordinal = days[day_number], number_in_run(place, day_number)
    keys = streams.keys([Draw("demand.mark")], places(cells, layers))
    (mark,) = Counters(day, ordinal, place).uniforms(keys)
    midnight = day_number.astype(np.float64) * DAY
    return Candidates.of(midnight, cell, layer, day, ordinal, layer + mark)


def draw_times(
    candidates: Candidates, cells: Sequence[Cell], layers: int, streams: Streams
) -> Candidates:
    """Move candidates from their midnights to their times of day.

    Parameters
    ----------
    candidates
        Some of those that `draw_marks` returned, in its order.
    cells, layers, streams
        As there.
    """
    keys = streams.keys([Draw("demand.arrival")], places(cells, layers))
    (u,) = candidates.counters(layers).uniforms(keys)
    time, day = candidates.time.copy(), candidates.day.astype(np.int64)
    for number, cell in enumerate(cells):
        rows = slice(*np.searchsorted(candidates.cell, (number, number + 1)))
        time[rows] += cell.profile.times_of_day(u[rows], day[rows])
    return replace(candidates, time=time)
