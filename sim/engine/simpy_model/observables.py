"""How each observable of a policy is read from a contact and from the desk."""

from collections.abc import Callable, Mapping
from math import inf, nan

from sim.engine.plan.channel_plan import BotHours
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.desk_plan import DeskPlan
from sim.engine.simpy_model.records import ContactRecord
from sim.engine.timeline import next_opening
from sim.scenario.values.observables import OBSERVABLES

Read = Callable[[Desk, ContactRecord, float], float]
"""Reads an observable of a contact now."""


def bot_is_there(desk: Desk, contact: ContactRecord) -> bool:
    """Return whether a contact can be offered the bot now, outages apart."""
    plan = contact.plan
    if not plan.has_bot or not plan.types[contact.predicted_type].eligible:
        return False
    hours = plan.channels[contact.channel].bot
    return hours == BotHours.ALWAYS or (hours == BotHours.HOURS and desk.is_open(contact.channel))


def ask_policy(desk: Desk, contact: ContactRecord, now: float) -> int:
    """Return the rule that sends a contact to a person now, or `BOT`."""
    policy = contact.plan.policy
    seen = [nan] * len(OBSERVABLES)
    for place in policy.looks_at:
        seen[place] = READERS[place](desk, contact, now)
    return policy.decide(seen)


def wait_in(desk: Desk, plan: DeskPlan, queue: int, inquiry_type: int, now: float) -> float:
    """Return (contacts ahead + 1) x mean handle time / agents on duty, in seconds.

    The time to the next opening is added while the channel is closed; the wait is infinite with
    nobody on duty.
    """
    channel, staff = plan.channel_of[queue], desk.staff_for(queue)
    if not staff:
        return inf
    wait = (desk.waiting[queue].level + 1) * plan.mean_handle[inquiry_type][channel] / staff
    if desk.is_open(channel):
        return wait
    return wait + next_opening(plan.opening[channel], now) - now


def estimated_wait(desk: Desk, contact: ContactRecord, now: float) -> float:
    """Return the wait that a contact would be told of in the queue of its predicted type."""
    plan, predicted = contact.plan, contact.predicted_type
    return wait_in(desk, plan, plan.queue_of[predicted][contact.handled_on], predicted, now)


def _is_vip(contact: ContactRecord) -> bool:
    return contact.segment >= 0 and contact.plan.vips[contact.segment]


def _mood(contact: ContactRecord) -> float:
    return 1.0 - contact.turns * contact.plan.types[contact.type].mood_step


def _queue_length(desk: Desk, contact: ContactRecord) -> float:
    queue = contact.plan.queue_of[contact.predicted_type][contact.channel]
    return float(desk.waiting[queue].level)


_READ: Mapping[str, Read] = {
    "type": lambda _, contact, __: float(contact.predicted_type),
    "channel": lambda _, contact, __: float(contact.channel),
    "segment": lambda _, contact, __: float(contact.segment),
    "vip": lambda _, contact, __: float(_is_vip(contact)),
    "urgency": lambda _, contact, __: float(contact.predicted_urgency),
    "attempt": lambda _, contact, __: float(contact.attempt),
    "turn": lambda _, contact, __: float(contact.turns),
    "confidence": lambda _, contact, __: contact.values.confidence,
    "value_at_risk": lambda _, contact, __: contact.values.at_risk,
    "mood": lambda _, contact, __: _mood(contact),
    "asked_for_person": lambda _, contact, __: float(contact.asked),
    "open": lambda desk, contact, _: float(desk.is_open(contact.channel)),
    "queue_length": lambda desk, contact, _: _queue_length(desk, contact),
    "estimated_wait": estimated_wait,
}
READERS: tuple[Read, ...] = tuple(_READ[observable.name] for observable in OBSERVABLES)
"""In the order of `OBSERVABLES`; one without a reader fails here, at once."""
