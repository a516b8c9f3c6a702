"""The door to people: who is turned away, hangs up, or joins a queue."""

from collections.abc import Sequence
from math import isfinite

from sim.engine.journal import Ending, Role
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.legs import leg_values
from sim.engine.simpy_model.observables import estimated_wait
from sim.engine.simpy_model.records import ContactRecord


def turned_away(
    desk: Desk, contact: ContactRecord, now: float, queues: Sequence[int]
) -> Ending | None:
    """Return how a contact for people ends at the door; None: it joins a queue.

    Outside the opening hours it may go on by another channel, if that does not lose it.

    Parameters
    ----------
    desk, contact
        The desk and the contact; where it is diverted to is written there.
    now
        The time.
    queues
        By channel: the queue that it would join.
    """
    channels = contact.plan.channels
    channel = channels[contact.handled_on]
    if channel.diverts and not desk.is_open(contact.handled_on):
        contact.handled_on, channel = channel.target, channels[channel.target]
    if channel.loses and not desk.is_open(contact.handled_on):
        return Ending.LOST
    if desk.on_line[contact.handled_on] >= channel.trunks:
        return Ending.BLOCKED
    balks = contact.values.balks
    matters = isfinite(channel.queue_capacity) or channel.announces or balks
    if not matters or desk.has_agent_for(queues[contact.handled_on]):
        return None
    if desk.waiting_on(contact.handled_on) >= channel.queue_capacity:
        return Ending.BLOCKED
    if balks or (channel.announces and hears_too_much(desk, contact, now)):
        return Ending.BALKED
    return None


def hears_too_much(desk: Desk, contact: ContactRecord, now: float) -> bool:
    """Return whether the announced wait is above the customer's patience."""
    return estimated_wait(desk, contact, now) > leg_values(contact, Role.ANSWER).patience
