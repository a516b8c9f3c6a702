import numpy as np
import pytest
from support.handmade import scenario

from sim.studies.experiment import Arm
from sim.studies.staffing.desk_samples import DeskSample
from sim.studies.staffing.payroll import Payroll, payroll

OFFICE = {"hours": "Mon-Fri 09:00-17:00"}
TWO_WEEKS = {"kind": "typical", "warm_up": 0, "window": "2 weeks", "run_out": 0}


def paid(*teams: dict, busy: tuple[float, ...] = (0.0, 0.0)) -> Payroll:
    """What teams are paid for that had so many hours of contacts in hand in two weeks."""
    named = {f"team {number}": team for number, team in enumerate(teams)}
    arm = Arm.of(
        "ai", scenario(run=TWO_WEEKS, channels={"mail": {}}, people={"teams": named}), None
    )
    hours = np.array(busy[: len(teams)])
    nothing = np.zeros((1, 0))
    return payroll(arm, [DeskSample(nothing, nothing, hours, hours)])


def test_salaried_heads_are_paid_by_their_contracts():
    team = {"shifts": [OFFICE | {"agents": 3}], "contract": "42 h"}
    assert paid(team) == Payroll(3, 126.0, 3.0)


def test_hours_are_paid_as_they_are_bought():
    team = {"shifts": [OFFICE], "labour": "hours", "hours_week": "25 h"}
    assert paid(team) == Payroll(1, 25.0, 25 / 40)


def test_labour_as_used_is_paid_for_the_time_in_hand():
    team = {"shifts": [OFFICE | {"agents": 2}], "labour": "as_used"}
    assert paid(team, busy=(30.0,)) == Payroll(2, 15.0, 15 / 40)


def test_teams_add_up():
    salaried, used = {"shifts": [OFFICE]}, {"shifts": [OFFICE], "labour": "as_used"}
    assert paid(salaried, used, busy=(70.0, 20.0)) == Payroll(2, 50.0, pytest.approx(1.25))


def test_a_seat_around_the_clock_is_one_head_where_a_contract_has_all_hours_of_the_week():
    assert paid({"headcount": 13, "contract": "168 h"}).heads == 13


def test_the_people_of_a_roster_file_are_not_counted():
    teams = {"listed": {"roster": "who.csv"}, "desk": {"shifts": [OFFICE]}}
    assert paid(*teams.values()).heads == 1
