"""The door to people: who is turned away, hangs up, or joins a queue."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from sim.engine.journal import Ending
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.legs import leg_values
from sim.engine.simpy_model.observables import wait_in
from sim.engine.simpy_model.records import ContactRecord


class Door(NamedTuple):
    """What a contact for people would wait for.

    Attributes
    ----------
    queues
        By channel: the queue that it would join.
    type
        Inquiry type whose mean handle time an announced wait is reckoned with.
    part
        The leg whose patience it has.
    """

    queues: Sequence[int]
    type: int
    part: int


def turned_away(desk: Desk, contact: ContactRecord, now: float, door: Door) -> Ending | None:
    """Return how a contact for people ends at the door; None: it joins a queue.

    Outside the opening hours it may go on by another channel, if that does not lose it.

    Parameters
    ----------
    desk, contact
        The desk and the contact; where it is diverted to is written there.
    now
        The time.
    door
        What it would wait for.
    """
    channels = contact.plan.channels
    channel = channels[contact.handled_on]
    if channel.diverts and not desk.is_open(contact.handled_on):
        contact.handled_on, channel = channel.target, channels[channel.target]
    if channel.loses and not desk.is_open(contact.handled_on):
        return Ending.LOST
    if desk.on_line[contact.handled_on] >= channel.trunks:
        return Ending.BLOCKED
    queue, balks = door.queues[contact.handled_on], contact.values.balks
    capacity = contact.plan.queues[queue].capacity
    limited = isfinite(channel.queue_capacity) or isfinite(capacity)
    if not (limited or channel.announces or balks) or desk.has_agent_for(queue):
        return None
    if desk.waiting_on(contact.handled_on) >= channel.queue_capacity:
        return Ending.BLOCKED
    if desk.waiting[queue].level >= capacity:
        return Ending.BLOCKED
    if balks or (channel.announces and hears_too_much(desk, contact, now, door)):
        return Ending.BALKED
    return None


def hears_too_much(desk: Desk, contact: ContactRecord, now: float, door: Door) -> bool:
    """Return whether the announced wait is above the customer's patience."""
    queue = door.queues[contact.handled_on]
    announced = wait_in(desk, contact.plan, queue, door.type, now)
    return announced > leg_values(contact, door.part).patience
