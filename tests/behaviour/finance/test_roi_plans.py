"""Who works in which month, by each staffing rule."""

import pytest
from support.projects import DESK, WITHOUT_TARGETS, loaded, project, project_of

from sim.finance.labours import bought_as
from sim.finance.plans import as_needed, as_people_leave, as_written
from sim.scenario.errors import ScenarioError

TEAM = "people.teams.desk"
SHIFTS = f'{TEAM}.shifts=[{{"hours": "Mon-Fri 09:00-17:00", "agents": 4}}]'
NOBODY_LEAVES = ("people.hiring.attrition=0", "people.hiring.lead=0", "people.hiring.training=0")


def agents(plan) -> list[int]:
    return [people.teams["desk"].shifts[-1].agents for people in plan.people]


def needs(*sizes: int) -> list[dict[str, int]]:
    return [{"desk": size} for size in sizes]


def test_rosters_as_they_are_written(tmp_path):
    found = as_written(project(tmp_path, SHIFTS, months=3).ai)
    assert agents(found) == [4, 4, 4]
    assert found.heads == ((4,),) * 3
    assert found.heads_before == (4,)


def test_changes_that_are_written(tmp_path):
    changes = f'{TEAM}.changes={{"1": -1, "2": 3}}'
    found = as_written(project(tmp_path, SHIFTS, changes, months=3).ai)
    assert agents(found) == [4, 3, 6]
    assert found.heads == ((4,), (3,), (6,))
    assert found.heads_before == (4,)


def test_as_many_as_needed(tmp_path):
    found = as_needed(project(tmp_path, SHIFTS, months=3).ai, needs(4, 2, 5))
    assert agents(found) == [4, 2, 5]
    assert found.heads == ((4,), (2,), (5,))


def test_what_is_needed_takes_the_place_of_changes(tmp_path):
    changes = f'{TEAM}.changes={{"0": 9}}'
    found = as_needed(project(tmp_path, SHIFTS, changes).ai, needs(3, 3))
    assert agents(found) == [3, 3]
    assert found.heads_before == (4,)


def test_people_who_stay_work(tmp_path):
    arm = project(tmp_path, SHIFTS, *NOBODY_LEAVES, months=3).ai
    found = as_people_leave(arm, needs(4, 1, 6))
    assert agents(found) == [4, 4, 6]
    assert found.heads == ((4,), (4,), (6,))


def test_hours_are_bought_as_needed_whoever_leaves(tmp_path):
    arm = bought_as(project(tmp_path, SHIFTS, *NOBODY_LEAVES).ai, "hours")
    found = as_people_leave(arm, needs(8, 3))
    assert [people.teams["desk"].hours_week / 3600 for people in found.people] == [40, 15]


def test_seats_are_filled_as_far_as_the_payroll_goes(tmp_path):
    seats = (f"{TEAM}.shifts=[]", f"{TEAM}.headcount=2", *NOBODY_LEAVES)
    found = as_people_leave(project(tmp_path, *seats).ai, needs(2, 1))
    assert found.heads_before == (9,)
    assert found.heads == ((9,), (9,))
    assert found.people[0].teams["desk"].headcount == 2
    assert found.people[1] == found.people[0]


@pytest.mark.parametrize("rule", ["fewest", "attrition"])
def test_a_rule_without_targets_is_an_error(tmp_path, rule: str):
    desk = loaded(tmp_path, f"people.staffing={rule}", text=WITHOUT_TARGETS)
    with pytest.raises(ScenarioError, match="people are counted by the goals that they must meet"):
        project_of(desk)


@pytest.mark.parametrize(
    ("text", "setting", "rule"),
    [
        (DESK, "people.staffing=attrition", "attrition"),
        (DESK, "people.staffing=null", "fewest"),
        (WITHOUT_TARGETS, "people.staffing=null", "fixed"),
        (WITHOUT_TARGETS, "people.staffing=fixed", "fixed"),
    ],
)
def test_the_rule_follows_the_targets(tmp_path, text: str, setting: str, rule: str):
    assert project_of(loaded(tmp_path, setting, text=text)).staffing == rule
