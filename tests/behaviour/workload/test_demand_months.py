"""Month factors: mean 1 over a year, by date, frozen in a typical run, and foreseen."""

from datetime import date

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from support.desks.workload_desk import brought, cases, desk
from support.handmade import scenario
from support.projects import loaded, project

from sim.engine import make_plan
from sim.finance.forecast import forecast, growth
from sim.finance.formula import formula
from sim.scenario.files.schema import scenario_schema
from sim.scenario.values.horizon import EPOCH
from sim.scenario.values.months import ALIKE, DAYS, MONTHS, month_factors
from sim.scenario.values.units import Months
from sim.studies.load.load import team_loads
from sim.workload.demand.season import month_of, season_factors

RISING = [float(month) for month in range(1, 13)]
JANUARY = date(2026, 1, 1)
DECEMBER_TWICE = {"december": 2.0}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def read(value) -> tuple[float, ...]:
    return TypeAdapter(Months).validate_python(value)


def factors(run, *days, months=DECEMBER_TWICE):
    found = desk(run=run, months=months)
    return season_factors(found, np.array([day(text) for text in days])).tolist()


# ---- How they are written


def test_a_list_stays_as_it_is():
    assert read(RISING) == read(read(RISING)) == tuple(RISING)


def test_names_stand_in_the_order_of_the_year_and_the_others_are_1():
    assert read({"december": 3, "february": 0.5}) == (1, 0.5, *[1] * 9, 3)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            [1.0] * 11,
            "11 factors cannot make up a year; write twelve, from January on, or name months",
        ),
        (1.2, "1.2 cannot make up a year; write twelve, from January on"),
        ({"Decembre": 2}, "no month is called 'Decembre'; did you mean `december`?"),
        (
            {"march": 0},
            "the factor for march: 0 is out of bounds: a factor is above 0 and at most 10",
        ),
        ([1.0] * 11 + [-1], "the factor for december: -1 is out of bounds: a factor is above 0"),
        (
            {"may": 20},
            "the factor for may: 20 is out of bounds: a factor is above 0 and at most 10; did",
        ),
        ({"may": "lots"}, "the factor for may: 'lots' is not a factor; write `1.3` or `130 %`"),
        ({"may": True}, "the factor for may: True is not a factor; write `1.3` or `130 %`"),
    ],
)
def test_wrong_months_say_what_to_write(written, message):
    with pytest.raises(ValidationError) as caught:
        read(written)
    (error,) = caught.value.errors()
    assert message in error["msg"]


def test_editors_know_the_months():
    forms = scenario_schema()["$defs"]["Demand"]["properties"]["months"]["anyOf"]
    assert list(forms[1]["properties"]) == list(MONTHS)
    assert forms[0]["minItems"] == 12


@pytest.mark.parametrize(("field", "value"), [("trend", 0.1), ("counts", "fixed")])
def test_what_a_trace_says_itself_is_refused_beside_it(field, value):
    trace = {"file": "calls.csv", "columns": {"arrival": "at"}}
    with pytest.raises(ValueError, match=f"a trace has its own {field}; remove `{field}`"):
        desk(trace=trace, **{field: value})


def test_months_with_a_trace_are_refused():
    trace = {"file": "calls.csv", "columns": {"arrival": "at"}}
    rule = r"demand\.months: a trace has its own months; remove `months`"
    with pytest.raises(ValueError, match=rule):
        desk(trace=trace, months=RISING)


# ---- What they are


@pytest.mark.parametrize("months", [RISING, ALIKE, read(DECEMBER_TWICE), [1e-3] * 6 + [9] * 6])
def test_the_mean_over_a_year_is_1(months):
    scaled = month_factors(months)
    assert np.dot(scaled, DAYS) / 365 == pytest.approx(1, rel=1e-14)
    assert scaled[11] / scaled[0] == pytest.approx(months[11] / months[0])


@pytest.mark.parametrize("level", [1.0, 2.0, 5.0])
def test_months_that_are_alike_are_exactly_1(level):
    assert month_factors([level] * 12) == ALIKE


def test_the_months_of_days():
    days = np.array([day(text) for text in ("2026-01-01", "2028-02-29", "1971-12-31")])
    assert month_of(days).tolist() == [0, 1, 11]


@pytest.mark.parametrize("kind", ["project", "day"])
def test_they_go_by_date(kind):
    found = factors({"kind": kind}, "2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")
    ordinary = 365 / (365 + 31)
    assert found == pytest.approx([ordinary, 2 * ordinary, 2 * ordinary, ordinary])


def test_a_typical_run_has_no_season():
    assert factors({"kind": "typical"}, "2026-11-30", "2026-12-01") == [1, 1]


def test_a_typical_run_stays_in_the_month_of_its_date():
    run = {"kind": "typical", "as_of": date(2026, 12, 24)}
    assert factors(run, "2026-01-05", "2026-12-01") == pytest.approx([730 / 396] * 2)


# ---- What they do


def test_daily_counts_follow_them():
    found = desk(volume="100/day", profile="flat", counts="fixed", months=RISING)
    workload = brought(found, 365, first_day=JANUARY)
    admitted = workload.candidates.take(workload.admit(1.0))
    by_day = np.bincount(admitted.day - day("2026-01-01"), minlength=365)
    expected = 100 * np.repeat(month_factors(RISING), DAYS)
    assert np.all(np.abs(by_day - expected) < 1)
    assert abs(by_day.sum() - 36_500) < 4 * np.sqrt(365 / 4)


def test_they_multiply_the_trend():
    run = {"kind": "project", "start": date(2026, 1, 5)}
    both, trend, season = (
        brought(desk(run=run, volume="400/day", **demand), 365, first_day=JANUARY)
        for demand in (
            {"months": RISING, "trend": 1.0},
            {"trend": 1.0},
            {"months": RISING},
        )
    )
    last = [np.sum(one.candidates.time >= 334 * 86_400) for one in (both, trend, season)]
    assert last[0] / last[1] == pytest.approx(month_factors(RISING)[11], rel=0.04)
    assert last[0] / last[2] == pytest.approx(2 ** (349.5 / 365), rel=0.04)


def test_months_that_are_alike_move_nothing():
    flat, plain = (brought(desk(**demand), 60) for demand in ({"months": [3.0] * 12}, {}))
    assert cases(flat) == cases(plain)
    assert np.array_equal(flat.candidates.mark, plain.candidates.mark)


def test_another_month_moves_no_case_of_this_one():
    seasonal = brought(desk(months=RISING), 60, first_day=JANUARY)
    other = brought(desk(months=RISING), 20, first_day=date(2026, 2, 5))
    assert cases(other).items() < cases(seasonal).items()


# ---- What is planned from them


def work(run, **demand) -> float:
    desk = scenario(
        run={"warm_up": 0, "run_out": 0} | run,
        demand={"volume": "240/day", "profile": "flat"} | demand,
    )
    (load,) = team_loads(desk, make_plan(desk))
    return load.mean


def test_the_work_of_a_typical_run_is_that_of_its_month():
    run = {"kind": "typical", "window": "1 week"}
    december = run | {"as_of": date(2026, 12, 1)}
    usual = work(run)
    assert work(run, months=DECEMBER_TWICE) == usual
    assert work(december, months=DECEMBER_TWICE) == pytest.approx(usual * 730 / 396)
    assert work(december, months=DECEMBER_TWICE, trend=0.21) == pytest.approx(
        usual * 730 / 396 * 1.21 ** (330 / 365), rel=1e-3
    )


SEASON = 'demand.months={"march": 2, "april": 3}'
"""The quick project starts on 2026-01-05."""


def planned(found, months=range(6)) -> list[float]:
    return [forecast(found, found.ai, month).demand.multiplier for month in months]


def test_a_month_is_planned_with_its_own_season(tmp_path):
    found = project(tmp_path, SEASON, months=6)
    unit = 365 / (365 + 31 + 2 * 30)
    # From the 5th to the 4th: four days belong to the next month.
    days = [31, (24 + 4 * 2) / 28 * 31, (27 * 2 + 4 * 3), (26 * 3 + 4) / 30 * 31, 31, 31]
    assert planned(found) == pytest.approx([unit * one / 31 for one in days])
    assert forecast(found, found.ai, 2).demand.months == ALIKE


def test_season_and_trend_are_both_planned_with(tmp_path):
    seasonal, growing, both = (
        project(tmp_path, *settings, months=6)
        for settings in ((SEASON,), ("demand.trend=0.5",), (SEASON, "demand.trend=0.5"))
    )
    product = np.multiply(planned(seasonal), planned(growing))
    assert planned(both) == pytest.approx(product.tolist())


def test_a_spreadsheet_takes_the_mean_month(tmp_path):
    start = "run.start=2026-04-05"
    seasonal = formula(project(tmp_path, SEASON, start))
    assert seasonal == formula(project(tmp_path, start))
    assert seasonal.volume == pytest.approx(100)


def test_the_mean_volume_of_a_year_knows_no_season_and_that_of_two_months_does(tmp_path):
    assert growth(project(tmp_path, SEASON, months=12)) == pytest.approx(1, rel=0.01)
    spring = growth(project(tmp_path, SEASON, "run.start=2026-04-05", months=2))
    assert spring == pytest.approx(365 / 456 * ((26 * 3 + 4) / 30 + 1) / 2)


def test_a_scenario_file_says_them(tmp_path):
    months = loaded(tmp_path, SEASON).scenario.demand.months
    assert months == (1, 1, 2, 3, *[1] * 8)
