"""What a month, a contact, a solved case and a need cost to run; without the implementation."""

from sim.measures.kpis.kpi import MODEL, Ratio, Term
from sim.measures.kpis.terms import CONTACTS, MONTHS, of_cases, of_clock, of_contacts, of_needs
from sim.measures.rows.contacts import ENDED_BY_PERSON, ENDED_IN_BOT

STAFFED = of_clock(
    "hours that labour is paid for x loaded rate, programmes, and in arms with a bot platform, "
    "upkeep and conversations",
    lambda w: w.staffed,
)
ACTIVITY = of_clock(
    "handle time x loaded rate, programmes, and in arms with a bot platform, upkeep and "
    "conversations",
    lambda w: w.activity,
)
RESOLVED_CASES = of_cases("cases truly resolved", lambda c: c.resolved)
REACHED = of_contacts(
    "contacts that ended in the bot or with a person, so neither turned away nor still open",
    lambda c: c.ended_as(*ENDED_IN_BOT, *ENDED_BY_PERSON),
)
NEEDS = of_needs("needs: cases that came, and those that a programme averted", lambda n: n.each)


def _cost(key: str, name: str, costs: Term, per: Term, unit: str = "money") -> Ratio:
    return Ratio(
        key=key,
        name=name,
        unit=unit,
        clock="window",
        direction="lower",
        source=MODEL,
        numerator=costs,
        denominator=per,
    )


COSTS = (
    _cost("cost_per_month_staffed", "Cost a month, staffed", STAFFED, MONTHS, "money/month"),
    _cost("cost_per_month_activity", "Cost a month, activity", ACTIVITY, MONTHS, "money/month"),
    _cost("cost_per_contact_reached", "Cost per contact reached, staffed", STAFFED, REACHED),
    _cost("cost_per_need", "Cost per need, staffed", STAFFED, NEEDS),
    _cost("cost_per_interaction_staffed", "Cost per interaction, staffed", STAFFED, CONTACTS),
    _cost("cost_per_interaction_activity", "Cost per interaction, activity", ACTIVITY, CONTACTS),
    _cost("cost_per_resolution_staffed", "Cost per resolution, staffed", STAFFED, RESOLVED_CASES),
    _cost(
        "cost_per_resolution_activity", "Cost per resolution, activity", ACTIVITY, RESOLVED_CASES
    ),
)
