"""What the desk looks like by half hour of the week: queues and agents."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY, HALF_HOUR
from sim.measures.rows.frame import KEPT, Frame
from sim.measures.rows.rows import sum_by
from sim.measures.rows.tables import Tables
from sim.measures.statistics.band import Band, band

SLOTS = 336
"""Half hours of a week, from Monday 00:00."""


@dataclass(frozen=True)
class WeekTotals:
    """What one replication's measured window adds up to in each half hour of the week.

    Attributes
    ----------
    hours
        Hours of the window, shape (336,).
    waiting
        Contact-hours of waiting, shape (channels, 336).
    busy, available
        Agent-hours with a contact in hand; on duty with none, shape (teams, 336).
    """

    hours: Floats
    waiting: Floats
    busy: Floats
    available: Floats


@dataclass(frozen=True)
class Week:
    """The desk by half hour of the week.

    Attributes
    ----------
    waiting
        Contacts waiting for people, by channel.
    busy, available
        Agents with a contact in hand; on duty with none; by team.
    occupancy
        The busy ones among both, by team; no data where nobody is on duty.
    """

    waiting: Band
    busy: Band
    available: Band
    occupancy: Band


def week_totals(tables: Tables) -> WeekTotals:
    """Return the totals of one replication by half hour of the week."""
    plan, slots = tables.frame.plan, _slots(tables.frame)

    def by_slot(values: Floats) -> Floats:
        # Rows stand member by member, each with the same half hours.
        members = len(values) // len(slots)
        place = np.add.outer(np.arange(members) * SLOTS, slots).ravel()
        return sum_by(place, values, members * SLOTS).reshape(-1, SLOTS)

    by_queue = by_slot(tables.queues.waiting)
    channels = range(len(plan.channels))
    return WeekTotals(
        hours=by_slot(tables.clock.hours)[0],
        waiting=np.array([by_queue[plan.queues_on(channel)].sum(axis=0) for channel in channels]),
        busy=by_slot(tables.teams.busy),
        available=by_slot(tables.teams.available),
    )


@lru_cache(KEPT)
def _slots(frame: Frame) -> Integers:
    """Return the half hour of the week in which each half hour of the window lies."""
    begins = frame.edges.instants[:-1] + frame.plan.horizon.first_day.weekday() * DAY
    slots: Integers = (begins // HALF_HOUR).astype(np.int64) % SLOTS
    return slots


def week_bands(samples: list[WeekTotals]) -> Week:
    """Return means over replications, in order of replication."""
    hours = np.array([sample.hours for sample in samples])[:, None]
    waiting = np.array([sample.waiting for sample in samples])
    busy = np.array([sample.busy for sample in samples])
    available = np.array([sample.available for sample in samples])
    return Week(
        waiting=band(waiting, hours),
        busy=band(busy, hours),
        available=band(available, hours),
        occupancy=band(busy, busy + available, share=True),
    )
