"""What a contact and a resolved case cost to run; the implementation is not part of it."""

from sim.measures.kpis.kpi import MODEL, Ratio, Term
from sim.measures.kpis.terms import CONTACTS, of_cases, of_clock

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


def _cost(key: str, name: str, costs: Term, per: Term) -> Ratio:
    return Ratio(
        key=key,
        name=name,
        unit="money",
        clock="window",
        direction="lower",
        source=MODEL,
        numerator=costs,
        denominator=per,
    )


COSTS = (
    _cost("cost_per_interaction_staffed", "Cost per interaction, staffed", STAFFED, CONTACTS),
    _cost("cost_per_interaction_activity", "Cost per interaction, activity", ACTIVITY, CONTACTS),
    _cost("cost_per_resolution_staffed", "Cost per resolution, staffed", STAFFED, RESOLVED_CASES),
    _cost(
        "cost_per_resolution_activity", "Cost per resolution, activity", ACTIVITY, RESOLVED_CASES
    ),
)
