"""From the scenario to the workload of one replication."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import Horizon
from sim.workload.candidates.admission import evenly_spaced_marks
from sim.workload.candidates.table import Candidates, draw_marks, draw_times
from sim.workload.demand.cells import Cell, places, read_cells
from sim.workload.demand.counts import daily_counts, expected_counts
from sim.workload.draws.streams import Draw, Streams
from sim.workload.traces.replay import TraceCases, replay
from sim.workload.traces.resample import resampled
from sim.workload.traces.trace import read_arrivals
from sim.workload.workload import Workload


def generate(
    scenario: Scenario, seed: int, replication: int, horizon: Horizon, max_multiplier: float
) -> Workload:
    """Bring one replication's workload.

    Parameters
    ----------
    scenario
        Volume, profiles, types and channels; the volume multiplier in it is left to `admit`.
    seed, replication
        The identity of all draws.
    horizon
        The run's first day and the end of arrivals.
    max_multiplier
        The largest volume multiplier that will be admitted.

    Returns
    -------
    Workload
        Candidates that no multiplier up to the largest admits are left out. A longer horizon or a
        larger multiplier only adds candidates.

    Raises
    ------
    ScenarioError
        When a trace cannot be read, none of its cases arrives in the run, or it lacks the days or
        weeks that are to be drawn from it.
    """
    cells = read_cells(scenario)
    layers = max(1, math.ceil(max_multiplier))
    days = horizon.first_ordinal + np.arange(math.ceil(horizon.arrivals_end / DAY))
    streams = Streams(seed, replication)
    given: dict[str, Floats] = {}
    if scenario.demand.trace is None:
        candidates = _drawn(scenario, cells, layers, days, streams, max_multiplier)
    else:
        candidates, given = _replayed(scenario, cells, layers, days, horizon, streams)
    rows = candidates.arriving(horizon.arrivals_end, max_multiplier)
    return Workload(
        cells,
        layers,
        max_multiplier,
        days,
        streams,
        candidates.take(rows),
        {name: column[rows] for name, column in given.items()},
        scenario.demand.trace is None and scenario.demand.counts == "fixed",
    )


def _drawn(
    scenario: Scenario,
    cells: Sequence[Cell],
    layers: int,
    days: Integers,
    streams: Streams,
    max_multiplier: float,
) -> Candidates:
    counts = daily_counts(scenario, cells, layers, days, streams)
    candidates = draw_marks(cells, layers, days, counts, streams)
    if scenario.demand.counts == "fixed":
        expected = expected_counts(scenario, cells, days)
        u = streams.daily(Draw("demand.fixed"), places(cells, 1), days)
        mark = evenly_spaced_marks(candidates, expected, u, days)
        candidates = replace(candidates, mark=mark)
    # Times only for those who can be admitted: 5 % more should not cost twice as much.
    return draw_times(candidates.below(max_multiplier), cells, layers, streams)


def _replayed(
    scenario: Scenario,
    cells: Sequence[Cell],
    layers: int,
    days: Integers,
    horizon: Horizon,
    streams: Streams,
) -> tuple[Candidates, dict[str, Floats]]:
    trace = scenario.demand.trace
    assert trace is not None
    arrivals = read_arrivals(
        trace, horizon.first_day, list(scenario.inquiry_types), list(scenario.channels)
    )
    traced = TraceCases.of(arrivals, cells, horizon.first_ordinal)
    if trace.resample:
        case, day = resampled(traced, trace, scenario.calendar.days_of_profile, days, streams)
        return replay(traced, case, day, cells, layers, streams)
    if not np.any((arrivals.time >= 0) & (arrivals.time < horizon.arrivals_end)):
        stretch = f"{horizon.arrivals_end / DAY:g} days from {horizon.first_day}"
        raise ScenarioError(f"{trace.file}: no case arrives in the run's {stretch}; set run.start")
    return replay(traced, np.arange(len(traced.cases)), traced.cases.day, cells, layers, streams)
