"""What an arm costs, line by line."""

from pathlib import Path

import numpy as np
import pytest
from support.projects import project

from sim.finance.labours import bought_as
from sim.finance.ledger import LINES, Ledger, as_used, ledger, mean_lines, worth
from sim.finance.plans import as_needed
from sim.finance.project import Project
from sim.finance.use import Flow, Use

AGENTS = 'people.teams.desk.shifts=[{"hours": "Mon-Fri 09:00-17:00", "agents": 4}]'
PRICES = (
    "money.upkeep=30/month",
    "money.per_conversation=2",
    "money.hiring=1000",
    "money.severance=500",
    "people.hiring.attrition=0",
    "people.hiring.training=2 weeks",
    "people.hiring.notice=1 week",
)
USE = Use(
    overtime=np.array([[3.0, 0.0]]),
    handled=np.array([[70.0, 60.0]]),
    conversations=np.array([90.0, 110.0]),
    programmes=np.array([25.0, 35.0]),
    upsell=np.array([5.0, 0.0]),
    flow=Flow(200, 120, 10, 12, 60),
)


def kept(found: Project, labour: str, *sizes: int, arm: str = "ai", launches: bool = True):
    """The ledger of an arm with so many heads, or steps of hours, in each of two months."""
    scenario = bought_as(getattr(found, arm), labour)
    plan = as_needed(scenario, [{"desk": size} for size in sizes])
    return ledger(scenario, plan, USE, found.month_edges, launches=launches)


@pytest.fixture
def two_months(tmp_path: Path) -> Project:
    """January has 31 days from the 5th on, February 28."""
    return project(tmp_path, AGENTS, *PRICES)


def test_salaries_and_overtime(two_months: Project):
    wages = kept(two_months, "salaried", 4, 3).line("wages")
    assert wages == pytest.approx([0, (4 * 40 * 31 / 7 + 3) * 25, 3 * 40 * 28 / 7 * 25])


def test_bought_hours(two_months: Project):
    wages = kept(two_months, "hours", 5, 2).line("wages")
    assert wages == pytest.approx([0, (25 * 31 / 7 + 3) * 25, 10 * 28 / 7 * 25])


def test_handling_time(two_months: Project):
    assert kept(two_months, "as_used", 4, 4).line("wages") == pytest.approx([0, 70 * 25, 60 * 25])


def test_a_team_is_paid_its_own_wage(tmp_path: Path):
    found = project(tmp_path, AGENTS, *PRICES, "people.teams.desk.wage=30/h", "money.on_cost=1.5")
    assert kept(found, "as_used", 4, 4).line("wages") == pytest.approx([0, 70 * 45, 60 * 45])
    lines = kept(found, "salaried", 5, 4)
    assert lines.line("training") == pytest.approx([0, 80 * 45, 0])
    assert lines.line("severance") == pytest.approx([0, 0, 40 * 45 + 500])


def test_a_head_that_goes_is_paid_until_the_notice_ends(two_months: Project):
    found = kept(two_months, "salaried", 4, 2)
    assert found.line("severance") == pytest.approx([0, 0, 2 * (40 * 25 + 500)])
    assert found.line("hiring").tolist() == [0, 0, 0]


def test_a_head_that_comes_is_found_and_trained(two_months: Project):
    found = kept(two_months, "salaried", 5, 7)
    assert found.line("hiring").tolist() == [0, 1000, 2000]
    assert found.line("training") == pytest.approx([0, 80 * 25, 2 * 80 * 25])
    assert found.line("severance").tolist() == [0, 0, 0]


@pytest.mark.parametrize("labour", ["hours", "as_used"])
def test_only_salaried_heads_are_hired_and_dismissed(two_months: Project, labour: str):
    found = kept(two_months, labour, 6, 1)
    assert [found.line(name).sum() for name in ("hiring", "training", "severance")] == [0, 0, 0]


def test_the_ai_is_paid_by_month_and_conversation(two_months: Project):
    found = kept(two_months, "salaried", 4, 4)
    assert found.line("platform").tolist() == [0, 200, 200]
    assert found.line("upkeep").tolist() == [0, 30, 30]
    assert found.line("usage").tolist() == [0, 180, 220]


def test_programmes_cost_and_what_they_sell_comes_in(two_months: Project):
    found = kept(two_months, "salaried", 4, 4, arm="baseline")
    assert found.line("programmes").tolist() == [0, 25, 35]
    assert found.line("upsell").tolist() == [0, -5, 0]


def test_hours_on_its_knowledge_are_upkeep(tmp_path: Path):
    found = project(tmp_path, AGENTS, *PRICES, 'bot.knowledge={"hours_needed": 12, "qa_hours": 2}')
    assert kept(found, "salaried", 4, 4).line("upkeep").tolist() == [0, 330, 330]
    assert not kept(found, "salaried", 4, 4, arm="baseline").line("upkeep").any()


def test_the_implementation_is_paid_at_the_launch(two_months: Project):
    assert kept(two_months, "salaried", 4, 4).line("implementation").tolist() == [8000, 0, 0]
    without = kept(two_months, "salaried", 4, 4, launches=False)
    assert without.line("implementation").tolist() == [0, 0, 0]


def test_an_arm_without_a_bot_pays_for_people_only(two_months: Project):
    found = kept(two_months, "salaried", 4, 4, arm="baseline")
    fees = [found.line(name).sum() for name in ("platform", "upkeep", "implementation")]
    assert fees == [0, 0, 0]


def test_the_total_is_that_of_all_lines(two_months: Project):
    found = kept(two_months, "salaried", 5, 3)
    assert found.total == pytest.approx(sum(found.line(name) for name in LINES))
    assert found.total[0] == 8000


@pytest.mark.parametrize(("share", "wages"), [(1.0, 60), (0.5, 80), (0.0, 100)])
def test_freed_time_is_worth_what_the_scenario_says(share: float, wages: float):
    before, after = (Ledger(np.array([[0.0, amount]]), {}) for amount in (100.0, 60.0))
    found = worth(before, after, np.array([True]), share)
    assert found.line("wages").tolist() == [0, wages]


def test_freed_time_of_other_labour_is_what_it_is():
    before, after = (Ledger(np.array([[0.0, amount]]), {}) for amount in (100.0, 60.0))
    assert worth(before, after, np.array([False]), 0.0).line("wages").tolist() == [0, 60]


def test_which_teams_are_paid_as_used(two_months: Project):
    assert as_used(two_months.ai).tolist() == [False]
    assert as_used(bought_as(two_months.ai, "as_used")).tolist() == [True]


def test_means_over_replications(two_months: Project):
    both = [kept(two_months, "salaried", 4, 4), kept(two_months, "salaried", 2, 4)]
    middle = 3 * 40 * 31 / 7 * 25 + 3 * 25
    assert mean_lines(both)["wages"][1] == pytest.approx(middle)
