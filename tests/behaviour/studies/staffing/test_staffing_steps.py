from itertools import pairwise

import pytest
from support.handmade import scenario

from sim.scenario.sections.team import Team
from sim.studies.staffing.steps import is_fixed, least_size, resized, size

NINE_TO_FIVE = "Mon-Fri 09:00-17:00"


def team(*agents: int, **more) -> Team:
    return Team.model_validate(
        {"shifts": [{"hours": NINE_TO_FIVE, "agents": n} for n in agents], **more}
    )


def agents(of: Team) -> list[int]:
    return [shift.agents for shift in of.shifts]


def test_a_team_with_shifts_has_a_step_for_each_head():
    assert size(team(4, 3, 2)) == 9


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (9, [4, 3, 2]),
        (10, [5, 3, 2]),
        (11, [5, 4, 2]),
        (12, [5, 4, 3]),
        (13, [6, 4, 3]),
        (8, [4, 3, 1]),
        (7, [4, 2, 1]),
        (6, [3, 2, 1]),
        (5, [3, 2, 0]),
        (3, [2, 1, 0]),
        (1, [1, 0, 0]),
        (0, [0, 0, 0]),
    ],
)
def test_heads_go_to_the_shifts_round_and_round_and_leave_in_the_opposite_order(steps, expected):
    assert agents(resized(team(4, 3, 2), steps)) == expected


def test_more_heads_contain_fewer():
    sizes = [agents(resized(team(2, 0, 5), steps)) for steps in range(20)]
    for few, more in pairwise(sizes):
        assert sum(more) == sum(few) + 1
        assert all(a <= b for a, b in zip(few, more, strict=True))


def test_todays_number_of_steps_leaves_a_team_as_it_is():
    bought = team(1, labour="hours", hours_week="37 h")
    assert resized(bought, size(bought)) is bought


def test_hours_are_bought_in_steps():
    bought = team(1, labour="hours", hours_step="8 h")
    assert size(bought) == 5
    assert resized(bought, 6).hours_week == 48 * 3600
    assert resized(bought, 1).hours_week == 8 * 3600


def test_hours_between_two_steps_count_as_the_next():
    assert size(team(1, labour="hours", hours_week="37 h", hours_step="5 h")) == 8


def test_no_hours_are_nobody():
    nobody = resized(team(1, labour="hours", hours_week="20 h"), 0)
    assert (nobody.hours_week, agents(nobody), size(nobody)) == (None, [0], 0)


def test_hours_of_several_patterns_are_bought_by_the_head():
    assert agents(resized(team(1, 1, labour="hours"), 3)) == [2, 1]


def test_hours_that_a_salaried_team_works_are_its_steps():
    assert size(team(1, hours_week="20 h", hours_step="10 h")) == 2


def test_a_headcount_keeps_its_shape_and_rounds_up():
    day = tuple([0] * 16 + [2, 4, 3] + [1] * 29)
    half = resized(Team.model_validate({"headcount": day}), 2)
    assert half.headcount == tuple([0] * 16 + [1, 2, 2] + [1] * 29)


def test_a_headcount_around_the_clock_grows_by_one():
    assert set(resized(Team.model_validate({"headcount": 3}), 4).headcount) == {4}


def test_a_headcount_of_nobody_becomes_a_level_line():
    assert set(resized(Team.model_validate({"headcount": 0}), 2).headcount) == {2}


def test_more_seats_contain_fewer():
    day = tuple([0] * 10 + [1, 2, 5, 7, 3] + [2] * 33)
    counts = [
        resized(Team.model_validate({"headcount": day}), steps).headcount for steps in range(20)
    ]
    for few, more in pairwise(counts):
        assert all(a <= b for a, b in zip(few, more, strict=True))


def test_a_roster_file_is_fixed():
    assert is_fixed(Team.model_validate({"roster": "who.csv"}))
    assert not is_fixed(team(1))


def test_where_a_live_channel_is_open_hours_never_fall_below_one_person():
    bought = team(1, labour="hours", hours_step="5 h")
    live = scenario(people={"teams": {"desk": bought}})
    mail = scenario(people={"teams": {"desk": bought}}, channels={"mail": {}})
    assert least_size(bought, live) == 8
    assert least_size(bought, mail) == 1


def test_heads_never_fall_below_one():
    assert least_size(team(3), scenario()) == 1
