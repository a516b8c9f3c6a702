"""Legs: the way of a contact through the teams, its place in line, and how long handling takes."""

from collections.abc import Iterator
from math import isnan
from typing import NamedTuple

from simpy import Event

from sim.engine.bound import LegValues
from sim.engine.journal import BESIDE, Ending, Outcome, Role
from sim.engine.simpy_model.records import ContactRecord, LegRecord
from sim.workload.grid import on_grid

LATER = (Role.FORWARD1, Role.FORWARD2, Role.TIER2)
"""Roles that are handled as another type than the contact's own may be."""


class Stage(NamedTuple):
    """A leg that lies ahead of a contact.

    Attributes
    ----------
    role
        What it is for.
    kind
        Inquiry type in whose queue it waits, or whose tier 2 or dispatcher it waits for.
    part
        Its code among the contact's legs: the role's, and on from `TOUCH` for further touches.
    leads_to
        Outcome of its talk; `OPEN`: the contact is resolved or not.
    transferred
        Whether somebody passed the contact on to it.
    """

    role: Role
    kind: int
    part: int
    leads_to: Outcome = Outcome.OPEN
    transferred: bool = False


def dispatch_stage(row: ContactRecord) -> Stage:
    """Return the reading by a dispatcher."""
    return Stage(Role.DISPATCH, row.predicted_type, Role.DISPATCH, Outcome.DISPATCHED)


def route(row: ContactRecord) -> list[Stage]:
    """Return the legs ahead: a wrong team, the answers, the types forwarded to, tier 2."""
    stages = list(_stages(row))
    if len(stages) == 1:
        return stages
    # What a leg leads to is what comes after it.
    leads_to = [_PASSED_ON.get(after.role, Outcome.OPEN) for after in stages[1:]]
    return [
        stage._replace(leads_to=Outcome.TRANSFERRED if stage.role is Role.MISROUTE else outcome)
        for stage, outcome in zip(stages, [*leads_to, Outcome.OPEN], strict=True)
    ]


_PASSED_ON = {
    Role.TOUCH: Outcome.AWAITS_REPLY,
    Role.FORWARD1: Outcome.FORWARDED,
    Role.FORWARD2: Outcome.FORWARDED,
    Role.TIER2: Outcome.SENT_TO_TIER2,
}


def _stages(row: ContactRecord) -> Iterator[Stage]:
    values, queues, kind = row.values, row.plan.queue_number, row.type
    way = row.handled_on
    misrouted = queues[row.predicted_type][way] != queues[kind][way]
    if misrouted:
        yield Stage(Role.MISROUTE, row.predicted_type, Role.MISROUTE)
        yield Stage(Role.ANSWER, kind, Role.ANSWER, transferred=True)
    else:
        # The queue is the same; what ages is what triage took it for.
        yield Stage(Role.ANSWER, row.predicted_type, Role.ANSWER)
    if not row.plan.ways[way].live:
        for further in range(int(values.touches) - 1):
            yield Stage(Role.TOUCH, kind, Role.TOUCH + further)
    for role, target in ((Role.FORWARD1, values.second_type), (Role.FORWARD2, values.third_type)):
        if target >= 0:
            kind = int(target)
            yield Stage(role, kind, role, transferred=True)
    if values.tier2:
        yield Stage(Role.TIER2, kind, Role.TIER2, transferred=True)


def queue_of(row: ContactRecord, stage: Stage) -> int:
    """Return the queue in which a contact waits for a leg."""
    plan, way = row.plan, row.handled_on
    if stage.role is Role.DISPATCH:
        return plan.dispatch_of[way]
    if stage.role is Role.TIER2:
        return int(plan.tier2_of[stage.kind, way])
    return plan.queue_number[stage.kind][way]


def leg_values(row: ContactRecord, part: int) -> LegValues:
    """Return what a leg has in store on the channel by which people handle its contact."""
    return row.bound.leg_values(row.case, row.attempt, (part, row.handled_on != row.channel))


def new_leg(row: ContactRecord, stage: Stage, given: Event) -> LegRecord:
    """Begin a leg now: its queue, the terms of its score, and its patience.

    Parameters
    ----------
    row
        The contact; its first joining is written there.
    stage
        The leg.
    given
        The event of its turn.
    """
    plan, values, now = row.plan, leg_values(row, stage.part), given.env.now
    terms = plan.handling
    base = float(row.predicted_urgency)
    if row.escalated:
        base += terms.escalated_bonus
    if stage.transferred:
        base += terms.transferred_bonus
    row.ending = Ending.WAITING
    if isnan(row.joined) and stage.role is not Role.DISPATCH:
        row.joined = now
    row.legs += 1
    return LegRecord(
        case=row.case,
        attempt=row.attempt,
        number=row.legs - 1,
        role=stage.role,
        kind=stage.kind if stage.role in LATER else row.type,
        part=stage.part,
        values=values,
        queue=queue_of(row, stage),
        channel=row.handled_on,
        joined=now,
        since=row.bot_start if row.escalated and terms.bot_time_counts else now,
        patience=values.patience,
        base=base,
        ageing=plan.kinds[stage.kind].ageing,
        given=given,
    )


def handling(row: ContactRecord, leg: LegRecord, factor: float) -> tuple[float, float]:
    """Return the seconds of talk and of after-call work of a leg that has its agent.

    Parameters
    ----------
    row, leg
        The contact and the leg.
    factor
        The agent's own factor on handle times.
    """
    plan, values, terms = row.plan, leg.values, row.plan.handling
    crew = plan.crews[leg.team]
    slow_down = crew.slow_down[min(leg.in_hand, len(crew.slow_down)) - 1]
    person = crew.talk_factor[leg.kind] * factor
    if leg.role in BESIDE:
        return on_grid(values.handle * person * slow_down), 0.0
    summary = terms.summary_after_bot if row.escalated else terms.summary
    mood = terms.mood_after_bot if row.escalated else 1.0
    handle = on_grid(values.handle * person * summary * mood * slow_down)
    share = on_grid(handle * plan.kinds[leg.kind].after_call)
    wrap = (share + values.after_call * person) * crew.wrap_factor[leg.kind]
    return handle - share, on_grid(wrap)
