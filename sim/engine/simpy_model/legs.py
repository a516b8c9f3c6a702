"""Legs: which lie ahead of a contact, its place in line, and how long handling takes."""

from collections.abc import Iterator
from math import inf, isnan
from typing import NamedTuple

from simpy import Event

from sim.engine.bound import LegValues
from sim.engine.journal import BESIDE, Ending, Outcome, Role
from sim.engine.parts import forward_part, part_of, role_of
from sim.engine.simpy_model.records import ContactRecord, LegRecord
from sim.workload.grid import on_grid


class LegAhead(NamedTuple):
    """A leg that lies ahead of a contact.

    Attributes
    ----------
    role
        What it is for.
    type
        Inquiry type in whose queue it waits, or whose tier 2 or dispatcher it waits for.
    part
        Which of the contact's legs it is.
    leads_to
        Outcome of its talk; `OPEN`: the contact is resolved or not.
    transferred
        Whether somebody passed the contact on to it.
    """

    role: Role
    type: int
    part: int
    leads_to: Outcome = Outcome.OPEN
    transferred: bool = False


def reading(contact: ContactRecord) -> LegAhead:
    """Return the reading by a dispatcher."""
    part = part_of(Role.DISPATCH)
    return LegAhead(Role.DISPATCH, contact.predicted_type, part, Outcome.DISPATCHED)


def reviewing(contact: ContactRecord) -> LegAhead:
    """Return the review of what the bot wants to do."""
    part = part_of(Role.REVIEW, contact.reviews)
    return LegAhead(Role.REVIEW, contact.predicted_type, part, Outcome.PASSED)


def route(contact: ContactRecord) -> list[LegAhead]:
    """Return the legs ahead: a wrong team, the answers, the types forwarded to, tier 2."""
    legs = list(_legs_of(contact))
    if contact.begins is not None:
        legs = legs[next(n for n, leg in enumerate(legs) if leg.part == contact.begins) :]
    if len(legs) == 1:
        return legs
    # What a leg leads to is what comes after it.
    leads_to = [_PASSED_ON.get(after.role, Outcome.OPEN) for after in legs[1:]]
    return [
        ahead._replace(leads_to=Outcome.TRANSFERRED if ahead.role is Role.MISROUTE else outcome)
        for ahead, outcome in zip(legs, [*leads_to, Outcome.OPEN], strict=True)
    ]


_PASSED_ON = {
    Role.TOUCH: Outcome.AWAITS_REPLY,
    Role.FORWARD1: Outcome.FORWARDED,
    Role.FORWARD2: Outcome.FORWARDED,
    Role.FORWARD: Outcome.FORWARDED,
    Role.TIER2: Outcome.SENT_TO_TIER2,
}


def _legs_of(contact: ContactRecord) -> Iterator[LegAhead]:
    values, queues, own = contact.values, contact.plan.queue_of, contact.type
    channel, predicted = contact.handled_on, contact.predicted_type
    misrouted = queues[predicted][channel] != queues[own][channel]
    if misrouted:
        yield LegAhead(Role.MISROUTE, predicted, part_of(Role.MISROUTE))
    # Where the queue is the same, what ages is what triage took it for.
    ages_as = own if misrouted else predicted
    yield LegAhead(Role.ANSWER, ages_as, part_of(Role.ANSWER), transferred=misrouted)
    if not contact.plan.channels[channel].live:
        for number in range(int(values.touches) - 1):
            yield LegAhead(Role.TOUCH, own, part_of(Role.TOUCH, number))
    last = own
    for number in range(int(values.forwards)):
        part = forward_part(number)
        last = int(leg_values(contact, part).kind)
        yield LegAhead(role_of(part), last, part, transferred=True)
    if values.tier2:
        yield LegAhead(Role.TIER2, last, part_of(Role.TIER2), transferred=True)


def door_type(contact: ContactRecord) -> int:
    """Return the inquiry type in whose queue a contact would wait first."""
    if contact.begins is None:
        return contact.predicted_type
    return int(leg_values(contact, contact.begins).kind)


def queue_of(contact: ContactRecord, ahead: LegAhead) -> int:
    """Return the queue in which a contact waits for a leg."""
    plan, channel = contact.plan, contact.handled_on
    if ahead.role is Role.DISPATCH:
        return plan.dispatch_of[channel]
    if ahead.role is Role.REVIEW:
        return plan.review_of[channel]
    queues = plan.tier2_of if ahead.role is Role.TIER2 else plan.queue_of
    return queues[ahead.type][channel]


def leg_values(contact: ContactRecord, part: int) -> LegValues:
    """Return what a leg has in store on the channel by which people handle its contact."""
    elsewhere = contact.handled_on != contact.channel
    return contact.store.leg(contact.case, contact.attempt, _stored(part), elsewhere=elsewhere)


def _handle(contact: ContactRecord, leg: LegRecord, law: int) -> float:
    """Return the base seconds of a leg's handling under the law of the team that has it."""
    if law == 0:
        return leg.values.handle
    part, elsewhere = _stored(leg.part), leg.channel != contact.channel
    return contact.store.handle(leg.case, leg.attempt, part, elsewhere=elsewhere, law=law)


def _stored(part: int) -> int:
    """Return the part whose values a leg has: all reviews of an attempt have the same in store."""
    return part_of(Role.REVIEW) if role_of(part) is Role.REVIEW else part


def new_leg(contact: ContactRecord, ahead: LegAhead, over: Event) -> LegRecord:
    """Begin a leg now: its queue, the terms of its score, and its patience.

    Parameters
    ----------
    contact
        The contact; its first joining is written there.
    ahead
        The leg.
    over
        The event that ends its wait.
    """
    plan, values, now = contact.plan, leg_values(contact, ahead.part), over.env.now
    terms, queue = plan.handling, queue_of(contact, ahead)
    base = float(contact.predicted_urgency)
    if contact.escalated:
        base += terms.escalated_bonus
    if ahead.transferred:
        base += plan.queues[queue].transferred_bonus
    if ahead.role is not Role.REVIEW:
        contact.ending, contact.part = Ending.WAITING, ahead.part
    if isnan(contact.joined) and ahead.role not in (Role.DISPATCH, Role.REVIEW):
        contact.joined = now
    contact.legs += 1
    return LegRecord(
        case=contact.case,
        attempt=contact.attempt,
        number=contact.legs - 1,
        role=ahead.role,
        kind=int(values.kind),
        part=ahead.part,
        values=values,
        queue=queue,
        channel=contact.handled_on,
        joined=now,
        since=contact.bot_start if contact.escalated and terms.bot_time_counts else now,
        patience=values.patience,
        base=base,
        ageing=plan.types[ahead.type].ageing,
        over=over,
    )


def rest_of(contact: ContactRecord, leg: LegRecord, left: float, over: Event) -> LegRecord:
    """Begin the row in which a leg goes on whose talk was broken off.

    Parameters
    ----------
    contact, leg
        The contact, and the row whose talk was broken off.
    left
        Seconds of talk that are left.
    over
        The event that ends its wait.
    """
    contact.legs += 1
    return LegRecord(
        case=leg.case,
        attempt=leg.attempt,
        number=contact.legs - 1,
        role=leg.role,
        kind=leg.kind,
        part=leg.part,
        values=leg.values,
        queue=leg.queue,
        channel=leg.channel,
        joined=over.env.now,
        since=leg.since,
        patience=inf,
        base=leg.base,
        ageing=leg.ageing,
        over=over,
        talk=left,
        wrap=leg.wrap,
        to_do=leg.to_do * (left / leg.talk),
    )


def handling(contact: ContactRecord, leg: LegRecord, factor: float) -> tuple[float, float]:
    """Return the seconds of talk and of after-call work of a leg that has its agent.

    Of a leg that was handed over the talk is what is left to do of it.

    Parameters
    ----------
    contact, leg
        The contact and the leg.
    factor
        The agent's own factor on handle times.
    """
    plan, values, terms = contact.plan, leg.values, contact.plan.handling
    base = _handle(contact, leg, plan.law[leg.team])
    slow_down = plan.slow_down[leg.team]
    slower = slow_down[min(leg.in_hand, len(slow_down)) - 1]
    person, connect = plan.talk_factor[leg.team][leg.kind] * factor, plan.connect[leg.team]
    if leg.role in BESIDE:
        return on_grid(base * person * slower) + connect, 0.0
    summary = terms.summary_after_bot if contact.escalated else terms.summary
    mood = terms.mood_after_bot if contact.escalated else 1.0
    handle = on_grid(base * person * summary * mood * slower)
    share = on_grid(handle * plan.types[leg.kind].after_call)
    wrap = (share + values.after_call * person) * plan.wrap_factor[leg.team][leg.kind]
    talk = on_grid((handle - share) * leg.to_do) + connect
    return talk, on_grid(wrap)
