"""From a scenario to a project."""

from datetime import date

import numpy as np
import pytest
from support.projects import loaded, project, project_of

from sim.finance.labours import bought_as
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load

DAY = 86_400.0


def test_a_typical_scenario_becomes_two_years(tmp_path):
    found = project_of(loaded(tmp_path))
    assert (found.run.kind, found.months) == ("project", 24)
    assert found.run.start == date(2026, 1, 5)
    assert found.baseline.bot is None
    assert found.ai.bot is not None


def test_a_project_keeps_its_months(tmp_path):
    found = project_of(loaded(tmp_path, "run.kind=project", "run.months=7"))
    assert found.months == 7


def test_months_that_are_asked_for(tmp_path):
    assert project(tmp_path, "run.kind=project", months=3).months == 3


def test_months_are_those_of_the_calendar(tmp_path):
    edges = project(tmp_path, months=3).month_edges
    assert (np.diff(edges) / DAY).tolist() == [31, 28, 31]
    assert edges[0] == 7 * DAY


def test_all_labour_can_be_bought_in_one_way(tmp_path):
    found = project_of(loaded(tmp_path), labour="as_used")
    arms = (found.baseline, found.ai)
    assert [arm.people.teams["desk"].labour for arm in arms] == ["as_used", "as_used"]


def test_any_other_word_leaves_labour_alone(tmp_path):
    arm = project(tmp_path).ai
    assert bought_as(arm, "mixed") == arm


def test_no_hours_without_shifts(tmp_path):
    seats = ("people.teams.desk.shifts=[]", "people.teams.desk.headcount=1")
    assert bought_as(project(tmp_path, *seats).ai, "hours") is None
    with pytest.raises(ScenarioError, match="hours are bought in `shifts`"):
        project_of(loaded(tmp_path, *seats), labour="hours")


def test_a_launch_late_in_a_month_is_an_error(tmp_path):
    with pytest.raises(ScenarioError, match=r"run\.start: a project starts on a day from 1 to 28"):
        project(tmp_path, "run.start=2026-01-31")


def test_a_trace_says_no_volume_to_plan_by(tmp_path):
    (tmp_path / "calls.csv").write_text("at\n60\n")
    trace = (
        "run.kind=day",
        "demand.volume=null",
        'demand.trace={"file": "calls.csv", "columns": {"arrival": "at"}}',
    )
    with pytest.raises(ScenarioError, match="a trace gives no volume to plan by; write `demand"):
        project(tmp_path, *trace)


def test_an_unknown_goal_is_an_error(tmp_path):
    with pytest.raises(ScenarioError, match="no KPI is called `csat`"):
        project(tmp_path, 'targets.csat=">= 4"')


def test_the_small_shop_is_a_project():
    assert project_of(load("sme")).months == 24
