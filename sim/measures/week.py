"""The desk by half hour of the week: queues and agents."""

from dataclasses import dataclass

import numpy as np

from sim.engine.columns import Times
from sim.engine.journal import HALF_HOUR
from sim.measures.estimator import interval, jackknife
from sim.measures.rows import Rows, sum_by
from sim.measures.tables import Tables
from sim.scenario.horizon import DAY, Horizon

SLOTS = 336
"""Half hours of a week, from Monday 00:00."""


@dataclass(frozen=True)
class WeekTotals:
    """What one replication's measured window holds of each half hour of the week.

    Attributes
    ----------
    hours
        Hours of the window, shape (336,).
    waiting
        Contact-hours of waiting, shape (queues, 336).
    busy, available
        Agent-hours with a contact in hand; on duty with none, shape (teams, 336).
    """

    hours: Times
    waiting: Times
    busy: Times
    available: Times


@dataclass(frozen=True)
class Band:
    """A mean level with its 95 % interval, each of shape (queues or teams, 336); NaN: no data."""

    mean: Times
    low: Times
    high: Times


@dataclass(frozen=True)
class Week:
    """Mean levels by half hour of the week: contacts waiting by queue, agents by team."""

    waiting: Band
    busy: Band
    available: Band


def week_totals(tables: Tables, horizon: Horizon) -> WeekTotals:
    """Return the totals of one replication by half hour of the week."""

    def by_slot(rows: Rows, values: Times) -> Times:
        into_week = horizon.first_day.weekday() * DAY + rows.time
        slot = (into_week // HALF_HOUR).astype(np.int64) % SLOTS
        # Rows stand member by member, each with the same half hours.
        members = len(values) // len(tables.clock.time)
        member = np.repeat(np.arange(members), len(tables.clock.time))
        return sum_by(member * SLOTS + slot, values, members * SLOTS).reshape(-1, SLOTS)

    return WeekTotals(
        hours=by_slot(tables.clock, tables.clock.hours)[0],
        waiting=by_slot(tables.queues, tables.queues.waiting),
        busy=by_slot(tables.teams, tables.teams.busy),
        available=by_slot(tables.teams, tables.teams.available),
    )


def week_bands(samples: list[WeekTotals]) -> Week:
    """Return mean levels over replications, in order of replication."""
    hours = np.array([sample.hours for sample in samples])

    def band(totals: list[Times]) -> Band:
        stacked = np.array(totals)
        flat = stacked.reshape(len(samples), -1)
        below = np.tile(hours, stacked.shape[1])
        ratio, error = jackknife(flat, below)
        low, high = interval(ratio, error, np.zeros(len(ratio), np.bool_), len(samples))
        shape = stacked.shape[1:]
        return Band(ratio.reshape(shape), low.reshape(shape).clip(min=0), high.reshape(shape))

    return Week(
        waiting=band([sample.waiting for sample in samples]),
        busy=band([sample.busy for sample in samples]),
        available=band([sample.available for sample in samples]),
    )
