"""What is known of a month when it is planned."""

from datetime import date

import pytest
from support.projects import project

from sim.engine.bind.maturity import rate_table
from sim.finance.forecast import forecast, growth

RAMP = ("bot.launch_rate=0.325", 'bot.ramp={"0": 0, "2": 0.5, "4": 1.0}')


def test_a_steady_project_looks_the_same_in_every_month(tmp_path):
    found = project(tmp_path, months=12)
    months = [forecast(found, found.ai, month) for month in range(12)]
    assert all(month == months[0] for month in months)


def test_typical_weeks_are_planned_for(tmp_path):
    found = project(tmp_path)
    expected = forecast(found, found.baseline, 1)
    assert expected.run.kind == "typical"
    assert expected.run.as_of is None


def test_the_volume_is_that_of_the_day_before(tmp_path):
    found = project(tmp_path, "demand.trend=0.21", months=24)
    day = (found.day_before(12) - date(2026, 1, 5)).days
    assert found.day_before(12) == date(2027, 1, 4)
    expected = forecast(found, found.ai, 12).demand
    assert expected.multiplier == pytest.approx(1.21 ** (day / 365))
    assert expected.trend == 0


def test_growth_by_steps_is_as_far_as_it_came(tmp_path):
    found = project(tmp_path, "demand.multiplier=1.4", "demand.multiplier_over=100 days", months=12)
    volumes = [forecast(found, found.ai, month).demand.multiplier for month in (0, 1, 11)]
    assert volumes == pytest.approx([1.0, 1.0 + 0.4 * 0.30, 1.4])


def test_the_bot_is_as_ripe_as_the_day_before(tmp_path):
    found = project(tmp_path, *RAMP, months=6)
    rates = [forecast(found, found.ai, month).bot.resolution_rate for month in range(6)]
    # The day before month 3 belongs to the bot's third month, number 2.
    assert rates == pytest.approx([0.325, 0.325, 0.40625, 0.4875, 0.56875, 0.65])


DECAY = 'bot.knowledge={"decay": "10 %", "hours_needed": 20, "upkeep_hours": 10}'


def test_knowledge_has_aged_until_the_day_before(tmp_path):
    found = project(tmp_path, DECAY, months=4)
    rates = [forecast(found, found.ai, month).bot.resolution_rate for month in range(4)]
    assert rates == pytest.approx([0.65, 0.65, 0.65 * 0.95, 0.65 * 0.95**2])
    planned = forecast(found, found.ai, 3)
    # The typical weeks stand still: it does not age there once more.
    assert rate_table(planned, planned.bot).rates.ravel() == pytest.approx([rates[3]])


def test_as_many_are_offered_the_bot_as_the_day_before(tmp_path):
    found = project(tmp_path, 'bot.adoption={"0": 0.2, "2": 0.6}', months=5)
    shares = [forecast(found, found.ai, month).bot.adoption for month in range(5)]
    assert shares == pytest.approx([0.2, 0.2, 0.4, 0.6, 0.6])


def test_types_ripen_in_proportion(tmp_path):
    own = "inquiry_types.question.bot.resolution_rate=0.4"
    found = project(tmp_path, *RAMP, own, months=6)
    kind = forecast(found, found.ai, 1).inquiry_types["question"]
    assert kind.bot.resolution_rate == pytest.approx(0.2)


def test_nobody_foresees_incidents(tmp_path):
    found = project(
        tmp_path,
        'demand.surges=[{"start": "1 week", "duration": "6 h", "growth": "150 %"}]',
        'bot.outages=[{"start": "1 week", "duration": "6 h"}]',
        'bot.drift=[{"start": "2026-02-10", "duration": "1 week", "points": "10 %"}]',
        'people.absences=[{"start": "1 week", "duration": "1 week", "share": "30 %"}]',
    )
    expected = forecast(found, found.ai, 1)
    assert (expected.demand.surges, expected.bot.outages, expected.people.absences) == ((), (), ())
    assert expected.bot.drift == ()


def test_an_arm_without_a_bot_has_none(tmp_path):
    found = project(tmp_path)
    assert forecast(found, found.baseline, 1).bot is None


@pytest.mark.parametrize(("trend", "mean"), [("0", 1.0), ("0.21", (1.1 - 1 / 1.1) / 0.190620)])
def test_the_mean_growth_of_a_year(tmp_path, trend: str, mean: float):
    found = growth(project(tmp_path, f"demand.trend={trend}", months=12))
    assert found == pytest.approx(mean * 1.1 if trend != "0" else 1.0, rel=2e-3)
