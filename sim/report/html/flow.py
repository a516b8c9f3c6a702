"""Where contacts go: bot, people, back again."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.report.charts.figure import arms_with
from sim.report.charts.outcomes import COLOURS, Month, month
from sim.report.documents import ResultDocument
from sim.report.pieces.arm import MemberDocument
from sim.report.pieces.estimate import EstimateDocument
from sim.report.units import interval_of, number, quantity, value_of

BACK = {
    "repeat_contact_rate_7d_ai": "Come back within 7 days of an end in the bot",
    "repeat_contact_rate_7d_human": "Come back within 7 days of an answer by a person",
}
REASONS = {
    "asked": "the customer asked for a person",
    "turn_limit": "the bot had used up its turns",
    "outage": "the bot was down",
}
"""What the model's own rules stand for; others bear the names that the scenario gives them."""

Cells = list[tuple[str, str]]
"""A value and what stands below it, by arm."""


@dataclass(frozen=True)
class Flow:
    """Contacts per month by what became of them.

    Attributes
    ----------
    totals
        Contacts per month, by arm.
    ends
        What became of them: name, counts and shares.
    others
        What cuts across that: name, counts and shares; name, rates and intervals.
    reasons
        Why the bot of the arm `ai` hands over: words and share of what it took.
    """

    totals: list[str]
    ends: list[tuple[str, Cells]]
    others: list[tuple[str, Cells]]
    reasons: list[tuple[str, str]]


def flow(document: ResultDocument) -> Flow:
    """Return the flow of every arm."""
    arms = arms_with(document, "kpis")
    months = [month(arm) for arm in arms.values()]
    ends = [_row(end, months, [played.ends[end] for played in months]) for end in COLOURS]
    crossing = [
        _row("Handed over to people by the bot", months, [played.handed_over for played in months]),
        _row("From customers who come back", months, [played.again for played in months]),
    ]
    rates = [
        (words, [_rate(arm["kpis"][key]) for arm in arms.values()]) for key, words in BACK.items()
    ]
    return Flow(
        totals=[number(played.contacts) for played in months],
        ends=[row for row in ends if _has_data(row)],
        others=[row for row in (*crossing, *rates) if _has_data(row)],
        reasons=_reasons(_rules(document, "ai")),
    )


def _row(name: str, months: list[Month], counts: list[float]) -> tuple[str, Cells]:
    totals = [played.contacts for played in months]
    return name, [_part(count, total) for count, total in zip(counts, totals, strict=True)]


def _part(count: float, total: float) -> tuple[str, str]:
    return (number(count), quantity(count / total, "share")) if count else ("-", "")


def _rate(estimate: EstimateDocument) -> tuple[str, str]:
    return value_of(estimate), interval_of(estimate)


def _has_data(row: tuple[str, Cells]) -> bool:
    return any(value != "-" for value, _ in row[1])


def _rules(document: ResultDocument, arm: str) -> Mapping[str, MemberDocument]:
    """Return an arm's KPIs by escalation rule, as far as the document has them."""
    arms = arms_with(document, "by")
    return arms[arm]["by"].get("rule", {}) if arm in arms else {}


def _reasons(rules: Mapping[str, MemberDocument]) -> list[tuple[str, str]]:
    shares = {name: rule["kpis"]["escalation_rate"]["mean"] for name, rule in rules.items()}
    known = {name: share for name, share in shares.items() if share}
    ordered = sorted(known, key=lambda name: -known[name])
    return [(REASONS.get(name, f"rule {name}"), quantity(known[name], "share")) for name in ordered]
