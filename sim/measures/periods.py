"""Over which periods targets are judged, and what a KPI came to in each."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import DAY
from sim.measures.kpis.kpi import Distribution
from sim.measures.kpis.registry import BY_KEY
from sim.measures.rows.edges import Edges
from sim.measures.rows.frame import KEPT, Frame
from sim.measures.statistics.estimator import divide
from sim.measures.statistics.quantiles import rank
from sim.measures.totals import Dated, Terms, level_of
from sim.scenario.sections.run import Run
from sim.scenario.sections.targets import Period
from sim.scenario.values.horizon import Horizon

LENGTHS = {"half-hour": DAY / 48, "day": DAY, "week": 7 * DAY, "month": 28 * DAY}
"""Seconds of a period; a month is four weeks unless a project's calendar month is meant."""


def period_edges(run: Run, horizon: Horizon, period: Period) -> Floats:
    """Return the ends of the complete periods of the measured window, shape (periods + 1,).

    Parameters
    ----------
    run
        The scenario's run: a day run is one period, a project's months are calendar months.
    horizon
        The run's calendar.
    period
        Which periods.
    """
    start, end = horizon.window_start, horizon.window_end
    if run.kind == "day":
        return np.array([start, end])
    if run.kind == "project" and period == "month":
        months = range(run.months + 1)
        ends = [Horizon.of_months(run.start, start, month, 0.0).window_end for month in months]
        return np.array(ends)
    length = LENGTHS[period]
    return start + length * np.arange((end - start) // length + 1)


def realised(terms: Terms, period: Period) -> Floats:
    """Return what the KPI of each goal came to in each period, shape (periods, goals).

    NaN where a period has no data; infinite where a quantile is still to come.
    """
    frame = terms.tables.frame
    edges = _edges(frame, period)
    columns = [_by_period(key, terms, edges) for key in frame.scenario.targets.goals]
    return np.array(columns).reshape(len(columns), len(edges) - 1).T


@lru_cache(KEPT)
def _edges(frame: Frame, period: Period) -> Edges:
    return Edges(period_edges(frame.scenario.run, frame.plan.horizon, period))


def _by_period(key: str, terms: Terms, edges: Edges) -> Floats:
    kpi, level = BY_KEY[key], level_of(key)
    if isinstance(kpi, Distribution) and level is not None:
        return _quantiles(terms.dated(kpi), level, edges)
    numerator, denominator = terms.quotient(kpi)
    return divide(numerator.by_period(edges), denominator.by_period(edges))


def _quantiles(dated: Dated, level: float, edges: Edges) -> Floats:
    """Return each period's quantile: it is at most x where a share of `level` or more is."""
    period = dated.periods(edges)
    order = np.lexsort((dated.values, period))
    first = np.searchsorted(period[order], np.arange(len(edges)))
    quantiles = np.full(len(edges) - 1, np.nan)
    for number, (start, stop) in enumerate(pairwise(first)):
        if stop > start:
            quantiles[number] = dated.values[order[start + rank(level, stop - start) - 1]]
    return quantiles
