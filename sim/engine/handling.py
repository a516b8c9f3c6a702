"""Legs: the way of a contact through the teams, its place in line, and how long handling takes."""

from simpy import Event

from sim.engine.journal import Ending, Role
from sim.engine.records import ContactRecord, LegRecord
from sim.workload.grid import on_grid


def route(row: ContactRecord) -> list[tuple[Role, int]]:
    """Return the roles of the legs ahead, each with the type in whose queue it waits."""
    queues = row.plan.queue_number
    if queues[row.predicted_type][row.channel] == queues[row.type][row.channel]:
        return [(Role.ANSWER, row.predicted_type)]
    return [(Role.MISROUTE, row.predicted_type), (Role.ANSWER, row.type)]


def new_leg(row: ContactRecord, role: Role, kind: int, given: Event) -> LegRecord:
    """Begin a leg now: its queue, the terms of its score, and its patience.

    Parameters
    ----------
    row
        The contact; its first joining is written there.
    role, kind
        The leg's role and the type in whose queue it waits.
    given
        The event of its turn.
    """
    plan, values, now = row.plan, row.values, given.env.now
    terms = plan.handling
    transferred = row.was_in_queue
    if not transferred:
        row.joined = now
    row.ending = Ending.WAITING
    base = float(row.predicted_urgency)
    if row.escalated:
        base += terms.escalated_bonus
    if transferred:
        base += terms.transferred_bonus
    return LegRecord(
        case=row.case,
        attempt=row.attempt,
        role=role,
        queue=plan.queue_number[kind][row.channel],
        channel=row.channel,
        joined=now,
        since=row.bot_start if row.escalated and terms.bot_time_counts else now,
        patience=values.patience if role == Role.ANSWER else values.misroute_patience,
        base=base,
        ageing=plan.kinds[kind].ageing,
        given=given,
    )


def handling(
    row: ContactRecord, leg: LegRecord, agent_factors: list[list[float]]
) -> tuple[float, float]:
    """Return the seconds of talk and of after-call work of a leg that has its agent.

    Parameters
    ----------
    row, leg
        The contact and the leg.
    agent_factors
        By team and agent: their own factor on handle times.
    """
    plan, values, terms = row.plan, row.values, row.plan.handling
    crew = plan.crews[leg.team]
    slow_down = crew.slow_down[min(leg.in_hand, len(crew.slow_down)) - 1]
    person = crew.talk_factor[row.type] * agent_factors[leg.team][leg.agent]
    if leg.role == Role.MISROUTE:
        return on_grid(values.misroute * person * slow_down), 0.0
    summary = terms.summary_after_bot if row.escalated else terms.summary
    mood = terms.mood_after_bot if row.escalated else 1.0
    handle = on_grid(values.answer * person * summary * mood * slow_down)
    share = on_grid(handle * plan.kinds[row.type].after_call)
    wrap = (share + values.after_call * person) * crew.wrap_factor[row.type]
    return handle - share, on_grid(wrap)
