"""The bot's rate by month: launch, ramp, and the one date of a typical run."""

from datetime import date

import numpy as np
import pytest
from support.handmade import scenario

from sim.engine.bind.maturity import rate_table
from sim.scenario.derived.bot_months import months_between
from sim.scenario.derived.maturity import maturity

RAMP = {"resolution_rate": 0.6, "launch_rate": 0.3}


def table(run, bot=RAMP, **kind):
    types = {"general": {"handle_time": "1 min", "bot": kind}}
    desk = scenario(run=run, bot=bot, inquiry_types=types)
    return rate_table(desk, desk.bot)


PROJECT = {"kind": "project", "start": date(2026, 1, 5), "months": 12}


def test_the_ramp_of_the_design():
    rates = table(PROJECT).rates[0]
    way = (rates - 0.3) / 0.3
    expected = {0: 0.0, 1: 0.20, 6: 0.88, 12: 0.98}
    assert {month: round(float(way[month]), 12) for month in expected} == expected


def test_between_two_months_it_is_linear():
    rates = table(PROJECT).rates[0]
    assert np.diff(rates[1:7], 2) == pytest.approx(np.zeros(4), abs=1e-12)


def test_types_start_lower_in_the_same_proportion():
    rates = table(PROJECT, resolution_rate=0.2).rates[0]
    assert rates[0] == pytest.approx(0.1)


def test_without_a_launch_rate_the_bot_is_mature():
    assert set(table(PROJECT, bot={"resolution_rate": 0.6}).rates[0]) == {0.6}


def test_a_typical_run_is_mature():
    assert table({"kind": "typical"}).rates[0] == pytest.approx([0.3 + 0.98 * 0.3])


def test_a_typical_run_stands_still_at_its_date():
    run = {"kind": "typical", "start": date(2026, 1, 5), "as_of": date(2026, 2, 10)}
    assert table(run).rates[0] == pytest.approx([0.3 + 0.20 * 0.3])


def test_a_month_begins_on_the_day_of_the_launch():
    rates = table(PROJECT)
    epoch = date(1970, 1, 1).toordinal()
    days = [date(2026, 1, 1), date(2026, 2, 4), date(2026, 2, 5), date(2027, 1, 4)]
    ordinals = np.array([day.toordinal() - epoch for day in days])
    assert rates.columns(ordinals).tolist() == [0, 0, 1, 11]


def test_a_bot_launched_before_the_project_is_further():
    bot = RAMP | {"launched": date(2025, 7, 5)}
    rates = table(PROJECT, bot=bot)
    start = np.array([PROJECT["start"].toordinal() - date(1970, 1, 1).toordinal()])
    assert rates.rates[0][rates.columns(start)] == pytest.approx([0.3 + 0.88 * 0.3])


def test_after_the_last_month_it_is_level():
    desk = scenario(bot=RAMP)
    assert maturity(desk.bot, np.array([12, 50])).tolist() == [0.5 + 0.98 * 0.5] * 2


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2026, 1, 5), 0), (date(2026, 2, 4), 0), (date(2026, 2, 5), 1), (date(2025, 12, 31), -1)],
)
def test_whole_months(day, months):
    assert months_between(date(2026, 1, 5), day) == months
