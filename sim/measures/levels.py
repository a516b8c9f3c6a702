"""Levels over time: queues, contacts in the system, and what agents' time goes into."""

from sim.measures.kpi import CALL_CENTRE, MODEL, Ratio
from sim.measures.parts import HALF_HOURS, HOURS, MONTHS, of_clock, of_queues, of_teams

BUSY = of_teams("agent-hours with a contact in hand, after-call work included", lambda t: t.busy)

LEVELS_OVER_TIME = (
    Ratio(
        key="queue_length",
        name="Queue length",
        unit="contacts",
        clock="window",
        direction="lower",
        source=CALL_CENTRE,
        by=("queue",),
        numerator=of_queues("contact-hours of waiting in human queues", lambda q: q.waiting),
        denominator=HOURS,
    ),
    Ratio(
        key="backlog",
        name="Backlog",
        unit="contacts",
        clock="window",
        direction="lower",
        source=MODEL,
        by=("queue",),
        numerator=of_queues("contacts that wait at the end of each half hour", lambda q: q.backlog),
        denominator=HALF_HOURS,
    ),
    Ratio(
        key="in_system",
        name="Contacts in the system",
        unit="contacts",
        clock="window",
        direction="lower",
        source=CALL_CENTRE,
        by=("time",),
        numerator=of_clock(
            "contacts that have arrived and not ended, at the end of each half hour",
            lambda w: w.in_system,
        ),
        denominator=HALF_HOURS,
    ),
    Ratio(
        key="occupancy",
        name="Occupancy",
        unit="share",
        clock="window",
        direction="neutral",
        source=CALL_CENTRE,
        by=("team",),
        numerator=BUSY,
        denominator=of_teams("those and agent-hours available", lambda t: t.busy + t.available),
    ),
    Ratio(
        key="utilisation",
        name="Utilisation",
        unit="share",
        clock="window",
        direction="neutral",
        source=CALL_CENTRE,
        by=("team",),
        numerator=BUSY,
        denominator=of_teams("agent-hours scheduled and overtime", lambda t: t.worked),
    ),
    Ratio(
        key="busy_cost_per_month",
        name="Cost of busy time",
        unit="money/month",
        clock="window",
        direction="neutral",
        source=MODEL,
        by=("team",),
        numerator=of_teams(
            "agent-hours with a contact in hand x loaded rate", lambda t: t.busy * t.rate
        ),
        denominator=MONTHS,
    ),
    Ratio(
        key="idle_cost_per_month",
        name="Cost of idle time",
        unit="money/month",
        clock="window",
        direction="lower",
        source=MODEL,
        by=("team",),
        numerator=of_teams("agent-hours available x loaded rate", lambda t: t.available * t.rate),
        denominator=MONTHS,
    ),
)
