"""The door to people: who is turned away, hangs up, or joins a queue."""

from collections.abc import Sequence
from math import isfinite

from sim.engine.journal import Ending, Role
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.handling import leg_values
from sim.engine.simpy_model.observables import estimated_wait
from sim.engine.simpy_model.records import ContactRecord

Lines = list[int]
"""Contacts that wait or are in hand on each channel."""


def turned_away(
    desk: Desk, row: ContactRecord, on_line: Lines, now: float, queues: Sequence[int]
) -> Ending | None:
    """Return how a contact for people ends at the door; None: it joins a queue.

    Outside the opening hours it may go on by another channel, if that does not lose it.

    Parameters
    ----------
    desk, row
        The desk and the contact; where it is diverted to is written there.
    on_line
        Contacts that wait or are in hand on each channel.
    now
        The time.
    queues
        By channel: the queue that it would join.
    """
    way = row.plan.ways[row.handled_on]
    if way.diverts and not desk.is_open(row.handled_on):
        row.handled_on, way = way.target, row.plan.ways[way.target]
    if way.loses and not desk.is_open(row.handled_on):
        return Ending.LOST
    if on_line[row.handled_on] >= way.trunks:
        return Ending.BLOCKED
    matters = isfinite(way.queue_capacity) or way.announces or row.values.balks
    if not matters or desk.has_agent_for(queues[row.handled_on]):
        return None
    if desk.waiting_on(row.handled_on) >= way.queue_capacity:
        return Ending.BLOCKED
    if row.values.balks or (way.announces and hears_too_much(desk, row, now)):
        return Ending.BALKED
    return None


def hears_too_much(desk: Desk, row: ContactRecord, now: float) -> bool:
    """Return whether the announced wait is above the customer's patience."""
    return estimated_wait(desk, row, now) > leg_values(row, Role.ANSWER).patience
