"""Candidates of a trace: its cases as layer 0, and copies of them as further layers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sim.base.arrays import AnyIntegers, Floats, Integers
from sim.base.time import DAY, HOUR, HOURS_OF_WEEK, QUARTER_HOUR
from sim.workload.candidates.table import Candidates
from sim.workload.demand.cells import Cell, places
from sim.workload.demand.profile import LAST_INSTANT
from sim.workload.draws.runs import number_in_run, opens_run
from sim.workload.draws.streams import Draw, Streams
from sim.workload.grid import on_grid
from sim.workload.traces.trace import Arrivals

_SHIFT: Final = QUARTER_HOUR
"""Copies are moved by up to this many seconds, earlier or later."""

_DRAWS: Final = (Draw("demand.mark"), Draw("demand.source"), Draw("demand.shift"))


@dataclass(frozen=True)
class TraceCases:
    """The cases of a trace by cell and time."""

    cases: Candidates
    """On their own days, as layer 0; they may lie outside the run. Their marks are not drawn."""
    given: Mapping[str, Floats]
    """The durations that the trace gives, by name, aligned with the cases."""

    @classmethod
    def of(cls, arrivals: Arrivals, cells: Sequence[Cell], first_day: int) -> "TraceCases":
        """Return the cases of arrivals in a run whose first day is counted from 1970-01-01."""
        channels = cells[-1].channel + 1
        number = arrivals.type * channels + arrivals.channel
        order = np.lexsort((arrivals.time, number))
        time, cell = arrivals.time[order], number[order]
        day = first_day + np.floor(time / DAY).astype(np.int64)
        layer, mark = np.zeros_like(cell), np.zeros_like(time)
        cases = Candidates.of(time, cell, layer, day, number_in_run(cell, day), mark)
        return cls(cases, {name: column[order] for name, column in arrivals.given.items()})


def replay(
    traced: TraceCases,
    case: Integers,
    day: AnyIntegers,
    cells: Sequence[Cell],
    layers: int,
    streams: Streams,
) -> tuple[Candidates, dict[str, Floats]]:
    """Make candidates of a trace's cases.

    A further layer has one candidate for each case that is replayed, in its cell, on its date and
    in its hour. It is a copy of a case drawn from the whole trace in that cell and the hour of the
    week that the replayed case has there: the same minute of the hour, moved by up to 15 minutes
    within the day, and the same durations.

    Parameters
    ----------
    traced
        The trace.
    case
        Which of its cases are replayed, by number, shape ``(n,)``.
    day
        On which day each of them comes, counted from 1970-01-01, shape ``(n,)``.
    cells
        The desk's cells: every inquiry type on every channel.
    layers
        How many layers to make, the cases themselves being the first.
    streams
        The replication's draws.

    Returns
    -------
    Candidates
        By layer, each in the order of the cases; some may lie outside the run.
    dict of str to ndarray
        The given durations by name, aligned with the candidates.
    """
    base = traced.cases
    row, layer = np.tile(np.arange(len(case)), layers), np.repeat(np.arange(layers), len(case))
    case, day = case[row], day[row]
    taken = base.take(case)
    midnights = (day - taken.day) * DAY
    slots = Candidates.of(taken.time + midnights, taken.cell, layer, day, taken.ordinal, taken.mark)
    mark, u, v = slots.counters(layers).uniforms(streams.keys(_DRAWS, places(cells, layers)))
    source = np.where(layer == 0, case, _sources(base, case, u))
    time = np.where(layer == 0, slots.time, _moved(slots.time, base.time[source], v))
    given = {name: column[source] for name, column in traced.given.items()}
    return replace(slots, time=time, mark=layer + mark), given


def _sources(base: Candidates, case: Integers, u: Floats) -> Integers:
    """Draw for each case one of the same cell and hour of the week."""
    hour = (base.time // HOUR % HOURS_OF_WEEK).astype(np.int64)
    pool = np.lexsort((hour, base.cell))
    opens = opens_run(base.cell[pool], hour[pool])
    first = np.flatnonzero(opens)
    size = np.diff(first, append=len(pool))
    kind = np.empty(len(pool), dtype=np.int64)
    kind[pool] = np.cumsum(opens) - 1
    drawn = kind[case]
    return pool[first[drawn] + (u * size[drawn]).astype(np.int64)]


def _moved(slot: Floats, source: Floats, u: Floats) -> Floats:
    """Return the source's minute in the slot's hour, moved within the slot's day."""
    hour, midnight = slot // HOUR * HOUR, slot // DAY * DAY
    moved = hour + source % HOUR + on_grid((2 * u - 1) * _SHIFT)
    return np.clip(moved, midnight, midnight + LAST_INSTANT)
