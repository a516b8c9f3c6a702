"""The KPIs of reviews, worked out by hand."""

import numpy as np
import pytest
from support.handmade import case, played, scenario

from sim.measures import measure
from sim.measures.sample import Label, Sample

DUTY = ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))
WATCHED, CLAIMS, SOLVES = {"watched": 1.0}, {"claim_turn": 2}, {"solve_turn": 2}
MONTHS = 3600 / (365 * 86400 / 12)

CASES = [
    case(0, WATCHED | CLAIMS | {"rejects_claim": 1.0, "review": 40}),
    case(5, WATCHED | SOLVES | {"review": 40}),
    case(300, WATCHED | CLAIMS | {"review": 20}),
    case(600, WATCHED | SOLVES | {"rejects_solution": 1.0, "review": 10}),
    case(900, WATCHED | SOLVES | {"review": 100}),
    case(905, WATCHED | SOLVES | {"review_patience": 30.0}),
    case(1200, SOLVES),
]
"""A false closing that is caught; a solution that waits 35 s behind it and passes; a false closing
that is missed; a solution rejected by mistake; one that passes after 100 s, behind which a customer
leaves after 30 s; one that nobody watches."""


@pytest.fixture(scope="module")
def sample() -> Sample:
    teams = {"desk": {"headcount": 1}, "watch": {"headcount": 1, "queues": ["general"], "wage": 48}}
    desk = scenario(
        channels={"phone": {"kind": "live"}},
        bot={"handover_saves": 0, "escalated_handling": 1, "review": {"team": "watch"}},
        people={"teams": teams},
        money={"wage": 36, "on_cost": 1},
    )
    plan, journal = played(desk, CASES, *DUTY)
    return measure(journal, plan, desk)


@pytest.mark.parametrize(
    ("key", "numerator", "denominator"),
    [
        ("reviews_per_month", 5, MONTHS),
        ("review_wait_mean", 0 + 35 + 0 + 0 + 0 + 30, 6),
        ("review_catch_rate", 1, 2),
        ("review_mistake_rate", 1, 3),
        ("review_caught_per_month", 1, MONTHS),
        ("review_missed_per_month", 1, MONTHS),
        ("reviewer_hours_per_month", 210 / 3600, MONTHS),
        ("review_customer_hours_per_month", (40 + 75 + 20 + 10 + 100 + 30) / 3600, MONTHS),
        ("cost_per_caught_error", 210 / 3600 * 48, 1),
        ("false_resolution_rate", 1, 4),
    ],
)
def test_reviews_add_up(sample: Sample, key: str, numerator: float, denominator: float) -> None:
    place = sample.labels.index(Label(key))
    found = sample.numerators[place], sample.denominators[place]
    np.testing.assert_allclose(found, (numerator, denominator), rtol=1e-12)


def test_waits_for_review_are_no_waits_for_people(sample: Sample) -> None:
    place = sample.labels.index(Label("wait_mean"))
    # The two that were rejected, and nobody before them.
    assert (sample.numerators[place], sample.denominators[place]) == (0, 2)
