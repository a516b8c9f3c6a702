"""Runs of whole days: allowed where all days are alike, and measured as weeks are."""

from datetime import date

import numpy as np
import pytest

import sim
from sim.measures.warmup import WarmUp, suggest_warm_up, unit_of
from sim.scenario.consistency.checks import problems
from sim.scenario.root import Scenario
from sim.scenario.values.horizon import Horizon
from sim.scenario.values.hours import Hours
from sim.scenario.values.quantity import WRITTEN

DAY = 86_400.0
DESK = {
    "name": "alike",
    "run": {"warm_up": "2 days", "window": "3 days", "run_out": "1 day", "replications": 3},
    "demand": {"volume": "20/hour", "profile": "flat", "counts": "fixed"},
    "channels": {"phone": {"patience": "never"}},
    "inquiry_types": {"call": {"handle_time": "uniform 1 min to 3 min", "solved_by_person": 1}},
    "people": {"teams": {"desk": {"headcount": 3}}},
}


def complaints(**sections) -> list[tuple[str, str]]:
    scenario = Scenario.model_validate(DESK | sections, context=WRITTEN)
    return [(".".join(map(str, path)), message) for path, message in problems(scenario)]


def shifts(hours: str, **more) -> dict:
    return {"teams": {"desk": {"shifts": [{"hours": hours, "agents": 3} | more]}}}


@pytest.mark.parametrize(
    "sections",
    [
        {},
        {"demand": {"volume": "20/hour", "profile": list(range(1, 25))}},
        {"demand": {"volume": "20/hour", "profile": list(range(24)) * 7}},
        {"people": shifts("daily 08:00-20:00", breaks="daily 12:00-12:30")},
        {"people": shifts("daily 22:00-06:00")},
        {"people": {"teams": {"desk": {"headcount": [2] * 24 + [3] * 24}}}},
        {"people": {"teams": {"desk": {"headcount": ([2] * 24 + [3] * 24) * 7}}}},
        {"channels": {"phone": {"hours": "daily 07:00-23:00", "profile": [1] * 48}}},
    ],
)
def test_where_all_days_are_alike_whole_days_will_do(sections):
    assert complaints(**sections) == []


@pytest.mark.parametrize(
    ("sections", "what"),
    [
        ({"demand": {"volume": "20/hour"}}, "demand.profile"),
        (
            {"demand": {"volume": "20/hour", "profile": [1] * 335 + [2]}},
            "demand.profile",
        ),
        ({"channels": {"phone": {"profile": "evening"}}}, "channels.phone.profile"),
        ({"channels": {"phone": {"hours": "Mon-Sat 08:00-20:00"}}}, "channels.phone.hours"),
        ({"people": shifts("Mon-Fri 00:00-24:00")}, "people.teams.desk.shifts"),
        (
            {"people": shifts("daily 08:00-20:00", breaks="Mon-Fri 12:00-12:30")},
            "people.teams.desk.shifts",
        ),
        (
            {"people": {"teams": {"desk": {"headcount": [3] * 335 + [4]}}}},
            "people.teams.desk.headcount",
        ),
        (
            {"people": {"teams": {"desk": {"roster": "roster.csv"}}}},
            "people.teams.desk.roster",
        ),
    ],
)
def test_where_days_differ_weeks_are_needed_and_it_is_said_why(sections, what):
    found = complaints(run={"window": "10 days"}, **sections)
    assert found == [
        (
            "run.window",
            "`10 days` is no number of whole weeks, which are needed where days differ, as they do "
            f"by `{what}`; write `2 weeks`, or make all days alike",
        )
    ]


def test_each_stretch_is_looked_at_as_far_as_it_is_played():
    office = {"demand": {"volume": "20/hour"}}
    assert [path for path, _ in complaints(**office)] == [
        "run.warm_up",
        "run.window",
        "run.run_out",
    ]
    project = {"kind": "project", "warm_up": "2 days", "window": "3 days", "run_out": "1 week"}
    assert [path for path, _ in complaints(run=project, **office)] == ["run.warm_up"]
    day = {"kind": "day", "warm_up": "2 days"}
    assert complaints(run=day, **office) == []


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("always", True),
        ("daily 08:00-20:00", True),
        ("daily 22:00-06:00", True),
        ("Mon-Fri 09:00-17:00", False),
        ("Mon-Sat 08:00-20:00, Sun 08:00-12:00, Sun 12:00-20:00", False),
    ],
)
def test_hours_are_alike_where_every_day_has_the_same_stretches(text, alike):
    assert Hours.model_validate(text).alike is alike


def test_days_measure_what_weeks_measure():
    """20 calls an hour are 14,600 a month, and three people around the clock 2,190 paid hours."""
    days = sim.run(DESK)
    kpis = days.document["arms"]["baseline"]["kpis"]
    assert kpis["contacts_per_month"]["mean"] == pytest.approx(14_600)
    assert kpis["occupancy"]["mean"] == pytest.approx(20 * 2 / 60 / 3, rel=0.03)
    weeks = sim.run(DESK, set={"run.window": "1 week", "run.warm_up": "1 week"})
    cost = weeks.document["arms"]["baseline"]["kpis"]["cost_per_month_staffed"]["mean"]
    assert kpis["cost_per_month_staffed"]["mean"] == pytest.approx(cost)
    assert "<html" in days.report(days.save("results")).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_warm_up_is_looked_for_by_day_where_weeks_are_not_whole():
    def horizon(warm_up: float, window: float) -> Horizon:
        end = (warm_up + window) * DAY
        return Horizon(date(2026, 1, 5), warm_up * DAY, end, end, end, False)

    assert unit_of(horizon(14, 28)) == "week"
    assert unit_of(horizon(2, 5)) == unit_of(horizon(7, 3)) == "day"
    found = suggest_warm_up([np.array([9.0, 7, 1, 1, 1, 1, 1, 1])], "day")
    assert found == WarmUp(2, reliable=True, unit="day")
    assert found.seconds == 2 * DAY


def test_the_document_and_the_advice_speak_of_days():
    result = sim.run(DESK)
    assert set(result.document["arms"]["baseline"]["warm_up"]) == {"days", "reliable"}


def test_check_looks_at_days_as_at_weeks():
    teams = sim.check(DESK).document["arms"]["baseline"]["teams"]
    assert teams["desk"]["load_mean"] == pytest.approx(2 / 3, rel=0.01)
