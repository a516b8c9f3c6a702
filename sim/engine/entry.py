"""The door to people: who is turned away, hangs up, or joins a queue."""

from sim.engine.desk import Desk
from sim.engine.journal import Ending
from sim.engine.look import estimated_wait
from sim.engine.records import ContactRecord

Lines = list[int]
"""Contacts that wait or are in hand on each channel."""


def turned_away(desk: Desk, row: ContactRecord, on_line: Lines, now: float) -> Ending | None:
    """Return how a contact for people ends at the door; None: it joins a queue."""
    way = row.plan.ways[row.channel]
    if way.loses and not desk.is_open(row.channel):
        return Ending.LOST
    if on_line[row.channel] >= way.trunks:
        return Ending.BLOCKED
    if desk.has_agent_for(row.plan.queue_number[row.predicted_type][row.channel]):
        return None
    if desk.waiting_on(row.channel) >= way.queue_capacity:
        return Ending.BLOCKED
    if row.values.balks or (way.announces and hears_too_much(desk, row, now)):
        return Ending.BALKED
    return None


def hears_too_much(desk: Desk, row: ContactRecord, now: float) -> bool:
    """Return whether the announced wait is above the customer's patience."""
    return estimated_wait(desk, row, now) > row.values.patience
