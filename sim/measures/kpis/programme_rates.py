"""What programmes do and cost per month."""

from sim.measures.kpis.kpi import BY_CONTACT, MODEL, Direction, Ratio, Term
from sim.measures.kpis.terms import MONTHS, of_programmes


def _monthly(key: str, name: str, unit: str, numerator: Term, better: Direction) -> Ratio:
    return Ratio(
        key=key,
        name=name,
        unit=unit,
        direction=better,
        source=MODEL,
        by=(*BY_CONTACT, "programme"),
        numerator=numerator,
        denominator=MONTHS,
    )


PROGRAMME_RATES = (
    _monthly(
        "outreach_per_month",
        "Outreach per month",
        "contacts/month",
        of_programmes("outreach of programmes, in vain or not", lambda p: p.outreach),
        "neutral",
    ),
    _monthly(
        "averted_per_month",
        "Cases averted per month",
        "cases/month",
        of_programmes("cases that a programme averted", lambda p: p.averted),
        "higher",
    ),
    _monthly(
        "moved_per_month",
        "Cases moved per month",
        "cases/month",
        of_programmes("cases that a programme brought earlier", lambda p: p.moved),
        "neutral",
    ),
    _monthly(
        "programme_cost_per_month",
        "Cost of programmes per month",
        "money/month",
        of_programmes("cost of the outreach", lambda p: p.cost),
        "lower",
    ),
    _monthly(
        "upsell_per_month",
        "Upsell per month",
        "money/month",
        of_programmes("profit that the outreach sells", lambda p: p.upsell),
        "higher",
    ),
)
