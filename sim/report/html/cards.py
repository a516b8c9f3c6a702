"""The answer in a few numbers: one card per question, one line per arm."""

from dataclasses import dataclass

from sim.report.charts.figure import arms_with
from sim.report.documents import ResultDocument
from sim.report.html.terms import Term, term
from sim.report.units import change_of, interval_of, interval_of_change, value_of

QUESTIONS = {
    "cases_solved": "Cases that are solved in the end",
    "turned_away_rate": "Contacts that nobody serves",
    "cost_per_month_staffed": "Cost of a month",
    "cost_per_contact_reached": "Cost of a contact that is served",
    "ai_resolution_rate": "Questions that the bot solves by itself",
    "first_response_time_median": "First answer: half of the customers wait less than",
    "first_response_time_p90": "First answer: nine in ten wait less than",
    "resolution_time_median": "Solved: half of the cases within",
    "abandonment_rate": "Customers on a live channel who hang up",
    "first_contact_resolution": "Cases solved by the first contact",
    "repeat_contact_rate_7d": "Contacts that come back within 7 days",
    "occupancy": "Part of their time on duty that people are busy",
    "cost_per_resolution_staffed": "Cost of a solved case",
}
"""What each card asks, by KPI."""

NEEDED = {"ai_resolution_rate": "ai_resolution_rate_taken"}
"""KPIs that are 0 for a desk without a bot, and the one that has data only with it."""


@dataclass(frozen=True)
class Value:
    """What an arm comes to."""

    arm: str
    value: str
    interval: str


@dataclass(frozen=True)
class Card:
    """One question with an answer from each arm that has one, and by how much arms differ."""

    question: str
    term: Term
    values: list[Value]
    gaps: list[Value]


def cards(document: ResultDocument) -> list[Card]:
    """Return the cards that have an answer."""
    asked = (_card(document, key) for key in QUESTIONS)
    return [card for card in asked if card.values]


def _card(document: ResultDocument, key: str) -> Card:
    arms = arms_with(document, "kpis")
    estimates = {name: arm["kpis"][key] for name, arm in arms.items()}
    values = [
        Value(name, value_of(estimate), interval_of(estimate))
        for name, estimate in estimates.items()
        if value_of(estimate) != "-" and arms[name]["kpis"][NEEDED.get(key, key)]["n"]
    ]
    return Card(QUESTIONS[key], term(key), values, _gaps(document, key))


def _gaps(document: ResultDocument, key: str) -> list[Value]:
    """Return by how much arms differ, where a run says it."""
    if document["schema"] != "tierzero.run/1":
        return []
    return [
        Value(f"{gap['arm']} minus {gap['against']}", change_of(gap), interval_of_change(gap))
        for gap in document["gaps"]
        if gap["kpi"] == key and gap["mean"] is not None
    ]
