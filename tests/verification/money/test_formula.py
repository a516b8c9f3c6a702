"""The spreadsheet, to the cent."""

import pytest
from support.projects import project, project_of

from sim.finance.formula import Formula, formula
from sim.scenario.files.loading import load

GOLDEN = Formula(
    volume=200,
    handle_time=1200,
    hourly_rate=25,
    claimed_rate=0.65,
    fees=200,
    upkeep=0,
    implementation=8000,
)


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("current_monthly_cost", 1666.67),
        ("remaining_labour_cost", 583.33),
        ("new_monthly_cost", 783.33),
        ("labour_saving", 1083.33),
        ("net_monthly_benefit", 883.33),
        ("payback_months", 9.06),
    ],
)
def test_the_golden_case(figure: str, amount: float):
    assert round(getattr(GOLDEN, figure), 2) == amount
    small_shop = formula(project_of(load("sme")))
    assert round(getattr(small_shop, figure), 2) == amount


def test_money_that_never_comes_back():
    dear = Formula(
        volume=200,
        handle_time=1200,
        hourly_rate=25,
        claimed_rate=0.65,
        fees=1000,
        upkeep=83.34,
        implementation=1,
    )
    assert dear.net_monthly_benefit < 0
    assert dear.payback_months is None


@pytest.mark.parametrize(
    ("fees", "months"), [(0, 0.0), (300, None), (500, None)], ids=["gains", "nothing", "loses"]
)
def test_without_an_implementation_only_a_gain_pays_back(fees: float, months: float | None):
    sheet = Formula(
        volume=100,
        handle_time=1800,
        hourly_rate=15,
        claimed_rate=0.4,
        fees=fees,
        upkeep=0,
        implementation=0,
    )
    assert sheet.net_monthly_benefit == 300 - fees
    assert sheet.payback_months == months


def test_the_claim_is_the_vendors(tmp_path):
    assert formula(project(tmp_path)).claimed_rate == 0.65
    assert formula(project(tmp_path, "money.claimed_rate=80 %")).claimed_rate == 0.8


def test_an_arm_without_a_bot_claims_and_costs_nothing(tmp_path):
    found = formula(project(tmp_path, "arms.ai.bot=null"))
    assert (found.claimed_rate, found.fees, found.upkeep, found.implementation) == (0, 0, 0, 0)
    assert found.net_monthly_benefit == 0


def test_conversations_are_paid_for_every_contact(tmp_path):
    found = formula(project(tmp_path, "money.per_conversation=2", "money.upkeep=50/month"))
    assert found.fees == pytest.approx(200 + 2 * 100)
    assert found.new_monthly_cost == pytest.approx(found.remaining_labour_cost + 450)


def test_hours_on_the_bots_knowledge_are_upkeep(tmp_path):
    hours = 'bot.knowledge={"upkeep_hours": 3, "qa_hours": 1}'
    found = formula(project(tmp_path, hours, "money.upkeep=50/month"))
    assert found.upkeep == 50 + 4 * 25


def test_wages_of_teams_count_by_their_heads(tmp_path):
    teams = (
        'people.teams={"desk": {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 3}]},'
        ' "experts": {"shifts": [{"hours": "Mon-Fri 09:00-17:00"}], "wage": "45/h"}}'
    )
    assert formula(project(tmp_path, teams)).hourly_rate == pytest.approx((3 * 25 + 45) / 4)


def test_a_wage_of_all_teams_is_the_wage(tmp_path):
    found = formula(project(tmp_path, "people.teams.desk.wage=31/h", "money.on_cost=1.1"))
    assert found.hourly_rate == 31 * 1.1


def test_handle_times_count_by_their_volume(tmp_path):
    types = (
        'inquiry_types={"question": {"share": 0.75, "handle_time": "4 min"},'
        ' "story": {"share": 0.25, "handle_time": "20 min"}}'
    )
    assert formula(project(tmp_path, types)).handle_time == pytest.approx(8 * 60)


@pytest.mark.parametrize(
    ("setting", "volume"),
    [("demand.multiplier=1.3", 130), ("demand.trend=0.5", 100)],
)
def test_the_volume_is_that_of_the_launch(tmp_path, setting: str, volume: float):
    assert formula(project(tmp_path, setting)).volume == pytest.approx(volume)


def test_growth_that_comes_later_is_not_there_at_the_launch(tmp_path):
    growing = ("demand.multiplier=1.3", "demand.multiplier_over=4 weeks")
    assert formula(project(tmp_path, *growing)).volume == pytest.approx(100)
