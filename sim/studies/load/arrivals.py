"""How many cases come in each hour of a run, by cell: by the demand's profile, or from a trace."""

from datetime import date

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import HALF_HOUR, HOUR
from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Trace
from sim.scenario.values.horizon import EPOCH
from sim.studies.load.axis import Axis
from sim.workload.candidates.multiplier import volume_multiplier
from sim.workload.candidates.outreach import averted_by_outreach
from sim.workload.demand.cells import Cell, read_cells
from sim.workload.demand.counts import dated_factors
from sim.workload.demand.profile import weekdays
from sim.workload.traces.trace import Arrivals, read_arrivals


def cases_by_hour(scenario: Scenario, axis: Axis) -> Floats:
    """Return the expected cases of each cell and hour, shape (cells, hours).

    Growth, surges, what a bot or outreach induces and what outreach averts are in it.

    Parameters
    ----------
    scenario
        An arm, whose files are named by their full paths.
    axis
        The hours.

    Raises
    ------
    ScenarioError
        When a trace cannot be read.
    """
    cells = read_cells(scenario)
    trace = scenario.demand.trace
    base = _traced(scenario, trace, axis) if trace else _profiled(scenario, cells, axis)
    middle = axis.edges[:-1] + HALF_HOUR
    multiplier = volume_multiplier(scenario)(middle[None, :], np.arange(len(cells))[:, None])
    averted = averted_by_outreach(scenario)[:, None]
    return base * multiplier * (1.0 - averted)


def trace_arrivals(scenario: Scenario) -> Arrivals | None:
    """Return the cases of an arm's trace, None without one; its path must be a full one."""
    trace = scenario.demand.trace
    if trace is None:
        return None
    first_day = scenario.run.horizon().first_day
    return read_arrivals(trace, first_day, list(scenario.inquiry_types), list(scenario.channels))


def _profiled(scenario: Scenario, cells: tuple[Cell, ...], axis: Axis) -> Floats:
    dated = dated_factors(scenario, axis.days) / 24
    return np.array([cell.per_day * _weights(cell, axis) * dated for cell in cells])


def _weights(cell: Cell, axis: Axis) -> Floats:
    """Return the profile's weight, with mean 1 over its week, of each hour."""
    by_hour = cell.profile.weights.reshape(7, 24, 2).mean(axis=2)
    weights: Floats = by_hour[cell.profile.weekdays(axis.days), np.arange(len(axis)) % 24]
    return weights


def _traced(scenario: Scenario, trace: Trace, axis: Axis) -> Floats:
    """Return a trace's own cases by hour; of a resampled one, the mean of the days it is cut in."""
    arrivals = trace_arrivals(scenario)
    assert arrivals is not None
    cell = arrivals.type * len(scenario.channels) + arrivals.channel
    cells = len(scenario.inquiry_types) * len(scenario.channels)
    hour = np.floor(arrivals.time / HOUR).astype(np.int64)
    if trace.resample is None:
        inside = (hour >= 0) & (hour < len(axis))
        place = cell[inside] * len(axis) + hour[inside]
        return _counted(place, cells, len(axis))
    if not len(hour):
        return np.zeros((cells, len(axis)))
    offered, wanted = _days_of_trace(scenario, trace, hour, axis)
    by_weekday = _counted(
        cell * 168 + offered[hour // 24 - (hour // 24).min()] * 24 + hour % 24, cells, 168
    )
    days = np.bincount(offered, minlength=7).clip(min=1).repeat(24)
    mean: Floats = (by_weekday / days)[:, wanted * 24 + np.arange(len(axis)) % 24]
    return mean


def _days_of_trace(
    scenario: Scenario, trace: Trace, hour: Integers, axis: Axis
) -> tuple[Integers, Integers]:
    """Return the weekdays of the days that a trace spans, and those that the run's hours take."""
    first = scenario.run.horizon().first_ordinal
    days = first + np.arange((hour // 24).min(), (hour // 24).max() + 1)
    holidays = scenario.calendar.days_of_profile if trace.resample == "days" else {}
    return weekdays(days, holidays), weekdays(axis.days, holidays)


def _counted(place: Integers, rows: int, columns: int) -> Floats:
    counts = np.bincount(place, minlength=rows * columns).astype(np.float64)
    return counts.reshape(rows, columns)


def day_of(ordinal: int) -> date:
    """Return the date of a day counted from 1970-01-01."""
    return date.fromordinal(ordinal + EPOCH)
