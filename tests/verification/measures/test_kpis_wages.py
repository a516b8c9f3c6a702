"""What two teams with wages of their own cost, worked out by hand."""

import pytest
from support.handmade import case, played, scenario

from sim.measures import measure
from sim.measures.sample import Label, Sample

END = 3600.0
FIRST, SECOND = 30 * 1.5, 20 * 1.5
"""Loaded rates: the second team has the usual wage."""


@pytest.fixture(scope="module")
def sample() -> Sample:
    types = {name: {"share": 0.5, "handle_time": "1 min"} for name in "ab"}
    teams = {
        "first": {"headcount": 1, "queues": ["a"], "wage": "30/h"},
        "second": {"headcount": 1, "queues": ["b"], "labour": "as_used"},
    }
    desk = scenario(
        inquiry_types=types,
        people={"teams": teams},
        money={"wage": "20/h", "on_cost": 1.5},
    )
    # Agent 0 of the first team works 40 s beyond the end of the shift at 1000.
    cases = [case(0), case(0, {"answer": 120}, kind=1), case(980)]
    plan, journal = played(desk, cases, (0, 0, 0.0, 1000.0), (1, 0, 0.0, END))
    return measure(journal, plan, desk)


@pytest.mark.parametrize(
    ("key", "team", "total"),
    [
        # A seat around the clock takes five contracts of 40 hours.
        ("cost_per_month_staffed", "", (5 * 40 / 168 + 40 / END) * FIRST + 120 / END * SECOND),
        ("cost_per_month_activity", "", 120 / END * FIRST + 120 / END * SECOND),
        ("busy_cost_per_month", "", 120 / END * FIRST + 120 / END * SECOND),
        ("busy_cost_per_month", "first", 120 / END * FIRST),
        ("busy_cost_per_month", "second", 120 / END * SECOND),
        ("idle_cost_per_month", "first", 920 / END * FIRST),
        ("idle_cost_per_month", "second", 3480 / END * SECOND),
    ],
)
def test_every_hour_is_paid_at_the_rate_of_its_team(
    sample: Sample, key: str, team: str, total: float
) -> None:
    place = sample.labels.index(Label(key, "team", team) if team else Label(key))
    assert sample.numerators[place] == pytest.approx(total, rel=1e-12)
