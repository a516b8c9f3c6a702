"""Expected people by hour are the mean of the rosters that the engine draws."""

from datetime import date

import numpy as np
import pytest
from support.handmade import scenario

from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Activity
from sim.measures.rows.spans import seconds_by_bin
from sim.scenario.root import Scenario
from sim.studies.load.axis import Axis
from sim.studies.load.staff import expected_staff
from sim.workload.draws.streams import Streams

WEEK = {"kind": "typical", "start": date(2026, 1, 5), "warm_up": "1 week", "window": "1 week"}
DAY_SHIFT = {"hours": "Mon-Fri 08:15-16:40", "agents": 200, "breaks": "daily 12:10-12:50"}
NIGHTS = {"hours": "daily 21:30-06:00", "agents": 200}
BANDS = [0] * 14 + [150] * 8 + [320] * 12 + [60] * 14

TEAMS = {
    "shifts": {"shifts": [DAY_SHIFT, NIGHTS]},
    "absence": {"shifts": [DAY_SHIFT], "absence": 0.2},
    "block": {"shifts": [DAY_SHIFT, NIGHTS], "off_queue": 0.1},
    "both": {"shifts": [NIGHTS], "off_queue": 0.3, "absence": 0.05},
    "hours": {"shifts": [DAY_SHIFT | {"agents": 1}], "hours_week": "900 h", "labour": "hours"},
    "headcount": {"headcount": BANDS},
    "headcount off": {"headcount": BANDS, "off_queue": 0.2, "absence": 0.1},
}


def desk(team: dict, **sections) -> Scenario:
    return scenario(
        run=WEEK, people={"teams": {"desk": team}} | sections.pop("people", {}), **sections
    )


def drawn(arm: Scenario, axis: Axis) -> np.ndarray:
    roster = make_roster(arm, Streams(1, 0))
    work = roster.take(roster.activity == Activity.WORK)
    return seconds_by_bin(work.start, work.end, axis.edges)[0] / 3600


@pytest.mark.parametrize("name", TEAMS)
def test_expected_people_are_the_mean_of_drawn_ones(name: str):
    arm = desk(TEAMS[name])
    axis = Axis.of(arm)
    expected, real = expected_staff(arm, axis).present[0], drawn(arm, axis)
    assert expected.sum() == pytest.approx(real.sum(), rel=0.04)
    assert np.abs(expected - real).max() < 25  # of 200 to 320 people: 4 standard deviations


def test_holidays_close_the_shifts():
    arm = desk(TEAMS["shifts"], calendar={"holidays": ["2026-01-13"]})
    axis = Axis.of(arm)
    assert expected_staff(arm, axis).present[0] == pytest.approx(drawn(arm, axis))


def test_a_flu_week_keeps_people_away():
    flu = {"absences": [{"start": 0, "duration": "7 days", "share": 0.5}]}
    arm = desk(TEAMS["shifts"], people=flu)
    present = expected_staff(arm, Axis.of(arm)).present[0]
    assert present[168:].sum() == pytest.approx(present[:168].sum() / 2, rel=0.1)


def test_who_joins_is_slower_and_who_joined_last_leaves_first():
    changes = {"changes": {0: 50}, "learning": {"start": 2.0, "half_life": "1 week"}}
    arm = desk({"shifts": [{"hours": "daily 00:00-24:00", "agents": 150}]} | changes)
    staff = expected_staff(arm, Axis.of(arm))
    assert staff.present[0, 100] == 150
    assert staff.present[0, 168] == 200
    assert staff.factor[0, 168] / 200 == pytest.approx(1.25)


def test_many_agents_cost_no_more_than_one():
    arm = desk({"shifts": [{"hours": "daily 08:00-20:00", "agents": 10_000}]})
    assert expected_staff(arm, Axis.of(arm)).present.max() == 10_000
