"""A trace resampled: each date of a run takes a whole day, or week, of the trace."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.errors import ScenarioError
from sim.scenario.sections.demand import Trace
from sim.scenario.values.horizon import EPOCH
from sim.scenario.values.hours_text import WEEKDAYS
from sim.workload.candidates.table import Candidates
from sim.workload.demand.profile import weekdays
from sim.workload.draws.streams import WORLD, Draw, Streams
from sim.workload.traces.replay import TraceCases

_DRAW: Final = Draw("demand.resample")


def resampled(
    traced: TraceCases, trace: Trace, holidays: Mapping[int, int], days: Integers, streams: Streams
) -> tuple[Integers, Integers]:
    """Draw which of a trace's cases come on which day of the run.

    What a date takes depends on the trace and the date's own uniform (with weeks: that of its
    Monday), not on where the run starts or ends.

    Parameters
    ----------
    traced
        The trace's cases.
    trace
        Its name, for messages, and whether days or weeks are drawn.
    holidays
        The weekday, 0 for Monday, that a calendar day is like instead of its own.
    days
        Consecutive calendar days of the run, counted from 1970-01-01.
    streams
        The replication's draws.

    Returns
    -------
    case, day : ndarray of int64
        Numbers of the trace's cases and the run's days on which they come, shape ``(n,)``.

    Raises
    ------
    ScenarioError
        When the trace has no day of a weekday that the run needs, or no whole week.
    """
    if not len(traced.cases):
        raise ScenarioError(f"{trace.file}: no case, so no day can be drawn; add some")
    spanned = np.arange(traced.cases.day.min(), traced.cases.day.max() + 1, dtype=np.int64)
    if trace.resample == "weeks":
        source = _of_weeks(spanned, trace, days, streams)
    else:
        source = _of_days(spanned, trace, holidays, days, streams)
    return _cases_of_days(traced.cases, source, days)


def _of_days(
    spanned: Integers,
    trace: Trace,
    holidays: Mapping[int, int],
    days: Integers,
    streams: Streams,
) -> Integers:
    """Return the day of the trace that each day of the run takes."""
    offered, wanted = weekdays(spanned, holidays), weekdays(days, holidays)
    (u,) = streams.daily(_DRAW, [WORLD], days)
    source = np.empty_like(days)
    for weekday in np.unique(wanted):
        pool, rows = spanned[offered == weekday], wanted == weekday
        if not len(pool):
            lack = f"no {WEEKDAYS[weekday]} {_between(spanned)}, which {_text(days[rows][0])} needs"
            raise ScenarioError(f"{trace.file}: {lack}; give a trace that has one")
        source[rows] = _chosen(pool, u[rows])
    return source


def _of_weeks(spanned: Integers, trace: Trace, days: Integers, streams: Streams) -> Integers:
    """Return the day of the trace that each day of the run takes with its week."""
    mondays = spanned[weekdays(spanned) == 0]
    mondays = mondays[mondays + 6 <= spanned[-1]]
    if not len(mondays):
        lack = f"no whole week from Monday to Sunday {_between(spanned)}"
        raise ScenarioError(f"{trace.file}: {lack}; write `resample: days`, or give a longer trace")
    since_monday = weekdays(days)
    (u,) = streams.daily(_DRAW, [WORLD], days - since_monday)
    return _chosen(mondays, u) + since_monday


def _chosen(pool: Integers, u: Floats) -> Integers:
    return pool[(u * len(pool)).astype(np.int64)]


def _cases_of_days(
    cases: Candidates, source: Integers, days: Integers
) -> tuple[Integers, Integers]:
    """Return the cases of each source day, and the day of the run on which they come."""
    by_day = np.argsort(cases.day, kind="stable")
    first, last = (np.searchsorted(cases.day[by_day], source, side) for side in ("left", "right"))
    counts = last - first
    place = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    return by_day[place], np.repeat(days, counts)


def _between(spanned: Integers) -> str:
    return f"between the first case on {_text(spanned[0])} and the last on {_text(spanned[-1])}"


def _text(day: np.int64) -> str:
    return str(date.fromordinal(int(day) + EPOCH))
