"""What the policy sees of a contact and of the desk when it is asked."""

from math import inf

from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.records import ContactRecord
from sim.engine.simpy_model.timeline import next_opening


def bot_is_there(desk: Desk, row: ContactRecord) -> bool:
    """Return whether a contact can be offered the bot now, outages apart."""
    plan = row.plan
    if not plan.has_bot or not plan.kinds[row.predicted_type].eligible:
        return False
    hours = plan.ways[row.channel].bot
    return hours == "always" or (hours == "hours" and desk.is_open(row.channel))


def ask_policy(desk: Desk, row: ContactRecord, now: float) -> int:
    """Return the rule that sends a contact to a person now, or `BOT`."""
    plan = row.plan
    seen = [
        float(row.predicted_type),
        float(row.channel),
        float(row.segment),
        float(row.segment >= 0 and plan.vips[row.segment]),
        float(row.predicted_urgency),
        float(row.attempt),
        float(row.turns),
        row.values.confidence,
        row.values.at_risk,
        1.0 - row.turns * plan.kinds[row.type].mood_step,
        float(row.asked),
        float(desk.is_open(row.channel)),
    ]
    if plan.policy.reads_queue:
        queue = plan.queue_number[row.predicted_type][row.channel]
        seen += [float(desk.waiting[queue].level), estimated_wait(desk, row, now)]
    return plan.policy.decide(seen)


def estimated_wait(desk: Desk, row: ContactRecord, now: float) -> float:
    """Return (contacts ahead + 1) x mean handle time / agents on duty, in seconds.

    The time to the next opening is added while the channel is closed; the wait is infinite with
    nobody on duty.
    """
    plan = row.plan
    queue = plan.queue_number[row.predicted_type][row.handled_on]
    staff = desk.staff_for(queue)
    if not staff:
        return inf
    handle = float(plan.mean_handle[row.predicted_type, row.handled_on])
    wait = (desk.waiting[queue].level + 1) * handle / staff
    if desk.is_open(row.handled_on):
        return wait
    return wait + next_opening(plan.opening[row.handled_on], now) - now
