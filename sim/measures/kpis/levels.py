"""How high levels are over time: queues, contacts in the system, agents' time and its cost."""

from sim.measures.kpis.kpi import CALL_CENTRE, MODEL, Direction, Ratio, Term
from sim.measures.kpis.terms import HALF_HOURS, HOURS, MONTHS, of_clock, of_queues, of_teams

BUSY = of_teams("agent-hours with a contact in hand, after-call work included", lambda t: t.busy)


def _of_window(
    key: str,
    name: str,
    unit: str,
    numerator: Term,
    per: Term,
    by: str,
    better: Direction = "neutral",
    source: str = MODEL,
) -> Ratio:
    """Return a KPI over the time of the window."""
    return Ratio(
        key=key,
        name=name,
        unit=unit,
        clock="window",
        direction=better,
        source=source,
        by=(by,),
        numerator=numerator,
        denominator=per,
    )


LEVELS_OVER_TIME = (
    _of_window(
        "queue_length",
        "Queue length",
        "contacts",
        of_queues("contact-hours of waiting in human queues", lambda q: q.waiting),
        HOURS,
        "queue",
        better="lower",
        source=CALL_CENTRE,
    ),
    _of_window(
        "backlog",
        "Backlog",
        "contacts",
        of_queues("contacts that wait at the end of each half hour", lambda q: q.backlog),
        HALF_HOURS,
        "queue",
        better="lower",
    ),
    _of_window(
        "in_system",
        "Contacts in the system",
        "contacts",
        of_clock(
            "contacts that have arrived and not ended, at the end of each half hour",
            lambda w: w.in_system,
        ),
        HALF_HOURS,
        "time",
        better="lower",
        source=CALL_CENTRE,
    ),
    _of_window(
        "occupancy",
        "Occupancy",
        "share",
        BUSY,
        of_teams("those and agent-hours available", lambda t: t.busy + t.available),
        "team",
        source=CALL_CENTRE,
    ),
    _of_window(
        "utilisation",
        "Utilisation",
        "share",
        BUSY,
        of_teams("agent-hours scheduled and overtime", lambda t: t.worked),
        "team",
        source=CALL_CENTRE,
    ),
    _of_window(
        "overtime_hours_per_month",
        "Overtime",
        "hours/month",
        of_teams(
            "agent-hours with a contact in hand outside the shifts for which they are present",
            lambda t: t.overtime,
        ),
        MONTHS,
        "team",
        better="lower",
    ),
    _of_window(
        "busy_cost_per_month",
        "Cost of busy time",
        "money/month",
        of_teams("agent-hours with a contact in hand x loaded rate", lambda t: t.busy * t.rate),
        MONTHS,
        "team",
    ),
    _of_window(
        "idle_cost_per_month",
        "Cost of idle time",
        "money/month",
        of_teams("agent-hours available x loaded rate", lambda t: t.available * t.rate),
        MONTHS,
        "team",
        better="lower",
    ),
)
